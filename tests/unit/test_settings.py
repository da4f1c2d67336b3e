"""Settings: where they come from, which goes first, and what is said of wrong ones."""

from pathlib import Path

import pytest

from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.domain.zones import zone_names
from frontdesk_desktop.settings import Settings, data_folder, load_settings, settings_file


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    """A home without any setting; also the working folder."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FRONTDESK_{name.upper()}", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings_file().parent.mkdir(parents=True)
    return tmp_path


def test_without_any_setting_the_program_knows_enough(home: Path) -> None:
    found = load_settings()

    assert found.database_url == ""
    assert found.desk
    assert found.time_zone in zone_names()
    assert found.connect_timeout < 10


def test_the_nearest_source_goes_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """given > FRONTDESK_DATABASE_URL > DATABASE_URL > .env > settings file"""
    seen = []
    settings_file().write_text('database_url = "postgresql://file"\ndesk = "Desk of the file"\n')
    seen.append(load_settings().database_url)
    Path(".env").write_text("FRONTDESK_DATABASE_URL=postgresql://dotenv\nUNKNOWN=1\n")
    seen.append(load_settings().database_url)
    monkeypatch.setenv("DATABASE_URL", "postgresql://variable")
    seen.append(load_settings().database_url)
    monkeypatch.setenv("FRONTDESK_DATABASE_URL", "postgresql://own")
    seen.append(load_settings().database_url)
    seen.append(load_settings(database_url="postgresql://given").database_url)

    assert [url.removeprefix("postgresql://") for url in seen] == ["file", "dotenv", "variable", "own", "given"]
    assert load_settings(database_url=None).database_url == "postgresql://own"
    assert load_settings().desk == "Desk of the file"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("time_zone", "Mars/Olympus", "Mars/Olympus"),
        ("log_level", "LOUD", "log_level"),
        ("connect_timeout", "10", "connect_timeout"),
        ("connect_timeout", "soon", "connect_timeout"),
        ("lock_timeout_ms", "1", "lock_timeout_ms"),
        ("statement_timeout_ms", "1", "statement_timeout_ms"),
        ("desk", "x" * 61, "desk"),
    ],
)
def test_a_wrong_setting_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"FRONTDESK_{name.upper()}", value)
    with pytest.raises(InvalidInput) as refused:
        load_settings()

    assert refused.value.code == "settings.invalid"
    assert reason in str(refused.value.params["reason"])


def test_a_settings_file_that_is_no_toml_is_named_with_the_place(home: Path) -> None:
    settings_file().write_text("desk = Front\n")
    with pytest.raises(InvalidInput) as refused:
        load_settings()

    assert refused.value.code == "settings.invalid"
    assert str(settings_file()) in str(refused.value.params["reason"])
    assert "line 1" in str(refused.value.params["reason"])


def test_a_settings_file_in_another_encoding_is_refused(home: Path) -> None:
    settings_file().write_bytes('desk = "Süd"\n'.encode("latin-1"))
    with pytest.raises(InvalidInput) as refused:
        load_settings()

    assert refused.value.code == "settings.invalid"


def test_no_password_is_shown(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://desk:hunter2@db/frontdesk"
    monkeypatch.setenv("FRONTDESK_DATABASE_URL", url)
    monkeypatch.setenv("FRONTDESK_LISTEN_URL", url)

    assert "hunter2" not in repr(load_settings())
    monkeypatch.setenv("FRONTDESK_LOG_LEVEL", "LOUD")
    with pytest.raises(InvalidInput) as refused:
        load_settings()
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(("found", "taken"), [("Asia/Tokyo", "Asia/Tokyo"), ("Mars/Olympus", "UTC"), (None, "UTC")])
def test_the_zone_of_this_computer_is_taken_if_known(
    home: Path, monkeypatch: pytest.MonkeyPatch, found: str | None, taken: str
) -> None:
    def local() -> str:
        if found is None:
            raise LookupError
        return found

    monkeypatch.setattr("tzlocal.get_localzone_name", local)

    assert load_settings().time_zone == taken


def test_data_lies_apart_from_settings(home: Path) -> None:
    assert home in data_folder().parents
    assert home in settings_file().parents
    assert data_folder() not in settings_file().parents
