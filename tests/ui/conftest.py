"""The look, the language and the remembered state of a window under test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.toolkit.theme import Theme, is_dark
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tests.ui.desk_window import DeskWindow, Hands
from tests.ui.gui_thread import Caught, watched


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The program's look on the application."""
    QLocale.setDefault(QLocale("en_US"))
    return Theme(qapp)


@pytest.fixture(autouse=True)
def _light(theme: Theme) -> Iterator[None]:
    yield
    if is_dark(QApplication.palette()):
        theme.apply(dark=False)


@pytest.fixture
def qsettings(tmp_path: Path) -> QSettings:
    """Settings in a file of this test's own."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def state(qsettings: QSettings) -> WindowState:
    """What is remembered from one start to the next: nothing yet."""
    return WindowState(qsettings)


@pytest.fixture(autouse=True)
def gui_thread() -> Iterator[Caught]:
    """No test of the window passes where the window's own thread works on a database."""
    with watched() as caught:
        yield caught
    assert not caught


class WindowManager(QObject):
    """Gives the focus back to the window behind one that closes, as desktops do and the offscreen platform does not."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and isinstance(watched, QDialog):
            behind = watched.parentWidget()
            if behind is not None and behind.window().isVisible():
                behind.window().activateWindow()
        return super().eventFilter(watched, event)


@pytest.fixture(autouse=True)
def _window_manager(qapp: QApplication) -> Iterator[None]:
    manager = WindowManager()
    qapp.installEventFilter(manager)
    yield
    qapp.removeEventFilter(manager)
    for widget in QApplication.topLevelWidgets():
        widget.hide()  # or it would get the keys of the next test


@pytest.fixture
def window(services: Services, state: WindowState, qtbot: QtBot) -> Iterator[DeskWindow]:
    """A desk's window without a page."""
    window = DeskWindow(services, state, qtbot)
    qtbot.addWidget(window)
    yield window
    window.leave()


@pytest.fixture
def desk(window: DeskWindow) -> Desk:
    """What a page gets to work with."""
    return window.desk


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    """Real keys, on whatever has the focus."""
    return Hands(qtbot)
