"""Times whose form says that they are times: 14:30, 7pm, at 7."""

import re
from datetime import time

from frontdesk_desktop.domain.booking_line.chips import Kind, Problem
from frontdesk_desktop.domain.booking_line.reading import Reading, Source, certain, choices, wrong
from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.typed_time import parse_time

_CLOCK = re.compile(r"(\d{1,2}?)(?:[:.h]?(\d{2}))?(h|uhr|[ap]\.?m\.?)?")
_MARKED = re.compile(r"\d{1,2}(?::\d{2}|(?:[:.]?\d{2})?(?:uhr|[ap]\.?m\.?))")
_LAST_UNSURE_HOUR = 6
_HALF = re.compile(r"[ap]\.?m\.?")


def read(source: Source, at: int) -> Reading | None:
    """A clock time at this word, with `at` before it and am, pm or uhr behind it."""
    word = at + (source.plain(at) == "at")
    text, behind = source.plain(word), source.plain(word + 1)
    if _CLOCK.fullmatch(text) and (behind == "uhr" or _HALF.fullmatch(behind)):
        found = _reading(f"{text}{behind}", word - at + 2)
        if found is not None and found.choices:  # not "14 am 3.2."
            return found
    if _MARKED.fullmatch(text) or (word > at and _CLOCK.fullmatch(text)):
        return _reading(text, word - at + 1)
    return None


def clock_times(hour: str, minute: str | None) -> list[time]:
    """The times that an hour and minute without am or pm can mean; none where the clock doesn't have them.

    `07` and 0, 12 to 23 are the 24-hour clock's. An hour alone may be of either half of the day, and so may 1:00 to
    6:59, since nobody books before seven in the morning without saying so.
    """
    try:
        early = parse_time(f"{hour}:{minute or '00'}")
    except InvalidInput:
        return []
    last = 11 if minute is None else _LAST_UNSURE_HOUR
    both = not hour.startswith("0") and 1 <= early.hour <= last
    return [early, early.replace(hour=early.hour + 12)] if both else [early]


def _reading(text: str, size: int) -> Reading | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute, behind = found.groups()
    if behind and _HALF.fullmatch(behind):
        try:
            return certain(size, Kind.TIME, parse_time(text))
        except InvalidInput:
            return wrong(size, Kind.TIME, Problem.NO_SUCH_TIME)
    times = clock_times(hour, minute or ("00" if behind else None))
    return Reading(size, choices(Kind.TIME, times)) if times else wrong(size, Kind.TIME, Problem.NO_SUCH_TIME)
