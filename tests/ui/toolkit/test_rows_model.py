"""The model asks for what is looked at, and keeps hold of rows that move."""

import pytest
from PySide6.QtCore import QCoreApplication, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from frontdesk_desktop.ui.toolkit.rows_model import PAGES_KEPT, PLACEHOLDER
from tests.ui.toolkit.conftest import Guest, Server, ServerOf


def look(qtbot: QtBot, server: Server, *rows: int) -> list[str]:
    """What these rows show; whatever the model wants for it has been asked for."""
    seen = [server.model.index(row, 0).data() for row in rows]
    QCoreApplication.processEvents()
    return seen


def asked(server: Server) -> list[int]:
    return [offset for offset, _, _ in server.asked]


@pytest.mark.parametrize("count", [0, 1, 200, 201, 450])
def test_model_is_sound(count: int, server_of: ServerOf, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    server = server_of(count)
    qtmodeltester.check(server.model, force_py=True)
    server.answer()
    server.rows = server.rows[2:]
    server.model.apply_changes()
    look(qtbot, server, 0)
    server.answer()
    qtmodeltester.check(server.model)
    qtmodeltester.check(server.model, force_py=True)


def test_page_is_asked_for_once_and_shown_when_it_comes(server_of: ServerOf, qtbot: QtBot) -> None:
    server = server_of(450)
    assert look(qtbot, server, 0, 199, 200, 201, 399) == ["guest 1", "guest 200", *[PLACEHOLDER] * 3]
    assert look(qtbot, server, 250) == [PLACEHOLDER]
    assert server.asked == [(200, 200, server.model.ticket)]
    server.answer()
    assert look(qtbot, server, 200, 399) == ["guest 201", "guest 400"]
    assert not server.asked


def test_fast_scroll_asks_for_the_last_seen_pages_only(server_of: ServerOf, qtbot: QtBot) -> None:
    server = server_of(20_000)
    look(qtbot, server, *range(200, 20_000, 200))
    assert asked(server) == [19_800, 19_600]
    server.answer()
    qtbot.waitUntil(lambda: len(server.asked) == 2)
    assert asked(server) == [19_400, 19_200]
    server.answer()
    assert look(qtbot, server, 0) == ["guest 1"]
    assert not server.asked


def test_answer_to_an_older_sort_is_dropped(server_of: ServerOf, qtbot: QtBot) -> None:
    server = server_of(10)
    old = server.model.ticket
    with qtbot.waitSignal(server.model.sort_changed):
        server.model.set_sort((("name", Qt.SortOrder.DescendingOrder),))
    server.model.set_rows(0, [Guest(99, "stale")], 1, old)
    assert look(qtbot, server, 0) == ["guest 1"], "what was shown stays until its replacement comes"
    server.rows.reverse()
    server.answer()
    assert look(qtbot, server, 0) == ["guest 10"]


def test_rows_that_move_are_followed(server_of: ServerOf, qtbot: QtBot) -> None:
    """
    held   before   after
    g3     3        1     another desk deleted 1 and 2
    g1     1        gone
    g10    10       8     the last row moved away from an end that vanished
    """
    server = server_of(10)
    third, first, last = (QPersistentModelIndex(server.model.index(row, 0)) for row in (2, 0, 9))
    server.rows = server.rows[2:]
    server.model.apply_changes()
    look(qtbot, server, 0)
    server.answer()
    assert (third.row(), last.row(), first.isValid()) == (0, 7, False)
    assert server.model.rowCount() == 8


def test_rows_that_move_into_a_new_end_are_followed(server_of: ServerOf, qtbot: QtBot) -> None:
    server = server_of(3)
    last = QPersistentModelIndex(server.model.index(2, 1))
    server.rows.insert(0, Guest(77, "new"))
    server.model.apply_changes()
    look(qtbot, server, 0)
    server.answer()
    assert (last.row(), last.column(), server.model.rowCount()) == (3, 1, 4)
    assert server.model.index_of(77).row() == 0
    assert not server.model.index_of(78).isValid()


def test_changes_keep_old_rows_visible_and_ask_for_shown_pages_only(server_of: ServerOf, qtbot: QtBot) -> None:
    server = server_of(450)
    look(qtbot, server, 200, 400)
    server.answer()
    server.rename(1, "renamed")
    server.model.apply_changes()
    assert look(qtbot, server, 0) == ["guest 1"]
    assert asked(server) == [0]
    server.answer()
    assert look(qtbot, server, 0) == ["renamed"]


def test_change_while_an_answer_is_under_way_asks_again(server_of: ServerOf, qtbot: QtBot) -> None:
    server = server_of(450)
    look(qtbot, server, 200)
    server.model.apply_changes()
    server.answer()
    qtbot.waitUntil(lambda: 200 in asked(server))


def test_page_given_up_is_asked_for_after_the_next_change(server_of: ServerOf, qtbot: QtBot) -> None:
    server = server_of(450)
    look(qtbot, server, 200)
    server.asked.clear()
    server.model.give_up(200, server.model.ticket)
    look(qtbot, server, 200)
    assert not server.asked
    server.model.apply_changes()
    look(qtbot, server, 200)
    assert asked(server) == [200]


def test_memory_is_bounded_and_the_held_row_is_kept(server_of: ServerOf, qtbot: QtBot) -> None:
    server = server_of(200 * (PAGES_KEPT + 10))
    held = QPersistentModelIndex(server.model.index(0, 0))
    for page in range(1, PAGES_KEPT + 10):
        look(qtbot, server, page * 200)
        server.answer()
    loaded = [p for p in range(PAGES_KEPT + 10) if server.model.row(server.model.index(p * 200, 0))]
    assert len(loaded) == PAGES_KEPT
    assert held.row() == 0
    assert 0 in loaded
    assert 1 not in loaded


def test_data_is_never_html_and_never_endless(server_of: ServerOf, qtbot: QtBot) -> None:
    server = server_of(2)
    server.rename(1, "<b>bold</b>\nsecond & last")
    server.rename(2, "x" * 1_000_000)
    server.model.apply_changes()
    look(qtbot, server, 0)
    server.answer()
    first, second = server.model.index(0, 0), server.model.index(1, 0)
    assert first.data() == "<b>bold</b> second & last"
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "<p>&lt;b&gt;bold&lt;/b&gt;<br>second &amp; last</p>"
    assert len(second.data()) == 500
