"""The schema: upgraded, downgraded, compared with what the program expects."""

import threading
from collections.abc import Iterator
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import URL

from frontdesk_desktop import resources
from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.db import migrations
from frontdesk_desktop.domain.errors import InvalidInput, SchemaMismatch
from frontdesk_desktop.schemas.bookings import BookingFilter
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.settings import Settings
from tests.conftest import run_sql
from tests.db.make import Opener, Sql, booking, refused


@pytest.fixture
def empty_url(server_url: URL) -> Iterator[str]:
    """The URL of a database without any table."""
    name = f"test_{uuid4().hex[:16]}"
    run_sql(server_url, f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield server_url.set(database=name).render_as_string(hide_password=False)
    run_sql(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def empty(empty_url: str, settings: Settings) -> Iterator[Services]:
    with open_services(empty_url, settings) as opened:
        yield opened


def test_an_empty_database_is_named_as_such(empty: Services) -> None:
    status = empty.database.status()

    assert (status.current, status.known, status.is_current) == ("", True, False)
    assert empty.database.check() == [f"revision is none, expected {status.expected}"]
    with refused(SchemaMismatch, "schema.missing") as error:
        empty.database.require_current()
    assert error.value.params == {"expected": status.expected}
    with refused(SchemaMismatch, "schema.missing"):
        empty.bookings.list(BookingFilter())


def test_upgrades_at_once_are_harmless(empty_url: str, settings: Settings) -> None:
    together = threading.Barrier(4)
    errors: list[BaseException] = []

    def upgrade() -> None:
        try:
            with open_services(empty_url, settings) as services:
                together.wait(30)
                services.database.upgrade()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=upgrade) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert errors == []
    with open_services(empty_url, settings) as services:
        assert services.database.check() == []


def test_down_and_up_again_leaves_what_the_program_expects(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    services.bookings.create(booking(clinic.id))
    services.database.downgrade("base")
    left = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    ours = "SELECT count(*) FROM pg_proc WHERE proname LIKE 'frontdesk%'"
    assert services.database.status().current == ""
    assert (sql.one(left), sql.one(ours)) == (1, 0)  # Alembic's own table

    services.database.upgrade()
    services.database.upgrade()
    services.database.require_current()
    assert services.database.check() == []
    assert services.bookings.list(BookingFilter()).total == 0


def test_alembic_itself_finds_nothing_to_do(services: Services) -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    config.set_main_option("path_separator", "os")
    with services.database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)


def test_a_newer_database_is_left_alone(services: Services, sql: Sql) -> None:
    sql("UPDATE alembic_version SET version_num = '9999'")
    newer = {"current": "9999", "expected": services.database.status().expected}
    for call in (
        services.database.require_current,
        services.database.upgrade,
        lambda: services.database.downgrade("base"),
    ):
        with refused(SchemaMismatch, "schema.newer") as error:
            call()
        assert error.value.params == newer
    assert services.database.check() == [f"revision is 9999, expected {newer['expected']}"]


def test_an_older_database_is_named_as_such(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    current = services.database.status().current
    monkeypatch.setattr(migrations, "revisions", lambda: (current, "9000"))

    with refused(SchemaMismatch, "schema.older") as error:
        services.database.require_current()
    assert error.value.params == {"current": current, "expected": "9000"}


def test_revisions_are_those_of_the_files() -> None:
    assert migrations.revisions()[0] == "0001"


def test_a_revision_that_does_not_exist(services: Services) -> None:
    for call in (services.database.upgrade, services.database.downgrade):
        with refused(InvalidInput, "schema.unknown_revision") as error:
            call("nonsense")
        assert error.value.params["revision"] == "nonsense"


def test_what_is_no_downgrade_is_refused(services: Services) -> None:
    services.database.downgrade("base")
    with refused(SchemaMismatch, "schema.not_below"):
        services.database.downgrade("0001")


BREAKAGES = [
    ("DROP TRIGGER audit_update ON bookings", "trigger audit_update on bookings is missing or disabled"),
    ("ALTER TABLE clients DISABLE TRIGGER touch", "trigger touch on clients is missing or disabled"),
    ("DROP TRIGGER audit_guard ON audit_log", "trigger audit_guard on audit_log is missing or disabled"),
    (
        "ALTER TABLE bookings DROP CONSTRAINT ex_bookings_provider_id_during",
        "constraint ex_bookings_provider_id_during on bookings is missing",
    ),
    ("ALTER TABLE bookings DROP CONSTRAINT ck_bookings_length", "constraint ck_bookings_length on bookings is missing"),
    (
        "ALTER TABLE bookings DROP CONSTRAINT fk_bookings_client_id_clients",
        "constraint fk_bookings_client_id_clients on bookings is missing",
    ),
    (
        "ALTER TABLE clients DROP CONSTRAINT uq_clients_request_id",
        "constraint uq_clients_request_id on clients is missing",
    ),
    ("DROP FUNCTION frontdesk_query_patterns", "function frontdesk_query_patterns is missing"),
    ("DROP FUNCTION frontdesk_notify CASCADE", "function frontdesk_notify is missing"),
    ("DROP INDEX ix_clients_search_keys", "ix_clients_search_keys"),
    ("ALTER TABLE clients DROP COLUMN notes", "notes"),
    ("ALTER TABLE clients ALTER COLUMN notes DROP DEFAULT", "notes"),
    ("CREATE TABLE extra (id int)", "extra"),
]


@pytest.mark.parametrize(("breakage", "named"), BREAKAGES)
def test_what_is_missing_is_named(services: Services, sql: Sql, breakage: str, named: str) -> None:
    sql(breakage)

    assert any(named in difference for difference in services.database.check())


def test_a_database_that_can_not_fold_letters_is_named(server_url: URL, settings: Settings) -> None:
    name = f"test_{uuid4().hex[:16]}"
    run_sql(server_url, f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
                        " LOCALE_PROVIDER 'libc'")  # fmt: skip
    try:
        with open_services(server_url.set(database=name).render_as_string(hide_password=False), settings) as services:
            services.database.upgrade()
            [difference] = services.database.check()
            assert "locale" in difference
    finally:
        run_sql(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


def test_the_server_tells_its_version(services: Services) -> None:
    assert int(migrations.server_version(services.database.engine).split(".")[0]) >= 15


def test_an_upgrade_that_fails_leaves_nothing(empty: Services, empty_url: str, open_sql: Opener) -> None:
    sql = open_sql(empty_url)
    sql("CREATE TABLE bookings (id int)")
    with pytest.raises(Exception, match="already exists"):
        empty.database.upgrade()

    assert sql("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'") == [
        ("bookings",)
    ]
