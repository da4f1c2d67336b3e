"""The kinds of business that come with the program, and what is usually booked there."""

import tomllib
from functools import cache
from typing import Any

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from frontdesk_desktop import resources
from frontdesk_desktop.schemas.fields import Minutes, ShortText

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=_STRICT)
class ServiceType:
    """What is booked, and how many minutes it usually takes."""

    name: ShortText
    minutes: Minutes


@dataclass(frozen=True, config=_STRICT)
class Sector:
    """`key` is what providers are stored with ("real_estate"), `icon` a file stem in `resources/icons`.

    The most usual service types come first.
    """

    key: ShortText
    title: ShortText
    icon: ShortText
    service_types: tuple[ServiceType, ...]


@cache
def sectors() -> tuple[Sector, ...]:
    """All of `resources/sectors`, in order of their titles. A provider's sector need not be one of them."""
    found = []
    for path in resources.folder("sectors").glob("*.toml"):
        values: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        found.append(Sector(key=path.stem, **values))
    return tuple(sorted(found, key=lambda sector: sector.title))
