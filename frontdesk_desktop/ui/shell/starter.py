"""From the address of a server to an open desk: first start, progress, failures."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.domain.errors import DomainError, RuleViolation
from frontdesk_desktop.schemas.server_address import ServerAddress
from frontdesk_desktop.settings import Settings, save_settings
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.jobs import Cancel, Cancelled, Jobs, Report
from frontdesk_desktop.ui.shell.crash import CrashHandler
from frontdesk_desktop.ui.shell.main_window import MainWindow
from frontdesk_desktop.ui.shell.start_page import StartPage
from frontdesk_desktop.ui.toolkit.banner import Offer
from frontdesk_desktop.ui.toolkit.theme import STEP
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from frontdesk_desktop.ui.welcome.page import WelcomePage
from frontdesk_desktop.ui.wording import error_text

#: What the welcome page can put right.
_ABOUT_ADDRESS = ("server.sign_in", "server.no_database", "url.invalid", "url.missing", "embedded.missing")
_ABOUT_SCHEMA = ("schema.missing", "schema.older")


class Starter(QObject):
    """Shows a small window with progress or questions until the services are open, then the main window."""

    def __init__(self, settings: Settings, state: WindowState, folder: Path) -> None:
        """`folder` holds this user's data: the server of this computer, the key file."""
        super().__init__()
        self.main_window: MainWindow | None = None
        self.window = QMainWindow()
        self.page = StartPage()
        self.welcome = WelcomePage()
        self._settings = settings
        self._state = state
        self._folder = folder
        self._jobs = Jobs(self)
        self._url = ""
        self._services: Services | None = None
        self._work: Cancel | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.welcome)
        self.window.setWindowTitle(self.tr("Frontdesk"))
        self.window.setCentralWidget(self._stack)
        self.window.resize(QSize(240 * STEP, 150 * STEP))
        self._crashes = CrashHandler(self)
        self._crashes.install()
        self._crashes.crashed.connect(self._crashed)
        self.welcome.local_chosen.connect(self._start_here)
        self.welcome.server_chosen.connect(self._start_there)

    def start(self, url: str) -> None:
        """Opens the server of this URL; without one the person is asked."""
        self.window.show()
        if url:
            self._open(url)
        else:
            self._ask()

    def close(self) -> None:
        """Ends what is still going on; an embedded server stops here, where nobody else uses it."""
        if self._work is not None:
            self._work.cancel()
        self._jobs.close()
        if self.main_window is not None:
            self.main_window.leave()
        if self._services is not None:
            self._services.close()

    def _ask(self) -> None:
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.local_button.setFocus()

    def _start_here(self, with_demo: bool) -> None:
        url = "embedded://" + (self._folder / "server").as_posix().replace("%", "%25")
        url = url if url.startswith("embedded:///") else url.replace("embedded://", "embedded:///")
        self._open(url, load_demo=with_demo, save=url)

    def _start_there(self, address: ServerAddress) -> None:
        self._open(address.url(with_password=True), save=address.url(with_password=False), failed=self._refused_address)

    def _refused_address(self, error: Exception) -> None:
        if isinstance(error, DomainError) and error.code in _ABOUT_SCHEMA:
            self._failed(error)
        else:
            self.welcome.show_failure(error_text(error))

    def _open(
        self,
        url: str,
        *,
        load_demo: bool = False,
        upgrade: bool = False,
        save: str = "",
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._url = url
        if failed is None:
            self._stack.setCurrentWidget(self.page)
            self.page.show_progress(self.tr("Starting…"), offers=[Offer(self.tr("Cancel"), self._cancel)])
        settings = self._settings

        def work(report: Report) -> Services:
            return open_for_desk(url, settings, load_demo=load_demo, upgrade=upgrade, save=save, report=report)

        self._work = self._jobs.long(work, self._progress, self._opened, failed or self._failed, owner=self)

    def _progress(self, done: int, total: int) -> None:
        text = self.tr("Making the demo data…") if total else self.tr("Starting…")
        self.page.show_progress(text, done, total, [Offer(self.tr("Cancel"), self._cancel)])

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _opened(self, services: Services) -> None:
        self._work = None
        self._services = services
        keymap = Keymap.load(self._folder / "keys.toml")
        self.main_window = MainWindow(services, Jobs(), self._state, keymap)
        self.main_window.server_unwanted.connect(self._change_server)
        self.main_window.show()
        self.main_window.start()
        self.window.close()

    def _failed(self, error: Exception) -> None:
        self._work = None
        if isinstance(error, Cancelled):
            self._ask()
            return
        code = error.code if isinstance(error, DomainError) else ""
        if code in _ABOUT_ADDRESS:
            self._choose_server()
            self.welcome.show_failure(error_text(error))
            return
        self._stack.setCurrentWidget(self.page)
        offers = [Offer(self.tr("&Try again"), lambda: self._open(self._url))]
        if code in _ABOUT_SCHEMA:
            offers = [Offer(self.tr("&Set up the database now"), lambda: self._open(self._url, upgrade=True))]
        offers.append(Offer(self.tr("&Choose another server…"), self._choose_server))
        self.page.show_failure(error_text(error), offers)

    def _change_server(self) -> None:
        window, services = self.main_window, self._services
        if window is None or services is None:
            return
        self.window.show()
        self._choose_server()
        window.close()
        window.leave()
        window.deleteLater()
        self.main_window = self._services = None
        # An embedded server that nobody else uses stops now, which takes a moment.
        self._jobs.change(
            services.close, lambda _: None, lambda error: self.welcome.show_failure(error_text(error)), owner=self
        )

    def _choose_server(self) -> None:
        self._ask()
        self.welcome.set_url(self._url)

    def _crashed(self, kind: str) -> None:
        text = self.tr("Something in the program went wrong ({kind}). It is in the log; what was saved is safe.")
        if self.main_window is not None:
            self.main_window.messages.banner(text.format(kind=kind), "error")
        else:
            self.page.show_failure(
                text.format(kind=kind), [Offer(self.tr("&Choose another server…"), self._choose_server)]
            )


def open_for_desk(
    url: str, settings: Settings, *, load_demo: bool, upgrade: bool, save: str, report: Report
) -> Services:
    """The services of a desk, ready for use; for a worker thread.

    A server of this computer is brought up to date without asking. `save` is the URL to remember once it was seen to
    work. Raises DomainError, and Cancelled through `report`.
    """
    report(0, 0)
    services = open_services(url, settings)
    try:
        report(0, 0)
        if upgrade or services.database.is_embedded:
            services.database.upgrade()
        services.database.require_current()
        if load_demo:
            _load_demo(services, report)
        if save:
            save_settings(database_url=save)
    except BaseException:
        services.close()
        raise
    return services


def _load_demo(services: Services, report: Report) -> None:
    try:
        services.demo.load(report)
    except RuleViolation as error:
        # From an earlier start: it stays as it is.
        if error.code != "demo.not_empty":
            raise
