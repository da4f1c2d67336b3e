"""Commands on the database's schema."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk_desktop.cli.call import AsJson, Call, Url, call_of, noun
from frontdesk_desktop.domain.errors import SchemaMismatch
from frontdesk_desktop.schemas.bookings import BookingFilter
from frontdesk_desktop.schemas.clients import ClientFilter
from frontdesk_desktop.schemas.providers import ProviderFilter

if TYPE_CHECKING:
    from frontdesk_desktop.bootstrap import Services

Upward = Annotated[str, typer.Option(help="The revision to go up to.")]
Downward = Annotated[str, typer.Argument(metavar="REVISION", help="The revision to go back to; base drops everything.")]
Yes = Annotated[bool, typer.Option("--yes", help="Drop everything without asking.")]


def add_to(app: typer.Typer) -> None:
    """Adds `db` and its commands."""
    group = noun(app, "db", "The database's schema.")
    group.command()(upgrade)
    group.command()(downgrade)
    group.command()(status)
    group.command()(check)


def upgrade(
    context: typer.Context, revision: Upward = "head", database_url: Url = None, as_json: AsJson = False
) -> None:
    """Make the tables, or bring them up to this program's revision."""
    call = call_of(context, database_url, as_json)
    with call.services(current=False) as services:
        services.database.upgrade(revision)
        _say_where(call, services)


def downgrade(
    context: typer.Context, revision: Downward, yes: Yes = False, database_url: Url = None, as_json: AsJson = False
) -> None:
    """Take the schema back to an earlier revision."""
    call = call_of(context, database_url, as_json)
    with call.services(current=False) as services:
        if revision == "base" and not yes:
            _ask(services)
        services.database.downgrade(revision)
        _say_where(call, services)


def status(context: typer.Context, database_url: Url = None, as_json: AsJson = False) -> None:
    """Show the server, its version and the schema's revision."""
    call = call_of(context, database_url, as_json)
    with call.services(current=False) as services:
        found = services.database.status()
        values = {
            "server": services.database.name,
            "server_version": services.database.server_version(),
            "revision": found.current or None,
            "expected": found.expected,
            "current": found.is_current,
        }
        call.output.fields(values)


def check(context: typer.Context, database_url: Url = None, as_json: AsJson = False) -> None:
    """List what differs from the schema that this program expects."""
    call = call_of(context, database_url, as_json)
    with call.services(current=False) as services:
        differences = services.database.check()
    call.output.lines("differences", differences, none="ok")
    if differences:
        raise typer.Exit(1)


def _say_where(call: Call, services: "Services") -> None:
    found = services.database.status()
    values = {"revision": found.current or None, "expected": found.expected, "current": found.is_current}
    place = f"at revision {found.current}" if found.current else "empty"
    call.output.done(values, f"the schema of {services.database.name} is {place}")


def _ask(services: "Services") -> None:
    """Raises typer.BadParameter where nobody can answer, typer.Abort where the answer is no."""
    lost = _contents(services)
    if sys.stdin is None or not sys.stdin.isatty():
        raise typer.BadParameter(f"base drops {lost}; to do it, add --yes", param_hint="REVISION")
    typer.confirm(f"This drops {lost}. Drop all of it?", err=True, abort=True)


def _contents(services: "Services") -> str:
    name = services.database.name
    try:
        services.database.require_current()
    except SchemaMismatch:
        return f"all tables of Frontdesk in {name}, with all they hold"
    totals = {
        "provider": services.providers.list(ProviderFilter(limit=1)).total,
        "client": services.clients.list(ClientFilter(limit=1)).total,
        "booking": services.bookings.list(BookingFilter(limit=1)).total,
    }
    counted = ", ".join(f"{total:,} {word}{'' if total == 1 else 's'}" for word, total in totals.items())
    return f"{counted} and their whole history in {name}"
