"""docs/keys.md says what the window does."""

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import open_services
from frontdesk_desktop.settings import Settings
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.shell.main_window import MainWindow
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tools.docs import PAGE, keys_page


@pytest.mark.usefixtures("theme")
def test_it_is_up_to_date(settings: Settings, state: WindowState, qtbot: QtBot) -> None:
    assert QLocale().language() is QLocale.Language.English
    with open_services("postgresql://nobody@127.0.0.1:1/none", settings) as services:
        window = MainWindow(services, Jobs(), state, Keymap({}))
        qtbot.addWidget(window)
        wanted = keys_page(window.registry)
        window.leave()
    assert PAGE.read_text("utf-8") == wanted, "run `make docs`"
    for bound in window.registry.commands():
        assert f"`{bound.command.id}`" in wanted
