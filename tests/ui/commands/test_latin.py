"""Keys of a keyboard without Latin letters, as X11 sends them: with the place of the key."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from frontdesk_desktop.ui.commands.latin import LatinKeys, latin_key

NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
A_PLACE, C_PLACE, N_PLACE, ONE_PLACE, V_PLACE, Z_PLACE = 38, 54, 57, 10, 55, 52


def pressed(typed: str, place: int, held: Qt.KeyboardModifier = NONE, virtual: int = 0) -> QKeyEvent:
    """A key that types this, at this place of the keyboard."""
    return QKeyEvent(QEvent.Type.KeyPress, ord(typed.upper()), held, place, virtual, 0, typed)


@pytest.mark.parametrize(
    ("typed", "place", "held", "key"),
    [
        ("ф", A_PLACE, NONE, Qt.Key.Key_A),  # Russian
        ("Т", N_PLACE, CTRL | SHIFT, Qt.Key.Key_N),
        ("α", A_PLACE, ALT, Qt.Key.Key_A),  # Greek
        ("ش", A_PLACE, NONE, Qt.Key.Key_A),  # Arabic
        ("&", ONE_PLACE, CTRL, Qt.Key.Key_1),  # AZERTY
        ("+", ONE_PLACE, ALT, Qt.Key.Key_1),  # Czech
        ("&", ONE_PLACE, NONE, None),  # a sign
        ("!", ONE_PLACE, CTRL | SHIFT, None),
        ("q", A_PLACE, NONE, None),  # AZERTY: a Latin letter is what it says
        ("ö", 47, NONE, None),
        ("2", 11, CTRL, None),
        ("?", 16, SHIFT, None),
        ("ж", 47, NONE, None),  # where Latin has a sign
        ("ф", 0, NONE, None),
    ],
)
def test_what_stands_at_the_same_place(
    typed: str, place: int, held: Qt.KeyboardModifier, key: Qt.Key | None, qapp: QApplication
) -> None:
    assert latin_key(pressed(typed, place, held)) == key


@pytest.mark.parametrize(
    ("platform", "virtual", "key"),
    [
        ("windows", 0x41, Qt.Key.Key_A),
        ("windows", 0xBA, None),
        ("cocoa", 0, Qt.Key.Key_A),
        ("cocoa", 46, Qt.Key.Key_M),
        ("cocoa", 41, None),
    ],
)
def test_places_on_other_systems(
    platform: str, virtual: int, key: Qt.Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    assert latin_key(pressed("ф", 0, NONE, virtual)) == key


class Desk(QMainWindow):
    """A window with a table, a field, and commands on both."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.field, self.done = QTableWidget(2, 2), QLineEdit(), list[str]()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.addWidget(self.table)
        layout.addWidget(self.field)
        self.setCentralWidget(middle)
        self.add("A", self.table, Qt.ShortcutContext.WidgetShortcut)
        self.add("C", middle, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.add("V", middle, Qt.ShortcutContext.WidgetShortcut)
        self.add("Ctrl+N", self, Qt.ShortcutContext.WindowShortcut)
        self.add("Ctrl+Z", self, Qt.ShortcutContext.WindowShortcut)
        self.add("Ctrl+1", self, Qt.ShortcutContext.WindowShortcut)

    def add(self, key: str, widget: QWidget, context: Qt.ShortcutContext) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(context)
        action.triggered.connect(lambda: self.done.append(key))
        widget.addAction(action)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Desk:
    keys = LatinKeys(qapp)
    desk = Desk()
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    desk.destroyed.connect(keys.deleteLater)
    return desk


def press(focus: QWidget, event: QKeyEvent) -> None:
    """A key that no shortcut was found for, as Qt hands it to the window of the focus."""
    focus.setFocus()
    window = focus.window().windowHandle()
    assert isinstance(window, QObject)
    QCoreApplication.sendEvent(window, event)


def test_letters_act_in_a_table_and_are_typed_in_a_field(desk: Desk) -> None:
    press(desk.table, pressed("ф", A_PLACE))
    assert desk.done == ["A"]
    press(desk.field, pressed("ф", A_PLACE))
    assert (desk.done, desk.field.text()) == (["A"], "ф")
    press(desk.field, pressed("с", C_PLACE))
    assert (desk.done, desk.field.text()) == (["A"], "фс")
    press(desk.table, pressed("м", V_PLACE))
    press(desk.table, pressed("с", C_PLACE))
    assert desk.done == ["A", "C"]


def test_ctrl_acts_everywhere(desk: Desk) -> None:
    for focus in (desk.table, desk.field):
        press(focus, pressed("т", N_PLACE, CTRL))
        press(focus, pressed("&", ONE_PLACE, CTRL))
    assert desk.done == ["Ctrl+N", "Ctrl+1"] * 2


def test_a_field_undoes_its_own_typing(desk: Desk) -> None:
    desk.field.insert("Ada")
    press(desk.field, pressed("я", Z_PLACE, CTRL))
    assert (desk.field.text(), desk.done) == ("", [])
    press(desk.table, pressed("я", Z_PLACE, CTRL))
    assert desk.done == ["Ctrl+Z"]


def test_a_field_copies_and_pastes(desk: Desk) -> None:
    desk.field.setText("Ada")
    desk.field.selectAll()
    press(desk.field, pressed("с", C_PLACE, CTRL))
    desk.field.end(False)
    press(desk.field, pressed("м", V_PLACE, CTRL))
    assert (desk.field.text(), desk.done) == ("AdaAda", [])


def test_a_dialog_saves(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog(desk)
    field = QLineEdit(dialog)
    shortcut = QShortcut(QKeySequence("Ctrl+S"), dialog)
    dialog.open()

    def active() -> bool:
        dialog.activateWindow()
        return field.hasFocus()

    qtbot.waitUntil(active)
    with qtbot.waitSignal(shortcut.activated):
        press(field, pressed("ы", 39, CTRL))
    dialog.close()
