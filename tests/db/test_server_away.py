"""A server that is away, refuses, or comes back."""

import time
from uuid import uuid4

import pytest
from sqlalchemy import event, make_url
from sqlalchemy.exc import DBAPIError

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.db.listener import Listener
from frontdesk_desktop.domain.errors import Conflict, InvalidInput, RuleViolation, ServerUnavailable
from frontdesk_desktop.schemas.bookings import BookingFilter
from frontdesk_desktop.schemas.clients import ClientFilter
from frontdesk_desktop.schemas.providers import ProviderFilter, ProviderRead
from frontdesk_desktop.settings import Settings
from tests.db.make import Sql, booking, client, provider, refused


def expect(url: str, settings: Settings, code: str) -> str:
    """Each way in tells this code; the reason."""
    with open_services(url, settings) as services:
        for call in (
            lambda: services.clients.list(ClientFilter()),
            lambda: services.clients.create(client()),
            services.database.status,
            services.database.upgrade,
            services.database.check,
            services.database.require_current,
        ):
            with refused(ServerUnavailable, code) as error:
                call()
    with refused(ServerUnavailable, code):
        Listener(url, settings)
    return str(error.value.params["reason"])


def test_nobody_answers(nobody_url: str, settings: Settings) -> None:
    start = time.monotonic()
    reason = expect(nobody_url, settings, "server.unreachable")

    assert "refused" in reason
    assert "secret" not in reason
    assert time.monotonic() - start < 10


def test_the_password_is_wrong(database_url: str, settings: Settings) -> None:
    url = make_url(database_url).set(password="wrong").render_as_string(hide_password=False)
    assert "password" in expect(url, settings, "server.sign_in")


def test_the_account_is_unknown(database_url: str, settings: Settings) -> None:
    url = make_url(database_url).set(username="nobody", password="wrong").render_as_string(hide_password=False)
    expect(url, settings, "server.sign_in")


def test_the_database_is_missing(database_url: str, settings: Settings) -> None:
    url = make_url(database_url).set(database="no_such").render_as_string(hide_password=False)
    assert "no_such" in expect(url, settings, "server.no_database")


def test_the_account_has_no_connection_left(database_url: str, settings: Settings, sql: Sql) -> None:
    name = f"desk_{uuid4().hex[:12]}"
    sql(f"CREATE ROLE {name} LOGIN PASSWORD 'plain' CONNECTION LIMIT 0")
    url = make_url(database_url).set(username=name, password="plain").render_as_string(hide_password=False)
    try:
        expect(url, settings, "server.too_many_desks")
    finally:
        sql(f"DROP ROLE {name}")


def test_no_url_and_a_wrong_one(settings: Settings) -> None:
    with refused(InvalidInput, "url.missing"):
        open_services("", settings)
    with refused(InvalidInput, "url.invalid"):
        open_services("mysql://x", settings)


TERMINATE = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name LIKE 'frontdesk desk%'"
)


def test_a_desk_whose_connection_was_cut_works_on(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id))
    assert sql(TERMINATE) == [(True,)]

    assert services.bookings.get(made.id) == made


def test_a_connection_cut_in_the_middle_is_told_and_nothing_stored(
    services: Services, clinic: ProviderRead, sql: Sql
) -> None:
    def cut(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO bookings"):
            sql(TERMINATE)

    event.listen(services.database.engine, "before_cursor_execute", cut)
    with refused(ServerUnavailable, "server.unreachable"):
        services.bookings.create(booking(clinic.id))
    event.remove(services.database.engine, "before_cursor_execute", cut)

    assert services.bookings.list(BookingFilter()).total == 0
    assert services.clients.list(ClientFilter()).total == 0
    services.bookings.create(booking(clinic.id))


@pytest.mark.parametrize("times", [1, 2])
def test_an_answer_lost_after_the_commit_is_found_again(services: Services, clinic: ProviderRead, times: int) -> None:
    """What was stored before the line broke comes back by its request, as often as one asks."""
    new = booking(clinic.id, request_id=uuid4())
    made = services.bookings.create(new)
    services.database.engine.dispose()

    assert [services.bookings.create(new) for _ in range(times)] == [made] * times


def test_a_server_that_takes_no_changes(database_url: str, services: Services, clinic: ProviderRead, sql: Sql) -> None:
    sql(f'ALTER DATABASE "{make_url(database_url).database}" SET default_transaction_read_only = on')
    with open_services(database_url, services.settings) as late:
        with refused(ServerUnavailable, "server.read_only"):
            late.clients.create(client())
        assert late.providers.list(ProviderFilter()).total == 1


def test_a_desk_says_who_it_is(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    seen = sql("SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database() ORDER BY 1")

    assert seen == [("frontdesk desk: Test desk",), ("psql",)]


def test_errors_that_are_nobodys_fault_stay_what_they_are(services: Services, sql: Sql) -> None:
    sql("ALTER TABLE clients ADD CONSTRAINT odd CHECK (name <> 'odd')")
    with pytest.raises(DBAPIError, match="odd"):
        services.clients.create(client("odd"))


def test_faults_of_the_disk_and_the_like(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    for state, kind, code in (
        ("53100", ServerUnavailable, "server.disk_full"),
        ("53300", ServerUnavailable, "server.too_many_desks"),
        ("42501", RuleViolation, "permission.denied"),
        ("40P01", Conflict, "row.busy"),
    ):
        sql(
            "CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION 'as if' USING ERRCODE = '{state}'; END $$"
        )
        for table in ("providers", "clients", "bookings"):
            sql(f"CREATE OR REPLACE TRIGGER fail BEFORE INSERT ON {table} EXECUTE FUNCTION fail()")
        for call in (
            lambda: services.providers.create(provider()),
            lambda: services.clients.create(client()),
            lambda: services.bookings.create(booking(clinic.id)),
        ):
            with refused(kind, code):
                call()
