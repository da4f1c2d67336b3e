"""A window with one page, its commands and live updates, and the hands that type into it."""

from collections.abc import Callable
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QMessageBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.commands.registry import Registry
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.live import Live
from frontdesk_desktop.ui.messages import Messages
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.list_page import ListPage
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from frontdesk_desktop.ui.undo import UndoStack

NONE, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class FeaturePage(Protocol):
    """What the pages of all features have."""

    list: ListPage[Any]

    def apply_changes(self, change: ChangeSet) -> None: ...


class DeskWindow(QMainWindow):
    """A desk's window. `show_page` puts the page in and waits until it is drawn and listens to the database."""

    def __init__(self, services: Services, state: WindowState, qtbot: QtBot) -> None:
        super().__init__()
        self._qtbot = qtbot
        self.messages = Messages(self)
        jobs = Jobs(self)
        undo = UndoStack(jobs, services.undo.revert, self)
        self.desk = Desk(services, jobs, self.messages, state, undo)
        self.registry = Registry(self, Keymap({}))
        self.live = Live(services.database.listen, self)
        self.resize(1280, 800)

    def show_page(self, page: FeaturePage, commands: object, *, listen: bool = True) -> None:
        """Show a feature's page with its commands."""
        assert isinstance(page, QWidget)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.messages.banner_area)
        layout.addWidget(page)
        self.setCentralWidget(central)
        self.registry.collect(commands, {"table": [page.list.pane]})
        self.live.changed.connect(page.apply_changes)
        if listen:
            with self._qtbot.waitSignal(self.live.connected):
                self.live.start()
            with self._qtbot.waitSignal(page.list.model.placed):
                self.show()
        with self._qtbot.waitActive(self):
            self.show()
        page.list.table.setFocus()

    def leave(self) -> None:
        """End the threads."""
        self.live.close()
        self.desk.jobs.close()


def texts(page: FeaturePage, column: str) -> list[str]:
    """What a column of the page's table shows, from top to bottom."""
    model = page.list.model
    place = [each.name for each in model.columns].index(column)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def shown(widget: QWidget) -> str:
    """All texts of the labels in a widget that can be seen."""
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels)


class Hands:
    """Types on whatever has the focus, as a person does."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    @property
    def focus(self) -> QWidget:
        """The widget that gets the keys."""
        if QApplication.activeWindow() is None:  # there is no window manager to choose the next one
            next(each for each in QApplication.topLevelWidgets() if each.isVisible()).activateWindow()
            self.wait(QApplication.focusWidget)
        widget = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        QTest.keyClick(self.focus, key, modifiers)

    def type(self, text: str) -> None:
        """A text, letter by letter; what no keyboard has is pasted."""
        if text.isascii() and text.isprintable():
            QTest.keyClicks(self.focus, text)
        else:
            QGuiApplication.clipboard().setText(text)
            self.press(Qt.Key.Key_V, CTRL)

    def replace(self, text: str) -> None:
        """Instead of what stands in the field."""
        self.press(Qt.Key.Key_A, CTRL)
        self.press(Qt.Key.Key_Delete)
        self.type(text)

    def go_to(self, widget: QWidget) -> None:
        """Tab until that widget has the focus."""
        for _ in range(40):
            if self.focus is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {widget}")

    def wait(self, ready: Callable[[], Any]) -> None:
        """Until something is the case."""
        self._qtbot.waitUntil(lambda: bool(ready()))

    def dialog(self) -> Any:
        """The dialog that is open, as soon as it has the focus."""
        self.wait(_dialog_has_focus)
        return QApplication.activeModalWidget()

    def wait_closed(self, dialog: QDialog) -> None:
        """Until a dialog has closed; it deletes itself."""
        self.wait(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible())

    def answer(self, button: str, seen: list[str] | None = None) -> None:
        """Choose that button, by its mnemonic, in the next message box; `seen` gets the box's text."""
        timer = QTimer(interval=5)

        def look() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox) and box.isActiveWindow():
                timer.stop()
                timer.deleteLater()
                if seen is not None:
                    seen.append(box.text())
                texts = [each.text() for each in box.findChildren(QPushButton)]
                if button in texts:
                    QTest.keyClick(box, Qt.Key(ord(button[button.index("&") + 1].upper())), ALT)
                else:
                    QTest.keyClick(box, Qt.Key.Key_Escape)
                assert button in texts, texts

        timer.timeout.connect(look)
        timer.start()
        self._timer = timer


def _dialog_has_focus() -> bool:
    dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
    if dialog is not None and QApplication.activeWindow() is not dialog:
        dialog.activateWindow()  # there may be no window manager that does it
    return dialog is not None and focus is not None and dialog.isAncestorOf(focus)
