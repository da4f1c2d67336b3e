"""Settings: the environment, a .env file, the settings file, in that order. Never a password in the file we write."""

import socket
import tomllib
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import AliasChoices, Field, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from frontdesk_desktop.domain import zones
from frontdesk_desktop.domain.errors import InvalidInput


def settings_file() -> Path:
    """Where the settings of this user lie."""
    return platformdirs.user_config_path("frontdesk", appauthor=False) / "settings.toml"


def data_folder() -> Path:
    """Where this user's data lies: the embedded server, key map, window state."""
    return platformdirs.user_data_path("frontdesk", appauthor=False)


def _this_time_zone() -> str:
    from tzlocal import get_localzone_name

    try:
        name = str(get_localzone_name())
    except (LookupError, OSError, ValueError):
        name = "UTC"
    return name if name in zones.zone_names() else "UTC"


class Settings(BaseSettings):
    """`FRONTDESK_…` in the environment; `DATABASE_URL` is understood as well."""

    model_config = SettingsConfigDict(
        env_prefix="FRONTDESK_",
        env_file=".env",
        env_ignore_empty=True,  # a variable set to nothing doesn't hide the next source
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    database_url: str = Field(
        default="",
        repr=False,
        validation_alias=AliasChoices("FRONTDESK_DATABASE_URL", "DATABASE_URL", "database_url"),
    )
    #: For the listening connection, where the other goes through a transaction pooler.
    listen_url: str = Field(default="", repr=False)
    desk: str = Field(default_factory=lambda: socket.gethostname() or "desk", max_length=60)
    time_zone: str = Field(default_factory=_this_time_zone)
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    connect_timeout: int = Field(default=5, ge=1, le=9)
    statement_timeout_ms: int = Field(default=15_000, ge=100)
    lock_timeout_ms: int = Field(default=5_000, ge=100)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in zones.zone_names():
            raise ValueError(f"“{value}” is no time zone known here; use a name such as Europe/Berlin")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is theirs
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The order of precedence."""
        toml = TomlConfigSettingsSource(settings_cls, settings_file())
        return init_settings, env_settings, dotenv_settings, toml


def load_settings(**given: Any) -> Settings:
    """The settings in force. Raises InvalidInput("settings.invalid") naming what is wrong and where."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput("settings.invalid", reason=f"{settings_file()}: {error}") from None
    except ValueError as error:
        errors = getattr(error, "errors", None)
        if errors is None:
            raise InvalidInput("settings.invalid", reason=str(error)) from None
        # Not the values: one of them may be the URL with its password.
        parts = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in errors(include_input=False, include_url=False)]
        raise InvalidInput("settings.invalid", reason="; ".join(parts)) from None


def save_settings(**changed: str) -> None:
    """Writes these into the settings file, beside what stands there; readable by this user alone.

    Raises InvalidInput("settings.unwritable") with the reason.
    """
    import tomli_w

    path = settings_file()
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(tomli_w.dumps(found | changed), "utf-8")
        fresh.replace(path)
    except (OSError, ValueError) as error:
        raise InvalidInput("settings.unwritable", file=str(path), reason=str(error)) from None
