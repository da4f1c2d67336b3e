"""The palette in the desk's window: what it finds leads somewhere, and nothing typed in a dialog is lost."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.schemas.clients import ClientCreate
from frontdesk_desktop.schemas.providers import ProviderCreate
from frontdesk_desktop.settings import Settings
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.commands.keymap_dialog import KeymapDialog
from frontdesk_desktop.ui.commands.palette import Palette
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.schedule.page import SchedulePage
from frontdesk_desktop.ui.shell.main_window import MainWindow
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tests.ui.desk_window import CTRL, Hands
from tests.ui.test_accessible import check

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def main_window(
    services: Services, database_url: str, settings: Settings, state: WindowState, qtbot: QtBot
) -> Iterator[MainWindow]:
    """A desk with two providers and three clients."""
    for name in ("City Medical", "Nord Garage"):
        services.providers.create(ProviderCreate(name=name, sector="medical"))
    for name in ("Ada Byron", "Mia Wong", "Adam Smith"):
        services.clients.create(ClientCreate(name=name, phone="+49 30 901820"))
    with open_services(database_url, settings) as own:
        window = MainWindow(own, Jobs(), state, Keymap({}))
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        yield window
        window.leave()


Choose = Callable[[str], None]


@pytest.fixture
def choose(hands: Hands, main_window: MainWindow) -> Choose:
    """Ctrl+K, a text, and Enter once everything is found."""

    def act(typed: str) -> None:
        hands.press(Qt.Key.Key_K, CTRL)
        palette = QApplication.activePopupWidget()
        assert isinstance(palette, Palette)
        QTest.keyClicks(palette.search, typed)
        hands.wait(lambda: not main_window._finder.searching)
        QTest.keyClick(palette.search, Qt.Key.Key_Return)

    return act


def selected(window: MainWindow) -> str:
    found = window.pages.current_list()
    row = found.current_row() if found is not None else None
    return row.name if row is not None else ""


def is_selected(window: MainWindow, name: str) -> bool:
    return selected(window) == name


def test_to_a_client(main_window: MainWindow, choose: Choose, hands: Hands) -> None:
    for typed, name in (("by ad", "Ada Byron"), ("wong", "Mia Wong"), ("smit", "Adam Smith")):
        choose(typed)
        hands.wait(partial(is_selected, main_window, name))
        assert main_window.pages.current_name == "clients"


def test_to_a_provider(main_window: MainWindow, choose: Choose, hands: Hands) -> None:
    for name in ("Nord Garage", "City Medical"):
        choose(name)
        hands.wait(partial(is_selected, main_window, name))
        assert main_window.pages.current_name == "providers"


def test_to_a_day(main_window: MainWindow, choose: Choose, hands: Hands) -> None:
    choose("2030-01-07")
    page = main_window.pages.current()
    assert isinstance(page, SchedulePage)
    hands.wait(lambda: page.is_settled)
    assert page.shown.day == date(2030, 1, 7)


def test_a_command_and_why_another_can_not_run(main_window: MainWindow, choose: Choose, hands: Hands) -> None:
    choose("change keys")
    dialog = hands.dialog()
    assert isinstance(dialog, KeymapDialog)
    check(dialog)
    hands.press(Qt.Key.Key_Escape)
    hands.wait_closed(dialog)
    choose("delete client")
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, Palette)
    assert palette.footer.text() == "Select a client first."


def test_every_command_is_in_the_palette(main_window: MainWindow) -> None:
    main_window._finder.look_for("")
    hits = {hit.title: hit for hit in main_window._finder.hits}
    for bound in main_window.registry.commands():
        hit = hits[bound.plain_title]
        assert bound.shown_keys in hit.detail
        assert hit.why_not == "" or bound.why_not()


def test_over_a_dialog_what_is_typed_there_is_asked_for_first(
    main_window: MainWindow, choose: Choose, hands: Hands
) -> None:
    hands.press(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = hands.dialog()
    hands.type("Zoe Quill")
    choose("mia")
    assert dialog.isVisible()
    assert "Leave without saving" in dialog.question.text
    assert dialog.form.editor("name").text() == "Zoe Quill"
    assert selected(main_window) == ""
    hands.press(Qt.Key.Key_Escape)  # leave it for good
    hands.wait_closed(dialog)
    hands.press(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    empty = hands.dialog()
    choose("mia")
    hands.wait_closed(empty)
    hands.wait(lambda: selected(main_window) == "Mia Wong")


def test_tooltips_and_menus_show_the_keys_in_force(main_window: MainWindow) -> None:
    main_window.registry.apply(Keymap({"page.clients": ("F12",)}))
    tips = {tab.toolTip() for tab in main_window._tabs.values()}
    assert "Clients (F12)" in tips
    menu = next(menu for menu in main_window.findChildren(QMenu) if menu.title() == "&Go")
    menu.aboutToShow.emit()
    menu.aboutToHide.emit()
    action = main_window.registry.command("page.clients").action
    assert action.toolTip() == "Clients (F12)"
    assert not isinstance(QApplication.activeModalWidget(), QDialog)


def test_over_a_question_it_is_answered_as_esc_does(main_window: MainWindow, choose: Choose, hands: Hands) -> None:
    choose("wong")
    hands.wait(lambda: selected(main_window) == "Mia Wong")
    timer = QTimer(main_window, interval=5)

    def look() -> None:
        box = QApplication.activeModalWidget()
        if box is not None and box.isActiveWindow():
            timer.stop()
            choose("nord")

    timer.timeout.connect(look)
    timer.start()
    assert main_window.messages.ask("Delete", "Sure?", ["&Yes", "&No"]) == 1
    hands.wait(lambda: selected(main_window) == "Nord Garage")
