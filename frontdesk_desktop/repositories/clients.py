"""Queries on clients."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from frontdesk_desktop.models import Booking, Client
from frontdesk_desktop.repositories.paging import contains_fragments, page
from frontdesk_desktop.schemas.clients import ClientFilter

_SORTABLE = {
    **{name: getattr(Client, name) for name in ClientFilter.SORTABLE},
    "name": Client.search_text,
    "phone": Client.phone_digits,
}


class ClientRepository:
    """Clients of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, client_id: int) -> Client | None:
        """The client, or None."""
        return self._session.get(Client, client_id)

    def lock(self, client_id: int) -> Client | None:
        """The client, its row locked, or None. Bookings that refer to it are not held up."""
        return self._session.get(Client, client_id, with_for_update={"key_share": True}, populate_existing=True)

    def lock_to_remove(self, client_id: int) -> Client | None:
        """The client, or None, locked so that no new booking can refer to it; waits for those being made."""
        return self._session.get(Client, client_id, with_for_update=True, populate_existing=True)

    def find_request(self, request_id: object) -> Client | None:
        """The client that this request made, or None."""
        return self._session.scalar(select(Client).where(Client.request_id == request_id))

    def list(self, where: ClientFilter) -> tuple[Sequence[Client], int]:
        """A page, and the total."""
        query = select(Client)
        if where.search:
            query = query.where(contains_fragments(Client.search_text, where.search))
        rows, total = page(self._session, query, where, _SORTABLE, Client.id)
        return [row[0] for row in rows], total

    def find(self, query: str, limit: int) -> Sequence[Client]:
        """The best hits for what was typed: names that begin with it, then those whose words do, then the rest.

        Names that begin with it come straight from the ordered index; what is common is found there at once, and only
        for rarer texts the others are gathered and ranked.
        """
        beginning = Client.search_text.like(" " + func.frontdesk_fold(query) + "%")
        typed = func.frontdesk_fold(query) != ""
        first = select(Client).where(beginning, typed).order_by(Client.search_text, Client.id).limit(limit)
        hits = list(self._session.scalars(first))
        if len(hits) < limit:
            words_begin = Client.search_text.like("% " + func.split_part(func.frontdesk_fold(query), " ", 1) + "%")
            rest = select(Client).where(
                contains_fragments(Client.search_text, query), Client.id.not_in([hit.id for hit in hits])
            )
            rest = rest.order_by(words_begin.desc(), Client.search_text, Client.id).limit(limit - len(hits))
            hits += self._session.scalars(rest)
        return hits

    def find_match(self, name: str, phone_digits: str, email: str) -> Client | None:
        """The oldest client with this name and the same phone or e-mail: the same person."""
        same_name = func.frontdesk_fold(Client.name) == func.frontdesk_fold(name)
        query = select(Client).where(_same_contact(phone_digits, email), same_name).order_by(Client.id).limit(1)
        return self._session.scalar(query)

    def find_similar(self, name: str, phone_digits: str, email: str, limit: int) -> Sequence[Client]:
        """Clients with the same phone, e-mail or name: likely the same person."""
        folded = func.frontdesk_fold(name)
        same_name = and_(
            folded != "",
            Client.search_text.like(" " + folded + "%"),
            func.frontdesk_fold(Client.name) == folded,
        )
        query = (
            select(Client).where(or_(_same_contact(phone_digits, email), same_name)).order_by(Client.id).limit(limit)
        )
        return self._session.scalars(query).all()

    def add(self, client: Client) -> None:
        """Inserts it now."""
        self._session.add(client)
        self._session.flush()

    def remove(self, client: Client) -> None:
        """Deletes it now."""
        self._session.delete(client)
        self._session.flush()

    def count_bookings(self, client_id: int) -> int:
        """How many bookings the client has, in any status."""
        query = select(func.count()).select_from(Booking).where(Booking.client_id == client_id)
        return self._session.scalar(query) or 0


def _same_contact(phone_digits: str, email: str) -> ColumnElement[bool]:
    same: list[ColumnElement[bool]] = []
    if phone_digits:
        same.append(and_(Client.phone_digits != "", Client.phone_digits == phone_digits))
    if email:
        same.append(and_(Client.email != "", func.lower(Client.email) == func.lower(email)))
    return or_(*same) if same else false()
