"""The main window: menus, tabs, pages, status bar."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.ui.bookings.commands import BookingCommands
from frontdesk_desktop.ui.bookings.page import BookingsPage
from frontdesk_desktop.ui.clients.commands import ClientCommands
from frontdesk_desktop.ui.clients.page import ClientsPage
from frontdesk_desktop.ui.commands.finder import Finder
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.commands.keymap_dialog import KeymapDialog
from frontdesk_desktop.ui.commands.palette import Palette
from frontdesk_desktop.ui.commands.registry import Registry
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.live import Live
from frontdesk_desktop.ui.messages import Messages
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.providers.commands import ProviderCommands
from frontdesk_desktop.ui.providers.page import ProvidersPage
from frontdesk_desktop.ui.schedule.commands import ScheduleCommands
from frontdesk_desktop.ui.schedule.page import SchedulePage
from frontdesk_desktop.ui.shell.cheat_sheet import CheatSheet
from frontdesk_desktop.ui.shell.commands import ShellCommands
from frontdesk_desktop.ui.shell.finding import Leads, client_source, close_dialogs, date_hit, provider_source
from frontdesk_desktop.ui.shell.pages import Pages
from frontdesk_desktop.ui.shell.status_bar import StatusBar
from frontdesk_desktop.ui.toolkit.theme import STEP
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from frontdesk_desktop.ui.undo import UndoStack
from frontdesk_desktop.ui.wording import time_text

_NAME = "main"
_PATIENCE = 1000  # ms without a connection before it is mentioned: most come back at once, and nothing may blink
_TABS = ("schedule", "bookings", "clients", "providers")
_MENUS = ("&Edit", "&Schedule", "&Booking", "&Client", "&Provider", "&View", "&Go", "&Desk", "&Help")


class MainWindow(QMainWindow):
    """One desk on open services. `start()` begins to listen, `leave()` ends the threads; the services stay open.

    `server_unwanted`: the person wants to work with another server.
    """

    server_unwanted = Signal()

    def __init__(self, services: Services, jobs: Jobs, state: WindowState, keymap: Keymap) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Frontdesk – {desk}").format(desk=services.settings.desk))
        self.messages = Messages(self)
        self.registry = Registry(self, keymap)
        self.live = Live(services.database.listen, self)
        self._services = services
        self._jobs = jobs
        self._state = state
        self._lost_at = ""
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._mention_loss)
        self.undo = UndoStack(jobs, services.undo.revert, self)
        desk = Desk(services, jobs, self.messages, state, self.undo)
        schedule = SchedulePage(desk)
        bookings, clients, providers = BookingsPage(desk), ClientsPage(desk), ProvidersPage(desk)
        self.pages = Pages({"schedule": schedule, "bookings": bookings, "clients": clients, "providers": providers})
        self._status = StatusBar(services.settings.desk, self._server_text())
        self.setStatusBar(self._status)
        self.registry.collect(ScheduleCommands(schedule), {"schedule": [schedule.view]})
        self.registry.collect(BookingCommands(desk, bookings), {"table": [bookings.list.pane]})
        self.registry.collect(ClientCommands(desk, clients), {"table": [clients.list.pane]})
        self.registry.collect(ProviderCommands(desk, providers), {"table": [providers.list.pane]})
        leads = Leads(self.pages, schedule, clients, providers)
        sources = [provider_source(services, leads.to_provider), client_source(services, leads.to_client)]
        dates = partial(date_hit, leads.to_day)
        self._finder = Finder(self.registry, jobs, state, dates=dates, sources=sources, parent=self)
        shell = ShellCommands(
            self.pages,
            self.undo,
            change_server=self.server_unwanted.emit,
            open_palette=self._open_palette,
            show_keys=lambda: CheatSheet(self.registry, self).open(),
            change_keys=lambda: KeymapDialog(self.registry, self).open(),
        )
        tables = [page.list.pane for page in (bookings, clients, providers)]
        self.registry.collect(shell, {"table": [*tables, schedule.view]})
        self._tabs = {name: self._tab(name) for name in _TABS}
        self._lay_out()
        self._connect()
        self._connect_schedule(schedule, bookings, clients, providers)
        self._show_tips()
        if not state.restore_window(_NAME, self):
            self.resize(QSize(320 * STEP, 200 * STEP))
        self.pages.show_page("schedule")
        if problems := self.registry.problems():
            self.messages.banner("\n".join(problems), "warning")

    def start(self) -> None:
        """Begins to listen for changes."""
        self.live.start()

    def leave(self) -> None:
        """Ends the threads. Takes a moment: call it when the window is gone."""
        self.live.close()
        self._jobs.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._state.save_window(_NAME, self)
        super().closeEvent(event)

    def _server_text(self) -> str:
        database = self._services.database
        return self.tr("this computer") if database.is_embedded else database.name

    def _tab(self, name: str) -> QToolButton:
        bound = self.registry.command(f"page.{name}")
        tab = QToolButton()
        tab.setText(bound.plain_title)
        tab.setIcon(bound.action.icon())
        tab.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tab.setCheckable(True)
        tab.setAutoExclusive(True)
        tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tab.clicked.connect(lambda: self.pages.show_page(name))
        return tab

    def _lay_out(self) -> None:
        for name in _MENUS:
            menu = self.registry.menu(name, self)
            if menu.actions():
                self.menuBar().addMenu(menu)
        bar = QFrame()
        bar.setObjectName("topBar")
        top = QHBoxLayout(bar)
        top.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        top.setSpacing(STEP)
        for tab in self._tabs.values():
            top.addWidget(tab)
        top.addStretch()
        for command_id in ("palette.open", "booking.new", "client.new"):
            top.addWidget(self._button(command_id))
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.messages.banner_area)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(central)

    def _button(self, command_id: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self.registry.command(command_id).action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _connect(self) -> None:
        self.pages.shown.connect(lambda name: self._tabs[name].setChecked(True))
        self.registry.refused.connect(lambda reason: self._status.showMessage(reason, 6000))
        self.registry.keys_changed.connect(self._show_tips)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._reach_dialog)
        self.live.changed.connect(self.pages.apply_changes)
        self.live.connected.connect(self._connected)
        self.live.lost.connect(self._lost)

    def _show_tips(self) -> None:
        for name, tab in self._tabs.items():
            tab.setToolTip(self.registry.command(f"page.{name}").action.toolTip())

    def _open_palette(self) -> None:
        keys = self.registry.command("palette.open").keys
        Palette(self._finder, close_dialogs, keys, QApplication.activeModalWidget() or self).show_over()

    def _reach_dialog(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Have the palette's key act in this desk's dialogs too."""
        dialog = above = new.window() if new is not None else None
        while above is not None and above is not self:
            above = above.parentWidget()
        action = self.registry.command("palette.open").action
        if above is self and isinstance(dialog, QDialog) and action not in dialog.actions():
            dialog.addAction(action)

    def _connect_schedule(
        self, schedule: SchedulePage, bookings: BookingsPage, clients: ClientsPage, providers: ProvidersPage
    ) -> None:
        """The features know nothing of each other: here they meet."""

        def find_client() -> None:
            self.pages.show_page("clients")
            clients.focus_search()

        schedule.booking_wanted.connect(bookings.open_new_at)
        schedule.booking_opened.connect(bookings.open_row)
        schedule.client_search_wanted.connect(find_client)
        schedule.provider_wanted.connect(providers.open_new)
        self.undo.done.connect(self.messages.toast)
        self.undo.refused.connect(self.messages.toast)

    def _connected(self) -> None:
        self._status.show_connected()
        self._patience.stop()
        if self._lost_at:
            self._lost_at = ""
            self.messages.clear_banner()
        # What was sent while nobody listened is gone.
        self.pages.refresh()

    def _lost(self, _reason: str) -> None:
        self._status.show_lost()
        if not self._lost_at and not self._patience.isActive():
            self._patience.start()

    def _mention_loss(self) -> None:
        self._lost_at = time_text(datetime.now().astimezone())
        text = self.tr(
            "No connection to the server since {time}. What is shown may be out of date; the desk connects again by"
            " itself, and nothing typed is lost."
        )
        self.messages.banner(text.format(time=self._lost_at), "warning")
