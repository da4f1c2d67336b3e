"""Rules on clients."""

from functools import partial

from sqlalchemy.orm import Session

from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.domain import text
from frontdesk_desktop.domain.errors import Conflict, NotFound, RuleViolation
from frontdesk_desktop.models import Client
from frontdesk_desktop.repositories.audit_log import AuditLogRepository
from frontdesk_desktop.repositories.clients import ClientRepository
from frontdesk_desktop.schemas.base import Page
from frontdesk_desktop.schemas.clients import ClientCreate, ClientFilter, ClientRead, ClientUpdate
from frontdesk_desktop.services.merging import refuse_same_fields
from frontdesk_desktop.services.phones import phone_digits

_READ = tuple(ClientRead.model_fields)


def _read(client: Client) -> ClientRead:
    return ClientRead.model_construct(**{name: getattr(client, name) for name in _READ})


class ClientService:
    """Each call is one transaction. All raise ServerUnavailable where the server is away."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def create(self, data: ClientCreate) -> ClientRead:
        """The new client; with a `request_id` that was stored before, the one stored then."""

        def work(session: Session) -> ClientRead:
            client = Client(**data.model_dump(), phone_digits=phone_digits(data.phone))
            ClientRepository(session).add(client)
            return _read(client)

        try:
            return self._sessions.run(work)
        except Conflict as error:
            if error.code != "request.repeated":
                raise
            return self._sessions.run(partial(self._of_request, data))

    def _of_request(self, data: ClientCreate, session: Session) -> ClientRead:
        client = ClientRepository(session).find_request(data.request_id)
        if client is None:
            raise Conflict("row.busy")
        return _read(client)

    def get(self, client_id: int) -> ClientRead:
        """The client. Raises NotFound("client.not_found")."""
        return self._sessions.run(lambda session: _read(_found(ClientRepository(session).get(client_id), client_id)))

    def list(self, where: ClientFilter) -> Page[ClientRead]:
        """A page of clients."""

        def work(session: Session) -> Page[ClientRead]:
            clients, total = ClientRepository(session).list(where)
            return Page[ClientRead].of([_read(client) for client in clients], total, where)

        return self._sessions.run(work)

    def find(self, query: str, limit: int = 20) -> tuple[ClientRead, ...]:
        """The best hits for what was typed so far, best first; none for an empty text."""
        query = query[:200]
        if text.bad_character(query, lines=True):
            return ()
        return self._sessions.run(lambda session: tuple(map(_read, ClientRepository(session).find(query, limit))))

    def find_similar(self, name: str, phone: str, email: str) -> tuple[ClientRead, ...]:
        """Up to 5 clients that are likely the same person: same name, phone or e-mail."""
        if text.bad_character(name + phone + email, lines=True):
            return ()

        def work(session: Session) -> tuple[ClientRead, ...]:
            return tuple(map(_read, ClientRepository(session).find_similar(name, phone_digits(phone), email, 5)))

        return self._sessions.run(work)

    def update(self, client_id: int, data: ClientUpdate) -> ClientRead:
        """The client with the given fields changed. Raises NotFound, Conflict("row.changed")."""
        return self._sessions.run(partial(self._update, client_id, data))

    def _update(self, client_id: int, data: ClientUpdate, session: Session) -> ClientRead:
        client = _found(ClientRepository(session).lock(client_id), client_id)
        changes = data.changes()
        if data.version is not None and data.version != client.version:
            columns = {name: (name,) for name, value in changes.items() if value != getattr(client, name)}
            refuse_same_fields(AuditLogRepository(session), "clients", client_id, data.version, columns)
        if "phone" in changes:
            changes["phone_digits"] = phone_digits(changes["phone"])
        for name, value in changes.items():
            setattr(client, name, value)
        session.flush()
        return _read(client)

    def delete(self, client_id: int) -> None:
        """Deletes a client who has no bookings. Raises NotFound, RuleViolation("client.has_bookings") with `count`."""

        def work(session: Session) -> None:
            repository = ClientRepository(session)
            client = _found(repository.lock_to_remove(client_id), client_id)
            if count := repository.count_bookings(client_id):
                raise RuleViolation("client.has_bookings", id=client_id, name=client.name, count=count)
            repository.remove(client)

        self._sessions.run(work)


def _found(client: Client | None, client_id: int) -> Client:
    if client is None:
        raise NotFound("client.not_found", {"client_id": "client.not_found"}, id=client_id)
    return client
