"""The schedule: what is booked on one day or several, of many providers at once."""

from datetime import date

from pydantic import Field

from frontdesk_desktop.schemas.base import Schema
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.schemas.fields import RowId
from frontdesk_desktop.schemas.providers import ProviderRead

#: Where the calendar ends, so that a week of them can be calculated with.
FIRST_DAY, LAST_DAY = date(1, 1, 10), date(9999, 12, 20)


class ScheduleFilter(Schema):
    """`days` days from `first_day` on, each from midnight to midnight of each provider's own clocks.

    `provider_ids` None means all providers.
    """

    first_day: date = Field(ge=FIRST_DAY, le=LAST_DAY)
    days: int = Field(default=1, ge=1, le=7)
    provider_ids: tuple[RowId, ...] | None = None


class ScheduleRead(Schema):
    """All providers by name, and the bookings asked for, in any status, by start."""

    providers: tuple[ProviderRead, ...]
    bookings: tuple[BookingRead, ...]
