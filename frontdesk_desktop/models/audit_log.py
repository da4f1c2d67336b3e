"""The audit log: every change of every row, written by triggers alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from frontdesk_desktop.models.base import Base


class AuditLog(Base):
    """`before` and `after` are whole rows without derived columns; an insert has no before, a delete no after."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))
    account: Mapped[str]
    desk: Mapped[str]
    action: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB())
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB())
    transaction_id: Mapped[int] = mapped_column(BigInteger())

    __table_args__ = (
        Index("ix_audit_log_table_name_row_id_id", "table_name", "row_id", "id"),
        Index("ix_audit_log_at", "at"),
    )
