"""Booking by keys alone: for known clients and new ones."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import make_url

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingRead
from frontdesk_desktop.schemas.clients import ClientFilter, ClientRead
from frontdesk_desktop.schemas.providers import ProviderRead, ProviderUpdate
from frontdesk_desktop.ui.bookings.client_picker import KnownClient, NewClient, Undecided
from frontdesk_desktop.ui.bookings.commands import BookingCommands
from frontdesk_desktop.ui.bookings.page import BookingsPage
from tests.conftest import run_sql
from tests.ui.bookings.conftest import Book
from tests.ui.desk_window import ALT, CTRL, DeskWindow, Hands, texts

Key = Qt.Key
BERLIN = ZoneInfo("Europe/Berlin")
HOSTILE = [
    "עיריית \u200fתל אביב\u200e",
    "👩‍⚕️ Dr. Ünïcödé 🇩🇪",
    "<b>bold</b><img src=x onerror=alert(1)>",
    "'; DROP TABLE bookings; --",
    "a&b %s {name} \\n &amp;",
    "\u202eright to left\u202c",
]


def stored(services: Services) -> list[BookingRead]:
    """All bookings."""
    return list(services.bookings.list(BookingFilter()).items)


def tomorrow_at(today: date, hour: int, minute: int = 0) -> datetime:
    return datetime(today.year, today.month, today.day, hour, minute, tzinfo=BERLIN) + timedelta(days=1)


def test_for_a_new_client(
    page: BookingsPage, services: Services, window: DeskWindow, hands: Hands, today: date
) -> None:
    page.filter_bar.days.set_value("all")
    hands.press(Key.Key_N, CTRL)
    dialog = hands.dialog()
    picker = dialog.form.editor("client")
    assert picker.hasFocus()
    assert not dialog.form.editor("client_phone").isVisible()
    hands.type("Grace Hopper")
    hands.wait(picker.hits.isVisible)
    assert [picker.hits.item(row).text() for row in range(picker.hits.count())] == ["New client “Grace Hopper”"]
    hands.press(Key.Key_Return)
    assert hands.focus is dialog.form.editor("client_phone")
    hands.type("+1 212 555 0100")
    hands.press(Key.Key_Tab)
    assert hands.focus is dialog.form.editor("client_email")
    hands.type("grace@navy.example")
    hands.press(Key.Key_Tab)
    assert hands.focus is dialog.form.editor("provider_id")
    hands.type("City")
    hands.press(Key.Key_Tab)
    hands.type("bl")  # completed to "blood test", which usually takes 15 minutes
    hands.press(Key.Key_Tab)
    hands.type("m")
    hands.press(Key.Key_Tab)
    hands.type("1430")
    hands.press(Key.Key_N, ALT)
    hands.type("First visit")
    hands.press(Key.Key_Return, CTRL)
    hands.wait(page.list.current_row)
    booking = stored(services)[0]
    assert booking.client_name == "Grace Hopper"
    assert (booking.client_phone, booking.client_email) == ("+1 212 555 0100", "grace@navy.example")
    assert (booking.provider_name, booking.service_type, booking.notes) == ("City Medical", "blood test", "First visit")
    assert booking.scheduled_at == tomorrow_at(today, 14, 30)
    assert booking.duration_minutes == 15
    assert page.list.current_row() == booking
    assert window.messages.toast_area.text.startswith("Booked Grace Hopper, ")
    assert QApplication.activeModalWidget() is None


def test_for_a_known_client_in_few_keys(
    page: BookingsPage, services: Services, hands: Hands, smith: ClientRead
) -> None:
    page.open_new()
    dialog = hands.dialog()
    hands.type("sm jo")
    hands.press(Key.Key_Return)  # before anything is found
    hands.wait(lambda: isinstance(dialog.form.values()["client"], KnownClient))
    assert hands.focus is dialog.form.editor("provider_id")
    hands.type("C")
    hands.press(Key.Key_Tab)
    hands.type("f")
    hands.press(Key.Key_T, ALT)
    hands.type("2359")
    hands.press(Key.Key_Return)
    hands.wait(lambda: stored(services))
    booking = stored(services)[0]
    assert booking.client_id == smith.id
    assert (booking.service_type, booking.duration_minutes) == ("follow-up", 15)


def test_list_of_clients_by_keys(page: BookingsPage, hands: Hands, john: ClientRead) -> None:
    page.open_new()
    dialog = hands.dialog()
    picker = dialog.form.editor("client")
    hands.type("jo")
    hands.wait(picker.hits.isVisible)
    rows = [picker.hits.item(row).text() for row in range(picker.hits.count())]
    assert [any(name in row for name in ("John Doe", "Joanna Smith")) for row in rows] == [True, True, False]
    assert rows[-1] == "New client “jo”"
    hands.press(Key.Key_Up)  # round to the last
    assert picker.hits.currentItem().text() == rows[-1]
    hands.press(Key.Key_Down)
    assert picker.hits.currentItem().text() == rows[0]
    hands.press(Key.Key_Escape)
    assert not picker.hits.isVisible()
    assert dialog.isVisible()
    hands.press(Key.Key_Down)
    hands.wait(picker.hits.isVisible)
    hands.replace("234567")
    hands.wait(lambda: picker.hits.count() == 2)
    hands.press(Key.Key_Tab)  # takes what is marked
    assert picker.value() == KnownClient.of(john)
    assert picker.text() == "\u2068John Doe\u2069 · +1234567890"


def test_typing_again_changes_the_client(page: BookingsPage, hands: Hands, john: ClientRead) -> None:
    page.open_new()
    dialog = hands.dialog()
    picker = dialog.form.editor("client")
    hands.type("doe")
    hands.press(Key.Key_Return)
    hands.wait(lambda: picker.value() == KnownClient.of(john))
    hands.press(Key.Key_C, ALT)
    hands.replace("Nobody yet")
    assert picker.value() == Undecided("Nobody yet", left=False)
    hands.wait(lambda: picker.hits.isVisible() and picker.hits.count() == 1)
    hands.press(Key.Key_Return)
    assert picker.value() == NewClient("Nobody yet")
    assert dialog.form.editor("client_phone").isVisible()


def test_client_must_be_chosen(page: BookingsPage, hands: Hands) -> None:
    page.open_new()
    form = hands.dialog().form
    hands.type("doe")
    assert form.error_text("client") == ""  # not while typing
    hands.press(Key.Key_S, CTRL)
    assert form.error_text("client") == "Choose one of the clients found, or “New client”."
    assert hands.focus is form.editor("client")


def test_likely_duplicate_is_named_and_can_be_used(
    page: BookingsPage, services: Services, hands: Hands, john: ClientRead
) -> None:
    page.open_new()
    dialog = hands.dialog()
    picker = dialog.form.editor("client")
    hands.type("Jon Do")
    hands.wait(picker.hits.isVisible)
    hands.press(Key.Key_Up)
    hands.press(Key.Key_Return)
    assert dialog.form.client_help.text == ""
    hands.type("00123-4567890")
    hands.wait(lambda: dialog.form.client_help.text)
    assert dialog.form.client_help.text == "Probably known already. Use this client instead?"
    hands.go_to(dialog.form.client_help.buttons[0])
    assert "John Doe" in hands.focus.text()  # type: ignore[attr-defined]
    hands.press(Key.Key_Return)
    assert picker.value() == KnownClient.of(john)
    assert dialog.form.client_help.text == ""
    assert not dialog.form.editor("client_phone").isVisible()
    assert hands.focus is dialog.form.editor("provider_id")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_kept_and_shown_as_typed(
    page: BookingsPage, services: Services, hands: Hands, text: str
) -> None:
    page.filter_bar.days.set_value("all")
    page.open_new()
    dialog = hands.dialog()
    picker = dialog.form.editor("client")
    hands.type(text)
    hands.wait(picker.hits.isVisible)
    assert picker.hits.item(picker.hits.count() - 1).text() == f"New client “{text}”"
    hands.press(Key.Key_Return)
    hands.press(Key.Key_V, ALT)
    hands.type("C")
    hands.press(Key.Key_S, ALT)
    hands.type(text)
    hands.press(Key.Key_D, ALT)
    hands.replace("+2d")
    hands.press(Key.Key_T, ALT)
    hands.type("10")
    hands.press(Key.Key_N, ALT)
    hands.type(text)
    hands.press(Key.Key_Return, CTRL)
    hands.wait(lambda: texts(page, "client_name") == [text])
    booking = stored(services)[0]
    assert (booking.client_name, booking.service_type, booking.notes) == (text, text, text)
    assert texts(page, "service_type") == [text]
    assert texts(page, "notes") == [text]
    hands.wait(lambda: page.list.current_row() == booking)


@pytest.mark.parametrize("field", ["client", "client_phone", "client_email", "service_type", "notes"])
@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x07b"])
def test_control_characters_are_refused_under_the_field(
    page: BookingsPage, hands: Hands, field: str, text: str
) -> None:
    page.open_new()
    dialog = hands.dialog()
    hands.type("Zoe")
    hands.wait(dialog.form.editor("client").hits.isVisible)
    hands.press(Key.Key_Return)
    dialog.form.editor(field).setFocus()
    hands.replace(text)
    assert "can't be kept" in dialog.form.error_text(field)


def test_errors_stand_under_their_fields_as_one_types(page: BookingsPage, hands: Hands) -> None:
    page.open_new()
    form = hands.dialog().form
    assert form.errors() == {}
    for key, field, typed, words in (
        (Key.Key_D, "date", "32.", "“32.” is no date"),
        (Key.Key_T, "time", "2561", "“2561” is no time"),
        (Key.Key_L, "duration_minutes", "soon", "“soon” is no length"),
        (Key.Key_L, "duration_minutes", "0", "at least 1"),
        (Key.Key_L, "duration_minutes", "200h", "at most 10080"),
        (Key.Key_S, "service_type", "x" * 101, "At most 100"),
    ):
        hands.press(key, ALT)
        hands.replace(typed)
        assert words in form.error_text(field)
    hands.press(Key.Key_Return, CTRL)
    assert form.error_text("client") == "Please fill this in."
    assert form.error_text("provider_id") == "Please fill this in."
    assert hands.focus is form.editor("client")


def test_failure_keeps_everything_and_a_retry_books_once(
    page: BookingsPage, services: Services, hands: Hands, database_url: str
) -> None:
    url = make_url(database_url)
    page.open_new()
    dialog = hands.dialog()
    hands.type("doe")
    hands.press(Key.Key_Return)
    hands.wait(lambda: isinstance(dialog.form.values()["client"], KnownClient))
    hands.type("C")
    hands.press(Key.Key_S, ALT)
    hands.type("house call")
    hands.press(Key.Key_D, ALT)
    hands.replace("+3d")
    hands.press(Key.Key_T, ALT)
    hands.type("9")
    hands.press(Key.Key_N, ALT)
    hands.type("Ring twice")
    typed = dialog.form.values()
    server = url.set(database="postgres")
    run_sql(
        server,
        f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false',
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'",
    )
    hands.press(Key.Key_S, CTRL)
    hands.wait(lambda: dialog.banner.text)
    assert "can't be reached" in dialog.banner.text
    assert dialog.form.values() == typed
    assert hands.focus is dialog.form.editor("notes")
    run_sql(server, f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')
    hands.press(Key.Key_S, CTRL)
    hands.wait(lambda: QApplication.activeModalWidget() is None)
    assert [booking.notes for booking in stored(services)] == ["Ring twice"]


def test_what_was_typed_is_asked_about_before_it_is_lost(page: BookingsPage, hands: Hands, services: Services) -> None:
    page.open_new()
    dialog = hands.dialog()
    hands.type("doe")
    hands.press(Key.Key_Return)
    hands.wait(lambda: isinstance(dialog.form.values()["client"], KnownClient))
    hands.press(Key.Key_Escape)
    assert dialog.question.text == "Leave without saving what you typed?"
    hands.press(Key.Key_Return)  # on "Keep editing"
    assert dialog.isVisible()
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Escape)
    assert not dialog.isVisible()
    assert services.clients.list(ClientFilter()).total == 2


def test_booking_begins_with_the_filter_s_provider_and_day(
    page: BookingsPage, hands: Hands, book: Book, garage: ProviderRead, today: date
) -> None:
    book(1, 10, provider_id=garage.id)
    page.filter_bar.provider.set_value(garage.id)
    page.filter_bar.days.set_value("tomorrow")
    hands.wait(page.list.model.rowCount)
    page.list.table.setFocus()
    hands.press(Key.Key_Insert)
    form = hands.dialog().form
    assert form.values()["provider_id"] == garage.id
    assert form.values()["date"] == today + timedelta(days=1)
    assert not form.is_dirty()


def test_without_a_provider_it_says_what_to_do_first(
    window: DeskWindow, hands: Hands, services: Services, clinic: ProviderRead
) -> None:
    services.providers.update(clinic.id, ProviderUpdate(is_active=False))
    page = BookingsPage(window.desk)
    window.show_page(page, BookingCommands(window.desk, page))
    page.open_new()
    dialog = hands.dialog()
    hands.wait(lambda: dialog.banner.text)
    assert dialog.banner.text == "There is no active provider yet. Add one on the page Providers first."
    services.providers.update(clinic.id, ProviderUpdate(is_active=True))
    hands.wait(lambda: dialog.banner.text == "")
    assert dialog.form.values()["provider_id"] == clinic.id  # there is no other
