"""What is done to bookings on the schedule: status, cancel, move, stretch, copy and paste; and what is refused."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.schedule.changes import BookingChanges
from frontdesk_desktop.ui.schedule.ghost import Ghost, Mover, Place, copied, nudged, stretched
from frontdesk_desktop.ui.schedule.panel import InlinePanel
from frontdesk_desktop.ui.schedule.view import ScheduleView
from frontdesk_desktop.ui.toolkit.banner import Offer, announce
from frontdesk_desktop.ui.wording import date_text, error_text, time_text, when_text


@dataclass(frozen=True)
class _Clip:
    """What was copied, or cut."""

    booking: BookingRead
    cut: bool


class Editing(QObject):
    """Works on the booking under the view's cursor; whoever calls has looked that there is one.

    `moved_to(booking)`: a booking was stored in a place that may not be shown.
    """

    moved_to = Signal(object)

    def __init__(self, desk: Desk, view: ScheduleView, parent: QWidget) -> None:
        """`parent` holds the view, and the panel that lies over it."""
        super().__init__(parent)
        self.changes = BookingChanges(desk, self)
        self.mover = Mover(self)
        self.panel = InlinePanel(view, parent)
        self._desk = desk
        self._view = view
        self._clip: _Clip | None = None
        self._cell = (-1, -1)  # where the cursor is with the ghost
        self.mover.changed.connect(self._follow_ghost)
        self.mover.apply_wanted.connect(self._store)
        self.panel.closed.connect(self._put_back)
        view.escaped.connect(self.escape)
        view.cursor_moved.connect(self._leave_ghost)
        view.dragged.connect(self._drag)
        view.dropped.connect(self.mover.apply)

    @property
    def can_paste(self) -> bool:
        """Whether something was copied or cut."""
        return self._clip is not None

    def booking(self) -> BookingRead | None:
        """The booking that keys act on: the one on its way here, else the one under the cursor."""
        ghost, each = self._view.ghost_here(), self._view.current()
        if ghost is not None:
            return ghost.booking if ghost.request_id is None else None
        return each.booking if each is not None else None

    def escape(self) -> None:
        """Back to where nothing was begun: first a move or a question, then what was cut."""
        if not self._put_back() and self._clip is not None and self._clip.cut:
            self._set_clip(None)

    def _put_back(self) -> bool:
        self.panel.clear()
        ghost = self.mover.ghost
        if ghost is None or not self.mover.pending:
            return False
        self.mover.put_back()
        if ghost.request_id is None:
            self._view.go_to_booking(ghost.booking.id)
        return True

    def _leave_ghost(self) -> None:
        """The cursor went elsewhere: what was moved stays there, what was refused doesn't."""
        index, ghost = self._view.currentIndex(), self.mover.ghost
        if ghost is None or (index.row(), index.column()) == self._cell:
            return
        if ghost.state == "moving":
            self.mover.apply()
        elif ghost.state == "refused":
            self.panel.clear()
            self.mover.put_back()

    def plan_shown(self) -> None:
        """The view's plan was read anew."""
        ghost = self.mover.ghost
        self.mover.seen(self._view.slots.plan)
        if ghost is not None and self.mover.ghost is None:
            self._view.go_to_booking(ghost.booking.id)

    # --- status -----------------------------------------------------------------------------------

    def set_status(self, status: BookingStatus) -> None:
        """Give the booking another status."""
        row = self._wanted()
        self.mover.apply()
        self._update(row, self.tr("{client}, {time}: {status}"), status=status)

    def ask_cancel(self) -> None:
        """Ask for the reason, which may be left out, at the booking."""
        row = self._wanted()
        self.mover.apply()
        text = self.tr("Cancel the booking of {client} at {time}?").format(
            client=row.client_name, time=time_text(row.scheduled_at)
        )
        self.panel.ask(
            text,
            self.tr("&Reason"),
            self.tr("&Cancel the booking (Enter)"),
            partial(self._cancel, row),
            self._block(),
            required=False,
        )

    def _cancel(self, row: BookingRead, reason: str) -> None:
        fields: dict[str, Any] = {"status": BookingStatus.CANCELLED}
        if reason:
            fields["notes"] = "\n".join(filter(None, (row.notes, reason)))
        self._update(row, self.tr("Cancelled: {client}, {time}"), **fields)

    # --- moves ------------------------------------------------------------------------------------

    def nudge(self, columns: int, slots: int) -> None:
        """Move by slots, or to a neighbouring column."""
        self._move(lambda place: nudged(place, self._view.slots.plan, columns, slots * self._view.slots.slot))

    def stretch(self, slots: int) -> None:
        """Lengthen by slots."""
        self._move(lambda place: stretched(place, slots * self._view.slots.slot))

    def apply(self) -> bool:
        """Store a move that is under way; False where there is none."""
        if self.mover.ghost is None or self.mover.ghost.state != "moving":
            return False
        self.mover.apply()
        return True

    def _move(self, to: Callable[[Place], Place]) -> None:
        ghost = self.mover.ghost
        if ghost is not None and ghost.request_id is not None and ghost.state == "sent":
            return  # a copy on its way: it is there in a moment
        self.panel.clear()
        if ghost is None or ghost.request_id is None:
            ghost = self.mover.start(self._wanted())
        place = to(ghost.place)
        self.mover.show(replace(ghost, place=place), rest=True)
        end = place.wall + timedelta(minutes=place.minutes)
        announce(self._view, f"{date_text(place.wall)} {time_text(place.wall)}–{time_text(end)}")

    def _drag(self, booking: BookingRead, place: Place) -> None:
        self.panel.clear()
        self.mover.show(replace(self.mover.start(booking), place=place), rest=False)

    # --- clip -------------------------------------------------------------------------------------

    def copy(self, *, cut: bool) -> None:
        """Remember the booking, to be pasted elsewhere."""
        row = self._wanted()
        self._set_clip(_Clip(row, cut))
        QGuiApplication.clipboard().setText(
            f"{row.client_name}, {row.service_type}, {when_text(row.scheduled_at)}, {row.provider_name}"
        )

    def paste(self) -> None:
        """Put what was copied or cut to the slot under the cursor."""
        clip, index = self._clip, self._view.currentIndex()
        if clip is None or not index.isValid():
            return
        self.panel.clear()
        self.mover.apply()
        column = self._view.slots.column(index)
        place = Place(column.provider.id, self._view.slots.start(index), clip.booking.duration_minutes)
        self.mover.show(Ghost(clip.booking, place) if clip.cut else copied(clip.booking, place), rest=False)
        self.mover.apply()

    def _set_clip(self, clip: _Clip | None) -> None:
        self._clip = clip
        self._view.cut_id = clip.booking.id if clip is not None and clip.cut else None
        self._view.viewport().update()

    # --- storing ----------------------------------------------------------------------------------

    def _store(self, ghost: Ghost, **more: Any) -> None:
        row, place = ghost.booking, ghost.place
        if row.overbook_reason is not None and "scheduled_at" in ghost.changes():
            more.setdefault("overbook_reason", None)  # it was a reason for the old time, not for the new one
        then, failed = partial(self._stored, ghost), partial(self._refused, ghost)
        if ghost.request_id is None:
            changes = {**ghost.changes(), **more}
            stretched_only = changes.keys() == {"duration_minutes"}
            words = self.tr("{client}: until {end}") if stretched_only else self.tr("{client}: {time}, {provider}")
            self.changes.update(row, words, then, failed, **changes)
            return
        self.changes.create(
            self.tr("Copied: {client}, {time}, {provider}"),
            then,
            failed,
            provider_id=place.provider_id,
            client_id=row.client_id,
            service_type=row.service_type,
            scheduled_at=place.start,
            duration_minutes=place.minutes,
            notes=row.notes,
            request_id=ghost.request_id,
            **more,
        )

    def _stored(self, ghost: Ghost, booking: BookingRead) -> None:
        if self._clip is not None and self._clip.cut and self._clip.booking.id == booking.id:
            self._set_clip(None)
        self.mover.stored(ghost, booking)
        self.plan_shown()
        self.moved_to.emit(booking)

    def _refused(self, ghost: Ghost, error: Exception) -> None:
        if not self.mover.refused(ghost):
            return  # it has gone on since: the new place is what counts
        params = error.params if isinstance(error, DomainError) else {}
        starts: Any = params.get("free") or params.get("choices") or ()
        offers = [Offer(self._start_text(ghost, start), partial(self._take, ghost, start)) for start in starts]
        taken = isinstance(error, DomainError) and error.code == "booking.overlap"
        block = self._view.ghost_rect(ghost) or self._block()
        overbook = partial(self._ask_reason, ghost, block) if taken else None
        self.panel.refuse(error_text(error), offers, overbook, block)

    def _start_text(self, ghost: Ghost, start: datetime) -> str:
        same_day = start.date() == ghost.place.wall.date()
        return time_text(start) if same_day else f"{date_text(start)} {time_text(start)}"

    def _take(self, ghost: Ghost, start: datetime) -> None:
        """One of the times that were offered: exact, where a clock change makes the wall time doubtful."""
        self.panel.clear()
        self.mover.show(replace(ghost, place=replace(ghost.place, start=start)), rest=False)
        self.mover.apply()

    def _ask_reason(self, ghost: Ghost, block: QRect) -> None:
        self.panel.ask(
            self.tr("Book two at one time, on purpose."),
            self.tr("&Reason"),
            self.tr("&Overbook (Enter)"),
            partial(self._overbook, ghost),
            block,
            required=True,
            before=ghost.booking.overbook_reason or "",
        )

    def _overbook(self, ghost: Ghost, reason: str) -> None:
        self.mover.show(ghost, rest=False)
        sent = self.mover.send()
        if sent is not None:
            self._store(sent, overbook_reason=reason)

    # --- helpers ----------------------------------------------------------------------------------

    def _update(self, row: BookingRead, words: str, **fields: Any) -> None:
        self.changes.update(
            row, words, lambda _: None, lambda error: self._desk.messages.toast(error_text(error)), **fields
        )

    def _wanted(self) -> BookingRead:
        row = self.booking()
        if row is None:
            raise LookupError("there is no booking under the cursor")  # `when` has looked
        return row

    def _block(self) -> QRect:
        """Where the cursor is on the viewport."""
        index, each = self._view.currentIndex(), self._view.current()
        return self._view.visualRect(index) if each is None else self._view.block_rect(index.column(), each)

    def _follow_ghost(self) -> None:
        """The cursor goes with a move."""
        ghost = self.mover.ghost
        self._view.show_ghost(ghost)
        if ghost is None or ghost.state != "moving":
            return
        start = ghost.place.wall
        column = self._view.slots.plan.column(ghost.place.provider_id, start.date())
        if column is not None:
            minute = start.hour * 60 + start.minute
            self._cell = (minute // self._view.slots.slot, column)
            self._view.go_to(column, minute, ghost.booking.id)
