"""The page of bookings in a window, with a clinic here, a garage in New York, and two clients."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingRead, BookingUpdate
from frontdesk_desktop.schemas.clients import ClientCreate, ClientRead
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderRead
from frontdesk_desktop.ui.bookings.commands import BookingCommands
from frontdesk_desktop.ui.bookings.page import BookingsPage
from tests.ui.desk_window import DeskWindow, Hands

Book = Callable[..., BookingRead]


@pytest.fixture
def today() -> date:
    """The date of this computer, as the page takes it."""
    return date.today()  # noqa: DTZ011


@pytest.fixture
def clinic(services: Services) -> ProviderRead:
    """A provider in this desk's time zone."""
    return services.providers.create(ProviderCreate(name="City Medical", sector="medical", time_zone="Europe/Berlin"))


@pytest.fixture
def garage(services: Services) -> ProviderRead:
    """A provider elsewhere."""
    return services.providers.create(
        ProviderCreate(name="Hudson Garage", sector="automotive", time_zone="America/New_York")
    )


@pytest.fixture
def john(services: Services) -> ClientRead:
    """A client."""
    return services.clients.create(ClientCreate(name="John Doe", phone="+1234567890", email="john@example.com"))


@pytest.fixture
def smith(services: Services) -> ClientRead:
    """Another client, whom "sm jo" finds."""
    return services.clients.create(ClientCreate(name="Joanna Smith", phone="+49 30 901820"))


@pytest.fixture
def book(services: Services, today: date, clinic: ProviderRead, john: ClientRead) -> Book:
    """Books: a day counted from today, an hour, and what differs from John's consultation at the clinic."""

    def make(day: int, hour: float, status: BookingStatus = BookingStatus.PENDING, **given: object) -> BookingRead:
        start = datetime.combine(today + timedelta(days=day), time()) + timedelta(hours=hour)
        values: dict[str, object] = {
            "provider_id": clinic.id,
            "client_id": john.id,
            "service_type": "consultation",
            "scheduled_at": start,
        }
        booking = services.bookings.create(BookingCreate.model_validate({**values, **given}))
        if status is not booking.status:
            booking = services.bookings.update(booking.id, BookingUpdate(status=status))
        return booking

    return make


@pytest.fixture
def page(
    window: DeskWindow, hands: Hands, clinic: ProviderRead, garage: ProviderRead, john: ClientRead, smith: ClientRead
) -> BookingsPage:
    """The page, shown. It knows its providers."""
    page = BookingsPage(window.desk)
    window.show_page(page, BookingCommands(window.desk, page))
    hands.wait(lambda: page.filter_bar.provider.count() == 3)
    return page
