"""The filters of bookings."""

from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QWidget

from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.ui.bookings.known_providers import KnownProviders
from frontdesk_desktop.ui.bookings.typed_fields import DateEdit
from frontdesk_desktop.ui.pages.filter_bar import FilterBar
from frontdesk_desktop.ui.toolkit.editors import ComboBox
from frontdesk_desktop.ui.toolkit.theme import STEP
from frontdesk_desktop.ui.wording import status_text

Days = Literal["today", "tomorrow", "week", "all", "dates"]
_MINUTE = 60_000  # ms


class BookingFilterBar(FilterBar):
    """Text, days, provider and status. "Today" is the date of this computer, as wall time of each provider."""

    def __init__(self, providers: KnownProviders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._providers = providers
        self._today = _today()
        self.days = ComboBox(
            [
                ("today", self.tr("Today")),
                ("tomorrow", self.tr("Tomorrow")),
                ("week", self.tr("This week")),
                ("all", self.tr("All")),
                ("dates", self.tr("Dates…")),
            ]
        )
        self.first, self.last = DateEdit(), DateEdit()
        self.provider = ComboBox()
        self.provider.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)  # they come later
        self.provider.setMaximumWidth(60 * STEP)
        self.status = ComboBox(
            [
                ((), self.tr("All")),
                (
                    tuple(each for each in BookingStatus if each is not BookingStatus.CANCELLED),
                    self.tr("Not cancelled"),
                ),
                *(((each,), status_text(each)) for each in BookingStatus),
            ]
        )
        self.search.setPlaceholderText(self.tr("client, phone, service, notes…"))
        self.add(self.tr("Sea&rch"), self.search)
        self.add(self.tr("Da&ys"), self.days)
        self.add(self.tr("Fro&m"), self.first)
        self.add(self.tr("un&til"), self.last)
        self.add(self.tr("Pr&ovider"), self.provider)
        self.add(self.tr("Stat&us"), self.status)
        for field in (self.first, self.last):
            field.setFixedWidth(32 * STEP)
            field.textEdited.connect(self._typed)
            field.returnPressed.connect(self.apply_now)
        self._offer_providers()
        self._show_dates()
        providers.changed.connect(self._offer_providers)
        self.days.changed.connect(self._days_chosen)
        self.provider.changed.connect(self.apply_now)
        self.status.changed.connect(self.apply_now)
        midnight = QTimer(self, interval=_MINUTE)
        midnight.timeout.connect(self._look_at_clock)
        midnight.start()

    @property
    def only_days(self) -> bool:
        """Whether no filter but the days is set."""
        return not self.search.text() and self.provider.value() is None and not self.status.value()

    @property
    def likely_day(self) -> date:
        """The day that a new booking is most likely for."""
        if self.days.value() == "tomorrow":
            return _today() + timedelta(days=1)
        first = self.first.value()
        return first if self.days.value() == "dates" and isinstance(first, date) else _today()

    def where(self) -> dict[str, Any]:
        where = super().where()
        if self.provider.value() is not None:
            where["provider_id"] = self.provider.value()
        if self.status.value():
            where["status"] = self.status.value()
        first, last = self._range()
        if first is not None:
            where["from_date"] = datetime.combine(first, time.min)
        if last is not None:
            where["to_date"] = datetime.combine(last, time.max)
        return where

    def clear(self) -> None:
        super().clear()
        for box in (self.days, self.provider, self.status):
            box.blockSignals(True)
        self.days.set_value("all")
        self.provider.set_value(None)
        self.status.set_value(())
        for box in (self.days, self.provider, self.status):
            box.blockSignals(False)
        self._show_dates()
        self.apply_now()

    def _range(self) -> tuple[date | None, date | None]:
        days: Days = self.days.value()
        today = _today()
        if days == "week":
            monday = (today.isoweekday() - QLocale().firstDayOfWeek().value) % 7
            return today - timedelta(days=monday), today + timedelta(days=6 - monday)
        if days == "dates":
            return _typed_day(self.first), _typed_day(self.last)
        day = {"today": today, "tomorrow": today + timedelta(days=1)}.get(days)
        return day, day

    def _typed(self) -> None:
        self._pause.start()

    def _days_chosen(self) -> None:
        if self.days.value() == "dates" and not self.first.text():
            self.first.set_value(_today())
        self._show_dates()
        self.apply_now()

    def _show_dates(self) -> None:
        self.show_filter(self.first, self.days.value() == "dates")
        self.show_filter(self.last, self.days.value() == "dates")

    def _offer_providers(self) -> None:
        """The active ones; the chosen one stays, also where it is no longer active."""
        chosen = self.provider.value()
        offered: list[ProviderRead] = [each for each in self._providers.all if each.is_active or each.id == chosen]
        blocked = self.provider.blockSignals(True)
        self.provider.set_choices([(None, self.tr("All")), *((each.id, each.name) for each in offered)])
        self.provider.set_value(chosen if any(each.id == chosen for each in offered) else None)
        self.provider.blockSignals(blocked)
        if self.provider.value() != chosen:
            self.apply_now()

    def _look_at_clock(self) -> None:
        if self._today != _today():
            self._today = _today()
            self.apply_now()


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the date of this computer is meant


def _typed_day(field: DateEdit) -> date | None:
    """The date in a field; None for an empty one. Raises InvalidInput."""
    value = field.value()
    if isinstance(value, date):
        return value
    if value:
        raise InvalidInput("date.unreadable", value=value[:100])
    return None
