"""What the command line refuses: exit code, sentence, and the same for programs."""

import pytest
from sqlalchemy import make_url

from frontdesk_desktop import bootstrap
from frontdesk_desktop.settings import data_folder
from tests.conftest import run_sql
from tests.e2e.conftest import Frontdesk
from tests.e2e.test_cli import CLINIC, VISIT

NEW_YORK = {**CLINIC, "time_zone": "America/New_York"}


@pytest.fixture
def clinic(desk: Frontdesk) -> Frontdesk:
    """A desk with one provider and one booking."""
    assert desk("provider", "create", "--data", NEW_YORK).code == 0
    assert desk("booking", "create", "--data", VISIT).code == 0
    return desk


def test_a_taken_time_names_the_booking_and_free_times(clinic: Frontdesk) -> None:
    taken = VISIT | {"client_name": "Jane Roe", "scheduled_at": "2025-01-15T10:15:00"}
    plain = clinic("booking", "create", "--data", taken)
    ran = clinic("booking", "create", "--data", taken, "--json")

    assert (plain.code, plain.out) == (1, "")
    assert plain.err == (
        "error: City Medical Clinic is taken at that time by booking 1 (John Doe, consultation,"
        " 2025-01-15 10:00-05:00 for 30 minutes, pending); the nearest free times:"
        " 2025-01-15 09:30-05:00, 2025-01-15 10:30-05:00, 2025-01-15 10:45-05:00\n"
    )
    assert (ran.code, ran.error["code"]) == (1, "booking.overlap")
    assert ran.error["message"] == ran.error["fields"]["scheduled_at"] == plain.err[len("error: ") : -1]
    assert [booking["id"] for booking in ran.error["details"]["conflicts"]] == [1]
    assert ran.error["details"]["free"][1] == "2025-01-15T10:30:00-05:00"
    offered = taken | {"scheduled_at": ran.error["details"]["free"][1]}
    assert clinic("booking", "create", "--data", offered).json["id"] > 1


def test_a_taken_time_is_sold_on_purpose_with_a_reason_only(clinic: Frontdesk) -> None:
    assert clinic("booking", "create", "--data", VISIT | {"overbook_reason": "emergency"}).code == 0
    moved = clinic("booking", "create", "--data", VISIT | {"scheduled_at": "2025-01-15T11:00:00"}).json["id"]
    assert clinic("booking", "update", moved, "--data", {"scheduled_at": "2025-01-15T10:10:00"}).code == 1


@pytest.mark.parametrize(
    ("code", "typed", "choices"),
    [
        ("time.skipped", "2025-03-09T02:30", ["2025-03-09T01:30:00-05:00", "2025-03-09T03:30:00-04:00"]),
        ("time.repeated", "2025-11-02T01:30", ["2025-11-02T01:30:00-04:00", "2025-11-02T01:30:00-05:00"]),
    ],
)
def test_a_clock_change_offers_its_choices(clinic: Frontdesk, code: str, typed: str, choices: list[str]) -> None:
    ran = clinic("booking", "create", "--data", VISIT | {"scheduled_at": typed}, "--json")

    assert (ran.code, ran.error["code"]) == (1, code)
    assert ran.error["details"]["choices"] == choices
    assert ran.error["message"].endswith(f"give it as one of {choices[0]}, {choices[1]}")
    for choice in choices:
        assert clinic("booking", "create", "--data", VISIT | {"scheduled_at": choice}).code == 0


def test_rules_say_what_to_do_instead(clinic: Frontdesk) -> None:
    busy = clinic("provider", "delete", 1)
    assert busy.err == (
        "error: provider 1 (City Medical Clinic) has 1 booking and is not deleted;"
        """ to deactivate it: frontdesk provider update 1 --data '{"is_active": false}'\n"""
    )
    assert clinic("client", "delete", 1).err == "error: client 1 (John Doe) has 1 booking and is not deleted\n"
    assert clinic("provider", "update", 1, "--data", '{"is_active": false}').code == 0
    inactive = clinic("booking", "create", "--data", VISIT)
    assert inactive.err == "error: provider 1 (City Medical Clinic) is inactive and takes no new bookings\n"

    clinic("booking", "update", 1, "--data", {"status": "completed"})
    closed = clinic("booking", "cancel", 1)
    assert closed.err == "error: a booking that is completed can't become cancelled; it may become arrived\n"
    clinic("booking", "update", 1, "--data", {"status": "arrived"})
    at = clinic("booking", "cancel", 1).json["cancelled_at"]
    twice = clinic("booking", "cancel", 1)
    assert twice.err == f"error: the booking was cancelled already, {at[:10]} {at[11:16]}{at[-6:]}\n"
    assert {ran.code for ran in (busy, inactive, closed, twice)} == {1}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["provider", "show", 9], "provider 9 does not exist"),
        (["client", "update", 9, "--data", {}], "client 9 does not exist"),
        (["booking", "delete", 9], "booking 9 does not exist"),
        (["booking", "create", "--data", VISIT | {"provider_id": 9}], "provider 9 does not exist"),
        (["client", "create", "--data", {"nme": "x"}], "name: is missing; nme: is no field here; there are name, "),
        (["client", "create", "--data", {"name": " "}], "name: must not be empty"),
        (["client", "update", 1, "--data", {"name": None}], "name: can't be null"),
        (["provider", "create", "--data", CLINIC | {"is_active": "maybe"}], "is_active: must be true or false"),
        (["provider", "create", "--data", CLINIC | {"time_zone": "Mars"}], "time_zone: “Mars” is no time zone known"),
        (["provider", "create", "--data", CLINIC | {"email": "x"}], "email: is no e-mail address: "),
        (["provider", "create", "--data", CLINIC | {"phone": "12"}], "phone: is no phone number"),
        (["booking", "create", "--data", VISIT | {"client_id": 1}], "give client_id or client_name"),
        (["booking", "create", "--data", VISIT | {"scheduled_at": 5}], "scheduled_at: must be a date and time"),
        (["booking", "create", "--data", VISIT | {"scheduled_at": "2025-02-30T10:00"}], "scheduled_at: must be a date"),
        (["booking", "create", "--data", VISIT | {"scheduled_at": "0001-01-01T00:00"}], "the time is too far away"),
        (["booking", "create", "--data", VISIT | {"duration_minutes": 0}], "duration_minutes: must be at least 1"),
        (["booking", "create", "--data", VISIT | {"status": "cancelled"}], "status: a new booking can't be cancelled"),
        (["booking", "update", 1, "--data", {"status": "lost"}], "status: must be 'pending', 'confirmed',"),
        (["booking", "create", "--data", VISIT | {"provider_id": 10**20}], "provider_id: must be at most"),
    ],
)
def test_a_refusal_is_one_line_and_exit_code_1(clinic: Frontdesk, arguments: list[object], sentence: str) -> None:
    ran = clinic(*arguments)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: {sentence}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["bokking", "list"], "No such command 'bokking'"),
        (["booking"], "Missing command"),
        (["booking", "list", "--sectr", "x"], "No such option: --sectr"),
        (["booking", "show"], "Missing argument 'ID'"),
        (["booking", "show", "one"], "Invalid value for 'ID'"),
        (["booking", "show", "0"], "Invalid value for 'ID'"),
        (["booking", "show", 10**30], "Invalid value for 'ID'"),
        (["client", "create"], "Missing option '--data'"),
        (["client", "create", "--data", "{"], "Invalid value for --data: this is no JSON: "),
        (["client", "create", "--data", "[" * 100_000], "Invalid value for --data: this JSON is nested too deeply"),
        (["client", "create", "--data", '{"x": ' + "9" * 5000 + "}"], "Invalid value for --data: this is no JSON: "),
        (["client", "create", "--data", "[]"], "Invalid value for --data: this is no JSON object"),
        (["client", "create", "--data", "-"], "Invalid value for --data: this is no JSON: "),
        (["client", "list", "--limit", "many"], "Invalid value for '--limit'"),
        (["client", "list", "--limit", "0"], "Invalid value for --limit: must be at least 1"),
        (["client", "list", "--sort", "name,shoe"], "Invalid value for --sort: can't sort by “shoe”"),
        (["booking", "list", "--status", "lost"], "Invalid value for --status: must be 'pending', 'confirmed',"),
        (["booking", "list", "--from-date", "soon"], "Invalid value for --from-date: must be a date"),
        (["--database-url", "", "client", "list"], "Invalid value for --database-url: it is empty"),
        (["--json"], "Invalid value for --json: it needs a command"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(frontdesk: Frontdesk, arguments: list[object], sentence: str) -> None:
    ran = frontdesk(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1


def test_wrong_usage_is_json_too(frontdesk: Frontdesk) -> None:
    ran = frontdesk("client", "lst", "--json")

    assert (ran.code, ran.error["code"]) == (2, "usage")


def test_a_schema_that_is_not_this_programs_is_left_alone(desk: Frontdesk, database_url: str) -> None:
    url = make_url(database_url)
    run_sql(url, "UPDATE alembic_version SET version_num = '9999'")
    newer = desk("client", "create", "--data", {"name": "x"}, "--json")
    run_sql(url, "DROP TABLE alembic_version")
    missing = desk("client", "list", "--json")

    assert (newer.code, newer.error["code"]) == (1, "schema.newer")
    assert (missing.code, missing.error["code"]) == (1, "schema.missing")
    for ran in (newer, missing):
        assert "frontdesk db upgrade" in ran.error["message"]


def test_a_database_account_without_rights_is_told_so(frontdesk: Frontdesk, database_url: str) -> None:
    url = make_url(database_url)
    role = f"guest_{url.database}"
    run_sql(url, f"CREATE ROLE {role} LOGIN PASSWORD 'guest'")
    guest = url.set(username=role, password="guest").render_as_string(hide_password=False)
    ran = frontdesk("client", "list", "--database-url", guest, "--json")
    run_sql(url, f"DROP ROLE {role}")

    assert (ran.code, ran.error["code"]) == (1, "permission.denied")


def test_a_fault_of_the_program_leaves_its_traceback_in_a_file(
    desk: Frontdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise KeyError("an oversight")

    monkeypatch.setattr(bootstrap, "open_services", broken)
    ran = desk("client", "list")
    kept = data_folder() / "last-fault.txt"

    assert ran.code == 70
    assert ran.err == f"error: this is a fault of the program (KeyError), kept in {kept}; please report it\n"
    assert "KeyError: 'an oversight'" in kept.read_text("utf-8")
