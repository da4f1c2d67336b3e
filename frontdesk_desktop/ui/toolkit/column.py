"""A column of a table, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon


class HasId(Protocol):
    """A row that a table can recognise again: a read schema."""

    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=HasId)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[Row]):
    """How one column gets its heading and its cells from a row.

    `name` is unique in its table and never changes: widths are remembered by it. `key` is the service's name
    to sort by, "" where it can't. `width` is in px at 100 %. `status` gives the booking status whose colour and
    icon the cell carries. `tooltip` is plain text, shown as typed.
    """

    name: str
    title: str
    text: Callable[[Row], str]
    key: str = ""
    width: int = 120
    alignment: Qt.AlignmentFlag = _LEFT
    icon: Callable[[Row], QIcon | None] | None = None
    tooltip: Callable[[Row], str] | None = None
    status: Callable[[Row], str] | None = None
    visible: bool = True
