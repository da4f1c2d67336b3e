"""The real psql, straight into the tables."""

import os
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import make_url

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.db.embedded import bin_folder
from frontdesk_desktop.schemas.bookings import BookingFilter
from frontdesk_desktop.schemas.providers import ProviderRead
from tests.db.make import booking, client

INSERT = (
    "INSERT INTO bookings (provider_id, client_id, service_type, scheduled_at, ends_at{column})"
    " VALUES ({provider}, {client}, 'x', '2025-01-15 10:00-05', '2025-01-15 10:30-05'{value})"
)


@pytest.fixture
def psql() -> list[str]:
    """The command, which stops at the first error."""
    program = Path(bin_folder()) / ("psql.exe" if os.name == "nt" else "psql")
    return [str(program), "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"]


@pytest.fixture
def environment(database_url: str) -> dict[str, str]:
    """Where psql connects to."""
    url = make_url(database_url)
    given = {"HOST": url.host, "PORT": url.port, "USER": url.username, "PASSWORD": url.password}
    given |= {"DATABASE": url.database, "CLIENTENCODING": "UTF8"}
    return os.environ | {f"PG{name}": str(value) for name, value in given.items() if value is not None}


def test_psql_can_not_double_book(
    services: Services, clinic: ProviderRead, psql: list[str], environment: dict[str, str]
) -> None:
    john = services.clients.create(client())

    def run(*statements: str) -> subprocess.CompletedProcess[str]:
        commands = [part for statement in statements for part in ("-c", statement)]
        return subprocess.run(
            [*psql, *commands], env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    def insert(column: str = "", value: str = "") -> str:
        return INSERT.format(provider=clinic.id, client=john.id, column=column, value=value)

    assert run(insert()).returncode == 0
    taken = run(insert())
    assert taken.returncode == 1
    assert "ex_bookings_provider_id_during" in taken.stderr
    assert run(insert(", status", ", 'no_show'")).returncode == 0
    assert "ex_bookings_provider_id_during" in run("UPDATE bookings SET status = 'arrived'").stderr
    assert run("BEGIN", "DELETE FROM bookings", insert(), insert(), "COMMIT").returncode == 1
    shown = run("SELECT status FROM bookings ORDER BY id", "SELECT DISTINCT desk, account FROM audit_log WHERE id > 2")
    assert shown.stdout.split() == ["pending", "no_show", f"psql|{services.database.engine.url.username}"]


def test_four_psql_at_once_can_not_double_book_either(
    services: Services, clinic: ProviderRead, psql: list[str], environment: dict[str, str]
) -> None:
    john = services.clients.create(client())
    insert = INSERT.format(provider=clinic.id, client=john.id, column="", value="")
    command = [*psql, "-c", insert]
    all_four = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    for one in all_four:
        one.communicate(timeout=60)

    assert sorted(one.returncode for one in all_four) == [0, 1, 1, 1]
    assert services.bookings.list(BookingFilter()).total == 1


def test_psql_sees_what_the_program_stored(
    services: Services, clinic: ProviderRead, psql: list[str], environment: dict[str, str]
) -> None:
    services.bookings.create(booking(clinic.id, client_name="Zoë \u202eevil", notes="a\tb"))
    query = "SELECT c.name, b.notes FROM bookings b JOIN clients c ON c.id = client_id"
    shown = subprocess.run(
        [*psql, "-c", query],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )

    assert shown.stdout == "Zoë \u202eevil|a\tb\n"
