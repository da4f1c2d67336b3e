"""Letters and keys on the selected booking."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingRead, BookingUpdate
from frontdesk_desktop.ui.bookings.page import BookingsPage
from tests.ui.bookings.conftest import Book
from tests.ui.desk_window import DeskWindow, Hands, texts

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def select(page: BookingsPage, hands: Hands, booking: BookingRead) -> None:
    """By the cursor."""
    hands.wait(lambda: page.list.model.index_of(booking.id).isValid())
    page.list.select_id(booking.id)
    page.list.table.setFocus()


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        (Key.Key_C, BookingStatus.PENDING, BookingStatus.CONFIRMED),
        (Key.Key_P, BookingStatus.CONFIRMED, BookingStatus.PENDING),
        (Key.Key_A, BookingStatus.CONFIRMED, BookingStatus.ARRIVED),
        (Key.Key_D, BookingStatus.ARRIVED, BookingStatus.COMPLETED),
        (Key.Key_N, BookingStatus.CONFIRMED, BookingStatus.NO_SHOW),
    ],
)
def test_letters_set_the_status(
    page: BookingsPage,
    services: Services,
    window: DeskWindow,
    hands: Hands,
    book: Book,
    key: Qt.Key,
    before: BookingStatus,
    after: BookingStatus,
) -> None:
    booking = book(0, 10, before)
    select(page, hands, booking)
    hands.press(key)
    hands.wait(lambda: services.bookings.get(booking.id).status is after)
    hands.wait(lambda: page.list.current_row() == services.bookings.get(booking.id))
    hands.wait(lambda: window.messages.toast_area.text.startswith("John Doe, "))


def test_letters_in_a_row_don_t_stand_in_each_other_s_way(
    page: BookingsPage, services: Services, window: DeskWindow, hands: Hands, book: Book
) -> None:
    booking = book(0, 10)
    select(page, hands, booking)
    hands.press(Key.Key_C)
    hands.press(Key.Key_A)
    hands.wait(lambda: services.bookings.get(booking.id).status is BookingStatus.ARRIVED)


def test_letters_typed_elsewhere_are_letters(page: BookingsPage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(0, 10)
    select(page, hands, booking)
    page.focus_search()
    hands.type("capnd")
    assert page.filter_bar.search.text() == "capnd"
    assert services.bookings.get(booking.id).status is BookingStatus.PENDING


def test_why_a_command_can_t_run(page: BookingsPage, window: DeskWindow, hands: Hands, book: Book) -> None:
    registry = window.registry
    assert registry.reason("booking.confirm") == "Select a booking first."
    assert registry.reason("booking.new") == ""
    select(page, hands, book(0, 10, BookingStatus.COMPLETED))
    assert registry.reason("booking.confirm") == (
        "A booking that is completed can't become confirmed. Possible now: arrived."
    )
    assert registry.reason("booking.complete") == "This booking is completed already."
    assert registry.enabled("booking.arrive")
    page.hide()
    assert registry.reason("booking.arrive") == "Go to the bookings first."


def test_refusal_is_told(page: BookingsPage, window: DeskWindow, hands: Hands, qtbot: object, book: Book) -> None:
    refused: list[str] = []
    window.registry.refused.connect(refused.append)
    select(page, hands, book(0, 10, BookingStatus.CANCELLED))
    hands.press(Key.Key_A)
    assert refused == ["A booking that is cancelled can't become arrived. Possible now: –."]


def test_delete_cancels_after_a_question(
    page: BookingsPage, services: Services, window: DeskWindow, hands: Hands, book: Book
) -> None:
    booking = book(0, 10)
    select(page, hands, booking)
    seen: list[str] = []
    hands.answer("&Keep it", seen)
    hands.press(Key.Key_Delete)
    assert seen[0].startswith("Cancel the booking of John Doe on ")
    assert services.bookings.get(booking.id).status is BookingStatus.PENDING
    hands.answer("&Cancel the booking")
    hands.press(Key.Key_Delete)
    hands.wait(lambda: services.bookings.get(booking.id).status is BookingStatus.CANCELLED)
    hands.wait(lambda: texts(page, "status") == ["cancelled"])
    assert QApplication.activeModalWidget() is None


def test_shift_delete_deletes_for_good(
    page: BookingsPage, services: Services, window: DeskWindow, hands: Hands, book: Book
) -> None:
    booking = book(0, 10)
    select(page, hands, booking)
    hands.answer("&Keep it")
    hands.press(Key.Key_Delete, SHIFT)
    assert services.bookings.list(BookingFilter()).total == 1
    hands.answer("&Delete for good")
    hands.press(Key.Key_Delete, SHIFT)
    hands.wait(lambda: services.bookings.list(BookingFilter()).total == 0)
    hands.wait(lambda: page.list.model.rowCount() == 0)
    assert window.messages.toast_area.text.startswith("Deleted John Doe, ")


def test_another_desk_s_status_isn_t_overwritten(
    page: BookingsPage, services: Services, window: DeskWindow, hands: Hands, book: Book
) -> None:
    booking = book(0, 10)
    select(page, hands, booking)
    window.live.changed.disconnect(page.apply_changes)  # this desk hasn't heard of it yet
    services.bookings.update(booking.id, BookingUpdate(status=BookingStatus.ARRIVED))
    hands.press(Key.Key_N)
    hands.wait(lambda: "changed the same field" in window.messages.toast_area.text)
    assert services.bookings.get(booking.id).status is BookingStatus.ARRIVED


def test_open_by_command(page: BookingsPage, window: DeskWindow, hands: Hands, book: Book) -> None:
    select(page, hands, book(0, 10))
    window.registry.run("booking.open")
    assert hands.dialog().windowTitle() == "Edit booking"


def test_no_key_is_used_twice(page: BookingsPage, window: DeskWindow) -> None:
    assert window.registry.problems() == []
