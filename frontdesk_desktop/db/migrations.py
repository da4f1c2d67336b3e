"""The schema's revision: upgrade, downgrade, compare."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text

from frontdesk_desktop import resources
from frontdesk_desktop.db import errors
from frontdesk_desktop.domain.errors import InvalidInput, SchemaMismatch
from frontdesk_desktop.models import Base

if TYPE_CHECKING:
    from alembic.config import Config

#: Any number that nobody else uses: the advisory lock that upgrades hold.
_LOCK = 4_112_026_110


@dataclass(frozen=True)
class SchemaStatus:
    """The database's revision ("" for none) and the one that this program is written for."""

    current: str
    expected: str
    known: bool

    @property
    def is_current(self) -> bool:
        """Whether this program may write."""
        return self.current == self.expected


def revisions() -> tuple[str, ...]:
    """Every revision, oldest first: the number that the file name of each migration begins with.

    By the names, since every desk and command asks as it starts, and Alembic takes long to import.
    """
    names = [path.name for path in (resources.migrations() / "versions").glob("[0-9]*_*.py")]
    return tuple(sorted(name.partition("_")[0] for name in names))


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _locked(engine: Engine, work: Callable[[Connection], None]) -> None:
    """Runs work in one transaction under the lock: two desks that upgrade at once do it one after the other."""
    try:
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            work(connection)
    except Exception as error:
        raise errors.translate(error) from error


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Brings the schema to the revision.

    Raises SchemaMismatch("schema.newer") where the database is ahead, InvalidInput("schema.unknown_revision").
    """

    def work(connection: Connection) -> None:
        from alembic import command

        _known_revision(connection, revision, "head")
        command.upgrade(_config(connection), revision)

    _locked(engine, work)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Takes the schema back to the revision; "base" drops all tables and what they hold.

    Raises as `upgrade`, and SchemaMismatch("schema.not_below").
    """

    def work(connection: Connection) -> None:
        from alembic import command

        found = _known_revision(connection, revision, "base")
        if revision != "base" and revision > found.current:
            raise SchemaMismatch("schema.not_below", current=found.current, revision=revision)
        command.downgrade(_config(connection), revision)

    _locked(engine, work)


def _known_revision(connection: Connection, revision: str, word: str) -> SchemaStatus:
    found = status_of(connection)
    if not found.known:
        raise SchemaMismatch("schema.newer", current=found.current, expected=found.expected)
    known = (*revisions(), word)
    if revision not in known:
        raise InvalidInput("schema.unknown_revision", revision=revision, known=known)
    return found


def status_of(connection: Connection) -> SchemaStatus:
    """The state of the schema."""
    current = ""
    if connection.scalar(text("SELECT to_regclass('alembic_version')")) is not None:
        current = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    known = revisions()
    return SchemaStatus(current, known[-1], current == "" or current in known)


@contextlib.contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.connect() as connection:
            yield connection
    except Exception as error:
        raise errors.translate(error) from error


def status(engine: Engine) -> SchemaStatus:
    """The state of the schema. Raises ServerUnavailable."""
    with _connected(engine) as connection:
        return status_of(connection)


def server_version(engine: Engine) -> str:
    """The server's version, as in "18.1". Raises ServerUnavailable."""
    with _connected(engine) as connection:
        return str(connection.scalar(text("SHOW server_version")))


def require_current(engine: Engine) -> None:
    """Raises SchemaMismatch where the schema is not this program's: it must not write then."""
    found = status(engine)
    if found.current == "":
        raise SchemaMismatch("schema.missing", expected=found.expected)
    if not found.known:
        raise SchemaMismatch("schema.newer", current=found.current, expected=found.expected)
    if not found.is_current:
        raise SchemaMismatch("schema.older", current=found.current, expected=found.expected)


def check(engine: Engine) -> list[str]:
    """What differs from the models and triggers that this program is written for, as text; empty where nothing does."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with _connected(engine) as connection:
        found = status_of(connection)
        if not found.is_current:
            return [f"revision is {found.current or 'none'}, expected {found.expected}"]
        context = MigrationContext.configure(connection, opts={"compare_server_default": True, "compare_type": True})
        differences = [str(difference) for difference in compare_metadata(context, Base.metadata)]
        return differences + _missing(connection)


_FUNCTIONS = (
    "fold",
    "search_text",
    "search_keys",
    "query_fragments",
    "query_keys",
    "query_patterns",
    "touch",
)
_MORE_FUNCTIONS = ("booking_before", "client_renamed", "audit", "notify", "audit_guard")
_EACH = (
    *(f"{kind}_{event}" for kind in ("audit", "notify") for event in ("insert", "update", "delete")),
    "audit_guard",
)
_TRIGGERS = {
    "providers": (*_EACH, "touch"),
    "clients": (*_EACH, "touch", "client_renamed"),
    "bookings": (*_EACH, "booking_before"),
    "audit_log": ("audit_guard",),
}


def _missing(connection: Connection) -> list[str]:
    functions = set(connection.scalars(text("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")))
    missing = [
        f"function frontdesk_{name} is missing"
        for name in (*_FUNCTIONS, *_MORE_FUNCTIONS)
        if f"frontdesk_{name}" not in functions
    ]
    enabled = set(
        connection.execute(
            text(
                "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
                " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
            )
        )
    )
    for table, names in _TRIGGERS.items():
        missing += [
            f"trigger {name} on {table} is missing or disabled" for name in names if (table, name) not in enabled
        ]
    if connection.scalar(text("SELECT lower('ЖÉ') <> 'жé'")):
        missing.append("the database's locale can't fold letters: create it with a UTF-8 locale such as C.UTF-8")
    constraints = set(connection.execute(text("SELECT conrelid::regclass::text, conname FROM pg_constraint")))
    return missing + [
        f"constraint {constraint.name} on {table.name} is missing"
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if (table.name, constraint.name) not in constraints
    ]
