"""Runs the checks one after another, each with its time, and stops at the first that fails.

.venv/bin/python tools/check.py lint    format, lint, types, import contracts
.venv/bin/python tools/check.py test    the same, then all tests with their coverage
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
COVERAGE = ROOT / ".coverage.json"

LINT: dict[str, list[str | Path]] = {
    "format": [BIN / "ruff", "format", "--check", "--quiet"],
    "lint": [BIN / "ruff", "check", "--quiet"],
    "types": [BIN / "mypy"],
    "import contracts": [BIN / "lint-imports", "--no-logo"],
}
TESTS: dict[str, list[str | Path]] = {
    "tests": [
        BIN / "pytest",
        *("-n", "logical", "--dist", "worksteal"),
        *("--cov", "--cov-report", f"json:{COVERAGE}"),
    ],
    "coverage": [sys.executable, ROOT / "tools" / "check_coverage.py", COVERAGE],
}
STAGES = {"lint": LINT, "test": LINT | TESTS}


def main() -> int:
    # the test windows must not come up on the screen of whoever runs them
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    for name, command in STAGES[sys.argv[1]].items():
        print(f"── {name}", flush=True)
        start = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        print(f"── {name}: {'FAILED' if code else 'ok'} in {time.monotonic() - start:.1f} s", flush=True)
        if code:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
