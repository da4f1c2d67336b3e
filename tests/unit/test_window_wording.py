"""The window's sentences: one for each code that the code raises."""

import re
from pathlib import Path

import pytest

import frontdesk_desktop
from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.ui.wording import error_text

ROOT = Path(str(frontdesk_desktop.__file__)).parent
#: Raised for commands alone; the window never sees them.
COMMANDS_ONLY = {"schema.unknown_revision", "schema.not_below", "request.repeated"}


def codes() -> set[str]:
    """The codes that stand in the code below the window, as text."""
    raised = re.compile(
        r"(?:InvalidInput|NotFound|RuleViolation|Conflict|ServerUnavailable|SchemaMismatch)\(\s*\"([a-z_.]+)\""
    )
    files = [path for layer in ("domain", "db", "repositories", "services") for path in (ROOT / layer).rglob("*.py")]
    files += [ROOT / "settings.py", ROOT / "bootstrap.py"]
    return {code for path in files for code in raised.findall(path.read_text("utf-8"))} - COMMANDS_ONLY


def test_codes_are_found() -> None:
    assert {"booking.overlap", "server.unreachable", "settings.unwritable"} <= codes()


@pytest.mark.parametrize("code", sorted(codes()))
def test_each_code_has_a_sentence(code: str) -> None:
    assert error_text(DomainError(code)) != code


def test_a_fault_of_the_program_is_named_as_one() -> None:
    assert "KeyError" in error_text(KeyError("secret"))
    assert "secret" not in error_text(KeyError("secret"))
