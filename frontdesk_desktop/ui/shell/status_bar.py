"""The line at the bottom: this desk, its server, the connection."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from frontdesk_desktop.ui.toolkit.banner import IconLabel
from frontdesk_desktop.ui.toolkit.icons import error_tint, success_tint
from frontdesk_desktop.ui.toolkit.theme import STEP


class StatusBar(QStatusBar):
    """Left: what the command under the pointer does. Right: desk, server, connection."""

    def __init__(self, desk: str, server: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = IconLabel(4 * STEP)
        self.connection = _label("")
        right = QWidget()
        layout = QHBoxLayout(right)
        layout.setContentsMargins(2 * STEP, 0, 2 * STEP, 0)
        layout.setSpacing(2 * STEP)
        for part in (_label(desk), _label("·"), _label(server), _label("·"), self._dot, self.connection):
            layout.addWidget(part)
        self.addPermanentWidget(right)
        self.show_lost(self.tr("connecting…"))

    def show_connected(self) -> None:
        """The connection stands."""
        self._dot.show_icon("connected", success_tint)
        self.connection.setText(self.tr("connected"))

    def show_lost(self, text: str = "") -> None:
        """It doesn't."""
        self._dot.show_icon("offline", error_tint)
        self.connection.setText(text or self.tr("not connected"))


def _label(text: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label
