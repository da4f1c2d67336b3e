"""What the demo data is made from: the files of `resources/demo`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from random import Random
from typing import Any

from frontdesk_desktop import resources

_SATURDAY = 5


def dice(*seed: object) -> Random:
    """Chance that falls the same way each time for the same seed."""
    return Random(" ".join(map(str, seed)))  # noqa: S311 - nothing here is a secret


@dataclass(frozen=True)
class Place:
    """A provider, `columns` as stored; `weekday`, `closed` (lunch) and `saturday` are local hours, from and to."""

    columns: Mapping[str, Any]
    weekday: tuple[time, time]
    closed: tuple[time, time]
    saturday: tuple[time, time] | None

    def open_hours(self, day: date) -> list[tuple[time, time]]:
        """When it is open on that day, without the lunch break; an empty list on a day off."""
        if day.weekday() < _SATURDAY:
            return [(self.weekday[0], self.closed[0]), (self.closed[1], self.weekday[1])]
        if day.weekday() == _SATURDAY and self.saturday is not None:
            return [self.saturday]
        return []


@dataclass(frozen=True)
class Language:
    """Its names, the most common first, each with its spelling in e-mail addresses ("" for the same one).

    `note` is about who speaks it; "" for none.
    """

    form: str
    note: str
    given: Mapping[str, tuple[tuple[str, str], ...]]
    family: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Region:
    """The people around the providers of a time zone; `languages` are parts of them, `#` in `phones` is a digit."""

    time_zone: str
    clients: int
    languages: Mapping[str, float]
    phones: tuple[str, ...]
    domains: tuple[str, ...]


@dataclass(frozen=True)
class DemoData:
    """All of it."""

    places: tuple[Place, ...]
    regions: tuple[Region, ...]
    languages: Mapping[str, Language]
    client_notes: tuple[str, ...]
    overbook_reasons: tuple[str, ...]
    booking_notes: Mapping[str, tuple[str, ...]]


def read_demo_data() -> DemoData:
    """The files as they are now."""
    people, providers, notes = (_read(name) for name in ("people", "providers", "notes"))
    return DemoData(
        places=tuple(_place(values) for values in providers["providers"]),
        regions=tuple(
            Region(name, values["clients"], values["languages"], tuple(values["phones"]), tuple(values["domains"]))
            for name, values in people["regions"].items()
        ),
        languages={name: _language(values) for name, values in people["languages"].items()},
        client_notes=tuple(notes["client"]),
        overbook_reasons=tuple(notes["overbooked"]),
        booking_notes={sector: tuple(texts) for sector, texts in notes["bookings"].items()},
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.folder("demo") / f"{name}.toml").read_text("utf-8"))


def _place(values: dict[str, Any]) -> Place:
    hours = {name: _hours(values.pop(name, None)) for name in ("weekday", "closed", "saturday")}
    weekday, closed = hours["weekday"], hours["closed"]
    if weekday is None or closed is None:
        raise ValueError(f"no hours: {values['name']}")
    return Place({"is_active": True, **values}, weekday, closed, hours["saturday"])


def _hours(values: list[str] | None) -> tuple[time, time] | None:
    return (time.fromisoformat(values[0]), time.fromisoformat(values[1])) if values is not None else None


def _language(values: dict[str, str]) -> Language:
    names = {key: _names(text) for key, text in values.items() if key not in ("form", "note")}
    given = {"f": names["given_f"], "m": names["given_m"]}
    family = {"f": names.get("family_f", names["family"]), "m": names["family"]}
    return Language(values["form"], values.get("note", ""), given, family)


def _names(listed: str) -> tuple[tuple[str, str], ...]:
    pairs = (entry.strip().partition("=") for entry in listed.split(","))
    return tuple((name, latin) for name, _, latin in pairs)
