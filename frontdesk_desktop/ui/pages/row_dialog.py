"""The dialog of a row: stores what is new, sends what was changed, and settles it with another desk's changes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, cast
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.toolkit.banner import Offer
from frontdesk_desktop.ui.toolkit.dialog import EditDialog
from frontdesk_desktop.ui.toolkit.form import Form
from frontdesk_desktop.ui.wording import error_text, field_texts

_LONGEST = 500  # characters of a typed text that a sentence repeats


class Versioned(Protocol):
    """A read schema that tells whether somebody changed the row since."""

    @property
    def id(self) -> int: ...

    @property
    def version(self) -> int: ...


VersionedRow = TypeVar("VersionedRow", bound=Versioned)


@dataclass(frozen=True)
class Store(Generic[VersionedRow]):
    """A feature's calls, made off the window's thread: `create(values)`, `update(id, values)`, `get(id)`."""

    create: Callable[[dict[str, Any]], VersionedRow]
    update: Callable[[int, dict[str, Any]], VersionedRow]
    get: Callable[[int], VersionedRow]


class RowDialog(EditDialog, Generic[VersionedRow]):
    """Makes a row (`row` None), or changes one. The form's fields are named like the row's.

    `stored(row)`: it is in the database, and the dialog has closed.
    """

    stored = Signal(object)

    def __init__(
        self,
        desk: Desk,
        *,
        name: str,
        title: str,
        form: Form,
        store: Store[VersionedRow],
        row: VersionedRow | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, title, form, desk.state, parent)
        self._desk = desk
        self._store = store
        self._row = row
        self._request_id = uuid4()  # a second try stores nothing twice
        if row is not None:
            self._show_row(row)
        self.save_requested.connect(self._send)

    def _send(self, values: dict[str, Any]) -> None:
        if self._row is None:
            work = partial(self._store.create, {**values, "request_id": self._request_id})
        else:
            changed = self._typed(self._row)
            if not changed:
                self.saved()
                return
            work = partial(self._store.update, self._row.id, {**changed, "version": self._row.version})
        self._desk.jobs.change(work, self._done, self._refused, owner=self)

    def _done(self, row: VersionedRow) -> None:
        self.saved()
        self.stored.emit(row)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DomainError) and error.code == "row.changed":
            self.show_failure("", dict.fromkeys(error.fields, self.tr("Changed at another desk.")))
            self.banner.say(error_text(error), "warning", [Offer(self.tr("&Reload"), self._reload)])
        else:
            self.show_failure("", field_texts(error))

    def _reload(self) -> None:
        if self._row is not None:
            work = partial(self._store.get, self._row.id)
            self._desk.jobs.query(f"reload:{id(self)}", work, self._show_theirs, self._refused, owner=self)

    def _show_theirs(self, fresh: VersionedRow) -> None:
        """Show what stands now; what was typed stays in the fields that nobody else changed."""
        old, self._row = self._row, fresh
        if old is None:
            return
        mine, before, now = self._typed(old), self._fields_of(old), self._fields_of(fresh)
        lost = {name: value for name, value in mine.items() if now[name] not in (before[name], value)}
        self.form.set_errors({})
        self._show_row(fresh)
        for name in mine.keys() - lost.keys():
            cast(Any, self.form.editor(name)).set_value(mine[name])
        lines = [
            f"{self.form.editor(name).accessibleName()}: {self._words_of(name, value)[:_LONGEST]}"
            for name, value in lost.items()
        ]
        self.banner.say(self.tr("This is what stands now. You had typed:") + "\n" + "\n".join(lines), "info")
        if lost:
            self.form.editor(next(iter(lost))).setFocus()

    def _typed(self, row: VersionedRow) -> dict[str, Any]:
        """The fields that differ from the row's."""
        before = self._fields_of(row)
        return {name: value for name, value in self.form.values().items() if value != before[name]}

    def _show_row(self, row: VersionedRow) -> None:
        """Fill the form as what was there before the person began."""
        self.form.set_values(self._fields_of(row))

    def _words_of(self, _name: str, value: Any) -> str:
        """A typed value in a sentence."""
        return str(value)

    def _fields_of(self, row: VersionedRow) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.form.values()}
