"""What can be done with clients."""

from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject

from frontdesk_desktop.ui.clients.page import ClientsPage
from frontdesk_desktop.ui.commands.command import command
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.wording import error_text

_MENU = QT_TRANSLATE_NOOP("Commands", "&Client")


def _no_row(commands: "ClientCommands") -> str:
    return commands.no_row()


class ClientCommands(QObject):
    """The commands of the page of clients."""

    def __init__(self, desk: Desk, page: ClientsPage) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    def no_row(self) -> str:
        """Why a command on the selected client can't run; "" if it can."""
        if not self._page.isVisible() or self._page.list.current_row() is None:
            return self.tr("Select a client first.")
        return ""

    @command(
        "client.new",
        title=QT_TRANSLATE_NOOP("Commands", "&New client"),
        keys=("Ctrl+Shift+N",),
        icon="add",
        menu=_MENU,
    )
    def new(self) -> None:
        """A dialog for a new one."""
        self._page.open_new()

    @command("client.insert", title=QT_TRANSLATE_NOOP("Commands", "New client"), keys=("Ins",), context="table")
    def insert(self) -> None:
        """The same, by the key that tables have for it."""
        self._page.open_new()

    @command(
        "client.open",
        title=QT_TRANSLATE_NOOP("Commands", "&Edit client"),
        when=_no_row,
        icon="edit",
        menu=_MENU,
    )
    def open(self) -> None:
        """A dialog to change the selected one."""
        if row := self._page.list.current_row():
            self._page.open_row(row)

    @command(
        "client.delete",
        title=QT_TRANSLATE_NOOP("Commands", "&Delete client"),
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
        if self._desk.messages.ask(self.tr("Delete client"), question, [self.tr("&Delete"), self.tr("&Keep")]) == 0:
            self._desk.jobs.change(
                partial(self._desk.services.clients.delete, row.id),
                lambda _: self._desk.tell_done(
                    self.tr("Deleted {name}").format(name=row.name), "clients", row.id, None
                ),
                self._not_deleted,
                owner=self,
            )

    def _not_deleted(self, error: Exception) -> None:
        self._desk.messages.ask(self.tr("Not deleted"), error_text(error), [self.tr("&Close")])
