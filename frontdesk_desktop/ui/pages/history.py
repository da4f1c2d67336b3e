"""A row's history: who changed what, when, at which desk."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem, QWidget

from frontdesk_desktop.schemas.history import FieldChange, HistoryEntry
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.toolkit.theme import STEP
from frontdesk_desktop.ui.wording import error_text, status_text, when_text

LONGEST = 500  # characters of a field that are shown


class _Wrapping(QStyledItemDelegate):
    """Gives a line the height that it needs: a tree asks for it without saying how wide it is."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.initStyleOption(option, index)
        depth = 2 if index.parent().isValid() else 1
        width = self._tree.viewport().width() - depth * self._tree.indentation() - 2 * STEP
        room = QRect(0, 0, width, 100_000)
        height = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, option.text).height()
        return QSize(width, height + STEP)


class HistoryView(QTreeWidget):
    """Newest first; below each change its fields, before and after. Reads in the background."""

    def __init__(
        self, desk: Desk, table_name: str, field_title: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table_name = table_name
        self._field_title = field_title
        self._row_id: int | None = None
        self._entries: tuple[HistoryEntry, ...] = ()
        self.setHeaderHidden(True)
        self.setAccessibleName(self.tr("History"))
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapping(self))
        self.setIndentation(12)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_row(self, row_id: int | None) -> None:
        """Read and show the history of a row; what is shown of the same row stays until then."""
        if row_id != self._row_id:
            self._say("")
        self._row_id = row_id
        if row_id is None:
            return
        history, table_name = self._desk.services.history, self._table_name
        self._desk.jobs.query(
            f"history:{table_name}",
            lambda: history.list(table_name, row_id),
            self._show,
            lambda error: self._say(error_text(error)),
            owner=self,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # lines are wrapped anew

    def _say(self, text: str) -> None:
        self._entries = ()
        self.clear()
        if text:
            self.addTopLevelItem(QTreeWidgetItem([text]))

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        if entries == self._entries:
            return
        self._entries = entries
        self.clear()
        for entry in entries:
            top = QTreeWidgetItem([self._headline(entry)])
            for change in entry.changes:
                top.addChild(QTreeWidgetItem([self._line(change)]))
            self.addTopLevelItem(top)
            top.setExpanded(entry.action == "update")

    def _headline(self, entry: HistoryEntry) -> str:
        words = {
            "insert": self.tr("{when}\ncreated by {account} at {desk}"),
            "update": self.tr("{when}\nchanged by {account} at {desk}"),
            "delete": self.tr("{when}\ndeleted by {account} at {desk}"),
        }
        when = when_text(entry.at.astimezone())
        return words[entry.action].format(when=when, account=entry.account, desk=entry.desk)

    def _line(self, change: FieldChange) -> str:
        before, after = (_shown(change.field, value) for value in (change.before, change.after))
        if change.before is None:
            return self.tr("{field}: {after}").format(field=self._field_title(change.field), after=after)
        return self.tr("{field}: {before} → {after}").format(
            field=self._field_title(change.field), before=before, after=after
        )


def _shown(field: str, value: str | None) -> str:
    if value is None:
        return "–"
    value = value[:LONGEST]
    if field == "status":
        return status_text(value)
    if field.endswith("_at"):
        return when_text(datetime.fromisoformat(value))
    if field.startswith("is_"):
        yes, no = QCoreApplication.translate("HistoryView", "yes"), QCoreApplication.translate("HistoryView", "no")
        return yes if value == "true" else no
    return value
