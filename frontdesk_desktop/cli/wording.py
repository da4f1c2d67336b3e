"""Every refusal and known fault, in the words of the command line."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.schemas.base import Schema

_MOST = 2000  # characters of a message: what was given may stand in it, whatever its length
_NAMED = 3  # conflicting bookings that a sentence names

Params = Mapping[str, Any]


class InvalidData(Exception):
    """Input that a schema refuses."""

    def __init__(self, error: ValidationError, schema: type[Schema]) -> None:
        super().__init__(schema.__name__)
        self.problems = problems(error, schema)


def one_line(text: str) -> str:
    """The text with all its blanks and line breaks as single blanks, cut where it is very long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _MOST else f"{flat[:_MOST]}…"


def message(error: DomainError) -> str:
    """The whole sentence for an error; for a code that nobody worded, the code and its parameters."""
    sentence = _worded(error.code, error.params)
    if error.code in ("row.changed", "undo.changed") and error.fields:
        sentence += f" (both changed: {', '.join(error.fields)})"
    return one_line(sentence)


def field_messages(error: DomainError) -> dict[str, str]:
    """A sentence for each input field that is to blame."""
    return {field: one_line(_worded(code, error.params)) for field, code in error.fields.items()}


def problems(error: ValidationError, schema: type[Schema]) -> dict[str, str]:
    """What is wrong with each field, in the order of the input; under "" what is wrong with all of them together."""
    found: dict[str, str] = {}
    for problem in error.errors(include_url=False, include_input=False):
        context = problem.get("ctx", {})
        location = problem["loc"] or ((context["field"],) if problem["type"] == "null" else ())
        field = one_line(str(location[0]))[:100] if location else ""
        word = _PROBLEMS.get(problem["type"])
        text = word({**context, "known": ", ".join(schema.model_fields)}) if word else problem["msg"]
        found.setdefault(field, one_line(text))
    return found


def data_message(found: Mapping[str, str]) -> str:
    """One sentence of what `problems` found."""
    return one_line("; ".join(f"{field}: {text}" if field else text for field, text in found.items()))


def _worded(code: str, params: Params) -> str:
    word = _SENTENCES.get(code)
    if word is not None:
        return word(params)
    shown = ", ".join(f"{name}: {_plain(value)}" for name, value in params.items())
    return f"{code} ({shown})" if shown else code


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(map(_plain, value))
    if isinstance(value, Schema):
        return str(getattr(value, "id", type(value).__name__))
    return str(value)


def _moment(value: Any) -> str:
    return value.isoformat(sep=" ", timespec="minutes") if isinstance(value, datetime) else str(value)


def _row(noun: str) -> Callable[[Params], str]:
    return lambda p: f"{noun} {p['id']} does not exist" if p.get("id") is not None else f"the {noun} does not exist"


def _has_bookings(noun: str) -> Callable[[Params], str]:
    def word(p: Params) -> str:
        count = p.get("count", 0)
        text = f"{noun} {p.get('id')} ({p.get('name')}) has {count:,} booking{'' if count == 1 else 's'}"
        text += " and is not deleted"
        if noun == "provider":
            text += f"""; to deactivate it: frontdesk provider update {p.get("id")} --data '{{"is_active": false}}'"""
        return text

    return word


def _overlap(p: Params) -> str:
    text = f"{p['provider']} is taken at that time" if p.get("provider") else "the time is taken"
    conflicts = p.get("conflicts", ())
    if conflicts:
        named = [
            f"booking {b.id} ({b.client_name}, {b.service_type}, {_moment(b.scheduled_at)} for"
            f" {b.duration_minutes} minutes, {b.status})"
            for b in conflicts[:_NAMED]
        ]
        more = len(conflicts) - _NAMED
        text += f" by {', '.join(named)}" + (f" and {more} more" if more > 0 else "")
    if p.get("free"):
        text += f"; the nearest free times: {', '.join(map(_moment, p['free']))}"
    return text


def _clock_change(what: str) -> Callable[[Params], str]:
    return lambda p: (
        f"the clocks of {p.get('time_zone')} {what} {p.get('value')}; give it as one of"
        f" {', '.join(choice.isoformat() for choice in p.get('choices', ()))}"
    )


def _transition(p: Params) -> str:
    allowed = ", ".join(p.get("allowed", ()))
    possible = f"it may become {allowed}" if allowed else "nothing can follow"
    return f"a booking that is {p.get('current')} can't become {p.get('wanted')}; {possible}"


def _changed(p: Params) -> str:
    return f"{_since('it was changed meanwhile')(p)}: nothing was saved; read it again, and then change it"


def _since(text: str) -> Callable[[Params], str]:
    return lambda p: (
        text
        + (
            f" by {p['account']} at {p.get('desk') or 'another program'}, {_moment(p.get('at'))}"
            if "account" in p
            else ""
        )
    )


def _url_invalid(p: Params) -> str:
    given = f" (it begins with {p['scheme']}://)" if p.get("scheme") else ""
    return (
        f"that is no address of a PostgreSQL server{given}; use postgresql://account:password@host/database"
        " or embedded:///folder"
    )


def _because(text: str) -> Callable[[Params], str]:
    return lambda p: f"{text}: {p['reason']}" if p.get("reason") else text


def _says(text: str) -> Callable[[Params], str]:
    return lambda _p: text


_SENTENCES: dict[str, Callable[[Params], str]] = {
    "booking.overlap": _overlap,
    "booking.not_found": _row("booking"),
    "booking.transition": _transition,
    "booking.already_cancelled": lambda p: f"the booking was cancelled already, {_moment(p.get('at'))}",
    "booking.closed": lambda p: f"booking {p.get('id')} is cancelled and can't be moved; book the time anew",
    "booking.length": _says("a booking must end after it begins"),
    "provider.not_found": _row("provider"),
    "provider.inactive": lambda p: f"provider {p.get('id')} ({p.get('name')}) is inactive and takes no new bookings",
    "provider.has_bookings": _has_bookings("provider"),
    "client.not_found": _row("client"),
    "client.has_bookings": _has_bookings("client"),
    "request.repeated": _says("something else was stored with this request_id; make a new one"),
    "row.changed": _changed,
    "undo.nothing": _says("this desk made no such change"),
    "undo.changed": _since("not undone: it was changed since"),
    "undo.deleted": _since("not undone: it was deleted since"),
    "undo.restored": _since("not undone: it was put back already"),
    "row.busy": _says("another desk is changing this right now; try again"),
    "permission.denied": _says("this database account may not do that"),
    "time.skipped": _clock_change("skip"),
    "time.repeated": _clock_change("repeat"),
    "time.out_of_range": _says("the time is too far away; the years 1 to 9999 are possible"),
    "time.unreadable": lambda p: f"{p.get('value')} is no time; use one such as 14:30",
    "date.unreadable": lambda p: f"{p.get('value')} is no date; use one such as 2025-01-31",
    "time_zone.unknown": lambda p: f"{p.get('time_zone')} is no time zone known on this computer",
    "server.unreachable": _because("the server can't be reached"),
    "server.sign_in": _because("the server refuses the account or its password"),
    "server.no_database": _because("the server has no such database"),
    "server.too_slow": _says("the server took too long, and the command was given up"),
    "server.busy": _says("other desks hold what is needed here; try again"),
    "server.too_many_desks": _says("the server takes no more connections; try again"),
    "server.disk_full": _says("the server's disk is full; nothing was saved"),
    "server.read_only": _says("the server takes no changes at present; nothing was saved"),
    "schema.missing": _says("the database has no tables of Frontdesk yet; make them with: frontdesk db upgrade"),
    "schema.older": lambda p: (
        f"the database is at revision {p.get('current')}, older than this program's {p.get('expected')};"
        " bring it up to date with: frontdesk db upgrade"
    ),
    "schema.newer": lambda p: (
        f"the database is at revision {p.get('current')}, newer than this program's {p.get('expected')}: install the"
        " newer Frontdesk, then see frontdesk db status; frontdesk db upgrade can't help here"
    ),
    "schema.unknown_revision": lambda p: (
        f"{p.get('revision')} is no revision of the database; there are {', '.join(p.get('known', ()))}"
    ),
    "schema.not_below": lambda p: (
        f"the database is at revision {p.get('current') or 'none'}, and {p.get('revision')} is not below;"
        " to go up: frontdesk db upgrade"
    ),
    "url.missing": _says(
        "no server is set: give --database-url, or set FRONTDESK_DATABASE_URL, to"
        " postgresql://account:password@host/database, or to embedded:///folder for a server on this computer"
    ),
    "url.invalid": _url_invalid,
    "url.option": _says("the server's address has an option behind its ? that PostgreSQL doesn't know"),
    "url.at_sign": _says("the server's address holds more than one @: in an account or a password, write it as %40"),
    "settings.invalid": _because("the settings can't be used"),
    "settings.unwritable": lambda p: f"{p.get('file')} can't be written: {p.get('reason')}",
    "input.not_text": lambda p: f"argument {p.get('number')} is no text: its bytes are no UTF-8",
    "output.failed": _because("the output can't be written"),
    "demo.not_empty": _says("the database holds data already; the demo data was not added"),
    "embedded.missing": lambda p: (
        f"the server for this computer is not installed; install it with: pipx install --force '{p.get('package')}'"
    ),
    "embedded.bad_url": _says("that is no folder for the server on this computer; use embedded:///path/to/folder"),
    "embedded.folder_foreign": lambda p: f"{p.get('folder')} holds something else and was left alone; use another",
    "embedded.folder_unwritable": lambda p: f"{p.get('folder')} can't be written: {p.get('reason')}",
    "embedded.start_failed": lambda p: f"the server in {p.get('folder')} does not start: {p.get('reason')}",
}

#: By Pydantic's types of problems; the rest says what it has to say by itself.
_PROBLEMS: dict[str, Callable[[Params], str]] = {
    "missing": _says("is missing"),
    "null": _says("can't be null"),
    "extra_forbidden": lambda p: f"is no field here; there are {p['known']}",
    "string_type": _says("must be a text"),
    "string_unicode": _says("holds a character that can't be kept: half of a surrogate pair"),
    "string_too_long": lambda p: f"is longer than {p['max_length']:,} characters",
    "bool_parsing": _says("must be true or false"),
    "bool_type": _says("must be true or false"),
    "int_type": _says("must be a whole number"),
    "int_parsing": _says("must be a whole number"),
    "int_parsing_size": _says("is too large a number"),
    "int_from_float": _says("must be a whole number"),
    "finite_number": _says("must be a whole number"),
    "greater_than_equal": lambda p: f"must be at least {p['ge']:,}",
    "less_than_equal": lambda p: f"must be at most {p['le']:,}",
    "enum": lambda p: f"must be {p['expected']}",
    "uuid_type": _says("must be a UUID"),
    "uuid_parsing": _says("must be a UUID"),
    "datetime_from_date_parsing": _says("must be a date and time that exist, such as 2025-01-15T10:00:00"),
    "datetime_parsing": _says("must be a date and time that exist, such as 2025-01-15T10:00:00"),
}
