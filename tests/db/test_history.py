"""The history of a row, for people."""

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingUpdate
from frontdesk_desktop.schemas.providers import ProviderRead, ProviderUpdate
from tests.db.make import Sql, booking, client, provider


def changes(services: Services, table: str, row: int) -> list[dict[str, tuple[str | None, str | None]]]:
    return [
        {change.field: (change.before, change.after) for change in entry.changes}
        for entry in services.history.list(table, row)
    ]


def test_the_newest_comes_first_with_who_when_and_where(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    sql("UPDATE providers SET sector = 'dental'")
    services.providers.delete(clinic.id)
    entries = services.history.list("providers", clinic.id)

    assert [(entry.action, entry.desk) for entry in entries] == [
        ("delete", "Test desk"),
        ("update", "psql"),
        ("insert", "Test desk"),
    ]
    assert {entry.account for entry in entries} == {services.database.engine.url.username}
    assert entries[0].at > entries[1].at > entries[2].at
    assert [(change.field, change.before, change.after) for change in entries[1].changes] == [
        ("sector", "medical", "dental")
    ]


def test_a_booking_speaks_of_names_and_times(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    garage = services.providers.create(provider("Nord Garage"))
    made = services.bookings.create(booking(clinic.id, notes=""))
    sql("SET timezone = 'Asia/Tokyo'")
    sql("UPDATE bookings SET scheduled_at = scheduled_at - interval '1 h'")
    services.bookings.update(made.id, BookingUpdate(provider_id=garage.id, client_name="Jane Roe"))
    services.bookings.update(made.id, BookingUpdate(status=BookingStatus.CONFIRMED, notes="parking"))

    assert changes(services, "bookings", made.id) == [
        {"status": ("pending", "confirmed"), "notes": (None, "parking")},
        {"provider_id": ("City Medical Clinic", "Nord Garage"), "client_id": ("John Doe", "Jane Roe")},
        {"scheduled_at": ("2025-01-15T10:00:00-05:00", "2025-01-15T09:00:00-05:00")},
        {
            "provider_id": (None, "City Medical Clinic"),
            "client_id": (None, "John Doe"),
            "service_type": (None, "consultation"),
            "scheduled_at": (None, "2025-01-15T10:00:00-05:00"),
            "ends_at": (None, "2025-01-15T10:30:00-05:00"),
            "status": (None, "pending"),
        },
    ]


def test_who_is_gone_is_a_number(services: Services, clinic: ProviderRead) -> None:
    made = services.bookings.create(booking(clinic.id))
    services.bookings.delete(made.id)
    services.clients.delete(made.client_id)

    assert changes(services, "bookings", made.id)[0]["client_id"] == (f"#{made.client_id}", None)


def test_a_switch_is_yes_or_no(services: Services, clinic: ProviderRead) -> None:
    services.providers.update(clinic.id, ProviderUpdate(is_active=False))

    assert changes(services, "providers", clinic.id)[0] == {"is_active": ("true", "false")}


def test_only_as_many_as_asked_for(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    for _ in range(3):
        sql("UPDATE providers SET address = address || 'x'")

    assert len(services.history.list("providers", clinic.id, limit=2)) == 2
    assert services.history.list("providers", clinic.id + 1) == ()
    assert services.history.list("nothing", 2**80) == ()


def test_a_client_has_a_history_too(services: Services) -> None:
    made = services.clients.create(client(phone="+1234567890"))

    assert changes(services, "clients", made.id) == [{"name": (None, "John Doe"), "phone": (None, "+1234567890")}]
