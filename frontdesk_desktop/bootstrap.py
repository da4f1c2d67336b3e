"""The composition root: settings, engine, sessions, services. Without Qt."""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from frontdesk_desktop.db import migrations
from frontdesk_desktop.db.embedded import EmbeddedServer, folder_of
from frontdesk_desktop.db.engine import make_engine
from frontdesk_desktop.db.listener import Listener
from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.domain.clock import Clock, system_clock
from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.services.bookings import BookingService
from frontdesk_desktop.services.clients import ClientService
from frontdesk_desktop.services.demo import DemoService
from frontdesk_desktop.services.history import HistoryService
from frontdesk_desktop.services.providers import ProviderService
from frontdesk_desktop.services.schedule import ScheduleService
from frontdesk_desktop.services.undo import UndoService
from frontdesk_desktop.settings import Settings, load_settings


@dataclass(frozen=True)
class Services:
    """Everything a window or a command may call. Close it, or use it in a `with`."""

    providers: ProviderService
    clients: ClientService
    bookings: BookingService
    schedule: ScheduleService
    history: HistoryService
    undo: UndoService
    demo: DemoService
    database: "Database"
    settings: Settings

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections; the last to leave an embedded server stops it."""
        self.database.close()


class Database:
    """The server behind the services."""

    def __init__(self, url: str, settings: Settings) -> None:
        """Starts or joins the embedded server where the URL means one. Raises InvalidInput, ServerUnavailable."""
        if not url:
            raise InvalidInput("url.missing")
        self._settings = settings
        self._embedded = EmbeddedServer.join(folder_of(url)) if url.startswith("embedded:") else None
        self._url = self._embedded.url if self._embedded is not None else url
        self.engine: Engine = make_engine(self._url, settings)

    @property
    def is_embedded(self) -> bool:
        """Whether the server is this program's own, on this computer."""
        return self._embedded is not None

    @property
    def name(self) -> str:
        """The server, for people: never the password."""
        if self._embedded is not None:
            return "embedded"
        url = self.engine.url
        return f"{url.host or 'local'}:{url.port or 5432}/{url.database or ''}"

    def upgrade(self, revision: str = "head") -> None:
        """Brings the schema to this program's."""
        migrations.upgrade(self.engine, revision)

    def downgrade(self, revision: str) -> None:
        """Takes the schema back; "base" drops everything."""
        migrations.downgrade(self.engine, revision)

    def status(self) -> migrations.SchemaStatus:
        """The schema's revision and the one expected."""
        return migrations.status(self.engine)

    def server_version(self) -> str:
        """The server's version, as in "18.1"."""
        return migrations.server_version(self.engine)

    def check(self) -> list[str]:
        """What differs from what this program expects; empty where nothing does."""
        return migrations.check(self.engine)

    def require_current(self) -> None:
        """Raises SchemaMismatch where this program must not write."""
        migrations.require_current(self.engine)

    def listen(self) -> Listener:
        """A new listening connection. Raises ServerUnavailable."""
        return Listener(self._settings.listen_url or self._url, self._settings)

    def close(self) -> None:
        """Closes pooled connections and leaves the embedded server."""
        self.engine.dispose()
        if self._embedded is not None:
            self._embedded.close()


def open_services(
    database_url: str | None = None, settings: Settings | None = None, clock: Clock = system_clock
) -> Services:
    """The one door. `database_url` goes before the settings; a `postgresql://…` as people write it, or
    `embedded:///folder`.

    Connects only on the first call of a service (an embedded server is started at once). The schema is not looked at:
    `services.database.require_current()` does. Raises InvalidInput, ServerUnavailable.
    """
    settings = settings or load_settings()
    database = Database(database_url or settings.database_url, settings)
    sessions = Sessions(database.engine)
    return Services(
        providers=ProviderService(sessions, settings.time_zone),
        clients=ClientService(sessions),
        bookings=BookingService(sessions, clock),
        schedule=ScheduleService(sessions),
        history=HistoryService(sessions),
        undo=UndoService(sessions, clock),
        demo=DemoService(sessions, clock),
        database=database,
        settings=settings,
    )
