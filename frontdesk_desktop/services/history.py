"""The history of a row: the audit log, worded with names instead of ids."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.repositories.audit_log import AuditLogRepository
from frontdesk_desktop.schemas.history import FieldChange, HistoryEntry

#: Columns that say nothing to a person.
_HIDDEN = frozenset({"id", "request_id", "created_at", "updated_at", "version", "phone_digits"})


class HistoryService:
    """Who changed what, when and where."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def list(self, table_name: str, row_id: int, limit: int = 100) -> tuple[HistoryEntry, ...]:
        """The changes of a row of providers, clients or bookings, newest first. Times are ISO texts in UTC."""

        def work(session: Session) -> tuple[HistoryEntry, ...]:
            audit_log = AuditLogRepository(session)
            entries = audit_log.list(table_name, row_id, limit)
            states = [state for entry in entries for state in (entry.before, entry.after) if state]
            names = {
                "provider_id": audit_log.provider_names({s["provider_id"] for s in states if "provider_id" in s}),
                "client_id": audit_log.client_names({s["client_id"] for s in states if "client_id" in s}),
            }
            return tuple(
                HistoryEntry(
                    id=entry.id,
                    at=entry.at,
                    account=entry.account,
                    desk=entry.desk,
                    action=entry.action,
                    changes=_changes(entry.before or {}, entry.after or {}, names),
                )
                for entry in entries
            )

        return self._sessions.run(work)


def _changes(
    before: dict[str, Any], after: dict[str, Any], names: dict[str, dict[int, str]]
) -> tuple[FieldChange, ...]:
    fields = [name for name in (after or before) if name not in _HIDDEN]
    return tuple(
        FieldChange(field=name, before=_text(name, before.get(name), names), after=_text(name, after.get(name), names))
        for name in fields
        if before.get(name) != after.get(name)
    )


def _text(field: str, value: Any, names: dict[str, dict[int, str]]) -> str | None:
    if value is None or value == "":
        return None
    if field in names:
        return names[field].get(value, f"#{value}")
    if isinstance(value, bool):
        return "true" if value else "false"
    if field.endswith("_at"):
        return datetime.fromisoformat(value).isoformat()
    return str(value)
