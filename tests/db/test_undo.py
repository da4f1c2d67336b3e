"""Undo: what a desk did is taken back, as a new change, and done again."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.db.listener import Listener
from frontdesk_desktop.domain.errors import RuleViolation
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.schemas.clients import ClientUpdate
from frontdesk_desktop.schemas.operation import Operation, Table
from frontdesk_desktop.schemas.providers import ProviderRead, ProviderUpdate
from tests.db.make import Sql, booking, client, provider, refused
from tests.db.undoing import CANCELLED, edit, made, op, rows


@pytest.fixture
def visit(services: Services, clinic: ProviderRead) -> BookingRead:
    """A booking at 10:00, confirmed."""
    return services.bookings.create(booking(clinic.id, status=BookingStatus.CONFIRMED, notes="first"))


EDITS: dict[str, dict[str, object]] = {
    "notes": {"notes": "second"},
    "service": {"service_type": "check-up"},
    "move": {"scheduled_at": "2025-01-15T14:00"},
    "resize": {"duration_minutes": 60},
    "status": {"status": "arrived"},
    "cancel": {"status": "cancelled"},
    "no-show": {"status": "no_show"},
    "reason": {"overbook_reason": "wants to wait"},
    "new client": {"client_name": "Jane Roe", "client_phone": "555 0199"},
    "several": {"scheduled_at": "2025-01-16T09:00", "duration_minutes": 45, "status": "pending", "notes": ""},
}


@pytest.mark.parametrize("fields", EDITS.values(), ids=EDITS.keys())
def test_an_edit_is_undone_and_redone(
    services: Services, visit: BookingRead, sql: Sql, fields: dict[str, object]
) -> None:
    before = {table: rows(sql, table) for table in ("bookings", "clients")}
    done = services.bookings.update(visit.id, edit(**fields))
    after = {table: rows(sql, table) for table in ("bookings", "clients")}

    undone = services.undo.revert(made(done))
    assert {table: rows(sql, table) for table in before} == before
    assert undone == made(services.bookings.get(visit.id))
    redone = services.undo.revert(undone)
    for state in (*after["bookings"].values(), *(now := rows(sql, "bookings")).values()):
        state["cancelled_at"] = state["cancelled_at"] is not None  # a redo cancels it anew
    assert (now, rows(sql, "clients")) == (after["bookings"], after["clients"])
    services.undo.revert(redone)
    assert {table: rows(sql, table) for table in before} == before


def test_a_move_to_another_provider_is_undone(services: Services, visit: BookingRead, sql: Sql) -> None:
    garage = services.providers.create(provider("Nord Garage", time_zone="Asia/Tokyo"))
    before = rows(sql, "bookings")
    moved = services.bookings.update(visit.id, edit(provider_id=garage.id, scheduled_at="2025-01-15T10:00"))

    services.undo.revert(made(moved))
    assert rows(sql, "bookings") == before


def test_a_created_booking_goes_and_comes_with_its_new_client(
    services: Services, clinic: ProviderRead, sql: Sql
) -> None:
    new = services.bookings.create(booking(clinic.id, client_phone="+49 (0)30 901820"))
    bookings, clients = rows(sql, "bookings"), rows(sql, "clients")

    undone = services.undo.revert(made(new))
    assert undone == op("bookings", new.id, None)
    assert rows(sql, "bookings") == rows(sql, "clients") == {}
    redone = services.undo.revert(undone)
    assert (rows(sql, "bookings"), rows(sql, "clients")) == (bookings, clients)
    assert redone == op("bookings", new.id, 2)  # a version is never given twice
    assert services.undo.revert(redone) == undone
    assert rows(sql, "clients") == {}


def test_a_client_who_was_known_before_stays(services: Services, clinic: ProviderRead) -> None:
    john = services.clients.create(client())
    new = services.bookings.create(booking(clinic.id, client_id=john.id))
    services.undo.revert(made(new))

    assert services.clients.get(john.id) == john


@pytest.mark.parametrize("status", list(BookingStatus))
def test_a_deleted_booking_comes_back_as_it_was(
    services: Services, visit: BookingRead, sql: Sql, status: BookingStatus
) -> None:
    services.bookings.update(visit.id, edit(status=status.value))
    before = rows(sql, "bookings")
    services.bookings.delete(visit.id)

    undone = services.undo.revert(op("bookings", visit.id, None))
    assert rows(sql, "bookings") == before
    services.undo.revert(undone)
    assert rows(sql, "bookings") == {}
    services.undo.revert(op("bookings", visit.id, None))
    assert rows(sql, "bookings") == before


def test_operations_are_undone_one_after_another_even_through_a_deletion(
    services: Services, clinic: ProviderRead, sql: Sql
) -> None:
    states = [rows(sql, "bookings")]
    new = services.bookings.create(booking(clinic.id, overbook_reason="urgent"))
    done = [made(new)]
    for fields in EDITS.values():
        states.append(rows(sql, "bookings"))
        changed = {**fields, "notes": f"change {len(done)}", "status": ("pending", "confirmed")[len(done) % 2]}
        done.append(made(services.bookings.update(new.id, edit(**changed))))
    states.append(rows(sql, "bookings"))
    services.bookings.delete(new.id)
    done.append(op("bookings", new.id, None))

    undone: list[Operation] = []
    while done:
        undone.append(services.undo.revert(done.pop()))
        assert rows(sql, "bookings") == states[len(done)]
    while undone:
        services.undo.revert(undone.pop())
    assert rows(sql, "bookings") == {}


PEOPLE: list[tuple[Table, dict[str, object]]] = [
    ("clients", {"name": "Zoë Łuk"}),
    ("clients", {"phone": "+1 212 555 0100", "notes": "x", "email": "zoe@example.com"}),
    ("clients", {"phone": ""}),
    ("providers", {"name": "Harbour Homes", "sector": "estate", "is_active": False}),
    ("providers", {"phone": "555 0199", "address": "1 Quay", "time_zone": "Asia/Tokyo", "email": "a@example.com"}),
]


@pytest.mark.parametrize(("table", "fields"), PEOPLE)
def test_clients_and_providers(services: Services, sql: Sql, table: Table, fields: dict[str, object]) -> None:
    service: Any = services.clients if table == "clients" else services.providers
    update = (ClientUpdate if table == "clients" else ProviderUpdate).model_validate(fields)
    new = service.create((client if table == "clients" else provider)(phone="+49 (0)30 901820"))
    states, done = [{}, rows(sql, table)], [op(table, new.id, new.version)]
    done.append(op(table, new.id, service.update(new.id, update).version))
    states.append(rows(sql, table))
    service.delete(new.id)
    done.append(op(table, new.id, None))
    states.append({})

    for _ in range(2):
        undone: list[Operation] = []
        while done:
            undone.append(services.undo.revert(done.pop()))
            assert rows(sql, table) == states[len(done)]
        while undone:
            done.append(services.undo.revert(undone.pop()))
            assert rows(sql, table) == states[len(done)]


def test_what_is_derived_is_right_at_once(services: Services, visit: BookingRead, sql: Sql) -> None:
    done = services.clients.update(visit.client_id, ClientUpdate(name="Zoë Łuk", phone="+49 30 901820"))
    services.undo.revert(op("clients", done.id, done.version))
    assert sql("SELECT c.phone_digits, c.search_text, b.search_text FROM clients c, bookings b") == [
        ("1234567890", " john doe 1234567890", " john doe 1234567890 consultation first")
    ]

    cancelled = services.bookings.update(visit.id, CANCELLED)
    undone = services.undo.revert(made(cancelled))
    again = services.bookings.get(visit.id)
    assert (again.status, again.cancelled_at) == (BookingStatus.CONFIRMED, None)
    services.undo.revert(undone)
    again = services.bookings.get(visit.id)
    assert again.cancelled_at is not None
    assert (datetime.now(UTC) - again.cancelled_at).total_seconds() < 60


def test_an_undo_is_a_change_like_any_other(services: Services, visit: BookingRead, sql: Sql) -> None:
    done = services.bookings.update(visit.id, edit(notes="second"))
    with contextlib.closing(services.database.listen()) as listener:
        services.undo.revert(made(done))
        assert _heard(listener) == [ChangeSet(table="bookings", ids=(visit.id,), desk="Test desk")]

    [newest, *_] = services.history.list("bookings", visit.id)
    assert (newest.action, newest.desk) == ("update", "Test desk")
    assert [(change.field, change.before, change.after) for change in newest.changes] == [("notes", "second", "first")]


def _heard(listener: Listener) -> list[ChangeSet]:
    for _ in range(100):
        if changes := listener.wait(0.1):
            return list(changes)
    return []


def test_asked_again_it_tells_what_the_first_time_did(services: Services, visit: BookingRead, sql: Sql) -> None:
    """The answer to the first may be lost with the connection."""

    def deleted() -> Operation:
        services.bookings.delete(visit.id)
        return op("bookings", visit.id, None)

    operations: list[Callable[[], Operation]] = [
        lambda: made(services.bookings.update(visit.id, edit(notes="second"))),
        lambda: made(services.bookings.update(visit.id, CANCELLED)),
        lambda: made(services.bookings.create(booking(visit.provider_id, "2025-01-17T10:00"))),
        deleted,
    ]
    for done in operations:
        operation = done()
        first = services.undo.revert(operation)
        changes = sql.one("SELECT count(*) FROM audit_log")
        assert services.undo.revert(operation) == first
        assert sql.one("SELECT count(*) FROM audit_log") == changes


@pytest.mark.parametrize("fields", [{"scheduled_at": "2025-01-15T14:00"}, {"status": "cancelled"}, {}])
def test_it_may_stand_again_beside_what_was_overbooked_there_before(
    services: Services, visit: BookingRead, sql: Sql, fields: dict[str, object]
) -> None:
    over = services.bookings.create(booking(visit.provider_id, client_name="Jane Roe", overbook_reason="urgent"))
    before = rows(sql, "bookings")
    if fields:
        operation = made(services.bookings.update(visit.id, edit(**fields)))
    else:
        services.bookings.delete(visit.id)
        operation = op("bookings", visit.id, None)
    services.undo.revert(operation)

    assert rows(sql, "bookings") == before
    services.undo.revert(made(over))
    assert list(rows(sql, "bookings")) == [visit.id]


@pytest.mark.parametrize("table", ["clients", "providers"])
def test_who_has_bookings_by_now_is_not_deleted(services: Services, clinic: ProviderRead, table: Table) -> None:
    john = services.clients.create(client())
    services.bookings.create(booking(clinic.id, client_id=john.id))
    row = john if table == "clients" else clinic

    with refused(RuleViolation, f"{table[:-1]}.has_bookings") as error:
        services.undo.revert(op(table, row.id, row.version))
    assert error.value.params == {"id": row.id, "name": row.name, "count": 1}
