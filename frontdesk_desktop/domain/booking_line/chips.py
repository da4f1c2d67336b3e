"""What a booking line was read as."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """What a part of the line stands for."""

    CLIENT = "client"
    SERVICE = "service"
    DAY = "day"
    TIME = "time"
    LENGTH = "length"
    PROVIDER = "provider"
    NOTE = "note"


class Problem(StrEnum):
    """Why a part of the line can't be taken."""

    TWICE = "twice"  # the line has another chip of this kind before it
    NO_SUCH_DAY = "no_such_day"  # 31 apr
    WEEKDAY_DIFFERS = "weekday_differs"  # fri 2026-11-28, which is a Saturday
    NO_DAY_NAMED = "no_day_named"  # next week
    NO_SUCH_TIME = "no_such_time"  # 25:00
    NO_SUCH_LENGTH = "no_such_length"  # 0m, 900h
    UNREADABLE = "unreadable"  # 14:3, 14:30-15:00
    UNKNOWN_PROVIDER = "unknown_provider"
    UNKNOWN_SERVICE = "unknown_service"
    OPEN_QUOTE = "open_quote"


#: A client's, a service's or a note's text, a wall date, a wall time, a length in minutes, a provider's id.
Value: TypeAlias = str | date | time | int


@dataclass(frozen=True)
class Choice:
    """One way to read a part of the line. `text`, put in its place, is read in this way only.

    It may hold more than the value: `fri 14` may be the day in `2026-01-16 14:00`. Show it beside the value.
    """

    kind: Kind
    value: Value
    text: str


@dataclass(frozen=True)
class Chip:
    """A part of the line, `line[start:end]`.

    Certain: `value` and `written` (the same, written so that it means the same on any day). Ambiguous: `value` None
    and `choices`, two at least, the likeliest first; `kind` None where they are of several kinds. Wrong: `problem`.
    """

    kind: Kind | None
    start: int
    end: int
    text: str
    value: Value | None
    written: str
    choices: tuple[Choice, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class ParsedLine:
    """The chips of a line in their order, none of which overlap. What the line doesn't say is None, or "" for texts."""

    chips: tuple[Chip, ...]

    @property
    def ready(self) -> bool:
        """Whether everything that was written is certain and right. The line may still leave out what is needed."""
        return all(chip.value is not None and chip.problem is None for chip in self.chips)

    @property
    def written(self) -> str:
        """The line in its certain form, which means the same on any day: for keeping it till later."""
        return " ".join(chip.written for chip in self.chips)

    @property
    def client(self) -> str:
        """All fragments of names, phone and e-mail, as one text to search for."""
        return " ".join(str(chip.value) for chip in self.chips if chip.kind is Kind.CLIENT and chip.value is not None)

    @property
    def service(self) -> str:
        value = self._first(Kind.SERVICE)
        return value if isinstance(value, str) else ""

    @property
    def day(self) -> date | None:
        value = self._first(Kind.DAY)
        return value if isinstance(value, date) else None

    @property
    def time(self) -> time | None:
        """Wall time. Whether the provider's clocks skip or repeat it is not known here."""
        value = self._first(Kind.TIME)
        return value if isinstance(value, time) else None

    @property
    def minutes(self) -> int | None:
        value = self._first(Kind.LENGTH)
        return value if isinstance(value, int) else None

    @property
    def provider(self) -> int | None:
        value = self._first(Kind.PROVIDER)
        return value if isinstance(value, int) else None

    @property
    def note(self) -> str:
        value = self._first(Kind.NOTE)
        return value if isinstance(value, str) else ""

    def _first(self, kind: Kind) -> Value | None:
        return next((chip.value for chip in self.chips if chip.kind is kind and chip.value is not None), None)


def choose(line: str, chip: Chip, choice: Choice) -> str:
    """The line with one of the chip's choices written in its place: parsed again, it is certain."""
    return line[: chip.start] + choice.text + line[chip.end :]
