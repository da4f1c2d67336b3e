"""The columns of providers, and what is said of one."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QColor, QIcon

from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.schemas.sectors import sectors
from frontdesk_desktop.ui.pages.details import Facts
from frontdesk_desktop.ui.toolkit.column import Column
from frontdesk_desktop.ui.toolkit.icons import icon, muted_tint
from frontdesk_desktop.ui.toolkit.theme import colours
from frontdesk_desktop.ui.wording import when_text

_TITLES = {
    "name": QT_TRANSLATE_NOOP("Providers", "Name"),
    "sector": QT_TRANSLATE_NOOP("Providers", "Sector"),
    "phone": QT_TRANSLATE_NOOP("Providers", "Phone"),
    "email": QT_TRANSLATE_NOOP("Providers", "E-mail"),
    "address": QT_TRANSLATE_NOOP("Providers", "Address"),
    "time_zone": QT_TRANSLATE_NOOP("Providers", "Time zone"),
    "is_active": QT_TRANSLATE_NOOP("Providers", "Active"),
    "created_at": QT_TRANSLATE_NOOP("Providers", "Created"),
    "updated_at": QT_TRANSLATE_NOOP("Providers", "Changed"),
}


def field_title(name: str) -> str:
    """A field of a provider as a heading."""
    return QCoreApplication.translate("Providers", str(_TITLES[name])) if name in _TITLES else name


def sector_text(key: str) -> str:
    """A sector as people write it; one that isn't among those shipped stands as it was typed."""
    return next((sector.title for sector in sectors() if sector.key == key), key)


def columns() -> tuple[Column[ProviderRead], ...]:
    """The columns of the table."""
    return (
        Column("name", field_title("name"), lambda row: row.name, "name", 176, tooltip=lambda row: row.name),
        Column("sector", field_title("sector"), lambda row: sector_text(row.sector), "sector", 136),
        Column("phone", field_title("phone"), lambda row: row.phone, "phone", 128),
        Column("email", field_title("email"), lambda row: row.email, "email", 160, tooltip=lambda row: row.email),
        Column(
            "address", field_title("address"), lambda row: row.address, "address", 144, tooltip=lambda row: row.address
        ),
        Column("time_zone", field_title("time_zone"), lambda row: row.time_zone, "time_zone", 128),
        Column("is_active", field_title("is_active"), _active_text, "is_active", 80, icon=_active_icon),
    )


def describe(row: ProviderRead) -> tuple[str, Facts]:
    """The title and the facts of the details pane."""
    shown = {
        "is_active": _active_text(row),
        "sector": sector_text(row.sector),
        "phone": row.phone,
        "email": row.email,
        "address": row.address,
        "time_zone": row.time_zone,
        "created_at": when_text(row.created_at.astimezone()),
    }
    return row.name, [(field_title(name), text) for name, text in shown.items()]


def _active_text(row: ProviderRead) -> str:
    if row.is_active:
        return QCoreApplication.translate("Providers", "active")
    return QCoreApplication.translate("Providers", "inactive")


def _active_icon(row: ProviderRead) -> QIcon:
    return icon("status-confirmed", _active_tint) if row.is_active else icon("status-cancelled", muted_tint)


def _active_tint(dark: bool) -> QColor:
    return QColor(colours(dark).success)
