"""What the fields of the booking dialog say together: a moment, what is wrong, and what is to be stored."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication

from frontdesk_desktop.domain.errors import DomainError, InvalidInput
from frontdesk_desktop.domain.zones import instant_of
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingRead, BookingUpdate
from frontdesk_desktop.ui.bookings.client_picker import KnownClient, NewClient, Undecided
from frontdesk_desktop.ui.toolkit.validation import error_texts
from frontdesk_desktop.ui.wording import error_text

#: The form's field of each field of the schemas that has another name there.
PLACES = {"client_id": "client", "client_name": "client", "scheduled_at": "time"}
Values = Mapping[str, Any]


def fields_of(booking: BookingRead) -> dict[str, Any]:
    """The form's values for a booking."""
    return {
        "client": KnownClient(booking.client_id, booking.client_name, booking.client_phone, booking.client_email),
        "client_phone": "",
        "client_email": "",
        "provider_id": booking.provider_id,
        "service_type": booking.service_type,
        "date": booking.scheduled_at.date(),
        "time": booking.scheduled_at.time(),
        "duration_minutes": booking.duration_minutes,
        "status": booking.status,
        "notes": booking.notes,
        "overbook_reason": booking.overbook_reason or "",
    }


def wall_of(values: Values) -> datetime | None:
    """The naive date and time; None where one of the two can't be read."""
    day, clock = values["date"], values["time"]
    return datetime.combine(day, clock) if isinstance(day, date) and isinstance(clock, time) else None


def time_fault(moment: datetime | None, time_zone: str) -> InvalidInput | None:
    """Why the provider's clocks don't know the moment, or know it twice."""
    try:
        if moment is not None and time_zone:
            instant_of(moment, time_zone)
    except InvalidInput as error:
        return error
    return None


def payload(values: Values, moment: datetime | None, booking: BookingRead | None) -> dict[str, Any]:
    """The schema's fields; without those that can't be read, and without a reason that isn't asked for (None)."""
    client = values["client"]
    data = {name: values[name] for name in ("provider_id", "service_type", "duration_minutes", "status", "notes")}
    data["scheduled_at"] = moment
    if isinstance(client, KnownClient):
        data["client_id"] = client.id
    elif isinstance(client, NewClient | Undecided):
        data["client_name"] = client.name
        data["client_phone"], data["client_email"] = values["client_phone"], values["client_email"]
    if isinstance(data["duration_minutes"], str):
        del data["duration_minutes"]
    data = {name: value for name, value in data.items() if value is not None}
    reason = values["overbook_reason"]
    if reason is not None:
        dropped = not reason and booking is not None and booking.overbook_reason is not None
        data["overbook_reason"] = None if dropped else reason
    return data


def changes(data: Mapping[str, Any], booking: BookingRead) -> dict[str, Any]:
    """Those of the payload's fields that differ from the booking's. With the provider goes the time shown there."""
    changed = {
        name: value for name, value in data.items() if not hasattr(booking, name) or getattr(booking, name) != value
    }
    for name in ("client_phone", "client_email"):  # the new client's, equal to the old one's
        if "client_name" in data and name in data:
            changed[name] = data[name]
    if "provider_id" in changed:
        changed["scheduled_at"] = data["scheduled_at"]
    return changed


def faults(values: Values, moment: datetime | None, time_zone: str, booking: BookingRead | None) -> dict[str, str]:
    """What is wrong with the fields, by the form's names."""
    found = {
        name: error_text(InvalidInput(code, value=values[name][:100])) if values[name] else _needed()
        for name, code in (("date", "date.unreadable"), ("time", "time.unreadable"))
        if isinstance(values[name], str)
    }
    if isinstance(values["duration_minutes"], str):
        found["duration_minutes"] = _no_length(values["duration_minutes"])
    if fault := time_fault(moment, time_zone):
        found["time"] = error_text(fault)
    if values["client"] == "":
        found["client"] = _needed()
    schema = BookingCreate if booking is None else BookingUpdate
    data = payload(values, moment, booking)
    try:
        schema.model_validate({name: value for name, value in data.items() if name not in found})
    except ValidationError as error:
        for name, text in error_texts(error).items():
            unread = (name == "scheduled_at" and moment is None) or (name == "" and "client" in found)
            if not unread:
                found.setdefault(PLACES.get(name, name), text)
    if values["provider_id"] is None:
        found["provider_id"] = _needed()
    if isinstance(values["client"], Undecided) and values["client"].left:
        found.setdefault("client", _choose())
    return found


def starts_in_past(moment: datetime | None, time_zone: str, now: datetime) -> bool:
    """Whether the moment, naive in the provider's zone or aware, has gone by."""
    try:
        return moment is not None and instant_of(moment, time_zone) < now
    except DomainError:
        return False


def _needed() -> str:
    return QCoreApplication.translate("Validation", "Please fill this in.")


def _choose() -> str:
    return QCoreApplication.translate("BookingDialog", "Choose one of the clients found, or “New client”.")


def _no_length(text: str) -> str:
    if not text:
        return _needed()
    words = QCoreApplication.translate("BookingDialog", "“{value}” is no length. Type 30, 1h or 1:30.")
    return words.format(value=text[:100])
