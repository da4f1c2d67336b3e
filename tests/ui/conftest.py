"""The look, the language and the remembered state of a window under test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.ui.toolkit.theme import Theme, is_dark
from frontdesk_desktop.ui.toolkit.window_state import WindowState


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
