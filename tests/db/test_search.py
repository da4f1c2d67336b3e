"""Search by fragments: clients and bookings."""

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingUpdate
from frontdesk_desktop.schemas.clients import ClientFilter, ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderRead
from tests.db.make import Sql, booking, client

PEOPLE = {
    "smith": {"name": "John Smith", "phone": "+1 234 567 890", "email": "jsmith@example.com"},
    "smythe": {"name": "Joanna Smythe-O'Hara", "phone": "555-0199"},
    "mueller": {"name": "Jürgen MÜLLER", "phone": "+49 (0)30 901820"},
    "nunez": {"name": "José Núñez", "phone": "0034 912 344 678", "email": "pepe_1@correo.example.com"},
    "lukasz": {"name": "Łukasz Straße", "phone": "030 777 000"},
    "yamada": {"name": "山田太郎"},
    "kim": {"name": "김민수"},
    "elkin": {"name": "Дмитрий Ёлкин"},
    "muhammad": {"name": "مُحَمَّد عبد الله"},
    "percent": {"name": "Fifty 50% a_b c\\d"},
}


@pytest.fixture
def people(services: Services) -> dict[int, str]:
    return {services.clients.create(client(**given)).id: key for key, given in PEOPLE.items()}


QUERIES: list[tuple[str, set[str]]] = [
    ("sm jo", {"smith", "smythe"}),  # any order
    ("jo sm", {"smith", "smythe"}),
    ("jo smi", {"smith"}),
    ("mith", {"smith"}),  # inside a word
    ("mi", {"smith"}),
    ("th", {"smith", "smythe"}),
    ("j", {"smith", "smythe", "mueller", "nunez"}),  # one letter begins a word
    ("s", {"smith", "smythe", "lukasz"}),
    ("m", {"mueller"}),
    ("SMITH", {"smith"}),
    ("muller", {"mueller"}),
    ("Müller jürg", {"mueller"}),
    ("lukasz", {"lukasz"}),
    ("strasse", {"lukasz"}),
    ("NUNEZ jose", {"nunez"}),
    ("o'hara", {"smythe"}),
    ("ohara", {"smythe"}),
    ("o\u2019hara", {"smythe"}),
    ("smythe-o", {"smythe"}),
    ("smith smith", {"smith"}),
    ("smith x", set()),
    ("sm ith", {"smith"}),
    ("sm-jo", {"smith", "smythe"}),
    ("山田", {"yamada"}),
    ("田", {"yamada"}),
    ("太 山", {"yamada"}),
    ("김", {"kim"}),
    ("민수", {"kim"}),
    ("елк", {"elkin"}),
    ("ДМИТРИЙ ёлкин", {"elkin"}),
    ("محمد", {"muhammad"}),
    ("الله عبد", {"muhammad"}),
    ("1234567890", {"smith"}),
    ("+1 234 567", {"smith"}),
    ("23456789", {"smith"}),
    ("567890", {"smith"}),
    ("0199", {"smythe"}),
    ("555 0199", {"smythe"}),
    ("+49 (0)30 901820", {"mueller"}),
    ("+49 30 901820", {"mueller"}),
    ("004930901820", {"mueller"}),
    ("0049 30 901820", {"mueller"}),
    ("030 901820", {"mueller"}),
    ("030901820", {"mueller"}),
    ("(030) 90", {"mueller"}),
    ("030", {"mueller", "lukasz"}),
    ("0", {"lukasz"}),
    ("000", {"lukasz"}),
    ("+34 912", {"nunez"}),
    ("912-344-678", {"nunez"}),
    ("jsmith@example.com", {"smith"}),
    ("JSMITH@EX", {"smith"}),
    ("pepe_1", {"nunez"}),
    ("@correo", {"nunez"}),
    ("fifty 50%", {"percent"}),
    ("c\\d", {"percent"}),
    ("a_b", {"percent"}),
    ("axb", set()),
    ("%", set()),
    ("_", set()),
    ("\\", set()),
    ("'", set()),
    ("...", set()),
    ("+", set()),
    ("%smith%", {"smith"}),
    ("'; DROP TABLE clients; --", set()),
]


def test_clients_by_fragments(services: Services, people: dict[int, str]) -> None:
    pages = {query: services.clients.list(ClientFilter(search=query)) for query, _ in QUERIES}
    found = {query: services.clients.find(query) for query, _ in QUERIES}

    assert {query: {people[one.id] for one in page.items} for query, page in pages.items()} == dict(QUERIES)
    assert {query: page.total for query, page in pages.items()} == {query: len(keys) for query, keys in QUERIES}
    assert {query: {people[one.id] for one in ones} for query, ones in found.items()} == dict(QUERIES)


def test_no_search_is_all_in_a_list_and_nothing_in_a_picker(services: Services, people: dict[int, str]) -> None:
    assert services.clients.list(ClientFilter(search="")).total == len(people)
    assert services.clients.find("") == ()
    assert services.clients.find("   ") == ()


def test_a_picker_takes_whatever_is_pasted(services: Services, people: dict[int, str]) -> None:
    assert [services.clients.find(pasted) for pasted in ("a\0b", "\ud800", "\x1b", "smith" * 1000)] == [()] * 4
    assert len(services.clients.find("\tsmith\r\n")) == 1


def test_the_best_hits_come_first(services: Services) -> None:
    """Names that begin with it, then words that do, then the rest; each in order."""
    for name in ("Christian Annan", "Hanna Xu", "Zoe Anna", "Anna Zimmer", "Ánna Abel", "Joanna Doe"):
        services.clients.create(client(name))

    def names(limit: int) -> list[str]:
        return [one.name for one in services.clients.find("anna", limit)]

    assert names(20) == ["Ánna Abel", "Anna Zimmer", "Christian Annan", "Zoe Anna", "Hanna Xu", "Joanna Doe"]
    assert names(1) == ["Ánna Abel"]
    assert names(3) == ["Ánna Abel", "Anna Zimmer", "Christian Annan"]


def test_the_index_serves_two_letters(services: Services, sql: Sql) -> None:
    sql("INSERT INTO clients (name) SELECT md5(n::text) FROM generate_series(1, 2000) AS n")
    sql("ANALYZE clients")
    sql("SET enable_seqscan = off")
    plan = sql(
        "EXPLAIN SELECT * FROM clients WHERE frontdesk_search_keys(search_text) @> frontdesk_query_keys('sm jo')"
        " AND search_text LIKE ALL (frontdesk_query_patterns('sm jo'))"
    )

    assert "ix_clients_search_keys" in str(plan)


def booked(services: Services, query: str) -> list[str]:
    return [item.service_type for item in services.bookings.list(BookingFilter(search=query)).items]


def test_bookings_by_client_service_and_notes(services: Services, clinic: ProviderRead) -> None:
    for day, kind, name, phone, notes in (
        (1, "check-up", "Jürgen Müller", "+49 30 901820", "wheelchair, 2nd floor"),
        (2, "Consultation", "Zoë Smith", "555 0199", ""),
        (3, "viewing", "山田太郎", "", "brings\nÉmile's keys"),
    ):
        who = {"client_name": name, "client_phone": phone}
        services.bookings.create(booking(clinic.id, f"2025-01-{day:02}T10:00", service_type=kind, notes=notes, **who))
    found = {
        "muller": ["check-up"],
        "030 901820": ["check-up"],
        "check": ["check-up"],
        "sm cons": ["Consultation"],
        "emiles": ["viewing"],
        "floor wheel": ["check-up"],
        "山": ["viewing"],
        "i": [],
        "zoe wheel": [],
        "%": [],
    }

    assert {query: booked(services, query) for query in found} == found


def test_bookings_follow_what_is_changed(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id, client_name="Jane Roe", client_phone="555 0199"))
    services.clients.update(made.client_id, ClientUpdate(name="Jane Łukasz"))
    assert (booked(services, "roe"), booked(services, "jane lukasz consult")) == ([], ["consultation"])
    services.clients.update(made.client_id, ClientUpdate(phone="+34 912 344 678"))
    assert (booked(services, "0199"), booked(services, "912344")) == ([], ["consultation"])
    services.bookings.update(made.id, BookingUpdate(notes="parking", client_name="Max Poe"))
    assert (booked(services, "lukasz"), booked(services, "poe parking")) == ([], ["consultation"])
    sql("UPDATE bookings SET service_type = 'massage'")
    assert (booked(services, "consult"), booked(services, "poe mass")) == ([], ["massage"])
    assert services.bookings.get(made.id).version == 3
