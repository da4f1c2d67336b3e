"""Who the booking is for: typed in fragments, found while typing, or new."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from frontdesk_desktop.domain.text import bad_character
from frontdesk_desktop.schemas.clients import ClientRead
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.toolkit.banner import announce
from frontdesk_desktop.ui.toolkit.icons import accent_tint, icon
from frontdesk_desktop.ui.toolkit.theme import ROW, STEP
from frontdesk_desktop.ui.wording import error_text

_HITS = 8
_LONGEST = 200  # characters that are searched for
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class KnownClient:
    """A client that was chosen."""

    id: int
    name: str
    phone: str = ""
    email: str = ""

    @classmethod
    def of(cls, row: ClientRead) -> "KnownClient":
        """The client of a row."""
        return cls(row.id, row.name, row.phone, row.email)

    def __str__(self) -> str:
        return " · ".join(filter(None, (_isolated(self.name), self.phone)))


@dataclass(frozen=True)
class NewClient:
    """A client to be made with this name."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Undecided:
    """Typed, and nobody chosen. `left`: the person went on without choosing."""

    name: str
    left: bool

    def __str__(self) -> str:
        return self.name


Choice = KnownClient | NewClient | Undecided | str


class ClientPicker(QLineEdit):
    """Lists the clients that fit what was typed, and "New client" below them.

    Up and Down go through the list, Enter and Tab take what is marked and go on to the next field, Esc hides it.
    `changed`: another client, or another name of the new one.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._client: KnownClient | NewClient | None = None
        self._hits: tuple[ClientRead, ...] = ()
        self._searching = False  # the list doesn't show yet what fits the text
        self._take = False  # Enter or Tab came before the hits
        self._left = False
        self._begun = False  # typed elsewhere, and not searched for yet
        self.hits = _HitList(self)
        self.hits.itemClicked.connect(self._clicked)
        self.setPlaceholderText(self.tr("Name, phone or e-mail"))
        self.textEdited.connect(self._typed)

    def value(self) -> Choice:
        """Who was chosen; "" where nothing was typed."""
        if isinstance(self._client, KnownClient):
            return self._client
        if not self.text().strip():
            return ""
        return Undecided(self.text(), self._left) if self._client is None else NewClient(self.text())

    def set_value(self, value: Choice | None) -> None:
        """Show a client, or what was typed."""
        self._client = value if isinstance(value, KnownClient | NewClient) else None
        self._left = isinstance(value, Undecided) and value.left
        self._searching = self._take = False
        self.hits.hide()
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)
        self.changed.emit()

    def insert_typed(self, text: str) -> None:
        """As if it had been typed here; searched for as soon as the keys come here."""
        self.setText(text)
        self._begun = bool(text)

    def settle(self) -> None:
        """Whoever is still undecided now is to be called so."""
        if isinstance(self.value(), Undecided) and not self._left:
            self._left = True
            self.changed.emit()

    # --- searching --------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if isinstance(self._client, KnownClient) or not text.strip():
            self._client = None
        self._left = self._take = False
        self._search()
        self.changed.emit()

    def _search(self) -> None:
        text = self.text()
        self._searching = bool(text.strip()) and len(text) <= _LONGEST and bad_character(text, lines=False) is None
        if not self._searching:
            self.hits.hide()
            return
        find = self._desk.services.clients.find
        self._desk.jobs.query("bookings:client", lambda: find(text, _HITS), self._found, self._not_found, owner=self)

    def _found(self, hits: tuple[ClientRead, ...], problem: str = "") -> None:
        if not self._searching:
            return  # decided meanwhile
        self._searching = False
        self._hits = hits
        self.hits.fill([_line(hit) for hit in hits], self.tr("New client “{name}”").format(name=self.text()), problem)
        if isinstance(self._client, NewClient):
            self.hits.mark(len(hits))
        if self._take and hits:
            self._choose(0)
            if self.hasFocus():
                self.focusNextChild()
        elif self.hasFocus():
            self.hits.show_below(self)
        else:
            self.settle()

    def _not_found(self, error: Exception) -> None:
        self._found((), error_text(error))

    # --- choosing ---------------------------------------------------------------------------------

    def _choose(self, place: int) -> None:
        self.hits.hide()
        if place < len(self._hits):
            self.set_value(KnownClient.of(self._hits[place]))
        else:
            self._client = NewClient(self.text())
            self.changed.emit()

    def _clicked(self, item: QListWidgetItem) -> None:
        self._choose(self.hits.place_of(item))
        self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        shown = self.hits.isVisible()
        if plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if shown:
                self.hits.step(-1 if event.key() == Qt.Key.Key_Up else 1)
            elif not isinstance(self._client, KnownClient):
                self._search()
        elif plain and event.key() in _ENTER and self._searching:
            self._take = True
        elif plain and event.key() in _ENTER and shown:
            self._choose(self.hits.place)
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape and shown:
            self.hits.hide()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self._searching:
            self._take = True
        elif forward and self.hits.isVisible():
            self._choose(self.hits.place)
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._begun:
            self._begun = False
            self.end(False)
            self._typed(self.text())
        if isinstance(self._client, KnownClient):
            QTimer.singleShot(0, self, self.selectAll)  # after a click has put the cursor somewhere

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.hits.hide()
            if not self._searching:
                self.settle()


class _HitList(QListWidget):
    """Lies over the dialog below the field, which keeps the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._problem_rows = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Clients found"))
        self.setUniformItemSizes(True)
        self.hide()

    @property
    def place(self) -> int:
        """The number of the marked hit; one more than the last for the new client."""
        return self.currentRow() - self._problem_rows

    def place_of(self, item: QListWidgetItem) -> int:
        """The same for a row that was clicked."""
        return self.row(item) - self._problem_rows

    def fill(self, hits: list[str], new: str, problem: str) -> None:
        """Show these and mark the first."""
        self.clear()
        self._problem_rows = 1 if problem else 0
        if problem:
            self._add(problem).setFlags(Qt.ItemFlag.NoItemFlags)
        for hit in hits:
            self._add(hit)
        self._add(new).setIcon(icon("add", accent_tint))
        self.mark(0)

    def mark(self, place: int) -> None:
        """Mark a hit."""
        self.setCurrentRow(place + self._problem_rows)

    def step(self, by: int) -> None:
        """Mark the next one; after the last comes the first."""
        self.mark((self.place + by) % (self.count() - self._problem_rows))
        announce(self, self.currentItem().text())

    def show_below(self, field: QWidget) -> None:
        """Show it over the window of a field."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = field.mapTo(window, QPoint(0, field.height()))
        height = min(self.count() * ROW + STEP, window.height() - corner.y() - STEP)
        self.setGeometry(corner.x(), corner.y(), field.width(), height)
        self.raise_()
        self.show()

    def _add(self, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setSizeHint(QSize(0, ROW))
        self.addItem(item)
        return item


def _line(client: ClientRead) -> str:
    return " · ".join(filter(None, (_isolated(client.name), client.phone, client.email)))


def _isolated(text: str) -> str:
    """So that marks of direction in a name don't turn round what follows it."""
    return f"\u2068{text}\u2069"
