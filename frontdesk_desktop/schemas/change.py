"""What the database says has changed."""

from frontdesk_desktop.schemas.base import Schema


class ChangeSet(Schema):
    """Rows of a table. `ids` None means any of them: read the table anew. `desk` made the change ("" if unknown)."""

    table: str
    action: str = "update"
    ids: tuple[int, ...] | None = None
    desk: str = ""
