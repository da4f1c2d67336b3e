"""The row above the schedule: the date, which providers, day or week, how fine, and how much is pending."""

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.typed_time import parse_date
from frontdesk_desktop.ui.schedule.model import SLOTS
from frontdesk_desktop.ui.schedule.named_views import NamedView
from frontdesk_desktop.ui.toolkit.banner import plain_label
from frontdesk_desktop.ui.toolkit.theme import STEP
from frontdesk_desktop.ui.wording import date_text, day_first, error_text


class DateField(QLineEdit):
    """Shows the day; typed into, it leads to another one. `entered(date)`; `left`: Esc, or the day was found."""

    entered = Signal(object)
    left = Signal()
    unreadable = Signal(str)

    def __init__(self) -> None:
        super().__init__(maxLength=40)
        self.today = date.min
        self._day = date.min
        self.setFixedWidth(36 * STEP)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.textEdited.connect(lambda _: self.unreadable.emit(""))

    def show_day(self, day: date) -> None:
        """Show a day, in place of what was typed."""
        self._day = day
        self.setText(date_text(datetime.combine(day, time())))
        self.unreadable.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.show_day(self._day)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def _enter(self) -> None:
        locale = QLocale()
        names = [locale.dayName(day, QLocale.FormatType.LongFormat) for day in range(1, 8)]
        if not self.isModified():
            self.left.emit()
            return
        months = [locale.monthName(month, QLocale.FormatType.LongFormat) for month in range(1, 13)]
        order = day_first(locale)
        try:
            day = parse_date(self.text(), self.today, day_first=order, day_names=names, month_names=months)
        except InvalidInput as error:
            self.unreadable.emit(error_text(error))
            self.selectAll()
            return
        self.entered.emit(day)
        self.left.emit()


class ScheduleBar(QWidget):
    """`stepped(-1 or 1)`, `today_wanted`, `view_chosen(place or -1 for all)`, `sector_chosen(str or None)`,
    `week_chosen(bool)`, `slot_chosen(minutes)`; the date's signals are its field's.
    """

    stepped = Signal(int)
    today_wanted = Signal()
    view_chosen = Signal(int)
    edit_views_wanted = Signal()
    sector_chosen = Signal(object)
    week_chosen = Signal(bool)
    slot_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.date = DateField()
        self.before, self.after = _button("‹", self.tr("Earlier (PgUp)")), _button("›", self.tr("Later (PgDown)"))
        self.today = _button(self.tr("Tod&ay"), self.tr("Go to today (Ctrl+T)"))
        self.views, self.sectors, self.slots = QComboBox(), QComboBox(), QComboBox()
        self.edit_views = _button("…", self.tr("Edit views"))
        self.day, self.week = _button(self.tr("Da&y"), self.tr("Ctrl+1")), _button(self.tr("Wee&k"), self.tr("Ctrl+2"))
        self.whose = plain_label(name="heading")  # of a week
        self.counts = plain_label(name="muted")
        self._captions: dict[QWidget, QLabel] = {}
        self.error = plain_label(name="fieldError")
        self._lay_out()
        self._connect()

    def show_views(self, views: Sequence[NamedView], chosen: int) -> None:
        """Offer these views; -1 is all providers."""
        self.views.clear()
        self.views.addItem(self.tr("All providers"), -1)
        for place, view in enumerate(views):
            self.views.addItem(view.name, place)
        self.views.setCurrentIndex(chosen + 1)

    def show_sectors(self, sectors: Sequence[str], chosen: str | None) -> None:
        """Offer these sectors; None is all."""
        items = [self.sectors.itemData(place) for place in range(self.sectors.count())]
        if items != [None, *sectors]:
            self.sectors.clear()
            self.sectors.addItem(self.tr("All sectors"), None)
            for sector in sectors:
                self.sectors.addItem(sector, sector)
        self.sectors.setCurrentIndex(sectors.index(chosen) + 1 if chosen in sectors else 0)

    def show_week(self, week: bool) -> None:
        """Which of the two is shown. A week is one provider's: views and sectors say nothing then."""
        self.day.setChecked(not week)
        self.week.setChecked(week)
        self.edit_views.setVisible(not week)
        for combo in (self.views, self.sectors):
            combo.setVisible(not week)
            self._captions[combo].setVisible(not week)
        self.whose.setVisible(week)

    def show_slot(self, minutes: int) -> None:
        """How fine the rows are."""
        self.slots.setCurrentIndex(SLOTS.index(minutes))

    def _lay_out(self) -> None:
        self.date.setAccessibleName(self.tr("Date"))
        self.date.setToolTip(self.tr("Ctrl+G: type t, +3d, -2w, fri, 14., 14.3. or 2027-03-14"))
        for minutes in SLOTS:
            self.slots.addItem(self.tr("{minutes} min").format(minutes=minutes), minutes)
        for button in (self.day, self.week):
            button.setCheckable(True)  # no group: Tab would leave out the one that isn't chosen
        for label in (self.whose, self.error, self.counts):
            label.setWordWrap(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        layout.setSpacing(STEP)
        for widget in (self.before, self.date, self.after, self.today):
            layout.addWidget(widget)
        combos = (
            (self.tr("Vie&w"), self.views),
            (self.tr("Sec&tor"), self.sectors),
            (self.tr("&Slots"), self.slots),
        )
        for text, combo in combos:
            layout.addSpacing(2 * STEP)
            caption = QLabel(text)
            caption.setTextFormat(Qt.TextFormat.PlainText)
            caption.setBuddy(combo)
            self._captions[combo] = caption
            combo.setAccessibleName(text.replace("&", ""))
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.setMaximumWidth(48 * STEP)
            layout.addWidget(caption)
            layout.addWidget(combo)
            if combo is self.views:
                layout.addWidget(self.edit_views)
            if combo is self.sectors:
                layout.addWidget(self.whose)
                layout.addSpacing(2 * STEP)
                layout.addWidget(self.day)
                layout.addWidget(self.week)
        layout.addSpacing(2 * STEP)
        layout.addWidget(self.error)
        layout.addStretch()
        layout.addWidget(self.counts)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.today.clicked.connect(self.today_wanted)
        self.day.clicked.connect(lambda: self.week_chosen.emit(False))
        self.week.clicked.connect(lambda: self.week_chosen.emit(True))
        self.views.activated.connect(lambda _: self.view_chosen.emit(self.views.currentData()))
        self.edit_views.clicked.connect(self.edit_views_wanted)
        self.sectors.activated.connect(lambda _: self.sector_chosen.emit(self.sectors.currentData()))
        self.slots.activated.connect(lambda _: self.slot_chosen.emit(self.slots.currentData()))
        self.date.unreadable.connect(self.error.setText)


def _button(text: str, tip: str) -> QAbstractButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(text.replace("&", "") if text[:1].isalpha() else tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoRaise(True)
    return button
