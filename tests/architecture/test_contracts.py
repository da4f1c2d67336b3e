"""Each import contract of pyproject.toml is kept by the code, and notices a breach planted in a copy."""

import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = {contract["name"]: contract for contract in CONFIGURATION["tool"]["importlinter"]["contracts"]}

LAYERS = "Layers of the package"
WINDOW_LAYERS = "Layers of the window"
QT = "Qt stands in ui alone"
WINDOW = "The window knows services and schemas, no database"
PSYCOPG2 = "psycopg2 stands in db alone"
DOMAIN = "The domain needs the standard library alone"

# contract, planted module, what it says
BREACHES = [
    (LAYERS, "domain/planted.py", "import frontdesk_desktop.models"),
    (LAYERS, "repositories/planted.py", "import frontdesk_desktop.services"),
    (LAYERS, "models/planted.py", "import frontdesk_desktop.schemas"),
    (LAYERS, "schemas/planted.py", "import frontdesk_desktop.models"),
    (LAYERS, "cli/planted.py", "import frontdesk_desktop.ui"),
    (LAYERS, "utils/__init__.py", ""),
    (WINDOW_LAYERS, "ui/toolkit/planted.py", "import frontdesk_desktop.ui.commands"),
    (WINDOW_LAYERS, "ui/bookings/planted.py", "import frontdesk_desktop.ui.clients"),
    (WINDOW_LAYERS, "ui/helpers/__init__.py", ""),
    (QT, "services/planted.py", "from PySide6.QtCore import QObject"),
    (QT, "planted.py", "import shiboken6"),
    (WINDOW, "ui/bookings/planted.py", "from sqlalchemy.orm import Session"),
    (WINDOW, "ui/bookings/planted.py", "import frontdesk_desktop.models"),
    (WINDOW, "ui/bookings/planted.py", "import frontdesk_desktop.repositories"),
    (WINDOW, "ui/toolkit/planted.py", "import frontdesk_desktop.db.engine"),
    (WINDOW, "ui/toolkit/planted.py", "import frontdesk_desktop.db.listener"),  # live alone may
    (PSYCOPG2, "repositories/planted.py", "import psycopg2.extras"),
    (DOMAIN, "domain/planted.py", "import pydantic"),
]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.with_name("__init__.py").touch()
    path.write_text(f"{text}\n", "utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "frontdesk_desktop", tmp_path / "frontdesk_desktop", ignore=ignore)
    return tmp_path


def test_the_code_keeps_every_contract(copy: Path) -> None:
    result = lint_imports(copy)

    assert result.returncode == 0, result.stdout + result.stderr
    for name in CONTRACTS:
        assert f"{name} KEPT" in result.stdout


def test_every_contract_has_a_planted_breach() -> None:
    assert {name for name, _, _ in BREACHES} == CONTRACTS.keys()


@pytest.mark.parametrize(("contract", "module", "text"), BREACHES)
def test_a_planted_breach_breaks_its_contract(copy: Path, contract: str, module: str, text: str) -> None:
    write(copy / "frontdesk_desktop" / module, text)

    result = lint_imports(copy)

    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout


def test_the_domain_is_kept_from_every_dependency() -> None:
    """A dependency added to the project is to be named in the contract too."""
    distributions = {
        canonicalize_name(requirement.name)
        for requirement in map(Requirement, requires("frontdesk-desktop") or [])
        if requirement.marker is None or "dev" not in str(requirement.marker)
    }
    forbidden = set(CONTRACTS[DOMAIN]["forbidden_modules"])
    kept_from = {
        canonicalize_name(name)
        for module, names in packages_distributions().items()
        if module in forbidden
        for name in names
    }

    assert distributions - kept_from == set()
