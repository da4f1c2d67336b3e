"""The embedded server with real server processes: one start for many desks, one stop, every accident."""

import json
import os
import re
import signal
import socket
import socketserver
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import psycopg2
import pytest
from sqlalchemy.engine import make_url

from frontdesk_desktop.db.embedded import EmbeddedServer
from frontdesk_desktop.domain.errors import ServerUnavailable

# A desk as a process: joins, prints its URL, leaves when its standard input ends.
_DESK = """
import sys
from pathlib import Path
from frontdesk_desktop.db.embedded import EmbeddedServer
with EmbeddedServer.join(Path(sys.argv[1])) as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""

Desk = subprocess.Popen[str]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "a folder" / "server"
    yield folder
    if (folder / "data" / "PG_VERSION").exists():
        EmbeddedServer.join(folder).close()  # the last to leave stops what a failed test left behind


@pytest.fixture
def open_desk(folder: Path) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def start() -> Desk:
        command = [sys.executable, "-c", _DESK, str(folder)]
        pipe = subprocess.PIPE
        desks.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True))
        return desks[-1]

    yield start
    for desk in desks:
        desk.kill()
        desk.communicate()


def _url_of(desk: Desk) -> str:
    assert desk.stdout is not None
    return desk.stdout.readline().strip()


def _leave(desk: Desk) -> None:
    desk.communicate(timeout=30)
    assert desk.returncode == 0


def _query(url: str, statement: str) -> object:
    with closing(psycopg2.connect(url.replace("+psycopg2", ""), connect_timeout=5)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None


def _server_pid(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def _runs(url: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", make_url(url).port or 0)) == 0


def _crash(folder: Path) -> None:
    """Kills the server as a power cut would, and waits until all its processes are gone."""
    server = psutil.Process(_server_pid(folder))
    processes = server.children()
    server.kill()
    _, alive = psutil.wait_procs(processes, timeout=30)
    assert not alive
    assert (folder / "data" / "postmaster.pid").exists()


def test_fresh_folder_gives_a_server_of_ones_own(folder: Path) -> None:
    with EmbeddedServer.join(folder) as server:
        url = make_url(server.url)
        assert (url.drivername, url.username, url.database) == (
            "postgresql+psycopg2",
            "frontdesk",
            "frontdesk",
        )
        assert _query(server.url, "SELECT current_user || ' ' || current_database()") == "frontdesk frontdesk"
        rights = "SELECT (rolsuper, rolcreatedb, rolcreaterole)::text FROM pg_roles WHERE rolname = current_user"
        assert _query(server.url, rights) == "(f,t,t)"
        assert _query(server.url, "SELECT current_setting('data_checksums')") == "on"
        assert _query(server.url, "SELECT current_setting('fsync')") == "on"
        locale = (
            "SELECT concat_ws(' ', pg_encoding_to_char(encoding), datlocprovider, datlocale, datcollate)"
            " FROM pg_database WHERE datname = current_database()"
        )
        assert _query(server.url, locale) == "UTF8 b C.UTF-8 C"
        for extension in ("btree_gist", "pg_trgm", "unaccent"):  # by the owner, who is no superuser
            _query(server.url, f"CREATE EXTENSION {extension}")
    assert not _runs(server.url)


def test_data_outlives_a_stop_and_close_may_be_repeated(folder: Path) -> None:
    server = EmbeddedServer.join(folder)
    _query(server.url, "CREATE TABLE kept AS SELECT 42 AS n")
    server.close()
    server.close()
    assert not _runs(server.url)
    with EmbeddedServer.join(folder) as again:
        assert _query(again.url, "SELECT n FROM kept") == 42


def test_last_process_to_leave_stops_the_server(folder: Path, open_desk: Callable[[], Desk]) -> None:
    first, second = open_desk(), open_desk()
    url = _url_of(first)
    assert _url_of(second) == url
    _leave(first)
    assert _query(url, "SELECT 1") == 1
    _leave(second)
    assert not _runs(url)
    assert not (folder / "data" / "postmaster.pid").exists()


def test_interrupt_in_the_terminal_of_a_desk_spares_the_server(folder: Path, open_desk: Callable[[], Desk]) -> None:
    first = open_desk()
    url = _url_of(first)
    with EmbeddedServer.join(folder) as server:
        os.killpg(first.pid, signal.SIGINT)
        first.communicate(timeout=30)
        assert first.returncode != 0
        assert _query(url, "SELECT 1") == 1
        assert server.url == url


def test_each_join_of_one_process_counts(folder: Path) -> None:
    first = EmbeddedServer.join(folder)
    second = EmbeddedServer.join(folder)
    assert first.url == second.url
    first.close()
    assert _runs(second.url)
    second.close()
    assert not _runs(second.url)


def test_killed_desk_leaves_no_lock_behind(folder: Path, open_desk: Callable[[], Desk]) -> None:
    killed = open_desk()
    url = _url_of(killed)
    killed.kill()
    killed.wait()
    assert _runs(url)
    server = EmbeddedServer.join(folder)
    assert server.url == url
    server.close()
    assert not _runs(url)


def test_crashed_server_comes_back_where_it_was(folder: Path) -> None:
    with EmbeddedServer.join(folder) as open_one:
        _query(open_one.url, "CREATE TABLE kept AS SELECT 42 AS n")
        _crash(folder)
        with EmbeddedServer.join(folder) as joined:
            assert joined.url == open_one.url
            assert _query(open_one.url, "SELECT n FROM kept") == 42


@contextmanager
def _another_program(port: int) -> Iterator[None]:
    """Listens on that port and hangs up on everybody."""
    with socketserver.TCPServer(("", 0), socketserver.BaseRequestHandler, bind_and_activate=False) as program:
        program.allow_reuse_address = True
        program.server_address = ("127.0.0.1", port)
        program.server_bind()
        program.server_activate()
        thread = threading.Thread(target=program.serve_forever, args=[0.05])
        thread.start()
        yield
        program.shutdown()
        thread.join()


@contextmanager
def _reused_pid(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """As after a reboot: the crashed server's pid is now another program's, of the same user."""
    user = (folder / "data").stat().st_uid
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, user=user, cwd="/") as bystander:
        pid_file = folder / "data" / "postmaster.pid"
        pid_file.write_text(re.sub(r"^\d+", str(bystander.pid), pid_file.read_text()))
        yield bystander


def test_port_and_pid_of_a_crashed_server_may_be_taken(folder: Path) -> None:
    with EmbeddedServer.join(folder) as crashed:
        _crash(folder)
        port = make_url(crashed.url).port
        assert port
        with _reused_pid(folder), _another_program(port), EmbeddedServer.join(folder) as server:
            assert make_url(server.url).port != port
            assert _query(server.url, "SELECT 1") == 1


def test_leaving_a_crashed_server_stops_nobody_else(folder: Path) -> None:
    server = EmbeddedServer.join(folder)
    _crash(folder)
    with _reused_pid(folder) as bystander:
        server.close()
        bystander.communicate(timeout=30)
        assert bystander.returncode == 0


def test_eight_desks_at_once_make_one_server(folder: Path, open_desk: Callable[[], Desk]) -> None:
    desks = [open_desk() for _ in range(8)]
    urls = {_url_of(desk) for desk in desks}
    assert len(urls) == 1
    (url,) = urls
    log = (folder / "server.log").read_text()
    assert log.count("starting PostgreSQL") == 1
    for desk in desks:
        assert _runs(url)
        _leave(desk)
    assert not _runs(url)


def test_making_that_was_interrupted_is_done_again(folder: Path) -> None:
    unfinished = folder / "data.new-1" / "data"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    (folder / "start.lock").touch()
    (folder / "owner.password").write_text("{")
    with EmbeddedServer.join(folder) as server:
        assert _query(server.url, "SELECT 1") == 1
    assert {path.name for path in folder.iterdir()} == {
        *("data", "server.log", "owner.password", "start.lock", "desks.lock")
    }


def test_missing_database_and_changed_password_are_repaired(folder: Path) -> None:
    with EmbeddedServer.join(folder) as server:
        elsewhere = make_url(server.url).set(database="postgres").render_as_string(hide_password=False)
        _query(elsewhere, "DROP DATABASE frontdesk")
        _query(elsewhere, "ALTER ROLE frontdesk PASSWORD 'changed by hand'")
        with EmbeddedServer.join(folder) as again:
            assert _query(again.url, "SELECT 1") == 1


@pytest.mark.parametrize("content", ["notes.txt", "data/PG_VERSION", "data/base/1"])
def test_foreign_folder_is_refused_and_not_touched(tmp_path: Path, content: str) -> None:
    file = tmp_path / content
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("18\n")
    mode = tmp_path.stat().st_mode
    with pytest.raises(ServerUnavailable) as refusal:
        EmbeddedServer.join(tmp_path)
    assert refusal.value.code == "embedded.folder_foreign"
    assert refusal.value.params == {"folder": str(tmp_path)}
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]
    assert tmp_path.stat().st_mode == mode


def test_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ServerUnavailable) as refusal:
        EmbeddedServer.join(tmp_path / "file" / "server")
    assert refusal.value.code == "embedded.folder_unwritable"
    assert refusal.value.params["folder"] == str(tmp_path / "file" / "server")


def test_failed_start_tells_what_the_server_said(folder: Path) -> None:
    EmbeddedServer.join(folder).close()
    settings = folder / "data" / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "shared_buffers = nonsense\n")
    with pytest.raises(ServerUnavailable) as refusal:
        EmbeddedServer.join(folder)
    settings.write_text(good)
    assert refusal.value.code == "embedded.start_failed"
    assert "nonsense" in str(refusal.value.params["reason"])
    with EmbeddedServer.join(folder) as server:
        assert _query(server.url, "SELECT 1") == 1


def test_nobody_gets_in_without_the_password(folder: Path) -> None:
    with EmbeddedServer.join(folder) as server:
        lines = (folder / "data" / "pg_hba.conf").read_text().splitlines()
        rules = [line.split() for line in lines if line and not line.startswith("#")]
        assert len(rules) == 3
        assert {rule[-1] for rule in rules} == {"scram-sha-256"}
        assert {rule[3] for rule in rules if rule[0] != "local"} == {"127.0.0.1/32", "::1/128"}
        url = make_url(server.url)
        for user in ("frontdesk", "frontdesk_server", "postgres"):
            with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
                psycopg2.connect(host=url.host, port=url.port, user=user, password="wrong", dbname="postgres")
        assert _listening_addresses(_server_pid(folder)) == {"127.0.0.1"}


def _listening_addresses(pid: int) -> set[str]:
    connections = psutil.Process(pid).net_connections(kind="all")
    return {c.laddr.ip if c.family == socket.AF_INET else str(c.laddr) for c in connections}


def test_passwords_stay_in_their_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[str] = []
    run = subprocess.run

    def noting(command: list[str], **options: object) -> object:
        commands.append(" ".join(command))
        return run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", noting)
    with EmbeddedServer.join(folder) as server:
        secrets = json.loads((folder / "owner.password").read_text())
        assert make_url(server.url).password == secrets["owner"] != secrets["superuser"]
        processes = run(["ps", "axww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    said = processes + "\n".join(commands) + (folder / "server.log").read_text()
    assert "initdb" in said
    assert "pg_ctl stop" in said
    assert not [secret for secret in secrets.values() if secret in said]
    others = [path for path in folder.rglob("*") if path.is_file() and path.name != "owner.password"]
    assert not [p for p in others for secret in secrets.values() if secret.encode() in p.read_bytes()]
    assert stat.S_IMODE((folder / "owner.password").stat().st_mode) == 0o600
    assert not stat.S_IMODE(folder.stat().st_mode) & 0o066


def test_variables_of_the_desk_do_not_reach_the_server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "PGHOST": "nowhere.invalid",
        "PGHOSTADDR": "192.0.2.1",
        "PGPORT": "1",
        "PGDATA": "/nonexistent",
        "PGOPTIONS": "-c nonsense=1",
        "PGSSLMODE": "verify-full",
        "LC_ALL": "xx_XX.nonsense",
    }.items():
        monkeypatch.setenv(name, value)
    EmbeddedServer.join(folder).close()
