"""Which server the command line talks to, and what it says of one that it can't reach."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import make_url

from frontdesk_desktop.settings import settings_file
from tests.e2e.conftest import Frontdesk, Ran
from tests.e2e.test_cli import CLINIC, VISIT

SOURCES = ["--database-url", "FRONTDESK_DATABASE_URL", "DATABASE_URL", ".env", "settings"]


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=16) as listening:
        yield listening.getsockname()[1]


@pytest.mark.parametrize("sources", [SOURCES[i:] for i in range(len(SOURCES))], ids=SOURCES)
def test_the_first_source_that_names_a_server_counts(
    frontdesk: Frontdesk, monkeypatch: pytest.MonkeyPatch, sources: list[str]
) -> None:
    """Each source names a scheme of its own, and the refusal tells which was read."""
    arguments: list[str] = []
    dotenv = []
    for source in sources:
        url = f"{source.strip('-.').lower().replace('_', '-')}://host/name"
        if source == "--database-url":
            arguments = [source, url]
        elif source == ".env":
            dotenv = [f"FRONTDESK_DATABASE_URL={url}"]
        elif source == "settings":
            settings_file().parent.mkdir(parents=True)
            settings_file().write_text(f'database_url = "{url}"\n', "utf-8")
        else:
            monkeypatch.setenv(source, url)
    Path(".env").write_text("\n".join(dotenv), "utf-8")
    ran = frontdesk("client", "list", *arguments)

    assert ran.code == 1
    assert f"begins with {sources[0].strip('-.').lower().replace('_', '-')}://" in ran.err


def test_an_empty_variable_hides_nothing(frontdesk: Frontdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDESK_DATABASE_URL", "")
    monkeypatch.setenv("DATABASE_URL", "other://host/name")

    assert "begins with other://" in frontdesk("client", "list").err


def test_without_any_server_it_says_how_to_name_one(frontdesk: Frontdesk) -> None:
    ran = frontdesk("client", "list")

    assert ran.code == 1
    assert ran.err.startswith("error: no server is set: ")
    for way in ("--database-url", "FRONTDESK_DATABASE_URL", "postgresql://", "embedded:///folder"):
        assert way in ran.err


@pytest.mark.parametrize(
    ("text", "told"),
    [("database_url = [", "settings.toml"), ('log_level = "LOUD"', "log_level"), ("listen_url = 7", "listen_url")],
)
def test_settings_that_are_wrong_are_named(frontdesk: Frontdesk, text: str, told: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(text, "utf-8")
    ran = frontdesk("client", "list")

    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert ran.err.startswith("error: the settings can't be used: ")
    assert told in ran.err


@pytest.mark.parametrize(
    ("url", "exit_code", "code"),
    [
        ("postgresql://desk:hunter2@127.0.0.1:1/x", 3, "server.unreachable"),
        ("postgresql://desk:hunter2@no-such-host.invalid/x", 3, "server.unreachable"),
        ("postgresql://desk:hunter2@127.0.0.1:99999/x", 3, "server.unreachable"),
        ("postgresql://desk:hunter2@127.0.0.1/x?sslmode=hunter2", 3, "server.unreachable"),
        ("postgresql://desk:pa@hunter2@127.0.0.1/x", 1, "url.at_sign"),
        ("postgresql://desk:hunter2@127.0.0.1/x?shoe=hunter2", 1, "url.option"),
        ("postgresql://desk:hunter2@127.0.0.1:port/x", 1, "url.invalid"),
        ("mysql://desk:hunter2@127.0.0.1/x", 1, "url.invalid"),
        ("hunter2", 1, "url.invalid"),
        ("host=127.0.0.1 password=hunter2", 1, "url.invalid"),
        ("embedded:hunter2", 3, "embedded.bad_url"),
        ("embedded:///", 3, "embedded.bad_url"),
    ],
)
def test_a_server_that_is_not_there(frontdesk: Frontdesk, url: str, exit_code: int, code: str) -> None:
    plain = frontdesk("client", "list", "--database-url", url)
    ran = frontdesk("db", "status", "--database-url", url, "--json")

    assert (plain.code, plain.out, plain.err.count("\n")) == (exit_code, "", 1)
    assert (ran.code, ran.error["code"]) == (exit_code, code)
    if "sslmode" not in url:  # libpq quotes a mode that it doesn't know; no password belongs there
        assert "hunter2" not in plain.err + ran.err


def test_a_wrong_password_and_a_missing_database_are_told_apart(frontdesk: Frontdesk, database_url: str) -> None:
    url = make_url(database_url)
    wrong = url.set(password="hunter2").render_as_string(hide_password=False)
    missing = url.set(database="nowhere").render_as_string(hide_password=False)
    sign_in = frontdesk("client", "list", "--json", "--database-url", wrong)
    no_database = frontdesk("client", "list", "--json", "--database-url", missing)

    assert (sign_in.code, sign_in.error["code"]) == (3, "server.sign_in")
    assert (no_database.code, no_database.error["code"]) == (3, "server.no_database")
    assert "hunter2" not in sign_in.err
    assert str(url.password) not in no_database.err


def test_a_silent_server_is_given_up_within_ten_seconds(program: Callable[..., Ran], silent_port: int) -> None:
    """Two addresses, so that libpq's own patience, which counts for each, would take longer."""
    at = f"127.0.0.1:{silent_port}"
    url = f"postgresql://desk:hunter2@/x?host={at}&host={at}"
    begin = time.monotonic()
    ran = program("client", "list", "--json", FRONTDESK_DATABASE_URL=url)

    assert time.monotonic() - begin < 10
    assert (ran.code, ran.error["code"]) == (3, "server.unreachable")
    assert "hunter2" not in ran.err


def test_an_interrupt_ends_it_quietly(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"postgresql://desk@127.0.0.1:{listening.getsockname()[1]}/x"
        command = [sys.executable, "-m", "frontdesk_desktop", "client", "list", "--database-url", url]
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
            listening.settimeout(30)
            connection, _ = listening.accept()
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
            connection.close()

    assert (process.returncode, err) == (130, b"")


def test_nobody_reading_on_is_no_error(environment: dict[str, str], database_url: str) -> None:
    command = [sys.executable, "-m", "frontdesk_desktop", "client", "list"]
    reading, writing = os.pipe()
    os.close(reading)
    variables = environment | {"FRONTDESK_DATABASE_URL": database_url}
    done = subprocess.run(command, env=variables, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("arguments", [["client", "list"], ["--help"]])
def test_a_full_disk_is_told(environment: dict[str, str], database_url: str, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "frontdesk_desktop", *arguments]
    variables = environment | {"FRONTDESK_DATABASE_URL": database_url}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, env=variables, stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode != 0
    assert re.match(rb"error: .*No space left on device\n", done.stderr)
    assert b"Traceback" not in done.stderr


def test_eight_programs_on_one_slot_sell_it_once(
    program: Callable[..., Ran], desk: Frontdesk, database_url: str
) -> None:
    """Eight processes at once, five rounds: each time one books, and seven are told that it is taken."""

    def book(data: dict[str, object]) -> Ran:
        return program("booking", "create", "--json", "--data", data, FRONTDESK_DATABASE_URL=database_url)

    desk("provider", "create", "--data", CLINIC)
    for day in range(10, 15):
        data = [VISIT | {"client_name": f"Client {n}", "scheduled_at": f"2025-02-{day}T10:00"} for n in range(8)]
        with ThreadPoolExecutor(8) as pool:
            rounds = list(pool.map(book, data))

        assert sorted(ran.code for ran in rounds) == [0] + [1] * 7, [ran.err for ran in rounds]
        assert {ran.error["code"] for ran in rounds if ran.code} == {"booking.overlap"}
    assert desk("booking", "list").json["total"] == 5
