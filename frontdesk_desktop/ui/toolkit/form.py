"""Labels, fields and the errors under them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from frontdesk_desktop.ui.toolkit.banner import plain_label
from frontdesk_desktop.ui.toolkit.editors import CheckBox, Editor
from frontdesk_desktop.ui.toolkit.theme import ROW, STEP
from frontdesk_desktop.ui.toolkit.validation import Validate

_EMPTY = (None, "")


@dataclass(frozen=True)
class _Field:
    editor: Editor
    widget: QWidget
    error: QLabel
    caption: QLabel | None


class Form(QWidget):
    """Fields by name, checked by `validate(values)` at each change.

    An error stands under its field. A field that is still empty and untouched isn't called wrong before the first
    `attempt`. `changed` is emitted when a person changed a value.
    """

    changed = Signal()

    def __init__(self, validate: Validate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._validate = validate
        self._fields: dict[str, _Field] = {}
        self._pristine: dict[str, Any] = {}
        self._touched: set[str] = set()
        self._told: dict[str, str] = {}  # errors from outside, each until its field is changed
        self._attempted = False
        self._filling = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * STEP)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, label: str, editor: Editor) -> None:
        """Add a field below the others. `label` is translated and carries the mnemonic ("&Name")."""
        if not isinstance(editor, QWidget):
            raise TypeError(f"the editor of {name} is no widget")
        widget: QWidget = editor
        error = plain_label(name="fieldError")
        error.hide()
        row = self._grid.rowCount()
        caption = None
        if isinstance(widget, CheckBox):
            widget.setText(label)
        else:
            caption = QLabel(label)
            caption.setTextFormat(Qt.TextFormat.PlainText)
            caption.setBuddy(widget)
            caption.setMinimumHeight(ROW)
            self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        widget.setAccessibleName(label.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self._grid.addWidget(widget, row, 1)
        self._grid.addWidget(error, row + 1, 1)
        if isinstance(widget, QPlainTextEdit):
            self._grid.setRowStretch(row, 1)
        self._fields[name] = _Field(editor, widget, error, caption)
        self._pristine[name] = editor.value()
        editor.changed.connect(lambda: self._edited(name))

    def add_note(self, widget: QWidget) -> None:
        """Add something that is no field, below the last one."""
        self._grid.addWidget(widget, self._grid.rowCount(), 1)

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a field with its label. Its value stays; `validate` mustn't find fault with it while hidden."""
        field = self._fields[name]
        for part in (field.widget, field.caption):
            if part is not None:
                part.setVisible(shown)

    def values(self) -> dict[str, Any]:
        """What is in the fields, as `validate` gets it."""
        return {name: field.editor.value() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill fields, as what was there before the person began; names without a field are passed over."""
        self._filling = True
        for name, field in self._fields.items():
            if name in values:
                field.editor.set_value(values[name])
        self._filling = False
        self._pristine = self.values()
        self._show_errors()

    def set_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Show errors from outside and go to the first. Returns those that have no field here."""
        self._told = {name: text for name, text in errors.items() if name in self._fields}
        self._show_errors()
        self._focus_first_error()
        return {name: text for name, text in errors.items() if name not in self._fields}

    def errors(self) -> dict[str, str]:
        """The errors shown now, by field; the key "" holds one that belongs to no field."""
        values = self.values()
        found = self._validate(values)
        shown = {name: text for name, text in found.items() if not self._spared(name, values)}
        return {**shown, **self._told}

    def attempt(self) -> bool:
        """Whether the values can be saved. If not, every error is shown, and the first bad field has the focus."""
        self._attempted = True
        self._show_errors()
        self._focus_first_error()
        return not self.errors()

    def is_dirty(self) -> bool:
        """Whether a value differs from what was there before the person began."""
        return self.values() != self._pristine

    def has(self, name: str) -> bool:
        """Whether there is a field of this name."""
        return name in self._fields

    def editor(self, name: str) -> QWidget:
        """The field's widget. Raises KeyError for an unknown name."""
        return self._fields[name].widget

    def error_text(self, name: str) -> str:
        """What stands under the field; "" where nothing does. Raises KeyError for an unknown name."""
        return self._fields[name].error.text()

    def _spared(self, name: str, values: dict[str, Any]) -> bool:
        return not self._attempted and name not in self._touched and values.get(name) in _EMPTY

    def _edited(self, name: str) -> None:
        if not self._filling:
            self._touched.add(name)
            self._told.pop(name, None)
            self._show_errors()
            self.changed.emit()

    def _show_errors(self) -> None:
        errors = self.errors()
        for name, field in self._fields.items():
            text = errors.get(name, "")
            field.error.setText(text)
            field.error.setVisible(bool(text))
            field.widget.setAccessibleDescription(text)

    def _focus_first_error(self) -> None:
        errors = self.errors()
        bad = next((field for name, field in self._fields.items() if name in errors), None)
        if bad is not None:
            bad.widget.setFocus(Qt.FocusReason.OtherFocusReason)
