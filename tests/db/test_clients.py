"""Clients: made, read, changed, deleted, and those who may be the same person."""

import threading

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.errors import DomainError, NotFound, RuleViolation
from frontdesk_desktop.schemas.clients import ClientFilter, ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderRead
from tests.db.make import Sql, booking, client, refused

NAMES = [
    "Zoë Müller-Łukasz",
    "O'Brien",
    "山田 太郎",
    "Дмитрий Ёлкин",
    "محمد عبد الله",
    "\u202eeliw\u202c",
    "👩‍👩‍👧",
    "<b>x</b>",
]


def test_clients_are_stored_exactly(services: Services) -> None:
    phone = "+49 (0)30 / 90 18 20"
    made = [services.clients.create(client(name, phone=phone, email="a@example.com", notes="a\n\tb")) for name in NAMES]

    assert [services.clients.get(one.id) for one in made] == made
    assert list(services.clients.list(ClientFilter(sort="id")).items) == made
    assert [one.name for one in made] == NAMES
    assert {(one.phone, one.email, one.notes) for one in made} == {(phone, "a@example.com", "a\n\tb")}


def test_an_update_changes_the_given_fields_alone(services: Services) -> None:
    made = services.clients.create(client(phone="+1234567890", email="john@example.com"))
    changed = services.clients.update(made.id, ClientUpdate(email="", notes="moved"))

    assert changed == made.model_copy(
        update={"email": "", "notes": "moved", "version": 2, "updated_at": changed.updated_at}
    )


def test_a_new_phone_is_searched_and_matched_at_once(services: Services) -> None:
    made = services.clients.create(client(phone="+1234567890"))
    services.clients.update(made.id, ClientUpdate(phone="+49 (0)30 901820"))

    assert services.clients.list(ClientFilter(search="4930901820")).total == 1
    assert services.clients.list(ClientFilter(search="1234567890")).total == 0
    assert services.clients.find_similar("Nobody", "0049 30 901820", "")[0].id == made.id


def test_a_client_that_does_not_exist(services: Services) -> None:
    for call in (
        lambda: services.clients.get(7),
        lambda: services.clients.update(7, ClientUpdate(name="x")),
        lambda: services.clients.delete(7),
        lambda: services.clients.get(2**80),
    ):
        with refused(NotFound, "client.not_found") as error:
            call()
        assert error.value.fields == {"client_id": "client.not_found"}


def test_a_client_with_bookings_is_not_deleted(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id))
    with refused(RuleViolation, "client.has_bookings") as error:
        services.clients.delete(made.client_id)
    assert error.value.params == {"id": made.client_id, "name": "John Doe", "count": 1}

    services.bookings.delete(made.id)
    services.clients.delete(made.client_id)
    assert services.clients.list(ClientFilter()).total == 0


@pytest.mark.parametrize("noun", ["client", "provider"])
def test_deleting_waits_for_a_booking_that_is_just_being_made(
    services: Services, clinic: ProviderRead, sql: Sql, noun: str
) -> None:
    john = services.clients.create(client())
    sql("BEGIN")
    sql(
        "INSERT INTO bookings (provider_id, client_id, service_type, scheduled_at, ends_at)"
        " VALUES (:provider, :client, 'x', now(), now() + interval '1 hour')",
        provider=clinic.id,
        client=john.id,
    )
    errors: list[str] = []

    def delete() -> None:
        try:
            if noun == "client":
                services.clients.delete(john.id)
            else:
                services.providers.delete(clinic.id)
        except DomainError as error:
            errors.append(error.code)

    deleting = threading.Thread(target=delete)
    deleting.start()
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    while sql.one(waiting) == 0 and deleting.is_alive():
        sql("SELECT pg_stat_clear_snapshot()")
    sql("COMMIT")
    deleting.join(10)

    assert errors == [f"{noun}.has_bookings"]


def test_clients_who_may_be_the_same_person(services: Services) -> None:
    jose = services.clients.create(client("José Núñez", phone="+34 912 34 56 78", email="Jose@Example.com"))
    services.clients.create(client("José Núñez Pérez"))
    services.clients.create(client("Maria"))

    def found(name: str, phone: str = "", email: str = "") -> list[int]:
        return [one.id for one in services.clients.find_similar(name, phone, email)]

    assert found("JOSE NUNEZ") == [jose.id]
    assert found("Nobody", phone="0034 (912) 345678") == [jose.id]
    assert found("Nobody", email="jose@example.COM") == [jose.id]
    assert found("Jose") == []
    assert found("") == []
    assert found("%") == []
    assert found("Nobody", phone="n/a") == []
    assert found("a\0b", "\ud800", "\n") == []


def test_at_most_five_who_may_be_the_same_are_named(services: Services) -> None:
    ids = [services.clients.create(client("John Doe")).id for _ in range(7)]

    assert [one.id for one in services.clients.find_similar("john doe", "", "")] == ids[:5]


def test_clients_put_in_by_hand_can_be_found_by_phone(services: Services, sql: Sql) -> None:
    sql("INSERT INTO clients (name, phone) VALUES ('By Hand', '(030) 90-1820')")
    assert services.clients.list(ClientFilter(search="030901820")).total == 1
    sql("UPDATE clients SET phone = '555 0199'")
    assert services.clients.list(ClientFilter(search="5550199")).total == 1
    assert services.clients.list(ClientFilter(search="030901820")).total == 0
    sql("UPDATE clients SET phone = ''")
    assert services.clients.list(ClientFilter(search="5550199")).total == 0


def test_a_number_written_another_way_stays_that_number(services: Services, sql: Sql) -> None:
    made = services.clients.create(client(phone="+49 30 901820"))
    services.clients.update(made.id, ClientUpdate(phone="+49 (0)30 90 18 20"))
    assert sql.one("SELECT phone_digits FROM clients") == "4930901820"
    services.clients.update(made.id, ClientUpdate(phone="030/901820"))
    assert sql.one("SELECT phone_digits FROM clients") == "030901820"


def test_a_number_changed_with_psql_is_found_too(services: Services, sql: Sql) -> None:
    made = services.clients.create(client(phone="+49 30 901820"))
    sql("UPDATE clients SET phone = '+49 40 1234567'")
    assert sql.one("SELECT phone_digits FROM clients") == "49401234567"
    assert [hit.id for hit in services.clients.find("1234567")] == [made.id]
    sql("UPDATE clients SET phone = ''")
    assert sql.one("SELECT phone_digits FROM clients") == ""
