"""The keys that work here, from the one registry."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from frontdesk_desktop.ui.commands.registry import BoundCommand, Registry
from frontdesk_desktop.ui.toolkit.theme import STEP


class CheatSheet(QDialog):
    """All commands by menu, each with its keys; typing narrows them. Esc closes."""

    def __init__(self, registry: Registry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Type to narrow the list"))
        self.search.setAccessibleName(self.tr("Search the keys"))
        self.list = QTreeWidget()
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys"), self.tr("Where")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("Keys"))
        self.list.setTabKeyNavigation(False)
        self.list.setUniformRowHeights(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self._fill(registry)
        self.search.textChanged.connect(self._narrow)
        self.resize(150 * STEP, 160 * STEP)

    def _fill(self, registry: Registry) -> None:
        groups: dict[str, list[BoundCommand]] = {}
        places = {"global": "", "table": self.tr("in tables"), "schedule": self.tr("in the schedule")}
        for bound in registry.commands():
            groups.setdefault(bound.command.menu, []).append(bound)
        for menu, commands in groups.items():
            title = QCoreApplication.translate("Commands", menu).replace("&", "") if menu else self.tr("More")
            group = QTreeWidgetItem([title])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.list.addTopLevelItem(group)
            for bound in commands:
                where = places[bound.command.context]
                group.addChild(QTreeWidgetItem([bound.plain_title, bound.shown_keys, where]))
            group.setExpanded(True)
        for column in range(self.list.columnCount()):
            self.list.resizeColumnToContents(column)

    def _narrow(self, typed: str) -> None:
        wanted = typed.casefold().split()
        for number in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(number)
            if group is None:
                continue
            items = [item for place in range(group.childCount()) if (item := group.child(place)) is not None]
            for item in items:
                text = f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not all(word in text for word in wanted))
            group.setHidden(all(item.isHidden() for item in items))
