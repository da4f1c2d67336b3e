"""What a screen reader gets of the schedule."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.modeltest import ModelTester

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.clients import ClientRead
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.ui.schedule.model import OCCURRENCES_ROLE, SlotModel
from frontdesk_desktop.ui.schedule.page import SchedulePage
from tests.ui.desk_window import Hands
from tests.ui.schedule.conftest import Book, Key, put

Text = QAccessible.Text
Role = QAccessible.Role


def dump(page: SchedulePage) -> list[tuple[QAccessible.Role, str]]:
    """Role and name of every child of the schedule, as Qt exposes them."""
    table = QAccessible.queryAccessibleInterface(page.view)
    children = [table.child(place) for place in range(table.childCount())]
    return [(child.role(), name_of(child)) for child in children if child is not None]


def name_of(child: QAccessibleInterface) -> str:
    """The name; the locale's narrow blank as a blank."""
    return child.text(Text.Name).replace("\u202f", " ")


def test_the_model_is_sound(
    show: Callable[[], SchedulePage], clinic: ProviderRead, book: Book, qtmodeltester: ModelTester
) -> None:
    book(10)
    page = show()
    qtmodeltester.check(page.slots)
    empty = SlotModel(15, "Europe/Berlin")
    qtmodeltester.check(empty)
    assert empty.index(0, 0).isValid() is False


def test_every_slot_and_booking_is_named(
    show: Callable[[], SchedulePage], garage: ProviderRead, book: Book, services: Services, john: ClientRead
) -> None:
    """The whole day as it is read out; two providers, 48 half hours."""
    book(10, BookingStatus.CONFIRMED, duration_minutes=45)
    book(10.25, overbook_reason="pain", notes="left knee", service_type="X-ray", duration_minutes=15)
    book(14.5, provider_id=garage.id)
    page = show()
    page.set_slot(30)
    names = [name for role, name in dump(page) if role == Role.Cell]
    assert len(names) == 48 * 2
    assert all(names)
    clinic_day, garage_day = names[0::2], names[1::2]
    assert clinic_day[18:23] == [
        "Tuesday 9:00 AM, City Medical, free, 30 minutes",
        "Tuesday 9:30 AM, City Medical, free, 30 minutes",
        "Tuesday 10:00 AM, City Medical, John Doe, check-up, confirmed; "
        "Tuesday 10:15 AM, City Medical, John Doe, X-ray, pending, overbooked, with notes",
        "Tuesday 10:30 AM, City Medical, John Doe, check-up, confirmed, since 10:00 AM",
        "Tuesday 11:00 AM, City Medical, free, 30 minutes",
    ]
    assert garage_day[29] == "Tuesday 2:30 PM, Hudson Garage, John Doe, check-up, pending"
    assert sum("free" not in name for name in names) == 3


def test_headings_are_exposed(page: SchedulePage) -> None:
    headings = dump(page)
    assert [name for role, name in headings if role == Role.ColumnHeader] == [
        "City Medical",
        "Harbour Homes",
        "Hudson Garage  −6 h",
    ]
    assert [name for role, name in headings if role == Role.RowHeader][:5] == [
        *("12:00 AM", "12:15 AM", "12:30 AM", "12:45 AM", "1:00 AM")
    ]


def test_the_focused_slot_is_announced(page: SchedulePage, book: Book, hands: Hands) -> None:
    book(10)
    hands.wait(lambda: page.plan.columns[0].occurrences)
    put(page, 9.75)
    table = QAccessible.queryAccessibleInterface(page.view)
    assert focused(table) == "Tuesday 9:45 AM, City Medical, free, 15 minutes"
    hands.press(Key.Key_Down)
    assert focused(table) == "Tuesday 10:00 AM, City Medical, John Doe, check-up, pending"
    assert table.text(Text.Name) == "Schedule"


def focused(table: QAccessibleInterface) -> str:
    """The name of the cell that has the focus, and that is selected."""
    child = table.focusChild()
    assert child is not None
    assert child.state().focused
    return name_of(child)


def test_cells_know_their_bookings(page: SchedulePage, book: Book, hands: Hands) -> None:
    booking = book(10, duration_minutes=20)
    hands.wait(lambda: page.plan.columns[0].occurrences)
    rows = [10 * 4 - 1, 10 * 4, 10 * 4 + 1, 10 * 4 + 2]
    found = [page.slots.index(row, 0).data(OCCURRENCES_ROLE) for row in rows]
    assert [[each.booking.id for each in cell] for cell in found] == [[], [booking.id], [booking.id], []]
    assert page.slots.index(0, 0).data(Qt.ItemDataRole.DisplayRole) is None
