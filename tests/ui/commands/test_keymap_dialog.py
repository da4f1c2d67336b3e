"""Keys are changed by pressing them: they act at once, and the key file has them."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from frontdesk_desktop.ui.commands.command import command
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.commands.keymap_dialog import KeymapDialog
from frontdesk_desktop.ui.commands.registry import Registry

NONE, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
NEW, CONFIRM, CANCEL, WALK = range(4)  # rows of the list


def activate(widget: QWidget) -> None:
    """Bring the window of a widget to the front; there is no window manager that does it."""
    widget.activateWindow()
    for _ in range(1000):
        QApplication.processEvents()
        if widget.hasFocus():
            return
    raise AssertionError("the window never gets the focus")


class Desk(QMainWindow):
    """A window with a table, its commands, and a key file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.done: list[str] = []
        self.table, self.field = QTableWidget(2, 2), QLineEdit()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.addWidget(self.table)
        layout.addWidget(self.field)
        self.setCentralWidget(middle)
        self.registry = Registry(self, Keymap.load(path))
        self.registry.collect(self, {"table": [self.table]})
        self.path = path

    @command("booking.new", title="&New && more", keys=("Ctrl+N",))
    def new(self) -> None:
        self.done.append("new")

    @command("booking.confirm", title="Confirm", keys=("C", "Ctrl+Return"), context="table")
    def confirm(self) -> None:
        self.done.append("confirm")

    @command("booking.cancel", title="Cancel", keys=("Del",), context="table")
    def cancel(self) -> None:
        self.done.append("cancel")

    @command("booking.walk", title="Walk", keys=("PgDown",), context="table")
    def walk(self) -> None:
        self.done.append("walk")

    def press(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> list[str]:
        """What was done by a key on a widget."""
        widget.setFocus()
        activate(widget)
        self.done.clear()
        QTest.keyClick(widget, key, held)
        return self.done


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    desk = Desk(tmp_path / "folder" / "keys.toml")
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    return desk


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> KeymapDialog:
    dialog = KeymapDialog(desk.registry, desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()  # not modal: the tests press keys in the window behind, too
    activate(dialog.list)
    return dialog


def go_to(dialog: KeymapDialog, row: int) -> None:
    dialog.list.setFocus()
    activate(dialog.list)
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press_new_key(dialog: KeymapDialog, row: int, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    go_to(dialog, row)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert focus() is dialog.key or dialog.key.isAncestorOf(focus())
    QTest.keyClick(dialog.key, key, held)


def written(desk: Desk) -> dict[str, object]:
    return tomllib.loads(desk.path.read_text("utf-8"))


def shown_keys(dialog: KeymapDialog, row: int) -> tuple[str, str]:
    item = dialog.list.topLevelItem(row)
    assert item is not None
    return item.text(1), item.text(3)


def test_the_new_key_acts_at_once_and_the_old_one_no_more(desk: Desk, dialog: KeymapDialog) -> None:
    press_new_key(dialog, NEW, Qt.Key.Key_F9)
    assert dialog.list.hasFocus()
    assert shown_keys(dialog, NEW) == ("F9", "Ctrl+N")
    assert written(desk) == {"bare_letters": True, "keys": {"booking.new": "F9"}}
    assert desk.press(desk.field, Qt.Key.Key_F9) == ["new"]
    assert desk.press(desk.field, Qt.Key.Key_N, CTRL) == []
    assert desk.registry.command("booking.new").action.toolTip() == "New & more (F9)"
    assert Keymap.load(desk.path).overrides == {"booking.new": ("F9",)}


def test_a_key_beside_the_others(desk: Desk, dialog: KeymapDialog) -> None:
    go_to(dialog, CONFIRM)
    QTest.keyClick(dialog.list, Qt.Key.Key_Insert)
    QTest.keyClick(dialog.key, Qt.Key.Key_F8)
    assert desk.registry.command("booking.confirm").keys == ("C", "Ctrl+Return", "F8")
    go_to(dialog, CONFIRM)
    QTest.keyClick(dialog.list, Qt.Key.Key_Insert)
    QTest.keyClick(dialog.key, Qt.Key.Key_C)
    assert desk.registry.command("booking.confirm").keys == ("C", "Ctrl+Return", "F8")


@pytest.mark.parametrize(
    ("row", "key", "held", "said"),
    [
        (NEW, Qt.Key.Key_Delete, NONE, "Del would act while typing"),
        (CONFIRM, Qt.Key.Key_Delete, NONE, "Del would be the key of “Confirm” and of “Cancel”"),
        (CANCEL, Qt.Key.Key_N, CTRL, "Ctrl+N would be the key of “New & more” and of “Cancel”"),
        (NEW, Qt.Key.Key_C, NONE, "C would act while typing"),
        (NEW, Qt.Key.Key_P, CTRL, "Ctrl+P keeps its usual meaning"),
        (NEW, Qt.Key.Key_B, ALT, "Alt+B opens a menu or goes to a field"),
        (CONFIRM, Qt.Key.Key_Return, NONE, "Return is needed in every list and dialog"),
        (CONFIRM, Qt.Key.Key_Down, NONE, "Down is needed in every list and dialog"),
    ],
)
def test_what_can_not_be_is_refused_and_the_next_key_counts(
    row: int, key: Qt.Key, held: Qt.KeyboardModifier, said: str, desk: Desk, dialog: KeymapDialog, qtbot: QtBot
) -> None:
    before = desk.registry.command("booking.confirm").keys
    press_new_key(dialog, row, key, held)
    assert dialog.message.text().startswith(said)
    assert "Nothing was changed" in dialog.message.text()
    assert not desk.path.exists()
    assert desk.registry.command("booking.confirm").keys == before
    qtbot.waitUntil(lambda: dialog.key.keySequence().isEmpty())
    QTest.keyClick(dialog.key, Qt.Key.Key_F9)
    assert "Saved" in dialog.message.text()


def test_a_command_keeps_a_moving_key_of_its_own(desk: Desk, dialog: KeymapDialog) -> None:
    press_new_key(dialog, WALK, Qt.Key.Key_F9)
    press_new_key(dialog, WALK, Qt.Key.Key_PageDown)
    assert desk.registry.command("booking.walk").keys == ("PgDown",)


def test_esc_leaves_the_field_and_tab_goes_on(desk: Desk, dialog: KeymapDialog) -> None:
    go_to(dialog, NEW)
    QTest.keyClick(dialog.list, Qt.Key.Key_F2)
    QTest.keyClick(dialog.key, Qt.Key.Key_Escape)
    assert dialog.list.hasFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_F2)
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert dialog.bare.hasFocus()
    assert not desk.path.exists()


def test_keys_are_taken_away_and_come_back(desk: Desk, dialog: KeymapDialog) -> None:
    go_to(dialog, CANCEL)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert desk.press(desk.table, Qt.Key.Key_Delete) == []
    assert written(desk)["keys"] == {"booking.cancel": []}
    go_to(dialog, CANCEL)
    QTest.keyClick(dialog.list, Qt.Key.Key_R, ALT)
    assert desk.press(desk.table, Qt.Key.Key_Delete) == ["cancel"]
    assert written(desk)["keys"] == {}


def test_reset_is_refused_while_another_has_the_key(desk: Desk, dialog: KeymapDialog) -> None:
    press_new_key(dialog, CANCEL, Qt.Key.Key_F9)
    press_new_key(dialog, CONFIRM, Qt.Key.Key_Delete)
    go_to(dialog, CANCEL)
    QTest.keyClick(dialog.list, Qt.Key.Key_R, ALT)
    assert dialog.message.text().startswith("Del would be the key of “Confirm” and of “Cancel”")
    QTest.keyClick(dialog.list, Qt.Key.Key_C, ALT)  # all of them
    assert desk.press(desk.table, Qt.Key.Key_Delete) == ["cancel"]
    assert desk.press(desk.table, Qt.Key.Key_C) == ["confirm"]
    assert written(desk)["keys"] == {}


def test_single_letters_can_be_switched_off(desk: Desk, dialog: KeymapDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: not dialog.bare.isChecked())
    assert desk.press(desk.table, Qt.Key.Key_C) == []
    assert desk.press(desk.table, Qt.Key.Key_Return, CTRL) == ["confirm"]
    assert desk.press(desk.table, Qt.Key.Key_Delete) == ["cancel"]
    assert shown_keys(dialog, CONFIRM)[0] == "Ctrl+Return"
    assert written(desk)["bare_letters"] is False
    assert not Keymap.load(desk.path).bare_letters
    press_new_key(dialog, CONFIRM, Qt.Key.Key_X)
    assert dialog.message.text().startswith("Single letters and signs are switched off.")
    go_to(dialog, CONFIRM)
    QTest.keyClick(dialog.list, Qt.Key.Key_Insert)
    QTest.keyClick(dialog.key, Qt.Key.Key_F8)
    QTest.keyClick(dialog.list, Qt.Key.Key_L, ALT)
    qtbot.waitUntil(dialog.bare.isChecked)
    assert desk.registry.command("booking.confirm").keys == ("C", "Ctrl+Return", "F8")  # the letter was kept


def test_on_a_cyrillic_keyboard_the_latin_letter_is_meant(desk: Desk, dialog: KeymapDialog) -> None:
    go_to(dialog, CONFIRM)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    place_of_w = 25
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(dialog.key, QKeyEvent(kind, ord("Ц"), NONE, place_of_w, 0, 0, "ц"))
    assert desk.registry.command("booking.confirm").keys == ("W",)


def test_the_list_is_narrowed(dialog: KeymapDialog) -> None:
    QTest.keyClicks(dialog.search, "canc")
    rows = [dialog.list.topLevelItem(row) for row in range(4)]
    assert [item is not None and item.isHidden() for item in rows] == [True, True, False, True]
    assert "“Cancel”" in dialog.findChildren(QLabel)[1].text() + dialog.key.accessibleName()
    QTest.keyClicks(dialog.search, "zzz")
    assert not dialog.key.isEnabled()
    dialog.search.clear()
    assert dialog.key.isEnabled()


def test_what_else_stands_in_the_file_is_kept(desk: Desk, dialog: KeymapDialog) -> None:
    desk.path.parent.mkdir()
    desk.path.write_text('other = 3\n[keys]\n"moon.fly" = "F2"\n', "utf-8")
    desk.registry.apply(Keymap.load(desk.path))
    press_new_key(dialog, NEW, Qt.Key.Key_F9)
    keys = {"moon.fly": "F2", "booking.new": "F9"}
    assert written(desk) == {"other": 3, "bare_letters": True, "keys": keys}


def test_a_file_that_can_not_be_read_is_not_written_over(desk: Desk, dialog: KeymapDialog, qtbot: QtBot) -> None:
    desk.path.parent.mkdir()
    desk.path.write_text("[keys\n", "utf-8")
    press_new_key(dialog, NEW, Qt.Key.Key_F9)
    assert "can't be saved" in dialog.message.text()
    assert desk.path.read_text("utf-8") == "[keys\n"
    assert desk.registry.command("booking.new").keys == ("Ctrl+N",)
    with qtbot.waitSignal(dialog.bare.clicked):
        QTest.keyClick(dialog.list, Qt.Key.Key_L, ALT)
    assert dialog.bare.isChecked()


def test_without_a_file_keys_change_for_this_window(desk: Desk, dialog: KeymapDialog) -> None:
    desk.registry.apply(Keymap({}))
    press_new_key(dialog, NEW, Qt.Key.Key_F9)
    assert desk.registry.command("booking.new").keys == ("F9",)


def test_bare_letters_are_true_or_false(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text('bare_letters = "no"\n', "utf-8")
    keymap = Keymap.load(path)
    assert keymap.problems == ("bare_letters: write true or false.",)
    assert keymap.bare_letters
