"""A client's bookings, coming and past, beside the table of clients."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from frontdesk_desktop.schemas.base import Page
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingRead
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.toolkit.icons import status_icon
from frontdesk_desktop.ui.wording import error_text, status_text, when_text

SHOWN = 20


class ClientBookings(QListWidget):
    """The last 20 by time, the furthest ahead first. Reads in the background."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._client_id: int | None = None
        self._stale = False
        self._page: Page[BookingRead] | None = None  # what is shown
        self.setAccessibleName(self.tr("Bookings of this client"))
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_client(self, client_id: int | None) -> None:
        """Read and show a client's bookings; None for none."""
        if client_id != self._client_id:
            self._page = None
            self.clear()
            self._client_id = client_id
            self.refresh()

    def refresh(self) -> None:
        """Read them anew; while hidden, as soon as they are shown."""
        self._stale = not self.isVisible()
        if self._client_id is None or self._stale:
            return
        where = BookingFilter(client_id=self._client_id, sort="-scheduled_at", limit=SHOWN)
        bookings = self._desk.services.bookings
        self._desk.jobs.query(
            "clients:bookings",
            lambda: bookings.list(where),
            self._show,
            lambda error: self._say(error_text(error)),
            owner=self,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _show(self, page: Page[BookingRead]) -> None:
        if page == self._page:
            return
        place = self.currentRow()
        self.clear()
        self._page = page
        for booking in page.items:
            self.addItem(self._item(booking))
        if not page.items:
            self._note(self.tr("No bookings yet."))
        elif page.total > len(page.items):
            self._note(self.tr("… and {count} earlier ones.").format(count=page.total - len(page.items)))
        self.setCurrentRow(min(place, self.count() - 1))

    def _item(self, booking: BookingRead) -> QListWidgetItem:
        text = self.tr("{when}: {service} at {provider}, {status}").format(
            when=when_text(booking.scheduled_at),
            service=booking.service_type,
            provider=booking.provider_name,
            status=status_text(booking.status.value),
        )
        item = QListWidgetItem(status_icon(booking.status.value), text)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return item

    def _say(self, text: str) -> None:
        self._page = None
        self.clear()
        self._note(text)

    def _note(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        self.addItem(item)
