"""A page of a feature: filter bar, table, and the details of the selected row beside it."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.schemas.base import Filter, Page
from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.details import DetailsPane
from frontdesk_desktop.ui.pages.filter_bar import FilterBar
from frontdesk_desktop.ui.toolkit.banner import Offer
from frontdesk_desktop.ui.toolkit.column import Column, Row
from frontdesk_desktop.ui.toolkit.rows_model import RowsModel, SortKeys
from frontdesk_desktop.ui.toolkit.table import TableView
from frontdesk_desktop.ui.toolkit.table_pane import TablePane
from frontdesk_desktop.ui.wording import error_text, field_texts


class ListPage(QWidget, Generic[Row]):
    """`name` is the feature's, for what is remembered. `watches` are the tables whose changes may show here.

    `opened(row)`: Enter or a double click on a row. `row_changed()`: another row, or none, is selected.
    """

    opened = Signal(object)
    row_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        *,
        name: str,
        columns: Sequence[Column[Row]],
        filter_bar: FilterBar,
        details: DetailsPane[Row],
        schema: type[Filter],
        fetch: "Callable[[Any], Page[Row]]",  # in quotes: Pydantic would build a schema of Row
        watches: frozenset[str],
        sort_keys: SortKeys = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.filter_bar = filter_bar
        self.details = details
        self.model: RowsModel[Row] = RowsModel(columns, self, sort_keys)
        self.table = TableView(self.model, name, desk.state)
        self.pane = TablePane(self.table)
        self._desk = desk
        self._name = name
        self._schema = schema
        self._fetch = fetch
        self._watches = watches
        self._loaded = False
        self._stale = False
        self._empty: tuple[str, str, Offer] | None = None
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.pane)
        self._splitter.addWidget(details)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setCollapsible(0, False)
        self._splitter.setSizes([900, 320])
        desk.state.restore_splitter(name, self._splitter)
        self._splitter.splitterMoved.connect(lambda: desk.state.save_splitter(name, self._splitter))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(filter_bar)
        layout.addWidget(self._splitter, 1)
        self.model.page_wanted.connect(self._load)
        self.table.opened.connect(self.opened)
        self.table.current_changed.connect(self._show_details)
        filter_bar.changed.connect(self.model.reset)

    def set_empty(self, icon_name: str, sentence: str, first: Offer) -> None:
        """What to say and offer where there are no rows at all; with a filter set, clearing that is offered."""
        self._empty = (icon_name, sentence, first)

    def current_row(self) -> Row | None:
        """The selected row, or None."""
        row: Row | None = self.table.current_row()
        return row

    def select_id(self, row_id: int) -> None:
        """Select a row: now, or as soon as it is there."""
        self.table.select_id(row_id)

    def refresh(self) -> None:
        """Read what is shown anew; while hidden, as soon as it is shown."""
        if self.isVisible():
            self.model.apply_changes()
            self.details.refresh()
        else:
            self._stale = True

    def apply_changes(self, change: ChangeSet) -> None:
        """Something in the database changed."""
        if change.table in self._watches:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._loaded:
            self._loaded = True
            self.model.reset()
        elif self._stale:
            self._stale = False
            self.refresh()

    def _load(self, offset: int, limit: int, ticket: int) -> None:
        sort = ",".join(
            f"-{key}" if order is Qt.SortOrder.DescendingOrder else key for key, order in self.model.sort_keys
        )
        try:
            where = self.filter_bar.where()
            if sort:
                where["sort"] = sort
            wanted = self._schema(limit=limit, offset=offset, **where)
        except (ValidationError, DomainError) as error:
            # What is shown stays; the bar says what can't be applied.
            self.filter_bar.say("\n".join(field_texts(error).values()))
            self.model.give_up(offset, ticket)
            return
        self.filter_bar.say("")
        filtered = any(value not in ("", None) for name, value in where.items() if name != "sort")
        self._desk.jobs.query(
            f"{self._name}:{offset}",
            lambda: self._fetch(wanted),
            lambda page: self._place(page, ticket, filtered),
            lambda error: self._failed(error, offset, ticket),
            owner=self,
        )

    def _place(self, page: "Page[Row]", ticket: int, filtered: bool) -> None:
        if self._empty is not None and ticket == self.model.ticket:
            if filtered:
                clear = Offer(self.tr("&Clear filter"), self.filter_bar.clear)
                self.pane.set_empty("filter", self.tr("Nothing matches this filter."), clear)
            else:
                self.pane.set_empty(*self._empty)
        self.model.set_rows(page.offset, page.items, page.total, ticket)

    def _failed(self, error: Exception, offset: int, ticket: int) -> None:
        self.model.give_up(offset, ticket)
        if ticket == self.model.ticket:
            kept = self.tr("What is shown may be out of date.") if self.model.rowCount() else ""
            self.pane.show_error(error_text(error), kept)

    def _show_details(self, row: Row | None) -> None:
        self.details.show_row(row)
        self.row_changed.emit()
