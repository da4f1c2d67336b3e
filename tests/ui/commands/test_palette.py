"""The palette by keys: commands, dates, and what is looked up in the background."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from frontdesk_desktop.domain.errors import InvalidInput, NotFound
from frontdesk_desktop.domain.typed_time import parse_date
from frontdesk_desktop.ui.commands.command import command
from frontdesk_desktop.ui.commands.finder import Finder, Hit, Source, spoken
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.commands.palette import Palette
from frontdesk_desktop.ui.commands.registry import Registry
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.toolkit.window_state import WindowState

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = {1: "John Smith", 2: "Joana Smirnova", 3: "Carla Apel", 4: "Quentin Ash"}


class Desk(QMainWindow):
    """A window with two text fields, some commands, and clients that are found when the test lets them be."""

    def __init__(self, state: WindowState) -> None:
        super().__init__()
        self.state = state
        self.done: list[str] = []
        self.may_answer = Event()
        self.may_answer.set()
        self.fails = False
        self.way_is_free = True
        self.line, self.text = QLineEdit(), QPlainTextEdit()
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.addWidget(self.line)
        layout.addWidget(self.text)
        self.setCentralWidget(middle)
        self.jobs = Jobs(self)
        self.registry = Registry(self, Keymap({}))
        self.registry.collect(self, {"table": [middle]})
        self.finder = self.make_finder()
        self.palette_shown: Palette | None = None
        self.resize(800, 600)

    def make_finder(self) -> Finder:
        source = Source("client", self.clients, self.get)
        garage = Hit("provider:1", "provider", "Quill Garage", "", partial(self.done.append, "garage"))
        other = Source("provider", lambda text, _limit: [garage] if text == "qu" else [], lambda _number: garage)
        return Finder(self.registry, self.jobs, self.state, dates=self.date, sources=[other, source], parent=self)

    @command("palette.open", title="&Find anything…", keys=("Ctrl+K",))
    def open_palette(self) -> None:
        keys = self.registry.command("palette.open").keys
        self.palette_shown = Palette(self.finder, lambda: self.way_is_free, keys, self)
        self.palette_shown.show_over()

    @command("booking.new", title="&New booking", keys=("Ctrl+N",))
    def new(self) -> None:
        self.done.append("new")

    @command("booking.insert", title="New booking", keys=("Ins",), context="table")
    def insert(self) -> None:
        self.done.append("insert")

    @command("booking.cancel", title="Cancel &booking", keys=("Del",), context="table", when=lambda _: "Select one.")
    def cancel(self) -> None:
        self.done.append("cancel")

    @command("view.refresh", title="Refresh", keys=("F5",))
    def refresh(self) -> None:
        self.done.append("refresh")

    def clients(self, text: str, limit: int) -> list[Hit]:
        assert self.may_answer.wait(10)
        if self.fails:
            raise InvalidInput("row.busy")
        parts = text.casefold().split()
        fitting = [n for n, name in NAMES.items() if all(f" {p}" in f" {name.casefold()}" for p in parts)]
        return [self.get(number) for number in fitting[:limit]]

    def get(self, number: int) -> Hit:
        if number not in NAMES:
            raise NotFound("client.not_found")
        name = NAMES[number]
        return Hit(f"client:{number}", "client", name, f"555-000{number}", partial(self.done.append, name))

    def date(self, typed: str) -> Hit | None:
        try:
            day = parse_date(typed, date(2026, 11, 23), day_first=True)
        except InvalidInput:
            return None
        return Hit(f"date:{day}", "calendar", f"Go to {day}", "", partial(self.done.append, str(day)))


@pytest.fixture
def desk(state: WindowState, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(state)
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    desk.line.setFocus()
    yield desk
    desk.may_answer.set()
    desk.jobs.close()


def shown(desk: Desk) -> Palette:
    assert desk.palette_shown is not None
    assert desk.palette_shown.isVisible()
    return desk.palette_shown


def opened(desk: Desk) -> Palette:
    focus = QApplication.focusWidget() or desk.line
    QTest.keyClick(focus, Qt.Key.Key_K, CTRL)
    return shown(desk)


def press(desk: Desk, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(shown(desk).search, key)


def type_in(desk: Desk, text: str) -> None:
    QTest.keyClicks(shown(desk).search, text)


def titles(palette: Palette) -> list[str]:
    model = palette.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def until(qtbot: QtBot) -> Callable[[Callable[[], object]], None]:
    return lambda ready: qtbot.waitUntil(lambda: bool(ready()))


Until = Callable[[Callable[[], object]], None]


def test_opens_inside_text_fields_and_leaves_them_as_they_were(desk: Desk) -> None:
    for field in (desk.line, desk.text):
        field.setFocus()
        QTest.keyClicks(field, "kept")
        palette = opened(desk)
        assert palette.search.hasFocus() or palette.focusWidget() is palette.search
        type_in(desk, "abc")
        press(desk, Qt.Key.Key_Escape)
        assert not palette.isVisible()
        assert desk.focusWidget() is field
    assert (desk.line.text(), desk.text.toPlainText()) == ("kept", "kept")


def test_the_key_that_opens_it_closes_it(desk: Desk) -> None:
    palette = opened(desk)
    QTest.keyClick(palette.search, Qt.Key.Key_K, CTRL)
    assert not palette.isVisible()


def test_each_command_once_with_its_keys_and_why_it_can_not_run(desk: Desk) -> None:
    palette = opened(desk)
    hits = [(hit.title, hit.detail, hit.why_not) for hit in desk.finder.hits]
    assert hits == [
        ("Find anything…", "Ctrl+K", ""),
        ("New booking", "Ctrl+N, Ins", ""),
        ("Refresh", "F5", ""),
        ("Cancel booking", "Del", "Select one."),
    ]
    press(desk, Qt.Key.Key_Up)  # around the end
    assert palette.footer.text() == "Select one."
    press(desk, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert desk.done == []
    hit = palette.current()
    assert hit is not None
    assert spoken(hit) == "Cancel booking, can't run now: Select one."
    assert palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == spoken(hit)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("new", "New booking"),
        ("boo ne", "New booking"),
        ("BOO", "New booking"),
        ("efre", "Refresh"),
        ("ctrl+n", "New booking"),
        ("f5", "Refresh"),
        ("+3d", "Go to 2026-11-26"),
        ("fri", "Go to 2026-11-27"),
        ("24.11.", "Go to 2026-11-24"),
    ],
)
def test_parts_in_any_order_and_dates(typed: str, first: str, desk: Desk) -> None:
    opened(desk)
    type_in(desk, typed)
    assert titles(shown(desk))[0] == first


def test_enter_runs_and_esc_does_not(desk: Desk) -> None:
    palette = opened(desk)
    type_in(desk, "book")
    press(desk, Qt.Key.Key_Escape)
    assert desk.done == []
    palette = opened(desk)
    type_in(desk, "refr")
    press(desk, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert desk.done == ["refresh"]


def test_nothing_runs_while_something_stands_in_the_way(desk: Desk) -> None:
    desk.way_is_free = False
    opened(desk)
    type_in(desk, "refr")
    press(desk, Qt.Key.Key_Return)
    assert desk.done == []


def test_clients_come_below_and_move_nothing(desk: Desk, until: Until) -> None:
    desk.may_answer.clear()
    palette = opened(desk)
    type_in(desk, "sm jo")
    assert titles(palette) == []
    desk.may_answer.set()
    until(lambda: titles(palette) == ["John Smith", "Joana Smirnova"])
    press(desk, Qt.Key.Key_Down)
    desk.may_answer.clear()
    type_in(desk, "a")  # what still fits stays until the answer is there
    assert titles(palette) == ["Joana Smirnova"]
    desk.may_answer.set()
    until(lambda: not desk.finder.searching)
    assert titles(palette) == ["Joana Smirnova"]
    press(desk, Qt.Key.Key_Return)
    assert desk.done == ["Joana Smirnova"]


def test_the_mark_stays_where_it_was_walked_to(desk: Desk, until: Until) -> None:
    desk.may_answer.clear()
    palette = opened(desk)
    type_in(desk, "c")  # commands with Ctrl, and a client
    count = len(titles(palette))
    press(desk, Qt.Key.Key_Down)
    marked = palette.current()
    desk.may_answer.set()
    until(lambda: len(titles(palette)) > count)
    now = palette.current()
    assert marked is not None
    assert now is not None
    assert now.key == marked.key == "command:booking.new"
    assert palette.list.currentIndex().row() == 1


def test_enter_before_the_answer_takes_the_first(desk: Desk, until: Until) -> None:
    desk.may_answer.clear()
    opened(desk)
    type_in(desk, "smi")
    press(desk, Qt.Key.Key_Return)
    assert desk.done == []
    desk.may_answer.set()
    until(lambda: desk.done)
    assert desk.done == ["John Smith"]


def test_only_the_latest_answer_counts(desk: Desk, until: Until) -> None:
    desk.may_answer.clear()
    palette = opened(desk)
    type_in(desk, "joh")
    palette.search.clear()
    type_in(desk, "joa")
    desk.may_answer.set()
    until(lambda: not desk.finder.searching)
    assert titles(palette) == ["Joana Smirnova"]


def test_a_source_that_answers_late_moves_nothing(desk: Desk, until: Until, qtbot: QtBot) -> None:
    palette = opened(desk)
    desk.may_answer.clear()
    type_in(desk, "qu")
    until(lambda: desk.finder._waiting == {"client"})
    assert titles(palette) == []
    desk.may_answer.set()
    until(lambda: titles(palette) == ["Quill Garage", "Quentin Ash"])


def test_what_was_chosen_comes_first_and_is_remembered(desk: Desk, until: Until) -> None:
    for typed in ("refr", "smirn"):
        opened(desk)
        type_in(desk, typed)
        until(lambda: not desk.finder.searching)
        press(desk, Qt.Key.Key_Return)
    palette = opened(desk)
    assert titles(palette)[:2] == ["Joana Smirnova", "Refresh"]
    press(desk, Qt.Key.Key_Escape)
    desk.finder = desk.make_finder()  # the next start

    def recalled() -> bool:
        opened(desk)
        found = titles(shown(desk))[:2]
        press(desk, Qt.Key.Key_Escape)
        return found == ["Joana Smirnova", "Refresh"]

    until(recalled)
    assert desk.state.data("palette") == ["client:2", "command:view.refresh"]  # no names on the disk


def test_what_is_gone_or_unreadable_is_not_recalled(desk: Desk) -> None:
    for remembered in (["client:9", "client:x", "moon:1", "command:gone", 3], "no list", None):
        desk.state.save_data("palette", remembered)
        desk.finder = desk.make_finder()
        opened(desk)
        assert titles(shown(desk))[0] == "Find anything…"
        press(desk, Qt.Key.Key_Escape)


def test_a_source_that_fails_says_so(desk: Desk, until: Until) -> None:
    desk.fails = True
    palette = opened(desk)
    type_in(desk, "smith")
    until(lambda: not desk.finder.searching)
    assert palette.footer.text() == "Another desk is changing this right now. Try again."
    palette.search.clear()
    assert "Enter chooses" in palette.footer.text()


def test_nothing_found_says_what_can_be_typed(desk: Desk, until: Until) -> None:
    palette = opened(desk)
    type_in(desk, "zzz")
    until(lambda: not desk.finder.searching)
    assert palette.footer.text().startswith("Nothing fits.")
    press(desk, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_signs_and_long_texts_are_harmless(desk: Desk, until: Until) -> None:
    palette = opened(desk)
    for typed in ("/", "<zz>", "\u202e", "x" * 5000, "💥"):
        palette.search.setText(typed)
        until(lambda: not desk.finder.searching)
        assert titles(palette) == []


def test_opens_at_once(desk: Desk) -> None:
    taken = []
    for _ in range(5):
        clock = QElapsedTimer()
        clock.start()
        palette = opened(desk)
        palette.grab()
        taken.append(clock.elapsed())
        press(desk, Qt.Key.Key_Escape)
    assert min(taken) < 100  # ms


def test_every_part_has_a_name(desk: Desk) -> None:
    palette = opened(desk)
    assert palette.windowTitle()
    assert palette.search.accessibleName()
    assert palette.list.accessibleName()
    press(desk, Qt.Key.Key_Tab)
    assert palette.focusWidget() is palette.search
