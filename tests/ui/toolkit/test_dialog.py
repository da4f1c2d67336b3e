"""Saving, failing and leaving, by keyboard. Nothing typed is lost."""

from collections.abc import Callable

import pytest
from pydantic import BaseModel
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from frontdesk_desktop.schemas.fields import Name, Notes
from frontdesk_desktop.ui.toolkit.dialog import EditDialog
from frontdesk_desktop.ui.toolkit.editors import LineEdit, PlainTextEdit
from frontdesk_desktop.ui.toolkit.form import Form
from frontdesk_desktop.ui.toolkit.validation import validate_with
from frontdesk_desktop.ui.toolkit.window_state import WindowState

CTRL = Qt.KeyboardModifier.ControlModifier


class Card(BaseModel):
    name: Name
    notes: Notes = ""


DialogOf = Callable[[], EditDialog]


@pytest.fixture
def dialog_of(qtbot: QtBot, state: WindowState) -> DialogOf:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def make() -> EditDialog:
        form = Form(validate_with(Card))
        form.add("name", "&Name", LineEdit())
        form.add("notes", "N&otes", PlainTextEdit())
        dialog = EditDialog("card", "New card", form, state, window)
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        return dialog

    return make


@pytest.fixture
def dialog(dialog_of: DialogOf) -> EditDialog:
    return dialog_of()


def type_name(qtbot: QtBot, dialog: EditDialog, text: str = "Zoe") -> None:
    dialog.form.editor("name").setFocus()
    qtbot.keyClicks(dialog.form.editor("name"), text)


@pytest.mark.parametrize(
    ("field", "key", "modifier"),
    [
        ("name", Qt.Key.Key_Return, CTRL),
        ("notes", Qt.Key.Key_Return, CTRL),
        ("notes", Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier),
        ("notes", Qt.Key.Key_S, CTRL),
        ("name", Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_that_save(
    dialog: EditDialog, qtbot: QtBot, field: str, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    type_name(qtbot, dialog)
    dialog.form.editor(field).setFocus()
    with qtbot.waitSignal(dialog.save_requested) as saving:
        qtbot.keyClick(dialog.form.editor(field), key, modifier)
    assert saving.args == [{"name": "Zoe", "notes": ""}]


def test_invalid_form_is_not_saved(dialog: EditDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.save_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    assert dialog.form.error_text("name") == "Please fill this in."
    assert dialog.banner.text == ""


def test_saving_is_said_only_when_it_takes_long_and_happens_once(dialog: EditDialog, qtbot: QtBot) -> None:
    type_name(qtbot, dialog)
    saves: list[object] = []
    dialog.save_requested.connect(saves.append)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    assert len(saves) == 1
    assert not dialog.form.isEnabled()
    assert dialog._saving_label.text() == ""
    qtbot.waitUntil(lambda: dialog._saving_label.text() == "Saving…")
    with qtbot.waitSignal(dialog.accepted):
        dialog.saved()


def test_failure_keeps_what_was_typed_and_says_where(dialog: EditDialog, qtbot: QtBot) -> None:
    type_name(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    dialog.show_failure("The server refused it.", {"notes": "Too rude.", "slot": "It is taken."})
    assert dialog.banner.text == "The server refused it.\nIt is taken."
    assert dialog.form.error_text("notes") == "Too rude."
    assert dialog.form.editor("notes").hasFocus()
    assert dialog.form.values()["name"] == "Zoe"
    with qtbot.waitSignal(dialog.save_requested):
        qtbot.keyClicks(dialog.form.editor("notes"), "nice")
        qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)


def test_failure_without_fields_gives_the_focus_back(dialog: EditDialog, qtbot: QtBot) -> None:
    type_name(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    dialog.show_failure("The server is away.")
    assert dialog.form.editor("name").hasFocus()


def test_escape_leaves_at_once_where_nothing_was_typed(dialog: EditDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_escape_asks_once_before_typing_is_lost(dialog: EditDialog, qtbot: QtBot) -> None:
    type_name(qtbot, dialog)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert dialog.question.text == "Leave without saving what you typed?"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)  # Keep editing
    assert dialog.question.text == ""
    assert dialog.form.editor("name").hasFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)


def test_window_button_asks_too(dialog: EditDialog, qtbot: QtBot) -> None:
    type_name(qtbot, dialog)
    dialog.close()
    assert dialog.isVisible()
    assert dialog.question.text
    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(dialog.question.buttons[1], Qt.MouseButton.LeftButton)


def test_leaving_while_saving_loses_nothing(dialog: EditDialog, qtbot: QtBot) -> None:
    type_name(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.show_failure("The server is away.")
    assert dialog.isVisible()
    assert dialog.form.values()["name"] == "Zoe"
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.saved()


def test_size_is_remembered(dialog_of: DialogOf, qtbot: QtBot) -> None:
    dialog = dialog_of()
    dialog.resize(640, 480)
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    again = dialog_of()
    assert (again.width(), again.height()) == (640, 480)


def test_dialog_grows_for_what_it_has_to_say(dialog: EditDialog, qtbot: QtBot) -> None:
    dialog.resize(280, 100)
    type_name(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    dialog.show_failure("The server refused it. " * 9, {"notes": "It is too rude to be kept. " * 9})
    shown = [label for label in dialog.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
    assert len(shown) >= 2
    qtbot.waitUntil(lambda: all(each.height() >= each.heightForWidth(each.width()) for each in shown))
