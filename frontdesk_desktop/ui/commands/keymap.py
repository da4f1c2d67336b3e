"""Which keys a command has: its own, or those of the person's key file."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from frontdesk_desktop.ui.commands.command import Command

# These keep their usual meaning: only a command whose id ends so may have one.
RESERVED: Mapping[str, str] = {
    "Ctrl+A": "select_all",
    "Ctrl+C": "copy",
    "Ctrl+P": "print",
    "Ctrl+S": "save",
    "Ctrl+V": "paste",
    "Ctrl+W": "close",
    "Ctrl+X": "cut",
    "Ctrl+Z": "undo",
}
# without Ctrl, Alt or Meta, and no function key: what a text field takes
_TYPED = re.compile(r"(?!.*(Ctrl|Alt|Meta)\+)(?!(Shift\+)?F\d+$)")


@dataclass(frozen=True)
class Used:
    """The keys of one command and the places where they act: "global", or the widgets' own names."""

    id: str
    keys: tuple[str, ...]
    places: frozenset[str]


@dataclass(frozen=True)
class Conflict:
    """One key of two commands, where both act."""

    key: str
    first: str
    second: str


class Keymap:
    """The key file's say. `problems` tells, in words, what in it can't be read; that part is ignored."""

    def __init__(self, overrides: Mapping[str, tuple[str, ...]], problems: Sequence[str] = ()) -> None:
        self.overrides = dict(overrides)
        self.problems = tuple(problems)

    @classmethod
    def load(cls, path: Path) -> "Keymap":
        """Read a TOML file: `[keys]`, `"booking.new" = "Ctrl+N"`, or a list, [] for no key. It may be missing."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8")).get("keys", {})
        except FileNotFoundError:
            return cls({})
        except (OSError, ValueError) as error:
            words = QCoreApplication.translate("Keymap", "The key file {file} can't be read: {error}")
            return cls({}, [words.format(file=path.name, error=error)])
        overrides: dict[str, tuple[str, ...]] = {}
        problems = []
        for name, value in table.items() if isinstance(table, dict) else [("keys", None)]:
            keys = [value] if isinstance(value, str) else value
            if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
                overrides[name] = tuple(keys)
            else:
                words = QCoreApplication.translate("Keymap", "{name}: write one key, or a list of keys.")
                problems.append(words.format(name=name))
        return cls(overrides, problems)

    def keys(self, command: Command) -> tuple[str, ...]:
        """The keys of a command in Qt's portable writing, without those that it can't have."""
        keys = self.overrides.get(command.id, command.keys)
        return tuple(normal(key) for key in keys if not fault(key, command))

    def faults(self, commands: Sequence[Command]) -> list[str]:
        """What in the key file these commands can't have, and which of its names none of them has."""
        by_id = {command.id: command for command in commands}
        found = []
        for name, keys in self.overrides.items():
            if name in by_id:
                found += [f"{name}: {fault(key, by_id[name])}" for key in keys if fault(key, by_id[name])]
            else:
                found.append(QCoreApplication.translate("Keymap", "{name}: no such command.").format(name=name))
        return found


def normal(key: str) -> str:
    """A key in Qt's portable writing ("ctrl+n" is "Ctrl+N")."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def fault(key: str, command: Command) -> str:
    """Why a command can't have a key, in words; "" if it can."""
    if not normal(key):
        return QCoreApplication.translate("Keymap", "“{key}” is no key.").format(key=key)
    meaning = RESERVED.get(normal(key))
    if meaning and command.id.rpartition(".")[2] != meaning:
        return QCoreApplication.translate("Keymap", "{key} keeps its usual meaning.").format(key=normal(key))
    if command.context == "global" and _TYPED.match(normal(key)):
        words = QCoreApplication.translate("Keymap", "{key} would act while typing; add Ctrl or Alt.")
        return words.format(key=normal(key))
    return ""


def conflicts(used: Iterable[Used]) -> list[Conflict]:
    """Every key that two commands have in one place. A global key is in every place."""
    found = []
    for first, second in combinations(used, 2):
        meet = "global" in first.places | second.places or first.places & second.places
        shared = sorted(set(first.keys) & set(second.keys)) if meet else []
        found += [Conflict(key, first.id, second.id) for key in shared]
    return found
