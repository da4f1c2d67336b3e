"""The schedule with its empty, busy and error states."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from frontdesk_desktop.ui.toolkit.banner import Banner, Offer
from frontdesk_desktop.ui.toolkit.icons import error_tint, muted_tint
from frontdesk_desktop.ui.toolkit.table_pane import PATIENCE, StatePage


class SchedulePane(QWidget):
    """Shows the view once there is something to show; what was shown stays while the rest is read or fails."""

    def __init__(self, view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self.state_page = StatePage()
        self._view = view
        self._stack = QStackedWidget()
        self._busy = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self._busy.setObjectName("thin")
        keeps_its_room = self._busy.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(keeps_its_room)
        self._busy.hide()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._busy.show)
        self.state_page.say("clock", muted_tint, self.tr("Loading…"))
        for page in (view, self.state_page):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self._busy)
        layout.addWidget(self._stack, 1)

    def wait(self) -> None:
        """Something is being read."""
        if not self._patience.isActive() and self._busy.isHidden():
            self._patience.start()

    def show_view(self) -> None:
        """It is read, and there is something to show."""
        self._settle()
        self.banner.clear()
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.state_page.isAncestorOf(focus)
        self._stack.setCurrentWidget(self._view)
        if had_focus:
            self._view.setFocus()

    def show_empty(self, icon_name: str, sentence: str, offer: Offer) -> None:
        """It is read, and there is nothing to show: say why, and offer what helps."""
        self._settle()
        self.banner.clear()
        self.state_page.say(icon_name, muted_tint, sentence, offers=[offer])
        self._stack.setCurrentWidget(self.state_page)

    def show_error(self, sentence: str, again: Callable[[], None], *, kept: bool) -> None:
        """It can't be read. `kept`: what was shown before still is."""
        self._settle()
        offer = Offer(self.tr("Try &again"), again)
        if kept:
            self.banner.say(f"{sentence} {self.tr('What is shown may be out of date.')}", "error", [offer])
        else:
            self.state_page.say("error", error_tint, sentence, offers=[offer])
            self._stack.setCurrentWidget(self.state_page)

    def _settle(self) -> None:
        self._patience.stop()
        self._busy.hide()
