"""The palette: type a few letters of anything, and Enter does it or goes there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QIcon, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from frontdesk_desktop.ui.commands.finder import Finder, Hit, spoken
from frontdesk_desktop.ui.toolkit.banner import announce, plain_label
from frontdesk_desktop.ui.toolkit.icons import icon, muted_tint
from frontdesk_desktop.ui.toolkit.theme import STEP, colours, is_dark, row_height

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE = Qt.ItemDataRole.UserRole
_ROWS = 12
_WIDTH = 160 * STEP
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QFrame):
    """A pop-up over a window, which keeps its focus: a key typed right after the one that opens it arrives here.

    Up, Down and Enter choose, Esc and `toggle_keys` leave. `make_way()` is asked before what was chosen runs; it
    says whether nothing stands in the way. Deletes itself.
    """

    def __init__(
        self, finder: Finder, make_way: Callable[[], bool], toggle_keys: Sequence[str], window: QWidget
    ) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Palette"))
        self._finder = finder
        self._make_way = make_way
        self._toggle_keys = tuple(toggle_keys)
        self._take = False  # Enter came before the first hit
        self._model = _Hits(self)
        self.search = QLineEdit()
        self.search.setFrame(False)
        self.search.setMaxLength(200)
        self.search.setPlaceholderText(self.tr("Command, client, provider or date"))
        self.search.setAccessibleName(self.tr("Find anything"))
        self.search.addAction(icon("search", muted_tint), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What fits"))
        self.footer = plain_label(name="muted")
        self.footer.setWordWrap(False)
        self._lay_out()
        self.setFocusProxy(self.search)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._typed)
        self.list.clicked.connect(lambda _index: self._run())
        finder.changed.connect(self._show)
        finder.look_for("")

    def show_over(self) -> None:
        """Show it in the upper middle of its window."""
        window = self._window
        top = window.mapToGlobal(window.rect().topLeft())
        screen = window.screen().availableGeometry()
        left = top.x() + (window.width() - self.width()) // 2
        down = top.y() + max(2 * STEP, (window.height() - self.height()) // 4)
        self.move(
            max(screen.left(), min(left, screen.right() - self.width())),
            max(screen.top(), min(down, screen.bottom() - self.height())),
        )
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def current(self) -> Hit | None:
        """The marked hit."""
        hit: Hit | None = self.list.currentIndex().data(HIT_ROLE)
        return hit

    def _lay_out(self) -> None:
        row = row_height(self.fontMetrics())
        self.list.setFixedHeight(_ROWS * row + 2)
        self.footer.setFixedHeight(row)
        self.footer.setContentsMargins(3 * STEP, 0, 3 * STEP, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for part in (self.search, self.list, self.footer):
            layout.addWidget(part)
        self.setFixedWidth(min(_WIDTH, self.screen().availableGeometry().width()))
        self.adjustSize()

    # --- hits -------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._take = False
        self._model.marked = ""
        self._finder.look_for(text)

    def _show(self) -> None:
        place = self._model.set_hits(self._finder.hits)
        if self._finder.hits:
            self._mark(place)
        self._say_below()
        if self._take and not self._finder.searching:
            self._take = False
            self._run()

    def _mark(self, place: int) -> None:
        index = self._model.index(place)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _say_below(self) -> None:
        hit = self.current()
        if hit is not None and hit.why_not:
            self.footer.setText(hit.why_not)
        elif self._finder.problem:
            self.footer.setText(self._finder.problem)
        elif hit is None and not self._finder.searching:
            self.footer.setText(
                self.tr("Nothing fits. Type parts of a name or a command, or a date such as +3d or fri.")
            )
        else:
            self.footer.setText(self.tr("Enter chooses, Esc leaves"))

    def _step(self, key: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}[Qt.Key(key)]
        place = self.list.currentIndex().row() + by
        place = place % count if abs(by) == 1 else max(0, min(place, count - 1))
        self._mark(place)
        hit = self.current()
        if hit is not None:
            self._model.marked = hit.key
            announce(self.list, spoken(hit))
        self._say_below()

    def _run(self) -> None:
        hit = self.current()
        if hit is None:
            self._take = self._finder.searching
        elif hit.why_not:
            announce(self.list, spoken(hit))
        else:
            self.close()
            if self._make_way():
                self._finder.chosen(hit)
                hit.run()

    # --- events -----------------------------------------------------------------------------------

    def eventFilter(self, _search: object, event: QEvent) -> bool:
        """The keys of the field that are the palette's."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in _WALK:
            self._step(event.key())
        elif plain and event.key() in _ENTER:
            self._run()
        elif event.key() == Qt.Key.Key_Escape or self._is_toggle(event):
            self.close()
        else:
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)  # there is nowhere to go
        return True

    def _is_toggle(self, event: QKeyEvent) -> bool:
        return QKeySequence(event.keyCombination()).toString() in self._toggle_keys

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._finder.changed.disconnect(self._show)


class _Hits(QAbstractListModel):
    """The hits; `marked` is the key of the one that was walked to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self.marked = ""

    def set_hits(self, hits: tuple[Hit, ...]) -> int:
        """Show these. Returns the place of the marked one, else the first."""
        old, new = [hit.key for hit in self._hits], [hit.key for hit in hits]
        if old and new[: len(old)] == old:
            # only more of them: the view stays where it is
            self._hits = hits[: len(old)]
            self.dataChanged.emit(self.index(0), self.index(len(old) - 1))
            if len(new) > len(old):
                self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
                self._hits = hits
                self.endInsertRows()
        else:
            self.beginResetModel()
            self._hits = hits
            self.endResetModel()
        return next((place for place, hit in enumerate(hits) if hit.key == self.marked), 0)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        given = {
            Qt.ItemDataRole.DisplayRole: hit.title,
            Qt.ItemDataRole.AccessibleTextRole: spoken(hit),
            HIT_ROLE: hit,
        }
        return given.get(Qt.ItemDataRole(role))


class _HitDelegate(QStyledItemDelegate):
    """Icon, title, why it can't run, and at the right its keys or what else is known."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT_ROLE)
        palette, metrics = option.palette, option.fontMetrics
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours(is_dark(palette)).selection))
        row = option.rect.adjusted(3 * STEP, 0, -3 * STEP, 0)
        side = 4 * STEP
        picture = QRect(row.left(), row.center().y() - side // 2 + 1, side, side)
        icon(hit.icon, muted_tint).paint(painter, picture, Qt.AlignmentFlag.AlignCenter, QIcon.Mode.Normal)
        text = row.adjusted(side + 2 * STEP, 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        right = metrics.elidedText(hit.detail, Qt.TextElideMode.ElideRight, text.width() // 2)
        painter.setPen(muted)
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, right)
        text.setRight(text.right() - metrics.horizontalAdvance(right) - 2 * STEP)
        title = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, text.width())
        painter.setPen(muted if hit.why_not else palette.color(QPalette.ColorRole.Text))
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeft, title)
        if hit.why_not:
            text.setLeft(text.left() + metrics.horizontalAdvance(title) + 3 * STEP)
            painter.setPen(muted)
            reason = metrics.elidedText(hit.why_not, Qt.TextElideMode.ElideRight, text.width())
            painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeft, reason)
