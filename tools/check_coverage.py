"""Fails where the tests run less of a package than is pinned here, by the path of coverage's JSON report."""

import json
import sys
from pathlib import Path, PurePath
from typing import Any

# package -> least percentage of its lines and branches that the tests must run
PINS = {
    "frontdesk_desktop/domain": 100.0,
    "frontdesk_desktop/schemas": 100.0,
    "frontdesk_desktop/services": 95.0,
}


def coverage(files: dict[str, Any], package: str) -> tuple[float, list[str]]:
    """Percentage covered, and "file: lines" for each file with gaps.

    Raises LookupError where nothing of the package was measured.
    """
    reports = {name: report for name, report in files.items() if PurePath(package) in PurePath(name).parents}
    if not reports:
        raise LookupError(package)
    summaries = [report["summary"] for report in reports.values()]
    hit = sum(summary["covered_lines"] + summary["covered_branches"] for summary in summaries)
    total = sum(summary["num_statements"] + summary["num_branches"] for summary in summaries)
    gaps = [f"{name}: {gap}" for name, report in sorted(reports.items()) if (gap := _gaps(report))]
    return 100 * hit / total if total else 100.0, gaps


def _gaps(report: dict[str, Any]) -> str:
    lines = report["missing_lines"]
    branches = [f"{start}→{end}" for start, end in report["missing_branches"] if start not in lines]
    return ", ".join([*map(str, lines), *branches])


def main() -> int:
    files = json.loads(Path(sys.argv[1]).read_text("utf-8"))["files"]
    failed = False
    for package, pin in PINS.items():
        try:
            percent, gaps = coverage(files, package)
        except LookupError:
            print(f"{package}: nothing measured")
            failed = True
            continue
        print(f"{package}: {percent:.1f} %, pinned at {pin:g} %")
        if percent < pin:
            failed = True
            print(*(f"  {gap}" for gap in gaps), sep="\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
