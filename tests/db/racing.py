"""Processes that book the same slot at the same moment."""

import multiprocessing
import threading
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from frontdesk_desktop.bootstrap import open_services
from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.schemas.bookings import BookingCreate
from frontdesk_desktop.settings import Settings

#: Seconds in which a round, or the start of all processes, must be over.
_PATIENCE = 120


@dataclass(frozen=True)
class Outcome:
    """What one process got in one round: "booked", or what refused it."""

    round: int
    process: int
    result: str


def race(url: str, slots: list[list[BookingCreate]]) -> list[Outcome]:
    """Runs a round for each list of bookings, one process for each place in it, all waiting for each other."""
    # Forked from a process that has imported everything and is connected to nothing.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    size = len(slots[0])
    start, results = context.Barrier(size), context.Queue()
    processes = [
        context.Process(target=_book, args=(url, n, [wanted[n] for wanted in slots], start, results), daemon=True)
        for n in range(size)
    ]
    for process in processes:
        process.start()
    try:
        return [results.get(timeout=_PATIENCE) for _ in range(size * len(slots))]
    finally:
        for process in processes:
            process.join(10)
            process.kill()


def _book(url: str, number: int, wanted: list[BookingCreate], start: Barrier, results: "Queue[Outcome]") -> None:
    with open_services(url, Settings(desk=f"Desk {number}", time_zone="UTC")) as services:
        services.database.require_current()  # connected before the first round
        for turn, booking in enumerate(wanted):
            try:
                start.wait(_PATIENCE)
                services.bookings.create(booking)
                result = "booked"
            except DomainError as error:
                result = error.code
            except threading.BrokenBarrierError:
                result = "broken barrier"
            except Exception as error:
                result = repr(error)
            results.put(Outcome(turn, number, result))
