"""The same with the mouse."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.ui.schedule.page import SchedulePage
from tests.ui.desk_window import Hands
from tests.ui.schedule.conftest import DAY, Book, Key, at, cursor, select, settle, stands

LEFT = Qt.MouseButton.LeftButton


def spot(page: SchedulePage, column: int, hour: float) -> QPoint:
    """The middle of a slot on the viewport."""
    return page.view.cell_rect(column, round(hour * 60), round(hour * 60) + page.slots.slot).center()


def drag(page: SchedulePage, start: QPoint, *way: QPoint, release: bool = True) -> None:
    """Press, move along the points, release."""
    viewport = page.view.viewport()
    QTest.mousePress(viewport, LEFT, pos=start)
    for point in way:
        QTest.mouseMove(viewport, point)
    if release:
        QTest.mouseRelease(viewport, LEFT, pos=way[-1])


def moving(page: SchedulePage) -> bool:
    """Whether a booking is on its way."""
    return page.editing.mover.ghost is not None


def test_a_click_puts_the_cursor(page: SchedulePage, hands: Hands, book: Book) -> None:
    first = book(10, duration_minutes=60)
    second = book(10, duration_minutes=60, overbook_reason="pain")
    select(page, hands, first)
    QTest.mouseClick(page.view.viewport(), LEFT, pos=spot(page, 1, 11))
    assert cursor(page) == ("Harbour Homes", "11:00")
    rect = page.view.cell_rect(0, 600, 660)
    for x, booking in ((rect.width() // 4, first), (3 * rect.width() // 4, second)):
        QTest.mouseClick(page.view.viewport(), LEFT, pos=QPoint(x, rect.center().y()))
        assert page.editing.booking() == booking


def test_a_double_click_opens_or_books(page: SchedulePage, hands: Hands, book: Book, clinic: ProviderRead) -> None:
    opened: list[Any] = []
    page.booking_opened.connect(opened.append)
    page.booking_wanted.connect(lambda *what: opened.append(what))
    booking = book(10)
    select(page, hands, booking)
    for hour in (10, 11):
        QTest.mouseDClick(page.view.viewport(), LEFT, pos=spot(page, 0, hour))
        QTest.mouseClick(page.view.viewport(), LEFT, pos=spot(page, 0, hour))
        QTest.mouseDClick(page.view.viewport(), LEFT, pos=spot(page, 0, hour))
    assert booking in opened
    assert opened[-1] == (clinic.id, at(11), "")


def test_dragging_moves(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    drag(page, spot(page, 0, 10), spot(page, 0, 10.5), spot(page, 1, 11))
    settle(page, hands)
    assert stands(services, booking) == ("Harbour Homes", "11:00", 30)


def test_dragging_the_edge_stretches(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    rect = page.view.cell_rect(0, 600, 630)
    edge = QPoint(rect.center().x(), rect.bottom() - 1)
    drag(page, edge, edge + QPoint(0, page.view.row_height), edge + QPoint(0, 2 * page.view.row_height))
    settle(page, hands)
    assert stands(services, booking) == ("City Medical", "10:00", 60)


def test_escape_cancels_a_drag(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    select(page, hands, booking)
    drag(page, spot(page, 0, 10), spot(page, 0, 11), spot(page, 1, 11), release=False)
    assert moving(page)
    hands.press(Key.Key_Escape)
    assert not moving(page)
    QTest.mouseMove(page.view.viewport(), spot(page, 1, 12))
    QTest.mouseRelease(page.view.viewport(), LEFT, pos=spot(page, 1, 12))
    assert not moving(page)
    assert stands(services, booking) == ("City Medical", "10:00", 30)


def test_a_shaky_click_moves_nothing(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking: BookingRead = book(10)
    select(page, hands, booking)
    drag(page, spot(page, 0, 10), spot(page, 0, 10) + QPoint(2, 2))
    assert page.editing.mover.ghost is None
    assert page.plan.columns[0].day == DAY
