"""The booking line: a corpus of phrases with their exact chips, and what the chips and the line offer."""

import tomllib
from datetime import date, time
from pathlib import Path

import pytest

from frontdesk_desktop.domain.booking_line import Chip, Choice, Kind, ParsedLine, Problem, Vocabulary, choose, parse
from frontdesk_desktop.domain.booking_line.chips import Value
from tests.unit.booking_line import AMERICAN, ENGLISH, FRENCH, GERMAN

TODAY = date(2026, 1, 14)  # a Wednesday
LANGUAGES = {"english": ENGLISH, "american": AMERICAN, "german": GERMAN, "french": FRENCH}
CORPUS = tomllib.loads(Path(__file__).with_name("booking_line_corpus.toml").read_text("utf-8"))
PHRASES = [
    pytest.param(line, chips, LANGUAGES[group["language"]], group["today"], id=f"{group['title']}: {line}")
    for group in CORPUS["group"]
    for line, chips in group["phrases"].items()
]


def line(text: str, known: Vocabulary = ENGLISH) -> ParsedLine:
    return parse(text, known, TODAY)


def plain(value: Value) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def shown(chip: Chip) -> str:
    """A chip as the corpus writes it."""
    said = "" if chip.kind is None or chip.value is None else f" {chip.kind} {plain(chip.value)}"
    said += " | ".join(f" {choice_shown(choice)}" for choice in chip.choices).replace("  ", " ")
    return f"{chip.text} →{said}" + (f" ! {chip.problem}" if chip.problem else "")


def choice_shown(choice: Choice) -> str:
    """With its text where that says more than the value: `2026-01-16 14:00`."""
    said = f"{choice.kind} {plain(choice.value)}"
    more = choice.kind in (Kind.DAY, Kind.TIME, Kind.LENGTH) and choice.text.rstrip("m") != plain(choice.value)
    return f"{said} in {choice.text}" if more else said


@pytest.mark.parametrize(("text", "chips", "known", "today"), PHRASES)
def test_a_phrase_of_the_corpus(text: str, chips: list[str], known: Vocabulary, today: date) -> None:
    assert [shown(chip) for chip in parse(text, known, today).chips] == chips


def test_the_corpus_is_large() -> None:
    assert len(PHRASES) >= 300


def test_what_the_line_says() -> None:
    parsed = line('sm "jo" check-up tue 14:30 45m @medical // brings X-ray')

    assert (parsed.client, parsed.service, parsed.day) == ("sm jo", "check-up", date(2026, 1, 20))
    assert (parsed.time, parsed.minutes, parsed.provider, parsed.note) == (time(14, 30), 45, 1, "brings X-ray")
    assert parsed.ready


def test_what_the_line_leaves_out_is_absent() -> None:
    parsed = line("")

    assert (parsed.client, parsed.service, parsed.note) == ("", "", "")
    assert (parsed.day, parsed.time, parsed.minutes, parsed.provider) == (None, None, None, None)
    assert parsed.ready


@pytest.mark.parametrize("text", ["sm 12", "sun yi", "31 apr", "tue wed", "@city", '"sm', "clean"])
def test_a_line_is_not_ready_while_something_is_open(text: str) -> None:
    assert not line(text).ready


def test_what_is_open_says_nothing() -> None:
    """The window must not take a value that is not decided."""
    parsed = line("12 31 apr sun yi @city clean")

    assert (parsed.client, parsed.service) == ("yi", "")
    assert (parsed.day, parsed.time, parsed.minutes, parsed.provider) == (None, None, None, None)


def test_the_first_of_two_days_counts_and_the_second_is_the_mistake() -> None:
    parsed = line("tue 14:30 wed")

    assert [chip.problem for chip in parsed.chips] == [None, None, Problem.TWICE]
    assert parsed.day == date(2026, 1, 20)


def test_client_and_note_may_stand_in_pieces() -> None:
    assert line('sm 14:30 jo "x y"').client == "sm jo x y"
    assert line("sm // a // b").note == "a // b"


@pytest.mark.parametrize(
    ("text", "number", "then"),
    [
        ("sm 12", 0, "sm 12:00"),
        ("sm 12", 1, "sm 2026-02-12"),
        ("sm 12", 2, 'sm "12"'),
        ("sun yi 14:30", 0, "2026-01-18 yi 14:30"),
        ("sun yi 14:30", 1, '"sun" yi 14:30'),
        ("at 7 sm", 1, "19:00 sm"),
        ("may 14 jo 9:30 x", 1, None),
        ("jo may 14", 1, 'jo "may" 14'),
        ("jo 14 may yi", 1, 'jo 14 "may" yi'),
        ("fri 9 sm", 3, "2026-01-16 21:00 sm"),
        ("oil ch 9:30", 0, '#"oil change" 9:30'),
        ("oil ch 9:30", 1, '"oil ch" 9:30'),
        ("massage 60 min", 1, '#"massage" 60 min'),
        ("@city sm", 1, '@"Old City Garage" sm'),
        ("@twin", 1, "@#6"),
        ("1h 30 sm", 1, "60m 30 sm"),
    ],
)
def test_a_choice_is_written_into_the_line(text: str, number: int, then: str | None) -> None:
    asking = [chip for chip in line(text).chips if chip.choices]
    if then is None:
        assert not asking
    else:
        assert choose(text, asking[0], asking[0].choices[number]) == then


def test_the_written_form_means_the_same_tomorrow() -> None:
    parsed = line("o'neill sun. 2:30pm 1h #cle @med // call first")

    assert parsed.written == '"o\'neill" 2026-01-18 14:30 60m #"cleaning" @"City Medical" // call first'
    assert parse(parsed.written, ENGLISH, date(2026, 3, 1)).day == date(2026, 1, 18)


def test_an_open_line_keeps_its_open_words() -> None:
    assert line("sun yi 12 tomorrow").written == 'sun "yi" 12 2026-01-15'


def test_a_word_longer_than_any_word_is_the_clients() -> None:
    digits = "1" * 9_000

    assert line(digits).client == digits
    assert line(f"for {digits}").client == f"for {digits}"
    assert line("x" * 9_000 + " tue").day == date(2026, 1, 20)


def test_a_word_for_two_days_asks() -> None:
    """No language is known to need it; two together might."""
    known = Vocabulary((), (), day_first=True, day_names=(("lun",), ("tor",), ("tor",)), month_names=(("apr",),))
    parsed = parse("tor 9:30", known, TODAY)

    assert [choice.value for choice in parsed.chips[0].choices] == [date(2026, 1, 20), date(2026, 1, 14)]
    assert [choice.value for choice in parse("14 apr", known, TODAY).chips[0].choices] == [TODAY, date(2026, 4, 14)]
    assert parse("14 apr 2027", known, TODAY).chips[0].choices
