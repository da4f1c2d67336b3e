"""The desk: opens the services in the background, then the window."""

import logging
import logging.handlers
import signal
import sys

import platformdirs
from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from frontdesk_desktop import resources
from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.settings import Settings, data_folder, load_settings
from frontdesk_desktop.ui.commands.latin import LatinKeys
from frontdesk_desktop.ui.shell.starter import Starter
from frontdesk_desktop.ui.toolkit.icons import icon
from frontdesk_desktop.ui.toolkit.theme import Theme
from frontdesk_desktop.ui.toolkit.window_state import WindowState, user_settings
from frontdesk_desktop.ui.wording import error_text

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.INFO,  # mostly about the platform, and nothing a person could do
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run_desk(database_url: str | None = None) -> int:
    """Opens a desk on the server given, or on the one of the settings, and returns when its window is closed."""
    app = make_application()
    try:
        settings = load_settings()
    except DomainError as error:
        # Before there is a window to say it in.
        sys.stderr.write(f"error: {error_text(error)}\n")
        return 1
    write_log(settings)
    starter = Starter(settings, WindowState(user_settings()), data_folder())
    starter.start(database_url or settings.database_url)
    signal.signal(signal.SIGINT, lambda *_: QApplication.closeAllWindows())
    # Python's signal handlers run between its own instructions only: give it some.
    alive = QTimer(app, interval=500)
    alive.timeout.connect(lambda: None)
    alive.start()
    code = app.exec()
    starter.close()
    return code


def make_application() -> QApplication:
    """The QApplication with name, icon, theme and translations."""
    qInstallMessageHandler(_log_qt)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("frontdesk")
    app.setApplicationDisplayName("Frontdesk")
    app.setDesktopFileName("frontdesk")
    app.setWindowIcon(icon("frontdesk"))
    if QLocale().language() is QLocale.Language.C:
        # No language is set on this computer; C's own way of writing dates is nobody's.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    Theme(app)
    LatinKeys(app)
    _translate(app)
    return app


def _log_qt(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), text)
    if kind is QtMsgType.QtFatalMsg:
        # Qt ends the program next; the reason is for whoever started it.
        sys.stderr.write(f"{text}\n")


def _translate(app: QApplication) -> None:
    for folder, name in (
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"),
        (str(resources.folder("translations")), "frontdesk"),
    ):
        translator = QTranslator(app)
        if translator.load(QLocale(), name, "_", folder):
            QCoreApplication.installTranslator(translator)


def write_log(settings: Settings) -> None:
    """Logs to a file in the user's log folder, kept small; to nowhere else where that can't be written."""
    folder = platformdirs.user_log_path("frontdesk", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / "frontdesk.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    logging.basicConfig(
        level=settings.log_level, handlers=[handler], format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
