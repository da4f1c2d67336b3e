"""Which status may follow which."""

import itertools

import pytest

from frontdesk_desktop.domain.status import HOLDS_TIME, TRANSITIONS, BookingStatus, may_follow

TABLE = """
from/to   pending confirmed arrived completed cancelled no_show
pending      =        +        +        +         +        +
confirmed    +        =        +        +         +        +
arrived      -        +        =        +         +        +
completed    -        -        +        =         -        -
cancelled    -        -        -        -         =        -
no_show      -        +        +        -         -        =
"""


def test_every_pair_of_statuses_is_decided() -> None:
    columns, *lines = [line.split() for line in TABLE.strip().splitlines()]
    drawn = {
        (BookingStatus(line[0]), BookingStatus(new)): mark != "-"
        for line in lines
        for new, mark in zip(columns[1:], line[1:], strict=True)
    }

    assert {pair: may_follow(*pair) for pair in itertools.product(BookingStatus, repeat=2)} == drawn


@pytest.mark.parametrize("status", BookingStatus)
def test_what_is_offered_is_what_is_allowed(status: BookingStatus) -> None:
    assert {new for new in BookingStatus if may_follow(status, new)} == {*TRANSITIONS[status], status}


def test_all_but_cancelled_and_no_show_hold_their_time() -> None:
    assert set(BookingStatus) - HOLDS_TIME == {BookingStatus.CANCELLED, BookingStatus.NO_SHOW}
