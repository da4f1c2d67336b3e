"""A table with what surrounds it: nothing there, still waiting, failed, and how much there is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from frontdesk_desktop.ui.toolkit.banner import Banner, IconLabel, Offer, plain_label
from frontdesk_desktop.ui.toolkit.icons import Tint, error_tint, muted_tint
from frontdesk_desktop.ui.toolkit.table import TableView
from frontdesk_desktop.ui.toolkit.theme import STEP

PATIENCE = 150  # ms of waiting before it is mentioned: a quick answer makes nothing blink


class StatePage(QWidget):
    """Stands where the rows would be: an icon, a sentence, what is known beside it, and buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(12 * STEP)
        self._sentence = plain_label()
        self._detail = plain_label(name="muted")
        self.buttons: list[QPushButton] = []
        for label in (self._sentence, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self._sentence.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self._sentence.setFont(font)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(3 * STEP)
        self._layout.addStretch(2)
        self._layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(self._sentence)
        self._layout.addWidget(self._detail)
        self._layout.addStretch(3)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._sentence.text()

    def say(self, icon_name: str, tint: Tint, sentence: str, detail: str = "", offers: Sequence[Offer] = ()) -> None:
        """Show this, in place of what was shown."""
        self._icon.show_icon(icon_name, tint)
        self._sentence.setText(sentence)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        old, self.buttons = self.buttons, []
        had_focus = any(button.hasFocus() for button in old)
        for offer in offers:
            button = QPushButton(offer.text)
            button.clicked.connect(offer.run)
            self._layout.insertWidget(self._layout.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.show()  # now, or the focus would pass it by
            self.buttons.append(button)
        if had_focus:  # before it is hidden: it would pass on to a neighbour
            (self.buttons[0] if self.buttons else self).setFocus()
        for button in old:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()


class TablePane(QWidget):
    """A `TableView` with its empty, busy and error states and its footer "1–200 of 3,412"."""

    def __init__(self, table: TableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.banner = Banner()
        self.empty_page = StatePage()
        self.busy_page = StatePage()
        self.error_page = StatePage()
        self.footer = plain_label(name="muted")
        self._busy_bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self._stack = QStackedWidget()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._lay_out()
        self.busy_page.say("clock", muted_tint, self.tr("Loading…"))
        self.set_empty("empty", self.tr("There is nothing here yet."))
        self._patience.timeout.connect(self._show_busy)
        table.rows.waiting.connect(self._waiting)
        table.rows.placed.connect(self._placed)
        table.verticalScrollBar().valueChanged.connect(self._count)
        table.viewport().installEventFilter(self)

    def set_empty(self, icon_name: str, sentence: str, offer: Offer | None = None) -> None:
        """What to show where the list has no rows: say why, and offer what helps."""
        self.empty_page.say(icon_name, muted_tint, sentence, offers=[offer] if offer else [])

    def show_error(self, sentence: str, kept: str = "") -> None:
        """Say that loading failed and what was kept, with "Try again". The rows that are there stay."""
        again = Offer(self.tr("Try &again"), self._try_again)
        self._patience.stop()
        self._busy_bar.hide()
        if self.table.rows.rowCount():
            self.banner.say(" ".join(filter(None, (sentence, kept))), "error", [again])
        else:
            self.error_page.say("error", error_tint, sentence, kept, [again])
            self._bring_up(self.error_page)

    def _lay_out(self) -> None:
        self._busy_bar.setObjectName("thin")
        keeps_its_room = self._busy_bar.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self._busy_bar.setSizePolicy(keeps_its_room)
        self._busy_bar.hide()
        for page in (self.table, self.empty_page, self.busy_page, self.error_page):
            self._stack.addWidget(page)
        self.footer.setWordWrap(False)
        self.footer.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self._busy_bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.footer)

    def _waiting(self, waiting: bool) -> None:
        if not waiting:
            self._patience.stop()
            self._busy_bar.hide()
        elif not self._patience.isActive() and self._busy_bar.isHidden():
            self._patience.start()

    def _show_busy(self) -> None:
        if self.table.rows.rowCount():
            self._busy_bar.show()
        else:
            self._bring_up(self.busy_page)

    def _placed(self) -> None:
        self.banner.clear()
        self._bring_up(self.table if self.table.rows.rowCount() else self.empty_page)
        self._count()

    def _bring_up(self, page: QWidget) -> None:
        """Show one of the pages. The focus stays in the pane, where its keys act, and passes to no neighbour."""
        had_focus = _holds_focus(self._stack)
        self._stack.setCurrentWidget(page)
        if had_focus and not _holds_focus(page):
            buttons = page.buttons if isinstance(page, StatePage) else []
            (buttons[0] if buttons else page).setFocus()

    def _try_again(self) -> None:
        self.banner.clear()
        self.table.rows.apply_changes()

    def _count(self) -> None:
        total = self.table.rows.rowCount()
        height = self.table.viewport().height()
        first, last = self.table.rowAt(0) + 1, self.table.rowAt(height - 1) + 1
        if not total or not first:
            self.footer.setText("")
            return
        locale = QLocale()
        self.footer.setText(
            self.tr("{first}–{last} of {total}").format(
                first=locale.toString(first),
                last=locale.toString(last or total),
                total=locale.toString(total),
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            self._count()
        return super().eventFilter(watched, event)


def _holds_focus(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
