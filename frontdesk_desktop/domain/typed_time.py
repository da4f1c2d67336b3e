"""Dates and times as people type them. What can be read in two ways is read by the rule given here, or not at all."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from frontdesk_desktop.domain.errors import InvalidInput

ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*(?:([ap])\.?\s*m\.?|h|uhr)?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_STEP = re.compile(r"([+-]\d{1,4})\s*([dwm]?)")
_PARTS = re.compile(r"(\d{1,2})(?:([./-])(?:(\d{1,2})(?:\2(\d{2}|\d{4})?)?)?)?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)?\s*([^\W\d]{3,})\.?(?:\s+(\d{4}))?")
_MONTH_DAY = re.compile(r"([^\W\d]{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")


def parse_time(typed: str) -> time:
    """`1430`, `14:30`, `14.30`, `2:30pm`, `9` (nine in the morning: without am or pm the day has 24 hours).

    Raises InvalidInput("time.unreadable").
    """
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        raise _unreadable("time.unreadable", typed)
    hour, minute, half = int(found[1]), int(found[2] or found[3] or 0), (found[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise _unreadable("time.unreadable", typed)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise _unreadable("time.unreadable", typed)
    return time(hour, minute)


def parse_date(
    typed: str,
    today: date,
    *,
    day_first: bool,
    day_names: Sequence[str] = ENGLISH_DAYS,
    month_names: Sequence[str] = ENGLISH_MONTHS,
) -> date:
    """`t` today, `m` tomorrow, `y` yesterday, `+3d`, `-2w`, `fri`, `14.`, `14.3.`, `3/14`, `27 nov`, `2027-03-14`.

    A weekday is the next one, today included; a day, or day and month, without the rest is the next such date, today
    included. `day_first` says which of two numbers is the day; where only one can be, that one is.
    `day_names` from Monday on and `month_names` are in the person's language; English is understood as well, and three
    letters are enough.
    Raises InvalidInput("date.unreadable").
    """
    text = typed.strip().casefold()
    try:
        found = _from_today(text, today, day_names) or _written(
            text, today, day_first=day_first, month_names=month_names
        )
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise _unreadable("date.unreadable", typed)
    return found


def coming(today: date, day: int, month: int | None = None) -> Iterator[date]:
    """The dates of the next 48 years that have this day of the month, and this month; soonest first, today included.

    In 48 years each that exists falls on each weekday, 29 February too.
    """
    for months in range(today.month - 1, today.month - 1 + 48 * 12):
        if month is None or months % 12 + 1 == month:
            try:
                found = date(today.year + months // 12, months % 12 + 1, day)
            except ValueError:
                continue  # 31 April
            if found >= today:
                yield found


def _from_today(text: str, today: date, day_names: Sequence[str]) -> date | None:
    words = {"t": 0, "today": 0, "m": 1, "tomorrow": 1, "y": -1, "yesterday": -1}
    if text in words:
        return today + timedelta(days=words[text])
    if found := _STEP.fullmatch(text):
        return _stepped(today, int(found[1]), found[2] or "d")
    if (weekday := _named(text, day_names, ENGLISH_DAYS)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    return None


def _written(text: str, today: date, *, day_first: bool, month_names: Sequence[str]) -> date | None:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _PARTS.fullmatch(text):
        return _numbers(found, today, day_first=day_first)
    if found := _DAY_MONTH.fullmatch(text):
        return _with_month(int(found[1]), _named(found[2], month_names, ENGLISH_MONTHS), found[3], today)
    if found := _MONTH_DAY.fullmatch(text):
        return _with_month(int(found[2]), _named(found[1], month_names, ENGLISH_MONTHS), found[3], today)
    return None


def _stepped(today: date, count: int, unit: str) -> date:
    if unit != "m":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + count
    year, month = divmod(months, 12)
    next_month = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(today.day, (next_month - timedelta(days=1)).day))


def _named(text: str, *languages: Sequence[str]) -> int | None:
    """The place of the only name that begins so, in the first language that has one."""
    if len(text.rstrip(".")) < 2:
        return None
    for names in languages:
        hits = [n for n, name in enumerate(names) if name.casefold().startswith(text.rstrip("."))]
        if len(hits) == 1:
            return hits[0]
    return None


def _numbers(found: re.Match[str], today: date, *, day_first: bool) -> date:
    first, separator, second, year = int(found[1]), found[2], found[3], found[4]
    if second is None:
        return _first(coming(today, first))
    # A dot always means day first; a number over 12 can only be the day.
    day, month = (first, int(second)) if day_first or separator == "." else (int(second), first)
    if month > 12:
        day, month = month, day
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return _first(coming(today, day, month))


def _with_month(day: int, month: int | None, year: str | None, today: date) -> date:
    if month is None:
        raise ValueError("no month is called so")
    return date(int(year), month + 1, day) if year else _first(coming(today, day, month + 1))


def _first(dates: Iterator[date]) -> date:
    for found in dates:
        return found
    raise ValueError("there is no such date")


def _unreadable(code: str, typed: str) -> InvalidInput:
    return InvalidInput(code, value=typed[:100])
