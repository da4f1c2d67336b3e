"""The wheel alone, in a virtual environment outside the checkout, is a whole Frontdesk."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    """What the command printed; fails the test with all of it unless it exits 0."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    environment |= {"HOME": str(cwd), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of an environment that holds the wheel, and sees this one's libraries."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", home / "venv", cwd=home)
    python = home / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=home)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    # Paths in .pth files of the folder named here are not followed, so the checkout stays out of sight.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return python.parent


def test_it_holds_the_package_its_resources_and_its_migrations(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "frontdesk_desktop", "resources", "alembic"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    expected = {name if name.startswith("frontdesk_desktop/") else f"frontdesk_desktop/{name}" for name in tracked}

    names = set(zipfile.ZipFile(wheel).namelist())

    assert "frontdesk_desktop/alembic/env.py" in expected
    assert expected <= names
    folders = {name.split("/")[0] for name in names}
    assert {name for name in folders if not name.endswith(".dist-info")} == {"frontdesk_desktop"}


def test_it_finds_its_resources_and_migrations_inside_itself(installed: Path) -> None:
    home = installed.parents[1]
    code = "from frontdesk_desktop import resources; print(resources.folder('icons'), resources.migrations())"

    for place in run(installed / "python", "-c", code, cwd=home).split():
        assert Path(place).is_relative_to(installed.parent)


def test_it_migrates_a_database(installed: Path) -> None:
    home = installed.parents[1]
    url = f"embedded://{home / 'server'}"
    run(installed / "frontdesk", "db", "upgrade", "--database-url", url, cwd=home)
    checked = run(installed / "frontdesk", "db", "check", "--database-url", url, cwd=home)
    assert json.loads(checked) == {"differences": []}


def test_it_runs_the_demo(installed: Path) -> None:
    home = installed.parents[1]
    assert "Booked number" in run(installed / "frontdesk", "demo", cwd=home)
    assert (home / "demo.png").is_file()
