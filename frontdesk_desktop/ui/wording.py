"""Every domain error in words for the window: what happened, what was kept, what to do now."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale

from frontdesk_desktop.domain.errors import DomainError, RuleViolation
from frontdesk_desktop.domain.status import TRANSITIONS, BookingStatus, may_follow
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.ui.toolkit.validation import error_texts

_SENTENCES = {
    "booking.overlap": QT_TRANSLATE_NOOP("Wording", "This time is taken{conflict}. Choose another time."),
    "booking.not_found": QT_TRANSLATE_NOOP("Wording", "This booking does not exist any more."),
    "booking.transition": QT_TRANSLATE_NOOP(
        "Wording", "A booking that is {current} can't become {wanted}. Possible now: {allowed}."
    ),
    "booking.already_cancelled": QT_TRANSLATE_NOOP("Wording", "This booking was already cancelled on {at}."),
    "booking.closed": QT_TRANSLATE_NOOP("Wording", "A cancelled booking can't be moved. Book the time anew instead."),
    "booking.length": QT_TRANSLATE_NOOP("Wording", "A booking must end after it starts."),
    "provider.not_found": QT_TRANSLATE_NOOP("Wording", "This provider does not exist any more."),
    "provider.inactive": QT_TRANSLATE_NOOP(
        "Wording", "{name} is not active and takes no new bookings. Choose another provider, or set it active."
    ),
    "provider.has_bookings": QT_TRANSLATE_NOOP(
        "Wording", "{name} has {count} bookings and can't be deleted. Edit it and clear “Active” instead."
    ),
    "client.not_found": QT_TRANSLATE_NOOP("Wording", "This client does not exist any more."),
    "client.has_bookings": QT_TRANSLATE_NOOP("Wording", "{name} has {count} bookings and can't be deleted."),
    "time.skipped": QT_TRANSLATE_NOOP("Wording", "The clocks go forward and skip {value} on that day. Use {choices}."),
    "time.repeated": QT_TRANSLATE_NOOP(
        "Wording", "The clocks go back and {value} comes twice on that day. Choose: {choices}."
    ),
    "time.out_of_range": QT_TRANSLATE_NOOP("Wording", "This time is too far away: years 1 to 9999 are possible."),
    "time.unreadable": QT_TRANSLATE_NOOP("Wording", "“{value}” is no time. Type 1430, 14:30 or 2:30pm."),
    "date.unreadable": QT_TRANSLATE_NOOP("Wording", "“{value}” is no date. Type t, +3d, fri, 14.3. or 2027-03-14."),
    "time_zone.unknown": QT_TRANSLATE_NOOP("Wording", "The time zone {time_zone} isn't known on this computer."),
    "row.changed": QT_TRANSLATE_NOOP(
        "Wording",
        "{account} changed the same field at {desk} on {at}. Nothing of yours was saved. Reload to see what stands"
        " now.",
    ),
    "undo.nothing": QT_TRANSLATE_NOOP("Wording", "Nothing had been changed."),
    "undo.changed": QT_TRANSLATE_NOOP(
        "Wording", "Changed since by {account} at {desk} on {at}: {changed}. It stays as it is now."
    ),
    "undo.deleted": QT_TRANSLATE_NOOP("Wording", "Deleted since by {account} at {desk} on {at}."),
    "undo.restored": QT_TRANSLATE_NOOP("Wording", "Put back already by {account} at {desk} on {at}."),
    "row.busy": QT_TRANSLATE_NOOP("Wording", "Another desk is changing this right now. Try again."),
    "permission.denied": QT_TRANSLATE_NOOP("Wording", "Your account is not allowed to do this. Ask a manager."),
    "server.unreachable": QT_TRANSLATE_NOOP("Wording", "The server can't be reached. Try again in a moment."),
    "server.sign_in": QT_TRANSLATE_NOOP("Wording", "The server refuses the account or the password."),
    "server.no_database": QT_TRANSLATE_NOOP("Wording", "The server has no such database."),
    "server.too_slow": QT_TRANSLATE_NOOP("Wording", "The server took too long and was stopped. Try again."),
    "server.busy": QT_TRANSLATE_NOOP("Wording", "Other desks hold what is needed here. Try again in a moment."),
    "server.too_many_desks": QT_TRANSLATE_NOOP("Wording", "The server has no connection left for this desk."),
    "server.disk_full": QT_TRANSLATE_NOOP("Wording", "The server's disk is full. Nothing was saved; tell who runs it."),
    "server.read_only": QT_TRANSLATE_NOOP("Wording", "The server takes no changes at present. Nothing was saved."),
    "schema.missing": QT_TRANSLATE_NOOP(
        "Wording", "The database has no tables of Frontdesk yet. Set them up with: frontdesk db upgrade"
    ),
    "schema.older": QT_TRANSLATE_NOOP(
        "Wording", "The database is older than this program. Bring it up to date with: frontdesk db upgrade"
    ),
    "schema.newer": QT_TRANSLATE_NOOP(
        "Wording", "The database is newer than this program, which will not write to it. Install the newer Frontdesk."
    ),
    "url.missing": QT_TRANSLATE_NOOP("Wording", "No server is set."),
    "url.invalid": QT_TRANSLATE_NOOP("Wording", "This is no address of a PostgreSQL server."),
    "url.option": QT_TRANSLATE_NOOP(
        "Wording", "The server's address has an option behind its ? that PostgreSQL doesn't know."
    ),
    "url.at_sign": QT_TRANSLATE_NOOP(
        "Wording", "The server's address holds more than one @. In an account or a password, write it as %40."
    ),
    "settings.invalid": QT_TRANSLATE_NOOP("Wording", "The settings can't be read: {reason}"),
    "settings.unwritable": QT_TRANSLATE_NOOP("Wording", "The settings can't be saved in {file}: {reason}"),
    "demo.not_empty": QT_TRANSLATE_NOOP("Wording", "This database already holds data; the demo data was not added."),
    "embedded.missing": QT_TRANSLATE_NOOP(
        "Wording", "The server for this computer isn't installed. Install it with: pipx install '{package}'"
    ),
    "embedded.folder_foreign": QT_TRANSLATE_NOOP(
        "Wording", "The folder {folder} holds something else. It was left alone; choose another."
    ),
    "embedded.folder_unwritable": QT_TRANSLATE_NOOP("Wording", "The folder {folder} can't be written: {reason}"),
    "embedded.start_failed": QT_TRANSLATE_NOOP("Wording", "The server on this computer did not start: {reason}"),
    "embedded.bad_url": QT_TRANSLATE_NOOP("Wording", "The address of the server on this computer can't be read."),
}
_FIELDS = {
    "provider_id": QT_TRANSLATE_NOOP("Wording", "provider"),
    "client_id": QT_TRANSLATE_NOOP("Wording", "client"),
    "service_type": QT_TRANSLATE_NOOP("Wording", "service"),
    "scheduled_at": QT_TRANSLATE_NOOP("Wording", "start"),
    "ends_at": QT_TRANSLATE_NOOP("Wording", "end"),
    "status": QT_TRANSLATE_NOOP("Wording", "status"),
    "notes": QT_TRANSLATE_NOOP("Wording", "notes"),
    "overbook_reason": QT_TRANSLATE_NOOP("Wording", "reason for overbooking"),
    "name": QT_TRANSLATE_NOOP("Wording", "name"),
    "phone": QT_TRANSLATE_NOOP("Wording", "phone"),
    "email": QT_TRANSLATE_NOOP("Wording", "e-mail"),
    "address": QT_TRANSLATE_NOOP("Wording", "address"),
    "sector": QT_TRANSLATE_NOOP("Wording", "sector"),
    "is_active": QT_TRANSLATE_NOOP("Wording", "active"),
    "time_zone": QT_TRANSLATE_NOOP("Wording", "time zone"),
}
_STATUSES = {
    "pending": QT_TRANSLATE_NOOP("Wording", "pending"),
    "confirmed": QT_TRANSLATE_NOOP("Wording", "confirmed"),
    "arrived": QT_TRANSLATE_NOOP("Wording", "arrived"),
    "completed": QT_TRANSLATE_NOOP("Wording", "completed"),
    "cancelled": QT_TRANSLATE_NOOP("Wording", "cancelled"),
    "no_show": QT_TRANSLATE_NOOP("Wording", "no-show"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Wording", text)


def status_text(status: str) -> str:
    """The status as a word."""
    return _tr(str(_STATUSES[status])) if status in _STATUSES else status


def _field_text(field: str) -> str:
    return _tr(str(_FIELDS[field])) if field in _FIELDS else field


def why_no_transition(current: BookingStatus, new: BookingStatus) -> str:
    """Why a booking of one status can't get another; "" if it can."""
    if new is current:
        return _tr("This booking is {status} already.").format(status=status_text(new))
    if may_follow(current, new):
        return ""
    allowed = tuple(each.value for each in TRANSITIONS[current])
    return error_text(RuleViolation("booking.transition", current=current, wanted=new, allowed=allowed))


def when_text(moment: datetime) -> str:
    """Date and time as the person's locale writes them, in the moment's own zone: "Wed 15 Jan 2025 10:00"."""
    return f"{date_text(moment)} {time_text(moment)}"


def date_text(moment: datetime) -> str:
    """The date with its weekday, short."""
    locale = QLocale()
    shown = QDateTime(moment.year, moment.month, moment.day, 12, 0, 0).date()
    return locale.toString(shown, "ddd d MMM yyyy" if day_first(locale) else "ddd MMM d, yyyy")


def day_first(locale: QLocale) -> bool:
    """Whether the locale writes the day before the month."""
    numbers = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return numbers.find("d") < numbers.find("M")


def time_text(moment: datetime) -> str:
    """Hours and minutes."""
    return QLocale().toString(_qt_time(moment), QLocale.FormatType.ShortFormat)


def _qt_time(moment: datetime) -> Any:
    return QDateTime(2000, 1, 1, moment.hour, moment.minute, 0).time()


def _conflict(booking: BookingRead) -> str:
    return QCoreApplication.translate("Wording", " by {client} ({service}, {start}–{end})").format(
        client=booking.client_name,
        service=booking.service_type,
        start=time_text(booking.scheduled_at),
        end=time_text(booking.ends_at),
    )


def _choice(moment: datetime) -> str:
    return f"{time_text(moment)} ({moment.strftime('%Z') or moment.strftime('%z')})"


_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "at": lambda at: when_text(at.astimezone()) if isinstance(at, datetime) else str(at),
    "current": status_text,
    "wanted": status_text,
    "allowed": lambda statuses: ", ".join(map(status_text, statuses)) or "–",
    "choices": lambda moments: ", ".join(map(_choice, moments)),
}


def error_text(error: BaseException) -> str:
    """What is wrong, for a person. What is no domain error is named as the program's own fault."""
    if isinstance(error, ValidationError):
        return "\n".join(error_texts(error).values())
    if not isinstance(error, DomainError):
        return _tr("Something in the program went wrong ({fault}). Nothing was saved.").format(
            fault=type(error).__name__
        )
    sentence = _SENTENCES.get(error.code)
    if sentence is None:
        return error.code
    shown = {name: _SHOWN.get(name, str)(value) for name, value in error.params.items()}
    conflicts: Any = error.params.get("conflicts", ())
    shown["conflict"] = _conflict(conflicts[0]) if conflicts else ""
    shown["changed"] = ", ".join(map(_field_text, error.fields))
    if error.code in ("time.skipped", "time.repeated") and "value" in shown:
        shown["value"] = time_text(datetime.fromisoformat(shown["value"]))
    return _tr(str(sentence)).format_map(_Known(shown))


def field_texts(error: BaseException) -> dict[str, str]:
    """What is wrong with each field; the key "" where it belongs to none."""
    if isinstance(error, ValidationError):
        return error_texts(error)
    if isinstance(error, DomainError) and error.fields:
        return dict.fromkeys(error.fields, error_text(error))
    return {"": error_text(error)}


class _Known(dict[str, str]):
    """A sentence is shown even where a parameter is missing."""

    def __missing__(self, name: str) -> str:
        return "?"
