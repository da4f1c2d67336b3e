"""Bookings laid out in wall time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.schemas.schedule import FIRST_DAY, LAST_DAY, ScheduleRead
from frontdesk_desktop.ui.schedule.cursor import day_ends, next_booking, next_change, previous_change
from frontdesk_desktop.ui.schedule.plan import Plan, PlanColumn, day_plan, span_on, week_plan
from frontdesk_desktop.ui.schedule.shown import Shown, clamped
from frontdesk_desktop.ui.schedule.words import offset_text

DAY = date(2093, 11, 24)
NOON = datetime(2093, 1, 1, 12, tzinfo=UTC)


def provider(number: int, **given: Any) -> ProviderRead:
    values = {"id": number, "name": f"P{number}", "sector": "medical", "is_active": True, "time_zone": "Europe/Berlin"}
    empty = dict.fromkeys(("phone", "email", "address"), "")
    return ProviderRead(**{**values, **empty, "created_at": NOON, "updated_at": NOON, "version": 1, **given})


def booking(number: int, start: str, minutes: int = 30, zone: str = "Europe/Berlin", **given: Any) -> BookingRead:
    begins = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone), fold=given.pop("fold", 0))
    ends = (begins.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    values: dict[str, Any] = {
        **dict.fromkeys(("provider_name", "client_name", "client_phone", "client_email", "service_type", "notes"), ""),
        **{"id": number, "provider_id": 1, "time_zone": zone, "client_id": 1, "scheduled_at": begins, "ends_at": ends},
        **{"duration_minutes": minutes, "status": BookingStatus.PENDING, "overbook_reason": None, "version": 1},
        **{"cancelled_at": None, "request_id": None, "created_at": NOON, "updated_at": NOON},
    }
    return BookingRead(**{**values, **given})


def read(*bookings: BookingRead, providers: int = 3, **given: Any) -> ScheduleRead:
    return ScheduleRead(providers=tuple(provider(n, **given) for n in range(1, providers + 1)), bookings=bookings)


def columns(plan: Plan) -> list[int]:
    return [column.provider.id for column in plan.columns]


def spans(column: PlanColumn) -> list[tuple[int, int, int, int, int]]:
    return [(e.booking.id, e.top, e.bottom, e.lane, e.lanes) for e in column.occurrences]


def test_a_day_of_all_active_providers() -> None:
    idle, busy = provider(4, is_active=False), provider(5, is_active=False)
    found = ScheduleRead(
        providers=(*read().providers, idle, busy), bookings=(booking(1, "2093-11-24T10:00", provider_id=5),)
    )
    assert columns(day_plan(found, DAY, None, None, False)) == [1, 2, 3, 5]  # inactive, but something is booked
    assert columns(day_plan(found, DAY, (3, 9, 1), None, False)) == [3, 1]  # their order; 9 is gone
    assert columns(day_plan(found, DAY, None, "dental", False)) == []


def test_overlaps_lie_side_by_side() -> None:
    plan = day_plan(
        read(booking(1, "2093-11-24T10:00", 60), booking(2, "2093-11-24T10:10", 20), booking(3, "2093-11-24T11:00")),
        DAY,
        None,
        None,
        False,
    )
    assert spans(plan.columns[0]) == [(1, 600, 660, 0, 2), (2, 610, 630, 1, 2), (3, 660, 690, 0, 1)]
    assert [each.booking.id for each in plan.columns[0].meeting(615, 630)] == [1, 2]


def test_cancelled_ones_are_shown_on_demand() -> None:
    found = read(booking(1, "2093-11-24T10:00", status=BookingStatus.CANCELLED), booking(2, "2093-11-24T10:00"))
    assert spans(day_plan(found, DAY, None, None, False).columns[0]) == [(2, 600, 630, 0, 1)]
    shown = day_plan(found, DAY, None, None, True)
    assert spans(shown.columns[0]) == [(1, 600, 630, 0, 2), (2, 600, 630, 1, 2)]
    assert shown.count(BookingStatus.PENDING) == 1


@pytest.mark.parametrize(
    ("start", "minutes", "fold", "day", "span"),
    [
        ("2093-11-24T23:30", 60, 0, DAY, (1410, 1440)),  # over midnight
        ("2093-11-23T23:30", 60, 0, DAY, (0, 30)),
        ("2093-11-23T23:30", 30, 0, DAY, None),  # ends at midnight
        ("2093-11-22T12:00", 4 * 1440, 0, DAY, (0, 1440)),
        ("2026-03-29T01:45", 30, 0, date(2026, 3, 29), (105, 195)),  # the clocks skip an hour in it
        ("2026-10-25T02:45", 30, 0, date(2026, 10, 25), (165, 195)),  # it ends at 02:15, an hour later
        ("2026-10-25T02:15", 30, 1, date(2026, 10, 25), (135, 165)),
    ],
)
def test_wall_time_of_a_day(start: str, minutes: int, fold: int, day: date, span: tuple[int, int] | None) -> None:
    assert span_on(booking(1, start, minutes, fold=fold), day) == span


def test_a_week_of_one_provider() -> None:
    found = read(booking(1, "2093-11-24T23:30", 60), booking(2, "2093-11-26T09:00"))
    plan = week_plan(found, date(2093, 11, 23), 1, False)
    assert [column.day.day for column in plan.columns] == [23, 24, 25, 26, 27, 28, 29]
    assert [len(column.occurrences) for column in plan.columns] == [0, 1, 1, 1, 0, 0, 0]
    assert week_plan(found, DAY, 9, False).columns == ()


def test_the_week_begins_where_the_person_s_does() -> None:
    assert Shown(DAY, week_of=1).first == date(2093, 11, 22)  # en_US: Sunday
    assert Shown(DAY).first == DAY


@pytest.mark.parametrize(("day", "by", "there"), [(FIRST_DAY, -7, FIRST_DAY), (LAST_DAY, 7, LAST_DAY), (DAY, 0, DAY)])
def test_the_calendar_ends_somewhere(day: date, by: int, there: date) -> None:
    assert clamped(day, by) == there


def test_ends_of_a_day() -> None:
    quiet = day_plan(read(), DAY, None, None, False).columns[0]
    early = day_plan(
        read(booking(1, "2093-11-24T06:10"), booking(2, "2093-11-24T21:00", 20)), DAY, None, None, False
    ).columns[0]
    assert day_ends(quiet) == (7 * 60, 20 * 60 - 1)
    assert day_ends(early) == (6 * 60 + 10, 21 * 60 + 19)


def test_next_booking_or_gap() -> None:
    found = read(booking(1, "2093-11-24T10:00", 60), booking(2, "2093-11-24T10:30"), booking(3, "2093-11-24T11:00"))
    column = day_plan(found, DAY, None, None, False).columns[0]
    assert next_change(column, 0) == 600
    assert next_change(column, 600) == 630
    assert next_change(column, 660) == 690  # the gap
    assert next_change(column, 690) is None
    assert previous_change(column, 690) == 660
    assert previous_change(column, 600) is None


def test_from_booking_to_booking_column_by_column() -> None:
    found = read(booking(1, "2093-11-24T10:00"), booking(2, "2093-11-24T10:00"), booking(3, "2093-11-24T09:00"))
    found = found.model_copy(
        update={"bookings": (*found.bookings, booking(4, "2093-11-24T08:00", provider_id=2))},
    )
    plan = day_plan(found, DAY, None, None, False)
    seen, place = [], (0, 0, -1)
    while (there := next_booking(plan, place, True)) is not None:
        place = (there[0], there[1].top, there[1].lane)
        seen.append(there[1].booking.id)
    assert seen == [3, 1, 2, 4]
    back = next_booking(plan, (1, 480, 0), False)
    assert back is not None
    assert back[1].booking.id == 2


@pytest.mark.parametrize(
    ("zone", "text"),
    [("Europe/Berlin", ""), ("Europe/Paris", ""), ("America/New_York", "−6 h"), ("Asia/Kolkata", "+4:30 h")],
)
def test_offset_of_the_clocks(zone: str, text: str) -> None:
    assert offset_text(DAY, zone, "Europe/Berlin") == text
