"""Operations to be undone, and what is stored."""

from typing import Any

from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead, BookingUpdate
from frontdesk_desktop.schemas.operation import Operation, Table
from tests.db.make import Sql

CANCELLED = BookingUpdate(status=BookingStatus.CANCELLED)
#: What a change of any row sets anew.
STAMPS = ("version", "updated_at")


def edit(**fields: object) -> BookingUpdate:
    """The fields of an update."""
    return BookingUpdate.model_validate(fields)


def op(table: Table, row_id: int, version: int | None) -> Operation:
    """An operation."""
    return Operation(table=table, row_id=row_id, version=version)


def made(read: BookingRead) -> Operation:
    """The operation that made this state of a booking."""
    return op("bookings", read.id, read.version)


def rows(sql: Sql, table: str) -> dict[int, dict[str, Any]]:
    """All that is stored, derived columns too, but for the stamps."""
    found = sql(f"SELECT id, to_jsonb(t) FROM {table} AS t")
    return {row_id: {name: value for name, value in row.items() if name not in STAMPS} for row_id, row in found}
