"""A small panel at a booking: why a move was refused and what is free instead, or a question with a line to type."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from frontdesk_desktop.ui.toolkit.banner import Kind, Offer, OfferButton, announce, plain_label
from frontdesk_desktop.ui.toolkit.theme import STEP

_WIDTH = 76 * STEP  # px at 100 %
_ALT, _NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
_OVERBOOK = Qt.Key.Key_O


class InlinePanel(QFrame):
    """Lies over the schedule. `closed`: Esc was pressed, or its button.

    As long as offers are shown, the keys stay with the schedule: Alt+1 to Alt+3, O and Esc act from there, too.
    """

    closed = Signal()

    def __init__(self, surface: QAbstractScrollArea, parent: QWidget) -> None:
        """`surface` is what it lies on and whose keys it listens to; no child of it, or those would act here, too."""
        super().__init__(parent)
        self._surface = surface
        self._over = parent
        self._scrolled = QPoint()
        self._overbook: Callable[[], None] | None = None
        self._done: Callable[[str], None] | None = None
        self._required = False
        self._said = plain_label()
        self.offers: list[OfferButton] = []
        self.line = QLineEdit(maxLength=500)
        self.caption = QLabel()
        self.caption.setBuddy(self.line)
        self.confirm_button = OfferButton()
        self.close_button = OfferButton()
        self._lay_out()
        self.line.returnPressed.connect(self._confirm)
        self.confirm_button.clicked.connect(self._confirm)
        self.close_button.clicked.connect(self._close)
        surface.installEventFilter(self)
        for bar in (surface.verticalScrollBar(), surface.horizontalScrollBar()):
            bar.valueChanged.connect(self._follow)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._said.text()

    def refuse(self, text: str, offers: Sequence[Offer], overbook: Callable[[], None] | None, block: QRect) -> None:
        """Say why a move was refused, at its block; each offer gets Alt+1, Alt+2, …"""
        self._begin(text, "error", self.tr("Put it &back (Esc)"))
        self._overbook = overbook
        for number, offer in enumerate(offers, 1):
            button = self._add(f"&{number}   {offer.text}", offer.run)
            button.setShortcut(QKeySequence(f"Alt+{number}"))
        if overbook is not None:
            self._add(self.tr("&Overbook… (O)"), overbook)
        self._show_at(block)

    def ask(
        self,
        text: str,
        caption: str,
        confirm: str,
        done: Callable[[str], None],
        block: QRect,
        *,
        required: bool,
        before: str = "",
    ) -> None:
        """Ask for a line, which may be empty unless `required`; Enter gives it to `done` and closes the panel.

        `before` stands in it, to be typed over.
        """
        self._begin(text, "warning", self.tr("&Keep it (Esc)"))
        self._done, self._required = done, required
        self.caption.setText(caption)
        self.line.setAccessibleName(f"{text} {caption}".replace("&", ""))
        self.line.setText(before)
        self.line.selectAll()
        self.confirm_button.setText(confirm)
        for widget in (self.caption, self.line, self.confirm_button):
            widget.show()
        self._show_at(block)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Close; the keys go back to the schedule."""
        if not self.isHidden():
            if self.isAncestorOf(self.window().focusWidget() or self._surface):
                self._surface.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()

    def _lay_out(self) -> None:
        self.setObjectName("banner")
        self.setFixedWidth(_WIDTH)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self._offers = QHBoxLayout()
        ask = QHBoxLayout()
        ask.addWidget(self.caption)
        ask.addWidget(self.line, 1)
        self._ends = QHBoxLayout()
        self._ends.addStretch()
        self._ends.addWidget(self.confirm_button)
        self._ends.addWidget(self.close_button)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self._said)
        for line in (self._offers, ask, self._ends):
            line.setSpacing(STEP)
            layout.addLayout(line)

    def _begin(self, text: str, kind: Kind, close: str) -> None:
        for button in self.offers:
            button.hide()
            button.deleteLater()
        self.offers, self._overbook, self._done = [], None, None
        for widget in (self.caption, self.line, self.confirm_button):
            widget.hide()
        self._said.setText(text)
        self.setAccessibleName(text)
        self.close_button.setText(close)
        self.setProperty("kind", kind)
        self.style().unpolish(self)  # the style sheet looks at `kind` only when it polishes
        self.style().polish(self)

    def _add(self, text: str, run: Callable[[], None]) -> OfferButton:
        button = OfferButton(text)
        button.clicked.connect(run)
        self._offers.addWidget(button)
        self.offers.append(button)
        return button

    def _show_at(self, block: QRect) -> None:
        """Below the block, above it where there is no room; beside neither border."""
        self.setFixedHeight(self._layout.totalHeightForWidth(_WIDTH))
        viewport = self._surface.viewport()
        room = QRect(viewport.mapTo(self._over, QPoint()), viewport.size())
        block = block.translated(room.topLeft())
        y = block.bottom() + STEP
        if y + self.height() > room.bottom():
            y = min(block.top() - STEP, room.bottom()) - self.height()
        x = min(block.left(), room.right() - _WIDTH - STEP)
        self.move(max(room.left(), x), max(room.top(), y))
        self._scrolled = self._scroll()
        self.show()
        self.raise_()
        announce(self, self.text)

    def _scroll(self) -> QPoint:
        return QPoint(self._surface.horizontalScrollBar().value(), self._surface.verticalScrollBar().value())

    def _follow(self) -> None:
        """Scroll along."""
        before, self._scrolled = self._scrolled, self._scroll()
        self.move(self.pos() + before - self._scrolled)

    def _confirm(self) -> None:
        typed = self.line.text().strip()
        if self._done is None or (self._required and not typed):
            self.line.setFocus()
            return
        done = self._done
        self.clear()
        done(typed)

    def _close(self) -> None:
        self.clear()
        self.closed.emit()

    # --- keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(event):
            super().keyPressEvent(event)

    def eventFilter(self, _surface: QObject, event: QEvent) -> bool:
        keys = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self.isHidden() or event.type() not in keys or not isinstance(event, QKeyEvent) or not self._acts(event):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._act(event)
        return True

    def _acts(self, event: QKeyEvent) -> bool:
        """Whether the panel has a use for the key."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        numbered = len(self.offers) - (self._overbook is not None)
        if modifiers == _ALT:
            return Qt.Key.Key_1 <= key < Qt.Key.Key_1 + numbered
        if modifiers == _NONE:
            return key == Qt.Key.Key_Escape or (key == _OVERBOOK and self._overbook is not None)
        return False

    def _act(self, event: QKeyEvent) -> bool:
        if not self._acts(event):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() == _OVERBOOK and self._overbook is not None:
            self._overbook()
        else:
            self.offers[event.key() - Qt.Key.Key_1].click()
        return True
