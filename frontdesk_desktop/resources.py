"""Where the files that are no code lie: beside the package in a checkout, inside it when installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _locate(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def folder(name: str) -> Path:
    """A folder of `resources`, for example "icons". Raises FileNotFoundError where the installation is incomplete."""
    path = _locate("resources") / name
    if not path.is_dir():
        raise FileNotFoundError(f"the installation is incomplete: {path} is missing")
    return path


def migrations() -> Path:
    """The folder of the migrations' env.py and versions. Raises FileNotFoundError as `folder`."""
    path = _locate("alembic")
    if not (path / "env.py").is_file():
        raise FileNotFoundError(f"the installation is incomplete: {path} is missing")
    return path
