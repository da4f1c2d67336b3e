"""`frontdesk demo`, with a display and without."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.e2e.x_desk import SECONDS, Desk, until

HIDDEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def home(tmp_path: Path, environment: dict[str, str]) -> dict[str, str]:
    """The environment of somebody who starts for the first time."""
    folders = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {name: value for name, value in environment.items() if name not in HIDDEN} | folders


def servers(folder: Path) -> list[int]:
    """The processes of servers whose data lie in the folder."""
    return [
        each.pid
        for each in psutil.process_iter(["cmdline"])
        if any(str(folder) in part for part in each.info["cmdline"] or ())
        and any("postgres" in part for part in each.info["cmdline"][:1])
    ]


def test_without_a_display_it_books_by_keys_and_takes_a_picture(home: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "frontdesk_desktop", "demo"]
    for number in (1, 2):
        done = subprocess.run(command, cwd=tmp_path, env=home, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "There is no display here" in done.stdout
        assert "Booked number" in done.stdout
        assert ("it is kept" in done.stdout) == (number == 2)
        assert (tmp_path / "demo.png").read_bytes().startswith(b"\x89PNG")
        (tmp_path / "demo.png").unlink()
    assert servers(tmp_path) == []


def test_with_a_display_two_desks_stay_on_one_server_that_ends_with_the_last(
    display: str, home: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "frontdesk_desktop", "demo"]
    desks = []
    try:
        for name in ("one", "two"):
            environment = home | {"DISPLAY": display, "FRONTDESK_DESK": name}
            process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
            desks.append(Desk(name, process, display))
            desks[-1].window(f"^Frontdesk – {name}$")
        assert len(list((tmp_path / "DATA").rglob("postmaster.pid"))) == 1
        for desk in desks:
            assert servers(tmp_path)
            desk.window(f"^Frontdesk – {desk.name}$")
            desk.press("ctrl+q")
            assert desk.process.wait(SECONDS) == 0
        until(lambda: not servers(tmp_path))
    finally:
        for desk in desks:
            desk.process.kill()
            desk.process.wait()
