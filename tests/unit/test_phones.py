"""Phone numbers, normalised."""

import pytest

from frontdesk_desktop.services.phones import phone_digits


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("", ""),
        ("+1234567890", "1234567890"),
        ("+49 (0)30 901820", "4930901820"),
        ("+49 30 901820", "4930901820"),
        ("0049 30 / 90 18 20", "4930901820"),
        ("  +44 20 7946 0018", "442079460018"),
        ("030 901820", "030901820"),  # whose country it is nobody said
        ("555-0100", "5550100"),
        ("+999 123", "999123"),  # no such country
        ("00", ""),
        ("+", ""),
        ("٠٠٤٩ ٣٠ ٩٠١٨٢٠", "4930901820"),
        ("n/a", ""),
    ],
)
def test_a_number_is_the_same_however_it_is_written(phone: str, expected: str) -> None:
    assert phone_digits(phone) == expected
