"""Numbers whose form doesn't say what they are: 12, 930, 14.3, +3."""

import re
from datetime import time
from itertools import islice

from frontdesk_desktop.domain.booking_line.chips import Choice, Kind, Problem
from frontdesk_desktop.domain.booking_line.lengths import usual_minutes
from frontdesk_desktop.domain.booking_line.reading import Reading, Source, choices, wrong
from frontdesk_desktop.domain.booking_line.times import clock_times
from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.typed_time import coming, parse_date

_BARE = re.compile(r"(\d{1,2}?)(\d{2})?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})")
_DASHED = re.compile(r"\d{1,2}-\d{1,2}")
_STEP = re.compile(r"[+-]\d{1,3}")
_MONTHS = re.compile(r"([+-])(\d{1,3})m")
_PHONE = re.compile(r"(?=.*\d{3})[+\d()/.-]+")
_DATE_LIKE = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d+|\d{4}([./-])\d{1,2}\2\d+")
_CLOCK_LIKE = re.compile(r"(?=.*\d[:.,/–-])[\d:.,/–-]+(?:h|m|uhr)?|.*\d(?::\d|h\d|[ap]m(?!\w)).*")
_FIRST_SURE_HOUR = 6  # 0151 may begin a phone number


def read(source: Source, at: int) -> Reading | None:
    """The meanings of a number at this word, and what is wrong with what only looks like a date or a time."""
    text = source.plain(at)
    for form, meaning in ((_BARE, _bare), (_DOTTED, _dotted), (_DASHED, _dashed), (_STEP, _step), (_MONTHS, _months)):
        if found := form.fullmatch(text):
            return meaning(source, at, found)
    if _DATE_LIKE.fullmatch(text):
        return wrong(1, Kind.DAY, Problem.NO_SUCH_DAY)
    if _CLOCK_LIKE.fullmatch(text) and not _PHONE.fullmatch(text):
        return wrong(1, Kind.TIME, Problem.UNREADABLE)
    return None


def is_odd(reading: Reading) -> bool:
    """Whether a number could only be a time that nobody books at: 1:23."""
    minutes = [choice.value.minute for choice in reading.choices if isinstance(choice.value, time)]
    return len(minutes) == len(reading.choices) and any(minute % 5 for minute in minutes)


def _bare(source: Source, at: int, found: re.Match[str]) -> Reading | None:
    text, hour, minute = found[0], found[1], found[2]
    times = choices(Kind.TIME, clock_times(hour, minute))
    if len(text) == 4 and times and int(hour) >= _FIRST_SURE_HOUR and int(minute) % 5 == 0:
        return Reading(1, times)
    lengths = choices(Kind.LENGTH, [int(text)] if usual_minutes(text) else [])
    days = _days(source, text) if len(text) < 3 else ()
    return _or_client(source, at, (*times, *days, *lengths))


def _dotted(source: Source, _at: int, found: re.Match[str]) -> Reading:
    days = choices(Kind.DAY, islice(coming(source.today, int(found[1]), int(found[2])), 1))
    # 14.3 may be about to become 14.30
    times = choices(Kind.TIME, clock_times(found[1], f"{found[2]:0<2}"))
    return Reading(1, (*days, *times)) if days or times else wrong(1, Kind.DAY, Problem.NO_SUCH_DAY)


def _dashed(source: Source, at: int, found: re.Match[str]) -> Reading:
    return _step(source, at, found) or wrong(1, Kind.DAY, Problem.UNREADABLE)


def _step(source: Source, at: int, found: re.Match[str]) -> Reading | None:
    return _or_client(source, at, _days(source, found[0]))


def _months(source: Source, _at: int, found: re.Match[str]) -> Reading:
    lengths = choices(Kind.LENGTH, [int(found[2])] if found[1] == "+" and int(found[2]) else [])
    return Reading(1, (*_days(source, found[0]), *lengths))


def _days(source: Source, text: str) -> tuple[Choice, ...]:
    try:
        return choices(Kind.DAY, [parse_date(text, source.today, day_first=source.known.day_first)])
    except InvalidInput:
        return ()


def _or_client(source: Source, at: int, found: tuple[Choice, ...]) -> Reading | None:
    return Reading(1, found, name=source.client(at, at, 1)) if found else None
