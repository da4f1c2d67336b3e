"""A field that takes the next key for its value."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

from frontdesk_desktop.ui.commands.latin import latin_key


class KeyEdit(QKeySequenceEdit):
    """Every key but Tab, which goes on, and Esc, which leaves.

    `pressed(key)`: a key, in Qt's portable writing; on a keyboard without Latin letters the Latin one, which acts
    there and on every other. `left()`: Esc.
    """

    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.keySequenceChanged.connect(self._changed)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for field in self.findChildren(QLineEdit):  # it has the focus
            field.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left.emit()
            return
        super().keyPressEvent(_latin(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(_latin(event))  # only now Qt takes the key

    def _changed(self, sequence: QKeySequence) -> None:
        if not sequence.isEmpty():
            QTimer.singleShot(0, self, self.clear)  # ready for the next one
            self.pressed.emit(sequence.toString(QKeySequence.SequenceFormat.PortableText))


def _latin(event: QKeyEvent) -> QKeyEvent:
    key = latin_key(event)
    return event if key is None else QKeyEvent(event.type(), key, event.modifiers(), chr(key.value))
