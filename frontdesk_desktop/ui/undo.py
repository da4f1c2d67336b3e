"""Undo and redo of what this desk did."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from frontdesk_desktop.domain.errors import Conflict, ServerUnavailable
from frontdesk_desktop.schemas.operation import Operation, Table
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.wording import error_text

KEPT = 100  # operations


@dataclass(frozen=True)
class _Done:
    """An operation, and what it is called, as in "moved to 09:30"."""

    title: str
    operation: Operation


class UndoStack(QObject):
    """The last 100 operations of this desk, and those undone.

    `changed`: other titles. `done(text)`: something was undone or redone. `refused(text)`: it was not, and why.

    What is refused because of other desks is forgotten: what stands now is theirs, and Ctrl+Z goes on to the operation
    before it instead of hitting the same wall again. What failed because the server is away or busy stays, and can be
    tried again.
    """

    changed = Signal()
    done = Signal(str)
    refused = Signal(str)

    def __init__(self, jobs: Jobs, revert: Callable[[Operation], Operation], parent: QObject | None = None) -> None:
        """`revert` takes an operation back and returns the one that did it: UndoService.revert."""
        super().__init__(parent)
        self._jobs = jobs
        self._revert = revert
        self._undo: deque[_Done] = deque(maxlen=KEPT)
        self._redo: deque[_Done] = deque(maxlen=KEPT)
        self._known: set[Operation] = set()  # all that was ever recorded or did an undo: a version is made once
        self._running = False
        self._asked: deque[bool] = deque()  # what was asked for while one was running: True for a redo
        self._recorded = False  # something new was done while one was running

    @property
    def undo_title(self) -> str:
        """What would be undone; "" for nothing."""
        return self._undo[-1].title if self._undo else ""

    @property
    def redo_title(self) -> str:
        """What would be redone; "" for nothing."""
        return self._redo[-1].title if self._redo else ""

    def record(self, title: str, table: Table, row_id: int, version: int | None, *, before: int | None = None) -> None:
        """This desk made this version of a row, or deleted it (None). Nothing can be redone any more.

        `before` is the version that the row had for this desk: a save that changed nothing returns it, or one that
        was recorded already, and is not recorded.
        """
        operation = Operation(table=table, row_id=row_id, version=version)
        if version is not None and (version == before or operation in self._known):
            return
        self._known.add(operation)
        self._undo.append(_Done(title, operation))
        self._redo.clear()
        self._recorded = True
        self.changed.emit()

    def undo(self) -> None:
        """Take the latest operation back."""
        self._ask(redo=False)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._ask(redo=True)

    def _ask(self, *, redo: bool) -> None:
        # Behind the changes that are under way: the latest of them, not yet recorded, is the one that is meant.
        self._jobs.change(lambda: None, lambda _: self._begin(redo), lambda _: None, owner=self)

    def _begin(self, redo: bool) -> None:
        if self._running:
            self._asked.append(redo)
            return
        side = self._redo if redo else self._undo
        if not side:
            self.refused.emit(self.tr("There is nothing to redo.") if redo else self.tr("There is nothing to undo."))
            return
        one = side[-1]
        self._running, self._recorded = True, False
        self._jobs.change(
            lambda: self._revert(one.operation),
            lambda reverse: self._succeeded(one, reverse, redo),
            lambda error: self._failed(one, redo, error),
            owner=self,
        )

    def _succeeded(self, one: _Done, reverse: Operation, redo: bool) -> None:
        self._known.add(reverse)
        self._forget(one, redo)
        if redo or not self._recorded:
            (self._undo if redo else self._redo).append(_Done(one.title, reverse))
        self._running = False
        self.changed.emit()
        text = self.tr("Done again: {title}") if redo else self.tr("Undone: {title}")
        self.done.emit(text.format(title=one.title))
        if self._asked:
            self._begin(self._asked.popleft())

    def _failed(self, one: _Done, redo: bool, error: Exception) -> None:
        if not _may_succeed_later(error):
            self._forget(one, redo)
        self._running = False
        self._asked.clear()
        self.changed.emit()
        text = self.tr("Not done again: {title}. {why}") if redo else self.tr("Not undone: {title}. {why}")
        self.refused.emit(text.format(title=one.title, why=error_text(error)))

    def _forget(self, one: _Done, redo: bool) -> None:
        side = self._redo if redo else self._undo
        if one in side:  # newer ones may have pushed it out meanwhile
            side.remove(one)


def _may_succeed_later(error: Exception) -> bool:
    return isinstance(error, ServerUnavailable) or (isinstance(error, Conflict) and error.code == "row.busy")
