"""Slots and columns as a table model: what a screen reader reads, and what the view stands on."""

from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from frontdesk_desktop.ui.schedule.plan import DAY, NOTHING, Occurrence, Plan, PlanColumn
from frontdesk_desktop.ui.schedule.words import offset_text, spoken_booking, spoken_slot
from frontdesk_desktop.ui.wording import date_text, time_text

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

SLOTS = (5, 10, 15, 30)  # minutes
OCCURRENCES_ROLE = Qt.ItemDataRole.UserRole
_ANY_DAY = date(2000, 1, 1)


class SlotModel(QAbstractTableModel):
    """Rows are slots of the wall-clock day, columns those of the plan.

    A cell is free, or knows the bookings that it meets (`OCCURRENCES_ROLE`).
    """

    def __init__(self, slot: int, own_zone: str, parent: QObject | None = None) -> None:
        """`slot` is minutes, one of SLOTS; `own_zone` is this desk's."""
        super().__init__(parent)
        self.plan = NOTHING
        self._slot = slot
        self._own_zone = own_zone

    @property
    def slot(self) -> int:
        """Minutes of a row."""
        return self._slot

    def set_plan(self, plan: Plan) -> None:
        """Show another plan. Where its columns are the same, indexes stay valid; else the model is reset."""
        if plan.keys == self.plan.keys:
            self.plan = plan
            if plan.columns:
                self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(plan.columns) - 1))
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(plan.columns) - 1)
            return
        self.beginResetModel()
        self.plan = plan
        self.endResetModel()

    def set_slot(self, minutes: int) -> None:
        """Another length of the rows."""
        self.beginResetModel()
        self._slot = minutes
        self.endResetModel()

    def column(self, index: Index) -> PlanColumn:
        """The plan's column of a valid index."""
        return self.plan.columns[index.column()]

    def minutes(self, index: Index) -> tuple[int, int]:
        """The minutes of the day that a cell covers."""
        return index.row() * self._slot, (index.row() + 1) * self._slot

    def start(self, index: Index) -> datetime:
        """The naive wall time at which a cell begins."""
        return self.column(index).moment(index.row() * self._slot)

    def under(self, index: Index) -> tuple[Occurrence, ...]:
        """What a cell meets, from the left lane to the right."""
        return self.column(index).meeting(*self.minutes(index)) if index.isValid() else ()

    # --- Qt's side --------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self.plan.columns else DAY // self._slot

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.plan.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == OCCURRENCES_ROLE:
            return self.under(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return time_text(datetime.combine(_ANY_DAY, time(*divmod(section * self._slot, 60))))
        if not 0 <= section < len(self.plan.columns):
            return None
        if self.is_week:
            return date_text(self.plan.columns[section].moment(0))
        return "  ".join(filter(None, (self.plan.columns[section].provider.name, self.offset(section))))

    def offset(self, section: int) -> str:
        """How far the clocks of a column are from this desk's, as in "−1 h"; "" where they agree."""
        column = self.plan.columns[section]
        return offset_text(column.day, column.provider.time_zone, self._own_zone)

    @property
    def is_week(self) -> bool:
        """Whether the columns are days of one provider."""
        columns = self.plan.columns
        return len(columns) > 1 and columns[0].day != columns[1].day

    def _spoken(self, index: Index) -> str:
        start, found = self.start(index), self.under(index)
        if not found:
            return spoken_slot(self.column(index), start, self._slot)
        return "; ".join(spoken_booking(each.booking, start) for each in found)
