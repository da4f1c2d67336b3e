"""The dialog of the named views: names, and for each the providers in their order."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frontdesk_desktop.schemas.providers import ProviderRead
from frontdesk_desktop.ui.schedule.named_views import MOST, NamedView
from frontdesk_desktop.ui.toolkit.banner import plain_label
from frontdesk_desktop.ui.toolkit.theme import STEP

_ID = Qt.ItemDataRole.UserRole


class ViewsDialog(QDialog):
    """`saved(views)`: Save was pressed. Open it with `open()`; it deletes itself at the end.

    Space ticks a provider, Alt+Up and Alt+Down move it, or the view, in its list.
    """

    saved = Signal(object)

    def __init__(
        self, views: Sequence[NamedView], providers: Sequence[ProviderRead], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Views of the schedule"))
        self.views = QListWidget()
        self.name = QLineEdit(maxLength=60)
        self.providers = QListWidget()
        self.add_button = QPushButton(self.tr("&Add view"))
        self.remove_button = QPushButton(self.tr("Re&move view"))
        self.hint = plain_label(name="muted")
        self._known = {provider.id: provider for provider in providers}
        self._ids = [list(view.provider_ids) for view in views]  # the ticked ones of each view, in order
        self._shown = -1
        self._lay_out()
        self._connect()
        for view in views:
            self.views.addItem(view.name)
        if not views:
            self._add()
        self.views.setCurrentRow(0)

    def save(self) -> None:
        """Give the views that show something to whoever asked, and close."""
        self._keep()
        names = [self.views.item(row).text().strip() for row in range(self.views.count())]
        named = zip(names, self._ids, strict=True)
        self.saved.emit(tuple(NamedView(name or self._default_name(ids), tuple(ids)) for name, ids in named if ids))
        self.accept()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * STEP)
        grid.setVerticalSpacing(STEP)
        left = QHBoxLayout()
        left.setSpacing(2 * STEP)
        left.addWidget(self.add_button)
        left.addWidget(self.remove_button)
        captions = (
            (self.tr("&Views, Alt+1 to Alt+9 on the schedule"), self.views, 0, 0),
            (self.tr("&Name"), self.name, 0, 1),
            (self.tr("&Providers shown"), self.providers, 2, 1),
        )
        for text, widget, row, column in captions:
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(widget)
            widget.setAccessibleName(text.replace("&", ""))
            grid.addWidget(label, row, column)
        grid.addWidget(self.views, 1, 0, 3, 1)
        grid.addLayout(left, 4, 0)
        grid.addWidget(self.name, 1, 1)
        grid.addWidget(self.providers, 3, 1)
        self.hint.setText(self.tr("Space ticks, Alt+Up and Alt+Down move."))
        grid.addWidget(self.hint, 4, 1)
        grid.setRowStretch(3, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        buttons = QDialogButtonBox()
        save = buttons.addButton(self.tr("&Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        save.setDefault(True)
        save.setToolTip(self.tr("Ctrl+Enter"))
        for button in (self.add_button, self.remove_button, cancel):
            button.setAutoDefault(False)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addLayout(grid)
        layout.addWidget(buttons)
        self.resize(QSize(150 * STEP, 110 * STEP))

    def _connect(self) -> None:
        self.views.currentRowChanged.connect(self._show)
        self.name.textEdited.connect(lambda text: self.views.currentItem().setText(text))
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.finished.connect(self.deleteLater)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        for each in (self.views, self.providers):
            each.installEventFilter(self)

    def _show(self, row: int) -> None:
        """Show a view; the providers that it has come first."""
        self._keep()
        self._shown = row
        for widget in (self.name, self.providers, self.remove_button):
            widget.setEnabled(row >= 0)
        self.add_button.setEnabled(self.views.count() < MOST)
        self.providers.clear()
        self.name.setText(self.views.item(row).text() if row >= 0 else "")
        ticked = [each for each in self._ids[row] if each in self._known] if row >= 0 else []
        for provider_id in [*ticked, *(each for each in self._known if each not in ticked)]:
            item = QListWidgetItem(self._known[provider_id].name)
            item.setData(_ID, provider_id)
            item.setCheckState(Qt.CheckState.Checked if provider_id in ticked else Qt.CheckState.Unchecked)
            self.providers.addItem(item)
        self.providers.setCurrentRow(0)

    def _keep(self) -> None:
        """Remember what is ticked for the view shown."""
        if 0 <= self._shown < len(self._ids):
            items = [self.providers.item(row) for row in range(self.providers.count())]
            self._ids[self._shown] = [i.data(_ID) for i in items if i.checkState() is Qt.CheckState.Checked]

    def _add(self) -> None:
        self._keep()
        self._ids.append([])
        self.views.addItem(self.tr("View {number}").format(number=self.views.count() + 1))
        self.views.setCurrentRow(self.views.count() - 1)
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        row, self._shown = self.views.currentRow(), -1
        del self._ids[row]
        self.views.takeItem(row)
        self._show(self.views.currentRow())

    def _move(self, items: QListWidget, by: int) -> None:
        row = items.currentRow()
        if not 0 <= row + by < items.count():
            return
        if items is self.views:
            self._keep()
            self._ids.insert(row + by, self._ids.pop(row))
            self._shown = -1
        items.insertItem(row + by, items.takeItem(row))
        items.setCurrentRow(row + by)

    def _default_name(self, ids: Sequence[int]) -> str:
        return ", ".join(self._known[each].name for each in ids if each in self._known)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QListWidget):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
                self._move(watched, steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)
