"""The real program in a real window on an X server, driven by real keys: two desks on one database."""

from collections.abc import Callable
from pathlib import Path

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.clients import ClientFilter
from tests.e2e.x_desk import SECONDS, Desk, until


def names(services: Services) -> list[str]:
    """The clients there are."""
    return [client.name for client in services.clients.list(ClientFilter(sort="name")).items]


def test_two_desks_share_what_they_do(open_desk: Callable[[str], Desk], services: Services, tmp_path: Path) -> None:
    first, second = open_desk("one"), open_desk("two")
    second.press("F4")  # its clients page is open, and empty, when the other adds one
    first.window("^Frontdesk – one$")
    first.press("F4", "ctrl+shift+n")
    first.window("^New client$")
    first.type("Ada Byron")
    first.press("Tab")
    first.type("+49 30 901820")
    first.press("ctrl+Return")
    until(lambda: names(services) == ["Ada Byron"])
    second.window("^Frontdesk – two$")

    def opened() -> bool:
        # Enter opens the row once the list shows it.
        second.press("Home", "Return")
        return bool(second.xdotool("search", "--onlyvisible", "--name", "^Edit client$"))

    until(opened)
    second.window("^Edit client$")
    second.press("ctrl+a")
    second.type("Ada Lovelace")
    second.press("ctrl+s")
    until(lambda: names(services) == ["Ada Lovelace"])
    client = services.clients.list(ClientFilter()).items[0]
    assert client.phone == "+49 30 901820"
    assert [entry.desk for entry in services.history.list("clients", client.id)] == ["two", "one"]
    for desk in (first, second):
        desk.window(f"^Frontdesk – {desk.name}$")
        desk.press("ctrl+q")
        assert desk.process.wait(SECONDS) == 0
        assert (tmp_path / f"{desk.name}.err").read_bytes() == b""
