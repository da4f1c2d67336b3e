"""Copy, cut and paste to another slot, day or provider."""

from PySide6.QtGui import QGuiApplication

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.bookings import BookingFilter
from frontdesk_desktop.ui.schedule.page import SchedulePage
from tests.ui.desk_window import Hands
from tests.ui.schedule.conftest import ALT, CTRL, Book, Key, put, select, settle, stands


def test_copy_to_another_day_and_provider(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10, notes="left knee", duration_minutes=45)
    select(page, hands, booking)
    hands.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith("John Doe, check-up, ")
    hands.press(Key.Key_PageDown)
    hands.wait(lambda: page.is_settled)
    put(page, 15, column=1)
    hands.press(Key.Key_V, CTRL)
    settle(page, hands)
    copy = next(row for row in services.bookings.list(BookingFilter()).items if row.id != booking.id)
    assert (copy.provider_name, copy.scheduled_at.isoformat()) == ("Harbour Homes", "2093-11-25T15:00:00+01:00")
    assert (copy.client_id, copy.service_type, copy.notes) == (booking.client_id, "check-up", "left knee")
    assert copy.duration_minutes == 45
    assert services.bookings.get(booking.id) == booking
    hands.wait(lambda: page.editing.booking() == copy)


def test_cut_and_paste_moves(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    hands.press(Key.Key_X, CTRL)
    hands.wait(lambda: page.view.cut_id == booking.id)
    put(page, 15, column=1)
    hands.press(Key.Key_V, CTRL)
    settle(page, hands)
    assert stands(services, booking) == ("Harbour Homes", "15:00", 30)
    hands.wait(lambda: page.view.cut_id is None)
    assert services.bookings.list(BookingFilter()).total == 1


def test_paste_onto_a_taken_time(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    book(11)
    select(page, hands, booking)
    hands.press(Key.Key_C, CTRL)
    put(page, 11)
    hands.press(Key.Key_V, CTRL)
    hands.wait(page.editing.panel.isVisible)
    hands.press(Key.Key_2, ALT)
    settle(page, hands)
    assert services.bookings.list(BookingFilter()).total == 3
