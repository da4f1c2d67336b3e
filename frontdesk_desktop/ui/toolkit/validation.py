"""Pydantic's errors, worded for the person who typed."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

Validate = Callable[[dict[str, Any]], dict[str, str]]

_NEEDED = QT_TRANSLATE_NOOP("Validation", "Please fill this in.")
_NUMBER = QT_TRANSLATE_NOOP("Validation", "Type a whole number.")
_DATE_TIME = QT_TRANSLATE_NOOP("Validation", "Type a date and a time.")
_CHOICE = QT_TRANSLATE_NOOP("Validation", "Choose one of the list.")
_TEXT = QT_TRANSLATE_NOOP("Validation", "Type a text.")
_EMAIL = QT_TRANSLATE_NOOP("Validation", "This is no e-mail address.")
_WORDS = {  # Pydantic's error type, or a schema's own: its words, filled with the error's context
    "missing": _NEEDED,
    "blank": _NEEDED,
    "null": _NEEDED,
    "string_too_short": QT_TRANSLATE_NOOP("Validation", "Type at least {min_length} characters."),
    "string_too_long": QT_TRANSLATE_NOOP("Validation", "At most {max_length} characters are possible."),
    "string_type": _TEXT,
    "string_unicode": QT_TRANSLATE_NOOP("Validation", "This holds characters that can't be kept."),
    "string_pattern_mismatch": QT_TRANSLATE_NOOP("Validation", "This isn't written as expected."),
    "character": QT_TRANSLATE_NOOP("Validation", "This holds a character that can't be kept: {character}"),
    "phone": QT_TRANSLATE_NOOP("Validation", "A phone number has at least 3 digits."),
    "email": _EMAIL,
    "time_zone": QT_TRANSLATE_NOOP("Validation", "This time zone isn't known; use a name such as Europe/Berlin."),
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "float_parsing": QT_TRANSLATE_NOOP("Validation", "Type a number."),
    "decimal_parsing": QT_TRANSLATE_NOOP("Validation", "Type a number."),
    "bool_parsing": QT_TRANSLATE_NOOP("Validation", "Choose yes or no."),
    "greater_than": QT_TRANSLATE_NOOP("Validation", "This must be more than {gt}."),
    "greater_than_equal": QT_TRANSLATE_NOOP("Validation", "This must be at least {ge}."),
    "less_than": QT_TRANSLATE_NOOP("Validation", "This must be less than {lt}."),
    "less_than_equal": QT_TRANSLATE_NOOP("Validation", "This must be at most {le}."),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "date_time": _DATE_TIME,
    "datetime_parsing": _DATE_TIME,
    "datetime_from_date_parsing": _DATE_TIME,
    "datetime_type": _DATE_TIME,
    "date": QT_TRANSLATE_NOOP("Validation", "Type a date."),
    "date_parsing": QT_TRANSLATE_NOOP("Validation", "Type a date."),
    "date_from_datetime_parsing": QT_TRANSLATE_NOOP("Validation", "Type a date."),
    "time_parsing": QT_TRANSLATE_NOOP("Validation", "Type a time."),
}


def validate_with(schema: type[BaseModel]) -> Validate:
    """A check of a form's values against a schema. It returns the error text of each bad field."""

    def validate(values: dict[str, Any]) -> dict[str, str]:
        try:
            schema.model_validate(values)
        except ValidationError as error:
            return error_texts(error)
        return {}

    return validate


def error_texts(exc: ValidationError) -> dict[str, str]:
    """The first error of each field, worded. An error that belongs to no field has the key ""."""
    texts: dict[str, str] = {}
    for error in exc.errors(include_url=False, include_input=False):
        field = str(error["loc"][0]) if error["loc"] else ""
        texts.setdefault(field, _worded(error["type"], error["msg"], error.get("ctx", {})))
    return texts


def _worded(kind: str, message: str, context: dict[str, Any]) -> str:
    if kind in ("value_error", "assertion_error"):
        return str(context.get("error", message))
    if kind == "string_too_short" and context.get("min_length") == 1:
        kind = "blank"
    words = _WORDS.get(kind)
    if words is None:
        return message
    return QCoreApplication.translate("Validation", str(words)).format_map(context)
