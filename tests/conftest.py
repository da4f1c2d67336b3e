"""One server for the whole run, and for each test that asks a database of its own: a copy of a migrated template."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import portalocker
import pytest
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.db.embedded import EmbeddedServer
from frontdesk_desktop.settings import Settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("FRONTDESK_DATABASE_URL", "DATABASE_URL"):
    os.environ.pop(_name, None)


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[URL]:
    """A server that this run may make databases on: TEST_DATABASE_URL, else an embedded one that all workers share."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg2")
        return
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    server = EmbeddedServer.join(shared / "server")
    yield make_url(server.url)
    server.close()


def run_sql(url: URL, *statements: str) -> None:
    """Runs statements outside a transaction."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def template(server_url: URL, tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> str:
    """The name of a database with the schema and no rows, made once by whichever worker comes first."""
    name = f"template_{testrun_uid[:12]}"
    shared = tmp_path_factory.getbasetemp().parent
    with portalocker.Lock(str(shared / f"{name}.lock"), timeout=120):
        done = shared / f"{name}.done"
        if not done.exists():
            run_sql(server_url, f'CREATE DATABASE "{name}" TEMPLATE template0')
            url = server_url.set(database=name).render_as_string(hide_password=False)
            with open_services(url, Settings(desk="template", time_zone="Europe/Berlin")) as services:
                services.database.upgrade()
            done.touch()
    return name


@pytest.fixture
def database_url(server_url: URL, template: str) -> Iterator[str]:
    """The URL of an empty, migrated database of this test's own."""
    name = f"test_{uuid4().hex[:16]}"
    run_sql(server_url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield server_url.set(database=name).render_as_string(hide_password=False)
    _drop(server_url, name)


@retry(retry=retry_if_exception_type(ProgrammingError), stop=stop_after_delay(20), wait=wait_fixed(0.2), reraise=True)
def _drop(server_url: URL, name: str) -> None:
    """Tried again while the server's own cleaning is at work there, which only a superuser may interrupt."""
    run_sql(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that no file or variable of this machine touches."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return Settings(desk="Test desk", time_zone="Europe/Berlin")


@pytest.fixture
def services(database_url: str, settings: Settings) -> Iterator[Services]:
    """The services on this test's database."""
    with open_services(database_url, settings) as opened:
        yield opened


@pytest.fixture
def noon() -> datetime:
    """A fixed moment for tests that need a present."""
    return datetime.fromisoformat("2026-11-23T12:00:00+00:00")
