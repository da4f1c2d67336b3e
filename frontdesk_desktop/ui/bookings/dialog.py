"""The dialog of a booking: new, or changed; what is refused is settled here."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingRead, BookingUpdate
from frontdesk_desktop.schemas.clients import ClientRead
from frontdesk_desktop.ui.bookings import entry
from frontdesk_desktop.ui.bookings.client_picker import KnownClient, NewClient
from frontdesk_desktop.ui.bookings.form import BookingForm
from frontdesk_desktop.ui.bookings.known_providers import KnownProviders
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.row_dialog import RowDialog, Store
from frontdesk_desktop.ui.toolkit.banner import Offer
from frontdesk_desktop.ui.wording import date_text, error_text, status_text, time_text

_SIMILAR = 3


class BookingDialog(RowDialog[BookingRead]):
    """A new booking (`row` None), or one to change."""

    def __init__(
        self, desk: Desk, providers: KnownProviders, row: BookingRead | None = None, parent: QWidget | None = None
    ) -> None:
        bookings = desk.services.bookings
        store = Store(
            create=lambda values: bookings.create(BookingCreate(**values)),
            update=lambda row_id, values: bookings.update(row_id, BookingUpdate(**values)),
            get=bookings.get,
        )
        new = QCoreApplication.translate("BookingDialog", "New booking")
        title = new if row is None else QCoreApplication.translate("BookingDialog", "Edit booking")
        self.booking_form = BookingForm(desk, providers, row)
        super().__init__(
            desk, name="booking-dialog", title=title, form=self.booking_form, store=store, row=row, parent=parent
        )
        self._providers = providers
        self._providers_offered = bool(providers.active)
        self._asked_about_past = False
        self._refused_slot: tuple[Any, ...] | None = None
        self._similar_to: tuple[str, str, str] | None = None
        if row is None:
            self.save_button.setText(self.tr("Book"))
        else:
            self.form.editor("date").setFocus()  # what is edited is moved, mostly
        if row is not None and row.status is BookingStatus.CANCELLED:
            self.banner.say(self.tr("This booking is cancelled. To have the time again, book it anew."), "info")
        self.form.changed.connect(self._follow)
        providers.changed.connect(self._offer_providers)
        self._offer_providers()
        self._lay_out_again()

    def begin_with(self, provider_id: int | None, day: date) -> None:
        """What a new booking most likely is."""
        self.booking_form.set_defaults(provider_id, day)

    def begin_at(self, provider_id: int, start: datetime, typed: str) -> None:
        """A booking at this wall time of the provider, for whoever was begun to be typed."""
        self.booking_form.set_defaults(provider_id, start.date(), start.time())
        self.booking_form.type_client(typed)

    def save(self) -> None:
        """As for any row; but a time in the past is asked about once."""
        self.booking_form.settle_client()
        if not self.saving and self.form.attempt() and self._asks_about_past():
            return
        super().save()

    # --- saving -----------------------------------------------------------------------------------

    def _send(self, _values: dict[str, Any]) -> None:
        bookings, form = self._desk.services.bookings, self.booking_form
        work: Callable[[], BookingRead]
        if self._row is None:
            work = partial(bookings.create, form.to_create(request_id=self._request_id))
        else:
            changed = form.to_update(self._row)
            if changed is None:
                self.saved()
                return
            work = partial(bookings.update, self._row.id, changed)
        self._desk.jobs.change(work, self._done, self._refused, owner=self)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DomainError) and error.code == "booking.overlap":
            self._show_taken(error)
            return
        if isinstance(error, DomainError):
            error.fields = {entry.PLACES.get(name, name): code for name, code in error.fields.items()}
        super()._refused(error)

    def _show_taken(self, error: DomainError) -> None:
        form = self.booking_form
        self.show_failure("")
        free: Any = error.params.get("free", ())
        self._refused_slot = form.slot
        offers = [Offer(self._free_text(moment), partial(self._take, moment)) for moment in free]
        offers.append(Offer(self.tr("&Overbook…"), form.ask_reason))
        tip = self.tr("Puts this time in; Enter then books it.")
        form.time_help.say(error_text(error), "error", offers, numbered=len(free), tip=tip)
        form.editor("time").setFocus()

    def _free_text(self, moment: datetime) -> str:
        same_day = moment.date() == self.form.values()["date"]
        return time_text(moment) if same_day else f"{date_text(moment)} {time_text(moment)}"

    def _take(self, moment: datetime) -> None:
        self.booking_form.put_moment(moment)
        self.save_button.setFocus()

    # --- while typing -----------------------------------------------------------------------------

    def _follow(self) -> None:
        form = self.booking_form
        if self._refused_slot is not None and self._refused_slot != form.slot:
            self._refused_slot = None
            form.drop_reason()
        if self._refused_slot is None:
            self._offer_choices()
        self._look_for_similar()

    def _offer_choices(self) -> None:
        """The times that may be meant where the clocks are changed."""
        form = self.booking_form
        fault = form.time_fault
        choices: Any = fault.params.get("choices", ()) if fault else ()
        if not choices:
            form.time_help.clear()
            return
        offers = [Offer(f"{time_text(each)} {each.tzname()}", partial(self._mean, each)) for each in choices]
        form.time_help.say("", "info", offers, numbered=len(offers), tip=self.tr("Means exactly this time."))

    def _mean(self, moment: datetime) -> None:
        self.booking_form.put_moment(moment)
        self.form.editor("duration_minutes").setFocus()

    def _asks_about_past(self) -> bool:
        form = self.booking_form
        moved = self._row is None or form.moment != self._row.scheduled_at
        if self._asked_about_past or not moved:
            return False
        if not entry.starts_in_past(form.moment, form.time_zone, datetime.now(UTC)):
            return False
        self._asked_about_past = True
        change = Offer(self.tr("Change the time"), self._change_time)
        anyway = Offer(self.tr("Book it an&yway"), self.save)
        form.time_help.say(self.tr("This time is in the past. Book it anyway?"), "warning", [change, anyway])
        self._refused_slot = form.slot  # the question stands until the time is another
        form.time_help.buttons[0].setFocus()
        return True

    def _change_time(self) -> None:
        self.booking_form.time_help.clear()
        self.form.editor("time").setFocus()

    def _look_for_similar(self) -> None:
        client = self.booking_form.new_client()
        values = self.form.values()
        wanted = (client.name, values["client_phone"], values["client_email"]) if client else None
        if wanted == self._similar_to:
            return
        self._similar_to = wanted
        errors = self.form.errors()
        if wanted is None or any(name in errors for name in ("client", "client_phone", "client_email")):
            self.booking_form.client_help.clear()
            return
        find = self._desk.services.clients.find_similar
        self._desk.jobs.query(
            "bookings:similar", lambda: find(*wanted), self._show_similar, lambda _error: None, owner=self
        )

    def _show_similar(self, clients: tuple[ClientRead, ...]) -> None:
        form = self.booking_form
        if not clients or form.new_client() is None:
            form.client_help.clear()
            return
        known = [KnownClient.of(client) for client in clients[:_SIMILAR]]
        offers = [Offer(self._use_text(client), partial(self._use, client)) for client in known]
        form.client_help.say(self.tr("Probably known already. Use this client instead?"), "warning", offers)

    def _use_text(self, client: KnownClient) -> str:
        words = str(client) if client.phone else " · ".join(filter(None, (str(client), client.email)))
        return words.replace("&", "&&")

    def _use(self, client: KnownClient) -> None:
        self.booking_form.put_client(client)
        self.form.editor("provider_id").setFocus()

    # --- providers, other desks -------------------------------------------------------------------

    def _offer_providers(self) -> None:
        """Once, as soon as they are known: under an open dialog nothing changes."""
        if self._providers_offered or not self._providers.was_read:
            return
        self._providers_offered = bool(self._providers.active)
        if self._providers_offered:
            self.banner.clear()
            self.booking_form.offer_providers()
        else:
            none = self.tr("There is no active provider yet. Add one on the page Providers first.")
            self.banner.say(self._providers.failure or none, "warning")

    def _show_row(self, row: BookingRead) -> None:
        self.booking_form.show_booking(row)

    def _fields_of(self, row: BookingRead) -> dict[str, Any]:
        return entry.fields_of(row)

    def _words_of(self, name: str, value: Any) -> str:
        if name == "provider_id":
            return next((each.name for each in self._providers.all if each.id == value), "")
        if name == "status":
            return status_text(value)
        if isinstance(value, KnownClient | NewClient):
            return value.name
        return str(value)

    def _lay_out_again(self) -> None:
        """As high as needed at first; what it is made higher goes to the notes."""
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.setStretchFactor(self.form, 1)
        self.resize(self.width(), self._needed_height())

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return handled

    def _make_room(self) -> None:
        """Grow by what has appeared below a field: a layout doesn't, for text that is wrapped."""
        if self._needed_height() > self.height():
            self.resize(self.width(), self._needed_height())

    def _needed_height(self) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(self.width()) if layout is not None else 0
