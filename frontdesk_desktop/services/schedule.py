"""What is booked on a day, of all providers at once."""

from sqlalchemy.orm import Session

from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.models import Provider
from frontdesk_desktop.repositories.bookings import BookingRepository
from frontdesk_desktop.repositories.providers import ProviderRepository
from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.schemas.schedule import ScheduleFilter, ScheduleRead
from frontdesk_desktop.services.free_times import read_booking

_READ = tuple(ProviderRead.model_fields)


class ScheduleService:
    """Each call is one transaction. Raises ServerUnavailable where the server is away."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def read(self, where: ScheduleFilter) -> ScheduleRead:
        """The providers and the bookings of these days, in two statements however many they are."""

        def work(session: Session) -> ScheduleRead:
            providers = ProviderRepository(session).all()
            rows = BookingRepository(session).on_days(where)
            return ScheduleRead.model_construct(
                providers=tuple(_read(provider) for provider in providers),
                bookings=tuple(read_booking(row) for row in rows),
            )

        return self._sessions.run(work)


def _read(provider: Provider) -> ProviderRead:
    return ProviderRead.model_construct(**{name: getattr(provider, name) for name in _READ})
