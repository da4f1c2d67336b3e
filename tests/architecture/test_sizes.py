"""No module grows past 400 lines."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("frontdesk_desktop", "alembic", "bench", "tests", "tools")
MOST_LINES = 400


def test_no_module_is_over_400_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
    }

    assert "frontdesk_desktop/__init__.py" in lengths
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}
