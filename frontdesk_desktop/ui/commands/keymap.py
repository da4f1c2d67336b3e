"""Which keys a command has: its own, or those of the person's key file, which the window writes too."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import tomli_w
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from frontdesk_desktop.domain.errors import InvalidInput
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
_BARE = re.compile(r"(Shift\+)?\S")  # a letter, digit or sign alone
_MNEMONIC = re.compile(r"Alt\+[^\W\d_]")


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
    """The key file's say. `problems` tells, in words, what in it can't be read; that part is ignored.

    Without a `path` it lives as long as the window.
    """

    def __init__(
        self,
        overrides: Mapping[str, tuple[str, ...]],
        problems: Sequence[str] = (),
        *,
        bare_letters: bool = True,
        path: Path | None = None,
    ) -> None:
        self.overrides = dict(overrides)
        self.problems = tuple(problems)
        self.bare_letters = bare_letters
        self.path = path

    @classmethod
    def load(cls, path: Path) -> "Keymap":
        """Read a TOML file: `[keys]`, `"booking.new" = "Ctrl+N"`, or a list, [] for no key; above it perhaps
        `bare_letters = false`. It may be missing."""
        try:
            table = _read(path)
        except (OSError, ValueError) as error:
            words = QCoreApplication.translate("Keymap", "The key file {file} can't be read: {error}")
            return cls({}, [words.format(file=path.name, error=error)], path=path)
        problems = []
        bare_letters = table.get("bare_letters", True)
        if not isinstance(bare_letters, bool):
            problems.append(QCoreApplication.translate("Keymap", "bare_letters: write true or false."))
            bare_letters = True
        overrides: dict[str, tuple[str, ...]] = {}
        named = table.get("keys", {})
        for name, value in named.items() if isinstance(named, dict) else [("keys", None)]:
            keys = [value] if isinstance(value, str) else value
            if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
                overrides[name] = tuple(keys)
            else:
                words = QCoreApplication.translate("Keymap", "{name}: write one key, or a list of keys.")
                problems.append(words.format(name=name))
        return cls(overrides, problems, bare_letters=bare_letters, path=path)

    def with_keys(self, command_id: str, keys: Sequence[str] | None) -> "Keymap":
        """The same with other keys for a command; None: with its own."""
        overrides = {name: given for name, given in self.overrides.items() if name != command_id}
        if keys is not None:
            overrides[command_id] = tuple(keys)
        return Keymap(overrides, bare_letters=self.bare_letters, path=self.path)

    def with_bare_letters(self, act: bool) -> "Keymap":
        """The same with keys that are a single letter, digit or sign, or without them."""
        return Keymap(self.overrides, bare_letters=act, path=self.path)

    def save(self) -> None:
        """Write the key file, beside what else stands in it. Raises InvalidInput("settings.unwritable")."""
        if self.path is None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            keys = {name: keys[0] if len(keys) == 1 else list(keys) for name, keys in self.overrides.items()}
            table = _read(self.path) | {"bare_letters": self.bare_letters, "keys": keys}
            fresh = self.path.with_suffix(".new")
            fresh.write_text(tomli_w.dumps(table), encoding="utf-8")
            fresh.replace(self.path)
        except (OSError, ValueError) as error:
            raise InvalidInput("settings.unwritable", file=str(self.path), reason=str(error)) from None

    def keys(self, command: Command) -> tuple[str, ...]:
        """The keys of a command in Qt's portable writing, without those that it can't have."""
        keys = self.overrides.get(command.id, command.keys)
        return tuple(normal(key) for key in keys if not fault(key, command) and not self._is_off(key))

    def refusal(self, key: str, command: Command) -> str:
        """Why a command can't have a key that a person chose, in words; "" if it can."""
        if not fault(key, command) and self._is_off(key):
            return QCoreApplication.translate("Keymap", "Single letters and signs are switched off.")
        return fault(key, command)

    def _is_off(self, key: str) -> bool:
        return not self.bare_letters and bool(_BARE.fullmatch(normal(key)))

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


def _read(path: Path) -> dict[str, Any]:
    """What stands in a TOML file; nothing where there is none. Raises OSError, ValueError."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


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
    if _MNEMONIC.fullmatch(normal(key)):
        return QCoreApplication.translate("Keymap", "{key} opens a menu or goes to a field.").format(key=normal(key))
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
