"""The columns of bookings, and what is said of one."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, Qt

from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.ui.pages.details import Facts
from frontdesk_desktop.ui.toolkit.column import Column
from frontdesk_desktop.ui.toolkit.icons import icon, muted_tint, warning_tint
from frontdesk_desktop.ui.wording import date_text, status_text, time_text, when_text

_TITLES = {
    "scheduled_at": QT_TRANSLATE_NOOP("Bookings", "When"),
    "ends_at": QT_TRANSLATE_NOOP("Bookings", "Ends"),
    "duration_minutes": QT_TRANSLATE_NOOP("Bookings", "Length"),
    "client_id": QT_TRANSLATE_NOOP("Bookings", "Client"),
    "client_name": QT_TRANSLATE_NOOP("Bookings", "Client"),
    "client_phone": QT_TRANSLATE_NOOP("Bookings", "Phone"),
    "client_email": QT_TRANSLATE_NOOP("Bookings", "E-mail"),
    "service_type": QT_TRANSLATE_NOOP("Bookings", "Service"),
    "provider_id": QT_TRANSLATE_NOOP("Bookings", "Provider"),
    "provider_name": QT_TRANSLATE_NOOP("Bookings", "Provider"),
    "status": QT_TRANSLATE_NOOP("Bookings", "Status"),
    "notes": QT_TRANSLATE_NOOP("Bookings", "Notes"),
    "overbook_reason": QT_TRANSLATE_NOOP("Bookings", "Overbooked"),
    "cancelled_at": QT_TRANSLATE_NOOP("Bookings", "Cancelled"),
    "created_at": QT_TRANSLATE_NOOP("Bookings", "Created"),
    "updated_at": QT_TRANSLATE_NOOP("Bookings", "Changed"),
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def field_title(name: str) -> str:
    """A field of a booking as a heading."""
    return _tr(str(_TITLES[name])) if name in _TITLES else name


def foreign_zone(moment: datetime, own_zone: str) -> str:
    """The short name of the moment's zone where its clocks differ from ours at that moment; else ""."""
    if moment.utcoffset() == moment.astimezone(ZoneInfo(own_zone)).utcoffset():
        return ""
    return moment.tzname() or ""


def columns(own_zone: str) -> tuple[Column[BookingRead], ...]:
    """The columns of the table. `own_zone` is this desk's; a time elsewhere is shown with its zone."""
    overbooked, note = icon("overbooked", warning_tint), icon("note", muted_tint)

    def column(
        name: str,
        width: int,
        *,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        visible: bool = True,
    ) -> Column[BookingRead]:
        def text(row: BookingRead) -> str:
            return str(getattr(row, name))

        return Column(name, field_title(name), text, name, width, alignment, tooltip=text, visible=visible)

    return (
        Column(
            "scheduled_at",
            field_title("scheduled_at"),
            lambda row: " ".join(filter(None, (when_text(row.scheduled_at), foreign_zone(row.scheduled_at, own_zone)))),
            "scheduled_at",
            224,
            icon=lambda row: overbooked if row.overbook_reason else None,
            tooltip=_when_tooltip,
        ),
        Column("ends_at", field_title("ends_at"), _end_text, "ends_at", 80, visible=False),
        Column("duration_minutes", field_title("duration_minutes"), _length_text, "", 72, _RIGHT),
        column("client_name", 152),
        column("client_phone", 128),
        column("service_type", 120),
        column("provider_name", 136),
        Column(
            "status",
            field_title("status"),
            lambda row: status_text(row.status),
            "status",
            104,
            status=lambda row: row.status,
        ),
        Column(
            "notes",
            field_title("notes"),
            lambda row: row.notes,
            "notes",
            160,
            icon=lambda row: note if row.notes else None,
            tooltip=lambda row: row.notes,
        ),
        column("client_email", 184, visible=False),
        *(
            Column(
                name,
                field_title(name),
                lambda row, name=name: when_text(getattr(row, name).astimezone()),  # type: ignore[misc]
                name,
                152,
                visible=False,
            )
            for name in ("created_at", "updated_at")
        ),
    )


def describe(row: BookingRead) -> tuple[str, Facts]:
    """The title and the facts of the details pane."""
    cancelled = when_text(row.cancelled_at) if row.cancelled_at else ""
    facts = {
        "scheduled_at": f"{when_text(row.scheduled_at)} – {_end_text(row)} ({row.time_zone})",
        "duration_minutes": _length_text(row),
        "service_type": row.service_type,
        "provider_name": row.provider_name,
        "status": status_text(row.status),
        "client_phone": row.client_phone,
        "client_email": row.client_email,
        "notes": row.notes,
        "overbook_reason": row.overbook_reason or "",
        "cancelled_at": cancelled,
        "created_at": when_text(row.created_at.astimezone()),
    }
    return row.client_name, [(field_title(name), text) for name, text in facts.items()]


def _end_text(row: BookingRead) -> str:
    same_day = row.ends_at.date() == row.scheduled_at.date()
    return time_text(row.ends_at) if same_day else f"{date_text(row.ends_at)} {time_text(row.ends_at)}"


def _length_text(row: BookingRead) -> str:
    return _tr("{minutes} min").format(minutes=QLocale().toString(row.duration_minutes))


def _when_tooltip(row: BookingRead) -> str:
    when = f"{when_text(row.scheduled_at)} ({row.time_zone})"
    if not row.overbook_reason:
        return when
    return f"{when}\n{_tr('Overbooked: {reason}').format(reason=row.overbook_reason)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Bookings", text)
