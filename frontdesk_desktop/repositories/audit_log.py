"""Queries on the audit log."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, cast, select
from sqlalchemy.orm import Session

from frontdesk_desktop.models import AuditLog, Client, Provider


class AuditLogRepository:
    """The audit log, for one session; only triggers write it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(self, table_name: str, row_id: int, limit: int) -> Sequence[AuditLog]:
        """The changes of a row, newest first."""
        query = select(AuditLog).where(AuditLog.table_name == table_name, AuditLog.row_id == row_id)
        return self._session.scalars(query.order_by(AuditLog.id.desc()).limit(limit)).all()

    def since_version(self, table_name: str, row_id: int, version: int) -> Sequence[AuditLog]:
        """The changes after the one that made this version of the row, oldest first."""
        made = cast(AuditLog.after["version"].astext, BigInteger)
        query = select(AuditLog).where(AuditLog.table_name == table_name, AuditLog.row_id == row_id, made > version)
        return self._session.scalars(query.order_by(AuditLog.id)).all()

    def providers(self, ids: set[int]) -> dict[int, tuple[str, str]]:
        """Name and time zone of providers as they are now."""
        query = select(Provider.id, Provider.name, Provider.time_zone).where(Provider.id.in_(ids))
        return {row.id: (row.name, row.time_zone) for row in self._session.execute(query)}

    def client_names(self, ids: set[int]) -> dict[int, str]:
        """The names of clients as they are now."""
        query = select(Client.id, Client.name).where(Client.id.in_(ids))
        return {row.id: row.name for row in self._session.execute(query)}
