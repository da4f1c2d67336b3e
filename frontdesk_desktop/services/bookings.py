"""Rules on bookings."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.domain import zones
from frontdesk_desktop.domain.clock import Clock
from frontdesk_desktop.domain.errors import Conflict, NotFound, RuleViolation
from frontdesk_desktop.domain.intervals import Interval
from frontdesk_desktop.domain.status import TRANSITIONS, BookingStatus, may_follow
from frontdesk_desktop.models import Booking, Client, Provider
from frontdesk_desktop.repositories.audit_log import AuditLogRepository
from frontdesk_desktop.repositories.bookings import BookingRepository
from frontdesk_desktop.repositories.clients import ClientRepository
from frontdesk_desktop.repositories.providers import ProviderRepository
from frontdesk_desktop.schemas.base import Page
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingFilter, BookingRead, BookingUpdate
from frontdesk_desktop.services.free_times import explain_overlap, free_times, read_booking
from frontdesk_desktop.services.merging import refuse_same_fields
from frontdesk_desktop.services.phones import phone_digits

#: The columns that each field of an update writes.
_COLUMNS = {
    "scheduled_at": ("scheduled_at", "ends_at"),
    "duration_minutes": ("scheduled_at", "ends_at"),
    "client_name": ("client_id",),
    "client_phone": ("client_id",),
    "client_email": ("client_id",),
}
_CLIENT_FIELDS = ("client_name", "client_phone", "client_email")


class BookingService:
    """Each call is one transaction. All raise ServerUnavailable where the server is away."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def create(self, data: BookingCreate) -> BookingRead:
        """The new booking; with a `request_id` that was stored before, the one stored then.

        Raises NotFound, RuleViolation("provider.inactive"), InvalidInput for a time that a clock change skips or
        repeats, and Conflict("booking.overlap") with `conflicts` (BookingRead) and `free` (up to three aware
        datetimes, the nearest free starts).
        """
        try:
            return self._sessions.run(partial(self._create, data))
        except RuleViolation as error:
            stored = self._of_request(data) if data.request_id is not None else None
            if stored is not None:
                return stored
            if not isinstance(error, Conflict) or error.code != "booking.overlap":
                raise
            raise self._refused(error, data, None) from error

    def _create(self, data: BookingCreate, session: Session) -> BookingRead:
        providers, clients = ProviderRepository(session), ClientRepository(session)
        if data.client_name is None:
            provider = providers.lock(data.provider_id).get(data.provider_id)
        else:
            provider = providers.lock_with_name(data.provider_id, data.client_name)
        provider = _taking_bookings(provider, data.provider_id)
        start = zones.instant_of(data.scheduled_at, provider.time_zone)
        client = _client_for(clients, data.client_id, data.client_name, data.client_phone, data.client_email)
        booking = Booking(
            provider_id=provider.id,
            client_id=client.id,
            service_type=data.service_type,
            scheduled_at=start,
            ends_at=_end(start, timedelta(minutes=data.duration_minutes)),
            status=data.status.value,
            notes=data.notes,
            overbook_reason=data.overbook_reason,
            request_id=data.request_id,
        )
        bookings = BookingRepository(session)
        bookings.add(booking)
        return _row(bookings, booking.id)

    def _of_request(self, data: BookingCreate) -> BookingRead | None:
        row = self._sessions.run(lambda session: BookingRepository(session).find_request(data.request_id))
        return read_booking(row) if row is not None else None

    def free_times(self, provider_id: int, start: datetime, duration_minutes: int) -> tuple[datetime, ...]:
        """Up to three free starts nearest to the wanted one, in the provider's zone. Raises NotFound."""

        def work(session: Session) -> tuple[datetime, ...]:
            provider = ProviderRepository(session).get(provider_id)
            if provider is None:
                raise _no_provider(provider_id)
            begin = zones.instant_of(start, provider.time_zone)
            wanted = Interval(begin, _end(begin, timedelta(minutes=duration_minutes)))
            return free_times(session, provider, wanted, self._clock())

        return self._sessions.run(work)

    def _refused(self, error: Conflict, data: BookingCreate | BookingUpdate, booking_id: int | None) -> Conflict:
        """The refusal of an overlap, with what stands there and what is free near by, read after the fact."""

        def work(session: Session) -> Conflict:
            old = BookingRepository(session).row(booking_id) if booking_id is not None else None
            provider = ProviderRepository(session).get(data.provider_id or (old.provider_id if old else 0))
            if provider is None:
                return error
            start = data.scheduled_at or (old.scheduled_at if old else None)
            length = timedelta(minutes=data.duration_minutes or 0) or (old.ends_at - old.scheduled_at if old else None)
            if start is None or length is None:
                return error
            begin = zones.instant_of(start, provider.time_zone)
            return explain_overlap(session, provider, Interval(begin, _end(begin, length)), booking_id, self._clock())

        return self._sessions.run(work)

    def get(self, booking_id: int) -> BookingRead:
        """The booking. Raises NotFound("booking.not_found")."""
        return self._sessions.run(lambda session: _row(BookingRepository(session), booking_id))

    def list(self, where: BookingFilter) -> Page[BookingRead]:
        """A page of bookings."""

        def work(session: Session) -> Page[BookingRead]:
            rows, total = BookingRepository(session).list(where)
            return Page[BookingRead].of([read_booking(row) for row in rows], total, where)

        return self._sessions.run(work)

    def update(self, booking_id: int, data: BookingUpdate) -> BookingRead:
        """The booking with the given fields changed.

        Raises as `create`, and RuleViolation("booking.transition") with `allowed`, ("booking.already_cancelled") with
        `at`, ("booking.closed") where a cancelled booking would be moved, Conflict("row.changed").
        """
        try:
            return self._sessions.run(partial(self._update, booking_id, data))
        except Conflict as error:
            if error.code != "booking.overlap":
                raise
            raise self._refused(error, data, booking_id) from error

    def _update(self, booking_id: int, data: BookingUpdate, session: Session) -> BookingRead:
        bookings = BookingRepository(session)
        seen = bookings.provider_of(booking_id)
        if seen is None:
            raise _no_booking(booking_id)
        # Providers before the booking, in id order, as everywhere: whoever books there waits here, not in a deadlock.
        providers = ProviderRepository(session).lock(*{seen, data.provider_id or seen})
        booking = bookings.lock(booking_id)
        if booking is None:
            raise _no_booking(booking_id)
        if booking.provider_id not in providers:
            raise Conflict("row.busy")
        changes = data.changes()
        if data.version is not None and data.version != booking.version:
            columns = {
                name: _COLUMNS.get(name, (name,))
                for name, value in changes.items()
                if value != getattr(booking, name, None)
            }
            refuse_same_fields(AuditLogRepository(session), "bookings", booking_id, data.version, columns)
        if data.status is not None:
            _check_transition(booking, data.status, providers[booking.provider_id].time_zone)
        self._apply(session, booking, changes, providers)
        bookings.flush()
        return _row(bookings, booking_id)

    def _apply(
        self, session: Session, booking: Booking, changes: dict[str, Any], providers: dict[int, Provider]
    ) -> None:
        moved = {
            "provider_id",
            "scheduled_at",
            "duration_minutes",
            "client_id",
            "client_name",
        } & changes.keys()
        if moved and booking.status == BookingStatus.CANCELLED:
            raise RuleViolation("booking.closed", id=booking.id)
        provider_id = changes.get("provider_id", booking.provider_id)
        provider = providers.get(provider_id)
        if provider is None or provider_id != booking.provider_id:
            provider = _taking_bookings(provider, provider_id)
        length = booking.ends_at - booking.scheduled_at
        if "duration_minutes" in changes:
            length = timedelta(minutes=changes.pop("duration_minutes"))
        start = booking.scheduled_at
        if "scheduled_at" in changes:
            start = zones.instant_of(changes.pop("scheduled_at"), provider.time_zone)
        booking.scheduled_at, booking.ends_at = start, _end(start, length)
        name, phone, email = (changes.pop(field, None) for field in _CLIENT_FIELDS)
        if name is not None or "client_id" in changes:
            client_id = changes.pop("client_id", None)
            booking.client_id = _client_for(ClientRepository(session), client_id, name, phone or "", email or "").id
        if "status" in changes:
            booking.status = changes.pop("status").value
        for field, value in changes.items():
            setattr(booking, field, value)

    def cancel(self, booking_id: int, version: int | None = None) -> BookingRead:
        """The booking, cancelled; its time is free again.

        Raises NotFound, RuleViolation("booking.already_cancelled") with `at`, ("booking.transition").
        """
        given = {"version": version} if version is not None else {}
        return self.update(booking_id, BookingUpdate(status=BookingStatus.CANCELLED, **given))

    def delete(self, booking_id: int) -> None:
        """Deletes the booking for good; the audit log keeps it. Raises NotFound."""

        def work(session: Session) -> None:
            bookings = BookingRepository(session)
            booking = bookings.lock(booking_id)
            if booking is None:
                raise _no_booking(booking_id)
            bookings.remove(booking)

        self._sessions.run(work)


def _row(bookings: BookingRepository, booking_id: int) -> BookingRead:
    row = bookings.row(booking_id)
    if row is None:
        raise _no_booking(booking_id)
    return read_booking(row)


def _no_booking(booking_id: int) -> NotFound:
    return NotFound("booking.not_found", id=booking_id)


def _no_provider(provider_id: int) -> NotFound:
    return NotFound("provider.not_found", {"provider_id": "provider.not_found"}, id=provider_id)


def _taking_bookings(provider: Provider | None, provider_id: int) -> Provider:
    if provider is None:
        raise _no_provider(provider_id)
    if not provider.is_active:
        raise RuleViolation(
            "provider.inactive", {"provider_id": "provider.inactive"}, id=provider.id, name=provider.name
        )
    return provider


def _end(start: datetime, length: timedelta) -> datetime:
    """The end in real time: 60 minutes are 60 minutes across a clock change."""
    try:
        end = start.astimezone(UTC) + length
    except OverflowError:
        end = zones.LATEST + timedelta(days=1)
    return zones.check_range(end, "scheduled_at")


def _client_for(clients: ClientRepository, client_id: int | None, name: str | None, phone: str, email: str) -> Client:
    """The client with this id; or with this name and the same phone or e-mail; or a new one."""
    if name is None:
        client = clients.get(client_id) if client_id is not None else None
        if client is None:
            raise NotFound("client.not_found", {"client_id": "client.not_found"}, id=client_id)
        return client
    digits = phone_digits(phone)
    client = clients.find_match(name, digits, email) if digits or email else None
    if client is None:
        client = Client(name=name, phone=phone, phone_digits=digits, email=email)
        clients.add(client)
    return client


def _check_transition(booking: Booking, new: BookingStatus, time_zone: str) -> None:
    current = BookingStatus(booking.status)
    if new is current is BookingStatus.CANCELLED:
        at = zones.wall_of(booking.cancelled_at, time_zone) if booking.cancelled_at is not None else None
        raise RuleViolation("booking.already_cancelled", {"status": "booking.already_cancelled"}, at=at)
    if not may_follow(current, new):
        allowed = tuple(status.value for status in TRANSITIONS[current])
        raise RuleViolation(
            "booking.transition",
            {"status": "booking.transition"},
            current=current.value,
            wanted=new.value,
            allowed=allowed,
        )
