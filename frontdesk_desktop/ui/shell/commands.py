"""The commands that belong to no feature."""

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.ui.commands.command import command
from frontdesk_desktop.ui.shell.pages import Pages
from frontdesk_desktop.ui.toolkit.table import TableView
from frontdesk_desktop.ui.undo import UndoStack


class ShellCommands:
    """Pages, search, refresh, help. `change_server` leaves this server for another.

    `open_palette`, `show_keys` and `change_keys` open what their names say.
    """

    def __init__(
        self,
        pages: Pages,
        undo: UndoStack,
        *,
        change_server: Callable[[], None],
        open_palette: Callable[[], None],
        show_keys: Callable[[], None],
        change_keys: Callable[[], None],
    ) -> None:
        self._pages = pages
        self._undo = undo
        self._change_server = change_server
        self._open_palette = open_palette
        self._show_keys = show_keys
        self._change_keys = change_keys

    @command(
        "edit.undo",
        title=QT_TRANSLATE_NOOP("Commands", "&Undo"),
        keys=("Ctrl+Z",),
        when=lambda self: self.why_no_undo(),
        menu="&Edit",
    )
    def undo(self) -> None:
        """Take back what was done last at this desk."""
        self._undo.undo()

    @command(
        "edit.redo",
        title=QT_TRANSLATE_NOOP("Commands", "&Redo"),
        keys=("Ctrl+Shift+Z",),
        when=lambda self: self.why_no_redo(),
        menu="&Edit",
    )
    def redo(self) -> None:
        """Do again what was undone last."""
        self._undo.redo()

    def why_no_undo(self) -> str:
        """Why nothing can be undone."""
        return "" if self._undo.undo_title else QApplication.translate("Commands", "There is nothing to undo.")

    def why_no_redo(self) -> str:
        """Why nothing can be redone."""
        return "" if self._undo.redo_title else QApplication.translate("Commands", "There is nothing to redo.")

    @command(
        "palette.open",
        title=QT_TRANSLATE_NOOP("Commands", "&Find anything…"),
        keys=("Ctrl+K",),
        icon="search",
        menu="&Go",
    )
    def palette(self) -> None:
        """Every command, provider, client and date, by a few letters."""
        self._open_palette()

    @command("page.schedule", title=QT_TRANSLATE_NOOP("Commands", "&Schedule"), keys=("F2",), icon="clock", menu="&Go")
    def show_schedule(self) -> None:
        """Show the schedule."""
        self._pages.show_page("schedule")

    @command(
        "page.bookings", title=QT_TRANSLATE_NOOP("Commands", "&Bookings"), keys=("F3",), icon="calendar", menu="&Go"
    )
    def show_bookings(self) -> None:
        """Show the bookings."""
        self._pages.show_page("bookings")

    @command("page.clients", title=QT_TRANSLATE_NOOP("Commands", "&Clients"), keys=("F4",), icon="client", menu="&Go")
    def show_clients(self) -> None:
        """Show the clients."""
        self._pages.show_page("clients")

    @command(
        "page.providers", title=QT_TRANSLATE_NOOP("Commands", "&Providers"), keys=("F6",), icon="provider", menu="&Go"
    )
    def show_providers(self) -> None:
        """Show the providers."""
        self._pages.show_page("providers")

    @command("page.next", title=QT_TRANSLATE_NOOP("Commands", "&Next page"), keys=("Ctrl+PgDown",), menu="&Go")
    def show_next(self) -> None:
        """Show the page to the right."""
        self._pages.show_next(1)

    @command("page.previous", title=QT_TRANSLATE_NOOP("Commands", "P&revious page"), keys=("Ctrl+PgUp",), menu="&Go")
    def show_previous(self) -> None:
        """Show the page to the left."""
        self._pages.show_next(-1)

    @command(
        "view.search",
        title=QT_TRANSLATE_NOOP("Commands", "&Search this page"),
        keys=("Ctrl+F",),
        icon="search",
        menu="&View",
    )
    def search(self) -> None:
        """Go to the page's search."""
        self._pages.current().focus_search()

    @command("view.find", title=QT_TRANSLATE_NOOP("Commands", "Search this page"), keys=("/",), context="table")
    def find(self) -> None:
        """The same with the key that many know."""
        self.search()

    @command(
        "view.history",
        title=QT_TRANSLATE_NOOP("Commands", "&History of this row"),
        keys=("Ctrl+H",),
        when=lambda self: self.why_no_history(),
        icon="history",
        menu="&View",
    )
    def history(self) -> None:
        """Go to the history of the selected row."""
        self._pages.current().focus_history()

    def why_no_history(self) -> str:
        """Why there is no history to go to."""
        found = self._pages.current_list()
        if found is not None and found.current_row() is None:
            return QApplication.translate("Commands", "Select a row first.")
        return ""

    def why_no_table(self) -> str:
        """Why there are no columns."""
        no_table = QApplication.translate("Commands", "There is no table on this page.")
        return "" if self._pages.current_list() is not None else no_table

    @command(
        "view.sort",
        title=QT_TRANSLATE_NOOP("Commands", "S&ort by this column"),
        keys=("F7",),
        when=lambda self: self.why_no_table(),
        menu="&View",
    )
    def sort(self) -> None:
        """Sort by the column of the cursor; again turns the order round."""
        self._table().sort_header.sort_current(additional=False)

    @command(
        "view.sort_also",
        title=QT_TRANSLATE_NOOP("Commands", "Then sor&t by this column"),
        keys=("Shift+F7",),
        when=lambda self: self.why_no_table(),
        menu="&View",
    )
    def sort_also(self) -> None:
        """Add the column of the cursor to the sort order."""
        self._table().sort_header.sort_current(additional=True)

    @command(
        "view.columns",
        title=QT_TRANSLATE_NOOP("Commands", "&Columns…"),
        icon="columns",
        when=lambda self: self.why_no_table(),
        menu="&View",
    )
    def columns(self) -> None:
        """Choose the columns of this page's table."""
        table = self._table()
        table.sort_header.chooser_menu(table).popup(table.mapToGlobal(table.viewport().pos()))

    @command(
        "view.refresh", title=QT_TRANSLATE_NOOP("Commands", "&Refresh"), keys=("F5",), icon="refresh", menu="&View"
    )
    def refresh(self) -> None:
        """Read everything anew."""
        self._pages.refresh()

    @command("help.keys", title=QT_TRANSLATE_NOOP("Commands", "&Keys"), keys=("F1",), icon="help", menu="&Help")
    def keys(self) -> None:
        """Show what every key does."""
        self._show_keys()

    @command("help.keys_here", title=QT_TRANSLATE_NOOP("Commands", "Keys"), keys=("?",), context="table")
    def keys_here(self) -> None:
        """The same with the key that many know."""
        self._show_keys()

    @command("help.change_keys", title=QT_TRANSLATE_NOOP("Commands", "&Change keys…"), menu="&Help")
    def change_keys(self) -> None:
        """Give commands other keys."""
        self._change_keys()

    @command("desk.server", title=QT_TRANSLATE_NOOP("Commands", "&Another server…"), icon="settings", menu="&Desk")
    def another_server(self) -> None:
        """Leave this server, and choose another."""
        self._change_server()

    @command("desk.quit", title=QT_TRANSLATE_NOOP("Commands", "&Quit"), keys=("Ctrl+Q",), menu="&Desk")
    def quit(self) -> None:
        """Close the desk."""
        self._pages.window().close()

    def _table(self) -> TableView:
        found = self._pages.current_list()
        if found is None:
            raise LookupError("the page has no table")  # `when` has looked
        return found.table
