"""The history of a row: the audit log, worded with names instead of ids."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.domain import zones
from frontdesk_desktop.repositories.audit_log import AuditLogRepository
from frontdesk_desktop.schemas.history import FieldChange, HistoryEntry

#: Columns that say nothing to a person.
_HIDDEN = frozenset({"id", "request_id", "created_at", "updated_at", "version", "phone_digits"})


class HistoryService:
    """Who changed what, when and where."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def list(self, table_name: str, row_id: int, limit: int = 100) -> tuple[HistoryEntry, ...]:
        """The changes of a row of providers, clients or bookings, newest first.

        Times are ISO texts, a booking's in its provider's zone."""

        def work(session: Session) -> tuple[HistoryEntry, ...]:
            audit_log = AuditLogRepository(session)
            entries = audit_log.list(table_name, row_id, limit)
            states = [state for entry in entries for state in (entry.before, entry.after) if state]
            words = _Words(
                audit_log.providers({s["provider_id"] for s in states if "provider_id" in s}),
                audit_log.client_names({s["client_id"] for s in states if "client_id" in s}),
            )
            return tuple(
                HistoryEntry(
                    id=entry.id,
                    at=entry.at,
                    account=entry.account,
                    desk=entry.desk,
                    action=entry.action,
                    changes=words.changes(entry.before or {}, entry.after or {}),
                )
                for entry in entries
            )

        return self._sessions.run(work)


@dataclass(frozen=True)
class _Words:
    """Providers (name and time zone) and clients (name) by id."""

    providers: dict[int, tuple[str, str]]
    clients: dict[int, str]

    def changes(self, before: dict[str, Any], after: dict[str, Any]) -> tuple[FieldChange, ...]:
        fields = [name for name in (after or before) if name not in _HIDDEN]
        # An empty text is nothing to people: a new row doesn't tell what it was not given.
        return tuple(
            FieldChange(field=name, before=self._text(name, before), after=self._text(name, after))
            for name in fields
            if before.get(name) != after.get(name) and {before.get(name), after.get(name)} != {None, ""}
        )

    def _text(self, field: str, state: dict[str, Any]) -> str | None:
        value = state.get(field)
        if value is None or value == "":
            return None
        if field == "provider_id":
            return self.providers.get(value, (f"#{value}", ""))[0]
        if field == "client_id":
            return self.clients.get(value, f"#{value}")
        if isinstance(value, bool):
            return "true" if value else "false"
        if field.endswith("_at"):
            _, zone = self.providers.get(state.get("provider_id", 0), ("", "UTC"))
            return zones.wall_of(datetime.fromisoformat(value), zone).isoformat()
        return str(value)
