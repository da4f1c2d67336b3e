"""The bookings of the demo data: ten weeks around a moment, provider by provider, day by day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.sectors import ServiceType, sectors
from frontdesk_desktop.services.demo_data import DemoData, Place, dice
from frontdesk_desktop.services.demo_people import Person

_WEEKS = 5  # to either side
_GRID = timedelta(minutes=15)
_CANCELLED, _MISSED, _FORGOTTEN = 0.07, 0.11, 0.13  # parts of all bookings, summed up


@dataclass(frozen=True)
class Planned:
    """A booking to be. `provider` and `client` are indices; all times are in UTC."""

    provider: int
    client: int
    service_type: str
    start: datetime
    end: datetime
    status: BookingStatus
    notes: str
    overbook_reason: str | None
    made_at: datetime
    cancelled_at: datetime | None

    @property
    def changed_at(self) -> datetime:
        """When its status was set."""
        if self.status in (BookingStatus.COMPLETED, BookingStatus.NO_SHOW):
            return self.end
        return self.cancelled_at or self.made_at


@dataclass(frozen=True)
class _Slot:
    start: datetime
    service: ServiceType

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.service.minutes)


def plan_bookings(data: DemoData, people: Sequence[Person], now: datetime) -> tuple[Planned, ...]:
    """All bookings in the order in which they were made, the overbooked ones last.

    Who is booked when depends on the date of `now` alone, its time decides on who has come and gone. Nobody has two
    bookings on one day.
    """
    planner = _Planner(data, people, now)
    planned = [booking for provider in range(len(data.places)) for booking in planner.plan(provider)]
    return tuple(sorted(planned, key=lambda booking: (booking.overbook_reason is not None, booking.made_at)))


class _Planner:
    def __init__(self, data: DemoData, people: Sequence[Person], now: datetime) -> None:
        self._data = data
        self._now = now.astimezone(UTC)
        self._services = {sector.key: sector.service_types for sector in sectors()}
        self._regulars = _regulars(data, people)
        self._seen: set[tuple[int, date]] = set()

    def plan(self, provider: int) -> Iterator[Planned]:
        place = self._data.places[provider]
        for offset in range(-7 * _WEEKS, 7 * _WEEKS):
            if offset < -14 or place.columns["is_active"]:
                yield from self._day(provider, place, self._now.date() + timedelta(days=offset))

    def _day(self, provider: int, place: Place, day: date) -> Iterator[Planned]:
        chance = dice(place.columns["name"], day)
        for slot in self._slots(chance, place, day):
            luck, again, over = chance.random(), chance.random(), chance.random()
            booking = self._book(chance, provider, slot, luck)
            yield booking
            held = _MISSED + luck * (1 - _MISSED)
            if booking.cancelled_at is not None and again < 0.7:  # somebody else was glad of the time
                yield self._book(chance, provider, slot, held, booking.cancelled_at)
            elif booking.cancelled_at is None and over < 0.012:
                reason = chance.choice(self._data.overbook_reasons)
                yield replace(self._book(chance, provider, slot, held), overbook_reason=reason)

    def _slots(self, chance: Random, place: Place, day: date) -> list[_Slot]:
        """A full day, some of it taken out again: 65 to 90 % remain on weekdays, 40 to 60 % on Saturdays."""
        slots: list[_Slot] = []
        minutes = 0
        services = self._services[place.columns["sector"]]
        weights = [1 / (n + 1.5) for n in range(len(services))]
        zone = ZoneInfo(place.columns["time_zone"])
        for opens, closes in place.open_hours(day):
            moment = datetime.combine(day, opens, zone).astimezone(UTC)
            end = datetime.combine(day, closes, zone).astimezone(UTC)
            minutes += int((end - moment).total_seconds()) // 60
            while fitting := [(s, w) for s, w in zip(services, weights, strict=True) if moment + _minutes(s) <= end]:
                slot = _Slot(moment, chance.choices([s for s, _ in fitting], [w for _, w in fitting])[0])
                slots.append(slot)
                moment += -(-_minutes(slot.service) // _GRID) * _GRID
        least, most = (0.65, 0.9) if len(place.open_hours(day)) > 1 else (0.4, 0.6)
        wanted = chance.uniform(least, most) * minutes
        filled = sum(slot.service.minutes for slot in slots)
        for slot in chance.sample(slots, len(slots)):
            if filled > wanted and filled - slot.service.minutes >= least * minutes:
                slots.remove(slot)
                filled -= slot.service.minutes
        return slots

    def _book(self, chance: Random, provider: int, slot: _Slot, luck: float, after: datetime | None = None) -> Planned:
        place = self._data.places[provider]
        status = _status(luck, slot, self._now)
        latest = min(slot.start, self._now)
        made_at = _made_at(chance, place, latest, after)
        cancelled_at = made_at + (latest - made_at) * chance.random()
        notes = chance.choice(self._data.booking_notes[place.columns["sector"]])
        return Planned(
            provider=provider,
            client=self._client(chance, provider, slot.start.date()),
            service_type=slot.service.name,
            start=slot.start,
            end=slot.end,
            status=status,
            notes=notes if chance.random() < 0.18 else "",
            overbook_reason=None,
            made_at=made_at,
            cancelled_at=cancelled_at if status is BookingStatus.CANCELLED else None,
        )

    def _client(self, chance: Random, provider: int, day: date) -> int:
        clients, weights = self._regulars[provider]
        while True:
            client = chance.choices(clients, cum_weights=weights)[0]
            if (client, day) not in self._seen:
                self._seen.add((client, day))
                return client


def _regulars(data: DemoData, people: Sequence[Person]) -> list[tuple[list[int], list[float]]]:
    """For each provider its clients, and how often each comes, summed up. All live near."""
    near: dict[str, list[int]] = {}
    for provider, place in enumerate(data.places):
        near.setdefault(place.columns["time_zone"], []).append(provider)
    known: list[list[int]] = [[] for _ in data.places]
    often: list[list[float]] = [[] for _ in data.places]
    chance = dice("regulars")
    for client, person in enumerate(people):
        providers = near[person.time_zone]
        for provider in chance.sample(providers, chance.choice((1, 1, 2, 3))):
            known[provider].append(client)
            often[provider].append(min(chance.paretovariate(1.5), 8))
    return [(clients, list(accumulate(weights))) for clients, weights in zip(known, often, strict=True)]


def _minutes(service: ServiceType) -> timedelta:
    return timedelta(minutes=service.minutes)


def _status(luck: float, slot: _Slot, now: datetime) -> BookingStatus:
    if luck < _CANCELLED:
        return BookingStatus.CANCELLED
    if slot.end <= now:
        if luck < _MISSED:
            return BookingStatus.NO_SHOW
        forgotten = luck < _FORGOTTEN and now - slot.end < timedelta(days=7)
        return BookingStatus.ARRIVED if forgotten else BookingStatus.COMPLETED
    if slot.start - _GRID <= now:
        return BookingStatus.CONFIRMED if luck < 0.3 else BookingStatus.ARRIVED
    unsure = 0.15 + 0.4 * min((slot.start - now) / timedelta(weeks=_WEEKS), 1)
    return BookingStatus.PENDING if luck < unsure else BookingStatus.CONFIRMED


def _made_at(chance: Random, place: Place, latest: datetime, after: datetime | None) -> datetime:
    """Some days before, while the provider was open; after `after` where given."""
    lead = timedelta(days=min(chance.expovariate(1 / 9), 60))
    share = chance.random()
    if after is not None:
        return after + (latest - after) * share
    zone = ZoneInfo(place.columns["time_zone"])
    day = (latest - lead).astimezone(zone).date()
    while True:
        opens, closes = (datetime.combine(day, hour, zone).astimezone(UTC) for hour in place.weekday)
        made_at = opens + (closes - opens) * share
        if made_at < latest and day.weekday() < 5:
            return made_at.replace(microsecond=0)
        day -= timedelta(days=1)
