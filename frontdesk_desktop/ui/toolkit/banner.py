"""A strip with a sentence and buttons, for what lasts; and a label that never takes data for HTML."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShortcutEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from frontdesk_desktop.ui.toolkit.icons import Tint, accent_tint, error_tint, icon, warning_tint
from frontdesk_desktop.ui.toolkit.theme import STEP

Kind = Literal["info", "warning", "error"]
_TINTS: dict[Kind, Tint] = {"info": accent_tint, "warning": warning_tint, "error": error_tint}


@dataclass(frozen=True)
class Offer:
    """Something that a message lets a person do: the button's text, translated, and the act."""

    text: str
    run: Callable[[], None]


def plain_label(text: str = "", name: str = "") -> QLabel:
    """A label that wraps, and shows its text as typed. `name` is for the style sheet."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setObjectName(name)
    return label


class IconLabel(QLabel):
    """Paints an icon anew at each repaint, so that it follows theme and scaling."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = QSize(size, size)
        self.setFixedSize(self._size)
        self._icon = icon("info")

    def show_icon(self, name: str, tint: Tint) -> None:
        """Show the icon of this name."""
        self._icon = icon(name, tint)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class OfferButton(QPushButton):
    """A button of a message. Enter presses it, and not the dialog's default button in its stead."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)  # a dialog would make the first one its default button

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()  # at once: Qt would animate it first, and the next key would come before
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # or the style shows no focus
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Banner(QFrame):
    """Hidden until it has something to say. Its text stays until `clear`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = IconLabel(5 * STEP)
        self._text = plain_label()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons: list[QPushButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        self._layout.setSpacing(2 * STEP)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, kind: Kind, offers: Sequence[Offer] = ()) -> None:
        """Show a sentence, and a button for each offer."""
        self._remove_buttons()
        self._icon.show_icon(kind, _TINTS[kind])
        self._text.setText(text)
        self.setAccessibleName(text)
        for offer in offers:
            button = OfferButton(offer.text)
            button.clicked.connect(offer.run)
            self._layout.addWidget(button)
            self.buttons.append(button)
        self.setProperty("kind", kind)
        self.style().unpolish(self)  # the style sheet looks at `kind` only when it polishes
        self.style().polish(self)
        self.show()
        announce(self, text)

    def clear(self) -> None:
        """Say nothing, and hide."""
        self.hide()
        self._remove_buttons()

    def _remove_buttons(self) -> None:
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say it now, wherever the focus is."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
