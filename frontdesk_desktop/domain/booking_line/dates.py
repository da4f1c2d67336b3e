"""Dates that are written with numbers: 2026-11-27, 27.11., 3/4, 27 nov, nov 27 2026, 27th."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from frontdesk_desktop.domain.booking_line.chips import Choice, Kind
from frontdesk_desktop.domain.booking_line.lengths import is_unit
from frontdesk_desktop.domain.booking_line.reading import LEFT, RIGHT, Source, choices
from frontdesk_desktop.domain.booking_line.vocabulary import Form, Term
from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.typed_time import coming, parse_date

_FIXED = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2(?:\d{2}|\d{4})|[+-]\d{1,4}[dw]")
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.")
_NUMBER = re.compile(r"(\d{1,2})((?:st|nd|rd|th)?\.?)")
_ATTACHED = re.compile(r"(\d{1,2})\.?([^\W\d]+)\.?")
_EVENING = re.compile(r"20[0-5][05]")
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True)
class Dated:
    """A date's words: `choices` of a day, none where there is no such day.

    `any_of` are the (day, month) of which any year's could be meant; a month None is any month. The word `name_at` is
    a name, too; `sides` as in Reading.
    """

    size: int
    choices: tuple[Choice, ...]
    any_of: tuple[tuple[int, int | None], ...] = ()
    name_at: int | None = None
    sides: frozenset[int] | None = None


def read(source: Source, at: int) -> Dated | None:
    """The date whose words begin at this one."""
    text = source.plain(at)
    if _FIXED.fullmatch(text) or _SLASHED.fullmatch(text):
        try:
            found = parse_date(text, source.today, day_first=source.known.day_first)
        except InvalidInput:
            return Dated(1, ())
        if _SLASHED.fullmatch(text):
            return _coming(source, 1, [(found.day, found.month)])
        return Dated(1, choices(Kind.DAY, [found]))
    return _day_month(source, at) or _month_day(source, at)


def number(source: Source, at: int, *, bare: bool) -> int | None:
    """A number for a day of the month: 27th, 27. and, where `bare`, 27."""
    found = _NUMBER.fullmatch(source.plain(at))
    if found is None or not (found[2] or (bare and not is_unit(source.plain(at + 1)))):
        return None
    return int(found[1])


def day_of_month(source: Source, size: int, day: int) -> Dated:
    """The next day with this number."""
    return _coming(source, size, [(day, None)])


def _day_month(source: Source, at: int) -> Dated | None:
    text = source.plain(at)
    if found := _DOTTED.fullmatch(text):
        return _coming(source, 1, [(int(found[1]), int(found[2]))])
    attached = _ATTACHED.fullmatch(text)
    if attached and (term := source.known.words.months.get(attached[2])):
        return _with_year(source, at, 1, int(attached[1]), term)
    day = number(source, at, bare=True)
    word = at + 1 + (source.plain(at + 1) == "of")
    months = _months(source, word)
    if day is None or months is None:
        return None
    size = word - at + 1
    sure = size > 2 or not text.isdecimal()
    behind = source.plain(at + size)
    either = None
    if not sure and behind.isdecimal() and (other := number(source, at + size, bare=True)) is not None:
        either = _between(source, at, day, months, other)
    return either or _with_year(source, at, size, day, months, name_at=None if sure else word, sides=RIGHT)


def _month_day(source: Source, at: int) -> Dated | None:
    months = _months(source, at)
    day = number(source, at + 1, bare=True)
    if months is None or day is None:
        return None
    sure = not source.plain(at + 1).isdecimal()
    return _with_year(source, at, 2, day, months, name_at=None if sure else at, sides=LEFT)


def _months(source: Source, at: int) -> Term | None:
    return source.known.words.months.get(source.plain(at).rstrip("."))


def _between(source: Source, at: int, before: int, months: Term, behind: int) -> Dated | None:
    """12 may 14: the twelfth or the fourteenth, where there are both."""
    first = _of(source, 2, before, months).choices
    second = _of(source, 2, behind, months).choices
    if not first or not second:
        return None
    either = [source.with_rest(choice, at, 2, 3) for choice in first]
    either += [replace(choice, text=f"{source.raw(at, 1)} {choice.text}") for choice in second]
    return Dated(3, tuple(either))


def _with_year(
    source: Source,
    at: int,
    size: int,
    day: int,
    months: Term,
    *,
    name_at: int | None = None,
    sides: frozenset[int] | None = None,
) -> Dated:
    soon = _of(source, size, day, months)
    year = source.plain(at + size)
    if not _YEAR.fullmatch(year):
        if months.form is Form.SURE:
            return soon
        return replace(soon, name_at=name_at, sides=sides if months.form is Form.NAME else None)
    try:
        dated = choices(Kind.DAY, [date(int(year), month, day) for month in months.values])
    except ValueError:
        return Dated(size + 1, ())
    # 2030 may be half past eight in the evening
    timed = [source.with_rest(c, at, size, size + 1) for c in soon.choices] if _EVENING.fullmatch(year) else []
    return Dated(size + 1, (*dated, *timed))


def _of(source: Source, size: int, day: int, months: Term) -> Dated:
    return _coming(source, size, [(day, month) for month in months.values])


def _coming(source: Source, size: int, any_of: list[tuple[int, int | None]]) -> Dated:
    soonest = [found for day, month in any_of for found in islice(coming(source.today, day, month), 1)]
    return Dated(size, choices(Kind.DAY, soonest), tuple(any_of))
