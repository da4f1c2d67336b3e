"""Queries on providers."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from frontdesk_desktop.models import Booking, Provider
from frontdesk_desktop.repositories.paging import contains_fragments, page
from frontdesk_desktop.schemas.providers import ProviderFilter

_SORTABLE = {
    **{name: getattr(Provider, name) for name in ProviderFilter.SORTABLE},
    "name": Provider.search_text,
    "phone": Provider.phone_digits,
}


class ProviderRepository:
    """Providers of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, provider_id: int) -> Provider | None:
        """The provider, or None."""
        return self._session.get(Provider, provider_id)

    def find_request(self, request_id: object) -> Provider | None:
        """The provider that this request made, or None."""
        return self._session.scalar(select(Provider).where(Provider.request_id == request_id))

    def lock(self, *provider_ids: int) -> dict[int, Provider]:
        """The providers, their rows locked in id order: bookings of a provider are made one after the other.

        Foreign keys that point here are not held up.
        """
        query = select(Provider).where(Provider.id.in_(provider_ids)).order_by(Provider.id)
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
        return {provider.id: provider for provider in self._session.scalars(query)}

    def lock_to_remove(self, provider_id: int) -> Provider | None:
        """The provider, or None, locked so that no new booking can refer to it; waits for those being made."""
        return self._session.get(Provider, provider_id, with_for_update=True, populate_existing=True)

    def lock_with_name(self, provider_id: int, client_name: str) -> Provider | None:
        """The provider, locked; and until the transaction ends no other desk looks up or adds a client so named."""
        held = func.pg_advisory_xact_lock(func.hashtextextended(func.frontdesk_fold(client_name), 0))
        query = select(Provider, held).where(Provider.id == provider_id).with_for_update(key_share=True, of=Provider)
        row = self._session.execute(query.execution_options(populate_existing=True)).first()
        return row[0] if row is not None else None

    def list(self, where: ProviderFilter) -> tuple[Sequence[Provider], int]:
        """A page, and the total."""
        query = select(Provider)
        if where.sector is not None:
            query = query.where(func.lower(Provider.sector) == func.lower(where.sector))
        if where.is_active is not None:
            query = query.where(Provider.is_active.is_(where.is_active))
        if where.search:
            query = query.where(contains_fragments(Provider.search_text, where.search))
        rows, total = page(self._session, query, where, _SORTABLE, Provider.id)
        return [row[0] for row in rows], total

    def all(self) -> Sequence[Provider]:
        """Every provider, by name."""
        return self._session.scalars(select(Provider).order_by(Provider.search_text, Provider.id)).all()

    def sectors(self) -> Sequence[str]:
        """The sectors in use, in order."""
        return self._session.scalars(select(Provider.sector).distinct().order_by(Provider.sector)).all()

    def add(self, provider: Provider) -> None:
        """Inserts it now."""
        self._session.add(provider)
        self._session.flush()

    def remove(self, provider: Provider) -> None:
        """Deletes it now."""
        self._session.delete(provider)
        self._session.flush()

    def count_bookings(self, provider_id: int) -> int:
        """How many bookings it has, in any status."""
        query = select(func.count()).select_from(Booking).where(Booking.provider_id == provider_id)
        return self._session.scalar(query) or 0
