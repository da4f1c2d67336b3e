"""Providers, in and out."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from frontdesk_desktop.schemas.base import Filter, Schema, Update
from frontdesk_desktop.schemas.fields import Address, Email, Name, Phone, Search, ShortText, TimeZone


class ProviderCreate(Schema):
    """`time_zone` is an IANA name; without it the desk's own is taken."""

    name: Name
    sector: ShortText
    phone: Phone = ""
    email: Email = ""
    address: Address = ""
    is_active: bool = True
    time_zone: TimeZone | None = None
    request_id: UUID | None = None


class ProviderUpdate(Update):
    """The fields to change."""

    name: Name | None = None
    sector: ShortText | None = None
    phone: Phone | None = None
    email: Email | None = None
    address: Address | None = None
    is_active: bool | None = None
    time_zone: TimeZone | None = None


class ProviderRead(Schema):
    """A provider as stored."""

    id: int
    name: str
    sector: str
    phone: str
    email: str
    address: str
    is_active: bool
    time_zone: str
    created_at: datetime
    updated_at: datetime
    version: int


class ProviderFilter(Filter):
    """`search` is fragments of name, phone, e-mail, sector and address, in any order."""

    SORTABLE: ClassVar[tuple[str, ...]] = (
        *("id", "name", "sector", "phone", "email", "address", "is_active", "time_zone"),
        *("created_at", "updated_at"),
    )

    sector: Search | None = None
    is_active: bool | None = None
    search: Search = ""
