"""One run of a command: its options, its input, and the services it works with."""

import contextlib
import json
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar

import typer
from pydantic import ValidationError

from frontdesk_desktop.cli.output import Output
from frontdesk_desktop.cli.wording import InvalidData, one_line, problems
from frontdesk_desktop.domain.errors import ServerUnavailable
from frontdesk_desktop.schemas.base import MAX_ID, Filter, Schema

if TYPE_CHECKING:
    from frontdesk_desktop.bootstrap import Services

S = TypeVar("S", bound=Schema)
F = TypeVar("F", bound=Filter)

#: Seconds for the first answer of a server. libpq's own limit counts for each address of a name, and not for the
#: look-up of the name.
_PATIENCE = 7.0

Url = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        metavar="URL",
        help="postgresql://… or embedded:///folder; without it the settings say which server.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, also on a terminal; errors too.")]
Data = Annotated[str, typer.Option("--data", metavar="JSON", help="The fields as a JSON object; - reads them in.")]
RowId = Annotated[int, typer.Argument(metavar="ID", min=1, max=MAX_ID)]
Limit = Annotated[int | None, typer.Option(help="At most so many rows: 1 to 1000, otherwise 50.")]
Offset = Annotated[int | None, typer.Option(help="Leave out so many rows first.")]
Sort = Annotated[str | None, typer.Option(help="Names with commas between them; a minus before one turns it around.")]


class OpenWindow(Protocol):
    """Opens a desk on a server and returns the exit code; `rehearse`: unseen, books one appointment and ends."""

    def __call__(self, database_url: str | None, *, rehearse: bool = False) -> int: ...


@dataclass
class Call:
    """What is known of this run. Options may stand before the noun, after it and after the command: the last counts."""

    open_window: OpenWindow
    database_url: str | None = None
    as_json: bool = False

    @property
    def output(self) -> Output:
        """JSON where it is asked for or nobody looks, tables otherwise."""
        return Output(as_json=self.as_json or sys.stdout is None or not sys.stdout.isatty())

    def read(self, schema: type[S], data: str) -> S:
        """The schema from `--data`. Raises InvalidData, and typer.BadParameter for what is no JSON object."""
        try:
            return schema.model_validate(_json_object(data))
        except ValidationError as error:
            raise InvalidData(error, schema) from None

    def where(self, schema: type[F], **given: Any) -> F:
        """The filter from options. Raises typer.BadParameter that names the option."""
        try:
            return schema(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            field, text = next(iter(problems(error, schema).items()))
            raise typer.BadParameter(text, param_hint=f"--{field.replace('_', '-')}") from None

    @contextlib.contextmanager
    def services(self, *, current: bool = True) -> Iterator["Services"]:
        """The services on the server that is meant; `current`: only where the schema is this program's.

        Raises ServerUnavailable, SchemaMismatch, InvalidInput.
        """
        # What is imported here takes longer than all the rest, and help and usage errors need none of it.
        from frontdesk_desktop.bootstrap import open_services

        with open_services(self.database_url) as services:
            _answered(services.database.require_current if current else services.database.status)
            yield services


def call_of(context: typer.Context, database_url: str | None, as_json: bool) -> Call:
    """The call that the context belongs to, with the options given here. Raises typer.BadParameter."""
    call: Call = context.obj
    if database_url is not None:
        if not database_url.strip():
            # Falling back to the settings would reach a server that was not meant.
            raise typer.BadParameter("it is empty", param_hint="--database-url")
        call.database_url = database_url
    call.as_json = call.as_json or as_json
    return call


def noun(app: typer.Typer, name: str, text: str) -> typer.Typer:
    """A new group of commands, which takes the options that go for all as well."""
    group = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)

    @group.callback(help=text)
    def _options(context: typer.Context, database_url: Url = None, as_json: AsJson = False) -> None:
        call_of(context, database_url, as_json)

    app.add_typer(group, name=name)
    return group


def _answered(work: Callable[[], object]) -> None:
    """Runs the first contact with a server. Raises ServerUnavailable where it takes too long."""
    done: Future[None] = Future()

    def attempt() -> None:
        try:
            work()
        except BaseException as error:
            done.set_exception(error)
        else:
            done.set_result(None)

    threading.Thread(target=attempt, daemon=True).start()
    try:
        done.result(_PATIENCE)
    except TimeoutError:
        raise ServerUnavailable("server.unreachable", reason=f"no answer within {_PATIENCE:.0f} seconds") from None


def _read_in() -> str:
    if sys.stdin is None:
        raise typer.BadParameter("there is no standard input", param_hint="--data")
    return sys.stdin.buffer.read().decode("utf-8-sig")


def _json_object(data: str) -> dict[str, Any]:
    try:
        found = json.loads(_read_in() if data == "-" else data)
    except RecursionError:
        raise typer.BadParameter("this JSON is nested too deeply", param_hint="--data") from None
    except ValueError as error:
        raise typer.BadParameter(f"this is no JSON: {one_line(str(error))}", param_hint="--data") from None
    if not isinstance(found, dict):
        raise typer.BadParameter('this is no JSON object, such as {"name": "…"}', param_hint="--data")
    return found
