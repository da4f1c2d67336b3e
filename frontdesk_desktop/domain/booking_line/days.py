"""Days: tomorrow, fri, next fri, fri 27, and the dates of `dates`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from frontdesk_desktop.domain.booking_line import dates
from frontdesk_desktop.domain.booking_line.chips import Choice, Kind, Problem
from frontdesk_desktop.domain.booking_line.dates import Dated
from frontdesk_desktop.domain.booking_line.lengths import usual_minutes
from frontdesk_desktop.domain.booking_line.reading import BOTH, LEFT, Reading, Source, choices, combine, wrong
from frontdesk_desktop.domain.booking_line.times import clock_times
from frontdesk_desktop.domain.booking_line.vocabulary import Form, Term
from frontdesk_desktop.domain.typed_time import coming

_SPANS = ("week", "month", "year")


def read(source: Source, at: int) -> Reading | None:
    """The day whose words begin at this one, with `on` and `the` before it."""
    marked = source.plain(at) == "on"
    start = at + marked
    start += source.plain(start) == "the"
    found = _next(source, start) or _from_today(source, start) or _date(source, start, marked=marked)
    if found is None or start == at:
        return found
    if not marked and found.name:  # the Sun family
        return None
    return replace(found, size=found.size + start - at, name=None)


def _next(source: Source, at: int) -> Reading | None:
    """`next fri` is the Friday of next week, which begins on Monday; so are `next week fri` and `fri next week`."""
    words = [source.plain(at + n) for n in range(3)]
    terms = [_weekday(source, at + n) for n in range(3)]
    if words[0] == "next" and terms[1]:
        return _of_next_week(source, 2, terms[1])
    if words[:2] == ["next", "week"] and terms[2]:
        return _of_next_week(source, 3, terms[2])
    if words[1:] == ["next", "week"] and terms[0]:
        return _of_next_week(source, 3, terms[0])
    if words[0] == "next" and words[1] in _SPANS:
        return wrong(2, Kind.DAY, Problem.NO_DAY_NAMED)
    return None


def _from_today(source: Source, at: int) -> Reading | None:
    words = tuple(source.plain(at + n) for n in range(3))
    if words == ("day", "after", "tomorrow"):
        return _reading(3, _on(source, [2]))
    if words[:2] == ("after", "tomorrow"):
        return _reading(2, _on(source, [2]))
    term = source.known.words.from_today.get(words[0])
    return _alone(source, at, term, _on(source, term.values)) if term else None


def _date(source: Source, at: int, *, marked: bool) -> Reading | None:
    """A weekday, a date or both. "mar 27" is 27 March in English and Tuesday 27 in French."""
    found = []
    if term := _weekday(source, at):
        found.append(_from_weekday(source, at, term))
    if dated := _dated(source, at, bare=marked):
        name = None if dated.name_at is None else source.client(at, dated.name_at, dated.size)
        found.append(replace(_reading(dated.size, dated.choices), name=name, sides=dated.sides))
    longest = max((reading.size for reading in found), default=0)
    return combine(source, at, [reading for reading in found if reading.size == longest])


def _from_weekday(source: Source, at: int, term: Term) -> Reading:
    soonest = _on(source, [(day - source.today.weekday()) % 7 for day in term.values])
    words = 1 + (source.plain(at + 1) == "the")
    if dated := _dated(source, at + words, bare=False):
        return _both(source, term, replace(dated, size=dated.size + words))
    number = dates.number(source, at + 1, bare=True)
    days = () if number is None else _both(source, term, dates.day_of_month(source, 2, number)).choices
    if not days:
        return _alone(source, at, term, soonest)
    # fri 14 may also be Friday at two, and fri 30 half an hour on Friday
    text = source.plain(at + 1)
    others = [*choices(Kind.TIME, clock_times(text, None)), *choices(Kind.LENGTH, [int(text)] * usual_minutes(text))]
    every = (*days, *(replace(day, text=f"{day.text} {other.text}") for day in soonest for other in others))
    return _or_name(Reading(2, every), source, at, term, LEFT)


def _both(source: Source, term: Term, dated: Dated) -> Reading:
    """A weekday and a date. Where the soonest such date is another weekday, either may be the mistake."""
    if dated.any_of:
        soonest = [next(coming(source.today, *one), None) for one in dated.any_of]
        matching = [next(_falling_on(source, term, *one), None) for one in dated.any_of]
        return _reading(dated.size, choices(Kind.DAY, sorted(found for found in (*soonest, *matching) if found)))
    only = dated.choices[0].value if len(dated.choices) == 1 else None
    if isinstance(only, date) and only.weekday() not in term.values:
        return wrong(dated.size, Kind.DAY, Problem.WEEKDAY_DIFFERS)
    return _reading(dated.size, dated.choices)


def _falling_on(source: Source, term: Term, day: int, month: int | None) -> Iterator[date]:
    return (found for found in coming(source.today, day, month) if found.weekday() in term.values)


def _weekday(source: Source, at: int) -> Term | None:
    word = source.plain(at)
    term = source.known.words.days.get(word.rstrip("."))
    return replace(term, form=Form.SURE) if term and term.form is Form.NAME and word.endswith(".") else term


def _dated(source: Source, at: int, *, bare: bool) -> Dated | None:
    found = dates.read(source, at)
    if found is None and (number := dates.number(source, at, bare=bare)) is not None:
        return dates.day_of_month(source, 1, number)
    return found


def _of_next_week(source: Source, size: int, term: Term) -> Reading:
    return _reading(size, _on(source, [7 - source.today.weekday() + day for day in term.values]))


def _on(source: Source, distances: Iterable[int]) -> tuple[Choice, ...]:
    """Days from today, but for those outside the calendar."""
    first, last = (date.min - source.today).days, (date.max - source.today).days
    return choices(Kind.DAY, [source.today + timedelta(days=n) for n in distances if first <= n <= last])


def _alone(source: Source, at: int, term: Term, days: tuple[Choice, ...]) -> Reading:
    return _or_name(_reading(1, days), source, at, term, BOTH)


def _or_name(found: Reading, source: Source, at: int, term: Term, sides: frozenset[int]) -> Reading:
    if term.form is Form.SURE:
        return found
    name = source.client(at, at, found.size)
    return replace(found, name=name, sides=sides if term.form is Form.NAME else None)


def _reading(size: int, found: tuple[Choice, ...]) -> Reading:
    return Reading(size, found) if found else wrong(size, Kind.DAY, Problem.NO_SUCH_DAY)
