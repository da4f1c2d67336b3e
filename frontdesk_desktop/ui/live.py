"""Changes in the database, as a signal in the window: the one way by which anything on the screen is read anew."""

import random
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from frontdesk_desktop.db.listener import Listener
from frontdesk_desktop.domain.errors import DomainError

#: Seconds between two looks at a silent connection, and the longest pause before trying to connect again.
_CHECK = 5.0
_LONGEST_PAUSE = 15.0


class Live(QObject):
    """Listens on a thread of its own.

    `changed(ChangeSet)` for each change, by this desk too; `connected()` whenever the connection stands again, after
    which everything must be read anew; `lost(str)` with the reason when it is gone. It reconnects on its own, each
    desk after a different pause, so that a server that comes back isn't stormed.
    """

    changed = Signal(object)
    connected = Signal()
    lost = Signal(str)

    def __init__(self, connect: Callable[[], Listener], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connect = connect
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._listener: Listener | None = None
        self._thread = threading.Thread(target=self._run, name="live", daemon=True)

    def start(self) -> None:
        """Begins to listen."""
        self._thread.start()

    def close(self) -> None:
        """Ends the thread; waits for it up to two seconds."""
        self._stopping.set()
        with self._lock:
            if self._listener is not None:
                self._listener.wake()
        if self._thread.is_alive():
            self._thread.join(2)

    def _run(self) -> None:
        pause = 0.5
        while not self._stopping.is_set():
            try:
                listener = self._connect()
            except DomainError as error:
                self.lost.emit(str(error.params.get("reason", error.code)))
                self._stopping.wait(pause * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, no secret
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            pause = 0.5
            with self._lock:
                self._listener = listener
            self.connected.emit()
            self._listen(listener)
            with self._lock:
                self._listener = None
            listener.close()
            self._stopping.wait(random.uniform(0, pause))  # noqa: S311 - jitter, no secret

    def _listen(self, listener: Listener) -> None:
        while not self._stopping.is_set():
            try:
                changes = listener.wait(_CHECK)
            except DomainError as error:
                self.lost.emit(str(error.params.get("reason", error.code)))
                return
            for change in changes:
                self.changed.emit(change)
