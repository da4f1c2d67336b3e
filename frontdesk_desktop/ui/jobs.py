"""All work on the database: on threads of its own, so that the window never waits."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from frontdesk_desktop.domain.errors import DomainError

QUERY_THREADS = 3
GOODBYE = 2.0  # seconds that close() waits
REPORT_EVERY = 0.05  # seconds between two reports of progress that reach the window

T = TypeVar("T")
Failed = Callable[[Exception], None]
Report = Callable[[int, int], None]
log = logging.getLogger(__name__)


class Cancelled(Exception):
    """The long work was cancelled."""


class Cancel:
    """Stops long work at its next report."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop. It ends with `failed(Cancelled)`."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._event.is_set()


@dataclass
class _Job:
    """One piece of work. The window's thread holds it until its end: no thread may drop a widget's last reference."""

    number: int
    key: str  # of a query; "" otherwise
    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Failed
    owner: QObject
    result: Any = None
    error: Exception | None = None


class _Reporter:
    """Passes the progress of long work on, seldom enough for the window to follow."""

    def __init__(self, number: int, cancel: Cancel, emit: Callable[[int, int, int], None]) -> None:
        self._number = number
        self._cancel = cancel
        self._emit = emit
        self._last = 0.0

    def report(self, done: int, total: int) -> None:
        if self._cancel.cancelled:
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._last >= REPORT_EVERY:
            self._last = now
            self._emit(self._number, done, total)


class Jobs(QObject):
    """Runs work on threads and calls back on the window's thread: `then(result)` or `failed(exception)`.

    Nothing is called back once `owner` is destroyed or `close` was called. An exception that is no DomainError is
    logged with its traceback, too. `busy_changed(bool)` says whether any work is under way.
    """

    busy_changed = Signal(bool)
    _finished = Signal(int)
    _progressed = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[int, _Job] = {}
        self._long: dict[int, tuple[Callable[[int, int], None], Cancel]] = {}
        self._latest: dict[str, int] = {}
        self._counter = 0
        self._closed = False
        self._queries: SimpleQueue[_Job | None] = SimpleQueue()
        self._changes: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._report, Qt.ConnectionType.QueuedConnection)
        for _ in range(QUERY_THREADS):
            self._start(self._queries, "query")
        self._start(self._changes, "change")

    def query(
        self, key: str, work: Callable[[], T], then: Callable[[T], None], failed: Failed, *, owner: QObject
    ) -> None:
        """Read something. Of the queries with one key only the latest is called back."""
        job = self._new_job(key, work, then, failed, owner)
        self._latest[key] = job.number
        self._queries.put(job)

    def change(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed, *, owner: QObject) -> None:
        """Write something. Changes are made one after the other, in the order they were asked for."""
        self._changes.put(self._new_job("", work, then, failed, owner))

    def long(
        self,
        work: Callable[[Report], T],
        progress: Callable[[int, int], None],
        then: Callable[[T], None],
        failed: Failed,
        *,
        owner: QObject,
    ) -> Cancel:
        """Do something that takes its time, on a thread of its own.

        `work` gets `report(done, total)`, which raises Cancelled once the returned handle says so; `progress` is
        called with its figures, at most 20 times a second.
        """
        cancel = Cancel()
        reporter = _Reporter(self._counter + 1, cancel, self._progressed.emit)
        job = self._new_job("", lambda: work(reporter.report), then, failed, owner)
        self._long[job.number] = (progress, cancel)
        one_job: SimpleQueue[_Job | None] = SimpleQueue()
        one_job.put(job)
        one_job.put(None)
        self._start(one_job, "long")
        return cancel

    def close(self) -> None:
        """Call nothing back from now on. Gives changes that were asked for up to 2 s, then leaves them."""
        self._closed = True
        for _, cancel in self._long.values():
            cancel.cancel()
        for _ in range(QUERY_THREADS):
            self._queries.put(None)
        self._changes.put(None)
        deadline = time.monotonic() + GOODBYE
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    # --- the window's thread --------------------------------------------------------------------

    def _new_job(
        self, key: str, work: Callable[[], Any], then: Callable[[Any], None], failed: Failed, owner: QObject
    ) -> _Job:
        self._counter += 1
        job = _Job(self._counter, key, work, then, failed, owner)
        self._jobs[job.number] = job
        if len(self._jobs) == 1:
            self.busy_changed.emit(True)
        return job

    def _start(self, queue: "SimpleQueue[_Job | None]", name: str) -> None:
        # daemons: a server that doesn't answer must not keep the program from ending
        thread = threading.Thread(target=self._serve, args=(queue,), name=f"frontdesk-{name}", daemon=True)
        self._threads = [each for each in self._threads if each.is_alive()] + [thread]
        thread.start()

    def _deliver(self, number: int) -> None:
        job = self._jobs.pop(number)
        self._long.pop(number, None)
        outdated = self._outdated(job)
        if job.key and not outdated:
            del self._latest[job.key]
        if not self._jobs:
            self.busy_changed.emit(False)
        error = job.error
        if error is not None:
            if not isinstance(error, DomainError | Cancelled):
                log.error("work in the background failed", exc_info=error)
            error.__traceback__ = None  # its frames would keep widgets alive
        if outdated or self._closed or not shiboken6.isValid(job.owner):
            return
        if error is not None:
            job.failed(error)
        else:
            job.then(job.result)

    def _report(self, number: int, done: int, total: int) -> None:
        job = self._jobs.get(number)
        if job is not None and not self._closed and shiboken6.isValid(job.owner):
            self._long[number][0](done, total)

    # --- any thread -----------------------------------------------------------------------------

    def _outdated(self, job: _Job) -> bool:
        return bool(job.key) and self._latest.get(job.key) != job.number

    def _serve(self, queue: "SimpleQueue[_Job | None]") -> None:
        while True:
            job = queue.get()
            if job is None:
                return
            if not self._outdated(job) and not (self._closed and job.key):
                _run(job)
            number = job.number
            del job
            if shiboken6.isValid(self):
                self._finished.emit(number)


def _run(job: _Job) -> None:
    try:
        job.result = job.work()
    except Exception as error:
        job.error = error
