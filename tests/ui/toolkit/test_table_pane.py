"""What stands around a table, or in its place."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from frontdesk_desktop.ui.toolkit.banner import Offer
from frontdesk_desktop.ui.toolkit.rows_model import RowsModel
from frontdesk_desktop.ui.toolkit.table import TableView
from frontdesk_desktop.ui.toolkit.table_pane import TablePane
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tests.ui.toolkit.conftest import COLUMNS, Guest


@pytest.fixture
def pane(qtbot: QtBot, state: WindowState) -> TablePane:
    made = TablePane(TableView(RowsModel(COLUMNS), "guests", state))
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def fill(pane: TablePane, count: int, total: int | None = None) -> None:
    rows = [Guest(number, "guest") for number in range(count)]
    pane.table.rows.set_rows(0, rows, count if total is None else total, pane.table.rows.ticket)


def test_a_slow_answer_is_mentioned_and_a_quick_one_is_not(pane: TablePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.table.rows.page_wanted):
        pane.table.rows.reset()
    assert pane.table.isVisible(), "nothing blinks before there is something to say"
    qtbot.waitUntil(pane.busy_page.isVisible)
    fill(pane, 3)
    assert pane.table.isVisible()
    with qtbot.waitSignal(pane.table.rows.page_wanted):
        pane.table.rows.reset()
    assert pane.table.isVisible()
    qtbot.waitUntil(pane._busy_bar.isVisible)
    fill(pane, 3)
    assert not pane._busy_bar.isVisible()


def test_empty_list_says_so(pane: TablePane) -> None:
    pane.set_empty("calendar", "No bookings on this day.")
    fill(pane, 0)
    assert pane.empty_page.isVisible()
    assert pane.empty_page.text == "No bookings on this day."
    assert pane.footer.text() == ""


def test_error_without_rows_takes_their_place(pane: TablePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.table.rows.page_wanted):
        pane.table.rows.reset()
    pane.table.rows.give_up(0, pane.table.rows.ticket)
    pane.show_error("The server can't be reached.", "Nothing was lost.")
    assert pane.error_page.isVisible()
    with qtbot.waitSignal(pane.table.rows.page_wanted):
        qtbot.mouseClick(pane.error_page.buttons[0], Qt.MouseButton.LeftButton)
    fill(pane, 3)
    assert pane.table.isVisible()


def test_error_with_rows_leaves_them(pane: TablePane, qtbot: QtBot) -> None:
    fill(pane, 3)
    pane.show_error("The server can't be reached.", "What you see is from before.")
    assert pane.table.isVisible()
    assert pane.banner.text == "The server can't be reached. What you see is from before."
    with qtbot.waitSignal(pane.table.rows.page_wanted):
        qtbot.mouseClick(pane.banner.buttons[0], Qt.MouseButton.LeftButton)
    fill(pane, 3)
    assert pane.banner.text == ""


def test_footer_counts_what_is_in_sight(pane: TablePane, qtbot: QtBot) -> None:
    fill(pane, 200, 3412)
    first, last = pane.footer.text().removesuffix(" of 3,412").split("–")
    assert first == "1"
    assert 5 <= int(last) <= 10
    qtbot.keyClick(pane.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: pane.footer.text().endswith("–3,412 of 3,412"))


def test_the_focus_stays_in_the_pane(pane: TablePane, qtbot: QtBot) -> None:
    """A neighbour would get it otherwise, and the keys of the table would be typed there."""
    with qtbot.waitActive(pane):
        pane.activateWindow()
    fill(pane, 3)
    pane.table.setFocus()
    pane.set_empty("calendar", "No bookings.", Offer("&New", lambda: None))
    fill(pane, 0)
    assert pane.empty_page.buttons[0].hasFocus()
    pane.set_empty("calendar", "No bookings on this day.", Offer("&New", lambda: None))
    assert pane.empty_page.buttons[0].hasFocus()
    pane.set_empty("calendar", "Nothing.")
    assert pane.empty_page.hasFocus()
    fill(pane, 3)
    assert pane.table.hasFocus()
