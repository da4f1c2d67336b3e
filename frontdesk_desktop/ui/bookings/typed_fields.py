"""Fields in which dates, times and lengths are typed as people write them, and shown in one way on leaving."""

import re
from abc import abstractmethod
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.typed_time import parse_date, parse_time
from frontdesk_desktop.ui.toolkit.theme import STEP

V = TypeVar("V")
_QUARTER = 15  # minutes that an arrow key moves a time
_HOURS_MINUTES = re.compile(r"(\d{1,3}):(\d{2})")
_UNITS = re.compile(r"(?:(\d{1,3}(?:[.,]\d{1,2})?)\s*h[^\W\d]*\.?)?\s*(?:(\d{1,5})\s*(?:m[^\W\d]*\.?)?)?")


class TypedEdit(QLineEdit, Generic[V]):
    """Any text that can be read as a value. Up and Down step it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: V | None = None
        self._suffix = QLabel(self)
        self._suffix.setTextFormat(Qt.TextFormat.PlainText)
        self._suffix.setObjectName("muted")
        self._suffix.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self.changed)
        self.editingFinished.connect(self._tidy)

    def value(self) -> V | str:
        """What was typed, read; the text itself where it can't be; "" where there is none."""
        text = self.text()
        if not text.strip():
            return ""
        if self._given is not None and text == self.shown(self._given):
            return self._given  # more exact than its text
        try:
            return self.read(text)
        except InvalidInput:
            return text

    def set_value(self, value: V | str | None) -> None:
        """Show a value, or a text as it is."""
        self._given = None if value is None or isinstance(value, str) else value
        self.setText(value or "" if value is None or isinstance(value, str) else self.shown(value))
        self.setCursorPosition(0)

    def set_suffix(self, text: str) -> None:
        """Show a unit or a zone at the right of the field."""
        self._suffix.setText(text)
        self._suffix.adjustSize()
        self.setTextMargins(0, 0, self._suffix.width() + 2 * STEP if text else 0, 0)
        self._place_suffix()

    @abstractmethod
    def read(self, text: str) -> V:
        """The value of a text. Raises InvalidInput."""

    @abstractmethod
    def shown(self, value: V) -> str:
        """The value as the person's locale writes it."""

    @abstractmethod
    def stepped(self, value: V | None, by: int) -> V:
        """The value `by` steps on; a first one where there is none."""

    def _tidy(self) -> None:
        value = self.value()
        if not isinstance(value, str):
            self.set_value(value)

    def _place_suffix(self) -> None:
        self._suffix.move(self.width() - self._suffix.width() - 2 * STEP, (self.height() - self._suffix.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in steps and not self.isReadOnly():
            value = self.value()
            known = None if isinstance(value, str) else value
            self.set_value(self.stepped(known, steps[Qt.Key(event.key())]))
            self.selectAll()
            self.textEdited.emit(self.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.selectAll()  # sent here by a message: what is typed now replaces it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_suffix()


class DateEdit(TypedEdit[date]):
    """A date: `t`, `+3d`, `fri`, `14.3.`, or as the locale writes it. Up and Down go a day on and back."""

    def read(self, text: str) -> date:
        locale = QLocale()
        text = _without_weekday(text.strip(), locale)
        exact = locale.toDate(text, _date_format(locale))
        if exact.isValid():
            return date(exact.year(), exact.month(), exact.day())
        day_names = [locale.dayName(number, QLocale.FormatType.LongFormat) for number in range(1, 8)]
        return parse_date(text, date.today(), day_first=day_first(locale), day_names=day_names)  # noqa: DTZ011 - wall

    def shown(self, value: date) -> str:
        locale = QLocale()
        day = QDate(value.year, value.month, value.day)
        return f"{locale.toString(day, 'ddd')} {locale.toString(day, _date_format(locale))}"

    def stepped(self, value: date | None, by: int) -> date:
        if value is None:
            return date.today()  # noqa: DTZ011 - this desk's day
        try:
            return value + timedelta(days=by)
        except OverflowError:
            return value


class TimeEdit(TypedEdit[time]):
    """A time of the day: `1430`, `2:30pm`, `14.30`. Up and Down go to the next quarter of an hour."""

    def read(self, text: str) -> time:
        exact = QLocale().toTime(text.strip(), QLocale.FormatType.ShortFormat)
        return time(exact.hour(), exact.minute()) if exact.isValid() else parse_time(text)

    def shown(self, value: time) -> str:
        return QLocale().toString(QTime(value.hour, value.minute), QLocale.FormatType.ShortFormat)

    def stepped(self, value: time | None, by: int) -> time:
        start = value or datetime.now().time()  # noqa: DTZ005 - this desk's wall time
        minutes = start.hour * 60 + start.minute
        quarter = minutes // _QUARTER + by if by > 0 else -(-minutes // _QUARTER) + by
        quarter = min(max(quarter, 0), 24 * 60 // _QUARTER - 1)
        return time(quarter * _QUARTER // 60, quarter * _QUARTER % 60)


class MinutesEdit(TypedEdit[int]):
    """A length in minutes: `30`, `1h`, `1:30`, `1.5 h`. Up and Down go to the next five."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by_hand = False  # whether the person decided the length
        self.textEdited.connect(self._edited)
        self.set_suffix(self.tr("min"))

    def read(self, text: str) -> int:
        text = text.strip().casefold()
        if found := _HOURS_MINUTES.fullmatch(text):
            return int(found[1]) * 60 + int(found[2])
        found = _UNITS.fullmatch(text)
        if found is None or not (found[1] or found[2]):
            raise InvalidInput("length.unreadable", value=text)
        return round(float((found[1] or "0").replace(",", ".")) * 60) + int(found[2] or 0)

    def shown(self, value: int) -> str:
        return str(value)

    def stepped(self, value: int | None, by: int) -> int:
        return 30 if value is None else max(5, (value // 5 + by if by > 0 else -(-value // 5) + by) * 5)

    def _edited(self) -> None:
        self.by_hand = True


def day_first(locale: QLocale) -> bool:
    """Whether the locale writes the day before the month."""
    written = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return written.find("d") < written.find("M")


def _date_format(locale: QLocale) -> str:
    """The locale's short date, but with four digits of the year: what is shown must be what is meant."""
    written = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return written if "yyyy" in written else written.replace("yy", "yyyy")


def _without_weekday(text: str, locale: QLocale) -> str:
    for length in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        for number in range(1, 8):
            name = locale.dayName(number, length)
            if text.casefold().startswith(f"{name} ".casefold()):
                return text[len(name) + 1 :].strip()
    return text
