"""Changing bookings by keys alone, while other desks do the same."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead, BookingUpdate
from frontdesk_desktop.schemas.clients import ClientRead
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderRead, ProviderUpdate
from frontdesk_desktop.ui.bookings.client_picker import KnownClient
from frontdesk_desktop.ui.bookings.dialog import BookingDialog
from frontdesk_desktop.ui.bookings.page import BookingsPage
from tests.ui.bookings.conftest import Book
from tests.ui.desk_window import ALT, CTRL, DeskWindow, Hands, texts

Key = Qt.Key


def closed() -> bool:
    """Whether no dialog is open."""
    return QApplication.activeModalWidget() is None


def edit(page: BookingsPage, hands: Hands, booking: BookingRead) -> BookingDialog:
    """Opens it from the table."""
    page.filter_bar.days.set_value("all")
    hands.wait(lambda: page.list.model.index_of(booking.id).isValid())
    page.list.select_id(booking.id)
    page.list.table.setFocus()
    hands.press(Key.Key_Return)
    dialog = hands.dialog()
    assert isinstance(dialog, BookingDialog)
    return dialog


def test_shows_the_booking_and_sends_only_what_was_changed(
    page: BookingsPage, services: Services, window: DeskWindow, hands: Hands, book: Book
) -> None:
    booking = book(1, 10, notes="two\r\nlines")
    dialog = edit(page, hands, booking)
    assert hands.focus is dialog.form.editor("date")
    assert dialog.form.values()["client"] == KnownClient(
        booking.client_id, "John Doe", "+1234567890", "john@example.com"
    )
    assert not dialog.form.is_dirty()
    hands.press(Key.Key_Tab)
    assert hands.focus is dialog.form.editor("time")
    hands.press(Key.Key_Up)
    hands.press(Key.Key_Return)
    hands.wait(closed)
    changed = services.bookings.get(booking.id)
    assert changed.scheduled_at == booking.scheduled_at + timedelta(minutes=15)
    assert changed.notes == "two\r\nlines"
    assert (
        changed.model_copy(
            update={name: getattr(booking, name) for name in ("scheduled_at", "ends_at", "updated_at", "version")}
        )
        == booking
    )
    assert window.messages.toast_area.text.startswith("Saved John Doe, ")
    hands.wait(lambda: page.list.current_row() == changed)


def test_unchanged_is_not_saved(page: BookingsPage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(-3, 10)
    edit(page, hands, booking)
    hands.press(Key.Key_Return, CTRL)
    hands.wait(closed)
    assert services.bookings.get(booking.id).version == booking.version


def test_past_booking_that_stays_where_it_is_isn_t_asked_about(
    page: BookingsPage, services: Services, hands: Hands, book: Book
) -> None:
    booking = book(-3, 10)
    edit(page, hands, booking)
    hands.press(Key.Key_N, ALT)
    hands.type("Was here")
    hands.press(Key.Key_S, CTRL)
    hands.wait(closed)
    assert services.bookings.get(booking.id).notes == "Was here"


def test_only_allowed_statuses_are_offered(page: BookingsPage, hands: Hands, book: Book) -> None:
    dialog = edit(page, hands, book(0, 10, BookingStatus.NO_SHOW))
    status = dialog.booking_form._status
    assert [status.itemText(place) for place in range(status.count())] == ["no-show", "confirmed", "arrived"]


def test_another_provider_keeps_the_time_that_is_shown(
    page: BookingsPage, services: Services, hands: Hands, book: Book, garage: ProviderRead
) -> None:
    booking = book(1, 10)
    edit(page, hands, booking)
    hands.press(Key.Key_V, ALT)
    hands.type("Hudson")
    hands.press(Key.Key_S, CTRL)
    hands.wait(closed)
    moved = services.bookings.get(booking.id)
    assert moved.provider_id == garage.id
    assert moved.scheduled_at.replace(tzinfo=None) == booking.scheduled_at.replace(tzinfo=None)
    assert moved.scheduled_at != booking.scheduled_at


def test_another_provider_is_meant_at_the_time_that_is_shown(
    page: BookingsPage, services: Services, hands: Hands, book: Book
) -> None:
    services.providers.create(ProviderCreate(name="Nord Clinic", sector="medical", time_zone="Europe/Berlin"))
    hands.wait(lambda: page.filter_bar.provider.count() == 4)
    booking = book(1, 10)
    dialog = edit(page, hands, booking)
    services.bookings.update(booking.id, BookingUpdate(scheduled_at=booking.scheduled_at + timedelta(hours=3)))
    hands.press(Key.Key_V, ALT)
    hands.type("Nord")
    hands.press(Key.Key_S, CTRL)
    hands.wait(lambda: dialog.banner.text)
    assert "changed the same field" in dialog.banner.text


def test_another_client(page: BookingsPage, services: Services, hands: Hands, book: Book, smith: ClientRead) -> None:
    booking = book(1, 10)
    dialog = edit(page, hands, booking)
    hands.press(Key.Key_C, ALT)
    hands.replace("sm jo")
    hands.press(Key.Key_Return)
    hands.wait(lambda: dialog.form.values()["client"] == KnownClient.of(smith))
    hands.press(Key.Key_S, CTRL)
    hands.wait(closed)
    assert services.bookings.get(booking.id).client_id == smith.id


def test_inactive_provider_of_a_booking_stays_shown(
    page: BookingsPage, services: Services, hands: Hands, book: Book, clinic: ProviderRead
) -> None:
    booking = book(1, 10)
    services.providers.update(clinic.id, ProviderUpdate(is_active=False))
    hands.wait(lambda: page.filter_bar.provider.count() == 2)
    dialog = edit(page, hands, booking)
    assert dialog.form.values()["provider_id"] == clinic.id
    hands.press(Key.Key_N, ALT)
    hands.type("Still here")
    hands.press(Key.Key_S, CTRL)
    hands.wait(closed)
    assert services.bookings.get(booking.id).notes == "Still here"


def test_cancelled_booking_can_t_be_moved(page: BookingsPage, hands: Hands, book: Book) -> None:
    dialog = edit(page, hands, book(1, 10, BookingStatus.CANCELLED))
    assert dialog.banner.text == "This booking is cancelled. To have the time again, book it anew."
    assert not dialog.form.editor("time").isEnabled()
    assert dialog.form.editor("notes").isEnabled()


def test_overbooked_booking_becomes_one_like_any_other(
    page: BookingsPage, services: Services, hands: Hands, book: Book
) -> None:
    booking = book(1, 10, overbook_reason="An emergency")
    edit(page, hands, booking)
    hands.press(Key.Key_B, ALT)
    hands.replace("")
    hands.press(Key.Key_Return)
    hands.wait(closed)
    assert services.bookings.get(booking.id).overbook_reason is None


def test_changes_of_other_fields_are_merged(page: BookingsPage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(1, 10)
    edit(page, hands, booking)
    services.bookings.update(booking.id, BookingUpdate(status=BookingStatus.CONFIRMED))
    hands.press(Key.Key_N, ALT)
    hands.type("Mine")
    hands.press(Key.Key_S, CTRL)
    hands.wait(closed)
    merged = services.bookings.get(booking.id)
    assert (merged.status, merged.notes) == (BookingStatus.CONFIRMED, "Mine")


def test_changes_of_the_same_field_are_settled(
    page: BookingsPage, services: Services, hands: Hands, book: Book
) -> None:
    booking = book(1, 10)
    dialog = edit(page, hands, booking)
    services.bookings.update(booking.id, BookingUpdate(scheduled_at=booking.scheduled_at + timedelta(hours=3)))
    hands.press(Key.Key_N, ALT)
    hands.type("Mine")
    hands.press(Key.Key_T, ALT)
    hands.replace("11")
    hands.press(Key.Key_Return)
    hands.wait(lambda: dialog.banner.text)
    assert "changed the same field at Test desk" in dialog.banner.text
    assert dialog.form.values()["notes"] == "Mine"
    hands.press(Key.Key_R, ALT)  # Reload
    hands.wait(lambda: dialog.banner.text.startswith("This is what stands now."))
    assert dialog.banner.text.endswith("Time: 11:00:00")
    assert dialog.form.values()["time"].hour == 13
    assert dialog.form.values()["notes"] == "Mine"
    hands.press(Key.Key_Return, CTRL)
    hands.wait(closed)
    settled = services.bookings.get(booking.id)
    assert (settled.scheduled_at.hour, settled.notes) == (13, "Mine")


def test_open_dialog_is_left_alone_by_live_changes(
    page: BookingsPage, services: Services, hands: Hands, book: Book, clinic: ProviderRead, today: date
) -> None:
    booking = book(0, 10)
    dialog = edit(page, hands, booking)
    hands.press(Key.Key_N, ALT)
    hands.type("Half a sent")
    before = dialog.form.values()
    services.bookings.update(booking.id, BookingUpdate(service_type="ECG"))
    services.providers.update(clinic.id, ProviderUpdate(name="Renamed"))
    other = book(0, 8)
    hands.wait(lambda: texts(page, "service_type") == ["consultation", "ECG"])
    hands.wait(lambda: texts(page, "provider_name") == ["Renamed", "Renamed"])
    assert dialog.form.values() == before
    assert hands.focus is dialog.form.editor("notes")
    assert page.list.current_row().id == booking.id  # type: ignore[union-attr]
    assert other.id != booking.id
    hands.type("ence")
    hands.press(Key.Key_S, CTRL)
    hands.wait(closed)
    assert services.bookings.get(booking.id).notes == "Half a sentence"


def test_booking_that_is_gone(page: BookingsPage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(1, 10)
    dialog = edit(page, hands, booking)
    services.bookings.delete(booking.id)
    hands.press(Key.Key_N, ALT)
    hands.type("Mine")
    hands.press(Key.Key_S, CTRL)
    hands.wait(lambda: dialog.banner.text)
    assert dialog.banner.text == "This booking does not exist any more."
    assert dialog.form.values()["notes"] == "Mine"
