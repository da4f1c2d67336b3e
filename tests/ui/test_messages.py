"""Toasts, the banner and the question."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from frontdesk_desktop.ui import messages as module
from frontdesk_desktop.ui.messages import Messages
from frontdesk_desktop.ui.toolkit.banner import Offer


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    return made


@pytest.fixture
def messages(window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Messages:
    monkeypatch.setattr(module, "TOAST_TIME", 200)
    made = Messages(window)
    layout = QVBoxLayout(window)
    layout.addWidget(made.banner_area)
    layout.addWidget(QLineEdit())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return made


def test_toasts_wait_for_each_other_and_go(messages: Messages, qtbot: QtBot) -> None:
    messages.toast("first")
    messages.toast("second")
    assert messages.toast_area.text == "first"
    qtbot.waitUntil(lambda: messages.toast_area.text == "second")
    qtbot.waitUntil(lambda: messages.toast_area.text == "")


def test_toast_stands_at_the_bottom_right_and_takes_no_focus(messages: Messages, window: QWidget, qtbot: QtBot) -> None:
    field = window.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    messages.toast("moved <b>it</b>", Offer("Undo", lambda: None))
    assert field.hasFocus()
    window.resize(700, 500)
    qtbot.waitUntil(lambda: messages.toast_area.geometry().right() > 650)
    assert window.rect().contains(messages.toast_area.geometry())
    label = messages.toast_area.findChild(QLabel)
    assert label is not None
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_toast_offers_an_undo(messages: Messages, qtbot: QtBot) -> None:
    undone: list[bool] = []
    messages.toast("moved", Offer("Undo", lambda: undone.append(True)))
    qtbot.mouseClick(messages.toast_area.action_button, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert messages.toast_area.text == ""


def test_toast_is_closed_by_its_button(messages: Messages, qtbot: QtBot) -> None:
    messages.toast("first")
    messages.toast("second")
    qtbot.mouseClick(messages.toast_area.close_button, Qt.MouseButton.LeftButton)
    assert messages.toast_area.text == "second"


def test_banner_lasts_until_it_is_cleared(messages: Messages, qtbot: QtBot) -> None:
    tried: list[bool] = []
    messages.banner("The server can't be reached.", "warning", Offer("Try again", lambda: tried.append(True)))
    qtbot.mouseClick(messages.banner_area.buttons[0], Qt.MouseButton.LeftButton)
    assert tried == [True]
    messages.banner("Still away.", "error")
    assert (messages.banner_area.text, messages.banner_area.buttons) == ("Still away.", [])
    messages.clear_banner()
    assert messages.banner_area.text == ""


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Escape, 1), (Qt.Key.Key_Return, 1), (Qt.Key.Key_D, 0)])
def test_question_is_answered_by_keys(messages: Messages, qtbot: QtBot, key: Qt.Key, answer: int) -> None:
    seen: list[Qt.TextFormat] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.textFormat())
        box.activateWindow()
        qtbot.waitUntil(box.isActiveWindow)
        qtbot.keyClick(
            box,
            key,
            Qt.KeyboardModifier.AltModifier if key == Qt.Key.Key_D else Qt.KeyboardModifier.NoModifier,
        )

    QTimer.singleShot(0, messages, press)
    assert messages.ask("Delete", "Delete <b>Zoë</b> for good?", ["&Delete", "&Keep"]) == answer
    assert seen == [Qt.TextFormat.PlainText]
