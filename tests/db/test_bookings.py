"""Bookings through the services, on a real server."""

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.errors import Conflict
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingFilter
from frontdesk_desktop.schemas.providers import ProviderCreate

CLINIC = ProviderCreate(name="City Medical Clinic", sector="medical", time_zone="America/New_York")


def booking(provider_id: int, **changed: object) -> BookingCreate:
    """A booking of John Doe at ten, but for what is changed."""
    values: dict[str, object] = {
        "provider_id": provider_id,
        "client_name": "John Doe",
        "client_phone": "+1234567890",
        "service_type": "consultation",
        "scheduled_at": "2025-01-15T10:00:00",
    }
    return BookingCreate.model_validate(values | changed)


def test_a_taken_time_is_refused_with_what_stands_there_and_free_times(services: Services) -> None:
    clinic = services.providers.create(CLINIC)
    first = services.bookings.create(booking(clinic.id))
    with pytest.raises(Conflict) as refused:
        services.bookings.create(booking(clinic.id, client_name="Jane Roe", scheduled_at="2025-01-15T10:15:00"))
    assert refused.value.code == "booking.overlap"
    assert refused.value.params["conflicts"] == (first,)
    free = refused.value.params["free"]
    assert isinstance(free, tuple)
    assert [moment.isoformat() for moment in free] == [
        "2025-01-15T09:30:00-05:00",
        "2025-01-15T10:30:00-05:00",
        "2025-01-15T10:45:00-05:00",
    ]
    assert services.bookings.list(BookingFilter()).total == 1
