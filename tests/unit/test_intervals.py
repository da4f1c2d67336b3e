"""Intervals, gaps and the nearest free times, against plain counting of minutes."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk_desktop.domain.intervals import Interval, gaps, merge, nearest_free

ZERO = datetime(2025, 1, 15, tzinfo=UTC)
STEP = timedelta(minutes=15)


def at(minute: int) -> datetime:
    return ZERO + timedelta(minutes=minute)


def span(start: int, end: int) -> Interval:
    return Interval(at(start), at(end))


def minutes(intervals: list[Interval]) -> set[int]:
    minute = timedelta(minutes=1)
    return {m for i in intervals for m in range((i.start - ZERO) // minute, (i.end - ZERO) // minute)}


spans = st.tuples(st.integers(0, 299), st.integers(1, 60)).map(lambda pair: span(pair[0], pair[0] + pair[1]))
busy_times = st.lists(spans, max_size=12)


@pytest.mark.parametrize("end", [0, -1])
def test_an_interval_ends_after_it_starts(end: int) -> None:
    with pytest.raises(ValueError, match="must end after"):
        span(0, end)


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (span(0, 10), False),
        (span(30, 40), False),
        (span(0, 11), True),
        (span(29, 40), True),
        (span(12, 13), True),
        (span(0, 99), True),
    ],
)
def test_touching_ends_share_no_instant(other: Interval, shared: bool) -> None:
    assert span(10, 30).overlaps(other) is shared
    assert other.overlaps(span(10, 30)) is shared


@given(busy_times)
def test_merged_intervals_are_the_same_minutes_apart_and_in_order(busy: list[Interval]) -> None:
    merged = merge(busy)

    assert minutes(merged) == minutes(busy)
    assert all(first.end < second.start for first, second in itertools.pairwise(merged))


@given(busy_times, spans)
def test_gaps_are_the_minutes_that_are_not_busy(busy: list[Interval], within: Interval) -> None:
    found = list(gaps(busy, within))

    assert minutes(found) == minutes([within]) - minutes(busy)
    assert found == merge(found)


@given(busy_times, st.integers(0, 299), st.integers(1, 90), st.integers(1, 5))
def test_free_starts_are_free_near_few_and_in_order(busy: list[Interval], start: int, length: int, count: int) -> None:
    within, wanted = span(-60, 420), span(start, start + length)
    found = nearest_free(busy, wanted, within, STEP, count)

    taken = minutes(busy)
    free = {at(m) for m in range(-60, 421 - length) if not taken & set(range(m, m + length))}
    on_grid = {moment for moment in free if (moment - wanted.start) % STEP == timedelta(0)}
    assert found == sorted(set(found))
    assert set(found) <= free
    assert len(found) <= count
    minute = timedelta(minutes=1)
    ends = {moment for moment in free if not {moment - minute, moment + minute} <= free}
    offered = on_grid if len(on_grid) >= count else on_grid | ends
    assert found == sorted(sorted(offered, key=lambda m: (abs(m - wanted.start), m))[:count])
    assert bool(found) is bool(free)


def test_where_the_grid_has_no_room_the_ends_of_bookings_are_offered() -> None:
    """Wanted 0:10 for 20 minutes: busy 0:00-0:35, free 0:35-1:00 (0:35 and 0:40 are ends of it), busy from 1:00."""
    found = nearest_free([span(0, 35), span(60, 90)], span(10, 30), span(0, 90), timedelta(hours=1), 3)

    assert found == [at(35), at(40)]
