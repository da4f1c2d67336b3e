"""The page of clients."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.schemas.clients import ClientFilter, ClientRead
from frontdesk_desktop.ui.clients.bookings_list import ClientBookings
from frontdesk_desktop.ui.clients.dialog import ClientDialog
from frontdesk_desktop.ui.clients.table_model import columns, describe, field_title
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.details import DetailsPane
from frontdesk_desktop.ui.pages.filter_bar import FilterBar
from frontdesk_desktop.ui.pages.list_page import ListPage
from frontdesk_desktop.ui.toolkit.banner import Offer


class ClientsPage(QWidget):
    """The table of clients with its filter, details and dialogs."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.filter_bar = FilterBar()
        self.filter_bar.search.setPlaceholderText(self.tr("parts of name, phone or e-mail"))
        self.filter_bar.add(self.tr("&Search"), self.filter_bar.search)
        self.bookings = ClientBookings(desk)
        details: DetailsPane[ClientRead] = DetailsPane(desk, "clients", describe, field_title)
        details.add_section(self.tr("Bookings"), self.bookings)
        self.list: ListPage[ClientRead] = ListPage(
            desk,
            name="clients",
            columns=columns(),
            filter_bar=self.filter_bar,
            details=details,
            schema=ClientFilter,
            fetch=desk.services.clients.list,
            watches=frozenset({"clients"}),
            sort_keys=(("name", Qt.SortOrder.AscendingOrder),),
        )
        self.list.table.setAccessibleName(self.tr("Clients"))
        self.list.set_empty(
            "client",
            self.tr("No clients yet. Add the first: Ctrl+Shift+N"),
            Offer(self.tr("&Add the first"), self.open_new),
        )
        self.list.opened.connect(self.open_row)
        self.list.row_changed.connect(self._show_bookings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def open_new(self) -> None:
        """A dialog for a new client."""
        self._open(None, self)

    def open_row(self, row: ClientRead) -> None:
        """A dialog to change a client."""
        self._open(row, self)

    def refresh(self) -> None:
        """Read what is shown anew."""
        self.list.refresh()
        self.bookings.refresh()

    def apply_changes(self, change: ChangeSet) -> None:
        """Something in the database changed."""
        self.list.apply_changes(change)
        if change.table in ("bookings", "providers"):
            self.bookings.refresh()

    def focus_search(self) -> None:
        """Go to the text filter."""
        self.filter_bar.search.setFocus()
        self.filter_bar.search.selectAll()

    def focus_view(self) -> None:
        """Go to the table."""
        self.list.table.setFocus()

    def focus_history(self) -> None:
        """Go to the history of the selected client."""
        self.list.details.history.setFocus()

    def _show_bookings(self) -> None:
        row = self.list.current_row()
        self.bookings.show_client(row.id if row is not None else None)

    def _open(self, row: ClientRead | None, parent: QWidget) -> None:
        dialog = ClientDialog(self._desk, row, parent)
        added, saved = self.tr("Added {name}"), self.tr("Saved {name}")
        dialog.stored.connect(lambda stored: self._stored(stored, added if row is None else saved, row))
        dialog.known_wanted.connect(lambda known: self._open(known, dialog))
        dialog.open()

    def _stored(self, row: ClientRead, words: str, before: ClientRead | None) -> None:
        self.list.select_id(row.id)
        known = before.version if before is not None else None
        self._desk.tell_done(words.format(name=row.name), "clients", row.id, row.version, before=known)
