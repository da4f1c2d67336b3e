"""A table by keyboard: cursor, sorting, columns, and a selection that stays with its row."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from frontdesk_desktop.ui.toolkit.sort_header import SortHeader, sorted_by
from frontdesk_desktop.ui.toolkit.table import TableView
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tests.ui.toolkit.conftest import Guest, Server, ServerOf

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
TableOf = Callable[[Server], TableView]


@pytest.fixture
def table_of(qtbot: QtBot, state: WindowState) -> TableOf:
    """A shown and focused table over a server."""

    def make(server: Server) -> TableView:
        table = TableView(server.model, "guests", state)
        qtbot.addWidget(table)
        table.resize(500, 300)
        with qtbot.waitActive(table):
            table.show()
            table.activateWindow()
        table.setFocus()
        return table

    return make


def refresh(server: Server) -> None:
    """Another desk changed something, and the answer is here."""
    server.model.apply_changes()
    for _ in range(3):
        QCoreApplication.processEvents()
        server.answer()


def test_keys_move_and_open(server_of: ServerOf, table_of: TableOf, qtbot: QtBot) -> None:
    table = table_of(server_of(150))
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_row().id == 150
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [Guest(2, "guest 2")]
    with qtbot.waitSignal(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)


def test_tab_does_not_walk_through_the_cells(server_of: ServerOf, table_of: TableOf, qtbot: QtBot) -> None:
    table = table_of(server_of(3))
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 0)


def test_first_row_is_selected_as_the_table_gets_the_focus(server_of: ServerOf, table_of: TableOf) -> None:
    assert table_of(server_of(3)).current_row().id == 1


def test_end_of_a_long_list_tells_its_row_once_it_is_loaded(
    server_of: ServerOf, table_of: TableOf, qtbot: QtBot
) -> None:
    server = server_of(1000)
    table = table_of(server)
    told: list[Guest | None] = []
    table.current_changed.connect(told.append)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_row() is None
    qtbot.waitUntil(lambda: bool(server.asked))
    server.answer()
    assert [row and row.id for row in told] == [None, 1000]


def test_letters_search_nothing(server_of: ServerOf, table_of: TableOf, qtbot: QtBot) -> None:
    server = server_of(1000)
    table = table_of(server)
    qtbot.keyClicks(table, "guest 9")
    QCoreApplication.processEvents()
    assert (table.current_row().id, server.asked) == (1, [])


def test_selection_follows_its_row_and_tells_new_data(server_of: ServerOf, table_of: TableOf, qtbot: QtBot) -> None:
    server = server_of(10)
    table = table_of(server)
    table.select_id(5)
    told: list[Guest] = []
    table.current_changed.connect(told.append)
    server.rows.insert(0, Guest(99, "new"))
    refresh(server)
    assert (table.currentIndex().row(), told) == (5, [])
    server.rename(5, "renamed")
    refresh(server)
    assert told == [Guest(5, "renamed")]


def test_row_pushed_over_a_page_end_is_selected_again(server_of: ServerOf, table_of: TableOf) -> None:
    """
    row 200, the last of its page, is selected; a new first row pushes it to the next page
    """
    server = server_of(450)
    table = table_of(server)
    table.select_id(200)
    table.scrollTo(server.model.index(202, 0))
    refresh(server)
    server.rows.insert(0, Guest(999, "new"))
    refresh(server)
    assert (table.current_row().id, table.currentIndex().row()) == (200, 200)


def test_deleted_row_leaves_the_cursor_but_selects_no_other(
    server_of: ServerOf, table_of: TableOf, qtbot: QtBot
) -> None:
    server = server_of(10)
    table = table_of(server)
    table.select_id(10)
    with qtbot.waitSignal(table.current_changed) as changed:
        del server.rows[9]
        refresh(server)
    assert changed.args == [None]
    assert (table.current_row(), table.currentIndex().row()) == (None, 8)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.current_row().id == 8


def test_id_that_is_not_loaded_is_selected_when_it_comes(server_of: ServerOf, table_of: TableOf) -> None:
    server = server_of(100)
    table = table_of(server)
    table.select_id(444)
    server.rows.append(Guest(444, "just made"))
    refresh(server)
    assert table.current_row().id == 444
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


@pytest.mark.parametrize(
    ("before", "additional", "after"),
    [
        ((), False, (("name", UP),)),
        ((("name", UP),), False, (("name", DOWN),)),
        ((("name", DOWN),), False, (("name", UP),)),
        ((("status", UP), ("name", UP)), False, (("name", UP),)),
        ((("status", UP),), True, (("status", UP), ("name", UP))),
        ((("status", UP), ("name", UP)), True, (("status", UP), ("name", DOWN))),
        ((("status", UP), ("name", DOWN)), True, (("status", UP),)),
    ],
)
def test_sort_order_after_a_click_on_name(before: object, additional: bool, after: object) -> None:
    assert sorted_by(before, "name", additional) == after  # type: ignore[arg-type]


def click(qtbot: QtBot, header: SortHeader, section: int, keys: Qt.KeyboardModifier) -> None:
    spot = QPoint(header.sectionViewportPosition(section) + 20, 5)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, keys, spot)


def test_sort_by_mouse_and_keyboard(server_of: ServerOf, table_of: TableOf, qtbot: QtBot) -> None:
    server = server_of(3)
    table = table_of(server)
    orders: list[object] = []
    server.model.sort_changed.connect(lambda: orders.append(server.model.sort_keys))
    click(qtbot, table.sort_header, 0, Qt.KeyboardModifier.NoModifier)
    click(qtbot, table.sort_header, 1, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    table.sort_header.sort_current(additional=True)
    table.sort_header.sort_current(additional=False)
    assert orders == [
        (("name", UP),),
        (("name", UP), ("status", UP)),
        (("name", UP), ("status", DOWN)),
        (("status", UP),),
    ]
    before = table.sort_header.grab().toImage()
    server.model.set_sort((("status", DOWN),))
    assert table.sort_header.grab().toImage() != before


def test_columns_are_chosen_and_remembered(
    server_of: ServerOf, table_of: TableOf, qtbot: QtBot, state: WindowState
) -> None:
    table = table_of(server_of(3))
    header = table.sort_header
    assert header.isSectionHidden(2)
    menu: QMenu = header.chooser_menu(table)
    menu.actions()[2].trigger()
    menu.actions()[1].trigger()
    header.resizeSection(0, 222)
    header.moveSection(header.visualIndex(2), 0)
    again = TableView(server_of(3).model, "guests", state)
    qtbot.addWidget(again)
    columns = again.sort_header
    assert [columns.isSectionHidden(section) for section in range(3)] == [False, True, False]
    assert (columns.visualIndex(2), columns.sectionSize(0)) == (0, 222)
    columns.show_all_defaults()
    assert (columns.isSectionHidden(2), columns.sectionSize(0), columns.visualIndex(0)) == (True, 120, 0)


def test_last_column_can_not_be_hidden(server_of: ServerOf, table_of: TableOf) -> None:
    table = table_of(server_of(3))
    table.sort_header.chooser_menu(table).actions()[0].trigger()
    last = table.sort_header.chooser_menu(table).actions()[1]
    assert (last.isChecked(), last.isEnabled()) == (True, False)


def test_widths_survive_when_the_first_row_vanishes(server_of: ServerOf, table_of: TableOf) -> None:
    server = server_of(5)
    table = table_of(server)
    table.sort_header.resizeSection(0, 201)
    del server.rows[0]
    refresh(server)
    assert (table.sort_header.sectionSize(0), table.sort_header.isSectionHidden(2)) == (201, True)
