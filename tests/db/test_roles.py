"""An account that may change the three tables, and nothing else."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.domain.errors import RuleViolation
from frontdesk_desktop.schemas.bookings import BookingUpdate
from frontdesk_desktop.schemas.clients import ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderFilter, ProviderRead
from tests.db.make import Opener, Sql, booking, provider, refused


@pytest.fixture
def plain_url(sql: Sql, database_url: str) -> Iterator[str]:
    """The URL of a new account with all rights on the three tables."""
    name = f"desk_{uuid4().hex[:12]}"
    sql(f"CREATE ROLE {name} LOGIN PASSWORD 'plain'")
    sql(f"GRANT ALL ON providers, clients, bookings TO {name}")
    sql(f"GRANT {name} TO CURRENT_USER")  # to clear up after it
    yield make_url(database_url).set(username=name, password="plain").render_as_string(hide_password=False)
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :name", name=name)
    sql(f"DROP OWNED BY {name}")
    sql(f"DROP ROLE {name}")


def test_its_work_is_recorded_under_its_own_name(services: Services, plain_url: str, sql: Sql) -> None:
    with open_services(plain_url, services.settings) as plain:
        clinic = plain.providers.create(provider())
        made = plain.bookings.create(booking(clinic.id))
        plain.bookings.update(made.id, BookingUpdate(notes="x"))
        plain.clients.update(made.client_id, ClientUpdate(name="Jane Roe"))
        plain.bookings.delete(made.id)
        plain.clients.delete(made.client_id)

    accounts = sql("SELECT account, count(*) FROM audit_log GROUP BY account")
    assert accounts == [(make_url(plain_url).username, 7)]


def test_changes_by_hand_are_recorded_too(clinic: ProviderRead, plain_url: str, open_sql: Opener, sql: Sql) -> None:
    plain = open_sql(plain_url)
    plain("UPDATE providers SET name = 'x'")
    plain("SET frontdesk.desk = 'another'")
    plain("DELETE FROM providers")

    assert sql("SELECT account, desk, action FROM audit_log ORDER BY id OFFSET 1") == [
        (make_url(plain_url).username, "psql", "update"),
        (make_url(plain_url).username, "another", "delete"),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET account = 'nobody'",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
        "INSERT INTO audit_log (account, desk, action, table_name, row_id, transaction_id)"
        " VALUES ('boss', 'x', 'update', 'bookings', 1, 1)",
        "SELECT * FROM audit_log",
        "TRUNCATE bookings",
        "ALTER TABLE bookings DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_update ON bookings",
        "SET session_replication_role = replica",
        "DROP TABLE audit_log",
        "CREATE FUNCTION public.frontdesk_fold(value varchar) RETURNS text LANGUAGE sql AS 'SELECT value'",
    ],
)
def test_it_can_neither_touch_the_audit_log_nor_step_around_it(
    clinic: ProviderRead, plain_url: str, open_sql: Opener, sql: Sql, statement: str
) -> None:
    before = sql("SELECT * FROM audit_log")
    with pytest.raises(DBAPIError) as error:
        open_sql(plain_url)(statement)

    assert getattr(error.value.orig, "pgcode", "") == "42501"
    assert sql("SELECT * FROM audit_log") == before


@pytest.mark.parametrize(
    ("function", "event"),
    [
        ("frontdesk_audit", "AFTER INSERT ON pg_temp.bookings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT"),
        ("frontdesk_notify", "AFTER INSERT ON pg_temp.bookings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT"),
        ("frontdesk_client_renamed", "AFTER INSERT ON pg_temp.bookings FOR EACH ROW"),
    ],
)
def test_it_can_not_forge_entries_with_a_table_of_its_own(
    clinic: ProviderRead, plain_url: str, open_sql: Opener, sql: Sql, function: str, event: str
) -> None:
    plain = open_sql(plain_url)
    plain("CREATE TEMPORARY TABLE bookings (id bigint, version bigint, search_text text)")
    with pytest.raises(DBAPIError) as error:
        plain(f"CREATE TRIGGER forged {event} EXECUTE FUNCTION public.{function}()")

    assert getattr(error.value.orig, "pgcode", "") == "42501"


def test_a_right_that_it_lacks_is_a_refusal(services: Services, clinic: ProviderRead, plain_url: str, sql: Sql) -> None:
    sql(f"REVOKE DELETE ON providers FROM {make_url(plain_url).username}")
    with open_services(plain_url, services.settings) as plain:
        with refused(RuleViolation, "permission.denied"):
            plain.providers.delete(clinic.id)
        assert plain.providers.list(ProviderFilter()).total == 1
