"""The fields of a booking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.status import TRANSITIONS, BookingStatus
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingRead, BookingUpdate
from frontdesk_desktop.schemas.sectors import ServiceType, sectors
from frontdesk_desktop.ui.bookings import entry
from frontdesk_desktop.ui.bookings.client_picker import ClientPicker, KnownClient, NewClient
from frontdesk_desktop.ui.bookings.known_providers import KnownProviders
from frontdesk_desktop.ui.bookings.offer_panel import OfferPanel
from frontdesk_desktop.ui.bookings.table_model import foreign_zone
from frontdesk_desktop.ui.bookings.typed_fields import DateEdit, MinutesEdit, TimeEdit
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.toolkit.editors import ComboBox, LineEdit, PlainTextEdit
from frontdesk_desktop.ui.toolkit.form import Form
from frontdesk_desktop.ui.toolkit.suggestions import SuggestionBox
from frontdesk_desktop.ui.toolkit.theme import STEP
from frontdesk_desktop.ui.wording import status_text

_BEGINNINGS = (BookingStatus.PENDING, BookingStatus.CONFIRMED, BookingStatus.ARRIVED)
_MOVES = ("client", "provider_id", "date", "time", "duration_minutes")


@dataclass(frozen=True)
class _Place:
    """What the form needs to know of a provider."""

    name: str
    time_zone: str
    sector: str


class BookingForm(Form):
    """`booking` None is a new one. `time_help` and `client_help` stand below their fields.

    The time means the provider's wall time; `pin` says which moment is meant where that isn't enough.
    """

    def __init__(
        self, desk: Desk, providers: KnownProviders, booking: BookingRead | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(self._faults, parent)
        self.client_help = OfferPanel(3)
        self.time_help = OfferPanel(4)
        self._own_zone = desk.services.settings.time_zone
        self._providers = providers
        self._places: dict[int, _Place] = {}
        self._pinned: tuple[datetime, str] | None = None
        self._overbooking = False
        self._client = ClientPicker(desk)
        self._provider = ComboBox()
        self._service = _ServiceBox()
        self._date, self._time, self._length = DateEdit(), TimeEdit(), MinutesEdit()
        self._status = ComboBox()
        self._add_fields()
        self._offered: tuple[ServiceType, ...] = ()
        self.changed.connect(self._follow)
        self.show_booking(booking)

    def show_booking(self, booking: BookingRead | None) -> None:
        """Offer what this booking, or a new one, may become, and show it as what was there before."""
        self._booking = booking
        self._pinned = (booking.scheduled_at, booking.time_zone) if booking is not None else None
        self._overbooking = booking is not None and booking.overbook_reason is not None
        statuses = _BEGINNINGS if booking is None else (booking.status, *TRANSITIONS[booking.status])
        self._status.set_choices([(status, status_text(status)) for status in statuses])
        self._length.by_hand = booking is not None
        closed = booking is not None and booking.status is BookingStatus.CANCELLED
        for name in _MOVES:
            self.editor(name).setEnabled(not closed)
        self.offer_providers()
        if booking is not None:
            self.set_values(entry.fields_of(booking))
        self._follow()

    def offer_providers(self) -> None:
        """Offer the active providers, and the booking's own."""
        booking = self._booking
        own = {booking.provider_id: _Place(booking.provider_name, booking.time_zone, "")} if booking else {}
        for each in self._providers.all:
            if each.is_active or each.id in own:
                own[each.id] = _Place(each.name, each.time_zone, each.sector)
        chosen = self._provider.value()
        self._places = dict(sorted(own.items(), key=lambda item: item[1].name.casefold()))
        blocked = self._provider.blockSignals(True)
        self._provider.set_choices([(key, place.name) for key, place in self._places.items()])
        self._provider.set_value(next(iter(self._places)) if chosen is None and len(self._places) == 1 else chosen)
        self._provider.blockSignals(blocked)
        self._follow()

    # --- what the fields say ----------------------------------------------------------------------

    @property
    def time_zone(self) -> str:
        """The chosen provider's; "" where none is chosen."""
        place = self._places.get(self._provider.value() or 0)
        return place.time_zone if place else ""

    @property
    def moment(self) -> datetime | None:
        """The start: naive, or aware where one moment is meant of those that the clocks show alike."""
        wall = entry.wall_of(self.values())
        if self._pinned is not None and wall is not None:
            pinned, zone = self._pinned
            if zone == self.time_zone and pinned.replace(tzinfo=None, fold=0) == wall:
                return pinned
        return wall

    @property
    def time_fault(self) -> InvalidInput | None:
        """Why the clocks don't know this time, or know it twice, with `choices`."""
        return entry.time_fault(self.moment, self.time_zone)

    @property
    def slot(self) -> tuple[Any, ...]:
        """What decides whether the time is taken."""
        values = self.values()
        return (values["provider_id"], self.moment, values["duration_minutes"])

    def new_client(self) -> NewClient | None:
        """The client to be made, if it is to be one."""
        client = self._client.value()
        return client if isinstance(client, NewClient) else None

    def to_create(self, **more: Any) -> BookingCreate:
        """The new booking. Raises ValidationError."""
        return BookingCreate(**entry.payload(self._entered(), self.moment, None), **more)

    def to_update(self, booking: BookingRead) -> BookingUpdate | None:
        """What differs from the booking; None where nothing does. Raises ValidationError."""
        changed = entry.changes(entry.payload(self._entered(), self.moment, booking), booking)
        return BookingUpdate(**changed, version=booking.version) if changed else None

    # --- what is put into them --------------------------------------------------------------------

    def put_moment(self, moment: datetime) -> None:
        """Mean exactly this aware moment, in the provider's zone."""
        self._pinned = (moment, self.time_zone)
        self._date.set_value(moment.date())
        self._time.set_value(moment.time())
        self._time.changed.emit()  # the same time may now be another moment

    def put_client(self, client: KnownClient) -> None:
        """Choose a client."""
        self._client.set_value(client)

    def settle_client(self) -> None:
        """A client who wasn't chosen is an error from now on."""
        self._client.settle()

    def ask_reason(self) -> None:
        """Overbook this time: a reason is needed."""
        self._overbooking = True
        self._follow()
        self.editor("overbook_reason").setFocus()

    def drop_reason(self) -> None:
        """Another time: no reason is needed there. It stays typed, should it be needed again."""
        if self._overbooking and (self._booking is None or self._booking.overbook_reason is None):
            self._overbooking = False
            self._follow()

    def type_client(self, typed: str) -> None:
        """What was typed before the picker was there."""
        self._client.insert_typed(typed)

    def set_defaults(self, provider_id: int | None, day: date, at: time | None = None) -> None:
        """What a new booking begins with."""
        known: dict[str, Any] = {"provider_id": provider_id} if provider_id in self._places else {}
        if at is not None:
            known["time"] = at
        self.set_values({**known, "date": day, "duration_minutes": 30, "status": BookingStatus.PENDING})
        self._follow()

    # --- inside -----------------------------------------------------------------------------------

    def _add_fields(self) -> None:
        self._provider.setPlaceholderText(self.tr("Choose a provider"))
        self._date.setPlaceholderText(self.tr("t, +3d, fri, 14.3."))
        self._time.setPlaceholderText(self.tr("1430, 2:30pm"))
        self.add("client", self.tr("&Client"), self._client)
        self.add("client_phone", self.tr("&Phone"), LineEdit())
        self.add("client_email", self.tr("&E-mail"), LineEdit())
        self.add_note(self.client_help)
        self.add("provider_id", self.tr("Pro&vider"), self._provider)
        self.add("service_type", self.tr("&Service"), self._service)
        self.add("date", self.tr("&Date"), self._date)
        self.add("time", self.tr("&Time"), self._time)
        self.add_note(self.time_help)
        self.add("overbook_reason", self.tr("Reason to over&book"), LineEdit())
        self.add("duration_minutes", self.tr("&Length"), self._length)
        self.add("status", self.tr("St&atus"), self._status)
        self.add("notes", self.tr("&Notes"), _Notes())

    def _entered(self) -> dict[str, Any]:
        values = self.values()
        if not self._overbooking:
            values["overbook_reason"] = None
        return values

    def _faults(self, values: Mapping[str, Any]) -> dict[str, str]:
        reason = values["overbook_reason"] if self._overbooking else None
        return entry.faults({**values, "overbook_reason": reason}, self.moment, self.time_zone, self._booking)

    def _follow(self) -> None:
        """Show the fields, units and suggestions that belong to what was chosen."""
        client = self._client.value()
        for name in ("client_phone", "client_email"):
            self.show_field(name, isinstance(client, NewClient))
        self.show_field("overbook_reason", self._overbooking)
        self._time.set_suffix(self._zone_text())
        place = self._places.get(self._provider.value() or 0)
        offered = next((each.service_types for each in sectors() if place and each.key == place.sector), ())
        if offered != self._offered:
            self._offered = offered
            self._service.set_choices([(each.name, each.name) for each in offered])
        usual = next((each.minutes for each in offered if each.name == self._service.value()), None)
        if usual is not None and not self._length.by_hand and self._length.value() != usual:
            self._length.set_value(usual)

    def _zone_text(self) -> str:
        wall = entry.wall_of({**self.values(), **({} if self._time.value() else {"time": time(12)})})
        if not self.time_zone or wall is None:
            return ""
        moment = self.moment if self.moment is not None and self.moment.tzinfo else None
        return foreign_zone(moment or wall.replace(tzinfo=ZoneInfo(self.time_zone)), self._own_zone)


class _ServiceBox(SuggestionBox):
    """Completes what is typed within the line: a letter or two and Tab are enough for a usual service."""

    def __init__(self) -> None:
        super().__init__()
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)


class _Notes(PlainTextEdit):
    """Three lines, and more where the dialog is larger."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().lineSpacing() * 3 + 4 * STEP)
