"""Providers: the businesses that can be booked."""

from sqlalchemy import Computed, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from frontdesk_desktop.models.base import Base, Versioned


class Provider(Versioned, Base):
    """`search_text` is the folded name, phone digits, e-mail, sector and address, in that order: sorts by name too."""

    __tablename__ = "providers"

    name: Mapped[str]
    sector: Mapped[str]
    phone: Mapped[str] = mapped_column(server_default=text("''"))
    phone_digits: Mapped[str] = mapped_column(server_default=text("''"))
    email: Mapped[str] = mapped_column(server_default=text("''"))
    address: Mapped[str] = mapped_column(server_default=text("''"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    time_zone: Mapped[str]
    search_text: Mapped[str] = mapped_column(
        Text(collation="C"),
        Computed(
            "frontdesk_search_text(VARIADIC ARRAY[name, phone_digits, email, sector, address])",
            persisted=True,
        ),
        deferred=True,
        deferred_raiseload=True,
    )
