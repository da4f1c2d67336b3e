"""Small rules that prose alone would not keep."""

import ast
import re
import subprocess

from tests.architecture.source import ROOT, calls, modules

# in pieces, so that this file doesn't hold what it looks for
REGISTRY_ADDRESS = re.compile(
    "|".join(["index" + "-url", "find" + "-links", r"pypi\." + "org", "python" + "hosted"]), re.IGNORECASE
)


def test_no_tracked_file_names_a_registry() -> None:
    """Where packages come from is a setting of the machine, never of the project."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listing.split("\0") if name]
    naming = [
        str(path)
        for path in paths
        if path.is_file() and REGISTRY_ADDRESS.search(path.read_text("utf-8", errors="replace"))
    ]

    assert ROOT / "pyproject.toml" in paths
    assert naming == []


def test_messages_alone_opens_message_boxes() -> None:
    users = [
        f"{path}:{node.lineno}"
        for path, tree in modules("frontdesk_desktop")
        if path != "frontdesk_desktop/ui/messages.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.alias | ast.Attribute)
        and "QMessageBox" in (node.name if isinstance(node, ast.alias) else node.attr)
    ]

    assert users == []


def test_tests_wait_for_events_and_not_for_time() -> None:
    sleeps = {"time.sleep", "sleep", "qtbot.wait", "QTest.qWait", "QTest.qSleep", "QThread.msleep"}

    assert [(place, name) for place, name in calls("tests") if name in sleeps] == []
