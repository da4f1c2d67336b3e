"""What words mean beside their neighbours: names that are days, too, and parts of phone numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from frontdesk_desktop.domain.booking_line.numbers import is_odd
from frontdesk_desktop.domain.booking_line.reading import Reading, Source


@dataclass(frozen=True)
class Part:
    """Words from `at` on, and their reading; None: the client's."""

    at: int
    size: int
    reading: Reading | None
    quoted: bool = False


def settle(source: Source, parts: Sequence[Part]) -> list[Part]:
    """The parts with what their neighbours decide."""
    return _names(_phones(source, parts))


def _phones(source: Source, parts: Sequence[Part]) -> list[Part]:
    """Beside other digits even 1430 may be a phone number's; beside what can be nothing else, 123 is."""
    found: list[Part] = []
    for digits, group in groupby(parts, key=lambda part: part.size == 1 and source.plain(part.at).isdecimal()):
        run = list(group)
        if digits and len(run) > 1:
            phone = any(part.reading is None for part in run)
            run = [_in_phone(source, part, phone=phone) for part in run]
        found += run
    return found


def _in_phone(source: Source, part: Part, *, phone: bool) -> Part:
    if part.reading is None or (phone and is_odd(part.reading)):
        return replace(part, reading=None)
    return replace(part, reading=replace(part.reading, name=source.client(part.at, part.at, 1), sides=None))


def _names(parts: Sequence[Part]) -> list[Part]:
    """A day that is also a name is a day where the client stands elsewhere and doesn't touch it."""
    if not any(part.reading is None or part.quoted for part in parts):
        return list(parts)
    found = []
    for n, part in enumerate(parts):
        reading = part.reading
        if reading and reading.name and reading.sides is not None:
            beside = [parts[n + side] for side in reading.sides if 0 <= n + side < len(parts)]
            if not any(_is_client(other) for other in beside):
                reading = replace(reading, name=None)
        found.append(replace(part, reading=reading))
    return found


def _is_client(part: Part) -> bool:
    return not part.quoted and (part.reading is None or part.reading.name is not None)
