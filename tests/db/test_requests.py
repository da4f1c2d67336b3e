"""A create that is tried again, since its answer was lost, makes no second row."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.errors import Conflict
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingUpdate
from frontdesk_desktop.schemas.clients import ClientFilter
from frontdesk_desktop.schemas.providers import ProviderFilter, ProviderRead, ProviderUpdate
from tests.db.make import Sql, booking, client, provider, refused


def test_a_booking_tried_again_is_the_one_stored(services: Services, clinic: ProviderRead) -> None:
    new = booking(clinic.id, request_id=uuid4())
    made = services.bookings.create(new)

    assert services.bookings.create(new) == made
    assert made.request_id == new.request_id
    assert services.bookings.list(BookingFilter()).items == (made,)


@pytest.mark.parametrize("since", ["moved", "cancelled", "slot sold again", "overbooked", "provider closed"])
def test_whatever_has_happened_since_the_stored_one_comes_back(
    services: Services, clinic: ProviderRead, since: str
) -> None:
    reason = "emergency" if since == "overbooked" else None
    new = booking(clinic.id, client_name="Jane Roe", client_phone="", request_id=uuid4(), overbook_reason=reason)
    made = services.bookings.create(new)
    if since == "moved":
        services.bookings.update(made.id, BookingUpdate.model_validate({"scheduled_at": "2025-01-16T10:00"}))
    if since in ("cancelled", "slot sold again"):
        services.bookings.cancel(made.id)
    if since == "slot sold again":
        services.bookings.create(booking(clinic.id))
    if since == "provider closed":
        services.providers.update(clinic.id, ProviderUpdate(is_active=False))
    clients = services.clients.list(ClientFilter()).total
    stored = services.bookings.get(made.id)

    assert services.bookings.create(new) == stored
    assert services.clients.list(ClientFilter()).total == clients


def test_another_request_for_the_same_time_is_refused(services: Services, clinic: ProviderRead) -> None:
    services.bookings.create(booking(clinic.id, request_id=uuid4()))
    with refused(Conflict, "booking.overlap"):
        services.bookings.create(booking(clinic.id, request_id=uuid4()))


def test_a_provider_and_a_client_tried_again(services: Services) -> None:
    new_provider, new_client = provider(request_id=uuid4()), client(request_id=uuid4())
    first: Any = (services.providers.create(new_provider), services.clients.create(new_client))

    assert (services.providers.create(new_provider), services.clients.create(new_client)) == first
    assert services.providers.list(ProviderFilter()).total == 1
    assert services.clients.list(ClientFilter()).total == 1


def test_a_row_deleted_while_it_was_tried_again_is_busy(services: Services, sql: Sql) -> None:
    new_provider, new_client = provider(request_id=uuid4()), client(request_id=uuid4())
    services.providers.create(new_provider)
    services.clients.create(new_client)

    def delete(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "request_id = " in statement:
            sql("DELETE FROM clients")
            sql("DELETE FROM providers")

    event.listen(services.database.engine, "before_cursor_execute", delete)
    with refused(Conflict, "row.busy"):
        services.providers.create(new_provider)
    services.providers.create(new_provider)
    services.clients.create(new_client)
    with refused(Conflict, "row.busy"):
        services.clients.create(new_client)


def test_the_tables_hold_a_request_once(services: Services, sql: Sql) -> None:
    services.clients.create(client(request_id=uuid4()))
    with pytest.raises(IntegrityError, match="uq_clients_request_id"):
        sql("INSERT INTO clients (name, request_id) SELECT name, request_id FROM clients")


def test_rows_without_a_request_are_never_the_same(services: Services) -> None:
    assert services.clients.create(client()).id != services.clients.create(client()).id
