"""How words can be read, before their neighbours are asked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from frontdesk_desktop.domain.booking_line.chips import Choice, Kind, Problem, Value
from frontdesk_desktop.domain.booking_line.tokens import Token, unquoted
from frontdesk_desktop.domain.booking_line.vocabulary import Vocabulary

LEFT = frozenset({-1})
RIGHT = frozenset({1})
BOTH = LEFT | RIGHT


@dataclass(frozen=True)
class Reading:
    """What `size` words can mean.

    `name` is their meaning as a part of the client's name, beside the `choices`. It is dropped where the words at
    `sides` are none of the client's and the client stands elsewhere; never where `sides` is None.
    """

    size: int
    choices: tuple[Choice, ...]
    name: Choice | None = None
    sides: frozenset[int] | None = None
    problem: tuple[Kind, Problem] | None = None


@dataclass(frozen=True)
class Source:
    """The words of a line and what is needed to read them."""

    line: str
    tokens: tuple[Token, ...]
    known: Vocabulary
    today: date

    def plain(self, at: int) -> str:
        """The folded word there; "" where there is none, or a marked one."""
        return self.tokens[at].plain if 0 <= at < len(self.tokens) else ""

    def raw(self, at: int, size: int) -> str:
        """The line from one word to another."""
        return self.line[self.tokens[at].start : self.tokens[at + size - 1].end] if size else ""

    def client(self, at: int, name_at: int, size: int) -> Choice:
        """The reading of a part in which the word at `name_at` is a name."""
        name = self.tokens[name_at].text
        texts = [self.raw(at, name_at - at), as_client(name), self.raw(name_at + 1, at + size - name_at - 1)]
        return Choice(Kind.CLIENT, name, " ".join(filter(None, texts)))

    def client_words(self, at: int, size: int) -> Choice:
        """The reading of words as fragments of the client's name."""
        text = unquoted(self.raw(at, size))
        return Choice(Kind.CLIENT, text, as_client(text))

    def with_rest(self, choice: Choice, at: int, size: int, total: int) -> Choice:
        """The choice for fewer words than `total`, with the others as they stand."""
        rest = self.raw(at + size, total - size)
        return replace(choice, text=f"{choice.text} {rest}") if rest else choice


def certain(size: int, kind: Kind, value: Value) -> Reading:
    return Reading(size, (Choice(kind, value, written(kind, value)),))


def wrong(size: int, kind: Kind, problem: Problem) -> Reading:
    return Reading(size, (), problem=(kind, problem))


def choices(kind: Kind, values: Iterable[Value]) -> tuple[Choice, ...]:
    return tuple(Choice(kind, value, written(kind, value)) for value in dict.fromkeys(values))


def written(kind: Kind, value: Value) -> str:
    """The text that is read as this value, of all kinds but providers, wherever it stands."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int):
        return f"{value}m"
    return {Kind.SERVICE: f'#"{unquoted(value)}"', Kind.NOTE: f"// {value}"}.get(kind, as_client(value))


def as_client(text: str) -> str:
    return f'"{unquoted(text)}"'


def combine(source: Source, at: int, found: list[Reading]) -> Reading | None:
    """One reading with the choices of all."""
    if len(found) < 2:
        return found[0] if found else None
    longest = max(found, key=lambda reading: reading.size)
    every = [source.with_rest(c, at, reading.size, longest.size) for reading in found for c in reading.choices]
    return replace(longest, choices=tuple(dict.fromkeys(every)), problem=None if every else longest.problem)
