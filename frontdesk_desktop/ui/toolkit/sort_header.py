"""The heading of a table: sorts by several columns, and lets columns be chosen, moved and resized."""

from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPainter, QPalette, QPolygonF
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from frontdesk_desktop.ui.toolkit.rows_model import RowsModel, SortKeys
from frontdesk_desktop.ui.toolkit.theme import STEP

_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
_ADDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ARROW = 2 * STEP  # width of the arrow, in px at 100 %


class SortHeader(QHeaderView):
    """A click sorts by that column alone; with Ctrl or Shift it adds the column, turns it, or takes it out.

    `layout_changed` is emitted when a person moved, resized, hid or showed a column.
    """

    layout_changed = Signal()

    def __init__(self, model: RowsModel[Any], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._rows = model
        self._view = view
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumSectionSize(10 * STEP)
        self.sectionClicked.connect(self._clicked)
        self.sectionMoved.connect(self.layout_changed)
        self.sectionResized.connect(self.layout_changed)

    def sort_current(self, additional: bool) -> None:
        """Sort by the current cell's column, as a click does, or with `additional` as a Ctrl+click."""
        section = self._view.currentIndex().column()
        if section >= 0:
            self._sort(section, additional)

    def show_all_defaults(self) -> None:
        """Put the columns back to the order, widths and visibility they came with."""
        for section, column in enumerate(self._rows.columns):
            self.moveSection(self.visualIndex(section), section)
            self.setSectionHidden(section, not column.visible)
            self.resizeSection(section, column.width)
        self.layout_changed.emit()

    def chooser_menu(self, parent: QWidget) -> QMenu:
        """A menu that shows and hides columns; the last one can't be hidden."""
        menu = QMenu(self.tr("Columns"), parent)
        last = self.count() - self.hiddenSectionCount() == 1
        for section, column in enumerate(self._rows.columns):
            action = menu.addAction(column.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(section))
            action.setEnabled(self.isSectionHidden(section) or not last)
            action.toggled.connect(lambda shown, section=section: self._show(section, shown))
        menu.addSeparator()
        menu.addAction(self.tr("&Standard columns")).triggered.connect(self.show_all_defaults)
        return menu

    def _show(self, section: int, shown: bool) -> None:
        self.setSectionHidden(section, not shown)
        self.layout_changed.emit()

    def _clicked(self, section: int) -> None:
        self._sort(section, bool(QGuiApplication.keyboardModifiers() & _ADDS))

    def _sort(self, section: int, additional: bool) -> None:
        key = self._rows.columns[section].key
        if key:
            self._rows.set_sort(sorted_by(self._rows.sort_keys, key, additional))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.chooser_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not rect.isValid():
            return
        palette, role = self.palette(), QPalette.ColorRole
        painter.save()
        painter.fillRect(rect, palette.color(role.Window))
        painter.setPen(palette.color(role.Mid))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight() + QPoint(0, STEP), rect.bottomRight() - QPoint(0, STEP))
        column = self._rows.columns[section]
        inner = rect.adjusted(2 * STEP - 1, 0, -STEP, 0)
        sorting = [key for key, _ in self._rows.sort_keys]
        if column.key in sorting:
            inner = self._paint_arrow(painter, inner, sorting.index(column.key))
        painter.setPen(palette.color(role.WindowText))
        title = self.fontMetrics().elidedText(column.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, column.alignment, title)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, rect: QRect, place: int) -> QRect:
        """Paint the arrow, and its number where there are several, at the right. Returns what is left."""
        painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
        if len(self._rows.sort_keys) > 1:
            number = str(place + 1)
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
            rect = rect.adjusted(0, 0, -self.fontMetrics().horizontalAdvance(number) - STEP // 2, 0)
        up = -1 if self._rows.sort_keys[place][1] is _ASCENDING else 1
        middle = QPointF(rect.right() - _ARROW / 2, rect.center().y() + 0.5)
        corners = (QPointF(-_ARROW / 2, -up * 2), QPointF(_ARROW / 2, -up * 2), QPointF(0, up * 3))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        return rect.adjusted(0, 0, -_ARROW - STEP, 0)


def sorted_by(keys: SortKeys, key: str, additional: bool) -> SortKeys:
    """The keys after a click on the column of `key`."""
    order = dict(keys).get(key)
    if not additional:
        turned = len(keys) == 1 and order is _ASCENDING
        return ((key, _DESCENDING if turned else _ASCENDING),)
    if order is None:
        return (*keys, (key, _ASCENDING))
    if order is _ASCENDING:
        return tuple((each, _DESCENDING if each == key else way) for each, way in keys)
    return tuple((each, way) for each, way in keys if each != key)
