"""Service types by their names, whole or begun."""

from collections.abc import Iterable
from itertools import accumulate
from typing import TypeAlias

from frontdesk_desktop.domain.booking_line.chips import Kind, Problem
from frontdesk_desktop.domain.booking_line.names import NAMES
from frontdesk_desktop.domain.booking_line.reading import BOTH, Reading, Source, certain, choices, wrong
from frontdesk_desktop.domain.booking_line.tokens import Token, parts

_LEAST = 3  # letters of a whole word
_LEAST_BEGUN = 4  # letters of a begun one: two or three are a client's fragment

#: Letters and digits of a name, without spaces and hyphens, and that name.
Index: TypeAlias = dict[str, str]


def index(services: Iterable[str]) -> Index:
    """Service types to be found. "Check-up" and "check up" are the same, as the first is spelled."""
    found: Index = {}
    for service in services:
        found.setdefault(_key(service), service)
    found.pop("", None)
    return found


def read(source: Source, at: int, known: Index) -> tuple[list[Reading], list[Reading]]:
    """The service types whose whole names these words are, the longest first, and those whose names they begin."""
    whole: list[Reading] = []
    begun: list[Reading] = []
    key, size, left = "", 0, known
    while left and source.plain(at + size):
        key += _key(source.plain(at + size))
        size += 1
        left = {other: service for other, service in left.items() if other.startswith(key)}
        if key in left:
            whole.append(_whole(source, at, size, key, left[key]))
        unfinished = [service for other, service in left.items() if other != key]
        if unfinished and key.isalpha() and (len(key) >= _LEAST_BEGUN or _is_first_words(key, unfinished)):
            name = source.client_words(at, size)
            begun = [Reading(size, choices(Kind.SERVICE, unfinished), name=name)]
    if whole and begun and begun[0].size <= whole[-1].size:
        begun = []
    return whole[::-1], begun


def marked(token: Token, known: Index) -> Reading:
    """What `#` marks: any text in quotes; else a service type by its first letters or those of one of its words."""
    key = _key(token.text)
    if key in known:
        return certain(1, Kind.SERVICE, known[key])
    if token.quoted and token.text:
        return certain(1, Kind.SERVICE, token.text)
    begun = [service for other, service in known.items() if other.startswith(key)]
    inside = [service for service in known.values() if any(part.startswith(key) for part in parts(service))]
    found = choices(Kind.SERVICE, begun or inside) if key else ()
    return Reading(1, found) if found else wrong(1, Kind.SERVICE, Problem.UNKNOWN_SERVICE)


def _whole(source: Source, at: int, size: int, key: str, service: str) -> Reading:
    found = certain(size, Kind.SERVICE, service)
    if size > 1 or (len(key) >= _LEAST and key not in NAMES):
        return found
    return Reading(1, found.choices, name=source.client(at, at, 1), sides=BOTH)


def _is_first_words(key: str, services: list[str]) -> bool:
    return len(key) >= _LEAST and any(key in accumulate(parts(service)) for service in services)


def _key(text: str) -> str:
    return "".join(parts(text))
