"""Bookings: a client has a provider's time."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Computed, FetchedValue, ForeignKey, Index, Text, func, text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from frontdesk_desktop.models.base import Base, Versioned


class Booking(Versioned, Base):
    """`during` is the half-open range of its time.

    `search_text` (the client's, then folded service type and notes) and `cancelled_at` are set by triggers.
    """

    __tablename__ = "bookings"

    provider_id: Mapped[int] = mapped_column(ForeignKey("providers.id"))
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    service_type: Mapped[str]
    scheduled_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    during: Mapped[Range[datetime]] = mapped_column(
        TSTZRANGE(),
        Computed("tstzrange(scheduled_at, ends_at, '[)')", persisted=True),
        deferred=True,
        deferred_raiseload=True,
    )
    status: Mapped[str] = mapped_column(server_default=text("'pending'"))
    notes: Mapped[str] = mapped_column(server_default=text("''"))
    overbook_reason: Mapped[str | None]
    cancelled_at: Mapped[datetime | None] = mapped_column(FetchedValue(), server_onupdate=FetchedValue())
    search_text: Mapped[str] = mapped_column(
        Text(collation="C"),
        server_default=text("''"),
        server_onupdate=FetchedValue(),
        deferred=True,
        deferred_raiseload=True,
    )

    __table_args__ = (
        CheckConstraint(
            "status IN ('pending', 'confirmed', 'arrived', 'completed', 'cancelled', 'no_show')",
            name="status",
        ),
        CheckConstraint("ends_at > scheduled_at", name="length"),
        CheckConstraint(
            "scheduled_at >= '0001-01-03 00:00:00+00' AND ends_at <= '9999-12-29 00:00:00+00'", name="range"
        ),
        CheckConstraint("overbook_reason <> ''", name="overbook_reason"),
        ExcludeConstraint(
            (text("provider_id"), "="),
            (text("during"), "&&"),
            name="ex_bookings_provider_id_during",
            using="gist",
            where=text("status NOT IN ('cancelled', 'no_show') AND overbook_reason IS NULL"),
        ),
        Index("ix_bookings_provider_id_scheduled_at", "provider_id", "scheduled_at"),
        Index("ix_bookings_client_id_scheduled_at", "client_id", "scheduled_at"),
        Index("ix_bookings_scheduled_at_id", "scheduled_at", "id"),
        Index("ix_bookings_search_keys", func.frontdesk_search_keys(text("search_text")), postgresql_using="gin"),
    )
