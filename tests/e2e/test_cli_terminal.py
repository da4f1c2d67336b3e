"""What people see on a terminal: tables of one line a row, in which data is nothing but text."""

import os
import pty
import re
import subprocess
import sys
import termios
from collections.abc import Callable

import pytest

from tests.e2e.conftest import Frontdesk, argument
from tests.e2e.test_cli import CLINIC, VISIT

Terminal = Callable[..., list[str]]


@pytest.fixture
def terminal(desk: Frontdesk, environment: dict[str, str]) -> Terminal:
    """Runs the program on a terminal so many columns wide; the lines that come to stand there."""

    def call(columns: int, *arguments: object) -> list[str]:
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (40, columns))
        command = [sys.executable, "-m", "frontdesk_desktop", *map(argument, arguments)]
        variables = environment | {"NO_COLOR": "1", "TERM": "xterm", "COLUMNS": str(columns)}
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=variables):
            os.close(theirs)
            shown = b""
            while chunk := _read(ours):
                shown += chunk
        os.close(ours)
        return re.sub(r"\x1b\[\d+m", "", shown.decode()).replace("\r\n", "\n").splitlines()

    return call


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_a_list_is_a_table_of_one_line_a_row(desk: Frontdesk, terminal: Terminal) -> None:
    """
    id   name                     sector    phone         e-mail                 active   time zone
    ─────────────────────────────────────────────────────────────────────────────────────────────────────
     1   City Medical Clinic      medical   +1234567890   info@citymedical.com   yes      Europe/Berlin
     2   [red]\\u202ex[/red] <b>   [bold]    123 :smile:                          yes      Europe/Berlin
    1–2 of 2
    """
    desk("provider", "create", "--data", CLINIC)
    hostile = {"name": "[red]\u202ex[/red] <b>", "sector": "[bold]", "phone": "123 :smile:", "address": "a\nb"}
    desk("provider", "create", "--data", hostile)
    head, rule, first, second, count = terminal(160, "provider", "list")

    assert head.split() == ["id", "name", "sector", "phone", "e-mail", "active", "time", "zone"]
    assert set(rule.strip()) == {"─"}
    assert first.split() == [
        *("1", "City", "Medical", "Clinic", "medical", "+1234567890", "info@citymedical.com", "yes", "Europe/Berlin")
    ]
    assert second.split() == ["2", "[red]\\u202ex[/red]", "<b>", "[bold]", "123", ":smile:", "yes", "Europe/Berlin"]
    assert count == "1–2 of 2"
    assert terminal(80, "client", "list") == ["none of 0"]


def test_a_narrow_table_keeps_ids_times_and_states_whole(desk: Frontdesk, terminal: Terminal) -> None:
    desk("provider", "create", "--data", CLINIC)
    desk("booking", "create", "--data", VISIT | {"client_name": "日本" * 50, "service_type": "x" * 100})
    *_, row, count = terminal(80, "booking", "list")

    assert row.split()[:5] == ["1", "2025-01-15", "10:00+01:00", "30", "pending"]
    assert row.endswith("…")
    assert count == "1–1 of 1"


def test_a_row_is_shown_with_all_its_fields(desk: Frontdesk, terminal: Terminal) -> None:
    desk("client", "create", "--data", {"name": "Ann", "notes": "a\nb\u202ec" + "x" * 200})
    shown = terminal(80, "client", "show", 1)

    assert shown[1].split() == ["name", "Ann"]
    assert [line.split()[0] for line in shown[:4]] == ["id", "name", "phone", "email"]
    assert "".join(line[10:].strip() for line in shown if "x" in line).startswith("  a\\nb\\u202ecxxx".strip())
    assert sum(line.count("x") for line in shown) == 200


def test_on_a_terminal_json_is_there_for_the_asking(desk: Frontdesk, terminal: Terminal) -> None:
    desk("client", "create", "--data", {"name": "Ann"})

    assert terminal(80, "client", "list", "--json")[0] == "{"
    assert terminal(80, "client", "delete", 1) == ["client 1 is deleted"]
    assert terminal(80, "client", "delete", 1) == ["error: client 1 does not exist"]
