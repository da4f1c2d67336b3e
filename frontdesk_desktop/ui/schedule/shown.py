"""What the schedule shows: which day, of whom; and how to read it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLocale

from frontdesk_desktop.schemas.schedule import FIRST_DAY, LAST_DAY, ScheduleFilter, ScheduleRead
from frontdesk_desktop.ui.schedule.plan import Plan, day_plan, week_plan


@dataclass(frozen=True)
class Shown:
    """A day, of the providers `chosen` (None: all active ones) in this order and of one `sector` (None: any); or
    the week around the day of one provider, `week_of`. With `cancelled`, cancelled bookings as well.
    """

    day: date
    chosen: tuple[int, ...] | None = None
    sector: str | None = None
    week_of: int | None = None
    cancelled: bool = False

    @property
    def first(self) -> date:
        """The first day shown: of a week, the one with which the person's weeks begin."""
        if self.week_of is None:
            return self.day
        begins = QLocale().firstDayOfWeek().value
        return clamped(self.day, -((self.day.isoweekday() - begins) % 7))

    def read(self, read: Callable[[ScheduleFilter], ScheduleRead]) -> Plan:
        """The plan, with `ScheduleService.read`."""
        if self.week_of is None:
            found = read(ScheduleFilter(first_day=self.day, provider_ids=self.chosen))
            return day_plan(found, self.day, self.chosen, self.sector, self.cancelled)
        found = read(ScheduleFilter(first_day=self.first, days=7, provider_ids=(self.week_of,)))
        return week_plan(found, self.first, self.week_of, self.cancelled)


def clamped(day: date, days: int) -> date:
    """The day that many days later, inside the calendar."""
    return min(
        max(day, FIRST_DAY - min(timedelta(days), timedelta())), LAST_DAY - max(timedelta(days), timedelta())
    ) + (timedelta(days))
