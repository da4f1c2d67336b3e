"""Rules on providers."""

from functools import partial

from sqlalchemy.orm import Session

from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.domain.errors import Conflict, NotFound, RuleViolation
from frontdesk_desktop.models import Provider
from frontdesk_desktop.repositories.audit_log import AuditLogRepository
from frontdesk_desktop.repositories.providers import ProviderRepository
from frontdesk_desktop.schemas.base import Page
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderFilter, ProviderRead, ProviderUpdate
from frontdesk_desktop.services.merging import refuse_same_fields
from frontdesk_desktop.services.phones import phone_digits

_READ = tuple(ProviderRead.model_fields)


def _read(provider: Provider) -> ProviderRead:
    return ProviderRead.model_construct(**{name: getattr(provider, name) for name in _READ})


class ProviderService:
    """Each call is one transaction. All raise ServerUnavailable where the server is away."""

    def __init__(self, sessions: Sessions, time_zone: str) -> None:
        """`time_zone` is taken for providers created without one."""
        self._sessions = sessions
        self._time_zone = time_zone

    def create(self, data: ProviderCreate) -> ProviderRead:
        """The new provider; with a `request_id` that was stored before, the one stored then."""
        try:
            return self._sessions.run(partial(self._create, data))
        except Conflict as error:
            if error.code != "request.repeated":
                raise
            return self._sessions.run(partial(self._of_request, data))

    def _create(self, data: ProviderCreate, session: Session) -> ProviderRead:
        values = data.model_dump()
        values["time_zone"] = data.time_zone or self._time_zone
        provider = Provider(**values, phone_digits=phone_digits(data.phone))
        ProviderRepository(session).add(provider)
        return _read(provider)

    def _of_request(self, data: ProviderCreate, session: Session) -> ProviderRead:
        provider = ProviderRepository(session).find_request(data.request_id)
        if provider is None:
            raise Conflict("row.busy")
        return _read(provider)

    def get(self, provider_id: int) -> ProviderRead:
        """The provider. Raises NotFound("provider.not_found")."""
        return self._sessions.run(
            lambda session: _read(_found(ProviderRepository(session).get(provider_id), provider_id))
        )

    def list(self, where: ProviderFilter) -> Page[ProviderRead]:
        """A page of providers."""

        def work(session: Session) -> Page[ProviderRead]:
            providers, total = ProviderRepository(session).list(where)
            return Page[ProviderRead].of([_read(provider) for provider in providers], total, where)

        return self._sessions.run(work)

    def sectors(self) -> tuple[str, ...]:
        """The sectors in use."""
        return self._sessions.run(lambda session: tuple(ProviderRepository(session).sectors()))

    def update(self, provider_id: int, data: ProviderUpdate) -> ProviderRead:
        """The provider with the given fields changed. Raises NotFound, Conflict("row.changed")."""
        return self._sessions.run(partial(self._update, provider_id, data))

    def _update(self, provider_id: int, data: ProviderUpdate, session: Session) -> ProviderRead:
        repository = ProviderRepository(session)
        provider = _found(repository.lock(provider_id).get(provider_id), provider_id)
        changes = data.changes()
        if data.version is not None and data.version != provider.version:
            columns = {name: (name,) for name, value in changes.items() if value != getattr(provider, name)}
            refuse_same_fields(AuditLogRepository(session), "providers", provider_id, data.version, columns)
        if "phone" in changes:
            changes["phone_digits"] = phone_digits(changes["phone"])
        for name, value in changes.items():
            setattr(provider, name, value)
        session.flush()
        return _read(provider)

    def delete(self, provider_id: int) -> None:
        """Deletes a provider that has no bookings.

        Raises NotFound, RuleViolation("provider.has_bookings") with `count`.
        """

        def work(session: Session) -> None:
            repository = ProviderRepository(session)
            provider = _found(repository.lock_to_remove(provider_id), provider_id)
            if count := repository.count_bookings(provider_id):
                raise RuleViolation("provider.has_bookings", id=provider_id, name=provider.name, count=count)
            repository.remove(provider)

        self._sessions.run(work)


def _found(provider: Provider | None, provider_id: int) -> Provider:
    if provider is None:
        raise NotFound("provider.not_found", {"provider_id": "provider.not_found"}, id=provider_id)
    return provider
