"""The sentences of the command line: one for each code, on one line, whatever the parameters."""

import ast
import re
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from frontdesk_desktop.cli.output import to_json, visible
from frontdesk_desktop.cli.wording import data_message, field_messages, message, problems
from frontdesk_desktop.domain.errors import Conflict, DomainError, NotFound, RuleViolation
from frontdesk_desktop.schemas.base import Schema
from frontdesk_desktop.schemas.bookings import BookingCreate
from frontdesk_desktop.schemas.clients import ClientCreate, ClientUpdate
from tests.architecture.source import modules

NOUNS = (
    *("booking", "provider", "client", "request", "row", "permission", "time", "date", "time_zone", "server"),
    *("undo", "schema", "url", "settings", "demo", "embedded", "input", "output"),
)
CODE = re.compile(rf"({'|'.join(NOUNS)})\.[a-z_]+")
#: What ends like a file or reads like an attribute, and is no code.
NO_CODES = {"server.log", "settings.toml", "input.invalid"}


def codes() -> set[str]:
    """Every code that stands in the program, the window's own layer aside."""
    return {
        node.value
        for path, tree in modules("frontdesk_desktop")
        if not path.startswith(("frontdesk_desktop/ui/", "frontdesk_desktop/cli/wording.py"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    } - NO_CODES


def test_every_code_of_the_program_has_a_sentence() -> None:
    found = codes()

    assert {"booking.overlap", "time.repeated", "server.no_database", "embedded.missing"} <= found
    assert {code for code in found if message(DomainError(code)).startswith(code)} == set()


@pytest.mark.parametrize("code", sorted(codes()))
def test_a_sentence_is_one_line_even_with_no_parameters_or_too_much_of_them(code: str) -> None:
    names = ("id", "name", "value", "time_zone", "reason", "folder", "package", "revision", "current", "scheme", "file")
    for error in (DomainError(code), DomainError(code, {}, **dict.fromkeys(names, "a\nb " * 5000))):
        assert 10 < len(message(error)) <= 2001
        assert "\n" not in message(error)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotFound("booking.not_found", id=7), "booking 7 does not exist"),
        (NotFound("provider.not_found"), "the provider does not exist"),
        (
            RuleViolation("client.has_bookings", id=3, name="Ann", count=1200),
            "client 3 (Ann) has 1,200 bookings and is not deleted",
        ),
        (
            RuleViolation("booking.transition", current="cancelled", wanted="arrived", allowed=()),
            "a booking that is cancelled can't become arrived; nothing can follow",
        ),
        (Conflict("booking.overlap"), "the time is taken"),
        (
            Conflict(
                "row.changed",
                {"notes": "row.changed", "phone": "row.changed"},
                account="ann",
                desk="",
                at=datetime(2026, 11, 23, 9, 5, tzinfo=UTC),
            ),
            "it was changed meanwhile by ann at another program, 2026-11-23 09:05+00:00: nothing was saved;"
            " read it again, and then change it (both changed: notes, phone)",
        ),
        (
            DomainError("moon.full", at=datetime(2026, 11, 24, tzinfo=UTC), over=("sea", "land"), count=1),
            "moon.full (at: 2026-11-24 00:00+00:00, over: sea, land, count: 1)",
        ),
        (DomainError("moon.new"), "moon.new"),
    ],
)
def test_sentences(error: DomainError, sentence: str) -> None:
    assert message(error) == sentence


def test_each_field_has_its_sentence() -> None:
    error = NotFound("client.not_found", {"client_id": "client.not_found"}, id=9)

    assert field_messages(error) == {"client_id": "client 9 does not exist"}


@pytest.mark.parametrize(
    ("schema", "data", "found"),
    [
        (ClientCreate, {}, {"name": "is missing"}),
        (
            ClientCreate,
            {"name": 1, "notes": "x" * 10_001},
            {"name": "must be a text", "notes": "is longer than 10,000"},
        ),
        (ClientCreate, {"name": "x", "nick": 1}, {"nick": "is no field here; there are name, phone, email, notes,"}),
        (ClientUpdate, {"name": None}, {"name": "can't be null"}),
        (BookingCreate, {"provider_id": 1.5}, {"provider_id": "must be a whole number", "service_type": "is missing"}),
        (
            BookingCreate,
            {"provider_id": 1, "service_type": "x", "scheduled_at": "2025-01-15T10:00"},
            {"": "client_id or client_name is needed"},
        ),
    ],
)
def test_what_a_schema_refuses(schema: type[Schema], data: dict[str, object], found: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as refused:
        schema.model_validate(data)
    told = problems(refused.value, schema)

    for field, text in found.items():
        assert told[field].startswith(text)
        assert (f"{field}: {text}" if field else text) in data_message(told)


def test_text_is_shown_on_one_line_with_its_traps_spelled_out() -> None:
    assert visible("Zoë 李 🏳️‍🌈 שלום \u00a0") == "Zoë 李 🏳️‍🌈 שלום \u00a0"
    assert visible("a\nb\t\x1b[1m\x9b\u2028\u202ec\u200f\ud800") == (
        "a\\nb\\t\\x1b[1m\\x9b\\u2028\\u202ec\\u200f\\ud800"
    )


def test_json_holds_no_command_for_a_terminal() -> None:
    assert to_json({"notes": "é\x1b[1m\x7f\x9b1m\n"}) == '{"notes": "é\\u001b[1m\\u007f\\u009b1m\\n"}'
