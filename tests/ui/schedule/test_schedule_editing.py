"""Status, moves, lengths, copies and what is refused, by keys."""

from datetime import timedelta
from typing import Any

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead, BookingUpdate
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.schedule.page import SchedulePage
from tests.ui.desk_window import DeskWindow, Hands
from tests.ui.schedule.conftest import (
    ALT,
    CTRL,
    DAY,
    SHIFT,
    Book,
    Key,
    cursor,
    put,
    select,
    settle,
    shown_times,
    stands,
)


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        (Key.Key_C, BookingStatus.PENDING, BookingStatus.CONFIRMED),
        (Key.Key_P, BookingStatus.CONFIRMED, BookingStatus.PENDING),
        (Key.Key_A, BookingStatus.CONFIRMED, BookingStatus.ARRIVED),
        (Key.Key_D, BookingStatus.ARRIVED, BookingStatus.COMPLETED),
        (Key.Key_N, BookingStatus.CONFIRMED, BookingStatus.NO_SHOW),
        (Key.Key_A, BookingStatus.NO_SHOW, BookingStatus.ARRIVED),
    ],
)
def test_letters_set_the_status(
    page: SchedulePage,
    services: Services,
    window: DeskWindow,
    hands: Hands,
    book: Book,
    key: Key,
    before: BookingStatus,
    after: BookingStatus,
) -> None:
    booking = book(10, before)
    select(page, hands, booking)
    hands.press(key)
    hands.wait(lambda: services.bookings.get(booking.id).status is after)
    hands.wait(lambda: page.plan.count(after) == 1)
    hands.wait(lambda: window.messages.toast_area.text.startswith("John Doe, 10:00"))


def test_letters_in_a_row_don_t_stand_in_each_other_s_way(
    page: SchedulePage, services: Services, hands: Hands, book: Book
) -> None:
    booking = book(10)
    select(page, hands, booking)
    hands.type("cad")
    hands.wait(lambda: services.bookings.get(booking.id).status is BookingStatus.COMPLETED)


def test_why_a_command_can_t_run(page: SchedulePage, window: DeskWindow, hands: Hands, book: Book) -> None:
    registry = window.registry
    put(page, 12)
    assert registry.reason("schedule.confirm") == "There is no booking under the cursor."
    assert registry.reason("schedule.paste") == "Copy or cut a booking first."
    select(page, hands, book(10, BookingStatus.COMPLETED))
    assert registry.reason("schedule.confirm") == (
        "A booking that is completed can't become confirmed. Possible now: arrived."
    )
    assert registry.reason("schedule.complete") == "This booking is completed already."
    page.hide()
    assert registry.reason("schedule.today") == "Go to the schedule first."
    assert registry.problems() == []


def test_delete_and_enter_cancel(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    hands.press(Key.Key_Delete)
    assert page.editing.panel.text.replace("\u202f", " ") == "Cancel the booking of John Doe at 10:00 AM?"
    hands.press(Key.Key_Escape)
    assert page.view.hasFocus()
    assert services.bookings.get(booking.id).status is BookingStatus.PENDING
    hands.press(Key.Key_Delete)
    hands.press(Key.Key_Return)
    hands.wait(lambda: services.bookings.get(booking.id).status is BookingStatus.CANCELLED)
    hands.wait(lambda: shown_times(page) == {})
    assert page.view.hasFocus()
    assert cursor(page) == ("City Medical", "10:00")


def test_the_reason_of_a_cancellation_is_kept(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10, notes="left knee")
    select(page, hands, booking)
    hands.press(Key.Key_Delete)
    hands.type("ill")
    hands.press(Key.Key_Return)
    hands.wait(lambda: services.bookings.get(booking.id).status is BookingStatus.CANCELLED)
    assert services.bookings.get(booking.id).notes == "left knee\nill"


def test_a_move_is_shown_then_stored_on_enter(
    page: SchedulePage, services: Services, window: DeskWindow, hands: Hands, book: Book
) -> None:
    booking = book(10)
    select(page, hands, booking)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Up):
        hands.press(key, SHIFT)
    assert stands(services, booking) == ("City Medical", "10:00", 30)
    assert cursor(page) == ("Harbour Homes", "10:15")
    hands.press(Key.Key_Return)
    settle(page, hands)
    assert stands(services, booking) == ("Harbour Homes", "10:15", 30)
    assert shown_times(page) == {"Harbour Homes": ["John Doe 10:15–10:45"]}
    assert page.editing.booking() == services.bookings.get(booking.id)
    assert window.messages.toast_area.text.replace("\u202f", " ") == "John Doe: 10:15 AM, Harbour Homes"


def test_a_move_is_stored_after_a_rest(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    hands.press(Key.Key_Up, SHIFT)
    hands.wait(lambda: stands(services, booking) == ("City Medical", "09:45", 30))
    settle(page, hands)


def test_escape_puts_it_back(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    hands.press(Key.Key_Down, SHIFT)
    hands.press(Key.Key_Down, ALT)
    hands.press(Key.Key_Escape)
    assert page.editing.mover.ghost is None
    assert cursor(page) == ("City Medical", "10:00")
    assert page.editing.booking() == booking == services.bookings.get(booking.id)


def test_going_on_stores_it(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    """The cursor leaves: nobody waits for the rest."""
    booking = book(10)
    select(page, hands, booking)
    hands.press(Key.Key_Down, SHIFT)
    hands.press(Key.Key_Home)
    ghost = page.editing.mover.ghost
    assert ghost is not None
    assert ghost.state == "sent"
    hands.wait(lambda: stands(services, booking) == ("City Medical", "10:15", 30))


def test_keys_after_a_move_are_for_what_was_moved(
    page: SchedulePage, services: Services, hands: Hands, book: Book
) -> None:
    """The letter doesn't book the slot that still looks free."""
    wanted: list[Any] = []
    page.booking_wanted.connect(lambda *what: wanted.append(what))
    booking = book(10)
    select(page, hands, booking)
    for _ in range(4):
        hands.press(Key.Key_Down, SHIFT)
    hands.type("c")
    hands.wait(lambda: services.bookings.get(booking.id).status is BookingStatus.CONFIRMED)
    assert stands(services, booking) == ("City Medical", "11:00", 30)
    assert wanted == []


def test_shorten_and_lengthen(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    hands.press(Key.Key_Down, ALT)
    hands.press(Key.Key_Return)
    settle(page, hands)
    assert stands(services, booking) == ("City Medical", "10:00", 45)
    for _ in range(5):
        hands.press(Key.Key_Up, ALT)
    hands.press(Key.Key_Return)
    settle(page, hands)
    assert stands(services, booking) == ("City Medical", "10:00", 15)


def test_the_day_s_ends_hold_a_move(page: SchedulePage, hands: Hands, book: Book) -> None:
    booking = book(0)
    select(page, hands, booking)
    for key in (Key.Key_Up, Key.Key_Left):
        hands.press(key, SHIFT)
    assert page.editing.mover.ghost is not None
    assert page.editing.mover.ghost.stays
    hands.press(Key.Key_Return)
    assert page.editing.mover.ghost is None


def test_another_provider_s_clocks(
    page: SchedulePage, services: Services, hands: Hands, book: Book, homes: ProviderRead
) -> None:
    """Ten o'clock stays ten o'clock, there."""
    booking = book(10, provider_id=homes.id)
    select(page, hands, booking)
    hands.press(Key.Key_Right, SHIFT)
    hands.press(Key.Key_Return)
    settle(page, hands)
    assert services.bookings.get(booking.id).scheduled_at.isoformat() == "2093-11-24T10:00:00-05:00"


def test_a_move_in_the_week_changes_the_day(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    hands.press(Key.Key_2, CTRL)
    hands.wait(lambda: page.is_settled)
    hands.press(Key.Key_Right, SHIFT)
    hands.press(Key.Key_Return)
    settle(page, hands)
    assert services.bookings.get(booking.id).scheduled_at.isoformat() == "2093-11-25T10:00:00+01:00"


class TestTaken:
    """A move onto a taken time."""

    @pytest.fixture
    def moved(self, page: SchedulePage, hands: Hands, book: Book) -> BookingRead:
        """Moved from 10:00 to 11:00, which is taken; refused."""
        book(11, service_type="X-ray")
        booking = book(10)
        select(page, hands, booking)
        for _ in range(4):
            hands.press(Key.Key_Down, SHIFT)
        hands.press(Key.Key_Return)
        hands.wait(page.editing.panel.isVisible)
        return booking

    def test_is_refused_where_it_stands(
        self, page: SchedulePage, services: Services, hands: Hands, moved: BookingRead
    ) -> None:
        panel = page.editing.panel
        assert panel.text.replace("\u202f", " ") == (
            "This time is taken by John Doe (X-ray, 11:00 AM–11:30 AM). Choose another time."
        )
        texts = [button.text().replace("\u202f", " ") for button in panel.offers]
        assert texts == ["&1   10:15 AM", "&2   10:30 AM", "&3   11:30 AM", "&Overbook… (O)"]
        assert page.view.hasFocus()
        hands.press(Key.Key_Escape)
        assert panel.isHidden()
        assert page.editing.mover.ghost is None
        assert cursor(page) == ("City Medical", "10:00")
        assert stands(services, moved) == ("City Medical", "10:00", 30)

    def test_an_offered_time_is_taken(
        self, page: SchedulePage, services: Services, hands: Hands, moved: BookingRead
    ) -> None:
        hands.press(Key.Key_3, ALT)
        settle(page, hands)
        assert stands(services, moved) == ("City Medical", "11:30", 30)
        assert cursor(page) == ("City Medical", "11:30")
        assert page.editing.panel.isHidden()

    def test_going_on_with_the_move(
        self, page: SchedulePage, services: Services, hands: Hands, moved: BookingRead
    ) -> None:
        hands.press(Key.Key_Right, SHIFT)
        assert page.editing.panel.isHidden()
        hands.press(Key.Key_Return)
        settle(page, hands)
        assert stands(services, moved) == ("Harbour Homes", "11:00", 30)

    def test_overbooked_with_a_reason(
        self, page: SchedulePage, services: Services, hands: Hands, moved: BookingRead
    ) -> None:
        hands.type("o")
        hands.press(Key.Key_Return)
        assert page.editing.panel.line.hasFocus()  # the reason is needed
        hands.type("emergency")
        hands.press(Key.Key_Return)
        settle(page, hands)
        assert stands(services, moved) == ("City Medical", "11:00", 30)
        assert services.bookings.get(moved.id).overbook_reason == "emergency"
        assert page.view.hasFocus()
        assert page.plan.columns[0].occurrences[0].lanes == 2

    def test_the_buttons_are_reached_by_tab(
        self, page: SchedulePage, services: Services, hands: Hands, moved: BookingRead
    ) -> None:
        page.editing.panel.offers[1].setFocus()
        hands.press(Key.Key_1, ALT)
        settle(page, hands)
        assert stands(services, moved) == ("City Medical", "10:15", 30)

    def test_leaving_puts_it_back(
        self, page: SchedulePage, services: Services, hands: Hands, moved: BookingRead
    ) -> None:
        hands.press(Key.Key_Home)
        assert page.editing.panel.isHidden()
        assert page.editing.mover.ghost is None
        assert cursor(page) == ("City Medical", "07:00")


def test_an_overbooked_booking_overbooks_nothing_else(
    page: SchedulePage, services: Services, hands: Hands, book: Book
) -> None:
    """Its reason was one for the old time: the new one is asked for, or it is a booking like any other."""
    book(10)
    book(11)
    booking = book(10, overbook_reason="pain")
    select(page, hands, booking)
    for _ in range(4):
        hands.press(Key.Key_Down, SHIFT)
    hands.press(Key.Key_Return)
    hands.wait(page.editing.panel.isVisible)
    hands.type("o")
    assert page.editing.panel.line.text() == "pain"
    hands.press(Key.Key_Escape)
    assert services.bookings.get(booking.id) == booking
    hands.press(Key.Key_Right, SHIFT)
    hands.press(Key.Key_Return)
    settle(page, hands)
    assert services.bookings.get(booking.id).overbook_reason is None


def test_a_skipped_hour_offers_its_choices(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    """In 2026 the clocks go forward on 29 March at 02:00."""
    day = DAY.replace(year=2026, month=3, day=29)
    booking = book(1.75, day=day)
    page.go_to(day)
    select(page, hands, booking)
    hands.press(Key.Key_Down, SHIFT)
    hands.press(Key.Key_Return)
    hands.wait(page.editing.panel.isVisible)
    assert "clocks go forward" in page.editing.panel.text
    hands.press(Key.Key_2, ALT)
    settle(page, hands)
    assert services.bookings.get(booking.id).scheduled_at.isoformat() == "2026-03-29T03:00:00+02:00"


def test_another_desk_s_change_isn_t_overwritten(
    page: SchedulePage, services: Services, window: DeskWindow, hands: Hands, book: Book
) -> None:
    booking = book(10)
    select(page, hands, booking)
    window.live.changed.disconnect(page.apply_changes)  # this desk hasn't heard of it yet
    services.bookings.update(booking.id, BookingUpdate(scheduled_at=booking.scheduled_at + timedelta(hours=3)))
    hands.press(Key.Key_Down, SHIFT)
    hands.press(Key.Key_Return)
    hands.wait(lambda: "changed the same field" in page.editing.panel.text)
    assert stands(services, booking) == ("City Medical", "13:00", 30)


def test_a_live_change_leaves_the_ghost_alone(page: SchedulePage, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    hands.press(Key.Key_Down, SHIFT)
    page.editing.mover.show(page.editing.mover.ghost, rest=False)  # type: ignore[arg-type]
    book(15)
    hands.wait(lambda: len(page.plan.columns[0].occurrences) == 2)
    ghost = page.editing.mover.ghost
    assert ghost is not None
    assert ghost.state == "moving"
    assert cursor(page) == ("City Medical", "10:15")


def test_what_was_done_can_be_undone(page: SchedulePage, hands: Hands, book: Book, desk: Desk) -> None:
    booking = book(10)
    select(page, hands, booking)
    hands.press(Key.Key_C, CTRL)
    hands.type("c")
    put(page, 12)
    hands.press(Key.Key_V, CTRL)
    hands.wait(lambda: len(page.plan.columns[0].occurrences) == 2)
    desk.undo.undo()
    hands.wait(lambda: len(page.plan.columns[0].occurrences) == 1)
    desk.undo.undo()
    hands.wait(lambda: page.plan.columns[0].occurrences[0].booking.status is booking.status)
    hands.wait(lambda: desk.undo.undo_title == "")
