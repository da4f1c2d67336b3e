"""What the schedule says of slots, columns and bookings."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.ui.schedule.plan import PlanColumn, wall
from frontdesk_desktop.ui.wording import day_first, status_text, time_text


def spoken_slot(column: PlanColumn, start: datetime, minutes: int) -> str:
    """A free slot: "Tuesday 14:30, City Medical, free, 30 minutes"."""
    words = _tr("{when}, {provider}, free, {minutes} minutes")
    return words.format(when=_spoken_time(start), provider=column.provider.name, minutes=minutes)


def spoken_booking(booking: BookingRead, start: datetime) -> str:
    """A booking in the slot that begins at `start`: "Tuesday 14:30, City Medical, John Doe, check-up, confirmed"."""
    begins = wall(booking.scheduled_at)
    parts = [
        _spoken_time(max(begins, start)),
        booking.provider_name,
        booking.client_name,
        booking.service_type,
        status_text(booking.status),
    ]
    if begins < start:
        parts.append(_tr("since {time}").format(time=time_text(begins)))
    if booking.overbook_reason:
        parts.append(_tr("overbooked"))
    if booking.notes:
        parts.append(_tr("with notes"))
    return ", ".join(parts)


def offset_text(day: date, zone: str, own_zone: str) -> str:
    """How far the zone's clocks are from this desk's at noon: "−1 h", "+5:30 h"; "" where they agree."""
    noon = datetime.combine(day, time(12))
    there, here = (noon.replace(tzinfo=ZoneInfo(name)).utcoffset() or timedelta() for name in (zone, own_zone))
    minutes = (there - here) // timedelta(minutes=1)
    if not minutes:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return _tr("{hours} h").format(hours=f"{sign}{hours}:{rest:02}" if rest else f"{sign}{hours}")


def short_date(day: date) -> str:
    """A date without its year, as the person's locale writes it: "Tue 24 Nov"."""
    locale = QLocale()
    return locale.toString(QDate(day.year, day.month, day.day), "ddd d MMM" if day_first(locale) else "ddd MMM d")


def time_span(booking: BookingRead) -> str:
    """From when to when."""
    return f"{time_text(booking.scheduled_at)}–{time_text(booking.ends_at)}"


def about(words: str, booking: BookingRead) -> str:
    """A sentence filled with a booking's client, time, end, provider and status."""
    return words.format(
        client=booking.client_name,
        time=time_text(booking.scheduled_at),
        end=time_text(booking.ends_at),
        provider=booking.provider_name,
        status=status_text(booking.status),
    )


def _spoken_time(moment: datetime) -> str:
    weekday = QLocale().dayName(moment.isoweekday(), QLocale.FormatType.LongFormat)
    return f"{weekday} {time_text(moment)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Schedule", text)
