"""The cursor of the schedule: keys, letters and the mouse."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.ui.schedule import cursor
from frontdesk_desktop.ui.schedule.ghost import Ghost, Place, nudged, stretched
from frontdesk_desktop.ui.schedule.grid import ScheduleGrid
from frontdesk_desktop.ui.schedule.model import SlotModel
from frontdesk_desktop.ui.schedule.plan import Occurrence, Plan
from frontdesk_desktop.ui.schedule.words import spoken_booking
from frontdesk_desktop.ui.toolkit.banner import announce
from frontdesk_desktop.ui.toolkit.theme import STEP

_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_NOT_TYPED = " /?"  # a blank starts no name; the others are commands
_TYPING_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
)
_EDGE = STEP  # px at the lower end of a block, by which it is stretched


@dataclass
class _Press:
    """The mouse went down on a booking."""

    at: QPoint
    place: Place
    column: int
    each: Occurrence
    edge: bool
    dragging: bool = False


class ScheduleView(ScheduleGrid):
    """`current()` is the booking under the cursor; where several overlap, Left and Right walk them first.

    `cursor_moved`: another slot or booking. `typed(text)`: letters on a free slot. `pressed_twice`: a double click.
    `escaped`: Esc. `zoomed(steps)`: Ctrl and the wheel. `dragged(booking, place)`, then `dropped` or `escaped`.
    """

    cursor_moved = Signal()
    typed = Signal(str)
    pressed_twice = Signal()
    escaped = Signal()
    zoomed = Signal(int)
    dragged = Signal(object, object)
    dropped = Signal()

    def __init__(self, slots: SlotModel, parent: QWidget | None = None) -> None:
        self._held: int | None = None  # the booking under the cursor, where there are several
        self._press: _Press | None = None
        self._cursor_area = QRect()  # where the cursor was painted, from the grid's corner on
        super().__init__(slots, parent)
        self.setMouseTracking(True)

    # --- the cursor -------------------------------------------------------------------------------

    def current(self) -> Occurrence | None:
        under = self.slots.under(self.currentIndex())
        return next((each for each in under if each.booking.id == self._held), under[0] if under else None)

    def ghost_here(self) -> Ghost | None:
        """The booking on its way, where the cursor is with it."""
        index, ghost = self.currentIndex(), self.ghost
        if ghost is None or not index.isValid():
            return None
        start = self.slots.start(index)
        here = self.slots.column(index).key == (ghost.place.provider_id, ghost.place.wall.date())
        end = ghost.place.wall + timedelta(minutes=ghost.place.minutes)
        return ghost if here and ghost.place.wall < start + timedelta(minutes=self.slots.slot) and start < end else None

    def is_free(self) -> bool:
        """Whether letters book here: nothing is under the cursor but what was cancelled."""
        each = self.current()
        if self.ghost_here() is not None:
            return False
        return self.currentIndex().isValid() and (each is None or each.booking.status is BookingStatus.CANCELLED)

    def go_to(self, column: int, minute: int, booking_id: int | None = None) -> None:
        """Put the cursor there, on that booking if it is there, and show it."""
        index = self.slots.index(minute // self.slots.slot, column)
        if not index.isValid():
            return
        before, was = self.current(), self.currentIndex()
        self._held = booking_id
        self.setCurrentIndex(index)
        each = self.current()
        if each is not None:
            end = min(each.bottom - 1, each.top + self.viewport().height() * self.slots.slot // self.row_height // 2)
            self.scrollTo(self.slots.index(max(end, minute) // self.slots.slot, column))
        self.scrollTo(index)
        if was == index and each is not None and each != before:
            announce(self, spoken_booking(each.booking, self.slots.start(index)))
        if was == index and each != before:
            self._cursor_changed()

    def go_to_booking(self, booking_id: int) -> bool:
        """Put the cursor on a booking; False where it isn't shown."""
        found = self.slots.plan.place_of(booking_id)
        if found is not None:
            self.go_to(found[0], found[1].top, booking_id)
        return found is not None

    def show_plan(self, plan: Plan, prefer: tuple[int, date] | None = None) -> None:
        """Show another plan. Cursor and scroll position stay; the cursor's column is the preferred one, if it is there.

        Else it is the same provider's, else the one in the same place.
        """
        index, held = self.currentIndex(), self._held
        row, place = index.row(), index.column()
        key = prefer or (self.slots.plan.columns[place].key if index.isValid() else None)
        scrolled = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        same = plan.keys == self.slots.plan.keys
        self.slots.set_plan(plan)
        if same and prefer is None:
            self._cursor_changed()
            return
        self.executeDelayedItemsLayout()
        self.horizontalScrollBar().setValue(scrolled[0])
        self.verticalScrollBar().setValue(scrolled[1])
        if row >= 0 and plan.columns:
            self._held = held
            self.setCurrentIndex(self.slots.index(row, self._column_for(plan, key, place)))
            self._cursor_changed()

    def set_slot(self, minutes: int) -> None:
        """Zoom: another length of the rows; what was at the cursor stays there."""
        index = self.currentIndex()
        place, minute, held = index.column(), index.row() * self.slots.slot, self._held
        from_top = self.y_of(minute)
        self.slots.set_slot(minutes)
        if index.isValid() or place >= 0:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(self.y_of(minute) + self.verticalOffset() - from_top)
            self.go_to(place, minute, held)

    def scroll_to_minute(self, minute: int) -> None:
        """Show a time in the upper part of the view."""
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(self.y_of(minute) + self.verticalOffset() - self.viewport().height() // 4)

    def go_to_change(self, forward: bool) -> None:
        """To the next start of a booking or a gap in this column, or the one before."""
        index = self.currentIndex()
        if index.isValid():
            column, (start, end) = self.slots.column(index), self.slots.minutes(index)
            to = cursor.next_change(column, end - 1) if forward else cursor.previous_change(column, start)
            if to is not None:
                self.go_to(index.column(), to, next((e.booking.id for e in column.occurrences if e.top == to), None))

    @staticmethod
    def _column_for(plan: Plan, key: tuple[int, date] | None, place: int) -> int:
        if key is not None:
            exact = plan.column(*key)
            if exact is not None:
                return exact
            of_provider = [n for n, column in enumerate(plan.columns) if column.provider.id == key[0]]
            if len(of_provider) == 1:
                return of_provider[0]
        return min(place, len(plan.columns) - 1)

    def _cursor_changed(self) -> None:
        self._update_cursor()
        self.cursor_moved.emit()

    def _update_cursor(self) -> None:
        """Paint anew where the cursor was, and where it is."""
        index, each = self.currentIndex(), self.current()
        cell = self.visualRect(index) if index.isValid() else QRect()
        here = cell if each is None else cell.united(self.block_rect(index.column(), each))
        scrolled = QPoint(self.horizontalOffset(), self.verticalOffset())
        for area in (self._cursor_area.translated(-scrolled), here):
            self.viewport().update(area.adjusted(-1, -1, 1, 1))
        self._cursor_area = here.translated(scrolled)  # scrolls with what is painted

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)  # Qt takes it away where cells aren't edited
        self._cursor_changed()

    # --- keys -------------------------------------------------------------------------------------

    def _arrow(self, down: int, right: int) -> None:
        index = self.currentIndex()
        if not index.isValid():
            self.go_to(0, cursor.MORNING)
            return
        each, under = self.current(), self.slots.under(index)
        if right and each is not None:
            beside = under.index(each) + right
            if 0 <= beside < len(under):
                self.go_to(index.column(), index.row() * self.slots.slot, under[beside].booking.id)
                return
        row, column = index.row() + down, index.column() + right
        if not (0 <= row < self.slots.rowCount() and 0 <= column < self.slots.columnCount()):
            return
        there = self.slots.under(self.slots.index(row, column))
        held = there[-1].booking.id if right < 0 and there else each.booking.id if each and not right else None
        self.go_to(column, row * self.slots.slot, held)

    def _walk(self, forward: bool) -> bool:
        """To the next booking, or the one before. False at the last: Tab leaves the schedule there."""
        index, each = self.currentIndex(), self.current()
        if not index.isValid():
            return False
        minute = each.top if each is not None else index.row() * self.slots.slot
        lane = each.lane if each is not None else -1
        found = cursor.next_booking(self.slots.plan, (index.column(), minute, lane), forward)
        if found is not None:
            self.go_to(found[0], found[1].top, found[1].booking.id)
        return found is not None

    def focusNextPrevChild(self, forward: bool) -> bool:
        return (self.hasFocus() and self._walk(forward)) or super().focusNextPrevChild(forward)

    def event(self, event: QEvent) -> bool:
        # A letter on a free slot is typed, whatever command has it on a booking.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.types(event):
            event.accept()
            return True
        return super().event(event)

    def types(self, event: QKeyEvent) -> bool:
        """Whether a key is a letter that books here."""
        text, modifiers = event.text(), event.modifiers() & ~_TYPING_MODIFIERS
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        return plain and text.isprintable() and text[:1] not in ("", *_NOT_TYPED) and self.is_free()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = Qt.Key(event.key()), self.currentIndex()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and key in _ARROWS:
            self._arrow(*_ARROWS[key])
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End) and index.isValid():
            ends = cursor.day_ends(self.slots.column(index))
            self.go_to(index.column(), ends[key == Qt.Key.Key_End])
        elif plain and key == Qt.Key.Key_Escape:
            self._press = None
            self.escaped.emit()
        elif self.types(event):
            self.typed.emit(event.text())
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and self.is_free():
            self.typed.emit(event.commitString())
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._update_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_cursor()

    # --- mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index, found = self.indexAt(point), self.block_at(point)
        if not index.isValid():
            return
        self.go_to(index.column(), self.slots.minutes(index)[0], found[1].booking.id if found else None)
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            column, each = found
            self._press = _Press(point, Place.of(each.booking), column, each, self._at_edge(found, point))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point, press = event.position().toPoint(), self._press
        if press is None:
            found = self.block_at(point)
            edge = found is not None and self._at_edge(found, point)
            self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.ArrowCursor)
            return
        if not press.dragging and (point - press.at).manhattanLength() < QApplication.startDragDistance():
            return
        press.dragging = True
        self._scroll_along(point)
        steps = round((point.y() - press.at.y()) / self.row_height) * self.slots.slot
        if press.edge:
            place = stretched(press.place, steps)
        else:
            over = self.columnAt(point.x())
            across = over - press.column if over >= 0 else 0
            place = nudged(press.place, self.slots.plan, across, steps)
        self.dragged.emit(press.each.booking, place)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        press, self._press = self._press, None
        if press is not None and press.dragging:
            self.dropped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._press = None
        if self.indexAt(event.position().toPoint()).isValid():
            self.pressed_twice.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _at_edge(self, found: tuple[int, Occurrence], point: QPoint) -> bool:
        return point.y() > self.block_rect(*found).bottom() - _EDGE

    def _scroll_along(self, point: QPoint) -> None:
        """While something is dragged beyond the view, the view follows."""
        bar = self.verticalScrollBar()
        if self._press is not None and not self.viewport().rect().contains(point):
            step = self.row_height if point.y() > self.viewport().height() else -self.row_height
            before = bar.value()
            bar.setValue(before + step)
            self._press.at -= QPoint(0, bar.value() - before)
