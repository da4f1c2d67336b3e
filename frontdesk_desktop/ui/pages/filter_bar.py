"""The row of filters above a table."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from frontdesk_desktop.ui.toolkit.banner import plain_label
from frontdesk_desktop.ui.toolkit.icons import icon, muted_tint
from frontdesk_desktop.ui.toolkit.theme import STEP

#: ms after the last key before a typed filter is applied: a search per letter would only be thrown away.
TYPING_PAUSE = 150


class FilterBar(QWidget):
    """Filters side by side. `changed` means: ask `where()` anew."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(48 * STEP)
        self.search.setMaxLength(200)
        self.search.addAction(icon("search", muted_tint), QLineEdit.ActionPosition.LeadingPosition)
        self._error = plain_label(name="fieldError")
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self.apply_now)
        self._captions: dict[QWidget, QLabel] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        self._layout.setSpacing(2 * STEP)
        self._layout.addWidget(self._error)
        self._layout.addStretch()

    def add(self, label: str, widget: QWidget) -> None:
        """Add a filter after the others. `label` is translated and carries the mnemonic; "" for none."""
        place = self._layout.count() - 2
        if label:
            caption = QLabel(label)
            caption.setTextFormat(Qt.TextFormat.PlainText)
            caption.setBuddy(widget)
            widget.setAccessibleName(label.replace("&", ""))
            self._captions[widget] = caption
            self._layout.insertWidget(place, caption)
            place += 1
        self._layout.insertWidget(place, widget)

    def show_filter(self, widget: QWidget, shown: bool) -> None:
        """Show or hide a filter with its label."""
        widget.setVisible(shown)
        self._captions[widget].setVisible(shown)

    def apply_now(self) -> None:
        """Apply what was typed without waiting for a pause."""
        self._pause.stop()
        self.changed.emit()

    def say(self, error: str) -> None:
        """Show why a filter can't be applied; "" for nothing."""
        self._error.setText(error)

    def where(self) -> dict[str, Any]:
        """The fields of the list's filter that are set. May raise ValidationError or InvalidInput."""
        return {"search": self.search.text()}

    def clear(self) -> None:
        """Back to showing everything."""
        self.search.clear()
