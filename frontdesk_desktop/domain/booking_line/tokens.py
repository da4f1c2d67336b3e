"""The line cut into words, and how words are compared."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

#: Closing mark for each opening one.
QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_ALL_QUOTES = frozenset("".join(QUOTES) + "".join(QUOTES.values()))

_SKIPPED = re.compile(r"[\s,;]*")
_WORD = re.compile(r"(?:(?!//)(?:[^\s,;]|(?<=\d)[,](?=\d)))+")  # a comma between digits is a decimal's
_PARTS = re.compile(r"[^\W_]+")
_LONGEST = 64  # no word of a date, a time or a service is longer


class Mark(Enum):
    """What a word was marked as."""

    NONE = auto()
    QUOTED = auto()
    PROVIDER = auto()  # @
    SERVICE = auto()  # #
    NOTE = auto()  # //


@dataclass(frozen=True)
class Token:
    """`line[start:end]` with its marks; `text` without them; `plain` is `text` folded, or "" where it is marked."""

    start: int
    end: int
    mark: Mark
    text: str
    plain: str = ""
    quoted: bool = False
    closed: bool = True


def tokenize(line: str) -> tuple[Token, ...]:
    """The words of a line, without empty notes and quotes and words that have no letter or digit."""
    found = []
    at = 0
    while (at := _end(_SKIPPED, line, at)) < len(line):
        token = _token(line, at)
        at = token.end
        if _says_something(token):
            found.append(token)
    return tuple(found)


def fold(text: str) -> str:
    """Lower case, without accents, with the usual forms of wide letters and digits."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def parts(text: str) -> tuple[str, ...]:
    """The folded words of a name: "Check-up, St. Mary" gives check, up, st, mary."""
    return tuple(_PARTS.findall(fold(text)))


def unquoted(text: str) -> str:
    """On one line, without the marks that quote."""
    return " ".join("".join(character for character in text if character not in _ALL_QUOTES).split())


def _token(line: str, start: int) -> Token:
    if line.startswith("//", start):
        return Token(start, len(line), Mark.NOTE, line[start + 2 :].strip())
    mark = {"@": Mark.PROVIDER, "#": Mark.SERVICE}.get(line[start], Mark.NONE)
    inner = start + (mark is not Mark.NONE)
    if inner < len(line) and line[inner] in QUOTES:
        closing = QUOTES[line[inner]]
        end = next((n for n in range(inner + 1, len(line)) if line[n] in closing), None)
        text = unquoted(line[inner + 1 : end])
        mark = Mark.QUOTED if mark is Mark.NONE else mark
        return Token(start, len(line) if end is None else end + 1, mark, text, quoted=True, closed=end is not None)
    end = _end(_WORD, line, inner)
    text = unquoted(line[inner:end])
    plain = fold(text) if mark is Mark.NONE and end - start <= _LONGEST else ""
    return Token(start, end, mark, text, plain)


def _says_something(token: Token) -> bool:
    if token.mark is Mark.NONE:
        return any(character.isalnum() for character in token.text)
    return bool(token.text) or not token.closed or token.mark in (Mark.PROVIDER, Mark.SERVICE)


def _end(pattern: re.Pattern[str], line: str, start: int) -> int:
    found = pattern.match(line, start)
    return found.end() if found else start
