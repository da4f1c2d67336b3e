"""Remembers sizes, splitters and columns from one start to the next."""

import json
from typing import Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

VERSION = 1  # part of every key: a state that an older program can't read gets a new one


def user_settings() -> QSettings:
    """The settings of the person at this computer."""
    return QSettings("Frontdesk", "Frontdesk")


class WindowState:
    """Saves and restores by a name that never changes. What was never saved is left as it is."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def save_window(self, name: str, window: QWidget) -> None:
        """Remember a window's place and size."""
        self._settings.setValue(_key("window", name), window.saveGeometry())

    def restore_window(self, name: str, window: QWidget) -> bool:
        """Give a window its place and size back. False where nothing usable was saved."""
        geometry = self._settings.value(_key("window", name))
        return isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)

    def save_splitter(self, name: str, splitter: QSplitter) -> None:
        """Remember where a splitter's handles are."""
        self._settings.setValue(_key("splitter", name), splitter.saveState())

    def restore_splitter(self, name: str, splitter: QSplitter) -> bool:
        """Put a splitter's handles back. False where nothing usable was saved."""
        state = self._settings.value(_key("splitter", name))
        return isinstance(state, QByteArray) and splitter.restoreState(state)

    def save_header(self, name: str, header: QHeaderView, columns: list[str]) -> None:
        """Remember order, widths and visibility by the columns' names."""
        state = {
            "order": [columns[header.logicalIndex(place)] for place in range(header.count())],
            "hidden": [column for i, column in enumerate(columns) if header.isSectionHidden(i)],
            "widths": {
                column: header.sectionSize(i) for i, column in enumerate(columns) if not header.isSectionHidden(i)
            },
        }
        self._settings.setValue(_key("header", name), json.dumps(state))

    def restore_header(self, name: str, header: QHeaderView, columns: list[str]) -> bool:
        """Give the columns their order, widths and visibility back. False where nothing usable was saved.

        A column that was added since keeps its own place, width and visibility; one that is gone is skipped.
        """
        state = self._header_state(name)
        if state is None:
            return False
        known = [column for column in state["order"] if column in columns]
        for i, column in enumerate(columns):
            if column not in known:  # new: put it after its neighbour on the left
                known.insert(known.index(columns[i - 1]) + 1 if i else 0, column)
        for place, column in enumerate(known):
            header.moveSection(header.visualIndex(columns.index(column)), place)
        for column in state["order"]:
            if column in columns:
                header.setSectionHidden(columns.index(column), column in state["hidden"])
        for column, width in state["widths"].items():
            if column in columns:
                header.resizeSection(columns.index(column), width)
        return True

    def save_data(self, name: str, data: object) -> None:
        """Remember numbers, texts, lists and dictionaries, as JSON has them."""
        self._settings.setValue(_key("data", name), json.dumps(data))

    def data(self, name: str) -> Any:
        """What was remembered; None where nothing readable was saved. It may be of an older program."""
        try:
            return json.loads(str(self._settings.value(_key("data", name), "")))
        except ValueError:
            return None

    def _header_state(self, name: str) -> dict[str, Any] | None:
        try:
            state = json.loads(str(self._settings.value(_key("header", name), "")))
            order, hidden, widths = state["order"], state["hidden"], state["widths"]
            usable = (
                all(isinstance(column, str) for column in [*order, *hidden, *widths])
                and len(set(order)) == len(order)
                and all(isinstance(width, int) and width > 0 for width in widths.values())
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        return {"order": order, "hidden": hidden, "widths": widths} if usable else None


def _key(kind: str, name: str) -> str:
    return f"{kind}/v{VERSION}/{name}"
