"""The window around the pages: by keys, with two desks on one database."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.schemas.bookings import BookingCreate
from frontdesk_desktop.schemas.clients import ClientCreate, ClientFilter
from frontdesk_desktop.schemas.providers import ProviderCreate
from frontdesk_desktop.settings import Settings
from frontdesk_desktop.ui.clients.dialog import ClientDialog
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.pages.list_page import ListPage
from frontdesk_desktop.ui.shell.cheat_sheet import CheatSheet
from frontdesk_desktop.ui.shell.main_window import MainWindow
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tests.conftest import run_sql

pytestmark = pytest.mark.usefixtures("theme")
OpenDesk = Callable[[], MainWindow]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_desk(database_url: str, settings: Settings, state: WindowState, qtbot: QtBot) -> Iterator[OpenDesk]:
    """Opens another desk on this test's database."""
    windows: list[tuple[MainWindow, Services]] = []

    def open_one() -> MainWindow:
        services = open_services(database_url, settings)
        window = MainWindow(services, Jobs(), state, Keymap({}))
        qtbot.addWidget(window)
        windows.append((window, services))
        with qtbot.waitSignal(window.live.connected), qtbot.waitActive(window):
            window.show()
            window.start()
        return window

    yield open_one
    for window, services in windows:
        window.leave()
        services.close()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, on whatever has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def table_of(window: MainWindow) -> ListPage[Any]:
    """The table of the page on top."""
    found = window.pages.current_list()
    assert found is not None
    return found


def book(services: Services) -> int:
    """A provider and a booking, for whatever day: the number of the booking."""
    provider = services.providers.create(ProviderCreate(name="City Clinic", sector="medical"))
    data = {"client_name": "Ada Byron", "service_type": "check", "scheduled_at": "2030-01-07T10:00:00"}
    return services.bookings.create(BookingCreate.model_validate({"provider_id": provider.id, **data})).id


def test_pages_are_changed_by_keys(open_desk: OpenDesk) -> None:
    pages = open_desk().pages
    seen = [pages.current_name]
    for key, modifiers in (
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_PageUp, CTRL),
        (Qt.Key.Key_PageDown, CTRL),
    ):
        press(key, modifiers)
        seen.append(pages.current_name)
    assert seen == ["schedule", "bookings", "clients", "providers", "schedule", "providers", "schedule"]


def test_what_one_desk_does_another_shows(open_desk: OpenDesk, qtbot: QtBot, services: Services) -> None:
    window = open_desk()
    press(Qt.Key.Key_F4)
    rows = table_of(window).model
    services.clients.create(ClientCreate(name="Ada Byron"))
    qtbot.waitUntil(lambda: rows.rowCount() == 1 and rows.index(0, 0).data() == "Ada Byron")


def test_a_page_that_was_hidden_shows_what_happened_meanwhile(
    open_desk: OpenDesk, qtbot: QtBot, services: Services
) -> None:
    window = open_desk()
    press(Qt.Key.Key_F4)
    clients = table_of(window).model
    qtbot.waitUntil(lambda: clients.ticket > 0)
    press(Qt.Key.Key_F3)
    with qtbot.waitSignal(window.live.changed):
        services.clients.create(ClientCreate(name="Ada Byron"))
    press(Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: clients.rowCount() == 1)


def test_a_lost_connection_is_said_and_comes_back_with_what_was_missed(
    open_desk: OpenDesk, qtbot: QtBot, services: Services
) -> None:
    window = open_desk()
    press(Qt.Key.Key_F4)
    url = services.database.engine.url
    run_sql(
        url.set(database="postgres"),
        f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false',
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'"
        " AND application_name LIKE 'frontdesk listener%'",
    )
    qtbot.waitUntil(lambda: "No connection to the server since" in window.messages.banner_area.text)
    run_sql(url.set(database="postgres"), f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')
    services.clients.create(ClientCreate(name="Ada Byron"))
    with qtbot.waitSignal(window.live.connected, timeout=10_000):
        pass
    rows = table_of(window).model
    qtbot.waitUntil(lambda: rows.rowCount() == 1)
    assert window.messages.banner_area.isHidden()


def test_search_sort_and_history_by_keys(open_desk: OpenDesk, qtbot: QtBot, services: Services) -> None:
    for name in ("Ada Byron", "Zoe Quill", "Mia Wong"):
        services.clients.create(ClientCreate(name=name))
    window = open_desk()
    press(Qt.Key.Key_F4)
    clients = table_of(window)
    qtbot.waitUntil(lambda: clients.model.rowCount() == 3)
    press(Qt.Key.Key_Down)
    before = clients.model.sort_keys
    press(Qt.Key.Key_F7)
    assert clients.model.sort_keys != before
    qtbot.waitUntil(lambda: clients.model.index(0, 0).data() == "Zoe Quill")
    press(Qt.Key.Key_F, CTRL)
    QTest.keyClicks(table_of(window).filter_bar.search, "by ad")
    qtbot.waitUntil(lambda: clients.model.rowCount() == 1)
    clients.table.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_H, CTRL)
    qtbot.waitUntil(clients.details.history.hasFocus)
    qtbot.waitUntil(lambda: clients.details.history.topLevelItemCount() == 1)


def test_a_command_that_cannot_run_says_why(open_desk: OpenDesk) -> None:
    window = open_desk()
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_H, CTRL)
    assert "Select a row first" in window.statusBar().currentMessage()


def test_every_command_is_in_a_menu_or_on_a_key_and_no_key_is_used_twice(open_desk: OpenDesk) -> None:
    window = open_desk()
    in_menus = {action for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()}
    in_menus |= {action for menu in window.findChildren(QMenu) for action in menu.actions()}
    for bound in window.registry.commands():
        assert bound.plain_title, bound.command.id
        assert bound.action in in_menus or bound.keys, bound.command.id
    assert window.registry.conflicts() == []
    assert window.registry.problems() == []


def test_refresh_reads_everything_anew(open_desk: OpenDesk, qtbot: QtBot, services: Services) -> None:
    number = book(services)
    window = open_desk()
    press(Qt.Key.Key_F3)
    page = table_of(window)
    press(Qt.Key.Key_Y, ALT)
    for _ in range(3):
        press(Qt.Key.Key_Down)  # all days
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    with services.database.engine.begin() as connection:
        # Behind the triggers' back: nobody is notified.
        connection.execute(text("ALTER TABLE bookings DISABLE TRIGGER USER"))
        connection.execute(text("UPDATE bookings SET service_type = 'changed' WHERE id = :id"), {"id": number})
        connection.execute(text("ALTER TABLE bookings ENABLE TRIGGER USER"))
    press(Qt.Key.Key_F5)
    services_shown = next(n for n, each in enumerate(page.model.columns) if each.key == "service_type")
    qtbot.waitUntil(lambda: page.model.index(0, services_shown).data() == "changed")


def test_the_keys_are_listed_and_searched(open_desk: OpenDesk, qtbot: QtBot) -> None:
    window = open_desk()
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Question)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), CheatSheet))
    sheet = QApplication.activeWindow()
    assert isinstance(sheet, CheatSheet)
    listed = sheet.list.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
    titles = {item.text(0) for item in listed}
    assert titles >= {bound.plain_title for bound in window.registry.commands()}
    QTest.keyClicks(sheet.search, "refr")
    shown = [item.text(1) for item in listed if item.parent() is not None and not item.isHidden()]
    assert shown == ["F5"]
    with qtbot.waitSignal(sheet.finished):
        QTest.keyClick(sheet.search, Qt.Key.Key_Escape)


def test_a_slash_in_a_table_goes_to_the_search_and_is_a_slash_there(open_desk: OpenDesk, qtbot: QtBot) -> None:
    window = open_desk()
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Slash)
    search = table_of(window).filter_bar.search
    qtbot.waitUntil(search.hasFocus)
    QTest.keyClicks(search, "a/b?")
    assert search.text() == "a/b?"


def test_the_keys_of_a_table_act_where_it_is_empty_too(open_desk: OpenDesk, qtbot: QtBot) -> None:
    window = open_desk()
    press(Qt.Key.Key_F4)
    pane = table_of(window).pane
    qtbot.waitUntil(lambda: pane.empty_page.isVisible() and bool(pane.empty_page.buttons))
    qtbot.waitUntil(pane.empty_page.buttons[0].hasFocus)
    press(Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ClientDialog))


def test_what_was_done_is_undone_and_redone_by_keys(open_desk: OpenDesk, qtbot: QtBot, services: Services) -> None:
    window = open_desk()

    def names() -> list[str]:
        return [client.name for client in services.clients.list(ClientFilter()).items]

    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ClientDialog))
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ClientDialog)
    QTest.keyClicks(dialog.form.editor("name"), "Ada Byron")
    with qtbot.waitSignal(dialog.stored):
        press(Qt.Key.Key_S, CTRL)
    assert names() == ["Ada Byron"]
    qtbot.waitUntil(lambda: window.messages.toast_area.text == "Added Ada Byron")
    with qtbot.waitSignal(window.undo.done):
        QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert names() == []
    with qtbot.waitSignal(window.undo.done):
        QTest.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert names() == ["Ada Byron"]
