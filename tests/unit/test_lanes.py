"""Lanes of overlapping intervals."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk_desktop.domain.lanes import Lane, lay_out

Intervals = list[tuple[int, int]]

INTERVALS: st.SearchStrategy[Intervals] = st.lists(
    st.tuples(st.integers(0, 100), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=25
)


def clusters(intervals: Intervals) -> list[set[int]]:
    """The places of what overlaps, directly or through others; the slow way."""
    found: list[set[int]] = []
    for place, (start, end) in enumerate(intervals):
        joined = {place}
        for cluster in [c for c in found if any(intervals[i][0] < end and start < intervals[i][1] for i in c)]:
            joined |= cluster
            found.remove(cluster)
        found.append(joined)
    return found


def most_at_once(intervals: Intervals) -> int:
    return max(sum(start <= moment < end for start, end in intervals) for moment, _ in intervals)


@pytest.mark.parametrize(
    ("intervals", "lanes"),
    [
        ([], []),
        ([(0, 30)], [(0, 1)]),
        ([(0, 30), (30, 60)], [(0, 1), (0, 1)]),  # touching ends don't overlap
        ([(0, 30), (15, 60)], [(0, 2), (1, 2)]),
        ([(15, 60), (0, 30)], [(1, 2), (0, 2)]),
        ([(0, 30), (0, 30)], [(0, 2), (1, 2)]),  # equal starts keep their order
        ([(0, 60), (0, 15), (15, 30), (30, 60)], [(0, 2), (1, 2), (1, 2), (1, 2)]),
        ([(0, 20), (10, 40), (30, 50), (50, 60)], [(0, 2), (1, 2), (0, 2), (0, 1)]),  # a chain, and one after it
        ([(0, 60), (0, 60), (5, 10), (100, 110)], [(0, 3), (1, 3), (2, 3), (0, 1)]),
    ],
)
def test_examples(intervals: Intervals, lanes: list[tuple[int, int]]) -> None:
    assert lay_out(intervals) == [Lane(*lane) for lane in lanes]


@pytest.mark.parametrize("interval", [(10, 10), (10, 9)])
def test_an_empty_interval_is_refused(interval: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="end after it starts"):
        lay_out([(0, 5), interval])


@given(INTERVALS)
def test_no_two_in_one_lane_overlap(intervals: Intervals) -> None:
    lanes = lay_out(intervals)
    assert len(lanes) == len(intervals)
    for (a, in_a), (b, in_b) in combinations(zip(intervals, lanes, strict=True), 2):
        assert in_a.number != in_b.number or a[1] <= b[0] or b[1] <= a[0]


@given(INTERVALS)
def test_a_cluster_has_as_many_lanes_as_overlap_at_once(intervals: Intervals) -> None:
    lanes = lay_out(intervals)
    for cluster in clusters(intervals):
        count = most_at_once([intervals[place] for place in cluster])
        assert {lanes[place].count for place in cluster} == {count}
        assert {lanes[place].number for place in cluster} == set(range(count))


@given(INTERVALS)
def test_the_order_is_stable(intervals: Intervals) -> None:
    """Given in order of start, the same comes out; and what starts first in a cluster lies at the left."""
    ordered = sorted(range(len(intervals)), key=lambda place: intervals[place][0])
    lanes, again = lay_out(intervals), lay_out([intervals[place] for place in ordered])
    assert [lanes[place] for place in ordered] == again
    for cluster in clusters(intervals):
        assert lanes[min(cluster, key=lambda place: (intervals[place][0], place))].number == 0
