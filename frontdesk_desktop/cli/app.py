"""The program on the command line: its commands, its exit codes, and how it says what went wrong."""

import contextlib
import io
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from frontdesk_desktop import __version__
from frontdesk_desktop.cli import bookings, clients, db, demo, providers
from frontdesk_desktop.cli.call import AsJson, Call, OpenWindow, Url, call_of
from frontdesk_desktop.cli.problem import problem_of, report
from frontdesk_desktop.domain.errors import InvalidInput

_INTERRUPTED = 130


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"frontdesk {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)]


def _main(
    context: typer.Context,
    database_url: Url = None,
    as_json: AsJson = False,
    _version: Version = False,
) -> None:
    """The reception desk. Without a command it opens the window."""
    call = call_of(context, database_url, as_json)
    if context.invoked_subcommand is None:
        if call.as_json:
            raise typer.BadParameter("it needs a command", param_hint="--json")
        raise typer.Exit(call.open_window(call.database_url))


def make_app() -> typer.Typer:
    """All commands."""
    app = typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_main)
    demo.add_to(app)
    db.add_to(app)
    providers.add_to(app)
    clients.add_to(app)
    bookings.add_to(app)
    return app


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Runs a command, or `open_window` without one. Returns the exit code.

    0 done, 1 refused, 2 wrong usage, 3 server away, 70 a fault of the program, 130 interrupted. Never raises.
    """
    call = Call(open_window)
    with contextlib.suppress(AttributeError, io.UnsupportedOperation):  # a program without a terminal has no streams
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        _refuse_bytes(arguments)
        command = typer.main.get_command(make_app())
        code = command.main(list(arguments), prog_name="frontdesk", standalone_mode=False, obj=call)
        return code if isinstance(code, int) else 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except SystemExit as error:  # how typer ends when nobody reads its help any more
        return error.code if isinstance(error.code, int) else 1
    except Exception as error:
        # Options are not known yet where the arguments themselves could not be read.
        return report(problem_of(error), as_json=call.as_json or "--json" in arguments)


def _refuse_bytes(arguments: Sequence[str]) -> None:
    for number, argument in enumerate(arguments, start=1):
        try:
            argument.encode()
        except UnicodeEncodeError:
            raise InvalidInput("input.not_text", number=number) from None
