"""Providers by fragments of their names."""

import re

from frontdesk_desktop.domain.booking_line.chips import Choice, Kind, Problem
from frontdesk_desktop.domain.booking_line.reading import Reading, wrong
from frontdesk_desktop.domain.booking_line.tokens import Token, parts, unquoted
from frontdesk_desktop.domain.booking_line.vocabulary import Provider, Vocabulary

_BY_ID = re.compile(r"#(\d{1,19})")


def read(token: Token, known: Vocabulary) -> Reading:
    """What `@` marks: the provider of that name; else those with words that begin so; else those that have it inside.

    `@#12` is the provider with that id: how one of two providers with the same name is written.
    """
    wanted = parts(token.text)
    if found := _BY_ID.fullmatch(token.text):
        ranks = [[provider for provider in known.providers if provider.id == int(found[1])]]
    elif wanted:
        every = known.provider_parts
        ranks = [
            [provider for provider, words in every if words == wanted],
            [provider for provider, words in every if all(_begins(part, words) for part in wanted)],
            [provider for provider, words in every if all(part in "".join(words) for part in wanted)],
        ]
    else:
        ranks = []
    best = next((rank for rank in ranks if rank), None)
    if best is None:
        return wrong(1, Kind.PROVIDER, Problem.UNKNOWN_PROVIDER)
    return Reading(1, tuple(Choice(Kind.PROVIDER, provider.id, _written(provider, known)) for provider in best))


def _begins(part: str, words: tuple[str, ...]) -> bool:
    return any(word.startswith(part) for word in words)


def _written(provider: Provider, known: Vocabulary) -> str:
    name = parts(provider.name)
    return f'@"{unquoted(provider.name)}"' if name and known.namesakes[name] == 1 else f"@#{provider.id}"
