"""The schedule in a window: Tuesday 24 November 2093, five past nine; a clinic, homes, and a garage in New York."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingRead, BookingUpdate
from frontdesk_desktop.schemas.clients import ClientCreate, ClientRead
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderRead
from frontdesk_desktop.ui.schedule.commands import ScheduleCommands
from frontdesk_desktop.ui.schedule.page import SchedulePage
from tests.ui.desk_window import DeskWindow, Hands

Book = Callable[..., BookingRead]
Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
DAY = date(2093, 11, 24)
NOW = datetime(2093, 11, 24, 8, 5, tzinfo=UTC)  # five past nine in Berlin


@pytest.fixture
def clinic(services: Services) -> ProviderRead:
    """The first column."""
    return services.providers.create(ProviderCreate(name="City Medical", sector="medical", time_zone="Europe/Berlin"))


@pytest.fixture
def homes(services: Services) -> ProviderRead:
    """The second column."""
    return services.providers.create(
        ProviderCreate(name="Harbour Homes", sector="real_estate", time_zone="Europe/Berlin")
    )


@pytest.fixture
def garage(services: Services) -> ProviderRead:
    """The third column, six hours behind."""
    return services.providers.create(
        ProviderCreate(name="Hudson Garage", sector="automotive", time_zone="America/New_York")
    )


@pytest.fixture
def john(services: Services) -> ClientRead:
    """A client."""
    return services.clients.create(ClientCreate(name="John Doe", phone="+1234567890"))


@pytest.fixture
def book(services: Services, clinic: ProviderRead, john: ClientRead) -> Book:
    """Books John's half-hour check-up at the clinic at an hour of the day, but for what is given."""

    def make(hour: float, status: BookingStatus = BookingStatus.PENDING, **given: Any) -> BookingRead:
        values = {
            "provider_id": clinic.id,
            "client_id": john.id,
            "service_type": "check-up",
            "scheduled_at": at(hour, given.pop("day", DAY)),
        }
        booking = services.bookings.create(BookingCreate.model_validate({**values, **given}))
        if status is not booking.status:
            booking = services.bookings.update(booking.id, BookingUpdate(status=status))
        return booking

    return make


@pytest.fixture
def show(window: DeskWindow, qtbot: QtBot, hands: Hands) -> Callable[[], SchedulePage]:
    """Shows the page, listening to the database, and waits until it is drawn; the cursor is in the schedule."""

    def shown() -> SchedulePage:
        page = SchedulePage(window.desk, lambda: NOW)
        window.registry.collect(ScheduleCommands(page), {"schedule": [page.view]})
        window.setCentralWidget(page)
        window.live.changed.connect(page.apply_changes)
        with qtbot.waitSignal(window.live.connected):
            window.live.start()
        with qtbot.waitActive(window):
            window.show()
        hands.wait(lambda: page.is_settled)
        page.focus_view()
        return page

    return shown


@pytest.fixture
def page(show: Callable[[], SchedulePage], clinic: ProviderRead, homes: ProviderRead, garage: ProviderRead) -> Any:
    """The page with three providers and no booking."""
    return show()


def at(hour: float, day: date = DAY) -> datetime:
    """A naive moment."""
    return datetime.combine(day, time()) + timedelta(hours=hour)


def cursor(page: SchedulePage) -> tuple[str, str]:
    """Where the cursor is: the column's provider and the time, as in ("City Medical", "09:00")."""
    index = page.view.currentIndex()
    return page.slots.column(index).provider.name, page.slots.start(index).strftime("%H:%M")


def put(page: SchedulePage, hour: float, column: int = 0) -> None:
    """Put the cursor to an hour."""
    page.view.go_to(column, round(hour * 60))


def client_at_cursor(page: SchedulePage) -> str | None:
    """Whose booking is under the cursor."""
    each = page.view.current()
    return each.booking.client_name if each else None


def shown_times(page: SchedulePage) -> dict[str, list[str]]:
    """What the plan shows: "John Doe 10:00–10:30" by provider."""
    found: dict[str, list[str]] = {}
    for column in page.plan.columns:
        for each in column.occurrences:
            start, end = (moment.strftime("%H:%M") for moment in (each.booking.scheduled_at, each.booking.ends_at))
            found.setdefault(column.provider.name, []).append(f"{each.booking.client_name} {start}–{end}")
    return found


def select(page: SchedulePage, hands: Hands, booking: BookingRead) -> None:
    """Put the cursor on a booking as soon as it is shown as it is now."""

    def is_shown() -> bool:
        found = page.plan.place_of(booking.id)
        return found is not None and found[1].booking.version >= booking.version

    hands.wait(is_shown)
    page.view.go_to_booking(booking.id)


def stands(services: Services, booking: BookingRead) -> tuple[str, str, int]:
    """Provider, start and length as stored."""
    now = services.bookings.get(booking.id)
    return now.provider_name, now.scheduled_at.strftime("%H:%M"), now.duration_minutes


def settle(page: SchedulePage, hands: Hands) -> None:
    """Until what was moved is stored and shown."""
    hands.wait(lambda: page.editing.mover.ghost is None and page.is_settled)
