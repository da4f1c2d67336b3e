"""The command line, run inside the test's own process or as a program of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from frontdesk_desktop.cli.app import run
from frontdesk_desktop.settings import Settings
from tests.e2e.x_desk import SECONDS, Desk

ROOT = Path(__file__).parents[2]
TIME_ZONE = "Europe/Berlin"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output, once it did what it should."""
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """The error of a command with `--json`."""
        assert self.out == ""
        assert self.err.count("\n") == 1
        found: dict[str, Any] = json.loads(self.err)["error"]
        return found


class Frontdesk(Protocol):
    """Runs `frontdesk` with these arguments; a mapping after `--data` goes as JSON."""

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Ran: ...


def argument(given: object) -> str:
    return json.dumps(given) if isinstance(given, dict) else str(given)


def no_window(database_url: str | None, *, rehearse: bool = False) -> int:
    raise AssertionError("the window was opened")


@pytest.fixture
def frontdesk(settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Frontdesk:
    """In this process, with settings that nothing of this machine touches, and no server unless given."""

    monkeypatch.setenv("FRONTDESK_TIME_ZONE", TIME_ZONE)

    def call(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([argument(given) for given in arguments], no_window)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def desk(frontdesk: Frontdesk, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Frontdesk:
    """The same on an empty, migrated database."""
    monkeypatch.setenv("FRONTDESK_DATABASE_URL", database_url)
    return frontdesk


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    """For programs started by the test."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default", "FRONTDESK_TIME_ZONE": TIME_ZONE}


@pytest.fixture
def program(environment: dict[str, str]) -> Callable[..., Ran]:
    """As a program of its own; `variables` go into its environment."""

    def call(*arguments: object, stdin: bytes = b"", **variables: str) -> Ran:
        command = [sys.executable, "-m", "frontdesk_desktop", *map(argument, arguments)]
        done = subprocess.run(command, input=stdin, env=environment | variables, capture_output=True, check=False)
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of this test's own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait(SECONDS)


@pytest.fixture
def open_desk(display: str, database_url: str, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Starts a desk with this name and waits for its window."""
    processes = []

    def start(name: str) -> Desk:
        home = tmp_path / name
        environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
        environment |= {"DISPLAY": display, "FRONTDESK_DESK": name, "FRONTDESK_DATABASE_URL": database_url}
        environment |= {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        with (tmp_path / f"{name}.err").open("wb") as errors:
            process = subprocess.Popen([sys.executable, "-m", "frontdesk_desktop"], env=environment, stderr=errors)
        processes.append(process)
        desk = Desk(name, process, display)
        desk.window(f"^Frontdesk – {name}$")
        return desk

    yield start
    for process in processes:
        process.kill()
        process.wait()
