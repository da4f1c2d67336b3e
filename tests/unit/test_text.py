"""What a typed text may hold, and the digits of a phone number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk_desktop.domain.text import bad_character, digits


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "Zoë Müller-Łukasz",
        "山田 太郎",
        "Дмитрий Ёлкин",
        "محمد عبد الله",
        "\u202eright to left\u202c \u200f\u200e",
        "👩‍👩‍👧 family \U0001f1fa\U0001f1e6",
        "zero\u200bwidth\u200djoiner\ufeff",
        "private \ue000 use",
        "'; DROP TABLE clients; --",
        "<b>bold</b><script>alert(1)</script>&amp;",
        "no\u00a0break, soft\u00adhyphen",
    ],
)
def test_what_people_type_is_kept(kept: str) -> None:
    assert bad_character(kept, lines=False) is None
    assert bad_character(kept, lines=True) is None


@pytest.mark.parametrize(
    ("character", "name", "in_lines"),
    [
        ("\0", "U+0000", False),
        ("\x07", "U+0007", False),
        ("\x1b", "U+001B", False),
        ("\x7f", "U+007F", False),
        ("\x85", "U+0085", False),
        ("\ud800", "U+D800", False),
        ("\udfff", "U+DFFF", False),
        ("\n", "U+000A", True),
        ("\r", "U+000D", True),
        ("\t", "U+0009", True),
        ("\u2028", "U+2028", True),
        ("\u2029", "U+2029", True),
    ],
)
def test_control_characters_and_surrogates_are_named(character: str, name: str, in_lines: bool) -> None:
    assert bad_character(f"a{character}b", lines=False) == name
    assert bad_character(f"a{character}b", lines=True) == (None if in_lines else name)


@given(st.text())
def test_a_text_that_may_be_kept_can_be_encoded(text: str) -> None:
    if bad_character(text, lines=True) is None:
        assert "\0" not in text.encode("utf-8").decode("utf-8")


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("", ""),
        ("+1234567890", "1234567890"),
        ("+49 (0)30/123", "49030123"),
        ("0049 30", "4930"),
        ("030 123", "030123"),
        ("٠٣٠ ١٢٣", "030123"),
        ("call me", ""),
        ("x²³", ""),
    ],
)
def test_digits_of_any_script(phone: str, expected: str) -> None:
    assert digits(phone) == expected
