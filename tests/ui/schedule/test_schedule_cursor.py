"""The cursor by keys, and what is typed at it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest

from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.clients import ClientRead
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.ui.schedule.page import SchedulePage
from tests.ui.desk_window import DeskWindow, Hands
from tests.ui.schedule.conftest import ALT, CTRL, DAY, Book, Key, at, client_at_cursor, cursor, put


@pytest.fixture
def wanted(page: SchedulePage) -> list[tuple[Any, ...]]:
    """What the page asked to be booked."""
    seen: list[tuple[Any, ...]] = []
    page.booking_wanted.connect(lambda *what: seen.append(what))
    return seen


def see(page: SchedulePage, hands: Hands, count: int) -> None:
    """Wait until that many bookings are shown."""
    hands.wait(lambda: sum(len(column.occurrences) for column in page.plan.columns) == count)


def test_it_opens_at_the_present_slot(page: SchedulePage) -> None:
    assert cursor(page) == ("City Medical", "09:00")
    y = page.view.y_of(9 * 60)
    assert 0 < y < page.view.viewport().height() // 2


def test_arrows_home_and_end(page: SchedulePage, hands: Hands) -> None:
    steps = [
        (Key.Key_Down, ("City Medical", "09:15")),
        (Key.Key_Right, ("Harbour Homes", "09:15")),
        (Key.Key_Right, ("Hudson Garage", "09:15")),
        (Key.Key_Right, ("Hudson Garage", "09:15")),  # there is no further one
        (Key.Key_Up, ("Hudson Garage", "09:00")),
        (Key.Key_End, ("Hudson Garage", "19:45")),
        (Key.Key_Home, ("Hudson Garage", "07:00")),
        (Key.Key_Left, ("Harbour Homes", "07:00")),
    ]
    for key, place in steps:
        hands.press(key)
        assert cursor(page) == place


def test_left_and_right_walk_the_lanes_first(
    page: SchedulePage, hands: Hands, book: Book, services: Any, homes: ProviderRead
) -> None:
    first = book(10, duration_minutes=60)
    second = book(10.25, overbook_reason="pain")
    third = book(10, provider_id=homes.id)
    see(page, hands, 3)
    put(page, 10.25)
    ids = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Left):
        each = page.view.current()
        assert each is not None
        ids.append(each.booking.id)
        hands.press(key)
    assert ids == [first.id, second.id, third.id, second.id]
    each = page.view.current()
    assert each is not None
    assert each.booking.id == first.id
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Down)
    each = page.view.current()
    assert each is not None
    assert each.booking.id == second.id  # the same one, as long as it lasts


def test_tab_walks_the_bookings_and_leaves_at_the_last(
    page: SchedulePage, hands: Hands, book: Book, homes: ProviderRead
) -> None:
    book(10)
    book(13)
    book(8, provider_id=homes.id)
    see(page, hands, 3)
    places = []
    for _ in range(3):
        hands.press(Key.Key_Tab)
        places.append(cursor(page))
    assert places == [("City Medical", "10:00"), ("City Medical", "13:00"), ("Harbour Homes", "08:00")]
    hands.press(Key.Key_Backtab)
    assert cursor(page) == ("City Medical", "13:00")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Tab)
    assert not page.view.hasFocus()


def test_next_booking_or_gap(page: SchedulePage, hands: Hands, book: Book) -> None:
    book(10)
    book(10.5)
    see(page, hands, 2)
    places = []
    for key in (*[Key.Key_Down] * 4, *[Key.Key_Up] * 2):
        hands.press(key, CTRL)
        places.append(cursor(page)[1])
    assert places == ["10:00", "10:30", "11:00", "11:00", "10:30", "10:00"]


def test_days_weeks_and_dates(page: SchedulePage, hands: Hands) -> None:
    def day() -> date:
        hands.wait(lambda: page.is_settled)
        return page.slots.column(page.view.currentIndex()).day

    hands.press(Key.Key_Right)
    hands.press(Key.Key_PageDown)
    assert (day().isoformat(), cursor(page)) == ("2093-11-25", ("Harbour Homes", "09:00"))
    hands.press(Key.Key_PageUp)
    hands.press(Key.Key_PageUp)
    assert day().isoformat() == "2093-11-23"
    assert page.bar.date.text() == "Mon Nov 23, 2093"
    hands.press(Key.Key_2, CTRL)
    assert day().isoformat() == "2093-11-23"
    assert [each.day.isoformat() for each in page.plan.columns][::6] == ["2093-11-22", "2093-11-28"]
    assert {each.provider.name for each in page.plan.columns} == {"Harbour Homes"}
    assert page.bar.whose.isVisible()
    assert page.bar.whose.text() == "Harbour Homes"
    hands.press(Key.Key_Right)
    hands.press(Key.Key_PageDown)
    assert (day().isoformat(), cursor(page)) == ("2093-12-01", ("Harbour Homes", "09:00"))
    hands.press(Key.Key_1, CTRL)
    assert (day().isoformat(), cursor(page)) == ("2093-12-01", ("Harbour Homes", "09:00"))
    hands.press(Key.Key_T, CTRL)
    assert day() == DAY


@pytest.mark.parametrize(
    ("typed", "day"),
    [("t", "2093-11-24"), ("+3d", "2093-11-27"), ("-2w", "2093-11-10"), ("fri", "2093-11-27"), ("14.", "2093-12-14")],
)
def test_go_to_a_date(page: SchedulePage, hands: Hands, typed: str, day: str) -> None:
    hands.press(Key.Key_G, CTRL)
    hands.type(typed)
    hands.press(Key.Key_Return)
    hands.wait(lambda: page.is_settled and page.plan.columns[0].day.isoformat() == day)
    assert page.view.hasFocus()


def test_go_to_a_date_of_the_week(page: SchedulePage, hands: Hands) -> None:
    """The cursor's day is the one asked for."""
    hands.press(Key.Key_2, CTRL)
    hands.wait(lambda: page.is_settled)
    for typed, day in (("fri", "2093-11-27"), ("+3d", "2093-11-27"), ("2094-01-01", "2094-01-01")):
        hands.press(Key.Key_G, CTRL)
        hands.type(typed)
        hands.press(Key.Key_Return)
        hands.wait(lambda: page.is_settled)
        assert page.slots.column(page.view.currentIndex()).day.isoformat() == day
        assert page.shown.day.isoformat() == day


def test_what_is_no_date_is_said(page: SchedulePage, hands: Hands) -> None:
    hands.press(Key.Key_G, CTRL)
    hands.type("soon")
    hands.press(Key.Key_Return)
    assert page.bar.error.text() == "“soon” is no date. Type t, +3d, fri, 14.3. or 2027-03-14."
    assert page.bar.date.hasFocus()
    hands.press(Key.Key_Escape)
    assert page.view.hasFocus()
    assert page.bar.error.text() == ""
    assert page.bar.date.text() == "Tue Nov 24, 2093"


def test_zoom_keeps_the_time(page: SchedulePage, hands: Hands, show: Callable[[], SchedulePage]) -> None:
    put(page, 11)
    y = page.view.y_of(11 * 60)
    hands.press(Key.Key_Plus, CTRL)
    assert page.slots.slot == 10
    assert cursor(page) == ("City Medical", "11:00")
    assert abs(page.view.y_of(11 * 60) - y) <= 1
    hands.press(Key.Key_Plus, CTRL)
    hands.press(Key.Key_Plus, CTRL)
    assert page.slots.slot == 5
    for _ in range(5):
        hands.press(Key.Key_Minus, CTRL)
    assert page.slots.slot == 30
    assert cursor(page) == ("City Medical", "11:00")


def test_letters_book_at_a_free_slot(
    page: SchedulePage, hands: Hands, wanted: list[tuple[Any, ...]], garage: ProviderRead
) -> None:
    """Also those that set a status on a booking; in the provider's own time."""
    put(page, 15.25, column=2)
    for letter in "sCad+":
        hands.type(letter)
    hands.press(Key.Key_Return)
    assert wanted == [(garage.id, at(15.25), text) for text in ("s", "C", "a", "d", "+", "")]


def test_input_methods_and_dead_keys_book_too(
    page: SchedulePage, wanted: list[tuple[Any, ...]], clinic: ProviderRead
) -> None:
    put(page, 10)
    put(page, 9)
    assert page.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for text in ("é", "山田"):
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(page.view, event)
    QTest.sendKeyEvent(QTest.KeyAction.Click, page.view, Key.Key_unknown, "ö", Qt.KeyboardModifier.NoModifier)
    assert wanted == [(clinic.id, at(9), text) for text in ("é", "山田", "ö")]


@pytest.mark.parametrize("typed", [" ", "/", "?"])
def test_what_begins_no_name_books_nothing(
    page: SchedulePage, hands: Hands, wanted: list[tuple[Any, ...]], typed: str
) -> None:
    hands.type(typed)
    assert wanted == []


def test_on_a_booking_letters_don_t_book(
    page: SchedulePage, hands: Hands, book: Book, wanted: list[tuple[Any, ...]], john: ClientRead
) -> None:
    opened: list[Any] = []
    page.booking_opened.connect(opened.append)
    booking = book(10)
    see(page, hands, 1)
    put(page, 10)
    hands.type("sx")
    event = QInputMethodEvent("", [])
    event.setCommitString("é")
    QCoreApplication.sendEvent(page.view, event)
    assert wanted == []
    hands.press(Key.Key_Return)
    assert opened == [booking]


def test_a_cancelled_booking_s_time_can_be_booked(
    page: SchedulePage, hands: Hands, book: Book, wanted: list[tuple[Any, ...]], clinic: ProviderRead
) -> None:
    book(10, BookingStatus.CANCELLED)
    book(11)
    see(page, hands, 1)
    hands.press(Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    see(page, hands, 2)
    put(page, 10)
    assert client_at_cursor(page) == "John Doe"
    hands.type("s")
    assert wanted == [(clinic.id, at(10), "s")]


def test_what_is_typed_while_a_day_is_read_is_meant_for_it(
    page: SchedulePage, hands: Hands, wanted: list[tuple[Any, ...]], clinic: ProviderRead, services: Any, book: Book
) -> None:
    tomorrow = date(2093, 11, 25)
    booking = book(10, day=tomorrow)
    put(page, 10)
    hands.press(Key.Key_PageDown)
    assert not page.is_settled
    hands.type("c")  # confirms, as there is a booking tomorrow
    hands.wait(lambda: services.bookings.get(booking.id).status is BookingStatus.CONFIRMED)
    assert wanted == []
    put(page, 12)
    hands.press(Key.Key_PageDown)
    hands.type("sm jo")
    assert wanted == []
    hands.wait(lambda: wanted)
    assert wanted == [(clinic.id, at(12, date(2093, 11, 26)), "sm jo")]


def test_named_views_by_key(page: SchedulePage, hands: Hands, window: DeskWindow) -> None:
    """Made, ordered and named in the dialog by keys alone."""
    refused: list[str] = []
    window.registry.refused.connect(refused.append)
    hands.press(Key.Key_1, ALT)
    assert refused == ["There is no view 1 yet. Make one with “Edit views”."]
    window.registry.run("schedule.edit_views")
    dialog = hands.dialog()
    hands.replace("Mine")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Space)  # City Medical
    hands.press(Key.Key_End)
    hands.press(Key.Key_Space)  # Hudson Garage
    hands.press(Key.Key_Up, ALT)
    hands.press(Key.Key_Up, ALT)  # before the clinic
    hands.press(Key.Key_Return, CTRL)
    hands.wait_closed(dialog)
    hands.wait(lambda: QGuiApplication.focusWindow() is not None)
    page.focus_view()
    hands.press(Key.Key_1, ALT)
    hands.wait(lambda: [c.provider.name for c in page.plan.columns] == ["Hudson Garage", "City Medical"])
    assert page.bar.views.currentText() == "Mine"
    reopened = SchedulePage(window.desk)
    assert reopened.bar.views.currentText() == "Mine"
    assert reopened.shown.chosen == page.shown.chosen
    reopened.deleteLater()
    hands.press(Key.Key_0, ALT)
    hands.wait(lambda: len(page.plan.columns) == 3)
    again = SchedulePage(window.desk)
    assert [view.name for view in again.views] == ["Mine"]
    assert again.shown.chosen is None
    again.deleteLater()
