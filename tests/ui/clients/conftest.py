"""The page of clients in a window."""

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.clients import ClientCreate, ClientRead
from frontdesk_desktop.ui.clients.commands import ClientCommands
from frontdesk_desktop.ui.clients.page import ClientsPage
from tests.ui.desk_window import DeskWindow


@pytest.fixture
def three(services: Services) -> tuple[ClientRead, ...]:
    """Three clients, in the order of their names."""
    given = (
        ClientCreate(name="Ana Smith", phone="+1 212 555 0101", email="ana@example.com", notes="Uses a wheelchair."),
        ClientCreate(name="Björk Jónsdóttir", phone="+354 555 0102"),
        ClientCreate(name="John Smith", email="john@example.com"),
    )
    return tuple(map(services.clients.create, given))


@pytest.fixture
def page(window: DeskWindow, three: tuple[ClientRead, ...]) -> ClientsPage:
    """The page, shown, with those three."""
    page = ClientsPage(window.desk)
    window.show_page(page, ClientCommands(window.desk, page))
    return page


@pytest.fixture
def empty_page(window: DeskWindow) -> ClientsPage:
    """The page, shown, with nothing in the database."""
    page = ClientsPage(window.desk)
    window.show_page(page, ClientCommands(window.desk, page))
    return page
