"""Half-open intervals of time, and the free ones between the busy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """From `start` up to, not including, `end`; both aware.

    Raises ValueError where the end is not after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("an interval must end after it starts")

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two share an instant; touching ends do not."""
        return self.start < other.end and other.start < self.end


def merge(busy: Iterable[Interval]) -> list[Interval]:
    """The same instants as disjoint intervals, in order."""
    merged: list[Interval] = []
    for interval in sorted(busy):
        if merged and interval.start <= merged[-1].end:
            if interval.end > merged[-1].end:
                merged[-1] = Interval(merged[-1].start, interval.end)
        else:
            merged.append(interval)
    return merged


def gaps(busy: Iterable[Interval], within: Interval) -> Iterator[Interval]:
    """The free intervals of `within`, in order."""
    start = within.start
    for interval in merge(busy):
        if interval.end <= start:
            continue
        if interval.start >= within.end:
            break
        if interval.start > start:
            yield Interval(start, interval.start)
        start = interval.end
    if start < within.end:
        yield Interval(start, within.end)


def nearest_free(
    busy: Iterable[Interval], wanted: Interval, within: Interval, step: timedelta, count: int
) -> list[datetime]:
    """Up to `count` free starts nearest to the wanted one, earliest first.

    A start is free where the wanted length fits into a gap of `within`. Starts are tried at whole steps from the
    wanted start and at the beginning of each gap (the end of a booking), so that no minute is wasted.
    """
    length = wanted.end - wanted.start
    starts: set[datetime] = set()
    for gap in gaps(busy, within):
        last = gap.end - length
        if last < gap.start:
            continue
        starts.add(gap.start)
        starts.add(last)
        centre = min(max(wanted.start, gap.start), last)
        base = wanted.start + ((centre - wanted.start) // step) * step
        for n in range(-count, count + 1):
            start = base + n * step
            if gap.start <= start <= last:
                starts.add(start)
    on_grid = {s for s in starts if (s - wanted.start) % step == timedelta(0)}
    chosen = on_grid if len(on_grid) >= count else starts
    nearest = sorted(chosen, key=lambda s: (abs(s - wanted.start), s))[:count]
    return sorted(nearest)
