"""What can be refused, as a code and parameters. The wording is the window's and the command line's."""

from collections.abc import Mapping


class DomainError(Exception):
    """A refusal or a known fault.

    `code` names it ("booking.overlap"); `params` fill its sentence; `fields` maps input fields to the codes of
    what is wrong with each, for forms. Never carries a secret.
    """

    def __init__(self, code: str, fields: Mapping[str, str] | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields: dict[str, str] = dict(fields or {})
        self.params: dict[str, object] = params

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({shown})"


class InvalidInput(DomainError):
    """The input can't be taken as it stands."""


class NotFound(DomainError):
    """The row does not exist, or no longer."""


class RuleViolation(DomainError):
    """A rule of the desk refuses it."""


class Conflict(RuleViolation):
    """Somebody else's change or booking stands in the way."""


class ServerUnavailable(DomainError):
    """The server can't be reached, refuses the sign-in, or has no answer in time."""


class SchemaMismatch(DomainError):
    """The database's schema is older or newer than this program's."""
