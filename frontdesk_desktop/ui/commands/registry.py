"""All commands of the window: actions for menus, toolbar and keys, and a list for palette and cheat sheet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QWidget

from frontdesk_desktop.ui.commands.command import Command, Context, declared_in
from frontdesk_desktop.ui.commands.keymap import Conflict, Keymap, Used, conflicts, fault
from frontdesk_desktop.ui.toolkit.icons import icon


@dataclass(frozen=True)
class BoundCommand:
    """A command with the controller that does it. `title` is translated; `keys` are those in force."""

    command: Command
    title: str
    keys: tuple[str, ...]
    places: frozenset[str]
    action: QAction
    method: Callable[[], None]
    why_not: Callable[[], str]

    @property
    def plain_title(self) -> str:
        """The title without mnemonic, as a palette shows it."""
        return _without_mnemonic(self.title)

    @property
    def shown_keys(self) -> str:
        """All its keys as this system writes them; "" without one."""
        native = QKeySequence.SequenceFormat.NativeText
        return ", ".join(QKeySequence(key).toString(native) for key in self.keys)

    @property
    def shown_key(self) -> str:
        """The first key as this system writes it; "" without one."""
        return QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if self.keys else ""


class Registry(QObject):
    """Builds one action for each command of the controllers that it collects.

    The actions stay enabled, so that a key that can't act says why: `refused(reason)` is emitted. What shows them
    is greyed instead: menus as they open, toolbars at `refresh`. `keys_changed()`: other keys are in force.
    """

    refused = Signal(str)
    keys_changed = Signal()

    def __init__(self, window: QWidget, keymap: Keymap) -> None:
        super().__init__(window)
        self._window = window
        self._keymap = keymap
        self._bound: dict[str, BoundCommand] = {}
        self._toolbars: list[tuple[QToolBar, tuple[str, ...]]] = []

    @property
    def keymap(self) -> Keymap:
        """The key map in force."""
        return self._keymap

    def apply(self, keymap: Keymap) -> None:
        """Put another key map in force, at once."""
        self._keymap = keymap
        for command_id, bound in self._bound.items():
            keys = keymap.keys(bound.command)
            self._bound[command_id] = replace(bound, keys=keys)
            bound.action.setShortcuts([QKeySequence(key) for key in keys])
        self._ungrey(self._bound)
        self.keys_changed.emit()

    def collect(self, controller: object, surfaces: Mapping[Context, Sequence[QWidget]] | None = None) -> None:
        """Take in a controller's commands. `surfaces` are the tables or schedules where those of that context act.

        Raises ValueError for an id that is taken, a default key that can't be had, or a missing surface.
        """
        for command, method in declared_in(controller):
            if command.id in self._bound:
                raise ValueError(f"there are two commands {command.id}")
            for key in command.keys:
                if fault(key, command):
                    raise ValueError(f"{command.id}: {fault(key, command)}")
            widgets = [self._window] if command.context == "global" else (surfaces or {}).get(command.context, [])
            if not widgets:
                raise ValueError(f"{command.id}: no {command.context} to act on")
            self._bound[command.id] = self._bind(command, controller, method, widgets)

    def command(self, command_id: str) -> BoundCommand:
        """One command. Raises KeyError for an unknown id."""
        return self._bound[command_id]

    def commands(self) -> tuple[BoundCommand, ...]:
        """All commands, in the order they were collected."""
        return tuple(self._bound.values())

    def enabled(self, command_id: str) -> bool:
        """Whether a command can run now."""
        return not self.reason(command_id)

    def reason(self, command_id: str) -> str:
        """Why a command can't run now; "" if it can."""
        return self._bound[command_id].why_not()

    def run(self, command_id: str) -> None:
        """Run a command, or say why it can't run."""
        reason = self.reason(command_id)
        if reason:
            self.refused.emit(reason)
        else:
            self._bound[command_id].method()

    def menu(self, name: str, parent: QWidget) -> QMenu:
        """A menu of the commands that were declared with `menu=name` (untranslated)."""
        bound = [each for each in self._bound.values() if each.command.menu == name]
        menu = self.context_menu([each.command.id for each in bound], parent)
        menu.setTitle(QCoreApplication.translate("Commands", name))
        return menu

    def context_menu(self, command_ids: Sequence[str], parent: QWidget) -> QMenu:
        """A menu of these commands; what can't run is greyed, and its status tip says why."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        menu.addActions([self._bound[command_id].action for command_id in command_ids])
        menu.aboutToShow.connect(lambda: self._grey(command_ids))
        menu.aboutToHide.connect(lambda: self._ungrey(command_ids))
        return menu

    def fill_toolbar(self, toolbar: QToolBar, command_ids: Sequence[str]) -> None:
        """Add a button for each of these commands."""
        toolbar.addActions([self._bound[command_id].action for command_id in command_ids])
        self._toolbars.append((toolbar, tuple(command_ids)))
        self.refresh()

    def refresh(self) -> None:
        """Grey the toolbar buttons of what can't run now. Call it when a selection or a right changed."""
        for toolbar, command_ids in self._toolbars:
            for bound in map(self.command, command_ids):
                toolbar.widgetForAction(bound.action).setEnabled(not bound.why_not())

    def conflicts(self, keymap: Keymap | None = None) -> list[Conflict]:
        """The keys that two commands have in one place: neither acts. With a key map: would have by that one."""
        keys = (keymap or self._keymap).keys
        return conflicts(Used(each.command.id, keys(each.command), each.places) for each in self._bound.values())

    def problems(self) -> list[str]:
        """What is wrong with the key file, in words. Ask after everything was collected."""
        words = QCoreApplication.translate("Keymap", "{key} belongs to both {first} and {second}.")
        double = [words.format(key=c.key, first=c.first, second=c.second) for c in self.conflicts()]
        faults = self._keymap.faults([each.command for each in self._bound.values()])
        return [*self._keymap.problems, *faults, *double]

    def _bind(
        self, command: Command, controller: object, method: Callable[[], None], widgets: Sequence[QWidget]
    ) -> BoundCommand:
        when, is_global = command.when, command.context == "global"
        bound = BoundCommand(
            command=command,
            title=QCoreApplication.translate("Commands", command.title),
            keys=self._keymap.keys(command),
            places=frozenset({"global"} if is_global else {f"{id(widget):x}" for widget in widgets}),
            action=QAction(self),
            method=method,
            why_not=lambda: when(controller) if when is not None else "",
        )
        action = bound.action
        action.setObjectName(command.id)
        action.setText(bound.title)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setShortcuts([QKeySequence(key) for key in bound.keys])
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut if is_global else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        _show_tip(bound)
        action.triggered.connect(lambda: self.run(command.id))
        for widget in widgets:
            widget.addAction(action)
        return bound

    def _grey(self, command_ids: Iterable[str]) -> None:
        for bound in map(self.command, command_ids):
            reason = bound.why_not()
            if reason:
                bound.action.setEnabled(False)
                bound.action.setStatusTip(reason)
                bound.action.setToolTip(reason)

    def _ungrey(self, command_ids: Iterable[str]) -> None:
        for bound in map(self.command, command_ids):
            bound.action.setEnabled(True)
            _show_tip(bound)


def _show_tip(bound: BoundCommand) -> None:
    tip = f"{bound.plain_title} ({bound.shown_key})" if bound.keys else bound.plain_title
    bound.action.setStatusTip(tip)
    bound.action.setToolTip(tip)


def _without_mnemonic(title: str) -> str:
    return title.replace("&&", "\0").replace("&", "").replace("\0", "&")
