"""What the window shows until the services are open: progress, or why they are not."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from frontdesk_desktop.ui.toolkit.banner import IconLabel, Offer, plain_label
from frontdesk_desktop.ui.toolkit.icons import accent_tint, error_tint
from frontdesk_desktop.ui.toolkit.theme import STEP


class StartPage(QWidget):
    """A sentence with a bar, or a sentence with what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(16 * STEP)
        self._sentence = plain_label(name="heading")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(80 * STEP)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.buttons: list[QPushButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(4 * STEP)
        self._layout.addStretch(2)
        for part in (self._icon, self._sentence, self.bar):
            self._layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(3)
        self._sentence.setMinimumWidth(140 * STEP)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._sentence.text()

    def show_progress(self, text: str, done: int = 0, total: int = 0, offers: Sequence[Offer] = ()) -> None:
        """Work is going on; without a total the bar only moves."""
        if text != self.text or bool(offers) != bool(self.buttons):
            self._icon.show_icon("frontdesk", accent_tint)
            self._say(text, offers)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()

    def show_failure(self, text: str, offers: Sequence[Offer]) -> None:
        """It failed: why, and what can be done now. The first offer has the focus."""
        self._icon.show_icon("error", error_tint)
        self.bar.hide()
        self._say(text, offers)
        if self.buttons:
            self.buttons[0].setFocus()

    def _say(self, text: str, offers: Sequence[Offer]) -> None:
        self._sentence.setText(text)
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for offer in offers:
            button = QPushButton(offer.text)
            button.clicked.connect(offer.run)
            self._layout.insertWidget(self._layout.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.show()  # now, or the focus would pass it by
            self.buttons.append(button)
