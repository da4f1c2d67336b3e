"""The page of clients: list, filter, sort order, columns, details with bookings, live changes and its states."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingFilter
from frontdesk_desktop.schemas.clients import ClientCreate, ClientRead, ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderCreate
from frontdesk_desktop.settings import Settings
from frontdesk_desktop.ui.clients.bookings_list import SHOWN
from frontdesk_desktop.ui.clients.commands import ClientCommands
from frontdesk_desktop.ui.clients.page import ClientsPage
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tests.ui.desk_window import ALT, DeskWindow, Hands, shown, texts

Three = tuple[ClientRead, ...]


def book(services: Services, client: ClientRead, *starts: str) -> None:
    provider = services.providers.create(ProviderCreate(name="City Medical", sector="medical"))
    for start in starts:
        services.bookings.create(
            BookingCreate.model_validate(
                {
                    "provider_id": provider.id,
                    "client_id": client.id,
                    "service_type": "check-up",
                    "scheduled_at": start,
                }
            )
        )


def lines(page: ClientsPage) -> list[str]:
    """The bookings beside the table."""
    items = (page.bookings.item(place) for place in range(page.bookings.count()))
    return [item.text() for item in items if item is not None]


def test_filter_by_fragments(page: ClientsPage, hands: Hands) -> None:
    hands.press(Qt.Key.Key_S, ALT)
    hands.type("sm jo")
    hands.wait(lambda: texts(page, "name") == ["John Smith"])
    hands.replace("bjork")
    hands.wait(lambda: texts(page, "name") == ["Björk Jónsdóttir"])
    hands.replace("555 01")
    hands.wait(lambda: texts(page, "name") == ["Ana Smith", "Björk Jónsdóttir"])


def test_sort_by_another_column(page: ClientsPage, hands: Hands) -> None:
    header = page.list.table.sort_header
    place = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hands.wait(lambda: texts(page, "email") == ["john@example.com", "ana@example.com", ""])


def test_hidden_columns_are_shown_and_remembered(
    page: ClientsPage, desk: Desk, three: Three, hands: Hands, qtbot: QtBot
) -> None:
    assert page.list.table.isColumnHidden(4)
    menu = page.list.table.sort_header.chooser_menu(page)
    qtbot.addWidget(menu)
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(next(action for action in menu.actions() if action.text() == "Created"))
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert str(three[0].created_at.year) in texts(page, "created_at")[0]
    again = ClientsPage(desk)
    qtbot.addWidget(again)
    assert not again.list.table.isColumnHidden(4)
    assert again.list.table.isColumnHidden(5)


def test_details_show_notes_history_and_bookings(
    page: ClientsPage, services: Services, three: Three, hands: Hands
) -> None:
    book(services, three[0], "2020-01-15T10:00:00", "2099-01-15T10:00:00")
    hands.press(Qt.Key.Key_Home)
    hands.wait(lambda: len(lines(page)) == 2)
    assert "Uses a wheelchair." in shown(page.list.details)
    assert "2099" in lines(page)[0]
    assert lines(page)[0].endswith("check-up at City Medical, pending")
    hands.wait(lambda: page.list.details.history.topLevelItemCount() == 1)
    page.focus_history()
    assert hands.focus is page.list.details.history

    page.list.table.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.wait(lambda: lines(page) == ["No bookings yet."])


def test_bookings_follow_live_changes(page: ClientsPage, services: Services, three: Three, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Home)
    hands.wait(lambda: lines(page) == ["No bookings yet."])
    book(services, three[0], "2099-01-15T10:00:00")
    hands.wait(lambda: len(lines(page)) == 1 and "pending" in lines(page)[0])
    booking = services.bookings.list(BookingFilter()).items[0]
    services.bookings.cancel(booking.id)
    hands.wait(lambda: "cancelled" in lines(page)[0])


def test_many_bookings_say_how_many_more_there_are(
    page: ClientsPage, services: Services, three: Three, hands: Hands
) -> None:
    book(services, three[0], *(f"2099-01-{day:02}T10:00:00" for day in range(1, SHOWN + 4)))
    hands.press(Qt.Key.Key_Home)
    hands.wait(lambda: len(lines(page)) == SHOWN + 1)
    assert lines(page)[-1] == "… and 3 earlier ones."


def test_a_live_change_moves_neither_selection_nor_an_open_dialog(
    page: ClientsPage, services: Services, three: Three, hands: Hands
) -> None:
    hands.press(Qt.Key.Key_End)
    hands.press(Qt.Key.Key_Return)
    dialog = hands.dialog()
    hands.replace("Half typed")
    services.clients.create(ClientCreate(name="Aaa"))
    services.clients.update(three[2].id, ClientUpdate(notes="Call back"))
    hands.wait(lambda: texts(page, "notes") == ["", "Uses a wheelchair.", "", "Call back"])
    row = page.list.current_row()
    assert row is not None
    assert row.id == three[2].id
    assert dialog.form.values()["name"] == "Half typed"
    assert dialog.form.values()["notes"] == ""
    assert hands.focus is dialog.form.editor("name")


def test_an_empty_page_offers_the_first_step(empty_page: ClientsPage, hands: Hands) -> None:
    pane = empty_page.list.pane
    assert "No clients yet" in pane.empty_page.text
    hands.go_to(pane.empty_page.buttons[0])
    hands.press(Qt.Key.Key_Space)
    assert hands.dialog().windowTitle() == "New client"


def test_no_match_offers_to_clear_the_filter(page: ClientsPage, hands: Hands) -> None:
    page.focus_search()
    hands.type("nobody")
    hands.wait(page.list.pane.empty_page.isVisible)
    hands.press(Qt.Key.Key_C, ALT)
    hands.wait(lambda: len(texts(page, "name")) == 3)


def test_a_server_that_is_away_is_said(settings: Settings, state: WindowState, qtbot: QtBot, hands: Hands) -> None:
    with open_services("postgresql://nobody@127.0.0.1:9/none", settings) as away:
        window = DeskWindow(away, state, qtbot)
        qtbot.addWidget(window)
        page = ClientsPage(window.desk)
        window.show_page(page, ClientCommands(window.desk, page), listen=False)
        hands.wait(page.list.pane.error_page.isVisible)
        assert "can't be reached" in page.list.pane.error_page.text
        window.leave()
