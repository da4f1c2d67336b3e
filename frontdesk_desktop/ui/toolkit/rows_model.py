"""A table model over a list that lives on a server: it holds pages of it, and asks for others."""

from collections import OrderedDict
from collections.abc import Sequence
from html import escape
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from frontdesk_desktop.ui.toolkit.column import Column, Row
from frontdesk_desktop.ui.toolkit.wanted import WantedPages

PAGE = 200  # rows asked for at once
PAGES_KEPT = 40
STATUS_ROLE = Qt.ItemDataRole.UserRole + 1  # the booking status of a cell, for its colour
LONGEST = 500  # characters of a text that a cell or its tooltip shows
PLACEHOLDER = "…"

Index = QModelIndex | QPersistentModelIndex
SortKeys = tuple[tuple[str, Qt.SortOrder], ...]
_ROOT = QModelIndex()
# told so, a header doesn't tie the columns' widths to the first row, which may vanish (not in Qt's stubs)
_WITH_HINT = ("QList<QPersistentModelIndex>", "QAbstractItemModel::LayoutChangeHint")


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows with an `.id`, in pages of 200.

    `page_wanted(offset, limit, ticket)` asks for a page. Answer it with `set_rows`, or with `give_up`, and pass
    the ticket back: an answer to an older sort or filter is dropped by it. What is on the screen stays there
    until its replacement arrives. `placed(replaced)` follows each answer; `replaced` where it belongs to another
    list than the rows before. `waiting(bool)` says whether an answer is due.
    """

    page_wanted = Signal(int, int, int)
    placed = Signal(bool)
    waiting = Signal(bool)
    sort_changed = Signal()

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None, sort_keys: SortKeys = ()) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._total = 0
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._stale: set[int] = set()
        self._ticket = 0
        self._replacing = False  # the rows shown belong to an older ticket
        self._sort_keys = sort_keys
        self._wanted = WantedPages()
        # asking from inside data() would change the model while a view paints it
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    # --- the list on the server -------------------------------------------------------------------

    @property
    def ticket(self) -> int:
        """The number of the present sort and filter."""
        return self._ticket

    @property
    def sort_keys(self) -> SortKeys:
        """What the rows are sorted by, the first key first."""
        return self._sort_keys

    def set_sort(self, keys: SortKeys) -> None:
        """Sort by these keys: asks for the first page anew and emits `sort_changed`."""
        if keys != self._sort_keys:
            self._sort_keys = keys
            self.sort_changed.emit()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self.reset()

    def reset(self) -> None:
        """Ask for everything anew, as another list (first load, new filter, a retry)."""
        self._ticket += 1
        self._replacing = True
        self._wanted.clear()
        self._want(0)

    def apply_changes(self) -> None:
        """Ask again for the rows being shown, of the same list. The others follow when they are shown."""
        if self._replacing or not self._total:
            self._wanted.again_all()
            self._want(0)
            return
        self._stale.update(self._pages)
        self._wanted.again_all()
        self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(self.columns) - 1))

    def set_rows(self, offset: int, rows: Sequence[Row], total: int, ticket: int) -> None:
        """Put a page in. An answer with an outdated ticket is dropped.

        Selection and current row stay with their row ids, where those are among the loaded pages.
        """
        if ticket != self._ticket:
            return
        page = offset // PAGE
        asked_again = self._wanted.arrived(page)
        replaced, self._replacing = self._replacing, False
        grown = total - self._total
        if grown > 0:  # before the rows move: a row may move to the new end
            self.beginInsertRows(_ROOT, self._total, total - 1)
            self._total = total
            self.endInsertRows()
        self._place(page, list(rows), total, replaced)
        if grown < 0:  # after the rows moved: the last row may have moved away from the old end
            self.beginRemoveRows(_ROOT, total, self._total - 1)
            self._total = total
            self.endRemoveRows()
        self._forget_old_pages(page)
        if asked_again:
            self._stale.add(page)
            self._want(page)
        self.placed.emit(replaced)
        self._asking.start()
        self.waiting.emit(self._wanted.busy)

    def give_up(self, offset: int, ticket: int) -> None:
        """The page can't be had at present. It is asked for again after `reset` or `apply_changes`."""
        if ticket == self._ticket:
            self._wanted.failed(offset // PAGE)
            self._asking.start()
            self.waiting.emit(self._wanted.busy)

    # --- rows -------------------------------------------------------------------------------------

    def row(self, index: Index) -> Row | None:
        """The row at an index; None where it isn't loaded or the index is invalid."""
        if not index.isValid():
            return None
        page = self._pages.get(index.row() // PAGE)
        place = index.row() % PAGE
        return page[place] if page is not None and place < len(page) else None

    def index_of(self, row_id: int) -> QModelIndex:
        """The index of a row's first cell; invalid where it isn't loaded."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.id == row_id:
                    return self.index(number * PAGE + place, 0)
        return QModelIndex()

    # --- Qt's side --------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self.row(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role == Qt.ItemDataRole.DisplayRole:
            self._look_at(index.row() // PAGE)
            return PLACEHOLDER if row is None else _one_line(column.text(row))
        return None if row is None else _other_role(column, row, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        return None

    # --- pages ------------------------------------------------------------------------------------

    def _look_at(self, page: int) -> None:
        if page in self._pages:
            self._pages.move_to_end(page)
        if not self._replacing and (page in self._stale or page not in self._pages):
            self._want(page)

    def _want(self, page: int) -> None:
        if self._wanted.want(page):
            self._asking.start()

    def _ask(self) -> None:
        for page in self._wanted.take():
            self.waiting.emit(True)
            self.page_wanted.emit(page * PAGE, PAGE, self._ticket)

    def _place(self, page: int, rows: list[Row], total: int, replaced: bool) -> None:
        """Exchange the page's rows, and move what the views hold to where its row is now."""
        before = self._pages.get(page)
        same_ids = before is None or [row.id for row in before] == [row.id for row in rows]
        if same_ids and not replaced and total >= self._total:
            self._store(page, rows)
        else:
            hint = self.LayoutChangeHint.VerticalSortHint
            self.layoutAboutToBeChanged[_WITH_HINT].emit([], hint)  # type: ignore[index]
            held = [(index, self.row(index)) for index in self.persistentIndexList()]
            if replaced:
                self._pages.clear()
                self._stale.clear()
            self._store(page, rows)
            self._drop_beyond(total)
            self._move_held(held, total, replaced)
            self.layoutChanged[_WITH_HINT].emit([], hint)  # type: ignore[index]
        if rows:
            first = page * PAGE
            self.dataChanged.emit(self.index(first, 0), self.index(first + len(rows) - 1, len(self.columns) - 1))

    def _store(self, page: int, rows: list[Row]) -> None:
        self._pages[page] = rows
        self._pages.move_to_end(page)
        self._stale.discard(page)

    def _move_held(self, held: list[tuple[QModelIndex, Row | None]], total: int, replaced: bool) -> None:
        fresh_last = sorted(self._pages, key=lambda number: number not in self._stale)
        places = {row.id: n * PAGE + i for n in fresh_last for i, row in enumerate(self._pages[n])}
        for index, row in held:
            # of a row that isn't loaded only the place is known, which means nothing in another list
            unloaded = total if replaced else index.row()
            place = unloaded if row is None else places.get(row.id, total)
            there = self.index(place, index.column()) if place < total else QModelIndex()
            self.changePersistentIndex(index, there)

    def _drop_beyond(self, total: int) -> None:
        for page in [n for n in self._pages if n * PAGE >= total]:
            del self._pages[page]
            self._stale.discard(page)

    def _forget_old_pages(self, arrived: int) -> None:
        """Keep 40 pages, the last looked at; never forget where the selected row is."""
        if len(self._pages) > PAGES_KEPT:
            held = {index.row() // PAGE for index in self.persistentIndexList()} | {arrived}
            page = next(n for n in self._pages if n not in held)
            del self._pages[page]
            self._stale.discard(page)


def _other_role(column: Column[Row], row: Row, role: int) -> Any:
    if role == Qt.ItemDataRole.DecorationRole and column.icon:
        return column.icon(row)
    if role == Qt.ItemDataRole.ToolTipRole and column.tooltip:
        return _as_plain(column.tooltip(row))
    if role == STATUS_ROLE and column.status:
        return column.status(row)
    return None


def _one_line(text: str) -> str:
    """What fits into a cell: eliding a very long text at every repaint would freeze the window."""
    return " ".join(text[:LONGEST].splitlines())


def _as_plain(text: str) -> str:
    """A tooltip that shows the text as typed, whatever it looks like."""
    return f"<p>{escape(text[:LONGEST])}</p>".replace("\n", "<br>") if text else ""
