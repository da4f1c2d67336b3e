"""Keys that are pressed while another day is being read wait for it: they are meant for what comes."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.ui.schedule.view import ScheduleView

#: These lead to other days, or are given up at once.
_AT_ONCE = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape)


class KeyBuffer(QObject):
    """Between `hold` and `release` the view's keys wait, but for Ctrl and function keys: they lead elsewhere."""

    def __init__(self, view: ScheduleView) -> None:
        super().__init__(view)
        self._view = view
        self._holding = False
        self._keys: list[QKeyEvent] = []
        view.installEventFilter(self)

    def hold(self) -> None:
        """Keep what is typed from now on."""
        self._holding = True

    def release(self) -> None:
        """Type it now."""
        self._holding = False
        keys, self._keys = self._keys, []
        while keys:
            key = keys.pop(0)
            if not self._view.hasFocus():  # a dialog has opened: the rest is its own
                QCoreApplication.postEvent(QApplication.focusWidget() or self._view, key)
            elif self._view.types(key):
                text = key.text()
                while keys and keys[0].text().isprintable() and keys[0].text():
                    text += keys.pop(0).text()
                self._view.typed.emit(text)
            else:
                self._press(key)

    def drop(self) -> None:
        """Forget it: what it was meant for did not come."""
        self._holding = False
        self._keys = []

    def eventFilter(self, _view: QObject, event: QEvent) -> bool:
        keys = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not self._holding or event.type() not in keys or not isinstance(event, QKeyEvent) or _at_once(event):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._keys.append(event.clone())
        event.accept()
        return True

    def _press(self, key: QKeyEvent) -> None:
        """As if it was pressed now: a command, or a key of the view."""
        pressed = QKeySequence(key.keyCombination())
        action = next((action for action in self._view.actions() if pressed in action.shortcuts()), None)
        if action is not None:
            action.trigger()
        else:
            self._view.keyPressEvent(key)


def _at_once(event: QKeyEvent) -> bool:
    leads_elsewhere = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() in _AT_ONCE or leads_elsewhere or with_control
