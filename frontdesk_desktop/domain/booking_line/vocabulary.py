"""What the line may speak of: providers, service types, days and months."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TypeAlias

from frontdesk_desktop.domain.booking_line.names import NAMES
from frontdesk_desktop.domain.booking_line.tokens import fold, parts
from frontdesk_desktop.domain.typed_time import ENGLISH_DAYS, ENGLISH_MONTHS

#: For each day from Monday on, or each month from January on, the ways to write it.
Spellings: TypeAlias = tuple[tuple[str, ...], ...]

_DAYS: Spellings = tuple(zip(ENGLISH_DAYS, ("mon", "tues", "weds", "thurs", "fri", "sat", "sun"), strict=True))
_MONTHS: Spellings = tuple((name, "sept") if name == "september" else (name,) for name in ENGLISH_MONTHS)
_FROM_YESTERDAY: Spellings = (("yesterday",), ("today",), ("tomorrow", "tmrw", "tmw", "tom"))
_SHORT = 3  # so many first letters are a word's usual short form


class Form(Enum):
    """How sure it is that a word means a day or a month."""

    SURE = auto()
    NAME = auto()  # also a name, or too short: where it stands decides, or the person
    UNFINISHED = auto()  # more of its letters than the short form, but not all: the person decides


@dataclass(frozen=True)
class Term:
    """`values`: the days 0 to 6, the months 1 to 12, or the days from today, that a word can stand for."""

    values: tuple[int, ...]
    form: Form


@dataclass(frozen=True)
class Words:
    """Every folded word for a day or a month, without its final dot."""

    days: Mapping[str, Term]
    months: Mapping[str, Term]
    from_today: Mapping[str, Term]


@dataclass(frozen=True)
class Provider:
    """`services` are what is booked there, if it is known."""

    id: int
    name: str
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Make one and keep it: its tables are built once.

    `services` are those meant where the line names no provider. `day_first` is the order of 3/4. `day_names` and
    `month_names` are the person's language, with long and short forms (("Montag", "Mo."), ...); English is always
    understood.
    """

    services: tuple[str, ...]
    providers: tuple[Provider, ...]
    day_first: bool
    day_names: Spellings = ()
    month_names: Spellings = ()

    @cached_property
    def words(self) -> Words:
        return Words(
            days=_terms(0, _SHORT, _DAYS, self.day_names),
            months=_terms(1, _SHORT, _MONTHS, self.month_names),
            from_today=_terms(-1, None, _FROM_YESTERDAY),
        )

    @cached_property
    def provider_parts(self) -> tuple[tuple[Provider, tuple[str, ...]], ...]:
        """Each provider with the words of its name."""
        return tuple((provider, parts(provider.name)) for provider in self.providers)

    @cached_property
    def namesakes(self) -> Counter[tuple[str, ...]]:
        """How many providers have a name of these words."""
        return Counter(words for _, words in self.provider_parts)

    def services_of(self, provider_id: int | None) -> tuple[str, ...]:
        """What is booked at a provider; where none is named, or nothing is known of it, what is booked at all."""
        own = next((provider.services for provider in self.providers if provider.id == provider_id), ())
        return own or self.services


def _terms(first: int, short: int | None, *languages: Spellings) -> dict[str, Term]:
    values: defaultdict[str, set[int]] = defaultdict(set)
    finished = set()
    for spellings in languages:
        begun: defaultdict[str, set[int]] = defaultdict(set)
        for value, names in enumerate(spellings, first):
            for name in (fold(name).strip(" .") for name in names):
                values[name].add(value)
                finished.add(name)
                for length in range(short or _SHORT + 1, len(name)):
                    begun[name[:length]].add(value)
        for word, meant in begun.items():
            if len(meant) == 1:  # "jui" is no month in French
                values[word] |= meant
                finished |= {word} if len(word) == short else set()
    return {word: Term(tuple(sorted(meant)), _form(word, word in finished)) for word, meant in values.items() if word}


def _form(word: str, finished: bool) -> Form:
    if not finished:
        return Form.UNFINISHED
    return Form.NAME if word in NAMES or len(word) < _SHORT else Form.SURE
