"""Bookings where the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.errors import Conflict, InvalidInput
from frontdesk_desktop.schemas.bookings import BookingUpdate
from frontdesk_desktop.schemas.providers import ProviderRead, ProviderUpdate
from tests.db.make import booking, provider, refused

NEW_YORK, BERLIN, LORD_HOWE = "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"


@pytest.mark.parametrize(
    ("zone", "at", "code", "choices"),
    [
        (NEW_YORK, "2025-03-09T02:30", "time.skipped", ["2025-03-09T01:30-05:00", "2025-03-09T03:30-04:00"]),
        (BERLIN, "2025-03-30T02:30", "time.skipped", ["2025-03-30T01:30+01:00", "2025-03-30T03:30+02:00"]),
        (LORD_HOWE, "2025-10-05T02:15", "time.skipped", ["2025-10-05T01:45+10:30", "2025-10-05T02:45+11:00"]),
        (NEW_YORK, "2025-11-02T01:30", "time.repeated", ["2025-11-02T01:30-04:00", "2025-11-02T01:30-05:00"]),
        (BERLIN, "2025-10-26T02:30", "time.repeated", ["2025-10-26T02:30+02:00", "2025-10-26T02:30+01:00"]),
        (LORD_HOWE, "2025-04-06T01:45", "time.repeated", ["2025-04-06T01:45+11:00", "2025-04-06T01:45+10:30"]),
    ],
)
def test_a_time_that_the_clocks_skip_or_repeat_is_refused_and_its_choices_taken(
    services: Services, zone: str, at: str, code: str, choices: list[str]
) -> None:
    place = services.providers.create(provider(time_zone=zone))
    made = services.bookings.create(booking(place.id))
    update = BookingUpdate.model_validate({"scheduled_at": at})
    for call in (
        lambda: services.bookings.create(booking(place.id, at)),
        lambda: services.bookings.update(made.id, update),
        lambda: services.bookings.free_times(place.id, datetime.fromisoformat(at), 30),
    ):
        with refused(InvalidInput, code) as error:
            call()
        assert error.value.fields == {"scheduled_at": code}
        offered = error.value.params["choices"]
        assert isinstance(offered, tuple)
        assert [choice.isoformat(timespec="minutes") for choice in offered] == choices

    taken = [services.bookings.create(booking(place.id, choice)) for choice in choices]
    assert [one.scheduled_at.isoformat(timespec="minutes") for one in taken] == choices
    assert taken[0].scheduled_at.astimezone(UTC) < taken[1].scheduled_at.astimezone(UTC)


LENGTHS = [
    (NEW_YORK, "2025-03-09T01:30", 60, "2025-03-09T03:30-04:00"),
    (NEW_YORK, "2025-11-02T00:30", 120, "2025-11-02T01:30-05:00"),
    (BERLIN, "2025-03-30T01:45", 30, "2025-03-30T03:15+02:00"),
    (BERLIN, "2025-10-26T01:30", 90, "2025-10-26T02:00+01:00"),
    (LORD_HOWE, "2025-10-05T01:45", 30, "2025-10-05T02:45+11:00"),
    (LORD_HOWE, "2025-04-06T01:15", 60, "2025-04-06T01:45+10:30"),
    (BERLIN, "2025-03-29T12:00", 1440, "2025-03-30T13:00+02:00"),
]


def test_an_hour_is_an_hour_across_a_clock_change(services: Services) -> None:
    for zone, at, minutes, ends in LENGTHS:
        place = services.providers.create(provider(time_zone=zone))
        made = services.bookings.create(booking(place.id, at, duration_minutes=minutes))
        last_minute = made.ends_at.astimezone(UTC) - timedelta(minutes=1)

        assert made.ends_at.isoformat(timespec="minutes") == ends
        assert made.duration_minutes == minutes
        assert services.bookings.get(made.id) == made
        with refused(Conflict, "booking.overlap"):
            services.bookings.create(booking(place.id, last_minute))


def test_free_times_step_over_a_skipped_hour(services: Services) -> None:
    """Berlin, 2025-03-30: 01:45 to 03:00 is a quarter of an hour."""
    place = services.providers.create(provider(time_zone=BERLIN))
    services.bookings.create(booking(place.id, "2025-03-30T01:30", duration_minutes=45))
    with refused(Conflict, "booking.overlap") as error:
        services.bookings.create(booking(place.id, "2025-03-30T01:45"))
    offered = error.value.params["free"]

    assert isinstance(offered, tuple)
    assert [moment.isoformat(timespec="minutes") for moment in offered] == [
        "2025-03-30T01:00+01:00",
        "2025-03-30T03:15+02:00",
        "2025-03-30T03:30+02:00",
    ]


def test_a_provider_that_changes_its_zone_keeps_its_bookings_instants(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id))
    services.providers.update(clinic.id, ProviderUpdate(time_zone=BERLIN))

    assert services.bookings.get(made.id).scheduled_at.isoformat() == "2025-01-15T16:00:00+01:00"
