"""Phone numbers, normalised for matching and search; kept as typed for people."""

from frontdesk_desktop.domain import text


def phone_digits(phone: str) -> str:
    """The international number's digits where the number says its country (+49 (0)30 … and 0049 30 … alike).

    Otherwise just its digits: guessing the country could make two people one.
    """
    digits = text.digits(phone)
    international = phone.lstrip().startswith("+") or phone.lstrip().startswith("00")
    if international and digits:
        import phonenumbers  # most runs of a command store no number

        try:
            number = phonenumbers.parse(_with_plus(phone), None)
        except phonenumbers.NumberParseException:
            return digits
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).removeprefix("+")
    return digits


def _with_plus(phone: str) -> str:
    phone = phone.strip()
    return "+" + phone[2:] if phone.startswith("00") else phone
