"""Clients: the people who book."""

from sqlalchemy import Computed, Index, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from frontdesk_desktop.models.base import Base, Versioned


class Client(Versioned, Base):
    """`search_text` is the folded name, phone digits and e-mail: sorts by name, and feeds the index of fragments."""

    __tablename__ = "clients"

    name: Mapped[str]
    phone: Mapped[str] = mapped_column(server_default=text("''"))
    phone_digits: Mapped[str] = mapped_column(server_default=text("''"))
    email: Mapped[str] = mapped_column(server_default=text("''"))
    notes: Mapped[str] = mapped_column(server_default=text("''"))
    search_text: Mapped[str] = mapped_column(
        Text(collation="C"),
        Computed("frontdesk_search_text(VARIADIC ARRAY[name, phone_digits, email])", persisted=True),
        deferred=True,
        deferred_raiseload=True,
    )

    __table_args__ = (
        Index("ix_clients_phone_digits", "phone_digits", postgresql_where=text("phone_digits <> ''")),
        Index("ix_clients_email", func.lower(text("email")), postgresql_where=text("email <> ''")),
        Index("ix_clients_search_text", "search_text", "id"),
        Index("ix_clients_search_keys", func.frontdesk_search_keys(text("search_text")), postgresql_using="gin"),
    )
