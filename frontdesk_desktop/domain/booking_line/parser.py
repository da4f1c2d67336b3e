"""From the line to its chips."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from frontdesk_desktop.domain.booking_line import days, lengths, numbers, providers, services, times
from frontdesk_desktop.domain.booking_line.chips import Chip, Kind, ParsedLine, Problem
from frontdesk_desktop.domain.booking_line.neighbours import Part, settle
from frontdesk_desktop.domain.booking_line.reading import Reading, Source, as_client, certain, combine, wrong
from frontdesk_desktop.domain.booking_line.tokens import Mark, tokenize
from frontdesk_desktop.domain.booking_line.vocabulary import Vocabulary

_KINDS = {Mark.QUOTED: Kind.CLIENT, Mark.PROVIDER: Kind.PROVIDER, Mark.SERVICE: Kind.SERVICE, Mark.NOTE: Kind.NOTE}


def parse(line: str, known: Vocabulary, today: date) -> ParsedLine:
    """The chips of a booking line. Never raises; takes time in proportion to the line's length.

    `today` is the day that `tomorrow` and `fri` are counted from.
    """
    source = Source(line, tokenize(line), known, today)
    in_line = services.index(known.services_of(_only_provider(source)))
    parts: list[Part] = []
    at = 0
    while at < len(source.tokens):
        mark = source.tokens[at].mark
        reading = _read(source, at, in_line) if mark is Mark.NONE else _marked(source, at, in_line)
        parts.append(Part(at, reading.size if reading else 1, reading, quoted=mark is Mark.QUOTED))
        at += parts[-1].size
    return ParsedLine(tuple(_once_each(_chips(source, settle(source, parts)))))


def _only_provider(source: Source) -> int | None:
    """The first provider that is certain: it decides which service types there are."""
    for token in source.tokens:
        if token.mark is Mark.PROVIDER:
            found = providers.read(token, source.known).choices
            if len(found) == 1 and isinstance(found[0].value, int):
                return found[0].value
    return None


def _marked(source: Source, at: int, in_line: services.Index) -> Reading:
    token = source.tokens[at]
    if not token.closed:
        return wrong(1, _KINDS[token.mark], Problem.OPEN_QUOTE)
    if token.mark is Mark.PROVIDER:
        return providers.read(token, source.known)
    if token.mark is Mark.SERVICE:
        return services.marked(token, in_line)
    return certain(1, _KINDS[token.mark], token.text)


def _read(source: Source, at: int, in_line: services.Index) -> Reading | None:
    whole, begun = services.read(source, at, in_line)
    other = days.read(source, at) or lengths.read(source, at) or times.read(source, at) or numbers.read(source, at)
    if other is None:
        return combine(source, at, begun + whole)
    if other.problem:
        return combine(source, at, whole or [other])
    is_certain = len(other.choices) == 1 and other.name is None
    return combine(source, at, [*([] if is_certain else begun), *whole, other])


def _chips(source: Source, parts: Iterable[Part]) -> Iterable[Chip]:
    for is_client, group in groupby(parts, key=lambda part: part.reading is None):
        run = list(group)
        if is_client:
            first, last = source.tokens[run[0].at], source.tokens[run[-1].at]
            text = " ".join(source.tokens[part.at].text for part in run)
            raw = source.line[first.start : last.end]
            yield Chip(Kind.CLIENT, first.start, last.end, raw, text, as_client(text))
        else:
            yield from (_chip(source, part.at, part.reading) for part in run if part.reading)


def _chip(source: Source, at: int, reading: Reading) -> Chip:
    start, end = source.tokens[at].start, source.tokens[at + reading.size - 1].end
    raw = source.line[start:end]
    if reading.problem:
        kind, problem = reading.problem
        return Chip(kind, start, end, raw, None, raw, problem=problem)
    choices = (*reading.choices, reading.name) if reading.name else reading.choices
    if len(choices) == 1:
        return Chip(choices[0].kind, start, end, raw, choices[0].value, choices[0].text)
    kinds = {choice.kind for choice in choices}
    return Chip(kinds.pop() if len(kinds) == 1 else None, start, end, raw, None, raw, choices)


def _once_each(chips: Iterable[Chip]) -> Iterable[Chip]:
    seen: set[Kind | None] = set()
    for chip in chips:
        twice = chip.value is not None and chip.kind in seen and chip.kind is not Kind.CLIENT
        yield replace(chip, problem=Problem.TWICE) if twice else chip
        if chip.value is not None:
            seen.add(chip.kind)
