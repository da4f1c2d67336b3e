"""Bookings, in and out. The client's name, phone and e-mail stand flat in them: one call books any client."""

from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.base import Filter, Schema, Update
from frontdesk_desktop.schemas.fields import (
    DayOrMoment,
    Email,
    Minutes,
    Moment,
    Name,
    Notes,
    Phone,
    Reason,
    RowId,
    Search,
    ShortText,
)


class BookingCreate(Schema):
    """Either `client_id`, or `client_name` with phone and e-mail as known.

    A naive `scheduled_at` is wall time of the provider.
    """

    provider_id: RowId
    client_id: RowId | None = None
    client_name: Name | None = None
    client_phone: Phone = ""
    client_email: Email = ""
    service_type: ShortText
    scheduled_at: Moment
    duration_minutes: Minutes = 30
    status: BookingStatus = BookingStatus.PENDING
    notes: Notes = ""
    overbook_reason: Reason | None = None
    request_id: UUID | None = None

    @field_validator("status")
    @classmethod
    def _may_begin(cls, value: BookingStatus) -> BookingStatus:
        if value in (BookingStatus.CANCELLED, BookingStatus.NO_SHOW):
            raise PydanticCustomError("new_status", "a new booking can't be {status}", {"status": value.value})
        return value

    @model_validator(mode="after")
    def _one_client(self) -> Self:
        if self.client_id is None and self.client_name is None:
            raise PydanticCustomError("client_missing", "client_id or client_name is needed")
        if self.client_id is not None and (self.client_name or self.client_phone or self.client_email):
            raise PydanticCustomError("client_twice", "give client_id or client_name with phone and e-mail, not both")
        return self


class BookingUpdate(Update):
    """The fields to change. `client_name` (with phone and e-mail) books it for that client, as on creation.

    A null `overbook_reason` makes it a booking like any other again.
    """

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"overbook_reason"})

    provider_id: RowId | None = None
    client_id: RowId | None = None
    client_name: Name | None = None
    client_phone: Phone | None = None
    client_email: Email | None = None
    service_type: ShortText | None = None
    scheduled_at: Moment | None = None
    duration_minutes: Minutes | None = None
    status: BookingStatus | None = None
    notes: Notes | None = None
    overbook_reason: Reason | None = None

    @model_validator(mode="after")
    def _one_client(self) -> Self:
        if self.client_name is None and (self.client_phone or self.client_email):
            raise PydanticCustomError(
                "client_name_missing",
                "client_phone and client_email need client_name; a client's own data is changed there",
            )
        if self.client_id is not None and self.client_name is not None:
            raise PydanticCustomError("client_twice", "give client_id or client_name with phone and e-mail, not both")
        return self


class BookingRead(Schema):
    """A booking as stored, with its provider and client. Times are in the provider's zone."""

    id: int
    provider_id: int
    provider_name: str
    time_zone: str
    client_id: int
    client_name: str
    client_phone: str
    client_email: str
    service_type: str
    scheduled_at: datetime
    ends_at: datetime
    duration_minutes: int
    status: BookingStatus
    notes: str
    overbook_reason: str | None
    cancelled_at: datetime | None
    request_id: UUID | None
    created_at: datetime
    updated_at: datetime
    version: int


class BookingFilter(Filter):
    """`from_date` and `to_date` are both included and compared with the start.

    Naive ones are wall time of each booking's provider; a bare date as `to_date` includes its whole day.
    """

    SORTABLE: ClassVar[tuple[str, ...]] = (
        *("id", "provider_id", "provider_name", "client_id", "client_name", "client_phone", "client_email"),
        *("service_type", "scheduled_at", "ends_at", "status", "notes", "created_at", "updated_at"),
    )

    provider_id: RowId | None = None
    client_id: RowId | None = None
    status: tuple[BookingStatus, ...] = ()
    from_date: DayOrMoment | None = None
    to_date: DayOrMoment | None = None
    search: Search = ""
    sort: str = Field(default="scheduled_at")

    @field_validator("to_date", mode="before")
    @classmethod
    def _whole_day(cls, value: object) -> object:
        return f"{value}T23:59:59.999999" if isinstance(value, str) and len(value) == len("2025-01-31") else value
