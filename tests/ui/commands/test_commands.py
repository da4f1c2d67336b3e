"""Commands act by their keys where they should, and nowhere else."""

from pathlib import Path

import pytest
from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QTableWidget, QToolBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from frontdesk_desktop.ui.commands.command import command, declared_in
from frontdesk_desktop.ui.commands.keymap import Conflict, Keymap
from frontdesk_desktop.ui.commands.registry import Registry

CTRL = Qt.KeyboardModifier.ControlModifier


def _nothing_chosen(controller: "Bookings") -> str:
    return "" if controller.chosen else "Choose a booking first."


class Bookings:
    """A feature's controller."""

    def __init__(self) -> None:
        self.chosen = True
        self.done: list[str] = []

    @command(
        "booking.new",
        title=QT_TRANSLATE_NOOP("Commands", "&New booking"),
        keys=("Ctrl+N",),
        icon="add",
        menu=QT_TRANSLATE_NOOP("Commands", "&Booking"),
    )
    def new(self) -> None:
        self.done.append("new")

    @command(
        "booking.cancel",
        title=QT_TRANSLATE_NOOP("Commands", "&Cancel booking"),
        keys=("Del", "c"),
        when=_nothing_chosen,
        context="table",
        menu=QT_TRANSLATE_NOOP("Commands", "&Booking"),
    )
    def cancel(self) -> None:
        self.done.append("cancel")

    @command("help.keys", title=QT_TRANSLATE_NOOP("Commands", "&Keys"), keys=("?",), context="table")
    def show_keys(self) -> None:
        self.done.append("keys")

    def no_command(self) -> None:
        """Not declared."""


class Desk(QMainWindow):
    """A window with a text field and two tables, one of them without commands."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self.field, self.table, self.other = QLineEdit(), QTableWidget(2, 2), QTableWidget(2, 2)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        for widget in (self.field, self.table, self.other):
            layout.addWidget(widget)
        self.setCentralWidget(middle)
        self.bookings = Bookings()
        self.registry = Registry(self, keymap)
        self.registry.collect(self.bookings, {"table": [self.table]})


def desk_with(qtbot: QtBot, keymap: Keymap) -> Desk:
    desk = Desk(keymap)
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    return desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return desk_with(qtbot, Keymap({}))


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier | None = None) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, key, keys or Qt.KeyboardModifier.NoModifier)


def test_declared_in_the_order_written() -> None:
    assert [each.id for each, _ in declared_in(Bookings())] == ["booking.new", "booking.cancel", "help.keys"]


def test_global_key_acts_everywhere_and_table_key_on_its_table_only(desk: Desk, qtbot: QtBot) -> None:
    for widget in (desk.field, desk.table, desk.other):
        press(qtbot, widget, Qt.Key.Key_N, CTRL)
    assert desk.bookings.done == ["new"] * 3
    desk.bookings.done.clear()
    press(qtbot, desk.table, Qt.Key.Key_Delete)
    press(qtbot, desk.table, Qt.Key.Key_C)
    press(qtbot, desk.table, Qt.Key.Key_Question)
    assert desk.bookings.done == ["cancel", "cancel", "keys"]
    for key in (Qt.Key.Key_C, Qt.Key.Key_Question, Qt.Key.Key_Delete):
        press(qtbot, desk.other, key)
        press(qtbot, desk.field, key)
    assert desk.bookings.done == ["cancel", "cancel", "keys"]
    assert desk.field.text() == "c?"


def test_editor_inside_the_table_is_typed_into(desk: Desk, qtbot: QtBot) -> None:
    desk.table.setFocus()
    desk.table.setCurrentCell(0, 0)
    qtbot.keyClick(desk.table, Qt.Key.Key_F2)
    editor = desk.table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "cc?")
    assert (editor.text(), desk.bookings.done) == ("cc?", [])


def test_key_that_can_not_act_says_why(desk: Desk, qtbot: QtBot) -> None:
    desk.bookings.chosen = False
    with qtbot.waitSignal(desk.registry.refused) as refused:
        press(qtbot, desk.table, Qt.Key.Key_Delete)
    assert refused.args == ["Choose a booking first."]
    assert desk.bookings.done == []
    assert not desk.registry.enabled("booking.cancel")
    desk.bookings.chosen = True
    press(qtbot, desk.table, Qt.Key.Key_Delete)
    assert desk.bookings.done == ["cancel"]


def test_menu_greys_what_can_not_run_while_it_is_open(desk: Desk, qtbot: QtBot) -> None:
    menu = desk.registry.menu("&Booking", desk)
    new, cancel = menu.actions()
    assert menu.title() == "&Booking"
    assert (new.text(), new.shortcut(), new.statusTip()) == (
        "&New booking",
        QKeySequence("Ctrl+N"),
        "New booking (Ctrl+N)",
    )
    assert not new.icon().isNull()
    desk.bookings.chosen = False
    menu.popup(desk.pos())
    assert (new.isEnabled(), cancel.isEnabled()) == (True, False)
    assert cancel.statusTip() == "Choose a booking first."
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert cancel.isEnabled()
    assert cancel.statusTip() == "Cancel booking (Del)"


def test_toolbar_is_greyed_and_its_keys_stay(desk: Desk, qtbot: QtBot) -> None:
    toolbar = QToolBar()
    desk.addToolBar(toolbar)
    desk.registry.fill_toolbar(toolbar, ["booking.new", "booking.cancel"])
    button = toolbar.widgetForAction(desk.registry.command("booking.cancel").action)
    assert button.isEnabled()
    desk.bookings.chosen = False
    desk.registry.refresh()
    assert not button.isEnabled()
    with qtbot.waitSignal(desk.registry.refused):
        press(qtbot, desk.table, Qt.Key.Key_Delete)


def test_list_for_the_palette(desk: Desk) -> None:
    found = [(each.plain_title, each.shown_key, each.why_not()) for each in desk.registry.commands()]
    assert found == [("New booking", "Ctrl+N", ""), ("Cancel booking", "Del", ""), ("Keys", "?", "")]
    desk.registry.run("booking.new")
    assert desk.bookings.done == ["new"]


def test_no_key_twice_where_both_would_act(desk: Desk) -> None:
    assert desk.registry.conflicts() == []
    other = Bookings()

    class Clients:
        @command("client.delete", title="Delete", keys=("Del",), context="table")
        def delete(self) -> None: ...

        @command("client.new", title="New", keys=("Ctrl+N",))
        def new(self) -> None: ...

    elsewhere = Registry(desk, Keymap({}))
    elsewhere.collect(other, {"table": [desk.table]})
    elsewhere.collect(Clients(), {"table": [desk.other]})
    assert elsewhere.conflicts() == [Conflict("Ctrl+N", "booking.new", "client.new")]


@pytest.mark.parametrize(
    ("key", "context"), [("x", "global"), ("Shift+A", "global"), ("Del", "global"), ("Ctrl+Z", "global")]
)
def test_default_key_that_would_act_while_typing_is_refused(key: str, context: str, desk: Desk) -> None:
    class Bad:
        @command("bad.thing", title="Bad", keys=(key,))
        def thing(self) -> None: ...

    with pytest.raises(ValueError, match=r"bad\.thing"):
        desk.registry.collect(Bad())


def test_reserved_key_belongs_to_its_meaning(desk: Desk) -> None:
    class Good:
        @command("edit.undo", title="Undo", keys=("Ctrl+Z",))
        def undo(self) -> None: ...

    desk.registry.collect(Good())
    assert desk.registry.command("edit.undo").keys == ("Ctrl+Z",)


def test_same_id_and_missing_surface_are_mistakes(desk: Desk) -> None:
    with pytest.raises(ValueError, match="two commands"):
        desk.registry.collect(Bookings(), {"table": [desk.table]})
    with pytest.raises(ValueError, match="no table"):
        Registry(desk, Keymap({})).collect(Bookings())


def key_file(tmp_path: Path, text: str) -> Keymap:
    path = tmp_path / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return Keymap.load(path)


def test_key_file_changes_keys(tmp_path: Path, qtbot: QtBot) -> None:
    keymap = key_file(
        tmp_path, '[keys]\n"booking.new" = ["ctrl+alt+n", "F7"]\n"booking.cancel" = "x"\n"help.keys" = []\n'
    )
    desk = desk_with(qtbot, keymap)
    assert desk.registry.problems() == []
    press(qtbot, desk.field, Qt.Key.Key_F7)
    press(qtbot, desk.field, Qt.Key.Key_N, CTRL)
    press(qtbot, desk.table, Qt.Key.Key_X)
    press(qtbot, desk.table, Qt.Key.Key_Question)
    assert desk.bookings.done == ["new", "cancel"]
    assert desk.registry.command("booking.new").keys == ("Ctrl+Alt+N", "F7")


def test_missing_key_file_is_no_problem(tmp_path: Path) -> None:
    keymap = Keymap.load(tmp_path / "none.toml")
    assert (keymap.overrides, keymap.problems) == ({}, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[keys\n", "The key file keys.toml can't be read: "),
        ("keys = 3\n", "keys: write one key, or a list of keys."),
        ('[keys]\n"booking.new" = 3\n', "booking.new: write one key, or a list of keys."),
        ('[keys]\n"booking.new" = "Banana"\n', "booking.new: “Banana” is no key."),
        ('[keys]\n"booking.new" = "n"\n', "booking.new: N would act while typing; add Ctrl or Alt."),
        ('[keys]\n"booking.new" = "Ctrl+P"\n', "booking.new: Ctrl+P keeps its usual meaning."),
        ('[keys]\n"booking.gone" = "Ctrl+G"\n', "booking.gone: no such command."),
        ('[keys]\n"help.keys" = "Del"\n', "Del belongs to both booking.cancel and help.keys."),
    ],
)
def test_faults_in_the_key_file_are_told_and_passed_over(text: str, said: str, tmp_path: Path, qtbot: QtBot) -> None:
    desk = desk_with(qtbot, key_file(tmp_path, text))
    problems = desk.registry.problems()
    assert len(problems) == 1
    assert problems[0].startswith(said)
    assert not desk.registry.command("booking.new").keys or desk.registry.enabled("booking.new")


def test_key_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_bytes(b"\xff\xfe")
    assert len(Keymap.load(path).problems) == 1
