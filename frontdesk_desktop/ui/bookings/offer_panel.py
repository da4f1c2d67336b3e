"""What is wrong with a field, or only doubtful, and the ways out as buttons below it."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from frontdesk_desktop.ui.toolkit.banner import Kind, Offer, OfferButton, announce, plain_label
from frontdesk_desktop.ui.toolkit.theme import STEP

_COLUMNS = 2


class OfferPanel(QFrame):
    """Hidden until it has something to say. Its buttons keep their place in the tab order."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        """`most` is the highest number of offers."""
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = plain_label()
        self._offers: tuple[Offer, ...] = ()
        self.buttons = [OfferButton() for _ in range(most)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self._text)
        grid = QGridLayout()
        grid.setSpacing(STEP)
        layout.addLayout(grid)
        for place, button in enumerate(self.buttons):
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            button.clicked.connect(lambda _checked=False, place=place: self._offers[place].run())
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, kind: Kind, offers: Sequence[Offer], *, numbered: int = 0, tip: str = "") -> None:
        """Show a sentence ("" for none) and offers, of which the first `numbered` get Alt+1, Alt+2, … and the `tip`."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._offers = tuple(offers)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(offers))
            if place < len(offers):
                words = offers[place].text
                number = f"{place + 1}" if place < numbered else ""
                button.setText(f"&{number}   {words}" if number else words)
                button.setAccessibleName(words.replace("&", ""))
                button.setToolTip(tip if number else "")
                if number:  # also where the system has no mnemonics
                    button.setShortcut(QKeySequence(f"Alt+{number}"))
        self.setProperty("kind", kind)
        self.style().unpolish(self)  # the style sheet looks at `kind` only when it polishes
        self.style().polish(self)
        self.show()
        announce(self, text)

    def clear(self) -> None:
        """Say nothing, and hide."""
        self._text.setText("")
        self.hide()
