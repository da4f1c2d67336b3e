"""The page of providers: list, filters, sort order, columns, details, live changes and its states."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderRead, ProviderUpdate
from frontdesk_desktop.settings import Settings
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.providers.commands import ProviderCommands
from frontdesk_desktop.ui.providers.page import ProvidersPage
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tests.ui.desk_window import ALT, DeskWindow, Hands, shown, texts

Three = tuple[ProviderRead, ...]


def test_the_table_shows_words_and_sorts_by_name(page: ProvidersPage) -> None:
    assert texts(page, "name") == ["City Medical", "Harbour Homes", "Nord Garage"]
    assert texts(page, "sector") == ["Medical practice", "Estate agency", "Garage"]
    assert texts(page, "is_active") == ["active", "active", "inactive"]
    assert page.list.pane.footer.text() == "1–3 of 3"


def test_filter_by_text_sector_and_activity(page: ProvidersPage, hands: Hands) -> None:
    hands.press(Qt.Key.Key_S, ALT)
    assert page.filter_bar.search.hasFocus()
    hands.type("med cit")
    hands.press(Qt.Key.Key_Return)
    hands.wait(lambda: texts(page, "name") == ["City Medical"])
    hands.replace("")
    hands.wait(lambda: len(texts(page, "name")) == 3)

    hands.press(Qt.Key.Key_T, ALT)
    assert page.filter_bar.sector.hasFocus()
    hands.wait(lambda: page.filter_bar.sector.count() == 4)
    hands.type("Est")
    hands.wait(lambda: texts(page, "name") == ["Harbour Homes"])
    hands.press(Qt.Key.Key_Home)
    hands.wait(lambda: len(texts(page, "name")) == 3)

    hands.press(Qt.Key.Key_H, ALT)
    hands.press(Qt.Key.Key_Down)
    hands.wait(lambda: texts(page, "name") == ["City Medical", "Harbour Homes"])
    hands.press(Qt.Key.Key_Down)
    hands.wait(lambda: texts(page, "name") == ["Nord Garage"])


def test_the_sectors_to_filter_by_follow_the_data(page: ProvidersPage, services: Services, hands: Hands) -> None:
    hands.wait(lambda: page.filter_bar.sector.count() == 4)
    services.providers.create(ProviderCreate(name="New", sector="Carpentry"))
    hands.wait(lambda: page.filter_bar.sector.findText("Carpentry") > 0)


def test_a_chosen_sector_stays_when_its_last_provider_leaves_it(
    page: ProvidersPage, services: Services, three: Three, hands: Hands
) -> None:
    hands.wait(lambda: page.filter_bar.sector.count() == 4)
    hands.press(Qt.Key.Key_T, ALT)
    hands.type("Gar")
    hands.wait(lambda: texts(page, "name") == ["Nord Garage"])
    services.providers.update(three[1].id, ProviderUpdate(sector="dental"))
    hands.wait(lambda: not texts(page, "name"))
    hands.wait(lambda: page.filter_bar.sector.findText("Dental practice") > 0)
    assert page.filter_bar.sector.currentText() == "Garage"


def test_a_filter_that_cannot_be_applied_says_so_and_keeps_the_rows(page: ProvidersPage, hands: Hands) -> None:
    hands.press(Qt.Key.Key_S, ALT)
    hands.type("a\x07b")
    hands.wait(lambda: "U+0007" in shown(page.filter_bar))
    assert len(texts(page, "name")) == 3


def test_sort_by_a_second_column(page: ProvidersPage, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Home)
    header = page.list.table.sort_header
    middle = QPoint(header.sectionViewportPosition(6) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    hands.wait(lambda: texts(page, "is_active") == ["inactive", "active", "active"])
    name = QPoint(20, header.height() // 2)
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, name)
    hands.wait(lambda: texts(page, "name") == ["Nord Garage", "Harbour Homes", "City Medical"])


def test_chosen_columns_are_remembered_by_a_new_page(
    page: ProvidersPage, desk: Desk, hands: Hands, qtbot: QtBot
) -> None:
    menu: QMenu = page.list.table.sort_header.chooser_menu(page)
    qtbot.addWidget(menu)
    menu.popup(QPoint(0, 0))
    address = next(action for action in menu.actions() if action.text() == "Address")
    menu.setActiveAction(address)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    again = ProvidersPage(desk)
    qtbot.addWidget(again)
    hidden = [again.list.table.isColumnHidden(place) for place in range(7)]
    assert hidden == [False, False, False, False, True, False, False]


def test_details_and_history_of_the_selected_row(
    page: ProvidersPage, services: Services, three: Three, hands: Hands
) -> None:
    services.providers.update(three[0].id, ProviderUpdate(phone="+1 212 555 0199", is_active=False))
    hands.wait(lambda: texts(page, "is_active")[0] == "inactive")
    hands.press(Qt.Key.Key_Home)
    hands.wait(lambda: "1 Main St" in shown(page.list.details))
    history = page.list.details.history
    hands.wait(lambda: history.topLevelItemCount() == 2)
    page.focus_history()
    assert hands.focus is history
    change = history.topLevelItem(0)
    assert change is not None
    assert "changed by" in change.text(0)
    assert "Test desk" in change.text(0)
    children = (change.child(place) for place in range(change.childCount()))
    lines = {child.text(0) for child in children if child is not None}
    assert lines == {"Phone: +1 212 555 0101 → +1 212 555 0199", "Active: yes → no"}


def test_a_live_change_moves_neither_selection_nor_an_open_dialog(
    page: ProvidersPage, services: Services, three: Three, hands: Hands
) -> None:
    hands.press(Qt.Key.Key_End)
    assert page.list.current_row() == three[1]
    hands.press(Qt.Key.Key_Return)
    dialog = hands.dialog()
    hands.replace("Half typed")
    services.providers.create(ProviderCreate(name="Aaa", sector="medical"))
    services.providers.update(three[1].id, ProviderUpdate(name="Zed Garage"))
    hands.wait(lambda: texts(page, "name") == ["Aaa", "City Medical", "Harbour Homes", "Zed Garage"])
    row = page.list.current_row()
    assert row is not None
    assert row.id == three[1].id
    assert dialog.form.values()["name"] == "Half typed"
    assert hands.focus is dialog.form.editor("name")


def test_an_empty_page_offers_the_first_step(empty_page: ProvidersPage, hands: Hands) -> None:
    pane = empty_page.list.pane
    assert pane.empty_page.isVisible()
    assert "No providers yet" in pane.empty_page.text
    hands.go_to(pane.empty_page.buttons[0])
    hands.press(Qt.Key.Key_Space)
    assert hands.dialog().windowTitle() == "New provider"


def test_no_match_offers_to_clear_the_filter(page: ProvidersPage, hands: Hands) -> None:
    page.focus_search()
    hands.type("nobody")
    pane = page.list.pane
    hands.wait(pane.empty_page.isVisible)
    assert pane.empty_page.text == "Nothing matches this filter."
    hands.press(Qt.Key.Key_C, ALT)
    hands.wait(lambda: len(texts(page, "name")) == 3)
    assert page.filter_bar.search.text() == ""


def test_a_server_that_is_away_is_said_and_can_be_tried_again(
    settings: Settings, state: WindowState, qtbot: QtBot, hands: Hands
) -> None:
    with open_services("postgresql://nobody@127.0.0.1:9/none", settings) as away:
        window = DeskWindow(away, state, qtbot)
        qtbot.addWidget(window)
        page = ProvidersPage(window.desk)
        window.show_page(page, ProviderCommands(window.desk, page), listen=False)
        pane = page.list.pane
        hands.wait(pane.error_page.isVisible)
        assert "can't be reached" in pane.error_page.text
        with qtbot.waitSignal(page.list.model.waiting, check_params_cb=lambda waiting: not waiting):
            hands.press(Qt.Key.Key_A, ALT)
        window.leave()


def test_a_page_that_is_hidden_reads_when_it_is_shown(page: ProvidersPage, services: Services, hands: Hands) -> None:
    page.hide()
    services.providers.create(ProviderCreate(name="Aaa", sector="medical"))
    hands.wait(lambda: page.list._stale)
    assert len(texts(page, "name")) == 3
    page.show()
    hands.wait(lambda: texts(page, "name")[0] == "Aaa")
