"""Lists of bookings: filters, sort orders, pages."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingUpdate
from frontdesk_desktop.schemas.providers import ProviderRead
from tests.db.make import booking, client, provider


def listed(services: Services, **where: Any) -> list[str]:
    """The service types found."""
    page = services.bookings.list(BookingFilter.model_validate(where))
    assert page.total == len(page.items)
    return [item.service_type for item in page.items]


@pytest.fixture
def two_zones(services: Services, clinic: ProviderRead) -> tuple[int, int]:
    """
    booking   wall time          instant
    ny-new    2025-01-01 00:00   2025-01-01 05:00 UTC    New York
    ny-late   2025-01-31 23:59   2025-02-01 04:59 UTC    New York
    to-new    2025-01-01 00:00   2024-12-31 15:00 UTC    Tokyo
    to-late   2025-01-31 23:59   2025-01-31 14:59 UTC    Tokyo
    to-next   2025-02-01 00:00   2025-01-31 15:00 UTC    Tokyo
    """
    tokyo = services.providers.create(provider("Tōkyō Salon", sector="salon", time_zone="Asia/Tokyo"))
    for place, at, name in (
        (clinic.id, "2025-01-01T00:00", "ny-new"),
        (clinic.id, "2025-01-31T23:59", "ny-late"),
        (tokyo.id, "2025-01-01T00:00", "to-new"),
        (tokyo.id, "2025-01-31T23:59", "to-late"),
        (tokyo.id, "2025-02-01T00:00", "to-next"),
    ):
        services.bookings.create(booking(place, at, service_type=name, duration_minutes=1))
    return clinic.id, tokyo.id


def test_naive_dates_are_wall_time_of_each_provider(services: Services, two_zones: tuple[int, int]) -> None:
    january = {"from_date": "2025-01-01T00:00:00", "to_date": "2025-01-31T23:59:59"}

    assert listed(services, **january) == ["to-new", "ny-new", "to-late", "ny-late"]
    assert listed(services, from_date="2025-01-01", to_date="2025-01-31") == listed(services, **january)
    assert listed(services, from_date="2025-02-01") == ["to-next"]
    assert listed(services, to_date="2025-01-01") == ["to-new", "ny-new"]
    assert listed(services, from_date="2025-01-31T23:59", to_date="2025-01-31T23:59") == ["to-late", "ny-late"]


def test_aware_dates_are_instants(services: Services, two_zones: tuple[int, int]) -> None:
    assert listed(services, from_date="2025-01-01T00:00Z", to_date="2025-01-31T23:59Z") == [
        *("ny-new", "to-late", "to-next")
    ]
    assert listed(services, from_date="2025-02-01T04:59Z") == ["ny-late"]
    assert listed(services, to_date="2025-01-01T00:00+09:00") == ["to-new"]


def test_dates_at_the_ends_of_the_calendar_include_all(services: Services, two_zones: tuple[int, int]) -> None:
    assert len(listed(services, from_date="0001-01-01")) == 5
    assert len(listed(services, to_date="9999-12-31")) == 5
    assert len(listed(services, from_date="0001-01-01T00:00+14:00", to_date="9999-12-31T23:59-12:00")) == 5


def test_filters_are_met_together(services: Services, two_zones: tuple[int, int]) -> None:
    new_york, tokyo = two_zones
    late = services.bookings.list(BookingFilter(provider_id=tokyo, sort="-scheduled_at")).items[0]
    services.bookings.update(late.id, BookingUpdate(status=BookingStatus.CONFIRMED))
    services.bookings.cancel(services.bookings.list(BookingFilter(provider_id=new_york)).items[0].id)

    assert listed(services, provider_id=tokyo) == ["to-new", "to-late", "to-next"]
    assert listed(services, provider_id=99) == []
    assert listed(services, client_id=late.client_id) == ["to-new", "ny-new", "to-late", "to-next", "ny-late"]
    assert listed(services, client_id=99) == []
    assert listed(services, status=["confirmed"]) == ["to-next"]
    assert listed(services, status=["confirmed", "cancelled"]) == ["ny-new", "to-next"]
    assert listed(services, status=["confirmed"], provider_id=new_york) == []
    assert listed(services, status=["pending"], provider_id=tokyo, from_date="2025-01-02", search="to") == ["to-late"]


def test_pages_of_equal_rows_never_overlap(services: Services, clinic: ProviderRead) -> None:
    john = services.clients.create(client())
    for day in range(1, 8):
        services.bookings.create(booking(clinic.id, f"2025-01-{day:02}T10:00", client_id=john.id))

    for sort in (*BookingFilter.SORTABLE, *(f"-{name}" for name in BookingFilter.SORTABLE)):
        pages = [services.bookings.list(BookingFilter(limit=3, offset=n, sort=sort)) for n in (0, 3, 6, 9)]
        assert [len(page.items) for page in pages] == [3, 3, 1, 0]
        assert {page.total for page in pages} == {7}
        ids = [item.id for page in pages for item in page.items]
        if sort in ("-id", "-scheduled_at", "-ends_at", "-created_at", "-updated_at"):
            assert ids == [7, 6, 5, 4, 3, 2, 1], sort
        else:
            assert ids == [1, 2, 3, 4, 5, 6, 7], sort


def test_several_fields_are_sorted_by_in_turn(services: Services, clinic: ProviderRead) -> None:
    garage = services.providers.create(provider("Älpen Garage"))
    for place, day, kind in ((clinic, 1, "b"), (clinic, 2, "a"), (garage, 3, "b"), (garage, 4, "a")):
        services.bookings.create(booking(place.id, f"2025-01-{day:02}T10:00", service_type=kind))

    def days(sort: str) -> list[int]:
        return [item.scheduled_at.day for item in services.bookings.list(BookingFilter(sort=sort)).items]

    assert days("provider_name,service_type") == [4, 3, 2, 1]
    assert days("-provider_name,service_type") == [2, 1, 4, 3]
    assert days("service_type,-scheduled_at") == [4, 2, 3, 1]
    assert days("-ends_at") == [4, 3, 2, 1]


def test_an_offset_past_the_end_and_a_page_of_one(services: Services, clinic: ProviderRead) -> None:
    start = datetime(2025, 1, 1, 8)  # noqa: DTZ001 - wall time of the clinic
    for hour in range(3):
        services.bookings.create(booking(clinic.id, (start + timedelta(hours=hour)).isoformat()))

    assert services.bookings.list(BookingFilter(limit=1, offset=2)).items[0].scheduled_at.hour == 10
    assert services.bookings.list(BookingFilter(offset=2**63 - 1)).total == 3
