"""What is booked on a day, of all providers at once."""

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.schemas.schedule import LAST_DAY, ScheduleFilter
from tests.db.make import booking, provider

DAY = date(2026, 11, 24)


def starts(services: Services, **where: object) -> list[str]:
    read = services.schedule.read(ScheduleFilter.model_validate({"first_day": DAY} | where))
    return [row.scheduled_at.isoformat() for row in read.bookings]


def make(services: Services, provider_id: int, at: str, **changed: object) -> BookingRead:
    return services.bookings.create(booking(provider_id, at, **changed))


def test_a_day_is_each_provider_s_own(services: Services) -> None:
    """Midnight to midnight of the provider's clocks: the same instant lies in one's day and not in the other's."""
    tokyo = services.providers.create(provider("Tokyo", time_zone="Asia/Tokyo"))
    new_york = services.providers.create(provider("New York"))
    for place in (tokyo, new_york):
        for at in ("2026-11-23T23:30", "2026-11-24T00:00", "2026-11-24T23:30", "2026-11-25T00:00"):
            make(services, place.id, at)
    assert starts(services) == [
        "2026-11-24T00:00:00+09:00",
        "2026-11-24T00:00:00-05:00",
        "2026-11-24T23:30:00+09:00",
        "2026-11-24T23:30:00-05:00",
    ]
    assert len(starts(services, first_day="2026-11-23", days=2)) == 6


def test_what_reaches_into_the_day_belongs_to_it(services: Services) -> None:
    """The longest possible booking, too; what ends at midnight doesn't."""
    place = services.providers.create(provider())
    make(services, place.id, "2026-11-17T00:30", duration_minutes=7 * 24 * 60)
    other = services.providers.create(provider("Other"))
    make(services, other.id, "2026-11-23T23:00", duration_minutes=60)
    make(services, other.id, "2026-11-24T23:00", duration_minutes=120)
    assert starts(services) == ["2026-11-17T00:30:00-05:00", "2026-11-24T23:00:00-05:00"]


def test_every_status_is_there(services: Services) -> None:
    place = services.providers.create(provider())
    gone = services.bookings.cancel(make(services, place.id, "2026-11-24T10:00").id)
    here = make(services, place.id, "2026-11-24T10:00")
    read = services.schedule.read(ScheduleFilter(first_day=DAY))
    assert gone.status is BookingStatus.CANCELLED
    assert read.bookings == (gone, here)


def test_providers_are_all_there_by_name(services: Services) -> None:
    for name, active in (("Öl & Söhne", True), ("Zoo", True), ("Anna", False)):
        services.providers.create(provider(name, is_active=active))
    read = services.schedule.read(ScheduleFilter(first_day=DAY, provider_ids=()))
    assert [each.name for each in read.providers] == ["Anna", "Öl & Söhne", "Zoo"]
    assert read.providers[0] == services.providers.get(read.providers[0].id)


def test_only_the_providers_asked_for(services: Services) -> None:
    places = [services.providers.create(provider(f"P{n}")) for n in range(3)]
    made = [make(services, place.id, "2026-11-24T10:00") for place in places]
    read = services.schedule.read(ScheduleFilter(first_day=DAY, provider_ids=(places[2].id, places[0].id)))
    assert read.bookings == (made[0], made[2])


def test_two_statements_however_many_providers(services: Services, statements: list[str]) -> None:
    for n in range(5):
        make(services, services.providers.create(provider(f"P{n}")).id, "2026-11-24T10:00")
    statements.clear()
    assert len(starts(services)) == 5
    assert [sent.split("FROM")[1].split()[0] for sent in statements] == ["providers", "bookings"]


@pytest.mark.parametrize("day", ["0001-01-10", "9999-12-20"])
def test_the_ends_of_the_calendar(services: Services, day: str) -> None:
    place = services.providers.create(provider(time_zone="Pacific/Kiritimati"))
    make(services, place.id, f"{day}T10:00")
    assert len(starts(services, first_day=day, days=7)) == 1


def test_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(ValidationError):
        ScheduleFilter(first_day=date(9999, 12, 25))
    assert datetime.combine(LAST_DAY, datetime.min.time()).year == 9999


@pytest.mark.parametrize("days", [0, 8])
def test_one_to_seven_days(days: int) -> None:
    with pytest.raises(ValidationError):
        ScheduleFilter(first_day=DAY, days=days)
