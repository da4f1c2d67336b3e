"""What the palette finds beside commands, and where it leads."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.typed_time import parse_date
from frontdesk_desktop.schemas.clients import ClientRead
from frontdesk_desktop.schemas.providers import ProviderFilter, ProviderRead
from frontdesk_desktop.ui.clients.page import ClientsPage
from frontdesk_desktop.ui.commands.finder import Hit, Source
from frontdesk_desktop.ui.providers.page import ProvidersPage
from frontdesk_desktop.ui.schedule.page import SchedulePage
from frontdesk_desktop.ui.shell.pages import Pages
from frontdesk_desktop.ui.wording import date_text, day_first

_LONGEST = 200  # characters that a page's search takes


class Leads:
    """Goes to what was found."""

    def __init__(self, pages: Pages, schedule: SchedulePage, clients: ClientsPage, providers: ProvidersPage) -> None:
        self._pages = pages
        self._schedule = schedule
        self._clients = clients
        self._providers = providers

    def to_client(self, row: ClientRead) -> None:
        """Select a client."""
        self._pages.show_page("clients")
        self._clients.filter_bar.search.setText(row.name[:_LONGEST])
        self._clients.filter_bar.apply_now()
        self._clients.list.select_id(row.id)

    def to_provider(self, row: ProviderRead) -> None:
        """Select a provider."""
        self._pages.show_page("providers")
        self._providers.filter_bar.clear()
        self._providers.list.select_id(row.id)

    def to_day(self, day: date) -> None:
        """Show the schedule of a day."""
        self._pages.show_page("schedule")
        self._schedule.go_to(day)


def provider_source(services: Services, show: Callable[[ProviderRead], None]) -> Source:
    """Providers by parts of their names, sectors and addresses."""

    def hit(row: ProviderRead) -> Hit:
        return Hit(f"provider:{row.id}", "provider", _isolated(row.name), row.phone, partial(show, row))

    def find(text: str, limit: int) -> list[Hit]:
        return [hit(row) for row in services.providers.list(ProviderFilter(search=text, limit=limit)).items]

    return Source("provider", find, lambda number: hit(services.providers.get(number)))


def client_source(services: Services, show: Callable[[ClientRead], None]) -> Source:
    """Clients by parts of their names, phone numbers and e-mail addresses."""

    def hit(row: ClientRead) -> Hit:
        return Hit(f"client:{row.id}", "client", _isolated(row.name), row.phone or row.email, partial(show, row))

    def find(text: str, limit: int) -> list[Hit]:
        return [hit(row) for row in services.clients.find(text, limit)]

    return Source("client", find, lambda number: hit(services.clients.get(number)))


def date_hit(show: Callable[[date], None], typed: str) -> Hit | None:
    """The hit for a date as people type it; None for what is none."""
    locale = QLocale()
    names = [locale.dayName(number, QLocale.FormatType.LongFormat) for number in range(1, 8)]
    try:
        day = parse_date(typed, date.today(), day_first=day_first(locale), day_names=names)  # noqa: DTZ011 - wall
    except InvalidInput:
        return None
    words = QCoreApplication.translate("Palette", "Go to {date}").format(date=date_text(datetime.combine(day, time())))
    return Hit(f"date:{day.isoformat()}", "calendar", words, "", partial(show, day))


def close_dialogs() -> bool:
    """Leave every open dialog, as Esc would. False where one stays, to ask about what was typed."""
    while (dialog := QApplication.activeModalWidget()) is not None:
        if not dialog.close():
            return False
    return True


def _isolated(text: str) -> str:
    """So that marks of direction in a name don't turn round what follows it."""
    return f"\u2068{text}\u2069"
