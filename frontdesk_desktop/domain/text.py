"""What a typed text may hold: everything a person can type or paste, and nothing that breaks a line or a database."""

import unicodedata

#: Allowed inside texts of several lines.
_BREAKING = ("Cc", "Zl", "Zp")
_LINE_BREAKS = "\r\n\t\u2028\u2029"


def bad_character(text: str, *, lines: bool) -> str | None:
    """The first character that can't be kept, as "U+0000", or None.

    Control characters and line separators (but line breaks and tabs where `lines`) and lone surrogates can't. Marks
    of direction, joiners, emoji and private use can: they are shown as text.
    """
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs" or (category in _BREAKING and not (lines and character in _LINE_BREAKS)):
            return f"U+{ord(character):04X}"
    return None


def digits(text: str) -> str:
    """The decimal digits of any script, as ASCII, without a leading international 00 or plus.

    "+49 (0)30/123" gives "49030123"; "0049 30" gives "4930".
    """
    found = "".join(str(unicodedata.decimal(c)) for c in text if unicodedata.decimal(c, None) is not None)
    return found[2:] if found.startswith("00") else found
