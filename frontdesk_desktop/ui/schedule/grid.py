"""The painted schedule: slots as a table, bookings over them at their true times."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QLine, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from frontdesk_desktop.ui.schedule.ghost import Ghost
from frontdesk_desktop.ui.schedule.headers import ColumnHeader, TimeHeader
from frontdesk_desktop.ui.schedule.model import SlotModel
from frontdesk_desktop.ui.schedule.painting import BlockPainter
from frontdesk_desktop.ui.schedule.plan import DAY, Occurrence, PlanColumn, wall
from frontdesk_desktop.ui.toolkit.theme import STEP, colours, is_dark

NARROWEST = 32 * STEP  # px of a column at 100 %
ROW = 5 * STEP  # px of a slot at 100 %
_AFAR = 0.35  # opacity of a booking whose ghost is elsewhere, and of what was cut

_Block = tuple[int, int, Occurrence]  # the first and the last y, from midnight on, and what lies there


class ScheduleGrid(QTableView):
    """Shows a `SlotModel`. Only what is exposed is painted, and no cell is asked for."""

    def __init__(self, slots: SlotModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slots = slots
        self.ghost: Ghost | None = None
        self.cut_id: int | None = None  # the booking that was cut: painted faintly
        self._now: datetime | None = None
        self._placed: list[list[_Block]] = []  # of each column, from top to bottom; empty where it isn't known
        self._blocks: BlockPainter | None = None
        self._titles = ColumnHeader(slots, self)
        self._times = TimeHeader(slots, self)
        self.setHorizontalHeader(self._titles)
        self.setVerticalHeader(self._times)
        self.setModel(slots)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self._fit_rows()
        self._dress()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # scrolling paints the new strip alone
        slots.modelReset.connect(self.fit_columns)
        slots.modelReset.connect(self._forget_blocks)
        slots.dataChanged.connect(self._forget_blocks)

    def set_now(self, now: datetime) -> None:
        """Where the line for the present is, and what is past. An aware moment."""
        self._now = now
        self._titles.today = now.date()
        self._titles.viewport().update()
        self.viewport().update()

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Paint a booking on its way, or none any more."""
        self.ghost = ghost
        self.viewport().update()

    # --- geometry ---------------------------------------------------------------------------------

    def y_of(self, minute: int) -> int:
        """The viewport's y of a minute of the day."""
        return round(minute * self.row_height / self.slots.slot) - self.verticalOffset()

    def minute_at(self, y: int) -> int:
        """The minute of the day at a y of the viewport."""
        return int((y + self.verticalOffset()) * self.slots.slot / self.row_height)

    @property
    def row_height(self) -> int:
        """px of a slot."""
        return self._times.defaultSectionSize()

    def cell_rect(self, column: int, top: int, bottom: int) -> QRect:
        """Minutes of a column on the viewport."""
        y = self.y_of(top)
        return QRect(self.columnViewportPosition(column), y, self.columnWidth(column), self.y_of(bottom) - y)

    def block_rect(self, column: int, each: Occurrence) -> QRect:
        """Where a booking is painted on the viewport."""
        top, bottom = self.y_of(each.top), self.y_of(each.bottom)
        return _lane_rect(self.columnViewportPosition(column), self.columnWidth(column), top, bottom, each)

    def block_at(self, point: QPoint) -> tuple[int, Occurrence] | None:
        """The column and the booking at a point of the viewport."""
        column = self.columnAt(point.x())
        if column < 0:
            return None
        found = (e for e in self.slots.plan.columns[column].occurrences if self.block_rect(column, e).contains(point))
        return next(((column, each) for each in found), None)

    def ghost_rect(self, ghost: Ghost) -> QRect | None:
        """Where a ghost is on the viewport; None where its day or provider isn't shown."""
        start = ghost.place.wall
        column = self.slots.plan.column(ghost.place.provider_id, start.date())
        if column is None:
            return None
        top = (start - datetime.combine(start.date(), time())).seconds // 60
        return self.cell_rect(column, top, min(top + ghost.place.minutes, DAY)).adjusted(STEP // 2, 1, -STEP, 0)

    def fit_columns(self) -> None:
        """Share the width out; where the columns would get too narrow, they are scrolled."""
        count = len(self.slots.plan.columns)
        if count:
            width = self.viewport().width() // count
            self._titles.setStretchLastSection(width >= NARROWEST)
            self._titles.setDefaultSectionSize(max(NARROWEST, width))

    def _fit_rows(self) -> None:
        height = max(ROW, self.fontMetrics().height() + STEP)
        self._times.setMinimumSectionSize(height)
        self._times.setDefaultSectionSize(height)
        self._placed = []

    # --- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        exposed, region = event.rect(), event.region()
        painter = QPainter(self.viewport())
        painter.fillRect(exposed, self.palette().color(QPalette.ColorRole.Base))
        columns = self.slots.plan.columns
        if columns:
            first = max(0, self.columnAt(exposed.left()))
            last = self.columnAt(exposed.right())
            shown = range(first, (last if last >= 0 else len(columns) - 1) + 1)
            for place in shown:
                self._paint_past(painter, place, columns[place])
            self._paint_lines(painter, exposed, shown)
            self._paint_cursor_cell(painter, region)
            for place in shown:
                self._paint_blocks(painter, region, place)
                self._paint_now(painter, place, columns[place])
            self._paint_cursor_block(painter)
            self._paint_ghost(painter)
        painter.end()

    def current(self) -> Occurrence | None:
        """The booking under the cursor."""
        return next(iter(self.slots.under(self.currentIndex())), None)

    def _minute_now(self, column: PlanColumn) -> int | None:
        """The minute of the column's day that has gone by; None where there is no present."""
        if self._now is None:
            return None
        here = wall(self._now.astimezone(ZoneInfo(column.provider.time_zone)))
        gone = (here - datetime.combine(column.day, time())).total_seconds() / 60
        return max(-1, min(DAY + 1, int(gone)))

    def _paint_past(self, painter: QPainter, place: int, column: PlanColumn) -> None:
        now = self._minute_now(column)
        if now is not None and now > 0:
            painter.fillRect(self.cell_rect(place, 0, min(now, DAY)), self._past)

    def _paint_lines(self, painter: QPainter, exposed: QRect, shown: range) -> None:
        slot = self.slots.slot
        rows = range(
            self.minute_at(exposed.top()) // slot, min(DAY, self.minute_at(exposed.bottom()) + slot) // slot + 1
        )
        left, right = exposed.left(), min(exposed.right(), self.cell_rect(shown[-1], 0, 1).right())
        hours: list[QLine] = []
        others: list[QLine] = []
        for row in rows:
            y = self.y_of(row * slot)
            (others if row * slot % 60 else hours).append(QLine(left, y, right, y))
        for pen, lines in ((self._faint, others), (self._line, hours)):
            painter.setPen(pen)
            painter.drawLines(lines)
        painter.drawLines(
            [QLine(x, exposed.top(), x, exposed.bottom()) for x in (self.cell_rect(p, 0, 1).right() for p in shown)]
        )

    def _paint_blocks(self, painter: QPainter, region: QRegion, place: int) -> None:
        blocks, offset = self._painter(), self.verticalOffset()
        x, width = self.columnViewportPosition(place), self.columnWidth(place)
        exposed = region.boundingRect()
        first, last = exposed.top() + offset, exposed.bottom() + offset
        away = {self.cut_id}
        if self.ghost is not None and self.ghost.request_id is None:
            away.add(self.ghost.booking.id)
        for top, bottom, each in self._blocks_of(place):
            if bottom < first or top > last:
                continue
            rect = _lane_rect(x, width, top - offset, bottom - offset, each)
            if not region.intersects(rect):
                continue
            if each.booking.id in away:
                painter.setOpacity(_AFAR)
                blocks.paint(painter, each.booking, rect)
                painter.setOpacity(1)
            else:
                blocks.paint(painter, each.booking, rect)

    def _paint_now(self, painter: QPainter, place: int, column: PlanColumn) -> None:
        now = self._minute_now(column)
        if now is not None and 0 <= now < DAY:
            cell = self.cell_rect(place, now, now + 1)
            painter.fillRect(cell.x(), cell.y() - 1, cell.width(), 2, self._now_colour)

    def _paint_cursor_cell(self, painter: QPainter, region: QRegion) -> None:
        index = self.currentIndex()
        if index.isValid() and region.intersects(self.visualRect(index)):
            rect = self.visualRect(index)
            painter.fillRect(rect.adjusted(0, 1, -1, 0), self._selection)
            if self.current() is None:
                painter.setPen(self._frame if self.hasFocus() else self._faint_frame)
                painter.drawRect(rect.adjusted(1, 1, -2, -1))

    def _paint_cursor_block(self, painter: QPainter) -> None:
        each = self.current()
        if each is not None:
            painter.setPen(self._frame if self.hasFocus() else self._faint_frame)
            painter.drawRect(self.block_rect(self.currentIndex().column(), each).adjusted(0, 0, -1, -1))

    def _paint_ghost(self, painter: QPainter) -> None:
        rect = self.ghost_rect(self.ghost) if self.ghost is not None else None
        if self.ghost is None or rect is None:
            return
        self._painter().paint(painter, self.ghost.shown, rect)
        refused = self.ghost.state == "refused"
        pen = QPen(self._refused if refused else self._accent, 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _blocks_of(self, place: int) -> "list[_Block]":
        if not self._placed:
            scale = self.row_height / self.slots.slot
            self._placed = [
                [(round(each.top * scale), round(each.bottom * scale), each) for each in column.occurrences]
                for column in self.slots.plan.columns
            ]
        return self._placed[place]

    def _forget_blocks(self) -> None:
        self._placed = []
        self.viewport().update()

    def _painter(self) -> BlockPainter:
        if self._blocks is None:
            self._blocks = BlockPainter(self.font(), self.palette(), self.devicePixelRatioF())
        return self._blocks

    def _dress(self) -> None:
        """Take the colours and the font that are in force now."""
        palette, role = self.palette(), QPalette.ColorRole
        tokens = colours(is_dark(palette))
        self._accent = palette.color(role.Accent)
        self._refused, self._now_colour = QColor(tokens.error), QColor(tokens.error)
        self._selection, self._past = QColor(tokens.selection), QColor(tokens.alternate)
        self._line, self._faint = QPen(QColor(tokens.border)), QPen(palette.color(role.Midlight))
        self._frame, self._faint_frame = QPen(self._accent, 2), QPen(QColor(tokens.field), 2)
        self._blocks = None

    # --- events -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._dress()
            self._fit_rows()
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._dress()


def _lane_rect(x: int, width: int, top: int, bottom: int, each: Occurrence) -> QRect:
    """The block of a booking in a column of that width: its lane, with the grid showing around it."""
    left, width = x + STEP // 2, width - STEP - 1
    start = left + each.lane * width // each.lanes
    end = left + (each.lane + 1) * width // each.lanes
    return QRect(start, top + 1, end - start - 1, max(bottom - top - 1, STEP))
