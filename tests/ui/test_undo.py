"""Undo and redo of a desk: the stack, through real jobs on a real database."""

import threading
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.domain.errors import Conflict, DomainError, RuleViolation, ServerUnavailable
from frontdesk_desktop.schemas.bookings import BookingRead, BookingUpdate
from frontdesk_desktop.schemas.operation import Operation
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.undo import KEPT, UndoStack
from tests.db.make import booking, provider


class Ears:
    """What the stack says."""

    def __init__(self, stack: UndoStack) -> None:
        self.said: list[str] = []
        self.changes = 0
        stack.done.connect(self.said.append)
        stack.refused.connect(self.said.append)
        stack.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1


class Server:
    """Takes operations back without a database, or refuses to."""

    def __init__(self) -> None:
        self.reverted: list[int] = []
        self.error: DomainError | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.begun = threading.Event()

    def revert(self, operation: Operation) -> Operation:
        self.begun.set()
        assert self.gate.wait(5)
        if self.error is not None:
            raise self.error
        self.reverted.append(operation.row_id)
        return Operation(table="clients", row_id=operation.row_id, version=(operation.version or 0) + 1000)


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def stack(desk: Desk, server: Server) -> UndoStack:
    """A stack with three operations, on the rows 1 to 3."""
    made = UndoStack(desk.jobs, server.revert, desk.jobs)
    for row in (1, 2, 3):
        made.record(f"client {row}", "clients", row, row)
    return made


@pytest.fixture
def ears(stack: UndoStack) -> Ears:
    return Ears(stack)


def wait_for(qtbot: QtBot, ears: Ears, count: int) -> None:
    qtbot.waitUntil(lambda: len(ears.said) == count)


def test_the_latest_comes_first_and_back_again(stack: UndoStack, ears: Ears, server: Server, qtbot: QtBot) -> None:
    assert (stack.undo_title, stack.redo_title) == ("client 3", "")
    for _ in range(4):
        stack.undo()
    wait_for(qtbot, ears, 4)
    assert server.reverted == [3, 2, 1]
    assert ears.said == ["Undone: client 3", "Undone: client 2", "Undone: client 1", "There is nothing to undo."]
    assert (stack.undo_title, stack.redo_title) == ("", "client 1")

    for _ in range(4):
        stack.redo()
    wait_for(qtbot, ears, 8)
    assert server.reverted[3:] == [1, 2, 3]
    assert ears.said[4:] == [*(f"Done again: client {row}" for row in (1, 2, 3)), "There is nothing to redo."]
    assert (stack.undo_title, stack.redo_title) == ("client 3", "")
    assert ears.changes == 6


def test_a_new_operation_ends_what_can_be_redone(stack: UndoStack, ears: Ears, qtbot: QtBot) -> None:
    stack.undo()
    wait_for(qtbot, ears, 1)
    stack.record("client 4", "clients", 4, 1)
    assert (stack.undo_title, stack.redo_title) == ("client 4", "")


def test_what_changed_nothing_is_not_recorded(stack: UndoStack, ears: Ears, server: Server, qtbot: QtBot) -> None:
    stack.undo()
    wait_for(qtbot, ears, 1)
    stack.record("same version as before", "clients", 9, 5, before=5)
    stack.record("recorded already", "clients", 2, 2)
    stack.record("made by the undo", "clients", 3, 1003)
    assert (stack.undo_title, stack.redo_title) == ("client 2", "client 3")

    stack.record("deleted", "clients", 2, None)
    stack.record("deleted again", "clients", 2, None)
    for _ in range(3):
        stack.undo()
    wait_for(qtbot, ears, 4)
    assert ears.said[1:] == ["Undone: deleted again", "Undone: deleted", "Undone: client 2"]


def test_a_hundred_are_kept(stack: UndoStack, ears: Ears, server: Server, qtbot: QtBot) -> None:
    for row in range(4, KEPT + 4):
        stack.record(f"client {row}", "clients", row, 1)
    for _ in range(KEPT + 1):
        stack.undo()
    wait_for(qtbot, ears, KEPT + 1)
    assert server.reverted == [*range(KEPT + 3, 3, -1)]
    assert ears.said[-1] == "There is nothing to undo."


def test_a_change_under_way_is_undone_first(
    stack: UndoStack, ears: Ears, desk: Desk, server: Server, qtbot: QtBot
) -> None:
    """Save and Ctrl+Z, faster than the server: the save is meant, not what was before."""
    saving = threading.Event()
    desk.jobs.change(
        partial(saving.wait, 5), lambda _: stack.record("saved", "clients", 9, 1), lambda _: None, owner=desk.jobs
    )
    stack.undo()
    saving.set()
    wait_for(qtbot, ears, 1)
    assert ears.said == ["Undone: saved"]


def test_what_is_recorded_during_an_undo_is_not_lost(
    stack: UndoStack, ears: Ears, server: Server, qtbot: QtBot
) -> None:
    server.gate.clear()
    stack.undo()
    qtbot.waitUntil(server.begun.is_set)
    stack.record("client 4", "clients", 4, 1)
    server.gate.set()
    wait_for(qtbot, ears, 1)
    assert ears.said == ["Undone: client 3"]
    assert (stack.undo_title, stack.redo_title) == ("client 4", "")
    for _ in range(3):
        stack.undo()
    wait_for(qtbot, ears, 4)
    assert server.reverted == [3, 4, 2, 1]


@pytest.mark.parametrize("error", [RuleViolation("client.has_bookings", name="Ann", count=2), Conflict("undo.deleted")])
def test_what_is_refused_is_forgotten(
    stack: UndoStack, ears: Ears, server: Server, qtbot: QtBot, error: DomainError
) -> None:
    server.error = error
    server.gate.clear()
    for _ in range(3):
        stack.undo()
    server.gate.set()
    wait_for(qtbot, ears, 1)
    assert ears.said[0].startswith("Not undone: client 3. ")
    assert (stack.undo_title, stack.redo_title) == ("client 2", "")  # and what was asked for after it is off
    server.error = None
    stack.undo()
    wait_for(qtbot, ears, 2)
    stack.redo()
    wait_for(qtbot, ears, 3)
    assert server.reverted == [2, 2]


@pytest.mark.parametrize("error", [ServerUnavailable("server.unreachable"), Conflict("row.busy")])
def test_what_failed_for_now_can_be_tried_again(
    stack: UndoStack, ears: Ears, server: Server, qtbot: QtBot, error: DomainError
) -> None:
    server.error = error
    stack.undo()
    wait_for(qtbot, ears, 1)
    assert (stack.undo_title, stack.redo_title) == ("client 3", "")
    server.error = None
    stack.undo()
    wait_for(qtbot, ears, 2)
    server.error = error
    stack.redo()
    wait_for(qtbot, ears, 3)
    assert ears.said[2].startswith("Not done again: client 3. ")
    assert (stack.undo_title, stack.redo_title) == ("client 2", "client 3")


# --- with the database ----------------------------------------------------------------------------------


@pytest.fixture
def real(desk: Desk, services: Services) -> UndoStack:
    return UndoStack(desk.jobs, services.undo.revert, desk.jobs)


@pytest.fixture
def visit(services: Services) -> BookingRead:
    clinic = services.providers.create(provider())
    return services.bookings.create(booking(clinic.id, notes="first"))


def save(desk: Desk, stack: UndoStack, row: BookingRead, title: str, **fields: object) -> None:
    """As a page does it."""
    desk.jobs.change(
        lambda: desk.services.bookings.update(row.id, BookingUpdate.model_validate(fields)),
        lambda now: stack.record(title, "bookings", now.id, now.version, before=row.version),
        lambda error: pytest.fail(str(error)),
        owner=stack,
    )


def test_a_booking_is_moved_and_moved_back(
    real: UndoStack, desk: Desk, visit: BookingRead, services: Services, qtbot: QtBot
) -> None:
    ears = Ears(real)
    save(desk, real, visit, "moved to 14:00", scheduled_at="2025-01-15T14:00")
    save(desk, real, visit, "cancelled", status="cancelled")
    for ask in (real.undo, real.undo, real.redo):
        ask()
    wait_for(qtbot, ears, 3)
    assert ears.said == ["Undone: cancelled", "Undone: moved to 14:00", "Done again: moved to 14:00"]
    now = services.bookings.get(visit.id)
    assert (now.scheduled_at.hour, now.status, now.cancelled_at) == (14, visit.status, None)
    assert (real.undo_title, real.redo_title) == ("moved to 14:00", "cancelled")


def test_what_another_desk_changed_is_named(
    real: UndoStack, desk: Desk, visit: BookingRead, services: Services, database_url: str, qtbot: QtBot
) -> None:
    ears = Ears(real)
    with open_services(database_url, services.settings.model_copy(update={"desk": "Desk 2"})) as desk_2:
        save(desk, real, visit, "notes of John Doe", notes="second")
        qtbot.waitUntil(lambda: real.undo_title != "")
        desk_2.bookings.update(visit.id, BookingUpdate(notes="third"))
    real.undo()
    wait_for(qtbot, ears, 1)
    account = services.database.engine.url.username
    [said] = ears.said
    assert said.startswith(f"Not undone: notes of John Doe. Changed since by {account} at Desk 2 on ")
    assert said.endswith(": notes. It stays as it is now.")
    assert services.bookings.get(visit.id).notes == "third"
