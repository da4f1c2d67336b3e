"""The headings of the schedule: providers or days above, times at the left."""

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QTableView

from frontdesk_desktop.ui.schedule.model import SlotModel
from frontdesk_desktop.ui.schedule.words import short_date
from frontdesk_desktop.ui.toolkit.theme import STEP, row_height

_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class ColumnHeader(QHeaderView):
    """Providers with the offset of their clocks, or days; today stands out."""

    def __init__(self, slots: SlotModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.today = date.min
        self._slots = slots
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(row_height(self.fontMetrics()))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not rect.isValid():
            return
        palette, role = self.palette(), QPalette.ColorRole
        marked = self._slots.is_week and self._slots.plan.columns[section].day == self.today
        painter.save()
        painter.fillRect(rect, palette.color(role.Window))
        painter.setPen(palette.color(role.Mid))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight() + QPoint(0, STEP), rect.bottomRight() - QPoint(0, STEP))
        column, inner = self._slots.plan.columns[section], rect.adjusted(2 * STEP, 0, -2 * STEP, 0)
        offset = "" if self._slots.is_week else self._slots.offset(section)
        if offset:
            painter.setPen(palette.color(role.PlaceholderText))
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, offset)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(offset) - STEP)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(palette.color(role.Accent if marked else role.WindowText))
        text = short_date(column.day) if self._slots.is_week else column.provider.name
        painter.drawText(
            inner, _CENTRE, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        )
        painter.restore()


class TimeHeader(QHeaderView):
    """Full hours, and smaller the minutes between them; each at the line where its slot begins."""

    def __init__(self, slots: SlotModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._slots = slots
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00 PM") + 3 * STEP)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette, role = self.palette(), QPalette.ColorRole
        minute = section * self._slots.slot % 60
        painter.save()
        painter.fillRect(rect, palette.color(role.Window))
        painter.setPen(palette.color(role.Mid))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = rect.adjusted(0, 1, -2 * STEP, 0)
        if minute:
            painter.setPen(palette.color(role.PlaceholderText))
            painter.drawText(inner, _RIGHT, f":{minute:02}")
        else:
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.setPen(palette.color(role.WindowText))
            painter.drawText(inner, _RIGHT, str(self.model().headerData(section, self.orientation())))
        painter.restore()
