"""Dates and times as people type them. What can be read in two ways is read by the rule given here, or not at all."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from frontdesk_desktop.domain.errors import InvalidInput

ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*(?:([ap])\.?\s*m\.?|h|uhr)?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_STEP = re.compile(r"([+-]\d{1,4})\s*([dwm]?)")
_PARTS = re.compile(r"(\d{1,2})(?:([./-])(?:(\d{1,2})(?:\2(\d{2}|\d{4})?)?)?)?")


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


def parse_date(typed: str, today: date, *, day_first: bool, day_names: Sequence[str] = ENGLISH_DAYS) -> date:
    """`t` today, `m` tomorrow, `y` yesterday, `+3d`, `-2w`, `+1m`, `fri`, `14.`, `14.3.`, `3/14`, `2027-03-14`.

    A weekday is the next one, today included; a day, or day and month, without the rest is the next such date, today
    included. `day_first` says which of two numbers is the day; where only one can be, that one is.
    `day_names` are the names of the days from Monday on, in the person's language; three letters are enough.
    Raises InvalidInput("date.unreadable").
    """
    text = typed.strip().casefold()
    words = {"t": 0, "today": 0, "m": 1, "tomorrow": 1, "y": -1, "yesterday": -1}
    try:
        if text in words:
            return today + timedelta(days=words[text])
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _STEP.fullmatch(text):
            return _stepped(today, int(found[1]), found[2] or "d")
        if (weekday := _weekday(text, day_names)) is not None:
            return today + timedelta(days=(weekday - today.weekday()) % 7)
        if found := _PARTS.fullmatch(text):
            return _numbers(found, today, day_first=day_first)
    except (ValueError, OverflowError):
        pass
    raise _unreadable("date.unreadable", typed)


def _stepped(today: date, count: int, unit: str) -> date:
    if unit != "m":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + count
    year, month = divmod(months, 12)
    next_month = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(today.day, (next_month - timedelta(days=1)).day))


def _weekday(text: str, day_names: Sequence[str]) -> int | None:
    if len(text.rstrip(".")) < 2:
        return None
    for names in (day_names, ENGLISH_DAYS):
        hits = [n for n, name in enumerate(names) if name.casefold().startswith(text.rstrip("."))]
        if len(hits) == 1:
            return hits[0]
    return None


def _numbers(found: re.Match[str], today: date, *, day_first: bool) -> date:
    first, separator, second, year = int(found[1]), found[2], found[3], found[4]
    if second is None:
        return _next_day_of_month(first, today)
    # A dot always means day first; a number over 12 can only be the day.
    day, month = (first, int(second)) if day_first or separator == "." else (int(second), first)
    if month > 12:
        day, month = month, day
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for candidate in range(today.year, today.year + 9):
        try:
            result = date(candidate, month, day)
        except ValueError:
            continue  # 29 February
        if result >= today:
            return result
    raise ValueError(f"{month}-{day} is no date")


def _next_day_of_month(day: int, today: date) -> date:
    for months in range(13):
        month = today.month - 1 + months
        try:
            result = date(today.year + month // 12, month % 12 + 1, day)
        except ValueError:
            continue
        if result >= today:
            return result
    raise ValueError(f"no month has a day {day}")


def _unreadable(code: str, typed: str) -> InvalidInput:
    return InvalidInput(code, value=typed[:100])
