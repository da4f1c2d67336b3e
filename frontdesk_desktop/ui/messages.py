"""The only way to tell the user something: toasts, a lasting banner, and the one kind of message box."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QToolButton, QWidget

from frontdesk_desktop.ui.toolkit.banner import Banner, Kind, Offer, announce, plain_label
from frontdesk_desktop.ui.toolkit.theme import STEP

TOAST_TIME = 6000  # ms
_WIDEST = 100 * STEP


@dataclass(frozen=True)
class _Waiting:
    text: str
    offer: Offer | None


class Toast(QFrame):
    """What was done, for a few seconds, at the bottom right of its window. It never takes the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self.offer: Offer | None = None
        self._text = plain_label()
        self._text.setMaximumWidth(_WIDEST)
        self.action_button = QToolButton()
        self.action_button.clicked.connect(self._run)
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self._text, 1)
        for button in (self.action_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            layout.addWidget(button)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, offer: Offer | None) -> None:
        """Show it, and place it."""
        self.offer = offer
        self._text.setText(text)
        self.action_button.setVisible(offer is not None)
        self.action_button.setText(offer.text if offer else "")
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        announce(self, text)

    def place(self) -> None:
        """Put it into the corner of its window."""
        self._text.setFixedWidth(min(_WIDEST, self._text.fontMetrics().horizontalAdvance(self._text.text())))
        self.adjustSize()
        corner = self._window.rect().bottomRight()
        self.move(corner.x() - self.width() - 4 * STEP, corner.y() - self.height() - 10 * STEP)

    def _run(self) -> None:
        if self.offer is not None:
            self.offer.run()
        self.close_button.click()


class Messages(QObject):
    """What the window says. Put `banner_area` at the top of the window's layout."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.banner_area = Banner()
        self.toast_area = Toast(window)
        self._waiting: deque[_Waiting] = deque()
        self._timer = QTimer(self, singleShot=True, interval=TOAST_TIME)
        self._timer.timeout.connect(self._time_is_over)
        self.toast_area.close_button.clicked.connect(self._next)
        window.installEventFilter(self)

    def toast(self, text: str, offer: Offer | None = None) -> None:
        """Say what was done, for 6 seconds, after the toasts that are waiting."""
        self._waiting.append(_Waiting(text, offer))
        if self.toast_area.isHidden():
            self._next()

    def banner(self, text: str, kind: Kind, offer: Offer | None = None) -> None:
        """Say what lasts, until `clear_banner` or another banner."""
        self.banner_area.say(text, kind, [offer] if offer else [])

    def clear_banner(self) -> None:
        """What lasted is over."""
        self.banner_area.clear()

    def ask(self, title: str, text: str, buttons: Sequence[str]) -> int:
        """Ask before what can't be undone, and wait for the answer. Returns the place of the chosen button.

        The last button is the harmless one: Enter and Esc choose it.
        """
        box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        made = [box.addButton(words, QMessageBox.ButtonRole.AcceptRole) for words in buttons]
        box.setDefaultButton(made[-1])
        box.setEscapeButton(made[-1])
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        return next((place for place, button in enumerate(made) if button is chosen), len(made) - 1)

    def _next(self) -> None:
        self._timer.stop()
        if not self._waiting:
            self.toast_area.hide()
            return
        waiting = self._waiting.popleft()
        self.toast_area.say(waiting.text, waiting.offer)
        self._timer.start()

    def _time_is_over(self) -> None:
        if self.toast_area.underMouse():  # somebody is about to press its button
            self._timer.start()
        else:
            self._next()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.toast_area.isHidden():
            self.toast_area.place()
        return super().eventFilter(watched, event)
