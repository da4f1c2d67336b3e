"""Bookings: made, read, changed, cancelled, deleted."""

from collections.abc import Callable
from datetime import datetime, timedelta

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.domain.errors import Conflict, InvalidInput, NotFound, RuleViolation
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingUpdate
from frontdesk_desktop.schemas.clients import ClientFilter
from frontdesk_desktop.schemas.providers import ProviderRead, ProviderUpdate
from tests.db.make import Sql, booking, client, provider, refused


def test_a_booking_is_stored_as_given_with_its_provider_and_client(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(
        booking(clinic.id, client_email="john@example.com", notes="First\nvisit", duration_minutes=45)
    )

    assert services.bookings.get(made.id) == made
    assert made.scheduled_at.isoformat() == "2025-01-15T10:00:00-05:00"
    assert made.ends_at.isoformat() == "2025-01-15T10:45:00-05:00"
    assert made.model_dump(exclude={"id", "client_id", "created_at", "updated_at", "scheduled_at", "ends_at"}) == {
        "provider_id": clinic.id,
        "provider_name": "City Medical Clinic",
        "time_zone": "America/New_York",
        "client_name": "John Doe",
        "client_phone": "+1234567890",
        "client_email": "john@example.com",
        "service_type": "consultation",
        "duration_minutes": 45,
        "status": BookingStatus.PENDING,
        "notes": "First\nvisit",
        "overbook_reason": None,
        "cancelled_at": None,
        "request_id": None,
        "version": 1,
    }


HOSTILE = [
    "'; DROP TABLE bookings; --",
    "<b>bold</b><script>alert(1)</script>",
    "\u202eevil\u202c \u200f\u200e",
    "👩‍👩‍👧 \U0001f1fa\U0001f1e6 e\u0301",
    "100 % _ \\ \\n %s %(x)s {0}",
    "\ufeff\u200b\ue000\ufffe",
    "  spaces around  ",
]


def test_hostile_texts_come_back_exactly(services: Services, clinic: ProviderRead) -> None:
    made = [
        services.bookings.create(
            booking(clinic.id, client_name=text, service_type=text, notes=text, overbook_reason=text)
        )
        for text in HOSTILE
    ]
    read = services.bookings.list(BookingFilter(sort="id")).items

    assert list(read) == made
    assert [{one.client_name, one.service_type, one.notes, one.overbook_reason} for one in read] == [
        {text} for text in HOSTILE
    ]


def test_the_same_client_by_phone_or_email_and_name_is_reused(services: Services, clinic: ProviderRead) -> None:
    known = services.clients.create(client("José Núñez", phone="+34 912 34 56 78", email="Jose@Example.com"))
    days = iter(range(1, 29))

    def booked(name: str, phone: str = "", email: str = "") -> int:
        at = f"2025-02-{next(days):02}T10:00"
        new = booking(clinic.id, at, client_name=name, client_phone=phone, client_email=email)
        return services.bookings.create(new).client_id

    assert booked("José Núñez", phone="0034 912345678") == known.id
    assert booked("jose nunez", phone="+34 (912) 345-678") == known.id
    assert booked("José Núñez", phone="555 0100", email="jose@example.COM") == known.id
    others = [
        booked("José Núñez"),
        booked("José Núñez"),
        booked("María Núñez", phone="+34 912 34 56 78"),
        booked("José Núñez", phone="555 0199"),
        booked("José Núñez", email="jose@example.org"),
    ]
    assert len({known.id, *others}) == 6
    assert services.clients.get(known.id) == known


def test_of_several_matching_clients_the_oldest_is_taken(services: Services, clinic: ProviderRead) -> None:
    first = services.clients.create(client(phone="+1234567890"))
    services.clients.create(client(phone="+1234567890"))

    assert services.bookings.create(booking(clinic.id)).client_id == first.id


def test_nothing_of_a_refused_booking_stays(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    services.bookings.create(booking(clinic.id))
    before = sql("SELECT (SELECT count(*) FROM clients), (SELECT count(*) FROM audit_log)")
    with refused(Conflict, "booking.overlap"):
        services.bookings.create(booking(clinic.id, client_name="Jane Roe"))

    assert sql("SELECT (SELECT count(*) FROM clients), (SELECT count(*) FROM audit_log)") == before
    assert services.clients.list(ClientFilter(search="Jane")).total == 0


def test_unknown_provider_client_and_booking(services: Services, clinic: ProviderRead) -> None:
    with refused(NotFound, "provider.not_found") as error:
        services.bookings.create(booking(clinic.id + 1))
    assert error.value.fields == {"provider_id": "provider.not_found"}
    with refused(NotFound, "client.not_found") as error:
        services.bookings.create(booking(clinic.id, client_id=7))
    assert error.value.fields == {"client_id": "client.not_found"}
    for call in (
        lambda: services.bookings.get(7),
        lambda: services.bookings.update(7, BookingUpdate(notes="x")),
        lambda: services.bookings.cancel(7),
        lambda: services.bookings.delete(7),
    ):
        with refused(NotFound, "booking.not_found") as error:
            call()
        assert error.value.params == {"id": 7}
    made = services.bookings.create(booking(clinic.id))
    with refused(NotFound, "provider.not_found"):
        services.bookings.update(made.id, BookingUpdate(provider_id=clinic.id + 1))
    with refused(NotFound, "client.not_found"):
        services.bookings.update(made.id, BookingUpdate(client_id=99))
    with refused(NotFound, "provider.not_found"):
        services.bookings.free_times(clinic.id + 1, made.scheduled_at, 30)


def test_an_inactive_provider_takes_no_new_bookings(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id))
    garage = services.providers.create(provider("Nord Garage"))
    elsewhere = services.bookings.create(booking(garage.id))
    services.providers.update(clinic.id, ProviderUpdate(is_active=False))

    there = BookingUpdate.model_validate({"provider_id": clinic.id, "scheduled_at": "2025-01-16T10:00"})
    calls: tuple[Callable[[], object], ...] = (
        lambda: services.bookings.create(booking(clinic.id, "2025-01-16T10:00")),
        lambda: services.bookings.update(elsewhere.id, there),
    )
    for call in calls:
        with refused(RuleViolation, "provider.inactive") as error:
            call()
        assert error.value.fields == {"provider_id": "provider.inactive"}
        assert error.value.params["name"] == "City Medical Clinic"
    assert services.bookings.update(made.id, BookingUpdate(status=BookingStatus.ARRIVED)).status == "arrived"


def test_an_update_changes_the_given_fields_alone(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id, notes="First visit"))
    changed = services.bookings.update(made.id, BookingUpdate(service_type="check-up"))

    assert changed.updated_at > made.updated_at
    assert changed == made.model_copy(
        update={"service_type": "check-up", "version": 2, "updated_at": changed.updated_at}
    )


def test_a_moved_booking_keeps_its_length_and_a_longer_one_its_start(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id, duration_minutes=45))
    moved = services.bookings.update(made.id, BookingUpdate.model_validate({"scheduled_at": "2025-01-16T14:00"}))
    longer = services.bookings.update(made.id, BookingUpdate(duration_minutes=90))

    assert (moved.scheduled_at.isoformat(), moved.duration_minutes) == ("2025-01-16T14:00:00-05:00", 45)
    assert (longer.scheduled_at, longer.duration_minutes) == (moved.scheduled_at, 90)


def test_a_booking_moved_to_another_provider_keeps_its_instant(services: Services, clinic: ProviderRead) -> None:
    berlin = services.providers.create(provider("Nord Garage", time_zone="Europe/Berlin"))
    made = services.bookings.create(booking(clinic.id))
    moved = services.bookings.update(made.id, BookingUpdate(provider_id=berlin.id))

    assert moved.scheduled_at == made.scheduled_at
    assert moved.scheduled_at.isoformat() == "2025-01-15T16:00:00+01:00"
    typed = BookingUpdate.model_validate({"provider_id": clinic.id, "scheduled_at": "2025-01-15T08:00"})
    assert services.bookings.update(made.id, typed).scheduled_at.isoformat() == "2025-01-15T08:00:00-05:00"


def test_a_booking_changes_its_client(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id))
    jane = services.clients.create(client("Jane Roe", email="jane@example.com"))

    by_id = services.bookings.update(made.id, BookingUpdate(client_id=jane.id))
    by_name = services.bookings.update(made.id, BookingUpdate(client_name="John Doe", client_phone="+1234567890"))
    new = services.bookings.update(made.id, BookingUpdate(client_name="Zoë Müller"))

    assert (by_id.client_id, by_id.client_name) == (jane.id, "Jane Roe")
    assert by_name.client_id == made.client_id
    assert new.client_name == "Zoë Müller"
    assert services.clients.list(ClientFilter()).total == 3


def test_a_cancelled_booking_keeps_its_place_but_takes_notes(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id))
    services.bookings.cancel(made.id)

    for given in (
        {"scheduled_at": "2025-01-16T10:00"},
        {"duration_minutes": 60},
        {"provider_id": clinic.id},
        {"client_name": "Jane Roe"},
        {"client_id": made.client_id},
    ):
        with refused(RuleViolation, "booking.closed") as error:
            services.bookings.update(made.id, BookingUpdate.model_validate(given))
        assert error.value.params == {"id": made.id}
    assert services.bookings.update(made.id, BookingUpdate(notes="called twice")).notes == "called twice"


def test_cancelling_frees_the_time_and_tells_when_it_was(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id))
    cancelled = services.bookings.cancel(made.id)

    assert cancelled.status is BookingStatus.CANCELLED
    assert cancelled.cancelled_at is not None
    assert cancelled.cancelled_at.utcoffset() in (timedelta(hours=-5), timedelta(hours=-4))
    services.bookings.create(booking(clinic.id, client_name="Jane Roe"))
    with refused(RuleViolation, "booking.already_cancelled") as error:
        services.bookings.cancel(made.id)
    assert error.value.fields == {"status": "booking.already_cancelled"}
    assert error.value.params == {"at": cancelled.cancelled_at}


def test_a_deleted_booking_is_gone(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id))
    services.bookings.delete(made.id)

    assert services.bookings.list(BookingFilter()).total == 0
    with refused(NotFound, "booking.not_found"):
        services.bookings.delete(made.id)


def test_any_past_or_future_time_can_be_booked(services: Services, clinic: ProviderRead) -> None:
    times = ["0001-01-04T10:00", "1583-10-15T10:00", "2525-07-01T10:00", "9999-12-27T10:00"]
    made = [services.bookings.create(booking(clinic.id, at)) for at in times]

    assert [one.scheduled_at.replace(tzinfo=None) for one in made] == [datetime.fromisoformat(at) for at in times]
    assert list(services.bookings.list(BookingFilter()).items) == made


def test_a_time_off_the_calendar_is_refused(services: Services, clinic: ProviderRead) -> None:
    for at, minutes in (
        ("0001-01-01T00:00", 30),
        ("9999-12-31T23:59", 30),
        ("9999-12-28T18:45", 30),  # this and the next end too late
        ("9999-12-28T10:00", 7 * 24 * 60),
    ):
        with refused(InvalidInput, "time.out_of_range") as error:
            services.bookings.create(booking(clinic.id, at, duration_minutes=minutes))
        assert error.value.fields == {"scheduled_at": "time.out_of_range"}


def test_two_desks_see_the_same_booking(services: Services, clinic: ProviderRead, database_url: str) -> None:
    made = services.bookings.create(booking(clinic.id))
    with open_services(database_url, services.settings.model_copy(update={"desk": "Second desk"})) as second:
        assert second.bookings.get(made.id) == made
