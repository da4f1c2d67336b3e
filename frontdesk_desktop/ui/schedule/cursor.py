"""Where the cursor goes next in a column. Without Qt."""

from frontdesk_desktop.ui.schedule.plan import DAY, Occurrence, Plan, PlanColumn

MORNING, EVENING = 7 * 60, 20 * 60  # the day's ends, where no booking lies beyond them


def day_ends(column: PlanColumn) -> tuple[int, int]:
    """The first and the last minute of the day: 7 to 20 o'clock, further where something is booked."""
    tops = [each.top for each in column.occurrences]
    bottoms = [each.bottom for each in column.occurrences]
    return min([MORNING, *tops]), max([EVENING, *bottoms]) - 1


def next_change(column: PlanColumn, minute: int) -> int | None:
    """The next start of a booking or of a gap after the minute."""
    return min((edge for edge in _changes(column) if edge > minute), default=None)


def previous_change(column: PlanColumn, minute: int) -> int | None:
    """The last start of a booking or of a gap before the minute."""
    return max((edge for edge in _changes(column) if edge < minute), default=None)


def _changes(column: PlanColumn) -> set[int]:
    starts = {each.top for each in column.occurrences}
    ends = {each.bottom for each in column.occurrences}
    return starts | {end for end in ends if end < DAY and not column.meeting(end, end + 1)}


def next_booking(plan: Plan, at: tuple[int, int, int], forward: bool) -> tuple[int, Occurrence] | None:
    """The next booking, or the one before, column by column, from a place on.

    A place is the column, the minute and the lane; returns the column and the booking's occurrence.
    """
    places = [((n, each.top, each.lane), each) for n, column in enumerate(plan.columns) for each in column.occurrences]
    if forward:
        return next(((place[0], each) for place, each in places if place > at), None)
    return next(((place[0], each) for place, each in reversed(places) if place < at), None)
