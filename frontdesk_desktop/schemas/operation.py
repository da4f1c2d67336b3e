"""A change that a desk made, named so that it can be undone."""

from typing import Literal

from frontdesk_desktop.schemas.base import Schema

Table = Literal["providers", "clients", "bookings"]


class Operation(Schema):
    """The change of a row that made this version of it; `version` None is its deletion."""

    table: Table
    row_id: int
    version: int | None
