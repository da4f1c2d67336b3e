"""Free times near a wanted one, and why a time is refused."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from frontdesk_desktop.domain import zones
from frontdesk_desktop.domain.errors import Conflict
from frontdesk_desktop.domain.intervals import Interval, nearest_free
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.models import Provider
from frontdesk_desktop.repositories.bookings import BookingRepository
from frontdesk_desktop.schemas.bookings import BookingRead

#: How far around a taken time free ones are looked for, on which grid, and how many are offered.
_HORIZON = timedelta(days=7)
_STEP = timedelta(minutes=15)
_OFFERED = 3


def read_booking(row: Row[Any]) -> BookingRead:
    """The row as a schema, its times in the provider's zone."""
    values = dict(row._mapping)
    place = zones.zone(row.time_zone)
    values["duration_minutes"] = round((row.ends_at - row.scheduled_at) / timedelta(minutes=1))
    for name in ("scheduled_at", "ends_at", "cancelled_at"):
        if values[name] is not None:
            values[name] = values[name].astimezone(place)
    values["status"] = BookingStatus(row.status)
    return BookingRead.model_construct(**values)


def free_times(
    session: Session, provider: Provider, wanted: Interval, now: datetime, but: int | None = None
) -> tuple[datetime, ...]:
    """Up to three free starts nearest to the wanted one, in the provider's zone; `but` is a booking not counted."""
    earliest = zones.EARLIEST if wanted.start - zones.EARLIEST < _HORIZON else wanted.start - _HORIZON
    latest = zones.LATEST if zones.LATEST - wanted.end < _HORIZON else wanted.end + _HORIZON
    if wanted.start >= now:
        # Nobody wants a time that has gone by instead of one to come.
        earliest = max(earliest, now)
    within = Interval(earliest, latest)
    rows = BookingRepository(session).overlapping(provider.id, within, but)
    busy = [Interval(row.scheduled_at, row.ends_at) for row in rows]
    found = nearest_free(busy, wanted, within, _STEP, _OFFERED)
    return tuple(zones.wall_of(start, provider.time_zone) for start in found)


def explain_overlap(session: Session, provider: Provider, wanted: Interval, but: int | None, now: datetime) -> Conflict:
    """Conflict("booking.overlap") with `provider` (name), `conflicts` (BookingRead) and `free` (aware starts)."""
    rows = BookingRepository(session).overlapping(provider.id, wanted, but)
    return Conflict(
        "booking.overlap",
        {"scheduled_at": "booking.overlap"},
        provider=provider.name,
        conflicts=tuple(read_booking(row) for row in rows),
        free=free_times(session, provider, wanted, now, but),
    )
