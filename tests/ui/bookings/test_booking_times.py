"""Times that are taken, gone, skipped or doubled, settled in the dialog by keys alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingRead
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderRead
from frontdesk_desktop.ui.bookings.client_picker import KnownClient
from frontdesk_desktop.ui.bookings.page import BookingsPage
from tests.ui.bookings.conftest import Book
from tests.ui.desk_window import ALT, CTRL, Hands

Key = Qt.Key


def stored(services: Services) -> list[BookingRead]:
    """All bookings, the newest first."""
    return list(services.bookings.list(BookingFilter(sort="-created_at")).items)


def closed() -> bool:
    """Whether no dialog is open."""
    return QApplication.activeModalWidget() is None


def fill(page: BookingsPage, hands: Hands, day: str, time: str, provider: str = "City") -> None:
    """A dialog for John, up to the time, which has the focus."""
    page.open_new()
    dialog = hands.dialog()
    hands.type("doe")
    hands.press(Key.Key_Return)
    hands.wait(lambda: isinstance(dialog.form.values()["client"], KnownClient))
    hands.type(provider)
    hands.press(Key.Key_S, ALT)
    hands.type("consultation")
    hands.press(Key.Key_D, ALT)
    hands.replace(day)
    hands.press(Key.Key_T, ALT)
    hands.type(time)


def test_taken_time_is_named_and_a_free_one_taken(
    page: BookingsPage, services: Services, hands: Hands, book: Book
) -> None:
    taken = book(1, 10, service_type="ECG")
    fill(page, hands, "m", "10")
    hands.press(Key.Key_N, ALT)
    hands.type("Not to be lost")
    dialog = hands.dialog()
    hands.press(Key.Key_S, CTRL)
    hands.wait(lambda: dialog.form.time_help.text)
    assert dialog.form.time_help.text.startswith("This time is taken by John Doe (ECG, 10:00")
    assert hands.focus is dialog.form.editor("time")
    assert dialog.form.values()["notes"] == "Not to be lost"
    offered = [button.accessibleName() for button in dialog.form.time_help.buttons]
    assert [text.replace("\u202f", " ") for text in offered] == ["9:15 AM", "9:30 AM", "10:30 AM", "Overbook…"]
    hands.press(Key.Key_3, ALT)
    assert dialog.form.time_help.text == ""
    hands.press(Key.Key_Return)
    hands.wait(closed)
    new = stored(services)[0]
    assert new.scheduled_at == taken.scheduled_at + timedelta(minutes=30)
    assert new.notes == "Not to be lost"
    assert new.overbook_reason is None


def test_offers_are_reached_by_tab(page: BookingsPage, hands: Hands, book: Book) -> None:
    book(1, 10)
    fill(page, hands, "m", "10")
    hands.press(Key.Key_Return)
    form = hands.dialog().form
    hands.wait(lambda: form.time_help.text)
    for button in form.time_help.buttons:
        hands.press(Key.Key_Tab)
        assert hands.focus is button
    hands.press(Key.Key_Tab)
    assert hands.focus is form.editor("duration_minutes")


def test_overbooking_needs_a_reason(page: BookingsPage, services: Services, hands: Hands, book: Book) -> None:
    taken = book(1, 10)
    fill(page, hands, "m", "1000")
    form = hands.dialog().form
    assert not form.editor("overbook_reason").isVisible()
    hands.press(Key.Key_Return)
    hands.wait(lambda: form.time_help.text)
    hands.press(Key.Key_O, ALT)
    assert hands.focus is form.editor("overbook_reason")
    hands.press(Key.Key_Return)
    assert form.error_text("overbook_reason") == "Please fill this in."
    hands.type("An emergency")
    hands.press(Key.Key_Return)
    hands.wait(closed)
    new = stored(services)[0]
    assert (new.scheduled_at, new.overbook_reason) == (taken.scheduled_at, "An emergency")


def test_another_time_needs_no_reason(page: BookingsPage, services: Services, hands: Hands, book: Book) -> None:
    book(1, 10)
    fill(page, hands, "m", "1000")
    form = hands.dialog().form
    hands.press(Key.Key_Return)
    hands.wait(lambda: form.time_help.text)
    hands.press(Key.Key_O, ALT)
    hands.type("An emergency")
    hands.press(Key.Key_T, ALT)
    hands.replace("12")
    assert not form.editor("overbook_reason").isVisible()
    assert form.time_help.text == ""
    hands.press(Key.Key_Return)
    hands.wait(closed)
    assert stored(services)[0].overbook_reason is None


def test_past_is_asked_about_once(page: BookingsPage, services: Services, hands: Hands) -> None:
    fill(page, hands, "-3d", "10")
    dialog = hands.dialog()
    hands.press(Key.Key_Return)
    assert dialog.form.time_help.text == "This time is in the past. Book it anyway?"
    hands.press(Key.Key_Return)  # on "Change the time"
    assert hands.focus is dialog.form.editor("time")
    assert dialog.form.time_help.text == ""
    hands.type("11")
    hands.press(Key.Key_Return)
    hands.wait(closed)
    assert stored(services)[0].scheduled_at < datetime.now(UTC)


def test_past_is_booked_when_wanted(page: BookingsPage, services: Services, hands: Hands) -> None:
    fill(page, hands, "y", "10")
    dialog = hands.dialog()
    hands.press(Key.Key_Return)
    assert stored(services) == []
    hands.press(Key.Key_Y, ALT)
    hands.wait(closed)
    assert len(stored(services)) == 1
    assert dialog is not None


@pytest.mark.parametrize(
    ("zone", "day", "time", "words", "choices"),
    [
        ("Europe/Berlin", "2027-03-28", "0230", "skip", ("01:30+01:00", "03:30+02:00")),
        ("Europe/Berlin", "2027-10-31", "0230", "twice", ("02:30+02:00", "02:30+01:00")),
        ("America/New_York", "2027-11-07", "1:15", "twice", ("01:15-04:00", "01:15-05:00")),
        ("Australia/Lord_Howe", "2027-04-04", "0145", "twice", ("01:45+11:00", "01:45+10:30")),
    ],
)
@pytest.mark.parametrize("choice", [0, 1])
def test_clock_changes_offer_their_choices(
    page: BookingsPage,
    services: Services,
    hands: Hands,
    zone: str,
    day: str,
    time: str,
    words: str,
    choices: tuple[str, str],
    choice: int,
) -> None:
    services.providers.create(ProviderCreate(name="There", sector="other", time_zone=zone))
    hands.wait(lambda: page.filter_bar.provider.count() == 4)
    fill(page, hands, day, time, "There")
    form = hands.dialog().form
    assert words in form.error_text("time")
    hands.press(Key.Key_Return)
    assert stored(services) == []
    hands.press((Key.Key_1, Key.Key_2)[choice], ALT)
    assert form.error_text("time") == ""
    hands.press(Key.Key_Return)
    hands.wait(closed)
    new = stored(services)[0]
    assert new.scheduled_at.isoformat()[11:] == f"{choices[choice][:5]}:00{choices[choice][5:]}"
    assert new.duration_minutes == 30


def test_zone_is_shown_where_its_clocks_differ(
    page: BookingsPage, services: Services, hands: Hands, garage: ProviderRead, today: date
) -> None:
    fill(page, hands, "2027-01-15", "10", "Hudson")
    form = hands.dialog().form
    assert form._time._suffix.text() == "EST"
    hands.press(Key.Key_V, ALT)
    hands.press(Key.Key_Up)
    assert form._time._suffix.text() == ""
    hands.press(Key.Key_Down)
    hands.press(Key.Key_S, CTRL)
    hands.wait(closed)
    assert stored(services)[0].scheduled_at.isoformat() == "2027-01-15T10:00:00-05:00"
