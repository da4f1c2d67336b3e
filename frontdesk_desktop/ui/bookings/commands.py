"""What can be done with bookings, and when."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject

from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead, BookingUpdate
from frontdesk_desktop.ui.bookings.page import BookingsPage
from frontdesk_desktop.ui.commands.command import command
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.wording import error_text, status_text, when_text, why_no_transition

_MENU = QT_TRANSLATE_NOOP("Commands", "&Booking")


def _needs(status: BookingStatus) -> Callable[["BookingCommands"], str]:
    return lambda self: self.why_not(status)


class BookingCommands(QObject):
    """The letters set the status of the selected booking."""

    def __init__(self, desk: Desk, page: BookingsPage) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        # What this desk stored last, by id; only the thread of changes uses it. Two keys in a row don't stand in each
        # other's way before the list is read anew.
        self._versions: dict[int, int] = {}

    @command(
        "booking.new", title=QT_TRANSLATE_NOOP("Commands", "&New booking…"), keys=("Ctrl+N",), icon="add", menu=_MENU
    )
    def new(self) -> None:
        """Book."""
        self._page.open_new()

    @command("booking.new_here", title=QT_TRANSLATE_NOOP("Commands", "New booking…"), keys=("Ins",), context="table")
    def new_here(self) -> None:
        """Book, from the table."""
        self._page.open_new()

    @command(
        "booking.open",
        title=QT_TRANSLATE_NOOP("Commands", "&Open booking…"),
        when=lambda self: self.why_no_row(),
        context="table",
        icon="edit",
        menu=_MENU,
    )
    def open(self) -> None:
        """Change the selected booking."""
        self._page.open_row(self._row())

    @command(
        "booking.pending",
        title=QT_TRANSLATE_NOOP("Commands", "Set to &pending"),
        keys=("P",),
        when=_needs(BookingStatus.PENDING),
        context="table",
        icon="status-pending",
        menu=_MENU,
    )
    def set_pending(self) -> None:
        """Not yet certain."""
        self._set(BookingStatus.PENDING)

    @command(
        "booking.confirm",
        title=QT_TRANSLATE_NOOP("Commands", "&Confirm"),
        keys=("C",),
        when=_needs(BookingStatus.CONFIRMED),
        context="table",
        icon="status-confirmed",
        menu=_MENU,
    )
    def confirm(self) -> None:
        """The client will come."""
        self._set(BookingStatus.CONFIRMED)

    @command(
        "booking.arrive",
        title=QT_TRANSLATE_NOOP("Commands", "&Arrived"),
        keys=("A",),
        when=_needs(BookingStatus.ARRIVED),
        context="table",
        icon="status-arrived",
        menu=_MENU,
    )
    def arrive(self) -> None:
        """The client is here."""
        self._set(BookingStatus.ARRIVED)

    @command(
        "booking.complete",
        title=QT_TRANSLATE_NOOP("Commands", "&Done"),
        keys=("D",),
        when=_needs(BookingStatus.COMPLETED),
        context="table",
        icon="status-completed",
        menu=_MENU,
    )
    def complete(self) -> None:
        """It has taken place."""
        self._set(BookingStatus.COMPLETED)

    @command(
        "booking.no_show",
        title=QT_TRANSLATE_NOOP("Commands", "No-&show"),
        keys=("N",),
        when=_needs(BookingStatus.NO_SHOW),
        context="table",
        icon="status-no_show",
        menu=_MENU,
    )
    def no_show(self) -> None:
        """The client did not come."""
        self._set(BookingStatus.NO_SHOW)

    @command(
        "booking.cancel",
        title=QT_TRANSLATE_NOOP("Commands", "Cance&l booking…"),
        keys=("Del",),
        when=_needs(BookingStatus.CANCELLED),
        context="table",
        icon="cancel",
        menu=_MENU,
    )
    def cancel(self) -> None:
        """Free the time. It can't be undone: the time may be sold again at once."""
        row = self._row()
        text = self.tr("Cancel the booking of {client} on {when}? Its time is free again at once.")
        buttons = [self.tr("&Cancel the booking"), self.tr("&Keep it")]
        if self._desk.messages.ask(self.tr("Cancel booking"), _about(text, row), buttons) == 0:
            self._change(row, BookingStatus.CANCELLED)

    @command(
        "booking.delete",
        title=QT_TRANSLATE_NOOP("Commands", "D&elete booking for good…"),
        keys=("Shift+Del",),
        when=lambda self: self.why_no_row(),
        context="table",
        icon="delete",
        menu=_MENU,
    )
    def delete(self) -> None:
        """Take it out of the list; the audit log keeps it."""
        row = self._row()
        text = self.tr("Delete the booking of {client} on {when} for good? To free its time, cancel it instead.")
        buttons = [self.tr("&Delete for good"), self.tr("&Keep it")]
        if self._desk.messages.ask(self.tr("Delete booking"), _about(text, row), buttons) == 0:
            done = _about(self.tr("Deleted {client}, {when}"), row)
            self._desk.jobs.change(
                partial(self._desk.services.bookings.delete, row.id),
                lambda _nothing: self._desk.tell_done(done, "bookings", row.id, None),
                self._failed,
                owner=self,
            )

    def why_no_row(self) -> str:
        """Why there is no booking to act on; "" where there is one."""
        if not self._page.isVisible():
            return self.tr("Go to the bookings first.")
        return "" if self._page.list.current_row() is not None else self.tr("Select a booking first.")

    def why_not(self, status: BookingStatus) -> str:
        """Why the selected booking can't get this status; "" if it can."""
        row = self._page.list.current_row()
        if row is None or self.why_no_row():
            return self.why_no_row()
        return why_no_transition(row.status, status)

    def _row(self) -> BookingRead:
        row = self._page.list.current_row()
        if row is None:
            raise LookupError("no booking is selected")  # `when` has looked
        return row

    def _set(self, status: BookingStatus) -> None:
        self._change(self._row(), status)

    def _change(self, row: BookingRead, status: BookingStatus) -> None:
        def work() -> tuple[BookingRead, int]:
            version = max(row.version, self._versions.get(row.id, 0))
            stored = self._desk.services.bookings.update(row.id, BookingUpdate(status=status, version=version))
            self._versions[stored.id] = stored.version
            return stored, version

        self._desk.jobs.change(work, self._changed, self._failed, owner=self)

    def _changed(self, change: tuple[BookingRead, int]) -> None:
        row, before = change
        words = self.tr("{client}, {when}: {status}")
        self._desk.tell_done(_about(words, row), "bookings", row.id, row.version, before=before)

    def _failed(self, error: Exception) -> None:
        self._desk.messages.toast(error_text(error))


def _about(words: str, row: BookingRead) -> str:
    status = status_text(row.status)
    return words.format(client=row.client_name, when=when_text(row.scheduled_at), status=status)
