"""Keys on a keyboard without Latin letters: what stands at the same place on a Latin one acts.

Where a Latin layout is set up beside the other, Qt looks there by itself, and so do Windows and macOS for Ctrl. This
is for the rest: a Cyrillic layout alone, and the digits of AZERTY, which it types with Shift only.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget

# The places of the letters and digits, by what the platform calls them.
_X11_ROWS = {10: "1234567890", 24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}  # first keycode of a row
_X11 = {first + place: key for first, row in _X11_ROWS.items() for place, key in enumerate(row)}
_MACOS = dict(enumerate("ASDFHGZXCV BQWERYT123465 97 80 OU IP LJ K    NM"))
_CTRL, _SHIFT, _ALT, _META = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)


def latin_key(event: QKeyEvent) -> Qt.Key | None:
    """The Latin letter, or the digit, at the place of the key that was pressed; None where nothing is to be changed.

    Letters: only for one of another script. Digits: only with Ctrl or Alt and without Shift.
    """
    typed = chr(event.key()) if event.key() < 0x110000 else ""
    there = _at_place(event)
    if there.isalpha() and typed.isalpha() and event.key() > 0xFF:
        return Qt.Key(ord(there))
    held = event.modifiers() & (_CTRL | _ALT | _SHIFT | _META)
    if there.isdigit() and typed and not typed.isdigit() and held in (_CTRL, _ALT):
        return Qt.Key(ord(there))
    return None


def _at_place(event: QKeyEvent) -> str:
    platform = QGuiApplication.platformName()
    if platform == "windows":
        key = chr(event.nativeVirtualKey() & 0xFF)  # the same on every layout
        return key if key.isascii() and key.isalnum() else ""
    if platform == "cocoa":
        return _MACOS.get(event.nativeVirtualKey(), "")
    return _X11.get(event.nativeScanCode(), "")


class LatinKeys(QObject):
    """Watches the window that has the focus for keys that did nothing as they were typed."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        # A press comes here after Qt has looked for a shortcut in vain.
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = latin_key(event)
        popup = QApplication.activePopupWidget()
        focus = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
        if key is None or focus is None:
            return False
        if not _is_typed(focus, event, key) and _act(focus, QKeySequence(event.modifiers().value | key.value)):
            return True
        if not event.modifiers() & _CTRL:
            return False
        return QCoreApplication.sendEvent(focus, _copy(event, QEvent.Type.KeyPress, key))


def _is_typed(focus: QWidget, event: QKeyEvent, key: Qt.Key) -> bool:
    """Whether the widget wants the key for itself, as a text field does."""
    question = _copy(event, QEvent.Type.ShortcutOverride, key)
    question.ignore()
    QCoreApplication.sendEvent(focus, question)
    return question.isAccepted()


def _act(focus: QWidget, keys: QKeySequence) -> bool:
    """Do what has these keys, on the widget, around it or in its window."""
    widget: QWidget | None = focus
    while widget is not None:
        for action in widget.actions():
            reaches = widget is focus or action.shortcutContext() is not Qt.ShortcutContext.WidgetShortcut
            if reaches and action.isEnabled() and keys in action.shortcuts():
                action.trigger()
                return True
        widget = None if widget.isWindow() else widget.parentWidget()
    for shortcut in focus.window().findChildren(QShortcut):
        its_keys = shortcut.keys()
        if shortcut.isEnabled() and keys in its_keys:
            shortcut.activated.emit()
            return True
    return False


def _copy(event: QKeyEvent, kind: QEvent.Type, key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(kind, key, event.modifiers(), event.text(), event.isAutoRepeat(), event.count())
