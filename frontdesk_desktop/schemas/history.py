"""The history of a row, for people."""

from datetime import datetime

from frontdesk_desktop.schemas.base import Schema


class FieldChange(Schema):
    """A field's text before and after; None where the row did not exist or the field was empty."""

    field: str
    before: str | None
    after: str | None


class HistoryEntry(Schema):
    """Who changed what, when, at which desk. `action` is insert, update or delete."""

    id: int
    at: datetime
    account: str
    desk: str
    action: str
    changes: tuple[FieldChange, ...]
