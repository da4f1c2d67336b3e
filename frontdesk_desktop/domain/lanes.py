"""Lanes: intervals that overlap, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush


@dataclass(frozen=True, slots=True)
class Lane:
    """Where an interval lies: in lane `number`, counted from 0, of the `count` lanes that its cluster needs."""

    number: int
    count: int


def lay_out(intervals: Sequence[tuple[int, int]]) -> list[Lane]:
    """A lane for each of the half-open intervals (start, end), in the order given.

    A cluster is what overlaps directly or through others; it gets as many lanes as overlap at once, at most. Earlier
    starts lie further left; of equal starts, the one given first. Raises ValueError where an end is not after its
    start.
    """
    if any(end <= start for start, end in intervals):
        raise ValueError("an interval must end after it starts")
    lanes = [Lane(0, 1)] * len(intervals)
    cluster: list[tuple[int, int]] = []  # place in `intervals`, lane
    busy: list[tuple[int, int]] = []  # end, lane
    free: list[int] = []
    count = 0

    def close() -> None:
        for place, number in cluster:
            lanes[place] = Lane(number, count)

    for place in sorted(range(len(intervals)), key=lambda place: intervals[place][0]):
        start, end = intervals[place]
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        if not busy:
            close()
            cluster, free, count = [], [], 0
        if free:
            number = heappop(free)
        else:
            number, count = count, count + 1
        heappush(busy, (end, number))
        cluster.append((place, number))
    close()
    return lanes
