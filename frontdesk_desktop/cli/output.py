"""What a command prints: JSON for programs, tables for people. Data is shown as text, never as markup."""

import json
import os
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.schemas.base import Page, Schema

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Marks that change the direction of what follows, in the row and beyond it.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: DEL and C1: valid in JSON as they are, commands for a terminal.
_TERMINAL = re.compile("[\x7f-\x9f]")
#: Fields whose columns give none of their width away; the others do, and end in an ellipsis.
_WHOLE = frozenset({"id", "scheduled_at", "duration_minutes", "status", "is_active"})
_NUMBERS = frozenset({"id", "duration_minutes"})
_BROKEN_PIPE = 141


def visible(text: str) -> str:
    """The text on one line: line breaks, control characters and marks of direction as escapes."""
    if text.isprintable():
        return text
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if character in _DIRECTIONS or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return character.encode("unicode_escape").decode("ascii")
    return character


def to_json(value: Any, indent: int | None = None) -> str:
    """JSON with letters of all scripts as they are; instants as ISO 8601 with their offset."""
    from pydantic_core import to_jsonable_python

    text = json.dumps(to_jsonable_python(value), ensure_ascii=False, indent=indent)
    return _TERMINAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@dataclass(frozen=True)
class Output:
    """Prints to standard output, in one of the two forms."""

    as_json: bool

    def row(self, row: Schema) -> None:
        """One row, with all its fields."""
        self.fields(row.model_dump())

    def fields(self, values: Mapping[str, Any]) -> None:
        """Names and values."""
        if self.as_json:
            self._json(values)
            return
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in values.items():
            table.add_row(Text(name), Text(_shown(value)))
        self._table(table)

    def page(self, page: Page[Any], columns: Mapping[str, str]) -> None:
        """A page of a list: as JSON all fields; as a table columns by their headings, each row on one line."""
        if self.as_json:
            self._json(page)
            return
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for heading, name in columns.items():
            table.add_column(
                Text(heading, no_wrap=True),
                no_wrap=name in _WHOLE,
                overflow="ellipsis",
                justify="right" if name in _NUMBERS else "left",
            )
        for row in page.items:
            table.add_row(*(Text(_shown(getattr(row, name)), no_wrap=True) for name in columns.values()))
        if page.items:
            self._table(table)
        first, last = page.offset + 1, page.offset + len(page.items)
        _write(f"{first:,}–{last:,} of {page.total:,}\n" if page.items else f"none of {page.total:,}\n")

    def done(self, values: Mapping[str, Any], sentence: str) -> None:
        """What was done: the values as JSON, the sentence for people."""
        if self.as_json:
            self._json(values)
        else:
            _write(f"{visible(sentence)}\n")

    def lines(self, name: str, lines: Sequence[str], none: str) -> None:
        """Lines of text, or the word for none of them; as JSON a list under a name."""
        if self.as_json:
            self._json({name: lines})
        else:
            _write("".join(f"{visible(line)}\n" for line in lines or (none,)))

    def _json(self, value: Any) -> None:
        _write(f"{to_json(value, indent=2)}\n")

    def _table(self, table: "RenderableType") -> None:
        from rich.console import Console

        console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
        with console.capture() as captured:
            console.print(table)
        _write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines() if line.strip()))


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return visible(str(value))


def _write(text: str) -> None:
    if sys.stdout is None:
        raise InvalidInput("output.failed", reason="there is no standard output")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What could not be written must not be tried again when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(_BROKEN_PIPE) from None
        raise InvalidInput("output.failed", reason=error.strerror) from None
