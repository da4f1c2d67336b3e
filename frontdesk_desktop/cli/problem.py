"""What went wrong, as an exit code and a line on standard error."""

import contextlib
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import typer

from frontdesk_desktop.cli.output import to_json, visible
from frontdesk_desktop.cli.wording import InvalidData, data_message, field_messages, message, one_line
from frontdesk_desktop.domain.errors import DomainError, ServerUnavailable

_REFUSED, _USAGE, _UNREACHABLE, _FAULT = 1, 2, 3, 70
#: Parameters that a program may want beside the sentence.
_DETAILS = ("conflicts", "free", "choices", "allowed", "count", "at")


@dataclass(frozen=True)
class Problem:
    """The process's exit code; the code, the sentence, a sentence for each field, and what else a program may use."""

    exit_code: int
    code: str
    message: str
    fields: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)


def problem_of(error: Exception) -> Problem:
    """The problem for an error; for one that nobody foresaw, a fault of the program, with its traceback kept aside."""
    if isinstance(error, DomainError):
        exit_code = _UNREACHABLE if isinstance(error, ServerUnavailable) else _REFUSED
        details = {name: error.params[name] for name in _DETAILS if name in error.params}
        return Problem(exit_code, error.code, message(error), field_messages(error), details)
    if isinstance(error, InvalidData):
        fields = {name: text for name, text in error.problems.items() if name}
        return Problem(_REFUSED, "input.invalid", data_message(error.problems), fields)
    if isinstance(error, typer.TyperException):
        where = getattr(getattr(error, "ctx", None), "command_path", "frontdesk")
        return Problem(_USAGE, "usage", f"{one_line(error.format_message())} (see: {where} --help)")
    if isinstance(error, typer.Abort):
        return Problem(_REFUSED, "not_confirmed", "not confirmed; nothing was changed")
    if isinstance(error, OSError):
        return Problem(_REFUSED, "system.refused", one_line(str(error)))
    kind = type(error).__name__
    return Problem(_FAULT, "program.fault", f"this is a fault of the program ({kind}){_keep(error)}; please report it")


def report(problem: Problem, *, as_json: bool) -> int:
    """Prints the problem on standard error, on one line; returns its exit code."""
    if as_json:
        told = {"code": problem.code, "message": problem.message, "fields": problem.fields}
        line = to_json({"error": told | ({"details": problem.details} if problem.details else {})})
    else:
        line = f"error: {visible(problem.message)}"
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
    return problem.exit_code


def _keep(error: Exception) -> str:
    """Writes the traceback beside the user's data; says where, for the message."""
    from frontdesk_desktop.settings import data_folder

    path = data_folder() / "last-fault.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), "utf-8", errors="backslashreplace")
    except OSError:
        return ""
    return f", kept in {path}"
