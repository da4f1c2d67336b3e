"""Stores what is done on the schedule."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from frontdesk_desktop.schemas.bookings import BookingCreate, BookingRead, BookingUpdate
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.schedule.words import about

Then = Callable[[BookingRead], None]
_Stored = tuple[BookingRead, int | None]  # and the version before
Failed = Callable[[Exception], None]


class BookingChanges(QObject):
    """One change after the other, in the background. What was done is told, and can be undone."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        # What this desk stored last, by id; only the thread of changes uses it. Two keys in a row don't stand in each
        # other's way before the schedule is read anew.
        self._versions: dict[int, int] = {}

    def update(self, row: BookingRead, words: str, then: Then, failed: Failed, **fields: Any) -> None:
        """Change fields of a booking; `words` say so when it is done (see `words.about`)."""

        def work() -> _Stored:
            version = max(row.version, self._versions.get(row.id, 0))
            stored = self._desk.services.bookings.update(row.id, BookingUpdate(version=version, **fields))
            self._versions[stored.id] = stored.version
            return stored, version

        self._store(work, words, then, failed)

    def create(self, words: str, then: Then, failed: Failed, **fields: Any) -> None:
        """Book."""
        self._store(lambda: (self._desk.services.bookings.create(BookingCreate(**fields)), None), words, then, failed)

    def _store(self, work: Callable[[], _Stored], words: str, then: Then, failed: Failed) -> None:
        def done(result: _Stored) -> None:
            booking, before = result
            said = about(words, booking)
            self._desk.tell_done(said, "bookings", booking.id, booking.version, before=before)
            then(booking)

        self._desk.jobs.change(work, done, failed, owner=self)
