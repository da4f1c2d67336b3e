"""A booking's status, and which may follow which."""

from enum import StrEnum


class BookingStatus(StrEnum):
    """In the order of a visit."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


_P, _C, _A, _D, _X, _N = BookingStatus

#: What may follow each status. Steps back (arrived to confirmed, completed to arrived) put a slip of the key right;
#: a no-show may still turn up. A cancelled booking stays cancelled: its time may have been sold again.
TRANSITIONS: dict[BookingStatus, tuple[BookingStatus, ...]] = {
    _P: (_C, _A, _D, _X, _N),
    _C: (_P, _A, _D, _X, _N),
    _A: (_C, _D, _X, _N),
    _D: (_A,),
    _X: (),
    _N: (_C, _A),
}

#: Pending holds its time too, or two pending bookings could both be confirmed.
HOLDS_TIME: frozenset[BookingStatus] = frozenset(BookingStatus) - {_X, _N}


def may_follow(current: BookingStatus, new: BookingStatus) -> bool:
    """Whether `new` may replace `current`. Keeping a status is no transition and always allowed."""
    return new is current or new in TRANSITIONS[current]
