"""`frontdesk db`: up, down, status, check."""

import io
import sys

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, make_url

from frontdesk_desktop import resources
from frontdesk_desktop.cli.app import run
from frontdesk_desktop.db.migrations import revisions
from tests.conftest import run_sql
from tests.e2e.conftest import Frontdesk, no_window
from tests.e2e.test_cli import CLINIC


class Keyboard(io.StringIO):
    """Standard input with a person at it."""

    def isatty(self) -> bool:
        return True


def test_status_names_the_server_without_its_password(desk: Frontdesk, database_url: str) -> None:
    url = make_url(database_url)
    found = desk("db", "status").json

    assert found["server"] == f"{url.host}:{url.port}/{url.database}"
    assert found["server_version"].partition(".")[0].isdigit()
    assert found["revision"] == found["expected"]
    assert found["current"] is True
    assert url.password is None or str(url.password) not in str(found)


def test_up_twice_is_harmless(desk: Frontdesk) -> None:
    assert desk("db", "upgrade").json["current"] is True
    assert desk("db", "upgrade", "--revision", "head").json["current"] is True


def test_dropping_everything_wants_to_be_told_so(desk: Frontdesk) -> None:
    desk("provider", "create", "--data", CLINIC)
    refused = desk("db", "downgrade", "base")

    assert refused.code == 2
    assert "base drops 1 provider, 0 clients, 0 bookings and their whole history in 127.0.0.1" in refused.err
    assert "add --yes" in refused.err
    assert desk("provider", "list").json["total"] == 1
    assert desk("db", "downgrade", "base", "--yes").json["revision"] is None
    assert desk("provider", "list").code == 1
    assert desk("db", "status").json["current"] is False
    assert desk("db", "upgrade").json["current"] is True
    assert desk("provider", "list").json["total"] == 0


@pytest.mark.parametrize(
    ("typed", "code", "left"), [("n\n", 1, True), ("\n", 1, True), ("", 1, True), ("y\n", 0, False)]
)
def test_a_person_is_asked(
    desk: Frontdesk,
    typed: str,
    code: int,
    left: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard(typed))
    assert run(["db", "downgrade", "base"], no_window) == code
    asked = capsys.readouterr().err

    assert "This drops 0 providers, 0 clients, 0 bookings" in asked
    assert asked.endswith("not confirmed; nothing was changed\n") is left
    assert desk("db", "status").json["current"] is left


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["upgrade", "--revision", "0999"], "schema.unknown_revision"),
        (["downgrade", "0999"], "schema.unknown_revision"),
        (["downgrade", "--", "-1"], "schema.unknown_revision"),
    ],
)
def test_a_revision_that_is_none_is_refused(desk: Frontdesk, arguments: list[str], code: str) -> None:
    ran = desk("--json", "db", *arguments)

    assert (ran.code, ran.error["code"]) == (1, code)


def test_down_is_never_up(desk: Frontdesk) -> None:
    expected = desk("db", "status").json["expected"]
    desk("db", "downgrade", "base", "--yes")
    ran = desk("db", "downgrade", expected, "--json")

    assert (ran.code, ran.error["code"]) == (1, "schema.not_below")


def test_a_schema_of_the_future_is_not_touched(desk: Frontdesk, database_url: str) -> None:
    run_sql(make_url(database_url), "UPDATE alembic_version SET version_num = '9999'")

    for arguments in (["upgrade"], ["downgrade", "base", "--yes"]):
        ran = desk("db", *arguments, "--json")
        assert (ran.code, ran.error["code"]) == (1, "schema.newer")
    assert desk("db", "status").json["revision"] == "9999"


def test_check_lists_what_differs(desk: Frontdesk, database_url: str) -> None:
    url: URL = make_url(database_url)
    assert desk("db", "check").json == {"differences": []}
    run_sql(url, "DROP TRIGGER audit_insert ON bookings", "ALTER TABLE clients ADD COLUMN shoe_size integer")
    ran = desk("db", "check", "--json")

    assert (ran.code, ran.err) == (1, "")
    assert "audit_insert" in ran.out
    assert "shoe_size" in ran.out


def test_the_file_names_tell_the_revisions_that_alembic_reads() -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)

    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(revisions())
