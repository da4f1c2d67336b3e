"""The columns of clients, and what is said of one."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from frontdesk_desktop.schemas.clients import ClientRead
from frontdesk_desktop.ui.pages.details import Facts
from frontdesk_desktop.ui.toolkit.column import Column
from frontdesk_desktop.ui.wording import when_text

_TITLES = {
    "name": QT_TRANSLATE_NOOP("Clients", "Name"),
    "phone": QT_TRANSLATE_NOOP("Clients", "Phone"),
    "email": QT_TRANSLATE_NOOP("Clients", "E-mail"),
    "notes": QT_TRANSLATE_NOOP("Clients", "Notes"),
    "created_at": QT_TRANSLATE_NOOP("Clients", "Created"),
    "updated_at": QT_TRANSLATE_NOOP("Clients", "Changed"),
}


def field_title(name: str) -> str:
    """A field of a client as a heading."""
    return QCoreApplication.translate("Clients", str(_TITLES[name])) if name in _TITLES else name


def columns() -> tuple[Column[ClientRead], ...]:
    """The columns of the table."""
    return (
        Column("name", field_title("name"), lambda row: row.name, "name", 224, tooltip=lambda row: row.name),
        Column("phone", field_title("phone"), lambda row: row.phone, "phone", 152),
        Column("email", field_title("email"), lambda row: row.email, "email", 232, tooltip=lambda row: row.email),
        Column("notes", field_title("notes"), lambda row: row.notes, "", 240, tooltip=lambda row: row.notes),
        Column(
            "created_at",
            field_title("created_at"),
            lambda row: when_text(row.created_at.astimezone()),
            "created_at",
            160,
            visible=False,
        ),
        Column(
            "updated_at",
            field_title("updated_at"),
            lambda row: when_text(row.updated_at.astimezone()),
            "updated_at",
            160,
            visible=False,
        ),
    )


def describe(row: ClientRead) -> tuple[str, Facts]:
    """The title and the facts of the details pane."""
    shown = {
        "phone": row.phone,
        "email": row.email,
        "notes": row.notes,
        "created_at": when_text(row.created_at.astimezone()),
    }
    return row.name, [(field_title(name), text) for name, text in shown.items()]
