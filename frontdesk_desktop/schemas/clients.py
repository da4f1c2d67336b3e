"""Clients, in and out."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from frontdesk_desktop.schemas.base import Filter, Schema, Update
from frontdesk_desktop.schemas.fields import Email, Name, Notes, Phone, Search


class ClientCreate(Schema):
    """A new client."""

    name: Name
    phone: Phone = ""
    email: Email = ""
    notes: Notes = ""
    request_id: UUID | None = None


class ClientUpdate(Update):
    """The fields to change."""

    name: Name | None = None
    phone: Phone | None = None
    email: Email | None = None
    notes: Notes | None = None


class ClientRead(Schema):
    """A client as stored."""

    id: int
    name: str
    phone: str
    email: str
    notes: str
    created_at: datetime
    updated_at: datetime
    version: int


class ClientFilter(Filter):
    """`search` is fragments of name, phone and e-mail, in any order."""

    SORTABLE: ClassVar[tuple[str, ...]] = ("id", "name", "phone", "email", "created_at", "updated_at")

    search: Search = ""
