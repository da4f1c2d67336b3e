"""Dates and times as people type them."""

from datetime import date, time

import pytest

from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.typed_time import coming, parse_date, parse_time

GERMAN = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
TODAY = date(2025, 1, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1430", time(14, 30)),
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("  14 : 30 ", time(14, 30)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("9", time(9)),
        ("17h", time(17)),
        ("17 Uhr", time(17)),
        ("2:30pm", time(14, 30)),
        ("2:30 P.M.", time(14, 30)),
        ("230pm", time(14, 30)),
        ("12am", time(0)),
        ("12:15 pm", time(12, 15)),
        ("11a.m.", time(11)),
        ("0", time(0)),
        ("0000", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_times(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", " ", "24:00", "2460", "14:3", "14:300", "-1", "13pm", "0am", "noon", "1e3", "9:30:00", "14,30", "x" * 500],
)
def test_what_is_no_time(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_time(typed)

    assert refused.value.code == "time.unreadable"
    assert refused.value.params == {"value": typed[:100]}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("t", date(2025, 1, 15)),
        ("Today", date(2025, 1, 15)),
        ("m", date(2025, 1, 16)),
        ("tomorrow", date(2025, 1, 16)),
        ("y", date(2025, 1, 14)),
        ("+3d", date(2025, 1, 18)),
        ("+3", date(2025, 1, 18)),
        ("-2w", date(2025, 1, 1)),
        ("+1m", date(2025, 2, 15)),
        ("-1m", date(2024, 12, 15)),
        ("+11m", date(2025, 12, 15)),
        ("+12M", date(2026, 1, 15)),
        ("wed", date(2025, 1, 15)),
        ("thu", date(2025, 1, 16)),
        ("Tuesday", date(2025, 1, 21)),
        ("fr.", date(2025, 1, 17)),
        ("Donnerstag", date(2025, 1, 16)),
        ("mi", date(2025, 1, 15)),
        ("sunday", date(2025, 1, 19)),
        ("15", date(2025, 1, 15)),
        ("14.", date(2025, 2, 14)),
        ("31", date(2025, 1, 31)),
        ("14.3.", date(2025, 3, 14)),
        ("14.1", date(2026, 1, 14)),
        ("15.1.", date(2025, 1, 15)),
        ("29.2.", date(2028, 2, 29)),
        ("14.3.27", date(2027, 3, 14)),
        ("14.3.1987", date(1987, 3, 14)),
        ("2027-03-14", date(2027, 3, 14)),
        ("2027-3-4", date(2027, 3, 4)),
        ("2027/3/14", date(2027, 3, 14)),
        ("14/3", date(2025, 3, 14)),
        ("3/14", date(2025, 3, 14)),
        ("27 nov", date(2025, 11, 27)),
        ("27. November", date(2025, 11, 27)),
        ("27nov.", date(2025, 11, 27)),
        ("nov 27", date(2025, 11, 27)),
        ("14 jan", date(2026, 1, 14)),
        ("15th jan", date(2025, 1, 15)),
        ("jan 14th 2025", date(2025, 1, 14)),
        ("nov 27, 2030", date(2030, 11, 27)),
        ("27 november 2030", date(2030, 11, 27)),
        ("29 feb", date(2028, 2, 29)),
        ("3. dez", date(2025, 12, 3)),
        ("3 dec", date(2025, 12, 3)),
    ],
)
def test_dates_where_the_day_comes_first(typed: str, meant: date) -> None:
    assert parse_date(typed, TODAY, day_first=True, day_names=GERMAN, month_names=GERMAN_MONTHS) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/4", date(2025, 3, 4)),
        ("3-4-27", date(2027, 3, 4)),
        ("3.4.", date(2025, 4, 3)),  # with dots the day is first everywhere
        ("3/14", date(2025, 3, 14)),
        ("14/3", date(2025, 3, 14)),
    ],
)
def test_dates_where_the_month_comes_first(typed: str, meant: date) -> None:
    assert parse_date(typed, TODAY, day_first=False) == meant


def test_a_month_on_from_its_last_day_is_the_last_day() -> None:
    assert parse_date("+1m", date(2025, 1, 31), day_first=True) == date(2025, 2, 28)
    assert parse_date("31", date(2025, 2, 1), day_first=True) == date(2025, 3, 31)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "x", "s", "32", "0", "13.13.", "31.2.", "30.2.2025", "14.3.123", "2025-02-30", "14:3", "mo-fr"),
        *("+99999d", "+9999m9", "-9999w9", "+9999999m", "14.3/27", "fri day", "0.1."),
        *("31 apr", "27 ma", "27 foo", "foo 27", "ju 3", "30 feb 2028", "29 feb 2027", "0 nov", "2027/3-14", "nov"),
    ],
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_date(typed, TODAY, day_first=True)

    assert refused.value.code == "date.unreadable"
    assert refused.value.params == {"value": typed}


@pytest.mark.parametrize("typed", ["+9999w", "-9999m", "+1m", "t", "31.12.", "32", "13", "29.2."])
@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_crash(typed: str, today: date) -> None:
    try:
        assert parse_date(typed, today, day_first=True) >= date.min
    except InvalidInput as error:
        assert error.code == "date.unreadable"  # noqa: PT017 - either is right


def test_coming_dates() -> None:
    assert list(coming(date(2025, 1, 31), 31))[:3] == [date(2025, 1, 31), date(2025, 3, 31), date(2025, 5, 31)]
    assert list(coming(date(2025, 3, 1), 29, 2))[:2] == [date(2028, 2, 29), date(2032, 2, 29)]
    assert list(coming(date(2025, 1, 1), 31, 4)) == []
    assert list(coming(date.max, 1)) == []


@pytest.mark.parametrize("today", [date(2025, 1, 15), date(2090, 3, 1)])
def test_the_29th_of_february_comes_on_each_weekday(today: date) -> None:
    assert {found.weekday() for found in coming(today, 29, 2)} == set(range(7))
