"""What is said beside the schedule of the booking under the cursor."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.ui.pages.details import Facts
from frontdesk_desktop.ui.schedule.words import time_span
from frontdesk_desktop.ui.wording import date_text, status_text

_TITLES = {
    "scheduled_at": QT_TRANSLATE_NOOP("Schedule", "When"),
    "ends_at": QT_TRANSLATE_NOOP("Schedule", "Ends"),
    "client_id": QT_TRANSLATE_NOOP("Schedule", "Client"),
    "client_phone": QT_TRANSLATE_NOOP("Schedule", "Phone"),
    "client_email": QT_TRANSLATE_NOOP("Schedule", "E-mail"),
    "service_type": QT_TRANSLATE_NOOP("Schedule", "Service"),
    "provider_id": QT_TRANSLATE_NOOP("Schedule", "Provider"),
    "status": QT_TRANSLATE_NOOP("Schedule", "Status"),
    "notes": QT_TRANSLATE_NOOP("Schedule", "Notes"),
    "overbook_reason": QT_TRANSLATE_NOOP("Schedule", "Overbooked"),
    "cancelled_at": QT_TRANSLATE_NOOP("Schedule", "Cancelled"),
}


def field_title(name: str) -> str:
    """A field of a booking as a heading."""
    return QCoreApplication.translate("Schedule", str(_TITLES[name])) if name in _TITLES else name


def describe(row: BookingRead) -> tuple[str, Facts]:
    """The title and the facts of the details pane."""
    facts = {
        "client_phone": row.client_phone,
        "scheduled_at": f"{date_text(row.scheduled_at)}, {time_span(row)} ({row.time_zone})",
        "service_type": row.service_type,
        "provider_id": row.provider_name,
        "status": status_text(row.status),
        "notes": row.notes,
        "overbook_reason": row.overbook_reason or "",
        "client_email": row.client_email,
    }
    return row.client_name, [(field_title(name), text) for name, text in facts.items()]
