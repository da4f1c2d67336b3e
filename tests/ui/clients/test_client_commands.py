"""What the keys and the menu do with clients."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.clients import ClientFilter, ClientRead
from frontdesk_desktop.ui.clients.page import ClientsPage
from tests.ui.clients.test_client_page import book
from tests.ui.desk_window import DeskWindow, Hands, texts

Three = tuple[ClientRead, ...]


def test_insert_opens_a_new_one(page: ClientsPage, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Insert)
    assert hands.dialog().windowTitle() == "New client"


def test_the_menu_and_its_reasons(page: ClientsPage, window: DeskWindow, hands: Hands) -> None:
    menu = window.registry.menu("&Client", window)
    assert [action.text() for action in menu.actions()] == ["&New client", "&Edit client", "&Delete client"]
    page.list.table.clearSelection()
    assert window.registry.reason("client.open") == "Select a client first."
    hands.press(Qt.Key.Key_Home)
    menu.actions()[1].trigger()
    assert hands.dialog().windowTitle() == "Edit client"


def test_delete_asks_first(page: ClientsPage, services: Services, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Home)
    seen: list[str] = []
    hands.answer("&Keep", seen)
    hands.press(Qt.Key.Key_Delete)
    assert seen == ["Delete Ana Smith for good?"]
    assert services.clients.list(ClientFilter()).total == 3
    hands.answer("&Delete")
    hands.press(Qt.Key.Key_Delete)
    hands.wait(lambda: texts(page, "name") == ["Björk Jónsdóttir", "John Smith"])


def test_delete_with_bookings_is_refused_with_their_count(
    page: ClientsPage, services: Services, three: Three, hands: Hands
) -> None:
    book(services, three[0], "2099-01-15T10:00:00", "2099-01-16T10:00:00")
    hands.press(Qt.Key.Key_Home)
    hands.answer("&Delete")
    hands.press(Qt.Key.Key_Delete)
    seen: list[str] = []
    hands.answer("&Close", seen)
    hands.wait(lambda: seen and QApplication.activeModalWidget() is None)
    assert seen == ["Ana Smith has 2 bookings and can't be deleted."]
    assert services.clients.list(ClientFilter()).total == 3
