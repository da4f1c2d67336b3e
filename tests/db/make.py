"""Rows and refusals, short to write."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, text

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.schemas.bookings import BookingCreate
from frontdesk_desktop.schemas.clients import ClientCreate
from frontdesk_desktop.schemas.providers import ProviderCreate

E = TypeVar("E", bound=DomainError)


def provider(name: str = "City Medical Clinic", **changed: object) -> ProviderCreate:
    """A clinic in New York, but for what is changed."""
    values: dict[str, object] = {"name": name, "sector": "medical", "time_zone": "America/New_York"}
    return ProviderCreate.model_validate(values | changed)


def client(name: str = "John Doe", **changed: object) -> ClientCreate:
    """A client without phone and e-mail, but for what is changed."""
    return ClientCreate.model_validate({"name": name} | changed)


def booking(provider_id: int, at: str | datetime = "2025-01-15T10:00", **changed: object) -> BookingCreate:
    """A booking of John Doe, but for what is changed."""
    values: dict[str, object] = {"provider_id": provider_id, "service_type": "consultation", "scheduled_at": at}
    if "client_id" not in changed:
        values |= {"client_name": "John Doe", "client_phone": "+1234567890"}
    return BookingCreate.model_validate(values | changed)


@contextlib.contextmanager
def refused(kind: type[E], code: str) -> Iterator[pytest.ExceptionInfo[E]]:
    """Expects this very kind of error with this code."""
    with pytest.raises(kind) as info:
        yield info
    assert info.type is kind
    assert info.value.code == code


class Sql:
    """Statements beside the program, each its own transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def __call__(self, statement: str, **values: object) -> list[Any]:
        """The rows, if any, as tuples."""
        result = self.connection.execute(text(statement), values)
        return [tuple(row) for row in result] if result.returns_rows else []

    def one(self, statement: str, **values: object) -> Any:
        """The only value of the only row."""
        [[value]] = self(statement, **values)
        return value


Opener = Callable[[str], Sql]
