"""No time is sold twice: what overlaps, what is offered instead, and overbooking by choice."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.db.errors import constraint
from frontdesk_desktop.domain.errors import Conflict
from frontdesk_desktop.domain.status import HOLDS_TIME, BookingStatus
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingUpdate
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.settings import Settings
from tests.db.make import Sql, booking, provider, refused


def free(error: pytest.ExceptionInfo[Conflict]) -> list[str]:
    offered = error.value.params["free"]
    assert isinstance(offered, tuple)
    return [moment.strftime("%d %H:%M") for moment in offered]


def test_a_taken_time_is_refused_with_what_stands_there_and_free_times(
    services: Services, clinic: ProviderRead
) -> None:
    first = services.bookings.create(booking(clinic.id))
    with refused(Conflict, "booking.overlap") as error:
        services.bookings.create(booking(clinic.id, "2025-01-15T10:15", client_name="Jane Roe"))

    assert error.value.fields == {"scheduled_at": "booking.overlap"}
    assert error.value.params["conflicts"] == (first,)
    assert error.value.params["provider"] == "City Medical Clinic"
    assert error.value.params["free"] == tuple(
        datetime.fromisoformat(f"2025-01-15T{start}-05:00") for start in ("09:30", "10:30", "10:45")
    )
    assert services.bookings.list(BookingFilter()).total == 1


OVERLAPS = [
    ("2025-01-15T09:30", 30, False),  # touches the start
    ("2025-01-15T10:30", 30, False),  # touches the end
    ("2025-01-15T09:30", 31, True),
    ("2025-01-15T10:29", 1, True),
    ("2025-01-15T10:10", 5, True),
    ("2025-01-14T10:00", 7 * 24 * 60, True),
    ("2025-01-15T10:00-05:00", 30, True),
    ("2025-01-15T16:00+01:00", 30, True),  # the same instant
    ("2025-01-15T10:00+00:00", 30, False),
]


def test_what_overlaps_ten_to_half_past(services: Services, clinic: ProviderRead) -> None:
    services.bookings.create(booking(clinic.id))
    for at, minutes, taken in OVERLAPS:
        new = booking(clinic.id, at, client_name="Jane Roe", duration_minutes=minutes)
        if taken:
            with refused(Conflict, "booking.overlap"):
                services.bookings.create(new)
        else:
            services.bookings.delete(services.bookings.create(new).id)


def test_every_status_but_cancelled_and_no_show_holds_its_time(services: Services, clinic: ProviderRead) -> None:
    for day, first in enumerate(BookingStatus, 1):
        at = f"2025-01-{day:02}T10:00"
        made = services.bookings.create(booking(clinic.id, at))
        services.bookings.update(made.id, BookingUpdate(status=first))
        for second in (BookingStatus.PENDING, BookingStatus.CONFIRMED):
            if first in HOLDS_TIME:
                with refused(Conflict, "booking.overlap"):
                    services.bookings.create(booking(clinic.id, at, status=second))
            else:
                services.bookings.delete(services.bookings.create(booking(clinic.id, at, status=second)).id)


def test_another_provider_has_its_own_time(services: Services, clinic: ProviderRead) -> None:
    garage = services.providers.create(provider("Nord Garage"))
    services.bookings.create(booking(clinic.id))
    moving = services.bookings.create(booking(garage.id))

    with refused(Conflict, "booking.overlap") as error:
        services.bookings.update(moving.id, BookingUpdate(provider_id=clinic.id))
    assert error.value.params["provider"] == "City Medical Clinic"
    assert services.bookings.get(moving.id) == moving


def test_a_move_onto_itself_is_no_overlap_and_onto_another_is(services: Services, clinic: ProviderRead) -> None:
    other = services.bookings.create(booking(clinic.id, "2025-01-15T11:00"))
    made = services.bookings.create(booking(clinic.id))
    services.bookings.update(made.id, BookingUpdate.model_validate({"scheduled_at": "2025-01-15T10:15"}))

    with refused(Conflict, "booking.overlap") as error:
        services.bookings.update(made.id, BookingUpdate(duration_minutes=60))
    assert error.value.params["conflicts"] == (other,)
    assert free(error) == ["15 09:30", "15 09:45", "15 10:00"]  # 60 minutes; its own present time counts as free


def test_a_freed_time_that_was_sold_again_stays_sold(services: Services, clinic: ProviderRead) -> None:
    absent = services.bookings.create(booking(clinic.id))
    services.bookings.update(absent.id, BookingUpdate(status=BookingStatus.NO_SHOW))
    sold = services.bookings.create(booking(clinic.id, client_name="Jane Roe"))

    with refused(Conflict, "booking.overlap") as error:
        services.bookings.update(absent.id, BookingUpdate(status=BookingStatus.ARRIVED))
    assert error.value.params["conflicts"] == (sold,)
    assert services.bookings.get(absent.id).status is BookingStatus.NO_SHOW


def test_no_time_gone_by_is_offered_for_one_to_come(database_url: str, settings: Settings) -> None:
    now = datetime(2025, 1, 15, 14, 50, tzinfo=UTC)  # 9:50 in New York
    with open_services(database_url, settings, lambda: now) as services:
        clinic = services.providers.create(provider())
        services.bookings.create(booking(clinic.id))
        with refused(Conflict, "booking.overlap") as error:
            services.bookings.create(booking(clinic.id, client_name="Jane Roe"))
        assert free(error) == ["15 10:30", "15 10:45", "15 11:00"]
        services.bookings.create(booking(clinic.id, "2025-01-15T09:00"))
        with refused(Conflict, "booking.overlap") as error:
            services.bookings.create(booking(clinic.id, "2025-01-15T09:00", client_name="Jane Roe"))
        assert free(error) == ["15 08:15", "15 08:30", "15 09:30"]


def test_free_times_near_a_wanted_one(services: Services, clinic: ProviderRead) -> None:
    services.bookings.create(booking(clinic.id, duration_minutes=60))
    wanted = datetime(2025, 1, 15, 10, 30)  # noqa: DTZ001 - wall time of the clinic

    offered = services.bookings.free_times(clinic.id, wanted, 30)
    assert [moment.isoformat() for moment in offered] == [
        "2025-01-15T09:30:00-05:00",
        "2025-01-15T11:00:00-05:00",
        "2025-01-15T11:15:00-05:00",
    ]
    for start in offered[:2]:
        services.bookings.create(booking(clinic.id, start))


@pytest.mark.parametrize("at", ["0001-01-03T00:00+00:00", "9999-12-28T23:00+00:00"])
def test_free_times_at_the_ends_of_the_calendar(services: Services, clinic: ProviderRead, at: str) -> None:
    services.bookings.create(booking(clinic.id, at))
    with refused(Conflict, "booking.overlap") as error:
        services.bookings.create(booking(clinic.id, at, client_name="Jane Roe"))

    offered = error.value.params["free"]
    assert isinstance(offered, tuple)
    assert len(offered) == 3
    for start in offered:
        services.bookings.create(booking(clinic.id, start, duration_minutes=1))


@pytest.mark.parametrize("given", [{"duration_minutes": 60}, {"duration_minutes": 60, "provider_id": 1}])
def test_a_refused_booking_that_is_deleted_meanwhile_is_refused_without_more(
    services: Services, clinic: ProviderRead, sql: Sql, given: dict[str, int]
) -> None:
    made = services.bookings.create(booking(clinic.id))
    services.bookings.create(booking(clinic.id, "2025-01-15T10:30"))

    def delete(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "bookings JOIN providers" in statement:
            sql("DELETE FROM bookings WHERE id = :id", id=made.id)

    event.listen(services.database.engine, "before_cursor_execute", delete)
    with refused(Conflict, "booking.overlap") as error:
        services.bookings.update(made.id, BookingUpdate.model_validate(given))
    assert error.value.params == {}


def test_overbooking_is_a_choice_with_a_reason(services: Services, clinic: ProviderRead) -> None:
    services.bookings.create(booking(clinic.id))
    over = services.bookings.create(booking(clinic.id, client_name="Jane Roe", overbook_reason="emergency"))
    more = services.bookings.create(booking(clinic.id, client_name="Max Poe", overbook_reason="twins"))

    assert over.overbook_reason == "emergency"
    with refused(Conflict, "booking.overlap"):
        services.bookings.update(over.id, BookingUpdate(overbook_reason=None))
    services.bookings.update(
        more.id, BookingUpdate.model_validate({"scheduled_at": "2025-01-15T11:00", "overbook_reason": None})
    )


def test_nobody_lands_on_an_overbooked_booking_by_accident(services: Services, clinic: ProviderRead) -> None:
    over = services.bookings.create(booking(clinic.id, overbook_reason="emergency"))
    with refused(Conflict, "booking.overlap") as error:
        services.bookings.create(booking(clinic.id, client_name="Jane Roe"))
    assert error.value.params["conflicts"] == (over,)

    services.bookings.cancel(over.id)
    services.bookings.create(booking(clinic.id, client_name="Jane Roe"))


def test_a_booking_under_an_overbooked_one_can_still_be_edited(services: Services, clinic: ProviderRead) -> None:
    under = services.bookings.create(booking(clinic.id))
    services.bookings.create(booking(clinic.id, client_name="Jane Roe", overbook_reason="emergency"))

    arrived = services.bookings.update(under.id, BookingUpdate(status=BookingStatus.ARRIVED, duration_minutes=15))
    assert (arrived.status, arrived.duration_minutes) == (BookingStatus.ARRIVED, 15)


INSERT = (
    "INSERT INTO bookings (provider_id, client_id, service_type, scheduled_at, ends_at, status, overbook_reason)"
    " SELECT provider_id, client_id, 'x', scheduled_at + :later * interval '1 min',"
    " ends_at + :later * interval '1 min', :status, :reason FROM bookings WHERE id = :id RETURNING id"
)


def test_the_tables_themselves_refuse_an_overlap(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id))
    near = {"id": made.id, "status": "pending", "reason": None}

    def refuse(statement: str, **values: object) -> None:
        with pytest.raises(IntegrityError) as error:
            sql(statement, **values)
        assert constraint(error.value) == "ex_bookings_provider_id_during"

    for status in HOLDS_TIME:
        refuse(INSERT, **near | {"status": status.value}, later=15)
    next_one = sql.one(INSERT, **near, later=30)
    refuse("UPDATE bookings SET scheduled_at = scheduled_at - interval '1 min' WHERE id = :id", id=next_one)
    sql("UPDATE bookings SET status = 'no_show' WHERE id = :id", id=next_one)
    third = sql.one(INSERT, **near, later=45)
    refuse("UPDATE bookings SET status = 'arrived' WHERE id = :id", id=next_one)
    sql("DELETE FROM bookings WHERE id = :id", id=third)
    over = sql.one(INSERT, **near | {"reason": "emergency"}, later=60)
    refuse(INSERT, **near, later=75)
    refuse("UPDATE bookings SET overbook_reason = NULL, scheduled_at = scheduled_at - interval '35 min',"
           " ends_at = ends_at - interval '35 min' WHERE id = :id", id=over)  # fmt: skip
    refuse("UPDATE bookings SET ends_at = ends_at + interval '60 min' WHERE id = :id", id=made.id)


def test_the_tables_refuse_what_makes_no_sense(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    services.bookings.create(booking(clinic.id))
    for change, name in (
        ("ends_at = scheduled_at", "ck_bookings_length"),
        ("status = 'maybe'", "ck_bookings_status"),
        ("overbook_reason = ''", "ck_bookings_overbook_reason"),
        ("scheduled_at = '0001-01-01 BC'", "ck_bookings_range"),
        ("ends_at = 'infinity'", "ck_bookings_range"),
        ("provider_id = 99", "fk_bookings_provider_id_providers"),
        ("client_id = 99", "fk_bookings_client_id_clients"),
    ):
        with pytest.raises(IntegrityError, match=f'"{name}"'):
            sql(f"UPDATE bookings SET {change}")
