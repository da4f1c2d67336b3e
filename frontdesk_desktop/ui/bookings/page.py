"""The page of bookings."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontdesk_desktop.schemas.bookings import BookingFilter, BookingRead
from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.ui.bookings.dialog import BookingDialog
from frontdesk_desktop.ui.bookings.filter_bar import BookingFilterBar
from frontdesk_desktop.ui.bookings.known_providers import KnownProviders
from frontdesk_desktop.ui.bookings.table_model import columns, describe, field_title
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.details import DetailsPane
from frontdesk_desktop.ui.pages.list_page import ListPage
from frontdesk_desktop.ui.toolkit.banner import Offer
from frontdesk_desktop.ui.wording import when_text


class BookingsPage(QWidget):
    """The table of bookings with its filters, details and dialogs."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._providers = KnownProviders(desk, self)
        self._last_provider: int | None = None  # of the last booking made at this desk
        self.filter_bar = BookingFilterBar(self._providers)
        self.list: ListPage[BookingRead] = ListPage(
            desk,
            name="bookings",
            columns=columns(desk.services.settings.time_zone),
            filter_bar=self.filter_bar,
            details=DetailsPane(desk, "bookings", describe, field_title),
            schema=BookingFilter,
            fetch=desk.services.bookings.list,
            watches=frozenset({"bookings", "clients", "providers"}),
        )
        self.list.table.setAccessibleName(self.tr("Bookings"))
        self.list.model.set_sort((("scheduled_at", Qt.SortOrder.AscendingOrder),))
        self.list.set_empty("booking", *self._first())
        self.list.model.placed.connect(self._say_empty)
        self.list.opened.connect(self.open_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self._providers.refresh()

    def open_new(self) -> None:
        """A dialog for a new booking, with the provider and the day that the filter shows."""
        dialog = self._dialog(None)
        provider_id = self.filter_bar.provider.value() or self._last_provider
        dialog.begin_with(provider_id, self.filter_bar.likely_day)
        dialog.open()

    def open_new_at(self, provider_id: int, start: datetime, typed: str) -> None:
        """A dialog for a new booking at a free slot; `start` is wall time there, `typed` looks for the client."""
        dialog = self._dialog(None)
        dialog.begin_at(provider_id, start, typed)
        dialog.open()

    def open_row(self, row: BookingRead) -> None:
        """A dialog to change a booking."""
        self._dialog(row).open()

    def refresh(self) -> None:
        """Read what is shown anew."""
        self.list.refresh()
        self._providers.refresh()

    def apply_changes(self, change: ChangeSet) -> None:
        """Something in the database changed."""
        self.list.apply_changes(change)
        if change.table == "providers":
            self._providers.refresh()

    def focus_search(self) -> None:
        """Go to the text filter."""
        self.filter_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.search.selectAll()

    def focus_view(self) -> None:
        """Go to the table."""
        self.list.table.setFocus()

    def focus_history(self) -> None:
        """Go to the history of the selected booking."""
        self.list.details.history.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _dialog(self, row: BookingRead | None) -> BookingDialog:
        dialog = BookingDialog(self._desk, self._providers, row, self)
        booked, saved = self.tr("Booked {client}, {when}"), self.tr("Saved {client}, {when}")
        dialog.stored.connect(lambda stored: self._stored(stored, booked if row is None else saved, row))
        return dialog

    def _stored(self, booking: BookingRead, words: str, before: BookingRead | None) -> None:
        self._last_provider = booking.provider_id
        self.list.select_id(booking.id)
        text = words.format(client=booking.client_name, when=when_text(booking.scheduled_at))
        known = before.version if before is not None else None
        self._desk.tell_done(text, "bookings", booking.id, booking.version, before=known)

    def _first(self) -> tuple[str, Offer]:
        sentence = self.tr("No bookings yet. Book the first: Ctrl+N")
        return sentence, Offer(self.tr("&New booking"), self.open_new)

    def _say_empty(self) -> None:
        """A free day is no filter that hides something."""
        if not self.list.model.rowCount() and self.filter_bar.only_days and self.filter_bar.days.value() != "all":
            new = Offer(self.tr("&New booking"), self.open_new)
            self.list.pane.set_empty("calendar", self.tr("No bookings on these days. Book one: Ctrl+N"), new)
