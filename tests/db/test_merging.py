"""Saves that meet: two desks that read the same version and save one after the other."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.domain.errors import Conflict, RuleViolation
from frontdesk_desktop.schemas.bookings import BookingUpdate
from frontdesk_desktop.schemas.clients import ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderRead, ProviderUpdate
from tests.db.make import Sql, booking, client, provider, refused

# what the first desk saves, one save after another · what the second then saves on top of what it had read · the
# fields that the second is asked about
BOOKINGS: list[tuple[list[dict[str, Any]], dict[str, Any], set[str]]] = [
    ([{"notes": "a"}], {"notes": "b"}, {"notes"}),
    ([{"notes": "a"}], {"notes": "a"}, set()),
    ([{"notes": "a"}], {"service_type": "b"}, set()),
    ([{"notes": "a"}, {"service_type": "x"}], {"service_type": "b", "notes": "b"}, {"notes", "service_type"}),
    ([{"notes": "a"}, {"notes": ""}], {"notes": "b"}, set()),  # changed and changed back
    ([{"notes": "a"}, {"notes": "c"}], {"notes": "c", "service_type": "b"}, set()),
    ([{"status": "confirmed"}], {"scheduled_at": "2025-01-16T10:00"}, set()),
    ([{"status": "confirmed"}], {"status": "arrived"}, {"status"}),
    ([{"status": "confirmed"}], {"status": "confirmed"}, set()),
    ([{"scheduled_at": "2025-01-16T10:00"}], {"notes": "b", "status": "confirmed"}, set()),
    ([{"scheduled_at": "2025-01-16T10:00"}], {"scheduled_at": "2025-01-17T10:00"}, {"scheduled_at"}),
    ([{"scheduled_at": "2025-01-16T10:00"}], {"scheduled_at": "2025-01-16T15:00Z"}, set()),  # the same instant
    ([{"scheduled_at": "2025-01-16T10:00"}], {"duration_minutes": 60}, {"duration_minutes"}),
    ([{"duration_minutes": 60}], {"scheduled_at": "2025-01-17T10:00", "notes": "b"}, {"scheduled_at"}),
    ([{"client_name": "Jane Roe"}], {"client_name": "Max Poe"}, {"client_name"}),
    ([{"client_name": "Jane Roe"}], {"notes": "b"}, set()),
    ([{"overbook_reason": "a"}], {"overbook_reason": "b"}, {"overbook_reason"}),
    ([{"overbook_reason": "a"}, {"overbook_reason": None}], {"overbook_reason": "b"}, set()),
]


def test_bookings_are_merged_field_by_field(services: Services, clinic: ProviderRead) -> None:
    for firsts, second, both in BOOKINGS:
        read = services.bookings.create(booking(clinic.id))
        for first in firsts:
            services.bookings.update(read.id, BookingUpdate.model_validate(first))
        stands = services.bookings.get(read.id)
        stale = BookingUpdate.model_validate(second | {"version": read.version})
        if both:
            with refused(Conflict, "row.changed") as error:
                services.bookings.update(read.id, stale)
            assert error.value.fields == dict.fromkeys(both, "row.changed")
            assert services.bookings.get(read.id) == stands
        else:
            merged = services.bookings.update(read.id, stale)
            expected = stands.model_dump() | second
            for name in ("notes", "service_type", "status", "client_name", "overbook_reason"):
                assert getattr(merged, name) == expected[name], (firsts, second)
        services.bookings.delete(read.id)


def test_who_changed_it_is_told(services: Services, clinic: ProviderRead, database_url: str) -> None:
    read = services.bookings.create(booking(clinic.id))
    before = datetime.now(UTC)
    with open_services(database_url, services.settings.model_copy(update={"desk": "Second desk"})) as second:
        second.bookings.update(read.id, BookingUpdate(notes="theirs"))

    with refused(Conflict, "row.changed") as error:
        services.bookings.update(read.id, BookingUpdate(notes="mine", version=read.version))
    assert error.value.params["desk"] == "Second desk"
    assert error.value.params["account"] == services.database.engine.url.username
    at = error.value.params["at"]
    assert isinstance(at, datetime)
    assert before <= at <= datetime.now(UTC)


def test_without_a_version_the_last_save_stands(services: Services, clinic: ProviderRead) -> None:
    read = services.bookings.create(booking(clinic.id))
    services.bookings.update(read.id, BookingUpdate(notes="theirs"))

    assert services.bookings.update(read.id, BookingUpdate(notes="mine")).notes == "mine"


def test_a_change_by_hand_counts_too(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    read = services.bookings.create(booking(clinic.id))
    sql("SET timezone = 'Asia/Tokyo'")
    sql("UPDATE bookings SET scheduled_at = scheduled_at + '1 day', ends_at = ends_at + '1 day'")

    with refused(Conflict, "row.changed") as error:
        services.bookings.update(
            read.id, BookingUpdate.model_validate({"scheduled_at": "2025-02-01T10:00", "version": read.version})
        )
    assert error.value.params["desk"] == "psql"
    sql("UPDATE bookings SET scheduled_at = scheduled_at - interval '1 day', ends_at = ends_at - interval '1 day'")
    services.bookings.update(
        read.id, BookingUpdate.model_validate({"scheduled_at": "2025-02-01T10:00", "version": read.version})
    )


def test_a_booking_changed_back_by_the_program_after_a_hand_in_another_zone(
    services: Services, clinic: ProviderRead, sql: Sql
) -> None:
    read = services.bookings.create(booking(clinic.id))
    sql("SET timezone = 'Asia/Tokyo'")
    sql("UPDATE bookings SET scheduled_at = scheduled_at + '1 day', ends_at = ends_at + '1 day'")
    services.bookings.update(read.id, BookingUpdate.model_validate({"scheduled_at": "2025-01-15T10:00"}))

    assert services.bookings.update(read.id, BookingUpdate(duration_minutes=60, version=1)).duration_minutes == 60


def test_cancelling_what_another_desk_cancelled_tells_when_it_was(services: Services, clinic: ProviderRead) -> None:
    read = services.bookings.create(booking(clinic.id))
    cancelled = services.bookings.cancel(read.id)

    with refused(RuleViolation, "booking.already_cancelled") as error:
        services.bookings.cancel(read.id, read.version)
    assert error.value.params == {"at": cancelled.cancelled_at}


def test_cancelling_what_another_desk_checked_in_asks_first(services: Services, clinic: ProviderRead) -> None:
    read = services.bookings.create(booking(clinic.id))
    services.bookings.update(read.id, BookingUpdate.model_validate({"status": "arrived"}))

    with refused(Conflict, "row.changed"):
        services.bookings.cancel(read.id, read.version)
    assert services.bookings.cancel(read.id).status == "cancelled"


@pytest.mark.parametrize("noun", ["provider", "client"])
def test_providers_and_clients_are_merged_field_by_field(services: Services, noun: str) -> None:
    read = services.providers.create(provider()) if noun == "provider" else services.clients.create(client())

    def save(version: int | None = None, **fields: str) -> Any:
        if noun == "provider":
            return services.providers.update(read.id, ProviderUpdate.model_validate(fields | {"version": version}))
        return services.clients.update(read.id, ClientUpdate.model_validate(fields | {"version": version}))

    save(phone="555 0100")
    merged = save(read.version, email="new@example.com")
    assert (merged.phone, merged.email, merged.version) == ("555 0100", "new@example.com", 3)
    with refused(Conflict, "row.changed") as error:
        save(read.version, phone="555 0199", email="other@example.com", name="New Name")
    assert error.value.fields == {"phone": "row.changed", "email": "row.changed"}
    assert save(read.version, phone="555 0100", name="New Name").name == "New Name"
    save(phone="")
    assert save(read.version, phone="555 0199").phone == "555 0199"  # changed and changed back


def test_the_version_counts_changes_of_any_kind(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id))
    sql("UPDATE bookings SET notes = 'x', version = 99, updated_at = '2000-01-01', created_at = '2000-01-01', id = 99")
    changed = services.bookings.get(made.id)

    assert changed.version == 2
    assert changed.created_at == made.created_at
    assert changed.updated_at > made.updated_at
    for table, update in (("providers", "name = 'x'"), ("clients", "notes = 'x'")):
        [[version, created, updated]] = sql(f"SELECT version, created_at, updated_at FROM {table}")
        sql(f"UPDATE {table} SET {update}, version = 99, created_at = now(), updated_at = '2000-01-01', id = 99")
        [[new_version, new_created, new_updated]] = sql(f"SELECT version, created_at, updated_at FROM {table}")
        assert (new_version, new_created) == (version + 1, created)
        assert new_updated > updated


def test_a_save_that_waited_for_another_is_merged_too(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    """The other save comes between this one's look at the booking and its lock."""
    read = services.bookings.create(booking(clinic.id))
    saved: list[bool] = []

    def save(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM providers" in statement and not saved:
            saved.append(True)
            sql("UPDATE bookings SET service_type = 'check-up'")

    event.listen(services.database.engine, "before_cursor_execute", save)
    merged = services.bookings.update(read.id, BookingUpdate(notes="x", version=read.version))
    assert (merged.service_type, merged.notes, merged.version) == ("check-up", "x", 3)
