"""What the database tells every desk when rows change, and the listener that hears it."""

import contextlib
import threading
from collections.abc import Iterator

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.db.listener import Listener
from frontdesk_desktop.domain.errors import Conflict, ServerUnavailable
from frontdesk_desktop.schemas.bookings import BookingUpdate
from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.schemas.clients import ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderRead
from tests.db.make import Sql, booking, refused


@pytest.fixture
def listener(services: Services, clinic: ProviderRead) -> Iterator[Listener]:
    """Connected; the clinic was there before."""
    with contextlib.closing(services.database.listen()) as connected:
        yield connected


def heard(listener: Listener, sql: Sql) -> list[ChangeSet]:
    """All that has come so far: notifications keep their order, so a last one of our own ends them."""
    sql("""NOTIFY frontdesk, '{"table": "the end"}'""")
    changes: list[ChangeSet] = []
    while not changes or changes[-1].table != "the end":
        changes += listener.wait(10)
    return changes[:-1]


def test_each_change_is_told_with_its_row_and_desk(
    services: Services, clinic: ProviderRead, listener: Listener, sql: Sql
) -> None:
    made = services.bookings.create(booking(clinic.id))
    services.bookings.update(made.id, BookingUpdate(notes="x"))
    services.bookings.delete(made.id)

    assert heard(listener, sql) == [
        ChangeSet(table="clients", action="insert", ids=(made.client_id,), desk="Test desk"),
        ChangeSet(table="bookings", action="insert", ids=(made.id,), desk="Test desk"),
        ChangeSet(table="bookings", action="update", ids=(made.id,), desk="Test desk"),
        ChangeSet(table="bookings", action="delete", ids=(made.id,), desk="Test desk"),
    ]


def test_a_refused_change_is_not_told(services: Services, clinic: ProviderRead, listener: Listener, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id))
    heard(listener, sql)
    with refused(Conflict, "booking.overlap"):
        services.bookings.create(booking(clinic.id, client_name="Jane Roe"))
    services.bookings.update(made.id, BookingUpdate(notes=""))  # as it was

    assert heard(listener, sql) == []


def test_a_renamed_client_is_told_and_its_bookings_are_not(
    services: Services, clinic: ProviderRead, listener: Listener, sql: Sql
) -> None:
    made = services.bookings.create(booking(clinic.id))
    heard(listener, sql)
    services.clients.update(made.client_id, ClientUpdate(name="Jane Roe"))

    assert [(change.table, change.action) for change in heard(listener, sql)] == [("clients", "update")]


def test_a_statement_is_told_once_and_too_many_rows_as_all(listener: Listener, sql: Sql) -> None:
    def insert(count: int) -> None:
        sql("INSERT INTO clients (name) SELECT 'x' FROM generate_series(1, :count)", count=count)

    for count in (3, 400, 401, 0):
        insert(count)
    sql("UPDATE clients SET notes = 'y'")
    sql("DELETE FROM clients WHERE id <= 2")

    changes = heard(listener, sql)
    assert [change.action for change in changes] == ["insert", "insert", "insert", "update", "delete"]
    assert [change.ids and len(change.ids) for change in changes] == [3, 400, None, None, 2]
    assert changes[0].ids == (1, 2, 3)
    assert {change.desk for change in changes} == {""}


def test_ids_that_fill_more_than_a_message_are_told_as_all(listener: Listener, sql: Sql) -> None:
    sql("INSERT INTO clients (id, name) SELECT 9223372036854770000 + n, 'x' FROM generate_series(1, 400) AS n")

    assert [change.ids for change in heard(listener, sql)] == [None]


def test_a_transaction_is_told_when_it_is_committed(
    services: Services, clinic: ProviderRead, listener: Listener, sql: Sql
) -> None:
    sql("BEGIN")
    sql("UPDATE providers SET name = 'x'")
    assert listener.wait(0) == []
    sql("ROLLBACK")
    sql("BEGIN")
    sql("UPDATE providers SET name = 'y'")
    sql("COMMIT")

    assert [change.ids for change in heard(listener, sql)] == [(clinic.id,)]


def test_what_is_not_ours_on_the_channel_is_passed_over(listener: Listener, sql: Sql) -> None:
    for garbage in (
        "",
        "hello",
        "null",
        "[1, 2]",
        '{"ids": [1]}',
        '{"table": 7}',
        '{"table": "x", "ids": "all"}',
        '{"table": "x", "more": 1}',
        "[" * 7000,
        '{"table": "\\ud800"}',
    ):
        sql("SELECT pg_notify('frontdesk', :garbage)", garbage=garbage)
    sql("NOTIFY frontdesk")
    sql("NOTIFY another, 'x'")

    assert heard(listener, sql) == []


def test_a_wait_ends_in_time_or_when_woken(listener: Listener) -> None:
    assert listener.wait(0.01) == []
    listener.wake()
    assert listener.wait(60) == []
    waker = threading.Timer(0.05, listener.wake)
    waker.start()
    assert listener.wait(60) == []
    waker.join()


def test_a_lost_connection_is_told(services: Services, listener: Listener, sql: Sql) -> None:
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'frontdesk listener%'"
        " AND datname = current_database()")  # fmt: skip

    with refused(ServerUnavailable, "server.unreachable") as error:
        for _ in range(100):
            listener.wait(1)
    assert error.value.params["reason"]


def test_after_closing_it_waits_no_more(services: Services, sql: Sql) -> None:
    listener = services.database.listen()
    listener.close()

    with refused(ServerUnavailable, "server.unreachable"):
        listener.wait(0)


def test_a_listener_that_can_not_connect_says_why(services: Services, nobody_url: str) -> None:
    with refused(ServerUnavailable, "server.unreachable"):
        Listener(nobody_url, services.settings)
