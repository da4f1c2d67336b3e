"""Random work of two desks on the same bookings: undoing everything leaves what was, but for the other's work."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.domain.errors import Conflict, DomainError
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead, BookingUpdate
from frontdesk_desktop.schemas.operation import Operation
from frontdesk_desktop.settings import Settings
from tests.db.make import Opener, Sql, booking, provider

TIMES = tuple(f"2025-01-15T{hour:02}:{minute:02}" for hour in (9, 10) for minute in (0, 30))
#: What is undone together; "row" is that the booking exists.
GROUPS = {
    **dict.fromkeys(("provider_id", "scheduled_at", "ends_at"), "time"),
    **{name: name for name in ("client_id", "service_type", "status", "notes", "overbook_reason")},
}
HOLDING = ("time", "status", "overbook_reason", "row")
Place = tuple[int, str]  # a booking's id, and one of its groups
State = dict[Place, Any]


@dataclass(frozen=True)
class Step:
    """What a desk does next; `which` booking of all, by its place in their order."""

    desk: int
    kind: str
    which: int
    provider: int
    time: str
    minutes: int
    over: bool
    status: str


steps = st.builds(
    Step,
    desk=st.integers(0, 1),
    kind=st.sampled_from(
        [
            *("create", "move", "resize", "status", "cancel", "edit", "book for", "delete"),
            *("undo",) * 4,
            *("redo",) * 2,
        ]
    ),
    which=st.integers(0, 3),
    provider=st.integers(0, 1),
    time=st.sampled_from(TIMES),
    minutes=st.sampled_from([15, 30, 60]),
    over=st.booleans(),
    status=st.sampled_from([status.value for status in BookingStatus]),
)


@dataclass
class Done:
    operation: Operation
    before: State  # of the places that it changed
    after: State


@dataclass
class Refused:
    error: DomainError
    done: Done


@dataclass
class Desk:
    """A desk with its stack, as the window has it: what is refused is forgotten."""

    services: Services
    undo: list[Done] = field(default_factory=list)
    redo: list[Done] = field(default_factory=list)
    foreign: set[Place] = field(default_factory=set)  # what the other changed, or what could not be taken back
    refusals: list[Refused] = field(default_factory=list)

    def take_back(self, source: list[Done], target: list[Done]) -> Done | None:
        """Undoes or redoes one, and returns what it was; a refusal is kept to be judged."""
        done = source.pop()
        try:
            reverse = self.services.undo.revert(done.operation)
        except DomainError as error:
            if error.code == "row.busy":  # both at once on one booking: it stays, and is tried again
                source.append(done)
            else:
                self.refusals.append(Refused(error, done))
        else:
            target.append(Done(reverse, done.after, done.before))
            return done
        return None

    def judge(self) -> None:
        """Every refusal has its reason in what the other desk did."""
        for refusal in self.refusals:
            error, row = refusal.error, refusal.done.operation.row_id
            if error.code == "undo.changed":
                reasons = {(row, GROUPS[name]) for name in error.fields}
                assert reasons <= self.foreign, error
            elif error.code in ("undo.deleted", "undo.restored"):
                assert (row, "row") in self.foreign, error
            elif error.code == "client.not_found":
                assert self.foreign, error  # the other made that client, and has undone it
            else:
                assert isinstance(error, Conflict)
                assert error.code == "booking.overlap", error
                conflicts: Any = error.params["conflicts"]
                ids = (row, *(each.id for each in conflicts))
                assert {(each, group) for each in ids for group in HOLDING} & self.foreign, error
            self.foreign |= refusal.done.before.keys() | refusal.done.after.keys()
        self.refusals.clear()


@dataclass
class World:
    """One database, its two providers and two desks."""

    desks: tuple[Desk, Desk]
    providers: list[int]
    sql: Sql

    def state(self) -> State:
        """All bookings, group by group."""
        found: State = {}
        for row_id, row in self.sql("SELECT id, to_jsonb(b) - 'search_text' FROM bookings AS b"):
            found[row_id, "row"] = True
            for name, group in GROUPS.items():
                found.setdefault((row_id, group), []).append(row[name])
        return found

    def clients(self) -> list[Any]:
        """All clients without their stamps."""
        return self.sql("SELECT to_jsonb(c) - 'version' - 'updated_at' FROM clients AS c ORDER BY id")

    def take(self, step: Step) -> None:
        """A step of one desk; what it changes is foreign to the other."""
        desk, other = self.desks[step.desk], self.desks[1 - step.desk]
        before = self.state()
        if step.kind in ("undo", "redo"):
            source, target = (desk.undo, desk.redo) if step.kind == "undo" else (desk.redo, desk.undo)
            done = desk.take_back(source, target) if source else None
            expected = replaced(before, done.after, done.before) if done is not None else before
            assert self.state() == expected
        else:
            try:
                operation = self.work(desk.services, step)
            except DomainError:
                operation = None
            if operation is not None:
                after = self.state()
                places = changed(before, after)
                desk.undo.append(Done(operation, part(before, places), part(after, places)))
                desk.redo.clear()
        other.foreign |= changed(before, self.state())
        desk.judge()

    def work(self, services: Services, step: Step) -> Operation | None:
        """Something new; None where it changed nothing."""
        ids = [row[0] for row in self.sql("SELECT id FROM bookings ORDER BY id")]
        reason = "urgent" if step.over else None
        provider_id = self.providers[step.provider]
        if step.kind == "create":
            name = {"client_name": f"Client {step.which}", "client_phone": f"555 010{step.which}"}
            place = {"duration_minutes": step.minutes, "overbook_reason": reason}
            return made(services.bookings.create(booking(provider_id, step.time, **name, **place)))
        if not ids:
            return None
        row = ids[step.which % len(ids)]
        if step.kind == "delete":
            services.bookings.delete(row)
            return Operation(table="bookings", row_id=row, version=None)
        fields: dict[str, dict[str, object]] = {
            "move": {"provider_id": provider_id, "scheduled_at": step.time, "overbook_reason": reason},
            "resize": {"duration_minutes": step.minutes},
            "status": {"status": step.status},
            "cancel": {"status": "cancelled"},
            "edit": {"notes": step.time, "service_type": f"{step.minutes}"},
            "book for": {"client_name": f"Client {step.minutes}", "client_phone": "555 0199"},
        }
        was = services.bookings.get(row)
        now = services.bookings.update(row, BookingUpdate.model_validate(fields[step.kind]))
        return made(now) if now.version != was.version else None

    def undo_everything(self, desks: list[Desk]) -> None:
        """The desks at once, each on its own thread."""

        def work(desk: Desk) -> None:
            while desk.undo:
                desk.take_back(desk.undo, desk.redo)

        threads = [threading.Thread(target=work, args=(desk,)) for desk in desks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def check_as_before(self, desk: Desk, first: State) -> None:
        """What the other desk has no part in is as it was in the beginning."""
        desk.judge()
        now = self.state()
        own = changed(first, now) - desk.foreign
        gone = {row for row, group in desk.foreign if group == "row"}
        assert {place for place in own if place[0] not in gone} == set()

    def clear(self) -> None:
        self.sql("DELETE FROM bookings")
        self.sql("DELETE FROM clients")
        self.desks = (Desk(self.desks[0].services), Desk(self.desks[1].services))


def made(read: BookingRead) -> Operation:
    return Operation(table="bookings", row_id=read.id, version=read.version)


def part(state: State, places: set[Place]) -> State:
    return {place: state[place] for place in places & state.keys()}


def replaced(state: State, written: State, by: State) -> State:
    """The state with what was written taken back; it must still be there."""
    assert part(state, set(written)) == written
    return {place: value for place, value in state.items() if place not in written} | by


def changed(before: State, after: State) -> set[Place]:
    return {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}


@pytest.fixture
def world(services: Services, database_url: str, settings: Settings, open_sql: Opener) -> Iterator[World]:
    with open_services(database_url, settings.model_copy(update={"desk": "Desk 2"})) as second:
        ids = [services.providers.create(provider(name)).id for name in ("City Medical", "Harbour Homes")]
        yield World((Desk(services), Desk(second)), ids, open_sql(database_url))


def prepare(world: World) -> tuple[State, list[Any]]:
    """Two bookings, one of them overbooked onto the other, from long before."""
    world.clear()
    services = world.desks[0].services
    services.bookings.create(booking(world.providers[0], TIMES[0], duration_minutes=60))
    services.bookings.create(booking(world.providers[0], TIMES[1], client_name="Jane Roe", overbook_reason="in pain"))
    return world.state(), world.clients()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=st.lists(steps, min_size=12, max_size=30), at_once=st.booleans())
def test_two_desks_undo_everything(world: World, work: list[Step], at_once: bool) -> None:
    first, _ = prepare(world)
    for step in work:
        world.take(step)
    if at_once:
        world.undo_everything(list(world.desks))
    for desk in world.desks:
        world.undo_everything([desk])
        world.check_as_before(desk, first)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=st.lists(steps, min_size=12, max_size=30))
def test_one_desk_alone_is_never_refused(world: World, work: list[Step]) -> None:
    """And its clients come and go with its bookings, and all of it is done again."""
    first = prepare(world)
    desk = world.desks[0]
    for step in work:
        world.take(Step(**{**vars(step), "desk": 0}))
    last, done = (world.state(), world.clients()), len(desk.undo)
    world.undo_everything([desk])

    assert desk.refusals == []
    assert (world.state(), world.clients()) == first
    for _ in range(done):
        desk.take_back(desk.redo, desk.undo)
    assert desk.refusals == []
    assert (world.state(), world.clients()) == last
