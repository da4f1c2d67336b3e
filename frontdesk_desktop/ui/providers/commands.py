"""What can be done with providers."""

from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.schemas.providers import ProviderRead, ProviderUpdate
from frontdesk_desktop.ui.commands.command import command
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.providers.page import ProvidersPage
from frontdesk_desktop.ui.wording import error_text

_MENU = QT_TRANSLATE_NOOP("Commands", "&Provider")


def _no_row(commands: "ProviderCommands") -> str:
    return commands.no_row()


class ProviderCommands(QObject):
    """The commands of the page of providers."""

    def __init__(self, desk: Desk, page: ProvidersPage) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    def no_row(self) -> str:
        """Why a command on the selected provider can't run; "" if it can."""
        if not self._page.isVisible() or self._page.list.current_row() is None:
            return self.tr("Select a provider first.")
        return ""

    @command(
        "provider.new",
        title=QT_TRANSLATE_NOOP("Commands", "&New provider"),
        keys=("Ins",),
        context="table",
        icon="add",
        menu=_MENU,
    )
    def new(self) -> None:
        """A dialog for a new one."""
        self._page.open_new()

    @command(
        "provider.open",
        title=QT_TRANSLATE_NOOP("Commands", "&Edit provider"),
        when=_no_row,
        icon="edit",
        menu=_MENU,
    )
    def open(self) -> None:
        """A dialog to change the selected one."""
        if row := self._page.list.current_row():
            self._page.open_row(row)

    @command(
        "provider.set_active",
        title=QT_TRANSLATE_NOOP("Commands", "Set &active or inactive"),
        when=_no_row,
        menu=_MENU,
    )
    def set_active(self) -> None:
        """Turn whether the selected one takes new bookings."""
        if row := self._page.list.current_row():
            self._set_active(row, not row.is_active)

    @command(
        "provider.delete",
        title=QT_TRANSLATE_NOOP("Commands", "&Delete provider"),
        keys=("Del",),
        when=_no_row,
        context="table",
        icon="delete",
        menu=_MENU,
    )
    def delete(self) -> None:
        """Ask, then delete the selected one."""
        row = self._page.list.current_row()
        if row is None:
            return
        question = self.tr("Delete {name} for good?").format(name=row.name)
        if self._desk.messages.ask(self.tr("Delete provider"), question, [self.tr("&Delete"), self.tr("&Keep")]) == 0:
            self._desk.jobs.change(
                partial(self._desk.services.providers.delete, row.id),
                lambda _: self._desk.tell_done(
                    self.tr("Deleted {name}").format(name=row.name), "providers", row.id, None
                ),
                partial(self._not_deleted, row),
                owner=self,
            )

    def _not_deleted(self, row: ProviderRead, error: Exception) -> None:
        title = self.tr("Not deleted")
        refused = isinstance(error, DomainError) and error.code == "provider.has_bookings"
        if not (refused and row.is_active):
            self._desk.messages.ask(title, error_text(error), [self.tr("&Close")])
        elif self._desk.messages.ask(title, error_text(error), [self.tr("Set &inactive"), self.tr("&Close")]) == 0:
            self._set_active(row, False)

    def _set_active(self, row: ProviderRead, active: bool) -> None:
        words = self.tr("{name} takes bookings again") if active else self.tr("{name} takes no new bookings now")
        update = ProviderUpdate(is_active=active, version=row.version)
        self._desk.jobs.change(
            partial(self._desk.services.providers.update, row.id, update),
            lambda now: self._desk.tell_done(
                words.format(name=row.name), "providers", now.id, now.version, before=row.version
            ),
            lambda error: self._desk.messages.toast(error_text(error)),
            owner=self,
        )
