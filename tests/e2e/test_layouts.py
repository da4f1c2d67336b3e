"""The same keys on four keyboards: commands go by what a key types; on Cyrillic, by what Latin has at that place."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.bookings import BookingCreate
from frontdesk_desktop.schemas.providers import ProviderCreate
from tests.e2e.x_desk import Desk, until

C, K, N = "54", "45", "57"  # the places of keys that all four layouts have at the same one


@dataclass(frozen=True)
class Layout:
    """The places of the keys that differ."""

    name: str
    a: str
    slash: str
    question: str


LAYOUTS = (
    Layout("us", a="38", slash="61", question="shift+61"),
    Layout("de", a="38", slash="shift+16", question="shift+20"),
    Layout("fr", a="24", slash="shift+60", question="shift+58"),
    Layout("ru", a="38", slash="shift+51", question="shift+16"),
)


def book(services: Services, provider_id: int, number: int) -> int:
    """A booking for today, an hour after the last: its number."""
    start = datetime.now(UTC).replace(hour=6, minute=0, second=0, microsecond=0) + timedelta(hours=number)
    data = {"client_name": f"Client {number}", "service_type": "check", "scheduled_at": start}
    return services.bookings.create(BookingCreate.model_validate({"provider_id": provider_id, **data})).id


def test_commands_on_four_layouts(open_desk: Callable[[str], Desk], services: Services) -> None:
    provider = services.providers.create(ProviderCreate(name="City Medical", sector="medical", time_zone="UTC"))
    desk = open_desk("one")

    def has_window(title: str) -> bool:
        return bool(desk.xdotool("search", "--onlyvisible", "--name", f"^{title}$"))

    def press_until(key: str, seen: Callable[[], object]) -> None:
        """A key, until it shows: X tells the desk of a new layout some time after it is set."""

        def look() -> bool:
            if not seen():
                desk.press(key)
            return bool(seen())

        until(look)

    def becomes(booking_id: int, key: str, status: str) -> None:
        press_until(key, lambda: services.bookings.get(booking_id).status == status)

    for number, layout in enumerate(LAYOUTS):
        booking_id = book(services, provider.id, number)
        subprocess.run(["setxkbmap", layout.name], env=os.environ | {"DISPLAY": desk.display}, check=True)
        desk.window("^Frontdesk – one$")
        press_until(f"ctrl+shift+{N}", lambda: has_window("New client"))
        desk.window("^New client$")
        press_until(f"ctrl+{K}", lambda: has_window("Palette"))  # in a field of a dialog
        press_until("Escape", lambda: not has_window("Palette"))
        press_until("Escape", lambda: not has_window("New client"))
        desk.window("^Frontdesk – one$")
        desk.press("F3", "End")  # the latest booking
        becomes(booking_id, C, "confirmed")
        desk.press(layout.slash, layout.a, f"ctrl+{layout.a}", "BackSpace", "F3")  # typed into the search, and deleted
        press_until(layout.question, lambda: has_window("Keys"))
        desk.window("^Keys$")
        press_until("Escape", lambda: not has_window("Keys"))
        desk.window("^Frontdesk – one$")
        assert services.bookings.get(booking_id).status == "confirmed"
        desk.press("End")
        becomes(booking_id, layout.a, "arrived")
