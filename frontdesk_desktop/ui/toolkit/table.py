"""The one kind of table in the program."""

from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from frontdesk_desktop.ui.toolkit.delegates import CellDelegate
from frontdesk_desktop.ui.toolkit.rows_model import RowsModel
from frontdesk_desktop.ui.toolkit.sort_header import SortHeader
from frontdesk_desktop.ui.toolkit.theme import row_height
from frontdesk_desktop.ui.toolkit.window_state import WindowState

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TableView(QTableView):
    """Rows of which one is selected, by keyboard or mouse; columns remembered under `name`.

    `opened(row)`: Enter or a double click. `current_changed(row or None)`: another row is selected, or the
    selected one has new data.
    """

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, model: RowsModel[Any], name: str, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.sort_header = SortHeader(model, self)
        self._name = name
        self._state = state
        self._told: Any = None  # the row of the last current_changed
        self._wanted_id: int | None = None  # the row to select as soon as it is loaded
        self._place = -1  # where the cursor was last
        self.setHorizontalHeader(self.sort_header)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self._look_calm()
        self._restore_columns()
        self.selectionModel().selectionChanged.connect(self._selected)
        model.placed.connect(self._after_placed)
        self.doubleClicked.connect(lambda index: self._open(model.row(index)))

    def current_row(self) -> Any:
        """The selected row; None where none is, or where it isn't loaded yet."""
        selected = self.selectionModel().selectedRows()
        return self.rows.row(selected[0]) if selected else None

    def select_id(self, row_id: int) -> None:
        """Select a row by its id and show it: now, or as soon as it is loaded."""
        self._wanted_id = row_id
        self._select_wanted()

    def _look_calm(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.sort_header.setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()

    def _fit_rows(self) -> None:
        height = row_height(self.fontMetrics())
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.sort_header.setFixedHeight(height)

    def _restore_columns(self) -> None:
        names = [column.name for column in self.rows.columns]
        self.sort_header.show_all_defaults()
        self._state.restore_header(self._name, self.sort_header, names)
        self.sort_header.layout_changed.connect(lambda: self._state.save_header(self._name, self.sort_header, names))

    # --- selection --------------------------------------------------------------------------------

    def _selected(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        if self.selectionModel().hasSelection():
            self._wanted_id = None
            self._place = self.currentIndex().row()
        self._tell()

    def _tell(self) -> None:
        row = self.current_row()
        if row != self._told:
            self._told = row
            self.current_changed.emit(row)

    def _after_placed(self, replaced: bool) -> None:
        if self._wanted_id is None and self._told is not None and not self.selectionModel().hasSelection():
            self._wanted_id = self._told.id  # it moved to a page that isn't loaded, or it is gone
        self._select_wanted()
        if not self.currentIndex().isValid() and self._place >= 0:
            # the cursor stays where the row was, but no other row is selected in its stead
            place = self.rows.index(min(self._place, self.rows.rowCount() - 1), 0)
            self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.NoUpdate)
        if replaced and not self.selectionModel().hasSelection():
            self.scrollToTop()
        elif replaced:
            self.scrollTo(self.currentIndex())
        self._tell()

    def _select_wanted(self) -> None:
        index = self.rows.index_of(self._wanted_id) if self._wanted_id is not None else None
        if index is not None and index.isValid():
            self._go_to(index)

    def _go_to(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.scrollTo(index)  # Qt's own scrolling is left out while a layout is due

    # --- events -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in _ENTER:
            self._open(self.current_row())
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rowCount():
            last = 0 if event.key() == Qt.Key.Key_Home else self.rows.rowCount() - 1
            self._go_to(self.rows.index(last, max(0, self.currentIndex().column())))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: Qt would walk through every row of the server's list, a page at a time."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    def _open(self, row: Any) -> None:
        if row is not None:
            self.opened.emit(row)
