"""The pages of the window, one shown at a time."""

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.ui.pages.list_page import ListPage


class FeaturePage(Protocol):
    """What the window needs of a feature's page."""

    def apply_changes(self, change: ChangeSet) -> None: ...

    def refresh(self) -> None: ...

    def focus_search(self) -> None: ...

    def focus_history(self) -> None: ...

    def focus_view(self) -> None: ...


class Pages(QStackedWidget):
    """Pages by name, in the order of the tabs. `shown(name)`: another page is on top."""

    shown = Signal(str)

    def __init__(self, pages: Mapping[str, FeaturePage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = dict(pages)
        self._names = list(pages)
        for page in pages.values():
            if not isinstance(page, QWidget):
                raise TypeError(f"{page!r} is no widget")
            self.addWidget(page)

    @property
    def current_name(self) -> str:
        """The name of the page on top."""
        return self._names[self.currentIndex()]

    def current(self) -> FeaturePage:
        """The page on top."""
        return self._pages[self.current_name]

    def current_list(self) -> ListPage[Any] | None:
        """The table of the page on top, with what surrounds it; None where the page has none."""
        found = getattr(self.current(), "list", None)
        return found if isinstance(found, ListPage) else None

    def show_page(self, name: str) -> None:
        """Bring a page to the top, the cursor in its table or schedule."""
        self.setCurrentIndex(self._names.index(name))
        self.current().focus_view()
        self.shown.emit(name)

    def show_next(self, step: int) -> None:
        """Go that many pages to the right, around the end."""
        self.show_page(self._names[(self.currentIndex() + step) % len(self._names)])

    def apply_changes(self, change: ChangeSet) -> None:
        """Something in the database changed."""
        for page in self._pages.values():
            page.apply_changes(change)

    def refresh(self) -> None:
        """Read everything anew."""
        for page in self._pages.values():
            page.refresh()
