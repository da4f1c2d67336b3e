"""The page of providers in a window."""

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderRead
from frontdesk_desktop.ui.providers.commands import ProviderCommands
from frontdesk_desktop.ui.providers.page import ProvidersPage
from tests.ui.desk_window import DeskWindow


@pytest.fixture
def three(services: Services) -> tuple[ProviderRead, ...]:
    """A clinic, an inactive garage and an estate agency, in that order."""
    given = (
        ProviderCreate(name="City Medical", sector="medical", phone="+1 212 555 0101", address="1 Main St"),
        ProviderCreate(name="Nord Garage", sector="automotive", is_active=False),
        ProviderCreate(name="Harbour Homes", sector="real_estate", email="info@harbour.example"),
    )
    return tuple(map(services.providers.create, given))


@pytest.fixture
def page(window: DeskWindow, three: tuple[ProviderRead, ...]) -> ProvidersPage:
    """The page, shown, with those three."""
    page = ProvidersPage(window.desk)
    window.show_page(page, ProviderCommands(window.desk, page))
    return page


@pytest.fixture
def empty_page(window: DeskWindow) -> ProvidersPage:
    """The page, shown, with nothing in the database."""
    page = ProvidersPage(window.desk)
    window.show_page(page, ProviderCommands(window.desk, page))
    return page
