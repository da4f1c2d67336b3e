"""All commands with their keys, to change them: at once, and in the key file."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.ui.commands.key_edit import KeyEdit
from frontdesk_desktop.ui.commands.keymap import Keymap, normal
from frontdesk_desktop.ui.commands.registry import BoundCommand, Registry
from frontdesk_desktop.ui.toolkit.banner import OfferButton, announce, plain_label
from frontdesk_desktop.ui.toolkit.theme import STEP, row_height
from frontdesk_desktop.ui.wording import error_text

# What every list and dialog needs for itself.
_WALK = frozenset(
    {"Tab", "Backtab", "Return", "Enter", "Esc", "Space"}
    | {"Up", "Down", "Left", "Right", "PgUp", "PgDown", "Home", "End"}
)
_ID = Qt.ItemDataRole.UserRole


class KeymapDialog(QDialog):
    """Enter on a command, then the new key; a key that is taken is refused with the name of who has it.

    What is changed acts at once, and is saved at once. Deletes itself.
    """

    def __init__(self, registry: Registry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Change keys"))
        self._registry = registry
        self._adds = False  # whether the next key comes beside the others
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.list = QTreeWidget()
        self.key = KeyEdit()
        self.bare = QCheckBox(self.tr("Single &letters and signs act in tables and in the schedule"))
        self.bare.setChecked(registry.keymap.bare_letters)
        self.message = plain_label()
        self.change_button = self._button(self.tr("Change &key…"), self._begin)
        self.add_button = self._button(self.tr("&Add a key…"), self._begin_adding)
        self.remove_button = self._button(self.tr("Take keys a&way"), self._remove)
        self.reset_button = self._button(self.tr("&Reset"), self._reset)
        self.reset_all_button = self._button(self.tr("Reset all &commands"), self._reset_all)
        self.close_button = self._button(self.tr("Close"), self.close)
        self._key_label = QLabel()
        self._lay_out()
        self._fill()
        self._connect()
        self.list.setFocus()
        self.resize(190 * STEP, 150 * STEP)

    # --- building ---------------------------------------------------------------------------------

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = OfferButton(text)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Search"))
        label.setBuddy(self.search)
        self.search.setAccessibleName(self.tr("Search"))
        self._key_label.setBuddy(self.key)
        self._key_label.setTextFormat(Qt.TextFormat.PlainText)
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys"), self.tr("Where"), self.tr("Standard")])
        self.list.setObjectName("commands")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(self.tr("Commands"))
        self.message.setMinimumHeight(2 * self.fontMetrics().height())
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        top, middle, bottom, end = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.search, 1)
        for button in (self.change_button, self.add_button, self.remove_button, self.reset_button):
            middle.addWidget(button)
        middle.addStretch()
        middle.addWidget(self.reset_all_button)
        bottom.addWidget(self._key_label)
        bottom.addWidget(self.key, 1)
        end.addWidget(self.bare)
        end.addStretch()
        end.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(2 * STEP)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addLayout(middle)
        layout.addLayout(bottom)
        layout.addWidget(self.message)
        layout.addLayout(end)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(self._ask_for_key)
        self.list.itemDoubleClicked.connect(self._begin)
        self.list.installEventFilter(self)
        self.key.pressed.connect(self._pressed)
        self.key.left.connect(self.list.setFocus)
        self.bare.toggled.connect(lambda act: self._change(self._registry.keymap.with_bare_letters(act)))

    def _fill(self) -> None:
        metrics = self.fontMetrics()
        for bound in self._registry.commands():
            item = QTreeWidgetItem([bound.plain_title, "", self._where(bound), ""])
            item.setData(0, _ID, bound.command.id)
            width = metrics.horizontalAdvance(bound.plain_title) + 2 * STEP
            item.setSizeHint(0, QSize(width, row_height(metrics)))
            self.list.addTopLevelItem(item)
        self._show_keys()
        for column in range(self.list.columnCount() - 1):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + 4 * STEP)
        self.list.setColumnWidth(1, max(self.list.columnWidth(1), 40 * STEP))
        self._narrow("")

    def _where(self, bound: BoundCommand) -> str:
        names = {"global": self.tr("anywhere"), "table": self.tr("in tables"), "schedule": self.tr("in the schedule")}
        return names[bound.command.context]

    # --- what is shown ----------------------------------------------------------------------------

    def _show_keys(self) -> None:
        for item in self._items():
            bound = self._registry.command(item.data(0, _ID))
            standard = tuple(normal(key) for key in bound.command.keys)
            changed = bound.command.id in self._registry.keymap.overrides and bound.keys != standard
            item.setText(1, bound.shown_keys)
            item.setText(3, _shown(standard) if changed else "")
            font = item.font(1)
            font.setBold(changed)
            item.setFont(1, font)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _narrow(self, typed: str) -> None:
        wanted = typed.casefold().split()
        items = self._items()
        for item in items:
            text = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not all(word in text for word in wanted))
        shown = [item for item in items if not item.isHidden()]
        if shown and self.list.currentItem() not in shown:
            self.list.setCurrentItem(shown[0])
        self._ask_for_key()

    def _ask_for_key(self) -> None:
        self._adds = False
        self._word_label()

    def _word_label(self) -> None:
        words = (
            self.tr("&Press one more key for “{title}”:") if self._adds else self.tr("&Press a new key for “{title}”:")
        )
        bound = self._current()
        title = bound.plain_title if bound is not None else "–"
        self._key_label.setText(words.format(title=title.replace("&", "&&")))
        self.key.setAccessibleName(words.format(title=title).replace("&", "", 1))
        for part in (self.key, self.change_button, self.add_button, self.remove_button, self.reset_button):
            part.setEnabled(bound is not None)

    def _say(self, text: str, *, refused: bool = False) -> None:
        self.message.setObjectName("fieldError" if refused else "muted")
        self.message.style().unpolish(self.message)  # the style sheet looks at the name only when it polishes
        self.message.style().polish(self.message)
        self.message.setText(text)
        announce(self.message, text)

    # --- what is changed --------------------------------------------------------------------------

    def _current(self) -> BoundCommand | None:
        item = self.list.currentItem()
        return self._registry.command(item.data(0, _ID)) if item is not None and not item.isHidden() else None

    def _begin(self) -> None:
        self._ask_for_key()
        self.key.setFocus()

    def _begin_adding(self) -> None:
        self._adds = True
        self._word_label()
        self.key.setFocus()

    def _pressed(self, key: str) -> None:
        bound = self._current()
        if bound is None:
            return
        reason = self._registry.keymap.refusal(key, bound.command)
        if key in _WALK and key not in map(normal, bound.command.keys):
            reason = self.tr("{key} is needed in every list and dialog.").format(key=_shown((key,)))
        if reason:
            self._say(self.tr("{reason} Nothing was changed; press another key.").format(reason=reason), refused=True)
            return
        keymap = self._registry.keymap
        others = keymap.overrides.get(bound.command.id, bound.command.keys) if self._adds else ()
        keys = tuple(dict.fromkeys([*map(normal, others), key]))
        if self._change(keymap.with_keys(bound.command.id, keys)):
            self.list.setFocus()

    def _remove(self) -> None:
        self._set_keys(())

    def _reset(self) -> None:
        self._set_keys(None)

    def _set_keys(self, keys: tuple[str, ...] | None) -> None:
        bound = self._current()
        if bound is not None:
            self._change(self._registry.keymap.with_keys(bound.command.id, keys))

    def _reset_all(self) -> None:
        keymap = self._registry.keymap
        self._change(Keymap({}, bare_letters=keymap.bare_letters, path=keymap.path))

    def _change(self, keymap: Keymap) -> bool:
        """Save and apply a key map, unless two commands would share a key or it can't be saved."""
        known = self._registry.conflicts()
        new = [conflict for conflict in self._registry.conflicts(keymap) if conflict not in known]
        if new:
            names = [self._registry.command(each).plain_title for each in (new[0].first, new[0].second)]
            words = self.tr("{key} would be the key of “{first}” and of “{second}”. Nothing was changed.")
            self._say(words.format(key=_shown((new[0].key,)), first=names[0], second=names[1]), refused=True)
            self._show_bare()
            return False
        try:
            keymap.save()
        except DomainError as error:
            self._say(error_text(error), refused=True)
            self._show_bare()
            return False
        self._registry.apply(keymap)
        self._show_keys()
        self._say(self.tr("Saved. It acts from now on."))
        return True

    def _show_bare(self) -> None:
        blocked = self.bare.blockSignals(True)
        self.bare.setChecked(self._registry.keymap.bare_letters)
        self.bare.blockSignals(blocked)

    # --- events -----------------------------------------------------------------------------------

    def eventFilter(self, _list: QObject, event: QEvent) -> bool:
        """The keys of the list."""
        acts = {
            Qt.Key.Key_Return: self._begin,
            Qt.Key.Key_Enter: self._begin,
            Qt.Key.Key_F2: self._begin,
            Qt.Key.Key_Insert: self._begin_adding,
            Qt.Key.Key_Delete: self._remove,
        }
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            act = acts.get(Qt.Key(event.key())) if not event.modifiers() else None
            if act is not None:
                act()
                return True
        return False


def _shown(keys: tuple[str, ...]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in keys)
