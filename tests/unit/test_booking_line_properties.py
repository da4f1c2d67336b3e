"""The booking line on any text: what must hold whatever was typed."""

import sys
from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from frontdesk_desktop.domain.booking_line import Chip, Kind, ParsedLine, Vocabulary, choose, parse
from frontdesk_desktop.domain.booking_line.names import NAMES
from frontdesk_desktop.domain.booking_line.tokens import fold
from tests.unit.booking_line import ENGLISH, FRENCH, GERMAN

TODAY = date(2026, 1, 14)

#: Words of all kinds, so that chance puts together what belongs together, and what doesn't.
MANY = """
sm jo yi o'neill Müller sun Sat thu fri. tue frida monday di di. mar tom tomorrow tmw today after day next week month on
at for the of may nov nov. jun april Marc 27 14 12 9 0 7 30 45 47 00 27. 9th 31 930 123 120 1430 0151 0170 2030 2026
+49 +3 +3d -2w +15m +0m 3/4 31/4 3-4 14-15 14.3 14.3. 9.10 14.30 4.30 31.4 2026-11-27 2026-13-01 3/4/26 27nov 14:30
2:30 02:30 25:00 14:3 14:30-15:00 7pm 13pm pm am p.m. uhr h m min 1h 1h30 1:30h 8h 8h30 14h 0m 900h 1.5h 1,5h 90'
cleaning clean oil change oil ch first massage 60 will crown consultation #cle #check #x # #"a_b" @city @harbour @twin
@x @ @"st mary" @#5 @#99 "sun" "sm jo" "" " « „x” // //note , ; - / ++ 'x ½ １４：３０ ١٢ ß ﬁ x"y jo@x.de
"""
DAY_WORDS = "monday tuesday wednesday thursday friday saturday sunday today tomorrow tmrw tmw yesterday"

words = st.lists(st.sampled_from(MANY.split()), max_size=8)
joined = st.tuples(words, st.sampled_from([" ", " ", "  ", ", ", ""])).map(lambda both: both[1].join(both[0]))
lines = st.one_of(joined, joined, st.text(max_size=60), st.text(alphabet='smjo 0123456789:./-"@#hpm', max_size=30))
languages = st.sampled_from([ENGLISH, GERMAN, FRENCH])
todays = st.dates(date(2020, 1, 1), date(2050, 12, 31))
#: Days of the desk's clock that a broken clock may show.
any_day = st.one_of(todays, st.sampled_from([date.min, date.max]))


def meanings(parsed: ParsedLine) -> list[tuple[Kind | None, object]]:
    return [(chip.kind, chip.value) for chip in parsed.chips]


def when(chip: Chip) -> list[object]:
    """What a chip says, or may say, about days, times and lengths."""
    every = [(chip.kind, chip.value), *((choice.kind, choice.value) for choice in chip.choices)]
    return [value for kind, value in every if kind in (Kind.DAY, Kind.TIME, Kind.LENGTH) and value is not None]


@given(lines, languages, any_day)
def test_any_line_is_read_into_chips_that_lie_in_it_one_behind_the_other(
    line: str, known: Vocabulary, today: date
) -> None:
    parsed = parse(line, known, today)

    end = 0
    for chip in parsed.chips:
        assert end <= chip.start < chip.end <= len(line)
        assert line[chip.start : chip.end] == chip.text
        end = chip.end


@given(lines, languages, todays)
def test_a_chip_is_certain_or_asks_or_says_what_is_wrong(line: str, known: Vocabulary, today: date) -> None:
    for chip in parse(line, known, today).chips:
        if chip.value is not None:
            assert not chip.choices
            assert chip.kind is not None
        elif chip.problem:
            assert not chip.choices
        else:
            assert len(set(chip.choices)) == len(chip.choices) >= 2
            assert len({choice.text for choice in chip.choices}) == len(chip.choices)
            assert chip.kind in (None, chip.choices[0].kind)


@given(lines, languages, todays)
def test_what_is_no_part_of_a_chip_says_nothing(line: str, known: Vocabulary, today: date) -> None:
    left = list(line)
    for chip in parse(line, known, today).chips:
        left[chip.start : chip.end] = " " * (chip.end - chip.start)

    assert not [character for character in left if character.isalnum()]


@given(lines, languages, todays)
def test_a_line_has_one_meaning(line: str, known: Vocabulary, today: date) -> None:
    again = Vocabulary(known.services, known.providers, known.day_first, known.day_names, known.month_names)

    assert parse(line, known, today) == parse(line, again, today)


@given(lines, languages, todays)
def test_every_day_time_and_length_is_written_in_its_own_chip(line: str, known: Vocabulary, today: date) -> None:
    """With digits, or with the first two letters of a word for a day."""
    spelled = [name for names in known.day_names for name in names]
    spelled += DAY_WORDS.split()
    beginnings = {fold(name)[:2] for name in spelled}
    parsed = parse(line, known, today)

    for chip in parsed.chips:
        written = fold(chip.text).replace("+", " ").split()
        if when(chip):
            assert any(word[:2] in beginnings or any(letter.isdecimal() for letter in word) for word in written), chip
    assert parsed.day in (None, *(chip.value for chip in parsed.chips if chip.kind is Kind.DAY))
    assert parsed.time in (None, *(chip.value for chip in parsed.chips if chip.kind is Kind.TIME))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüéß -'.", max_size=60), todays)
def test_words_that_begin_like_no_day_say_nothing_about_one(line: str, today: date) -> None:
    words = "".join(" " if character in "-'." else character for character in fold(line)).split()
    if not any(word[:2] in ("mo", "tu", "we", "th", "fr", "sa", "su", "to", "tm", "ye", "da") for word in words):
        parsed = parse(line, ENGLISH, today)

        assert [said for chip in parsed.chips for said in when(chip)] == []


@given(st.lists(st.sampled_from(["sun", "sat", "thu", "Tom", "MONDAY", "yi", "jo", "9:30"]), min_size=1, max_size=6))
def test_a_name_beside_a_name_is_never_just_a_day(names: list[str]) -> None:
    parsed = parse(" ".join(names), ENGLISH, TODAY)

    starts = {chip.start: chip for chip in parsed.chips}
    ends = {chip.end: chip for chip in parsed.chips}
    for chip in parsed.chips:
        if chip.kind is Kind.DAY and chip.value is not None:
            assert fold(chip.text) in NAMES
            beside = starts.get(chip.end + 1), ends.get(chip.start - 1)
            assert all(other is None or other.kind is Kind.TIME for other in beside)
            assert parsed.client


@given(lines, languages, todays)
@example("fri 27 nov 2031 14 uhr", ENGLISH, TODAY)
def test_the_written_form_means_the_same_on_any_day(line: str, known: Vocabulary, today: date) -> None:
    parsed = parse(line, known, today)
    if parsed.ready:
        later = parse(parsed.written, known, date(2031, 7, 1))

        assert later.ready
        assert meanings(later) == meanings(parsed)
        assert later.written == parsed.written


@given(lines, languages, todays)
def test_a_chosen_choice_is_what_the_line_then_says(line: str, known: Vocabulary, today: date) -> None:
    """Or the line is refused: a second day was chosen, say."""
    for chip in parse(line, known, today).chips:
        for choice in chip.choices:
            chosen = parse(choose(line, chip, choice), known, today)

            near = [other for other in chosen.chips if other.end > chip.start]
            assert any((other.kind, other.value) == (choice.kind, choice.value) for other in near[:2]) or any(
                other.problem for other in chosen.chips
            ), (choice, chosen)


@given(lines, todays)
def test_choosing_comes_to_an_end(line: str, today: date) -> None:
    for last in (True, False):
        text = line
        for _ in range(60):
            asking = [chip for chip in parse(text, ENGLISH, today).chips if chip.choices]
            if not asking:
                break
            text = choose(text, asking[-1 if last else 0], asking[-1 if last else 0].choices[-1 if last else 0])
        else:
            pytest.fail(text)


@pytest.mark.parametrize(
    "unit",
    [
        *("x", "x ", "1 ", "12 may ", "fri ", "fri 14 may 2030 ", "oil ch ", '"', '""', "@city ", "@a ", "0170 ", "1."),
        *("1h 30 ", "next week ", "31 apr ", "/", "sun ", "sat 9 ", "#c ", "1,", "14:30:", "of the ", "for 1 h 30 "),
    ],
)
def test_the_work_grows_with_the_line_and_no_faster(unit: str) -> None:
    def work(length: int) -> int:
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        line = (unit * length)[:length]
        sys.setprofile(count)
        try:
            parse(line, ENGLISH, TODAY)
        finally:
            sys.setprofile(None)
        return calls

    assert work(10_000) <= 4.5 * work(2_500) + 1_000
    assert isinstance(parse((unit * 10_000)[:10_000], ENGLISH, TODAY).time, time | None)
