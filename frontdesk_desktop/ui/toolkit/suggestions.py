"""A text field with a list of what is usually meant."""

from collections.abc import Sequence

from PySide6.QtCore import QRegularExpression, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

Choices = Sequence[tuple[str, str]]
_LONGEST = 100  # characters of a typed text that are looked for


class SuggestionBox(QComboBox):
    """Any text, or one of some values by their words.

    Typing offers the words that hold every typed fragment, in any order: "yor ame" finds America/New_York.
    """

    changed = Signal()

    def __init__(self, choices: Choices = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Choices = ()
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self.model())
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)  # the proxy filters
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._line.setCompleter(completer)
        self._line.textEdited.connect(self._look_for)
        self.set_choices(choices)
        self.editTextChanged.connect(self.changed)

    def set_choices(self, choices: Choices) -> None:
        """Offer these (value, words), one word for one value. The text stays, without `changed`."""
        value = self.value()
        blocked = self.blockSignals(True)
        self._choices = tuple(choices)
        self.clear()
        self.addItems([words for _, words in choices])
        self.set_value(value)
        self.blockSignals(blocked)

    def value(self) -> str:
        """The value that the text stands for; the text as typed where it stands for none."""
        text = self.currentText()
        known = (value for value, words in self._choices if words.casefold() == text.strip().casefold())
        return next(known, text)

    def set_value(self, value: str | None) -> None:
        """Show a value by its words, or any other text as it is."""
        self.setEditText(dict(self._choices).get(value or "", value or ""))
        self._line.setCursorPosition(0)

    def _look_for(self, text: str) -> None:
        fragments = text[:_LONGEST].replace("_", " ").replace("/", " ").split()
        pattern = "".join(f"(?=.*{QRegularExpression.escape(fragment)})" for fragment in fragments)
        option = QRegularExpression.PatternOption.CaseInsensitiveOption
        self._found.setFilterRegularExpression(QRegularExpression(pattern, option))
