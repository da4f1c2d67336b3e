"""Queries on bookings."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from frontdesk_desktop.domain.intervals import Interval
from frontdesk_desktop.domain.status import HOLDS_TIME
from frontdesk_desktop.models import Booking, Client, Provider
from frontdesk_desktop.repositories.paging import contains_fragments, page
from frontdesk_desktop.schemas.bookings import BookingFilter
from frontdesk_desktop.schemas.schedule import ScheduleFilter

_OWN = (
    *("id", "provider_id", "client_id", "service_type", "scheduled_at", "ends_at", "status", "notes"),
    *("overbook_reason", "cancelled_at", "request_id", "created_at", "updated_at", "version"),
)
_COLUMNS = (
    *(getattr(Booking, name) for name in _OWN),
    Provider.name.label("provider_name"),
    Provider.time_zone.label("time_zone"),
    Client.name.label("client_name"),
    Client.phone.label("client_phone"),
    Client.email.label("client_email"),
)
_SORTABLE = {
    **{name: getattr(Booking, name) for name in BookingFilter.SORTABLE if name in _OWN},
    "provider_name": Provider.search_text,
    "client_name": Client.search_text,
    "client_phone": Client.phone_digits,
    "client_email": Client.email,
}
#: No zone is further from UTC than this.
_ZONE_SPAN = timedelta(hours=26)
#: No booking is longer than this.
_LONGEST = timedelta(days=7)
_FIRST, _LAST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC)


def _joined() -> Select[Any]:
    query = select(*_COLUMNS).join(Provider, Booking.provider_id == Provider.id)
    return query.join(Client, Booking.client_id == Client.id)


class BookingRepository:
    """Bookings of one session. What is read for showing are rows with provider and client."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def provider_of(self, booking_id: int) -> int | None:
        """The id of the booking's provider just now, or None."""
        return self._session.scalar(select(Booking.provider_id).where(Booking.id == booking_id))

    def lock(self, booking_id: int) -> Booking | None:
        """The booking to change, its row locked, or None."""
        return self._session.get(Booking, booking_id, with_for_update={"key_share": True})

    def row(self, booking_id: int) -> Row[Any] | None:
        """The booking with provider and client, or None."""
        return self._session.execute(_joined().where(Booking.id == booking_id)).first()

    def find_request(self, request_id: object) -> Row[Any] | None:
        """The booking that this request made, or None."""
        return self._session.execute(_joined().where(Booking.request_id == request_id)).first()

    def list(self, where: BookingFilter) -> tuple[Sequence[Row[Any]], int]:
        """A page, and the total."""
        query = _joined()
        if where.provider_id is not None:
            query = query.where(Booking.provider_id == where.provider_id)
        if where.client_id is not None:
            query = query.where(Booking.client_id == where.client_id)
        if where.status:
            query = query.where(Booking.status.in_([status.value for status in where.status]))
        if where.from_date is not None:
            query = query.where(*_starts(where.from_date, from_it_on=True))
        if where.to_date is not None:
            query = query.where(*_starts(where.to_date, from_it_on=False))
        if where.search:
            query = query.where(contains_fragments(Booking.search_text, where.search))
        return page(self._session, query, where, _SORTABLE, Booking.id)

    def on_days(self, where: ScheduleFilter) -> Sequence[Row[Any]]:
        """What touches these days of each provider's own clocks, in any status, by start; in one statement."""
        first = datetime.combine(where.first_day, time())
        after = first + timedelta(days=where.days)
        query = _joined().where(
            Booking.scheduled_at >= _rough(first, -_ZONE_SPAN - _LONGEST),
            Booking.scheduled_at <= _rough(after, _ZONE_SPAN),
            Booking.ends_at >= _rough(first, -_ZONE_SPAN),
            func.timezone(Provider.time_zone, Booking.scheduled_at) < after,
            func.timezone(Provider.time_zone, Booking.ends_at) > first,
        )
        if where.provider_ids is not None:
            query = query.where(Booking.provider_id.in_(where.provider_ids))
        return self._session.execute(query.order_by(Booking.scheduled_at, Booking.id)).all()

    def overlapping(self, provider_id: int, wanted: Interval, but: int | None) -> Sequence[Row[Any]]:
        """What holds the provider's time in the interval, in order, without the booking `but`."""
        query = _joined().where(
            Booking.provider_id == provider_id,
            Booking.status.in_([status.value for status in HOLDS_TIME]),
            Booking.during.op("&&")(func.tstzrange(wanted.start, wanted.end, "[)")),
        )
        if but is not None:
            query = query.where(Booking.id != but)
        return self._session.execute(query.order_by(Booking.scheduled_at, Booking.id)).all()

    def add(self, booking: Booking) -> None:
        """Inserts it now."""
        self._session.add(booking)
        self._session.flush()

    def flush(self) -> None:
        """Writes what was changed now, so that its refusal is raised here."""
        self._session.flush()

    def remove(self, booking: Booking) -> None:
        """Deletes it now."""
        self._session.delete(booking)
        self._session.flush()


def _starts(moment: datetime, *, from_it_on: bool) -> list[ColumnElement[bool]]:
    """From (or up to) a moment. A naive one is wall time of each provider; the rough bound is for the index."""
    if moment.tzinfo is not None:
        return [Booking.scheduled_at >= moment if from_it_on else Booking.scheduled_at <= moment]
    wall = func.timezone(Provider.time_zone, Booking.scheduled_at)
    if from_it_on:
        return [Booking.scheduled_at >= _rough(moment, -_ZONE_SPAN), wall >= moment]
    return [Booking.scheduled_at <= _rough(moment, _ZONE_SPAN), wall <= moment]


def _rough(wall: datetime, by: timedelta) -> datetime:
    """The wall time as if it were UTC's, and that much later: a bound for the index."""
    return min(max(wall.replace(tzinfo=UTC), _FIRST - min(by, timedelta())), _LAST - max(by, timedelta())) + by
