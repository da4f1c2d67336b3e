"""Many rows at once, for the demo data."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exists, func, insert, select
from sqlalchemy.orm import Session

from frontdesk_desktop.models import Booking, Client, Provider

Rows = Sequence[Mapping[str, Any]]


class DemoRepository:
    """One session's bulk inserts. Rows are mappings by column; the returned ids are in their order."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        """Until the transaction ends no other desk loads demo data; one that comes second waits up to a minute."""
        for name in ("lock_timeout", "statement_timeout"):
            self._session.execute(select(func.set_config(name, "60s", True)))
        self._session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("frontdesk demo", 0))))

    def has_providers(self) -> bool:
        """Whether anybody can be booked already."""
        return bool(self._session.scalar(select(exists().where(Provider.id > 0))))

    def add_providers(self, rows: Rows) -> Sequence[int]:
        """Inserts them now."""
        return self._add(Provider, rows)

    def add_clients(self, rows: Rows) -> Sequence[int]:
        """Inserts them now."""
        return self._add(Client, rows)

    def add_bookings(self, rows: Rows) -> Sequence[int]:
        """Inserts them now, in the order given: overbooked ones must come after those they overlap."""
        return self._add(Booking, rows)

    def _add(self, table: type[Provider | Client | Booking], rows: Rows) -> Sequence[int]:
        statement = insert(table).returning(table.id, sort_by_parameter_order=True)
        return self._session.scalars(statement, [dict(row) for row in rows]).all()
