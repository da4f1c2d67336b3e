"""What the keys and the menu do with providers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.bookings import BookingCreate
from frontdesk_desktop.schemas.providers import ProviderFilter, ProviderRead
from frontdesk_desktop.ui.providers.page import ProvidersPage
from tests.ui.desk_window import DeskWindow, Hands, texts

Three = tuple[ProviderRead, ...]


def book(services: Services, provider: ProviderRead, times: int) -> None:
    for hour in range(times):
        services.bookings.create(
            BookingCreate.model_validate(
                {
                    "provider_id": provider.id,
                    "client_name": "John Doe",
                    "service_type": "consultation",
                    "scheduled_at": f"2027-01-15T{10 + hour}:00:00",
                }
            )
        )


def is_inactive(row: ProviderRead | None) -> bool:
    return row is not None and not row.is_active


def test_insert_opens_a_new_one(page: ProvidersPage, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Insert)
    assert hands.dialog().windowTitle() == "New provider"


def test_without_a_row_the_commands_say_why(page: ProvidersPage, window: DeskWindow, hands: Hands) -> None:
    page.list.table.clearSelection()
    for name in ("provider.open", "provider.set_active", "provider.delete"):
        assert window.registry.reason(name) == "Select a provider first."
    hands.press(Qt.Key.Key_Home)
    assert window.registry.reason("provider.open") == ""


def test_the_menu_opens_and_edits(page: ProvidersPage, window: DeskWindow, hands: Hands) -> None:
    menu = window.registry.menu("&Provider", window)
    titles = [action.text() for action in menu.actions()]
    assert titles == ["&New provider", "&Edit provider", "Set &active or inactive", "&Delete provider"]
    hands.press(Qt.Key.Key_Home)
    menu.actions()[1].trigger()
    assert hands.dialog().windowTitle() == "Edit provider"


def test_set_inactive_and_active_again(page: ProvidersPage, window: DeskWindow, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Home)
    window.registry.run("provider.set_active")
    hands.wait(lambda: texts(page, "is_active")[0] == "inactive")
    assert window.messages.toast_area.text == "City Medical takes no new bookings now"
    hands.wait(lambda: is_inactive(page.list.current_row()))
    window.registry.run("provider.set_active")
    hands.wait(lambda: texts(page, "is_active")[0] == "active")


def test_delete_asks_first(page: ProvidersPage, services: Services, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Home)
    seen: list[str] = []
    hands.answer("&Keep", seen)
    hands.press(Qt.Key.Key_Delete)
    assert seen == ["Delete City Medical for good?"]
    assert services.providers.list(ProviderFilter()).total == 3
    hands.answer("&Delete")
    hands.press(Qt.Key.Key_Delete)
    hands.wait(lambda: texts(page, "name") == ["Harbour Homes", "Nord Garage"])


def test_delete_with_bookings_is_refused_and_offers_to_set_it_inactive(
    page: ProvidersPage, services: Services, three: Three, hands: Hands
) -> None:
    book(services, three[0], 2)
    hands.press(Qt.Key.Key_Home)
    seen: list[str] = []
    hands.answer("&Delete")
    hands.press(Qt.Key.Key_Delete)
    hands.answer("Set &inactive", seen)
    hands.wait(lambda: texts(page, "is_active")[0] == "inactive")
    assert "City Medical has 2 bookings and can't be deleted." in seen[0]
    assert services.providers.list(ProviderFilter()).total == 3

    hands.wait(lambda: is_inactive(page.list.current_row()))
    seen.clear()
    hands.answer("&Delete")
    hands.press(Qt.Key.Key_Delete)
    hands.answer("&Close", seen)
    hands.wait(lambda: seen and QApplication.activeModalWidget() is None)
    assert "2 bookings" in seen[0]
