"""Reads the project's modules as syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def modules(folder: str) -> Iterator[tuple[str, ast.Module]]:
    """Each module under a folder of the checkout: its path from there, and its tree."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def calls(folder: str) -> Iterator[tuple[str, str]]:
    """Each call under a folder: "path:line", and the called name as written, as in "session.commit"."""
    for path, tree in modules(folder):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{path}:{node.lineno}", ast.unparse(node.func)
