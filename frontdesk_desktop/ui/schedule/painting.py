"""How a booking is painted: its colour bar and icon, its texts, its marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPixmap, QStaticText, QTransform

from frontdesk_desktop.domain.status import HOLDS_TIME, BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.ui.schedule.words import time_span
from frontdesk_desktop.ui.toolkit.icons import icon, muted_tint, status_icon, warning_tint
from frontdesk_desktop.ui.toolkit.theme import STEP, is_dark, status_colour

BAR = STEP  # width of the bar in the status's colour
ICON = 4 * STEP
_TINT = (0.13, 0.20)  # how much of the status's colour is in the background; light, dark
_MOST_TEXTS = 20_000  # layouts kept

_NARROW = 6 * ICON  # px, below which marks and texts share no line
_LONGEST = 200  # letters of a text that are looked at

_Texts = tuple[QStaticText, list[tuple[int, int, QStaticText]]]


@dataclass(frozen=True, slots=True)
class _Look:
    """What the palette makes of a status."""

    bar: QColor
    back: QColor
    border: QPen
    icon: QPixmap


class BlockPainter:
    """Paints bookings as blocks. Layouts and pictures are kept from one time to the next."""

    def __init__(self, font: QFont, palette: QPalette, ratio: float) -> None:
        """Made anew where font, palette or the ratio of device pixels change."""
        self._font, self._bold = QFont(font), QFont(font)
        self._bold.setBold(True)
        self._line = QFontMetrics(self._bold).height()
        self._text = palette.color(QPalette.ColorRole.Text)
        self._muted = palette.color(QPalette.ColorRole.PlaceholderText)
        dark = is_dark(palette)
        base = palette.color(QPalette.ColorRole.Base)
        size = QSize(ICON, ICON)
        self._looks = {
            status: _Look(
                status_colour(status, dark),
                _mixed(base, status_colour(status, dark), _TINT[dark]),
                QPen(_mixed(base, status_colour(status, dark), 0.45)),
                status_icon(status).pixmap(size, ratio),
            )
            for status in BookingStatus
        }
        self._note = icon("note", muted_tint).pixmap(size, ratio)
        self._overbooked = icon("overbooked", warning_tint).pixmap(size, ratio)
        self._texts: dict[tuple[object, ...], _Texts] = {}

    def paint(self, painter: QPainter, booking: BookingRead, rect: QRect) -> None:
        """Paint a booking into its block."""
        look = self._looks[booking.status]
        x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        painter.fillRect(x, y, width, height, look.back)
        painter.fillRect(x, y, BAR, height, look.bar)
        painter.setPen(look.border)
        painter.drawRect(x, y, width - 1, height - 1)
        lines = max(1, min(3, (height - 2) // self._line))
        top = y + (2 if lines > 1 else (height - self._line) // 2)
        left, right = x + BAR + STEP, x + width - STEP
        marks = [look.icon]
        marks += [self._overbooked] if booking.overbook_reason else []
        marks += [self._note] if booking.notes else []
        in_the_way = (self._line - ICON) // 2
        narrow = width < _NARROW
        if narrow and lines > 1:  # the marks have a line of their own
            self._paint_marks(painter, marks, left, right, top + self._line + in_the_way)
        elif narrow:
            left = self._paint_marks(painter, marks[:2], left, right, top + in_the_way) + STEP
        else:
            left = self._paint_marks(painter, marks[:1], left, right, top + in_the_way) + STEP
            right -= ICON * (len(marks) - 1)
            self._paint_marks(painter, marks[1:], right, x + width, top + in_the_way)
        self._paint_texts(painter, booking, QRect(left, top, right - left, height), lines, narrow)

    @staticmethod
    def _paint_marks(painter: QPainter, marks: Sequence[QPixmap], left: int, right: int, y: int) -> int:
        """As many as there is room for. Returns where the room after them begins."""
        for mark in marks:
            if left + ICON <= right + STEP:
                painter.drawPixmap(left, y, mark)
                left += ICON
        return left

    def _paint_texts(self, painter: QPainter, booking: BookingRead, room: QRect, lines: int, narrow: bool) -> None:
        left, top = room.x(), room.y()
        first, others = self._laid_out(booking, room.width(), lines, narrow)
        painter.setPen(self._text if booking.status in HOLDS_TIME else self._muted)
        painter.setFont(self._bold)
        painter.drawStaticText(left, top, first)
        painter.setPen(self._muted)
        painter.setFont(self._font)
        for dx, dy, text in others:
            painter.drawStaticText(left + dx, top + dy, text)

    def _laid_out(self, booking: BookingRead, width: int, lines: int, narrow: bool) -> _Texts:
        """The client, and each other text with its place; elided to the width."""
        name, service = booking.client_name, booking.service_type
        key = (name, service, booking.scheduled_at, booking.ends_at, width, lines, narrow)
        texts = self._texts.get(key)
        if texts is None:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            first, used = self._static(name, self._bold, width)
            others = []
            if lines == 1 and width - used > 4 * ICON:
                others.append((used + 2 * STEP, 0, self._static(service, self._font, width - used - 2 * STEP)[0]))
            below = ("", service) if narrow else (service, time_span(booking))
            for line, text in enumerate(below[: lines - 1], 1):
                others.append((0, line * self._line, self._static(text, self._font, width)[0]))
            texts = self._texts[key] = (first, others)
        return texts

    def _static(self, text: str, font: QFont, width: int) -> tuple[QStaticText, int]:
        metrics = QFontMetrics(font)
        text = metrics.elidedText(text[:_LONGEST], Qt.TextElideMode.ElideRight, max(0, width))
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.prepare(QTransform(), font)
        return static, metrics.horizontalAdvance(text)


def _mixed(base: QColor, colour: QColor, share: float) -> QColor:
    """`share` of the colour on the base."""

    def part(of: Callable[[QColor], int]) -> int:
        return round(of(base) + (of(colour) - of(base)) * share)

    return QColor(part(QColor.red), part(QColor.green), part(QColor.blue))
