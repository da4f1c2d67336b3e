"""The audit log as what can be undone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.orm import Session

from frontdesk_desktop.models import AuditLog, Base
from frontdesk_desktop.schemas.operation import Operation


class UndoRepository:
    """Entries of the audit log and the states in them, for one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def made_here(self, operation: Operation) -> AuditLog | None:
        """The entry of the operation; None where another desk or account made it, or nobody."""
        desk = func.coalesce(
            func.nullif(func.current_setting("frontdesk.desk", True), ""), func.current_setting("application_name")
        )
        query = select(AuditLog).where(
            AuditLog.table_name == operation.table,
            AuditLog.row_id == operation.row_id,
            AuditLog.account == func.session_user(),
            AuditLog.desk == desk,
        )
        if operation.version is None:
            query = query.where(AuditLog.action == "delete")
        else:
            query = query.where(cast(AuditLog.after["version"].astext, BigInteger) == operation.version)
        return self._session.scalar(query.order_by(AuditLog.id.desc()).limit(1))

    def from_it_on(self, entry: AuditLog) -> Sequence[AuditLog]:
        """The entry and all later ones of its row, oldest first."""
        query = select(AuditLog).where(
            AuditLog.table_name == entry.table_name, AuditLog.row_id == entry.row_id, AuditLog.id >= entry.id
        )
        return self._session.scalars(query.order_by(AuditLog.id)).all()

    def client_beside(self, entry: AuditLog, action: str, client_id: int) -> AuditLog | None:
        """The entry that made ("insert") or deleted ("delete") this client in the same transaction, or None."""
        query = select(AuditLog).where(
            AuditLog.table_name == "clients",
            AuditLog.row_id == client_id,
            AuditLog.action == action,
            AuditLog.transaction_id == entry.transaction_id,
        )
        return self._session.scalar(query.order_by(AuditLog.id.desc()).limit(1))

    def state_before(self, entry: AuditLog, row_id: int) -> dict[str, Any] | None:
        """Another row of the entry's table as it stood just before the entry, or None where it did not exist."""
        query = select(AuditLog.after).where(
            AuditLog.table_name == entry.table_name, AuditLog.row_id == row_id, AuditLog.id < entry.id
        )
        return self._session.scalar(query.order_by(AuditLog.id.desc()).limit(1))

    def let_stand_together(self) -> None:
        """From here to the end of the transaction a booking may be put back beside overbooked ones."""
        self._session.execute(select(func.set_config("frontdesk.put_back", "on", True)))


def values_of(model: type[Base], state: dict[str, Any]) -> dict[str, Any]:
    """The columns of a state in the audit log, as the table's Python values."""
    types = {column.name: column.type.python_type for column in model.__table__.columns if column.name in state}
    return {name: _value(types[name], state[name]) for name in types}


def _value(kind: type[Any], value: Any) -> Any:
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value)
    return UUID(value) if kind is UUID else value
