"""Saves that meet: what one side changed, or both to the same, is merged; fields that both changed are refused."""

from collections.abc import Iterable, Mapping

from frontdesk_desktop.domain.errors import Conflict
from frontdesk_desktop.repositories.audit_log import AuditLogRepository


def refuse_same_fields(
    audit_log: AuditLogRepository,
    table_name: str,
    row_id: int,
    version: int,
    columns: Mapping[str, Iterable[str]],
) -> None:
    """Raises Conflict("row.changed") where a column that this save writes was changed after `version`.

    `columns` maps each field of the save to the columns it writes. The error's fields are those that both changed;
    it names who did it, at which desk and when.
    """
    later = audit_log.since_version(table_name, row_id, version)
    changed: dict[str, tuple[object, object]] = {}
    for entry in later:
        before, after = entry.before or {}, entry.after or {}
        for column in after:
            if before.get(column) != after[column]:
                first = changed[column][0] if column in changed else before.get(column)
                changed[column] = (first, after[column])
    both = [
        field
        for field, written in columns.items()
        if any(column in changed and changed[column][0] != changed[column][1] for column in written)
    ]
    if both:
        last = later[-1]
        raise Conflict(
            "row.changed",
            dict.fromkeys(both, "row.changed"),
            account=last.account,
            desk=last.desk,
            at=last.at,
        )
