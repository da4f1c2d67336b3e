"""The details of the selected row, with its history."""

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.history import HistoryView
from frontdesk_desktop.ui.toolkit.banner import plain_label
from frontdesk_desktop.ui.toolkit.column import Row
from frontdesk_desktop.ui.toolkit.theme import STEP

#: A label and its text, both plain; an empty text is left out.
Facts = Sequence[tuple[str, str]]


class DetailsPane(QWidget, Generic[Row]):
    """Title and facts of a row as `describe(row)` gives them, and below them the row's history."""

    def __init__(
        self,
        desk: Desk,
        table_name: str,
        describe: Callable[[Row], tuple[str, Facts]],
        field_title: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """`field_title` words a column of the table, for the history."""
        super().__init__(parent)
        self.history = HistoryView(desk, table_name, field_title)
        self._describe = describe
        self._row: Row | None = None
        self._title = plain_label(name="title")
        self._nothing = plain_label(self.tr("The details of what is selected stand here."), name="muted")
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(3 * STEP)
        self._facts.setVerticalSpacing(STEP)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._sections: list[QWidget] = []
        inner = QWidget()
        top = QVBoxLayout(inner)
        top.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 2 * STEP)
        top.addWidget(self._nothing)
        top.addWidget(self._title)
        top.addLayout(self._facts)
        top.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(scroll, 3)
        self.add_section(self.tr("History"), self.history)
        self.setMinimumWidth(60 * STEP)
        self.show_row(None)

    def add_section(self, title: str, widget: QWidget) -> None:
        """Add something about the row, under a heading, above the history. It is hidden while no row is selected."""
        heading = plain_label(title, name="heading")
        heading.setContentsMargins(3 * STEP, 0, 3 * STEP, 0)
        place = 1  # below the facts
        self._layout.insertWidget(place, heading)
        self._layout.insertWidget(place + 1, widget, 2)
        self._sections += [heading, widget]
        for part in (heading, widget):
            part.setVisible(self._row is not None)

    def show_row(self, row: Row | None) -> None:
        """Show a row, or that none is selected."""
        self._row = row
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for part in (self._title, *self._sections):
            part.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            self.history.show_row(None)
            return
        title, facts = self._describe(row)
        self._title.setText(title)
        for label, text in facts:
            if text:
                self._facts.addRow(_caption(label), _value(label, text))
        self.history.show_row(row.id)

    def refresh(self) -> None:
        """Read the history anew."""
        if self._row is not None:
            self.history.show_row(self._row.id)


def _caption(label: str) -> QLabel:
    caption = plain_label(label, name="muted")
    caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)  # beside the value's first line
    return caption


def _value(label: str, text: str) -> QLabel:
    value = plain_label(text)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    value.setAccessibleName(f"{label}: {text}")
    return value
