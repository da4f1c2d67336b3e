"""What the schedule shows: columns with their bookings laid out in wall time. Without Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from frontdesk_desktop.domain.lanes import lay_out
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.schemas.schedule import ScheduleRead

DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A booking on one day: from minute `top` to `bottom` of the provider's clocks, in a lane of several."""

    booking: BookingRead
    top: int
    bottom: int
    lane: int
    lanes: int

    def meets(self, start: int, end: int) -> bool:
        """Whether it covers any of these minutes."""
        return self.top < end and start < self.bottom


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A day of a provider, its bookings by start."""

    provider: ProviderRead
    day: date
    occurrences: tuple[Occurrence, ...]

    @property
    def key(self) -> tuple[int, date]:
        """What the column is, whatever is booked."""
        return self.provider.id, self.day

    def moment(self, minute: int) -> datetime:
        """The naive wall time of a minute of the day."""
        return datetime.combine(self.day, time()) + timedelta(minutes=minute)

    def meeting(self, start: int, end: int) -> tuple[Occurrence, ...]:
        """What covers any of these minutes, from the left lane to the right."""
        return tuple(sorted((each for each in self.occurrences if each.meets(start, end)), key=lambda each: each.lane))


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns from left to right, and every provider there is, by name."""

    columns: tuple[PlanColumn, ...]
    providers: tuple[ProviderRead, ...]

    @property
    def keys(self) -> tuple[tuple[int, date], ...]:
        """The keys of the columns."""
        return tuple(column.key for column in self.columns)

    def column(self, provider_id: int, day: date) -> int | None:
        """The place of a column, or None where it isn't shown."""
        return next((place for place, key in enumerate(self.keys) if key == (provider_id, day)), None)

    def place_of(self, booking_id: int) -> tuple[int, Occurrence] | None:
        """The column of a booking and its occurrence there; the first, where it lies on several days."""
        return next(
            (
                (place, each)
                for place, column in enumerate(self.columns)
                for each in column.occurrences
                if each.booking.id == booking_id
            ),
            None,
        )

    def count(self, status: BookingStatus) -> int:
        """How many bookings shown have this status."""
        return len({e.booking.id for c in self.columns for e in c.occurrences if e.booking.status is status})


NOTHING = Plan((), ())


def day_plan(read: ScheduleRead, day: date, chosen: Sequence[int] | None, sector: str | None, cancelled: bool) -> Plan:
    """A column for each provider: the chosen ones in their order, or (None) the active ones and those with bookings.

    `sector` takes only those of one sector; `cancelled` shows cancelled bookings, too.
    """
    shown = _by_provider(read.bookings, cancelled)
    by_id = {provider.id: provider for provider in read.providers}
    providers: Iterable[ProviderRead] = (
        (provider for provider in read.providers if provider.is_active or provider.id in shown)
        if chosen is None
        else (by_id[provider_id] for provider_id in chosen if provider_id in by_id)
    )
    columns = [
        _column(provider, day, shown.get(provider.id, []))
        for provider in providers
        if sector is None or provider.sector == sector
    ]
    return Plan(tuple(columns), read.providers)


def week_plan(read: ScheduleRead, first: date, provider_id: int, cancelled: bool) -> Plan:
    """A column for each of seven days of one provider; none where the provider is gone."""
    provider = next((each for each in read.providers if each.id == provider_id), None)
    if provider is None:
        return Plan((), read.providers)
    shown = _by_provider(read.bookings, cancelled).get(provider_id, [])
    days = [first + timedelta(days=place) for place in range(7)]
    return Plan(tuple(_column(provider, day, shown) for day in days), read.providers)


def empty_plan(plan: Plan, days: Sequence[date]) -> Plan:
    """The same providers on other days, as long as it isn't known what is booked."""
    moved = zip(plan.columns, days, strict=True)
    return Plan(tuple(PlanColumn(column.provider, day, ()) for column, day in moved), plan.providers)


def _by_provider(bookings: Iterable[BookingRead], cancelled: bool) -> dict[int, list[BookingRead]]:
    found: dict[int, list[BookingRead]] = {}
    for booking in bookings:
        if cancelled or booking.status is not BookingStatus.CANCELLED:
            found.setdefault(booking.provider_id, []).append(booking)
    return found


def _column(provider: ProviderRead, day: date, bookings: Iterable[BookingRead]) -> PlanColumn:
    placed = [(booking, span) for booking in bookings if (span := span_on(booking, day)) is not None]
    lanes = lay_out([span for _, span in placed])
    occurrences = [
        Occurrence(booking, span[0], span[1], lane.number, lane.count)
        for (booking, span), lane in zip(placed, lanes, strict=True)
    ]
    occurrences.sort(key=lambda each: (each.top, each.lane))
    return PlanColumn(provider, day, tuple(occurrences))


def span_on(booking: BookingRead, day: date) -> tuple[int, int] | None:
    """The minutes of the wall-clock day that a booking covers, or None.

    Where a clock change makes it end before it starts, its real length counts.
    """
    start, end = wall(booking.scheduled_at), wall(booking.ends_at)
    if end <= start:
        end = start + timedelta(minutes=booking.duration_minutes)
    midnight = datetime.combine(day, time())
    top, bottom = ((moment - midnight) // timedelta(minutes=1) for moment in (start, end))
    return (max(top, 0), min(bottom, DAY)) if top < DAY and bottom > 0 else None


def wall(moment: datetime) -> datetime:
    """What the clocks show, naive."""
    return moment.replace(tzinfo=None, fold=0)
