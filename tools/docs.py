"""Writes docs/keys.md from the commands of the window; no server is needed.

.venv/bin/python tools/docs.py
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.bootstrap import open_services
from frontdesk_desktop.settings import Settings
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.commands.registry import BoundCommand, Registry
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.shell.main_window import MainWindow
from frontdesk_desktop.ui.toolkit.window_state import WindowState

PAGE = Path(__file__).parent.parent / "docs" / "keys.md"
_WHERE = {"global": "anywhere", "table": "in tables", "schedule": "in the schedule"}
_HEAD = """# Keys

Every command of the window, written by `make docs` from the commands themselves. Ctrl+K finds each by a few letters of
its title, F1 lists them, and Help, Change keys… gives them other keys. The last column is the name for `keys.toml`.
"""


def keys_page(registry: Registry) -> str:
    """The page as Markdown: the commands by menu, each with its default keys."""
    menus: dict[str, list[BoundCommand]] = {}
    for bound in registry.commands():
        menus.setdefault(bound.command.menu.replace("&", "") or "Keys alone", []).append(bound)
    # those of no menu come last
    ordered = sorted(menus.items(), key=lambda menu: menu[0] == "Keys alone")
    return "\n".join([_HEAD, *(_table(title, commands) for title, commands in ordered)])


def _table(title: str, commands: list[BoundCommand]) -> str:
    rows = [
        f"| {bound.plain_title} | {_keys(bound)} | {_WHERE[bound.command.context]} | `{bound.command.id}` |"
        for bound in commands
    ]
    return "\n".join([f"## {title}", "| command | keys | where | name |", "|---|---|---|---|", *rows, ""])


def _keys(bound: BoundCommand) -> str:
    return " ".join(f"`{key}`" for key in bound.keys).replace("|", r"\|") or "–"


def main() -> int:
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        state = WindowState(QSettings(str(Path(name) / "window.ini"), QSettings.Format.IniFormat))
        with open_services("postgresql://nobody@127.0.0.1:1/none", Settings(time_zone="UTC")) as services:
            window = MainWindow(services, Jobs(app), state, Keymap({}))  # never shown, so it asks no server
            PAGE.write_text(keys_page(window.registry), encoding="utf-8")
            window.leave()
    print(PAGE.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
