"""Undo beside other desks: what they did since is named and stays."""

from collections.abc import Iterator

import pytest
from sqlalchemy import make_url

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.domain.errors import Conflict, NotFound
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.schemas.clients import ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.settings import Settings
from tests.db.make import Opener, Sql, booking, refused
from tests.db.undoing import CANCELLED, edit, made, op, rows


@pytest.fixture
def desk_2(database_url: str, settings: Settings) -> Iterator[Services]:
    """Another desk on the same database."""
    with open_services(database_url, settings.model_copy(update={"desk": "Desk 2"})) as opened:
        yield opened


@pytest.fixture
def visit(services: Services, clinic: ProviderRead) -> BookingRead:
    """A booking at 10:00, confirmed."""
    return services.bookings.create(booking(clinic.id, status=BookingStatus.CONFIRMED, notes="first"))


def test_a_new_client_whom_others_know_by_now_stays(services: Services, desk_2: Services, clinic: ProviderRead) -> None:
    new = services.bookings.create(booking(clinic.id))
    other = desk_2.bookings.create(booking(clinic.id, "2025-01-16T10:00", client_id=new.client_id))
    undone = services.undo.revert(made(new))
    assert services.bookings.get(other.id).client_id == new.client_id

    second = services.undo.revert(undone)
    desk_2.bookings.delete(other.id)
    desk_2.clients.update(new.client_id, ClientUpdate(notes="allergic"))
    services.undo.revert(second)
    assert services.clients.get(new.client_id).notes == "allergic"


BY_OTHERS: dict[str, tuple[dict[str, object], dict[str, object], list[str]]] = {
    "same field": ({"notes": "second"}, {"notes": "third"}, ["notes"]),
    "start of a move": (
        {"scheduled_at": "2025-01-15T14:00"},
        {"scheduled_at": "2025-01-15T15:00"},
        ["scheduled_at", "ends_at"],
    ),
    "length after a move": ({"scheduled_at": "2025-01-15T14:00"}, {"duration_minutes": 60}, ["ends_at"]),
    "move after a resize": (
        {"duration_minutes": 60},
        {"scheduled_at": "2025-01-15T14:00"},
        ["scheduled_at", "ends_at"],
    ),
    "status": ({"status": "arrived"}, {"status": "completed"}, ["status"]),
    "one of several": ({"notes": "second", "service_type": "x"}, {"service_type": "y"}, ["service_type"]),
}


@pytest.mark.parametrize(("mine", "theirs", "fields"), BY_OTHERS.values(), ids=BY_OTHERS.keys())
def test_what_another_desk_changed_since_is_named_and_left_alone(
    services: Services,
    desk_2: Services,
    visit: BookingRead,
    sql: Sql,
    mine: dict[str, object],
    theirs: dict[str, object],
    fields: list[str],
) -> None:
    done = services.bookings.update(visit.id, edit(**mine))
    theirs_done = desk_2.bookings.update(visit.id, edit(**theirs))
    desk_2.bookings.update(visit.id, edit(overbook_reason="later, and none of the fields"))
    before = rows(sql, "bookings")

    with refused(Conflict, "undo.changed") as error:
        services.undo.revert(made(done))
    assert list(error.value.fields) == fields
    assert error.value.params == {
        "account": make_url(str(services.database.engine.url)).username,
        "desk": "Desk 2",
        "at": sql.one("SELECT at FROM audit_log WHERE after->>'version' = :v", v=str(theirs_done.version)),
    }
    assert rows(sql, "bookings") == before


def test_other_fields_of_other_desks_are_kept(services: Services, desk_2: Services, visit: BookingRead) -> None:
    done = services.bookings.update(visit.id, edit(notes="second", scheduled_at="2025-01-15T14:00"))
    desk_2.bookings.update(visit.id, edit(service_type="check-up", status="arrived"))
    services.undo.revert(made(done))

    now = services.bookings.get(visit.id)
    assert (now.notes, now.scheduled_at, now.service_type, now.status) == (
        *("first", visit.scheduled_at, "check-up"),
        BookingStatus.ARRIVED,
    )


def test_a_new_booking_that_another_desk_changed_is_not_deleted(
    services: Services, desk_2: Services, visit: BookingRead
) -> None:
    desk_2.bookings.update(visit.id, edit(status="arrived"))

    with refused(Conflict, "undo.changed") as error:
        services.undo.revert(made(visit))
    assert list(error.value.fields) == ["status"]


def test_what_another_desk_deleted_stays_deleted(services: Services, desk_2: Services, visit: BookingRead) -> None:
    done = services.bookings.update(visit.id, edit(notes="second"))
    desk_2.bookings.delete(visit.id)

    for operation in (made(done), made(visit)):
        with refused(Conflict, "undo.deleted") as error:
            services.undo.revert(operation)
        assert error.value.params["desk"] == "Desk 2"


def test_what_another_hand_has_put_back_is_left_alone(services: Services, visit: BookingRead, sql: Sql) -> None:
    services.bookings.delete(visit.id)
    sql("INSERT INTO bookings (id, provider_id, client_id, service_type, scheduled_at, ends_at)"
        " VALUES (:id, :provider, :client, 'x', now(), now() + interval '1 h')",
        id=visit.id, provider=visit.provider_id, client=visit.client_id)  # fmt: skip

    with refused(Conflict, "undo.restored") as error:
        services.undo.revert(op("bookings", visit.id, None))
    assert error.value.params["desk"] == "psql"


@pytest.mark.parametrize("fields", [{"scheduled_at": "2025-01-15T14:00"}, {"status": "cancelled"}, {}])
def test_a_time_that_was_sold_meanwhile_stays_sold(
    services: Services, desk_2: Services, visit: BookingRead, sql: Sql, fields: dict[str, object]
) -> None:
    if fields:
        operation = made(services.bookings.update(visit.id, edit(**fields)))
    else:
        services.bookings.delete(visit.id)
        operation = op("bookings", visit.id, None)
    # A reason that was not even needed is no invitation to sell the time twice.
    sold = desk_2.bookings.create(booking(visit.provider_id, client_name="Jane Roe", overbook_reason="urgent"))
    before = rows(sql, "bookings")

    with refused(Conflict, "booking.overlap") as error:
        services.undo.revert(operation)
    assert error.value.params["conflicts"] == (sold,)
    assert error.value.params["provider"] == "City Medical Clinic"
    assert error.value.params["free"]
    assert rows(sql, "bookings") == before


def test_beside_what_was_overbooked_elsewhere_it_may_not(
    services: Services, desk_2: Services, visit: BookingRead
) -> None:
    at = "2025-01-15T16:00"
    over = services.bookings.create(booking(visit.provider_id, at, client_name="Jane Roe", overbook_reason="urgent"))
    cancelled = services.bookings.update(visit.id, CANCELLED)
    desk_2.bookings.update(over.id, edit(scheduled_at="2025-01-15T10:00"))

    with refused(Conflict, "booking.overlap"):
        services.undo.revert(made(cancelled))


def test_an_undo_that_needs_no_more_time_asks_nobody(services: Services, desk_2: Services, visit: BookingRead) -> None:
    done = services.bookings.update(visit.id, edit(status="arrived", duration_minutes=60))
    desk_2.bookings.create(booking(visit.provider_id, client_name="Jane Roe", overbook_reason="urgent"))
    services.undo.revert(made(done))

    assert services.bookings.get(visit.id).status is BookingStatus.CONFIRMED


def test_a_booking_without_its_client_or_provider_does_not_come_back(
    services: Services, desk_2: Services, visit: BookingRead
) -> None:
    services.bookings.delete(visit.id)
    desk_2.clients.delete(visit.client_id)

    with refused(NotFound, "client.not_found"):
        services.undo.revert(op("bookings", visit.id, None))


def test_nothing_of_another_desk_is_undone(
    services: Services, desk_2: Services, visit: BookingRead, open_sql: Opener, database_url: str
) -> None:
    theirs = desk_2.bookings.update(visit.id, edit(notes="theirs"))
    unchanged = services.bookings.update(visit.id, edit(notes="theirs"))  # saves nothing, so it is their version
    assert unchanged.version == theirs.version

    for operation in (made(unchanged), op("bookings", visit.id, 99), op("bookings", visit.id, None)):
        with refused(NotFound, "undo.nothing"):
            services.undo.revert(operation)
    by_hand = open_sql(database_url)
    by_hand("UPDATE bookings SET notes = 'by hand'")
    with refused(NotFound, "undo.nothing"):
        services.undo.revert(op("bookings", visit.id, theirs.version + 1))
