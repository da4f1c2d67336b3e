"""The engine of a desk: few connections, kept alive, with time limits, named after the desk."""

import contextlib
from typing import Any

import psycopg2
import psycopg2.extensions
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.settings import Settings

_DRIVER = "postgresql+psycopg2"
_SCHEMES = ("postgresql", "postgres", _DRIVER, "postgresql+psycopg")


def normalise(url: str) -> URL:
    """The URL as people write it, for psycopg2 (a bare postgresql:// would mean psycopg 3).

    Raises InvalidInput("url.invalid", "url.at_sign", "url.option"), without the URL, since that may hold a password.
    """
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError):
        parsed = None
    if parsed is None or parsed.drivername not in _SCHEMES:
        # Without "://" what stands first is no scheme; it may be a password.
        scheme, marked, _ = url.strip().partition("://")
        raise InvalidInput("url.invalid", scheme=scheme[:30] if marked else "")
    if "@" in (parsed.host or ""):
        # The end of a password with an @ in it would be taken for the host, and shown as such.
        raise InvalidInput("url.at_sign")
    try:
        psycopg2.extensions.parse_dsn(parsed.set(drivername="postgresql").render_as_string(hide_password=False))
    except psycopg2.ProgrammingError:
        raise InvalidInput("url.option") from None
    return parsed.set(drivername=_DRIVER)


def connect_options(settings: Settings, purpose: str = "desk") -> dict[str, Any]:
    """libpq's options: give up early, notice a dead peer within half a minute, and say who connects."""
    name = f"frontdesk {purpose}: {settings.desk}".encode("ascii", "replace")[:63].decode("ascii")
    return {
        "connect_timeout": settings.connect_timeout,
        "application_name": name,
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "client_encoding": "utf8",
    }


def make_engine(url: str, settings: Settings) -> Engine:
    """A pool of at most 5 connections. No connection is opened yet. Raises InvalidInput("url.invalid")."""
    engine = create_engine(
        normalise(url),
        pool_size=3,
        max_overflow=2,
        pool_timeout=8,
        pool_recycle=1800,
        pool_pre_ping=True,
        pool_use_lifo=True,
        connect_args=connect_options(settings),
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        with contextlib.closing(connection.cursor()) as cursor:
            cursor.execute(
                "SELECT set_config('timezone', 'UTC', false), set_config('frontdesk.desk', %s, false),"
                " set_config('statement_timeout', %s, false), set_config('lock_timeout', %s, false),"
                " set_config('idle_in_transaction_session_timeout', '60000', false)",
                (settings.desk, str(settings.statement_timeout_ms), str(settings.lock_timeout_ms)),
            )
        connection.commit()

    return engine


def connect_raw(url: str, settings: Settings, purpose: str) -> psycopg2.extensions.connection:
    """A connection outside the pool, in autocommit. Raises psycopg2.OperationalError."""
    dsn = normalise(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection: psycopg2.extensions.connection = psycopg2.connect(dsn, **connect_options(settings, purpose))
    connection.autocommit = True
    return connection
