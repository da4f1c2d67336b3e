"""The scripts behind `make test` fail when they should."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT


def report(covered: int) -> dict[str, object]:
    """Coverage's report of a file of ten lines."""
    summary = {"covered_lines": covered, "num_statements": 10, "covered_branches": 0, "num_branches": 0}
    return {"summary": summary, "missing_lines": list(range(covered, 10)), "missing_branches": []}


@pytest.mark.parametrize(
    ("covered", "code", "says"),
    [
        ({"domain": 10, "schemas": 10, "services": 10}, 0, "services: 100.0 %"),
        ({"domain": 9, "schemas": 10, "services": 10}, 1, "frontdesk_desktop/domain/a.py: 9"),
        ({"domain": 10, "schemas": 10}, 1, "services: nothing measured"),
    ],
)
def test_coverage_below_its_pin_fails(tmp_path: Path, covered: dict[str, int], code: int, says: str) -> None:
    path = tmp_path / "coverage.json"
    files = {f"frontdesk_desktop/{package}/a.py": report(lines) for package, lines in covered.items()}
    path.write_text(json.dumps({"files": files}), "utf-8")

    command: list[str | Path] = [sys.executable, ROOT / "tools" / "check_coverage.py", path]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    assert done.returncode == code, done.stderr
    assert says in done.stdout


def test_missing_system_packages_are_named_with_the_command(tmp_path: Path) -> None:
    """Where nothing may be installed; here because no apt-get and none of the tests' programs are on the path."""
    command: list[str | Path] = [sys.executable, ROOT / "tools" / "system_packages.py", "test"]
    done = subprocess.run(
        command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert done.returncode == 1
    assert "missing here: Xvfb, ps, pstree, setxkbmap, xdotool" in done.stderr
    assert "procps psmisc x11-xkb-utils xdotool xvfb" in done.stderr
    assert "`make test` again" in done.stderr
