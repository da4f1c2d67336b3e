"""The providers, read once and kept up to date for filter and dialog."""

from PySide6.QtCore import QObject, Signal

from frontdesk_desktop.schemas.base import MAX_PAGE
from frontdesk_desktop.schemas.providers import ProviderFilter, ProviderRead
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.wording import error_text


class KnownProviders(QObject):
    """All providers by name.

    `changed` follows each `refresh`, of which the first sets `was_read`; `failure` says why the last one failed.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[ProviderRead, ...] = ()
        self.was_read = False
        self.failure = ""
        self._desk = desk

    @property
    def active(self) -> tuple[ProviderRead, ...]:
        """Those that take new bookings."""
        return tuple(provider for provider in self.all if provider.is_active)

    def refresh(self) -> None:
        """Read them anew, in the background."""
        self._desk.jobs.query("bookings:providers", self._read, self._take, self._failed, owner=self)

    def _read(self) -> tuple[ProviderRead, ...]:
        found: list[ProviderRead] = []
        while True:
            where = ProviderFilter(sort="name", limit=MAX_PAGE, offset=len(found))
            page = self._desk.services.providers.list(where)
            found += page.items
            if not page.items or len(found) >= page.total:
                return tuple(found)

    def _take(self, providers: tuple[ProviderRead, ...]) -> None:
        self.all, self.failure, self.was_read = providers, "", True
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.failure, self.was_read = error_text(error), True
        self.changed.emit()
