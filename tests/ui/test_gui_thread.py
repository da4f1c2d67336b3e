"""The window never waits for the database: the watch that every test of the window is under, and that it works."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.clients import ClientCreate
from frontdesk_desktop.schemas.providers import ProviderCreate
from frontdesk_desktop.ui.clients.commands import ClientCommands
from frontdesk_desktop.ui.clients.page import ClientsPage
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.live import Live
from frontdesk_desktop.ui.providers.commands import ProviderCommands
from frontdesk_desktop.ui.providers.page import ProvidersPage
from tests.ui.desk_window import CTRL, DeskWindow, Hands, texts
from tests.ui.gui_thread import Caught


def test_pages_work_off_the_windows_thread(
    window: DeskWindow, services: Services, hands: Hands, gui_thread: Caught
) -> None:
    """Load, filter, select, create and delete; at the end `gui_thread` itself would fail."""
    services.clients.create(ClientCreate(name="Ana Smith"))
    page = ClientsPage(window.desk)
    window.show_page(page, ClientCommands(window.desk, page))
    hands.press(Qt.Key.Key_Home)
    hands.wait(lambda: page.list.details.history.topLevelItemCount() == 1)
    hands.press(Qt.Key.Key_Insert)
    hands.dialog()
    hands.type("John Doe")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait(lambda: texts(page, "name") == ["Ana Smith", "John Doe"])
    hands.wait(lambda: "John Doe" in str(page.list.current_row()))
    page.list.table.setFocus()
    hands.answer("&Delete")
    hands.press(Qt.Key.Key_Delete)
    hands.wait(lambda: texts(page, "name") == ["Ana Smith"])
    page.focus_search()
    hands.type("nobody")
    hands.wait(lambda: not texts(page, "name"))
    assert gui_thread == []


def inline(
    _jobs: Jobs, _key: str, work: Callable[[], Any], then: Callable[[Any], None], _failed: Any, *, owner: QObject
) -> None:
    then(work())


def test_a_page_that_reads_on_the_windows_thread_is_caught(
    window: DeskWindow, services: Services, gui_thread: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Jobs, "query", inline)
    page = ProvidersPage(window.desk)
    window.show_page(page, ProviderCommands(window.desk, page))
    assert any(line.startswith("takes a connection") and "list_page.py" in line for line in gui_thread)
    assert any(line.startswith("executes 'SELECT") and "list_page.py" in line for line in gui_thread)
    gui_thread.clear()


def test_a_service_called_from_a_slot_is_caught(
    window: DeskWindow, services: Services, hands: Hands, gui_thread: Caught
) -> None:
    page = ProvidersPage(window.desk)
    window.show_page(page, ProviderCommands(window.desk, page))
    services.database.engine.dispose()
    page.filter_bar.changed.connect(services.providers.sectors)
    page.focus_search()
    hands.press(Qt.Key.Key_Return)
    assert any(line.startswith("connects") and "filter_bar.py" in line for line in gui_thread)
    gui_thread.clear()


def test_a_listener_opened_on_the_windows_thread_is_caught(services: Services, gui_thread: Caught) -> None:
    live = Live(services.database.listen)
    live.connected.connect(live._stopping.set)
    live._run()  # which its own thread should do
    assert [line.split(",")[0] for line in gui_thread] == ["connects"]
    gui_thread.clear()


def test_a_test_may_prepare_its_data_itself(services: Services, gui_thread: Caught) -> None:
    services.providers.create(ProviderCreate(name="City Medical", sector="medical"))
    assert gui_thread == []
