"""The page of providers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.schemas.providers import ProviderFilter, ProviderRead
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.details import DetailsPane
from frontdesk_desktop.ui.pages.list_page import ListPage
from frontdesk_desktop.ui.providers.dialog import ProviderDialog
from frontdesk_desktop.ui.providers.filter_bar import ProviderFilterBar
from frontdesk_desktop.ui.providers.table_model import columns, describe, field_title
from frontdesk_desktop.ui.toolkit.banner import Offer


class ProvidersPage(QWidget):
    """The table of providers with its filters, details and dialogs."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.filter_bar = ProviderFilterBar()
        self.list: ListPage[ProviderRead] = ListPage(
            desk,
            name="providers",
            columns=columns(),
            filter_bar=self.filter_bar,
            details=DetailsPane(desk, "providers", describe, field_title),
            schema=ProviderFilter,
            fetch=desk.services.providers.list,
            watches=frozenset({"providers"}),
            sort_keys=(("name", Qt.SortOrder.AscendingOrder),),
        )
        self.list.table.setAccessibleName(self.tr("Providers"))
        self.list.set_empty(
            "provider",
            self.tr("No providers yet. A provider is a business or a practice that can be booked."),
            Offer(self.tr("&Add the first"), self.open_new),
        )
        self.list.opened.connect(self.open_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def open_new(self) -> None:
        """A dialog for a new provider."""
        self._open(None)

    def open_row(self, row: ProviderRead) -> None:
        """A dialog to change a provider."""
        self._open(row)

    def refresh(self) -> None:
        """Read what is shown anew."""
        self.list.refresh()
        self._read_sectors()

    def apply_changes(self, change: ChangeSet) -> None:
        """Something in the database changed."""
        self.list.apply_changes(change)
        if change.table == "providers":
            self._read_sectors()

    def focus_search(self) -> None:
        """Go to the text filter."""
        self.filter_bar.search.setFocus()
        self.filter_bar.search.selectAll()

    def focus_view(self) -> None:
        """Go to the table."""
        self.list.table.setFocus()

    def focus_history(self) -> None:
        """Go to the history of the selected provider."""
        self.list.details.history.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_sectors()

    def _read_sectors(self) -> None:
        self._desk.jobs.query(
            "providers:sectors",
            self._desk.services.providers.sectors,
            self.filter_bar.set_sectors,
            lambda _error: None,  # the list, read at the same time, says it
            owner=self,
        )

    def _open(self, row: ProviderRead | None) -> None:
        dialog = ProviderDialog(self._desk, self.filter_bar.sectors, row, self)
        added, saved = self.tr("Added {name}"), self.tr("Saved {name}")
        dialog.stored.connect(lambda stored: self._stored(stored, added if row is None else saved, row))
        dialog.open()

    def _stored(self, row: ProviderRead, words: str, before: ProviderRead | None) -> None:
        self.list.select_id(row.id)
        known = before.version if before is not None else None
        self._desk.tell_done(words.format(name=row.name), "providers", row.id, row.version, before=known)
