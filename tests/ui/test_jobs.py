"""Work off the window's thread: order, the latest wins, and nobody is called who is gone."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.ui.jobs import Cancelled, Jobs, Report


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


class Ears:
    """Hears what comes back, and on which thread."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[threading.Thread] = set()

    def then(self, result: object) -> None:
        self.heard.append(result)
        self.threads.add(threading.current_thread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(threading.current_thread())


@pytest.fixture
def ears() -> Ears:
    return Ears()


def failing(error: Exception) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


def test_work_is_elsewhere_and_its_result_is_here(jobs: Jobs, ears: Ears, qtbot: QtBot) -> None:
    jobs.query("a", threading.current_thread, ears.then, ears.failed, owner=jobs)
    jobs.change(threading.current_thread, ears.then, ears.failed, owner=jobs)
    qtbot.waitUntil(lambda: len(ears.heard) == 2)
    assert threading.main_thread() not in ears.heard
    assert ears.threads == {threading.main_thread()}


def test_of_one_key_the_latest_wins_whatever_order_they_end_in(jobs: Jobs, ears: Ears, qtbot: QtBot) -> None:
    slow, running = threading.Event(), threading.Event()

    def first() -> str:
        running.set()
        slow.wait(5)
        return "first"

    jobs.query("a", first, ears.then, ears.failed, owner=jobs)
    assert running.wait(5)
    jobs.query("a", lambda: "second", ears.then, ears.failed, owner=jobs)
    jobs.query("b", lambda: "other key", ears.then, ears.failed, owner=jobs)
    qtbot.waitUntil(lambda: len(ears.heard) == 2)
    with qtbot.waitSignal(jobs.busy_changed) as busy:
        slow.set()
    assert busy.args == [False]
    assert sorted(map(str, ears.heard)) == ["other key", "second"]


def test_outdated_query_that_has_not_begun_is_not_done(jobs: Jobs, ears: Ears, qtbot: QtBot) -> None:
    gate = threading.Event()
    done: list[int] = []
    for number in range(3):
        jobs.query(f"block {number}", lambda: gate.wait(5), ears.then, ears.failed, owner=jobs)
    for number in range(20):
        jobs.query("typing", partial(done.append, number), ears.then, ears.failed, owner=jobs)
    gate.set()
    qtbot.waitUntil(lambda: len(ears.heard) == 4)
    assert done == [19]


def test_changes_keep_their_order(jobs: Jobs, ears: Ears, qtbot: QtBot) -> None:
    for number in range(50):
        jobs.change(partial(int, number), ears.then, ears.failed, owner=jobs)
    qtbot.waitUntil(lambda: len(ears.heard) == 50)
    assert ears.heard == list(range(50))


def test_domain_error_is_handed_over_and_not_logged(jobs: Jobs, ears: Ears, qtbot: QtBot) -> None:
    error = DomainError("booking.overlap")
    jobs.change(failing(error), ears.then, ears.failed, owner=jobs)
    qtbot.waitUntil(lambda: ears.errors == [error])


def test_any_other_error_is_logged_with_its_traceback(
    jobs: Jobs, ears: Ears, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        jobs.query("a", failing(ZeroDivisionError("bug")), ears.then, ears.failed, owner=jobs)
        qtbot.waitUntil(lambda: len(ears.errors) == 1)
    assert "in work\n    raise error" in caplog.text
    jobs.query("a", lambda: "still alive", ears.then, ears.failed, owner=jobs)
    qtbot.waitUntil(lambda: ears.heard == ["still alive"])


def test_destroyed_owner_is_not_called(jobs: Jobs, ears: Ears, qtbot: QtBot) -> None:
    gate = threading.Event()
    owner = QObject()
    jobs.change(lambda: gate.wait(5), ears.then, ears.failed, owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    with qtbot.waitSignal(jobs.busy_changed):
        gate.set()
    assert ears.heard == []


def test_busy_is_told_once_for_several(jobs: Jobs, ears: Ears, qtbot: QtBot) -> None:
    told: list[bool] = []
    jobs.busy_changed.connect(told.append)
    for number in range(5):
        jobs.query(str(number), lambda: None, ears.then, ears.failed, owner=jobs)
    qtbot.waitUntil(lambda: len(ears.heard) == 5)
    assert told == [True, False]


def test_long_work_reports_and_ends(jobs: Jobs, ears: Ears, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []

    def work(report: Report) -> str:
        for done in range(10_000):
            report(done, 10_000)
        report(10_000, 10_000)
        return "made"

    jobs.long(work, lambda done, total: seen.append((done, total)), ears.then, ears.failed, owner=jobs)
    qtbot.waitUntil(lambda: ears.heard == ["made"])
    assert seen[-1] == (10_000, 10_000)
    assert len(seen) < 100


def test_long_work_is_cancelled(jobs: Jobs, ears: Ears, qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(report: Report) -> None:
        while True:
            report(1, 2)
            begun.set()

    cancel = jobs.long(work, lambda *_: None, ears.then, ears.failed, owner=jobs)
    assert begun.wait(5)
    cancel.cancel()
    qtbot.waitUntil(lambda: len(ears.errors) == 1)
    assert isinstance(ears.errors[0], Cancelled)


def test_close_lets_changes_finish(qtbot: QtBot, ears: Ears) -> None:
    jobs = Jobs()
    stored: list[int] = []
    for number in range(5):
        jobs.change(partial(stored.append, number), ears.then, ears.failed, owner=jobs)
    jobs.close()
    assert stored == [0, 1, 2, 3, 4]
    with qtbot.waitSignal(jobs.busy_changed):
        pass
    assert ears.heard == []


def test_close_leaves_what_does_not_end(qtbot: QtBot, ears: Ears) -> None:
    jobs, gate = Jobs(), threading.Event()
    jobs.change(lambda: gate.wait(30), ears.then, ears.failed, owner=jobs)
    begin = time.monotonic()
    jobs.close()
    assert 1.5 < time.monotonic() - begin < 4
    gate.set()
