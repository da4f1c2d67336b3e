"""A booking on its way to another place: shown there, stored on Enter or after a short rest."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.ui.schedule.plan import Plan, wall

REST = 800  # ms without a key, after which a move is stored
SHORTEST = 5  # minutes that a booking can be shortened to
State = Literal["moving", "sent", "refused"]


@dataclass(frozen=True)
class Place:
    """Where a booking is or shall be. `start` is naive wall time of the provider, or aware where that is exact."""

    provider_id: int
    start: datetime
    minutes: int

    @classmethod
    def of(cls, booking: BookingRead) -> "Place":
        """Where a booking is."""
        return cls(booking.provider_id, wall(booking.scheduled_at), booking.duration_minutes)

    @property
    def wall(self) -> datetime:
        """The start as the provider's clocks show it, naive."""
        return wall(self.start)


@dataclass(frozen=True)
class Ghost:
    """A booking and where it shall be; with a `request_id` it is a copy that shall be made there."""

    booking: BookingRead
    place: Place
    state: State = "moving"
    request_id: UUID | None = None

    @property
    def stays(self) -> bool:
        """Whether nothing would change."""
        return self.request_id is None and self.place == Place.of(self.booking)

    @property
    def shown(self) -> BookingRead:
        """The booking as it would be there."""
        end = self.place.start + timedelta(minutes=self.place.minutes)
        return self.booking.model_copy(update={"scheduled_at": self.place.start, "ends_at": end})

    def changes(self) -> dict[str, Any]:
        """The fields of the booking that the move changes."""
        old, new = Place.of(self.booking), self.place
        changed: dict[str, Any] = {}
        if new.provider_id != old.provider_id:
            changed["provider_id"] = new.provider_id
        if changed or new.start != old.start:
            changed["scheduled_at"] = new.start
        if new.minutes != old.minutes:
            changed["duration_minutes"] = new.minutes
        return changed


class Mover(QObject):
    """Holds the one ghost there can be. `changed`: it moved, came or went. `apply_wanted(ghost)`: store it now."""

    changed = Signal()
    apply_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ghost: Ghost | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.apply)

    @property
    def pending(self) -> bool:
        """Whether there is a move that isn't on its way to the database."""
        return self.ghost is not None and self.ghost.state != "sent"

    def start(self, booking: BookingRead) -> Ghost:
        """The ghost of a booking; a move of another one is stored first."""
        if self.ghost is None or self.ghost.booking.id != booking.id or self.ghost.request_id is not None:
            self.apply()
            return Ghost(booking, Place.of(booking))
        return self.ghost

    def show(self, ghost: Ghost, *, rest: bool) -> None:
        """Show a ghost where it is now; with `rest` it is stored after a rest, else when `apply` is called."""
        self.ghost = replace(ghost, state="moving")
        if rest:
            self._rest.start()
        else:
            self._rest.stop()
        self.changed.emit()

    def apply(self) -> None:
        """Ask for the move to be stored; one that leads nowhere is over."""
        if self.ghost is not None and self.ghost.state == "moving" and self.ghost.stays:
            self.put_back()
        elif (sent := self.send()) is not None:
            self.apply_wanted.emit(sent)

    def send(self) -> Ghost | None:
        """The ghost, which is on its way to the database from now on; None where none is moving."""
        self._rest.stop()
        if self.ghost is None or self.ghost.state != "moving":
            return None
        self.ghost = replace(self.ghost, state="sent")
        self.changed.emit()
        return self.ghost

    def stored(self, sent: Ghost, booking: BookingRead) -> None:
        """That ghost's move is stored. A move that has gone on since goes on from there."""
        if self.ghost is None or self.ghost.booking.id != sent.booking.id:
            return
        place = Place.of(booking) if self.ghost is sent else self.ghost.place
        self.ghost = replace(self.ghost, booking=booking, place=place, request_id=None)
        self.changed.emit()

    def refused(self, sent: Ghost) -> bool:
        """That ghost's move was refused. Whether it still stands there: not where it has gone on since."""
        if self.ghost is not sent:
            return False
        self.ghost = replace(sent, state="refused")
        self.changed.emit()
        return True

    def seen(self, plan: Plan) -> None:
        """This is the plan now: a stored move that it shows needs no ghost any more."""
        ghost = self.ghost
        if ghost is None or ghost.state != "sent" or not ghost.stays:
            return
        found = plan.place_of(ghost.booking.id)
        if found is None or found[1].booking.version >= ghost.booking.version:
            self.put_back()

    def put_back(self) -> None:
        """No ghost any more."""
        self._rest.stop()
        if self.ghost is not None:
            self.ghost = None
            self.changed.emit()


def copied(booking: BookingRead, place: Place) -> Ghost:
    """A ghost of a copy."""
    return Ghost(booking, place, request_id=uuid4())


def nudged(place: Place, plan: Plan, columns: int, minutes: int) -> Place:
    """The place that many columns to the right and minutes later; as it is where the schedule or the day ends."""
    start = place.wall
    if columns:
        at = plan.column(place.provider_id, start.date())
        if at is None or not 0 <= at + columns < len(plan.columns):
            return place
        target = plan.columns[at + columns]
        start = datetime.combine(target.day, start.time())
        place = replace(place, provider_id=target.provider.id)
    later = start + timedelta(minutes=minutes)
    return replace(place, start=later if later.date() == start.date() else start)


def stretched(place: Place, minutes: int) -> Place:
    """The place that much longer; as it is where hardly anything would be left."""
    length = place.minutes + minutes
    return replace(place, minutes=length) if SHORTEST <= length <= 7 * 24 * 60 else place
