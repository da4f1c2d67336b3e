"""A list on a pretended server, and a model over it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from pytestqt.qtbot import QtBot

from frontdesk_desktop.ui.toolkit.column import Column
from frontdesk_desktop.ui.toolkit.rows_model import RowsModel


@dataclass(frozen=True)
class Guest:
    """A row."""

    id: int
    name: str
    status: str = "pending"


@dataclass
class Server:
    """The rows, in order, and the pages that were asked for. `answer` gives the model what it asked for."""

    model: RowsModel[Guest]
    rows: list[Guest]
    asked: list[tuple[int, int, int]] = field(default_factory=list)

    def answer(self) -> None:
        asked, self.asked = self.asked, []
        for offset, limit, ticket in asked:
            self.model.set_rows(offset, self.rows[offset : offset + limit], len(self.rows), ticket)

    def rename(self, row_id: int, name: str) -> None:
        self.rows = [replace(row, name=name) if row.id == row_id else row for row in self.rows]


ServerOf = Callable[[int], Server]
COLUMNS = (
    Column[Guest]("name", "Name", lambda row: row.name, key="name", tooltip=lambda row: row.name),
    Column[Guest]("status", "Status", lambda row: row.status, key="status", status=lambda row: row.status),
    Column[Guest]("id", "Number", lambda row: str(row.id), visible=False),
)


@pytest.fixture
def server_of(qtbot: QtBot) -> ServerOf:
    """A server with as many rows as one says, ids from 1 up, whose first page is loaded."""

    def make(count: int) -> Server:
        model = RowsModel(COLUMNS)
        server = Server(model, [Guest(number, f"guest {number}") for number in range(1, count + 1)])
        model.page_wanted.connect(lambda *page: server.asked.append(page))
        model.reset()
        qtbot.waitUntil(lambda: bool(server.asked))
        server.answer()
        return server

    return make
