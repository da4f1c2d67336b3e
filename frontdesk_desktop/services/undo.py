"""Undo: what a desk's change replaced is put back as a new change, where nobody has changed it since."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.domain.clock import Clock
from frontdesk_desktop.domain.errors import Conflict, NotFound, RuleViolation
from frontdesk_desktop.domain.intervals import Interval
from frontdesk_desktop.domain.status import HOLDS_TIME
from frontdesk_desktop.models import AuditLog, Booking, Client, Provider
from frontdesk_desktop.repositories.bookings import BookingRepository
from frontdesk_desktop.repositories.clients import ClientRepository
from frontdesk_desktop.repositories.providers import ProviderRepository
from frontdesk_desktop.repositories.undo import UndoRepository, values_of
from frontdesk_desktop.schemas.operation import Operation
from frontdesk_desktop.services.free_times import explain_overlap

_MODELS: dict[str, type[Booking | Client | Provider]] = {
    "bookings": Booking,
    "clients": Client,
    "providers": Provider,
}
#: What people change. Columns in one group are put back together or not at all: half a move would be a third place.
_GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "bookings": (
        ("scheduled_at", "ends_at", "provider_id"),
        *(("client_id",), ("service_type",), ("status",), ("notes",), ("overbook_reason",)),
    ),
    "clients": (("name",), ("phone",), ("email",), ("notes",)),
    "providers": (("name",), ("sector",), ("phone",), ("email",), ("address",), ("is_active",), ("time_zone",)),
}


class UndoService:
    """Each call is one transaction. Raises ServerUnavailable where the server is away."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def revert(self, operation: Operation) -> Operation:
        """Takes the change back, audited like any other, and returns what did it: reverting that is the redo.

        A created row is deleted, a deleted one is inserted again with its id, of an edited one the fields are put
        back that the edit changed. A client that was made along with a booking goes and comes with it, as long as
        nobody else needs or changed it. Called again after a broken connection, it returns what the first try did.

        Raises NotFound("undo.nothing") where this desk made no such change; Conflict("undo.changed") with the changed
        `fields`, ("undo.deleted"), ("undo.restored"), each with `account`, `desk` and `at` of who did it; and what the
        same change by hand would raise: Conflict("booking.overlap") with `conflicts` and `free`, NotFound,
        RuleViolation("client.has_bookings", "provider.has_bookings").
        """
        return self._sessions.run(partial(self._revert, operation))

    def _revert(self, operation: Operation, session: Session) -> Operation:
        entry = UndoRepository(session).made_here(operation)
        if entry is None:
            raise NotFound("undo.nothing")
        newest = UndoRepository(session).from_it_on(entry)[-1]
        if _takes_back(newest, entry):
            version = newest.after["version"] if newest.after is not None else None
            return Operation(table=operation.table, row_id=operation.row_id, version=version)
        if operation.table == "bookings":
            version = _BookingRevert(session, entry, self._clock).run()
        else:
            version = _Revert(session, entry).run()
        return Operation(table=operation.table, row_id=operation.row_id, version=version)


class _Revert:
    """One operation on a client or provider, taken back in one session."""

    def __init__(self, session: Session, entry: AuditLog) -> None:
        self.session = session
        self.entry = entry
        self.log = UndoRepository(session)
        self.model = _MODELS[entry.table_name]
        self.before = values_of(self.model, entry.before) if entry.before is not None else None
        self.after = values_of(self.model, entry.after) if entry.after is not None else None

    def run(self) -> int | None:
        """The version that this makes; None where it deletes the row."""
        row = self.lock()
        if self.after is None:
            if row is not None:
                raise Conflict("undo.restored", **_who(self.log.from_it_on(self.entry)))
            restored = self.put_back()
            return int(restored.version)
        if row is None:
            raise Conflict("undo.deleted", **_who(self.log.from_it_on(self.entry)))
        self._refuse_changed(row, self.after)
        if self.before is None:
            self.remove(row)
            return None
        self.write(row, self._columns(self.before))
        return int(row.version)

    def lock(self) -> Any:
        """The row, locked, or None."""
        return self._repository().lock_to_remove(self.entry.row_id)

    def put_back(self) -> Any:
        """The deleted row, inserted again."""
        assert self.before is not None
        return _insert(self.session, self.model, self.before)

    def write(self, row: Any, columns: dict[str, Any]) -> None:
        """The columns of a row as they were."""
        for name, value in columns.items():
            setattr(row, name, value)
        self.session.flush()

    def remove(self, row: Any) -> None:
        """Deletes what the operation created."""
        repository, noun = self._repository(), self.entry.table_name.removesuffix("s")
        if count := repository.count_bookings(row.id):
            raise RuleViolation(f"{noun}.has_bookings", id=row.id, name=row.name, count=count)
        repository.remove(row)

    def _repository(self) -> Any:
        return ClientRepository(self.session) if self.model is Client else ProviderRepository(self.session)

    def _columns(self, before: dict[str, Any]) -> dict[str, Any]:
        columns = {name: before[name] for name in _changed(self.entry)}
        if "phone" in columns:
            columns["phone_digits"] = before["phone_digits"]
        return columns

    def _refuse_changed(self, row: Any, after: dict[str, Any]) -> None:
        fields = [name for name in _changed(self.entry) if getattr(row, name) != after[name]]
        if fields:
            later = [each for each in self.log.from_it_on(self.entry)[1:] if not {*fields}.isdisjoint(_changed(each))]
            raise Conflict("undo.changed", dict.fromkeys(fields, "undo.changed"), **_who(later))


class _BookingRevert(_Revert):
    """One operation on a booking, and on the client that was made or deleted along with it."""

    def __init__(self, session: Session, entry: AuditLog, clock: Clock) -> None:
        super().__init__(session, entry)
        self._clock = clock
        self._clients = ClientRepository(session)
        self._made = self.log.client_beside(entry, "insert", self.after["client_id"]) if self.after else None
        self._gone = self.log.client_beside(entry, "delete", self.before["client_id"]) if self.before else None

    def lock(self) -> Booking | None:
        """Locks providers, client, booking: in this order everywhere, so that desks queue."""
        bookings = BookingRepository(self.session)
        places = {state["provider_id"] for state in (self.before, self.after) if state}
        seen = bookings.provider_of(self.entry.row_id)
        ProviderRepository(self.session).lock(*places, *([seen] if seen is not None else []))
        if self._made is not None:
            self._clients.lock_to_remove(self._made.row_id)
        booking = bookings.lock(self.entry.row_id)
        if booking is not None and booking.provider_id not in {*places, seen}:
            raise Conflict("row.busy")
        return booking

    def put_back(self) -> Booking:
        assert self.before is not None
        self._put_client_back()
        self._take_time(None, self.before)
        booking: Booking = super().put_back()
        return booking

    def write(self, row: Booking, columns: dict[str, Any]) -> None:
        self._put_client_back()
        old = {name: getattr(row, name) for group in _GROUPS["bookings"] for name in group}
        self._take_time(old, old | columns)
        super().write(row, columns)
        self._remove_client()

    def remove(self, row: Booking) -> None:
        BookingRepository(self.session).remove(row)
        self._remove_client()

    def _take_time(self, old: dict[str, Any] | None, new: dict[str, Any]) -> None:
        """Raises Conflict("booking.overlap") where the time was taken since. What stood there then may still."""
        if not _takes_more_time(old, new):
            return
        wanted, provider_id = Interval(new["scheduled_at"], new["ends_at"]), new["provider_id"]
        beside = BookingRepository(self.session).overlapping(provider_id, wanted, self.entry.row_id)
        if not beside:
            return
        if all(row.overbook_reason is not None and self._stood_there(row.id, provider_id, wanted) for row in beside):
            self.log.let_stand_together()
            return
        provider = ProviderRepository(self.session).get(provider_id)
        assert provider is not None  # bookings stand there
        raise explain_overlap(self.session, provider, wanted, self.entry.row_id, self._clock())

    def _stood_there(self, booking_id: int, provider_id: int, wanted: Interval) -> bool:
        found = self.log.state_before(self.entry, booking_id)
        if found is None:
            return False
        state = values_of(Booking, found)
        held = state["status"] in HOLDS_TIME and state["provider_id"] == provider_id
        return held and Interval(state["scheduled_at"], state["ends_at"]).overlaps(wanted)

    def _put_client_back(self) -> None:
        if self._gone is not None and self._gone.before and self._clients.get(self._gone.row_id) is None:
            _insert(self.session, Client, values_of(Client, self._gone.before))

    def _remove_client(self) -> None:
        if self._made is None or not self._made.after:
            return
        client, made = self._clients.get(self._made.row_id), values_of(Client, self._made.after)
        if client is None or self._clients.count_bookings(client.id):
            return
        if all(getattr(client, name) == made[name] for name in _changed(self._made)):
            self._clients.remove(client)


def _who(entries: Sequence[AuditLog]) -> dict[str, Any]:
    """By whom, where and when the last of them was."""
    return {"account": entries[-1].account, "desk": entries[-1].desk, "at": entries[-1].at} if entries else {}


def _insert(session: Session, model: type[Booking | Client | Provider], values: dict[str, Any]) -> Any:
    """A deleted row again. Its versions go on counting: each names one change of this row for ever."""
    row = model(**{name: value for name, value in values.items() if name != "updated_at"})
    row.version = values["version"] + 1
    session.add(row)
    session.flush()
    return row


def _changed(entry: AuditLog) -> list[str]:
    """The columns of all groups in which the entry changed something."""
    groups = _GROUPS[entry.table_name]
    before, after = entry.before, entry.after
    if before is None or after is None:
        return [name for group in groups for name in group]
    return [name for group in groups if any(before[each] != after[each] for each in group) for name in group]


def _takes_back(later: AuditLog, entry: AuditLog) -> bool:
    """Whether the later one is the same desk's exact reverse: the answer of a first try was lost on its way."""
    if (later.account, later.desk) != (entry.account, entry.desk) or _changed(later) != _changed(entry):
        return False
    names = _changed(entry)
    return _part(later.before, names) == _part(entry.after, names) and (
        _part(later.after, names) == _part(entry.before, names)
    )


def _part(state: dict[str, Any] | None, names: list[str]) -> dict[str, Any] | None:
    return {name: state[name] for name in names} if state is not None else None


def _takes_more_time(old: dict[str, Any] | None, new: dict[str, Any]) -> bool:
    """Whether a booking without a reason comes to hold time that it did not hold before."""
    if new["status"] not in HOLDS_TIME or new["overbook_reason"] is not None:
        return False
    if old is None or old["status"] not in HOLDS_TIME or old["overbook_reason"] is not None:
        return True
    return bool(
        new["provider_id"] != old["provider_id"]
        or new["scheduled_at"] < old["scheduled_at"]
        or new["ends_at"] > old["ends_at"]
    )
