"""The people of the demo data."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from frontdesk_desktop.services.demo_data import DemoData, Language, Region, dice

_NO_MARKS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "ı": "i"})
_NO_MARKS |= str.maketrans({"Æ": "AE", "œ": "oe", "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})

Name = tuple[str, str]


@dataclass(frozen=True)
class Person:
    """A client to be. `time_zone` is where they live."""

    name: str
    phone: str
    email: str
    notes: str
    time_zone: str


def make_people(data: DemoData) -> tuple[Person, ...]:
    """Everybody, shuffled; no phone number or e-mail address twice."""
    taken: set[str] = set()
    people = [person for region in data.regions for person in _of_region(data, region, taken)]
    dice("shuffle").shuffle(people)
    return tuple(people)


def _of_region(data: DemoData, region: Region, taken: set[str]) -> Iterator[Person]:
    chance = dice("people", region.time_zone)
    languages, parts = list(region.languages), list(region.languages.values())
    for key in chance.choices(languages, parts, k=region.clients):
        language = data.languages[key]
        given, family = _names(chance, language)
        name = language.form.format(given=given[0], family=family[0])
        phone = _phone(chance, region, taken) if chance.random() < 0.94 else ""
        email = _email(chance, region, given, family, taken) if chance.random() < 0.72 else ""
        known = chance.choice([language.note, *data.client_notes])
        notes = known if chance.random() < 0.1 else ""
        yield Person(name, phone, email, notes, region.time_zone)


def _names(chance: Random, language: Language) -> tuple[Name, Name]:
    gender = chance.choice("fm")
    return _common_first(chance, language.given[gender], 8), _common_first(chance, language.family[gender], 3)


def _common_first(chance: Random, names: Sequence[Name], flatness: int) -> Name:
    """One of them, the n-th about 1 / (n + flatness) as often as the rest."""
    return chance.choices(names, [1 / (n + flatness) for n in range(len(names))])[0]


def _phone(chance: Random, region: Region, taken: set[str]) -> str:
    while True:
        phone = re.sub("#", lambda _: str(chance.randrange(10)), chance.choice(region.phones))
        digits = re.sub(r"\D", "", phone)[-10:]  # without the country
        if digits not in taken:
            taken.add(digits)
            return phone


def _email(chance: Random, region: Region, given: Name, family: Name, taken: set[str]) -> str:
    first, last = (_ascii(latin or name) for name, latin in (given, family))
    local = chance.choice([f"{first}.{last}", f"{first}.{last}", f"{last}.{first}", f"{first[0]}{last}"])
    while True:
        email = f"{local}@{chance.choice(region.domains)}"
        if email not in taken:
            taken.add(email)
            return email
        local += str(chance.randrange(10))


def _ascii(name: str) -> str:
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).translate(_NO_MARKS))
    return re.sub(r"[^a-z]", "", bare.lower())
