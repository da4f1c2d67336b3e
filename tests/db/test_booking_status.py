"""A booking's status: each change as the table of transitions has it."""

import itertools

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.errors import RuleViolation
from frontdesk_desktop.domain.status import TRANSITIONS, BookingStatus, may_follow
from frontdesk_desktop.schemas.bookings import BookingUpdate
from frontdesk_desktop.schemas.providers import ProviderRead
from tests.db.make import Sql, booking, refused


def test_every_transition_is_taken_or_refused_with_the_allowed_ones(
    services: Services, clinic: ProviderRead, sql: Sql
) -> None:
    made = services.bookings.create(booking(clinic.id))
    for current, new in itertools.product(BookingStatus, repeat=2):
        sql("UPDATE bookings SET status = :status", status=current.value)
        update = BookingUpdate(status=new)
        if new is current is BookingStatus.CANCELLED:
            with refused(RuleViolation, "booking.already_cancelled"):
                services.bookings.update(made.id, update)
        elif may_follow(current, new):
            assert services.bookings.update(made.id, update).status is new
        else:
            with refused(RuleViolation, "booking.transition") as error:
                services.bookings.update(made.id, update)
            assert error.value.fields == {"status": "booking.transition"}
            assert error.value.params == {
                "current": current.value,
                "wanted": new.value,
                "allowed": tuple(status.value for status in TRANSITIONS[current]),
            }


def test_keeping_a_status_changes_nothing(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id))

    assert services.bookings.update(made.id, BookingUpdate(status=BookingStatus.PENDING)) == made


@pytest.mark.parametrize("status", [BookingStatus.COMPLETED, BookingStatus.ARRIVED, BookingStatus.CONFIRMED])
def test_a_new_booking_may_begin_in_any_status_that_holds_its_time(
    services: Services, clinic: ProviderRead, status: BookingStatus
) -> None:
    assert services.bookings.create(booking(clinic.id, status=status)).status is status


def test_the_moment_of_cancelling_is_the_first_one_whoever_writes(
    services: Services, clinic: ProviderRead, sql: Sql
) -> None:
    made = services.bookings.create(booking(clinic.id))
    sql("UPDATE bookings SET status = 'cancelled'")
    first = services.bookings.get(made.id).cancelled_at
    sql("UPDATE bookings SET cancelled_at = now() - interval '1 year', notes = 'x'")

    assert first is not None
    assert services.bookings.get(made.id).cancelled_at == first
    sql("UPDATE bookings SET status = 'pending'")
    assert services.bookings.get(made.id).cancelled_at is None
