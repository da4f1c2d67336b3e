"""What can be done with bookings on the schedule, and when."""

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP

from frontdesk_desktop.domain.errors import RuleViolation
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.ui.commands.command import command
from frontdesk_desktop.ui.schedule.going import MENU, GoCommands, here
from frontdesk_desktop.ui.wording import error_text, why_no_transition


def _needs(status: BookingStatus) -> "Callable[[ScheduleCommands], str]":
    return lambda self: self.why_not(status)


def _booking(controller: "ScheduleCommands") -> str:
    return controller.why_no_booking()


class ScheduleCommands(GoCommands):
    """Letters set the status of the booking under the cursor; on a free slot they book."""

    def why_no_booking(self) -> str:
        """Why there is no booking to act on; "" where there is one."""
        if reason := self.why_not_here():
            return reason
        return "" if self.page.editing.booking() is not None else self.tr("There is no booking under the cursor.")

    def why_not(self, status: BookingStatus) -> str:
        """Why the booking under the cursor can't get this status; "" if it can."""
        booking = self.page.editing.booking()
        if booking is None or self.why_not_here():
            return self.why_no_booking()
        return why_no_transition(booking.status, status)

    def why_not_moved(self) -> str:
        """Why the booking under the cursor can't be moved; "" if it can."""
        booking = self.page.editing.booking()
        if booking is not None and booking.status is BookingStatus.CANCELLED:
            return error_text(RuleViolation("booking.closed", id=booking.id))
        return self.why_no_booking()

    def why_no_paste(self) -> str:
        """Why nothing can be pasted; "" if it can."""
        if reason := self.why_not_here():
            return reason
        return "" if self.page.editing.can_paste else self.tr("Copy or cut a booking first.")

    @command(
        "schedule.open",
        title=QT_TRANSLATE_NOOP("Commands", "&Open, or book this slot…"),
        keys=(
            "Return",
            "Enter",
        ),
        when=here,
        context="schedule",
        icon="edit",
        menu=MENU,
    )
    def open_or_book(self) -> None:
        """Open the booking under the cursor, or book the free slot."""
        self.page.open_or_book()

    @command(
        "schedule.pending",
        title=QT_TRANSLATE_NOOP("Commands", "Set to &pending"),
        keys=("P",),
        when=_needs(BookingStatus.PENDING),
        context="schedule",
        icon="status-pending",
        menu=MENU,
    )
    def set_pending(self) -> None:
        """Not yet certain."""
        self.page.editing.set_status(BookingStatus.PENDING)

    @command(
        "schedule.confirm",
        title=QT_TRANSLATE_NOOP("Commands", "&Confirm"),
        keys=("C",),
        when=_needs(BookingStatus.CONFIRMED),
        context="schedule",
        icon="status-confirmed",
        menu=MENU,
    )
    def confirm(self) -> None:
        """The client will come."""
        self.page.editing.set_status(BookingStatus.CONFIRMED)

    @command(
        "schedule.arrive",
        title=QT_TRANSLATE_NOOP("Commands", "A&rrived"),
        keys=("A",),
        when=_needs(BookingStatus.ARRIVED),
        context="schedule",
        icon="status-arrived",
        menu=MENU,
    )
    def arrive(self) -> None:
        """The client is here."""
        self.page.editing.set_status(BookingStatus.ARRIVED)

    @command(
        "schedule.complete",
        title=QT_TRANSLATE_NOOP("Commands", "Do&ne"),
        keys=("D",),
        when=_needs(BookingStatus.COMPLETED),
        context="schedule",
        icon="status-completed",
        menu=MENU,
    )
    def complete(self) -> None:
        """It has taken place."""
        self.page.editing.set_status(BookingStatus.COMPLETED)

    @command(
        "schedule.no_show",
        title=QT_TRANSLATE_NOOP("Commands", "No-sho&w"),
        keys=("N",),
        when=_needs(BookingStatus.NO_SHOW),
        context="schedule",
        icon="status-no_show",
        menu=MENU,
    )
    def no_show(self) -> None:
        """The client did not come."""
        self.page.editing.set_status(BookingStatus.NO_SHOW)

    @command(
        "schedule.cancel",
        title=QT_TRANSLATE_NOOP("Commands", "Cance&l booking…"),
        keys=("Del",),
        when=_needs(BookingStatus.CANCELLED),
        context="schedule",
        icon="cancel",
        menu=MENU,
    )
    def cancel(self) -> None:
        """Free the time, with a reason if wanted."""
        self.page.editing.ask_cancel()

    @command(
        "schedule.move_earlier",
        title=QT_TRANSLATE_NOOP("Commands", "Move earlier"),
        keys=("Shift+Up",),
        when=lambda self: self.why_not_moved(),
        context="schedule",
    )
    def move_earlier(self) -> None:
        """A slot earlier; stored on Enter or after a short rest, Esc puts it back."""
        self.page.editing.nudge(0, -1)

    @command(
        "schedule.move_later",
        title=QT_TRANSLATE_NOOP("Commands", "Move later"),
        keys=("Shift+Down",),
        when=lambda self: self.why_not_moved(),
        context="schedule",
    )
    def move_later(self) -> None:
        """A slot later."""
        self.page.editing.nudge(0, 1)

    @command(
        "schedule.move_left",
        title=QT_TRANSLATE_NOOP("Commands", "Move to the left column"),
        keys=("Shift+Left",),
        when=lambda self: self.why_not_moved(),
        context="schedule",
    )
    def move_left(self) -> None:
        """To the provider, or the day, at the left."""
        self.page.editing.nudge(-1, 0)

    @command(
        "schedule.move_right",
        title=QT_TRANSLATE_NOOP("Commands", "Move to the right column"),
        keys=("Shift+Right",),
        when=lambda self: self.why_not_moved(),
        context="schedule",
    )
    def move_right(self) -> None:
        """To the provider, or the day, at the right."""
        self.page.editing.nudge(1, 0)

    @command(
        "schedule.shorten",
        title=QT_TRANSLATE_NOOP("Commands", "Shorten"),
        keys=("Alt+Up",),
        when=lambda self: self.why_not_moved(),
        context="schedule",
    )
    def shorten(self) -> None:
        """Let it end a slot earlier."""
        self.page.editing.stretch(-1)

    @command(
        "schedule.lengthen",
        title=QT_TRANSLATE_NOOP("Commands", "Lengthen"),
        keys=("Alt+Down",),
        when=lambda self: self.why_not_moved(),
        context="schedule",
    )
    def lengthen(self) -> None:
        """Let it end a slot later."""
        self.page.editing.stretch(1)

    @command(
        "schedule.copy",
        title=QT_TRANSLATE_NOOP("Commands", "Cop&y"),
        keys=("Ctrl+C",),
        when=_booking,
        context="schedule",
        menu=MENU,
    )
    def copy(self) -> None:
        """Remember the booking, to make another like it."""
        self.page.editing.copy(cut=False)

    @command(
        "schedule.cut",
        title=QT_TRANSLATE_NOOP("Commands", "C&ut"),
        keys=("Ctrl+X",),
        when=lambda self: self.why_not_moved(),
        context="schedule",
        menu=MENU,
    )
    def cut(self) -> None:
        """Remember the booking, to move it to another slot, day or provider."""
        self.page.editing.copy(cut=True)

    @command(
        "schedule.paste",
        title=QT_TRANSLATE_NOOP("Commands", "Paste &here"),
        keys=("Ctrl+V",),
        when=lambda self: self.why_no_paste(),
        context="schedule",
        menu=MENU,
    )
    def paste(self) -> None:
        """Put what was copied or cut to the slot under the cursor."""
        self.page.editing.paste()
