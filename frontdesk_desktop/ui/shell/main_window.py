"""The main window: menus, tabs, pages, status bar."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QToolButton, QVBoxLayout, QWidget

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.ui.bookings.commands import BookingCommands
from frontdesk_desktop.ui.bookings.page import BookingsPage
from frontdesk_desktop.ui.clients.commands import ClientCommands
from frontdesk_desktop.ui.clients.page import ClientsPage
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.commands.registry import Registry
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.live import Live
from frontdesk_desktop.ui.messages import Messages
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.providers.commands import ProviderCommands
from frontdesk_desktop.ui.providers.page import ProvidersPage
from frontdesk_desktop.ui.shell.cheat_sheet import CheatSheet
from frontdesk_desktop.ui.shell.commands import ShellCommands
from frontdesk_desktop.ui.shell.pages import Pages
from frontdesk_desktop.ui.shell.status_bar import StatusBar
from frontdesk_desktop.ui.toolkit.theme import STEP
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from frontdesk_desktop.ui.wording import time_text

_NAME = "main"
_PATIENCE = 1000  # ms without a connection before it is mentioned: most come back at once, and nothing may blink
_TABS = ("bookings", "clients", "providers")
_MENUS = ("&Booking", "&Client", "&Provider", "&View", "&Go", "&Desk", "&Help")


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
        desk = Desk(services, jobs, self.messages, state)
        bookings, clients, providers = BookingsPage(desk), ClientsPage(desk), ProvidersPage(desk)
        self.pages = Pages({"bookings": bookings, "clients": clients, "providers": providers})
        self._status = StatusBar(services.settings.desk, self._server_text())
        self.setStatusBar(self._status)
        self.registry.collect(BookingCommands(desk, bookings), {"table": [bookings.list.pane]})
        self.registry.collect(ClientCommands(desk, clients), {"table": [clients.list.pane]})
        self.registry.collect(ProviderCommands(desk, providers), {"table": [providers.list.pane]})
        shell = ShellCommands(self.pages, self.server_unwanted.emit, lambda: CheatSheet(self.registry, self).open())
        tables = [page.list.pane for page in (bookings, clients, providers)]
        self.registry.collect(shell, {"table": tables})
        self._tabs = {name: self._tab(name) for name in _TABS}
        self._lay_out()
        self._connect()
        if not state.restore_window(_NAME, self):
            self.resize(QSize(320 * STEP, 200 * STEP))
        self.pages.show_page("bookings")
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
        tab.setToolTip(f"{bound.plain_title} ({bound.shown_key})")
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
        for command_id in ("booking.new", "client.new"):
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
        self.live.changed.connect(self.pages.apply_changes)
        self.live.connected.connect(self._connected)
        self.live.lost.connect(self._lost)

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
