"""A clinic, and connections beside the program's."""

import contextlib
import socket
from collections.abc import Iterator

import pytest
from sqlalchemy import NullPool, create_engine, event, make_url
from sqlalchemy.engine import Connection

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.providers import ProviderRead
from tests.db.make import Opener, Sql, provider


@pytest.fixture
def clinic(services: Services) -> ProviderRead:
    """A provider in New York."""
    return services.providers.create(provider())


@pytest.fixture
def open_sql() -> Iterator[Opener]:
    """Opens connections as psql would: autocommit, no desk's name, the application's name psql."""
    with contextlib.ExitStack() as stack:

        def opened(url: str) -> Sql:
            engine = create_engine(
                make_url(url).set(drivername="postgresql+psycopg2"),
                isolation_level="AUTOCOMMIT",
                poolclass=NullPool,
                # A test that locks itself out must end.
                connect_args={"application_name": "psql", "options": "-c lock_timeout=10s"},
            )
            return Sql(stack.enter_context(engine.connect()))

        yield opened


@pytest.fixture
def sql(open_sql: Opener, database_url: str) -> Sql:
    """Such a connection to this test's database, as its owner."""
    return open_sql(database_url)


@pytest.fixture
def statements(services: Services) -> Iterator[list[str]]:
    """The statements that the services send, one after another; connected already."""
    services.database.status()
    sent: list[str] = []

    def count(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(services.database.engine, "before_cursor_execute", count)
    yield sent
    event.remove(services.database.engine, "before_cursor_execute", count)


@pytest.fixture
def nobody_url() -> Iterator[str]:
    """The URL of a port on which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, so that nobody else takes it, and not listening
        yield f"postgresql://desk:secret@127.0.0.1:{taken.getsockname()[1]}/frontdesk"
