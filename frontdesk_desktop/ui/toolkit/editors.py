"""The fields of a form. Whatever has `value`, `set_value` and `changed` can be one."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QMimeData, Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

PASTED = 20_000  # characters
_LINE_ENDS = str.maketrans("\u2028\u2029", "\n\n")


class Editor(Protocol):
    """A widget that holds one value of a form. `changed` has no arguments."""

    @property
    def changed(self) -> SignalInstance: ...

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...


class LineEdit(QLineEdit):
    """A text of one line."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text as typed."""
        return self.text()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.setText(value or "")
        self.setCursorPosition(0)


class PlainTextEdit(QPlainTextEdit):
    """A text of several lines. Tab leaves the field. Of what is pasted, 20,000 characters are taken."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ""
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text as typed; an untouched one is exactly what was given."""
        if not self.document().isModified():
            return self._given
        # toPlainText() would turn every no-break space into a plain one
        return self.document().toRawText().translate(_LINE_ENDS)

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self._given = value or ""
        self.setPlainText(self._given)

    def insertFromMimeData(self, source: QMimeData) -> None:
        # more than any field may hold, so that the check refuses it; a megabyte would be laid out for a minute
        self.textCursor().insertText(source.text()[:PASTED])
        self.ensureCursorVisible()


class ComboBox(QComboBox):
    """One of some values, each with its words."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Any] = []  # Qt would turn an enum into its plain text
        self.set_choices(choices)
        self.currentIndexChanged.connect(self.changed)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these (value, words). The first one is chosen, without `changed`."""
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _ in choices]
        self.addItems([words for _, words in choices])
        self.blockSignals(blocked)

    def value(self) -> Any:
        """The chosen value; None where nothing is chosen."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that isn't offered leaves nothing chosen."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)


class CheckBox(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggled.connect(self.changed)

    def value(self) -> bool:
        """Whether it is checked."""
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Check it or not."""
        self.setChecked(bool(value))
