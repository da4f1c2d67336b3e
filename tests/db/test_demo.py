"""The demo data, loaded once for those tests that only read it."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from sqlalchemy import URL, text

from frontdesk_desktop import resources
from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.domain.errors import RuleViolation
from frontdesk_desktop.domain.status import HOLDS_TIME, BookingStatus
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingRead
from frontdesk_desktop.schemas.clients import ClientCreate, ClientFilter, ClientRead
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderFilter, ProviderRead
from frontdesk_desktop.schemas.sectors import sectors
from frontdesk_desktop.services.demo import DemoCounts
from frontdesk_desktop.services.demo_bookings import plan_bookings
from frontdesk_desktop.services.demo_data import read_demo_data
from frontdesk_desktop.services.demo_people import make_people
from frontdesk_desktop.settings import Settings
from tests.conftest import run_sql

NOW = datetime(2026, 11, 25, 14, tzinfo=UTC)  # in the afternoon in Berlin, in the morning in New York
Progress = list[tuple[int, int]]


def opened(url: str, now: datetime = NOW) -> Services:
    return open_services(url, Settings(desk="Test desk", time_zone="Europe/Berlin"), lambda: now)


def load(services: Services) -> tuple[DemoCounts, Progress]:
    progress: Progress = []
    return services.demo.load(lambda done, total: progress.append((done, total))), progress


@pytest.fixture(scope="module")
def loaded(server_url: URL, template: str) -> Iterator[tuple[Services, DemoCounts, Progress]]:
    """The services on a database with the demo data of NOW, what loading said, and the progress."""
    name = f"demo_{uuid4().hex[:16]}"
    run_sql(server_url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    with opened(server_url.set(database=name).render_as_string(hide_password=False)) as services:
        yield services, *load(services)
    run_sql(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def demo(loaded: tuple[Services, DemoCounts, Progress]) -> Services:
    return loaded[0]


@pytest.fixture(scope="module")
def bookings(demo: Services) -> list[BookingRead]:
    return all_bookings(demo)


@pytest.fixture(scope="module")
def providers(demo: Services) -> dict[int, ProviderRead]:
    return {provider.id: provider for provider in demo.providers.list(ProviderFilter(limit=1000)).items}


def all_bookings(services: Services) -> list[BookingRead]:
    found: list[BookingRead] = []
    while True:
        page = services.bookings.list(BookingFilter(limit=1000, offset=len(found)))
        found += page.items
        if len(found) == page.total:
            return found


def all_clients(services: Services) -> list[ClientRead]:
    pages = [services.clients.list(ClientFilter(limit=1000, offset=offset, sort="id")) for offset in (0, 1000)]
    return [client for page in pages for client in page.items]


def holding(bookings: list[BookingRead], provider_id: int) -> list[BookingRead]:
    """What holds the provider's time, without overbooking, in order."""
    held = [booking for booking in bookings if booking.provider_id == provider_id and booking.status in HOLDS_TIME]
    return sorted((b for b in held if b.overbook_reason is None), key=lambda booking: booking.scheduled_at)


def test_there_is_as_much_as_promised(
    loaded: tuple[Services, DemoCounts, Progress], providers: dict[int, ProviderRead], bookings: list[BookingRead]
) -> None:
    demo, counts, _ = loaded
    assert counts == DemoCounts(providers=14, clients=2000, bookings=len(bookings))
    assert demo.clients.list(ClientFilter()).total == 2000
    assert len(providers) == 14
    assert len({provider.sector for provider in providers.values()}) >= 4
    assert {provider.time_zone for provider in providers.values()} == {
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
    }
    assert [provider.name for provider in providers.values() if not provider.is_active] == ["Fifth & Fern Hair"]
    assert 6000 < len(bookings) < 10_000


def test_progress_rises_from_nothing_to_everything(loaded: tuple[Services, DemoCounts, Progress]) -> None:
    _, counts, progress = loaded
    total = counts.providers + counts.clients + counts.bookings
    assert progress[0] == (0, total)
    assert progress[-1] == (total, total)
    assert {seen for _, seen in progress} == {total}
    assert all(before < after for (before, _), (after, _) in pairwise(progress))
    assert len(progress) >= 10


def test_statuses_fit_their_times(bookings: list[BookingRead]) -> None:
    assert {booking.status for booking in bookings} == set(BookingStatus)
    past = Counter(booking.status for booking in bookings if booking.ends_at <= NOW)
    coming = Counter(booking.status for booking in bookings if booking.scheduled_at - timedelta(minutes=15) > NOW)
    assert past[BookingStatus.COMPLETED] > 0.8 * past.total()
    assert set(past) == set(BookingStatus) - {BookingStatus.PENDING, BookingStatus.CONFIRMED}
    assert set(coming) == {BookingStatus.PENDING, BookingStatus.CONFIRMED, BookingStatus.CANCELLED}
    now_there = [b for b in bookings if b.scheduled_at <= NOW < b.ends_at and b.status is BookingStatus.ARRIVED]
    assert len(now_there) >= 3
    for booking in bookings:
        assert (booking.cancelled_at is not None) == (booking.status is BookingStatus.CANCELLED)
        assert booking.created_at <= booking.updated_at <= NOW
        assert booking.created_at < booking.scheduled_at


def test_all_statuses_are_there_on_a_sunday_night_too() -> None:
    data = read_demo_data()
    planned = plan_bookings(data, make_people(data), datetime(2026, 11, 29, 2, tzinfo=UTC))
    assert {booking.status for booking in planned} == set(BookingStatus)


def test_bookings_span_ten_weeks_around_today(bookings: list[BookingRead]) -> None:
    days = {booking.scheduled_at.date() for booking in bookings}
    assert min(days) == date(2026, 10, 21)  # five weeks before a Wednesday
    assert max(days) == date(2026, 12, 29)


def test_nothing_overlaps_but_by_choice(
    bookings: list[BookingRead], providers: dict[int, ProviderRead], demo: Services
) -> None:
    for provider_id in providers:
        held = holding(bookings, provider_id)
        assert all(before.ends_at <= after.scheduled_at for before, after in pairwise(held)), provider_id
    overbooked = [booking for booking in bookings if booking.overbook_reason is not None]
    assert 20 < len(overbooked) < 150
    with demo.database.engine.connect() as connection:
        beside = connection.scalar(
            text(
                "SELECT count(*) FROM bookings AS over WHERE overbook_reason IS NOT NULL AND EXISTS (SELECT"
                " FROM bookings WHERE id <> over.id AND provider_id = over.provider_id AND during && over.during)"
            )
        )
    assert beside == len(overbooked)


def test_bookings_lie_in_local_working_hours_on_the_grid(
    bookings: list[BookingRead], providers: dict[int, ProviderRead]
) -> None:
    places = {place.columns["name"]: place for place in read_demo_data().places}
    lengths = {sector.key: {s.name: s.minutes for s in sector.service_types} for sector in sectors()}
    for booking in bookings:
        start, end = booking.scheduled_at, booking.ends_at
        hours = places[booking.provider_name].open_hours(start.date())
        assert any(opens <= start.time() and end.time() <= closes for opens, closes in hours), booking
        assert start.date() == end.date()
        assert start.minute % 15 == 0
        assert start.second == start.microsecond == 0
        sector = providers[booking.provider_id].sector
        assert booking.duration_minutes == lengths[sector][booking.service_type]


def test_weekdays_are_well_filled_and_weekends_light(
    bookings: list[BookingRead], providers: dict[int, ProviderRead]
) -> None:
    places = {place.columns["name"]: place for place in read_demo_data().places}
    for provider in providers.values():
        booked: Counter[date] = Counter()
        for booking in holding(bookings, provider.id):
            booked[booking.scheduled_at.date()] += booking.duration_minutes
        fills: dict[bool, list[float]] = {True: [], False: []}
        for day, minutes in booked.items():
            hours = places[provider.name].open_hours(day)
            fills[day.weekday() < 5].append(minutes / sum(map(length, hours)))
        assert 0.6 <= sum(fills[True]) / len(fills[True]) <= 0.85, provider.name
        assert len(fills[False]) <= 10
        assert not fills[False] or sum(fills[False]) / len(fills[False]) < 0.6, provider.name


def length(hours: tuple[time, time]) -> float:
    opens, closes = (datetime.combine(NOW, hour) for hour in hours)
    return (closes - opens) / timedelta(minutes=1)


def test_nobody_has_two_bookings_on_one_day(bookings: list[BookingRead]) -> None:
    days = Counter((booking.client_id, booking.scheduled_at.astimezone(UTC).date()) for booking in bookings)
    assert max(days.values()) == 1


def test_people_and_providers_are_as_one_could_have_typed_them(
    demo: Services, providers: dict[int, ProviderRead]
) -> None:
    clients = all_clients(demo)
    for client in clients:
        ClientCreate(name=client.name, phone=client.phone, email=client.email, notes=client.notes)
    for provider in providers.values():
        ProviderCreate.model_validate(
            provider.model_dump(include={"name", "sector", "phone", "email", "address", "time_zone"})
        )
    emails = [client.email for client in clients if client.email]
    phones = [client.phone for client in clients if client.phone]
    assert len(emails) == len(set(emails)) > 1200
    assert len(phones) == len(set(phones)) > 1700
    assert len({client.name for client in clients}) > 1500
    known = {"example.com", "example.net", "example.org"}
    assert all(e.rpartition("@")[2] in known or e.endswith(".example") for e in emails)


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("mull", "Müller"),
        ("smi jo", "John Smith"),
        ("yilm", "Yılmaz"),
        ("wojc", "Wójcik"),
        ("nguyen", "Nguyễn"),
        ("adey", "Adéyẹmí"),
        ("иван", "Иванов"),
        ("шев", "Шевченко"),
        ("παππ", "Παππά"),
        ("حداد", "حداد"),
        ("خا", "خان"),
        ("כה", "כהן"),
        ("शर्", "शर्मा"),
        ("ঘো", "ঘোষ"),
        ("குமா", "குமார்"),
        ("王", "王"),
        ("佐藤", "佐藤"),
        ("김", "김"),
        ("በቀ", "በቀለ"),
    ],
)
def test_clients_are_found_by_fragments_in_their_script(demo: Services, typed: str, part: str) -> None:
    found = [client.name for client in demo.clients.find(typed)]
    assert any(part in name for name in found), found


def test_a_client_is_found_by_part_of_the_phone_number(demo: Services) -> None:
    client = next(client for client in all_clients(demo) if client.phone.startswith("+49 30"))
    assert client in demo.clients.find(client.phone.removeprefix("+49 30 "), 50)


def test_loading_twice_is_refused(demo: Services) -> None:
    with pytest.raises(RuleViolation, match=r"demo\.not_empty"):
        load(demo)
    assert demo.clients.list(ClientFilter()).total == 2000


def test_another_load_on_the_same_day_makes_the_same(database_url: str, bookings: list[BookingRead]) -> None:
    """The hour decides on statuses alone."""
    with opened(database_url, NOW + timedelta(hours=5)) as services:
        load(services)
        assert digest(all_bookings(services)) == digest(bookings)
        assert {b.status for b in all_bookings(services)} == set(BookingStatus)


def digest(bookings: list[BookingRead]) -> list[tuple[str, str, str, str, str, datetime, datetime, str]]:
    """Who has what, when and where; not the ids, which follow the order of creation."""
    return sorted(
        (
            b.provider_name,
            b.client_name,
            b.client_phone,
            b.client_email,
            b.service_type,
            b.scheduled_at,
            b.ends_at,
            b.notes,
        )
        for b in bookings
    )


class GivenUp(Exception):
    """What the person who waits has done."""


@pytest.mark.parametrize("after", [0, 14, 3000])
def test_giving_up_leaves_nothing(database_url: str, after: int) -> None:
    def report(done: int, _total: int) -> None:
        if done >= after:
            raise GivenUp

    with opened(database_url) as services:
        with pytest.raises(GivenUp):
            services.demo.load(report)
        with services.database.engine.connect() as connection:
            for table in ("providers", "clients", "bookings", "audit_log"):
                assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0


def test_sectors_are_complete() -> None:
    found = sectors()
    assert len(found) >= 8
    assert [sector.title for sector in found] == sorted(sector.title for sector in found)
    assert {place.columns["sector"] for place in read_demo_data().places} <= {sector.key for sector in found}
    for sector in found:
        assert (resources.folder("icons") / f"{sector.icon}.svg").is_file()
        names = [service.name for service in sector.service_types]
        assert len(set(names)) == len(names) >= 5
