"""The audit log: every change by anyone, and nobody changes it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.errors import Conflict
from frontdesk_desktop.schemas.bookings import BookingUpdate
from frontdesk_desktop.schemas.clients import ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderRead
from tests.db.make import Sql, booking, client, refused

ENTRIES = "SELECT action, table_name, row_id, desk, account FROM audit_log ORDER BY id"


def test_each_change_by_the_program_is_recorded_with_desk_and_account(services: Services, sql: Sql) -> None:
    john = services.clients.create(client(notes="a"))
    services.clients.update(john.id, ClientUpdate(notes="b"))
    services.clients.delete(john.id)
    account = services.database.engine.url.username

    assert sql(ENTRIES) == [
        (action, "clients", john.id, "Test desk", account) for action in ("insert", "update", "delete")
    ]
    [inserted, updated, deleted] = sql("SELECT before, after, at, transaction_id FROM audit_log ORDER BY id")
    assert inserted[0] is None
    assert inserted[1] == updated[0]
    assert updated[1] == deleted[0]
    assert deleted[1] is None
    assert {name for name, value in updated[0].items() if updated[1][name] != value} == {
        "notes",
        "version",
        "updated_at",
    }
    assert set(inserted[1]) == {
        *("id", "request_id", "name", "phone", "phone_digits", "email", "notes", "created_at", "updated_at", "version")
    }
    assert abs(inserted[2] - datetime.now(UTC)).total_seconds() < 60
    assert len({entry[3] for entry in (inserted, updated, deleted)}) == 3


def test_changes_by_hand_are_recorded_row_by_row(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    services.bookings.create(booking(clinic.id))
    services.bookings.create(booking(clinic.id, "2025-01-16T10:00"))
    before = sql.one("SELECT max(id) FROM audit_log")
    sql("UPDATE bookings SET notes = 'x'")
    sql("DELETE FROM bookings")
    sql("INSERT INTO clients (name) SELECT 'By Hand' FROM generate_series(1, 3)")

    entries = sql("SELECT action, table_name, desk FROM audit_log WHERE id > :before ORDER BY id", before=before)
    assert entries == [
        *[("update", "bookings", "psql")] * 2,
        *[("delete", "bookings", "psql")] * 2,
        *[("insert", "clients", "psql")] * 3,
    ]


def test_a_booking_and_its_new_client_are_one_transaction(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    services.bookings.create(booking(clinic.id))

    assert sql("SELECT count(*), count(DISTINCT transaction_id) FROM audit_log WHERE table_name <> 'providers'") == [
        (2, 1)
    ]


def test_what_was_refused_is_not_recorded(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    services.bookings.create(booking(clinic.id))
    before = sql(ENTRIES)
    with refused(Conflict, "booking.overlap"):
        services.bookings.create(booking(clinic.id, client_name="Jane Roe"))

    assert sql(ENTRIES) == before


def test_a_save_that_changes_nothing_is_not_recorded(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id, notes="a"))
    before = sql(ENTRIES)
    services.bookings.update(made.id, BookingUpdate(notes="a"))

    assert sql(ENTRIES) == before


def test_renaming_a_client_is_no_change_of_its_bookings(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id))
    services.clients.update(made.client_id, ClientUpdate(name="Jane Roe", phone="555 0199"))

    read = services.bookings.get(made.id)
    assert read.client_name == "Jane Roe"
    assert (read.version, read.updated_at) == (made.version, made.updated_at)
    assert sql("SELECT action FROM audit_log WHERE table_name = 'bookings'") == [("insert",)]


def test_times_are_recorded_in_utc_whoever_writes(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id))
    sql("SET timezone = 'Asia/Tokyo'")
    sql("UPDATE bookings SET notes = 'x'")

    assert (
        sql("SELECT after->>'scheduled_at' FROM audit_log WHERE table_name = 'bookings'")
        == [("2025-01-15T15:00:00+00:00",)] * 2
    )
    assert made.scheduled_at.astimezone(UTC).isoformat() == "2025-01-15T15:00:00+00:00"
    assert sql.one("SHOW timezone") == "Asia/Tokyo"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET account = 'nobody'",
        "UPDATE audit_log SET account = account WHERE false",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
        "TRUNCATE clients CASCADE",
        "TRUNCATE bookings",
        "TRUNCATE providers, clients, bookings",
    ],
)
def test_not_even_the_owner_rewrites_history(sql: Sql, statement: str) -> None:
    sql("INSERT INTO clients (name) VALUES ('John Doe')")
    before = sql("SELECT * FROM audit_log")
    with pytest.raises(DBAPIError) as error:
        sql(statement)

    assert getattr(error.value.orig, "pgcode", "") == "42501"
    assert len(before) == 1
    assert sql("SELECT * FROM audit_log") == before
