"""Lengths: 45m, 1h30, 2 hours, for 45."""

import re

from frontdesk_desktop.domain.booking_line.chips import Kind, Problem
from frontdesk_desktop.domain.booking_line.reading import Reading, Source, certain, choices, combine, wrong
from frontdesk_desktop.domain.booking_line.times import clock_times

_HOUR_WORDS = "h|hr|hrs|hour|hours|std"
_MINUTE_WORDS = "m|min|mins|minute|minutes|['′’]"
_LONGEST = 7 * 24 * 60  # minutes; a booking can't be longer

_HOURS_ALONE = re.compile(rf"(\d{{1,3}}(?:[.,]\d{{1,2}})?) ?(?:{_HOUR_WORDS})\.?")
_MINUTES_ALONE = re.compile(rf"(\d{{1,6}}) ?(?:{_MINUTE_WORDS})\.?")
_HOURS_MINUTES = re.compile(
    rf"(\d{{1,2}})(?::(\d\d) ?h|h(\d\d)(?:m|min)?| ?(?:{_HOUR_WORDS})\.? ?(\d{{1,2}}) ?(?:{_MINUTE_WORDS})\.?)"
)
_OF_THE_CLOCK = re.compile(r"(\d{1,2})(?:(?::(\d{2}))? ?h|h(\d{2}))")
_UNIT = re.compile(rf"(?:{_HOUR_WORDS}|{_MINUTE_WORDS}|uhr|[ap]\.?m)\.?")
_HOURS = re.compile(rf"(\d{{1,2}}) ?(?:{_HOUR_WORDS})\.?")
_BARE_MINUTES = re.compile(r"[0-5]?\d")
_MOST_WORDS = 4  # 1 h 30 min


def read(source: Source, at: int) -> Reading | None:
    """A length at this word, with `for` before it."""
    first = at + (source.plain(at) == "for")
    if not source.plain(first)[:1].isdecimal():
        return None
    for count in range(_MOST_WORDS, 0, -1):
        words = [source.plain(n) for n in range(first, first + count)]
        if all(words) and (found := _reading(" ".join(words), first - at + count, marked=first > at)):
            return _with_bare_minutes(source, at, found, _HOURS.fullmatch(" ".join(words)))
    return None


def is_unit(word: str) -> bool:
    """Whether a number before this word is no day of a month."""
    return _UNIT.fullmatch(word) is not None


def usual_minutes(number: str) -> bool:
    """Whether a bare number may be minutes: 5, 10, to 240."""
    return not number.startswith("0") and int(number) <= 240 and int(number) % 5 == 0


def _reading(text: str, size: int, *, marked: bool) -> Reading | None:
    minutes = int(text) if marked and text.isdecimal() and usual_minutes(text) else _minutes(text)
    if minutes is None:
        return None
    length = certain(size, Kind.LENGTH, minutes)
    if not 1 <= minutes <= _LONGEST:
        length = wrong(size, Kind.LENGTH, Problem.NO_SUCH_LENGTH)
    on_clock = None if marked else _OF_THE_CLOCK.fullmatch(text)
    if on_clock is None or not 6 <= int(on_clock[1]) <= 23 or length.problem:
        return length
    # 1h to 5h are lengths and 13h to 23h times; between, people use both.
    times = choices(Kind.TIME, clock_times(on_clock[1], on_clock[2] or on_clock[3] or "00"))
    return Reading(size, times if int(on_clock[1]) > 12 else times + length.choices)


def _with_bare_minutes(source: Source, at: int, found: Reading, hours: re.Match[str] | None) -> Reading | None:
    """1h 30 may be an hour and a half, or an hour and something else."""
    behind = at + found.size
    minutes = source.plain(behind)
    if hours is None or not _BARE_MINUTES.fullmatch(minutes) or is_unit(source.plain(behind + 1)):
        return found
    together = _reading(f"{hours[1]}h{minutes:0>2}", found.size + 1, marked=False)
    return combine(source, at, [reading for reading in (together, found) if reading])


def _minutes(text: str) -> int | None:
    if found := _MINUTES_ALONE.fullmatch(text):
        return int(found[1])
    if found := _HOURS_ALONE.fullmatch(text):
        return round(float(found[1].replace(",", ".")) * 60)
    if found := _HOURS_MINUTES.fullmatch(text):
        minutes = int(found[2] or found[3] or found[4])
        return int(found[1]) * 60 + minutes if minutes < 60 else None
    return None
