"""The kinds of fields: texts of one line and of several, phones, e-mail addresses, zones, typed times."""

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from frontdesk_desktop.domain import text, zones
from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.schemas.base import MAX_ID


def _one_line(value: str) -> str:
    return _clean(value, lines=False)


def _lines(value: str) -> str:
    return _clean(value, lines=True)


def _clean(value: str, *, lines: bool) -> str:
    bad = text.bad_character(value, lines=lines)
    if bad is not None:
        raise PydanticCustomError("character", "holds a character that can't be kept: {character}", {"character": bad})
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "must not be empty")
    return value


def _phone(value: str) -> str:
    if value and len(text.digits(value)) < 3:
        raise PydanticCustomError("phone", "is no phone number: it has fewer than 3 digits")
    return value


def _email(value: str) -> str:
    if value:
        # Takes long to import; most programs runs never validate an address.
        from email_validator import EmailNotValidError, validate_email

        try:
            validate_email(value, check_deliverability=False)
        except EmailNotValidError as error:
            raise PydanticCustomError("email", "is no e-mail address: {reason}", {"reason": str(error)}) from None
    return value


def _time_zone(value: str) -> str:
    try:
        zones.zone(value)
    except InvalidInput:
        raise PydanticCustomError(
            "time_zone",
            "“{name}” is no time zone known here; use a name such as Europe/Berlin",
            {"name": value},
        ) from None
    return value


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_AND_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:?\d{2}")


def _date_and_time(value: Any) -> Any:
    # Pydantic would take numbers as seconds since 1970, and a bare date as midnight: both would be guesses.
    if not isinstance(value, datetime) and not (isinstance(value, str) and _DATE_AND_TIME.match(value)):
        raise PydanticCustomError("date_time", "must be a date and time, such as 2025-01-15T10:00:00")
    return value


def _date_or_time(value: Any) -> Any:
    if not isinstance(value, datetime) and not (isinstance(value, str) and _DATE.match(value)):
        raise PydanticCustomError("date", "must be a date or a date and time, such as 2025-01-15")
    return value


Name = Annotated[str, Field(max_length=200), AfterValidator(_one_line), AfterValidator(_not_blank)]
ShortText = Annotated[str, Field(max_length=100), AfterValidator(_one_line), AfterValidator(_not_blank)]
Address = Annotated[str, Field(max_length=500), AfterValidator(_lines)]
Notes = Annotated[str, Field(max_length=10_000), AfterValidator(_lines)]
Reason = Annotated[str, Field(max_length=500), AfterValidator(_one_line), AfterValidator(_not_blank)]
Phone = Annotated[str, Field(max_length=50), AfterValidator(_one_line), AfterValidator(_phone)]
Email = Annotated[str, Field(max_length=254), AfterValidator(_one_line), AfterValidator(_email)]
Password = Annotated[str, Field(max_length=500, repr=False), AfterValidator(_one_line)]
TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_one_line), AfterValidator(_time_zone)]
#: Aware: that instant. Naive: wall time of the provider.
Moment = Annotated[datetime, BeforeValidator(_date_and_time)]
#: The same, and a bare date means its first instant.
DayOrMoment = Annotated[datetime, BeforeValidator(_date_or_time)]
Minutes = Annotated[int, Field(ge=1, le=7 * 24 * 60)]
RowId = Annotated[int, Field(ge=1, le=MAX_ID)]
Search = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
