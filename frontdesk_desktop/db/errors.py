"""The database's errors as the domain's: by constraint name and SQLSTATE, never by the text of a message.

SQLSTATEs: PostgreSQL's manual, appendix A.
"""

import re

import psycopg2
from sqlalchemy import exc
from sqlalchemy.orm.exc import StaleDataError

from frontdesk_desktop.domain.errors import (
    Conflict,
    DomainError,
    InvalidInput,
    NotFound,
    RuleViolation,
    SchemaMismatch,
    ServerUnavailable,
)

#: Deadlock detected: one of the two is told, and may simply try again.
DEADLOCK = "40P01"

_CONSTRAINTS: dict[str, DomainError] = {
    "ex_bookings_provider_id_during": Conflict("booking.overlap", {"scheduled_at": "booking.overlap"}),
    "fk_bookings_provider_id_providers": NotFound("provider.not_found", {"provider_id": "provider.not_found"}),
    "fk_bookings_client_id_clients": NotFound("client.not_found", {"client_id": "client.not_found"}),
    "ck_bookings_range": InvalidInput("time.out_of_range", {"scheduled_at": "time.out_of_range"}),
    "uq_providers_request_id": Conflict("request.repeated"),
    "uq_clients_request_id": Conflict("request.repeated"),
    "uq_bookings_request_id": Conflict("request.repeated"),
    "ck_bookings_length": InvalidInput("booking.length", {"duration_minutes": "booking.length"}),
}
_STATES: dict[str, DomainError] = {
    "57014": ServerUnavailable("server.too_slow"),
    "55P03": ServerUnavailable("server.busy"),
    "53300": ServerUnavailable("server.too_many_desks"),
    "53100": ServerUnavailable("server.disk_full"),
    "25006": ServerUnavailable("server.read_only"),
    "42501": RuleViolation("permission.denied"),
    "42P01": SchemaMismatch("schema.missing"),
    "42703": SchemaMismatch("schema.missing"),
    "42883": SchemaMismatch("schema.missing"),
    "3D000": ServerUnavailable("server.no_database"),
    "28P01": ServerUnavailable("server.sign_in"),
    "28000": ServerUnavailable("server.sign_in"),
}


def _fresh(error: DomainError) -> DomainError:
    return type(error)(error.code, error.fields, **error.params)


def sqlstate(error: BaseException) -> str:
    """The SQLSTATE of a driver's error, wrapped or not; "" where there is none, as for a lost connection."""
    driver = error.orig if isinstance(error, exc.DBAPIError) else error
    return (getattr(driver, "pgcode", None) or "") if driver is not None else ""


def constraint(error: BaseException) -> str:
    """The name of the violated constraint, or ""."""
    driver = error.orig if isinstance(error, exc.DBAPIError) else error
    diagnostics = getattr(driver, "diag", None)
    return (getattr(diagnostics, "constraint_name", None) or "") if diagnostics is not None else ""


def translate(error: Exception) -> Exception:
    """The domain's error for one of the database's, or the same error where it is nobody's known fault."""
    if isinstance(error, StaleDataError):
        return Conflict("row.changed")
    known = _CONSTRAINTS.get(constraint(error)) or _STATES.get(sqlstate(error))
    if known is not None:
        return _fresh(known)
    if sqlstate(error) == DEADLOCK:
        return Conflict("row.busy")
    if isinstance(error, exc.TimeoutError):
        return ServerUnavailable("server.busy")
    driver = error.orig if isinstance(error, exc.DBAPIError) else error
    if isinstance(driver, psycopg2.OperationalError | psycopg2.InterfaceError):
        return unreachable(driver)
    return error


#: What libpq says of a connection that failed has no SQLSTATE: the server's own words, and what they mean.
_WORDS = {
    re.compile(r"password|no pg_hba\.conf entry"): "server.sign_in",
    re.compile(r"too many c(lients|onnections)|remaining connection slots"): "server.too_many_desks",
    re.compile(r'database ".*" does not exist'): "server.no_database",
}


def unreachable(error: BaseException) -> DomainError:
    """Why a connection failed. libpq tells it in words only, so that the words are passed on, one line, no secret.

    A host may have several addresses, each with its line: the one where a server answered tells more than the first.
    """
    lines = str(error).strip().splitlines() or ["the connection was lost"]
    for words, code in _WORDS.items():
        for line in filter(words.search, lines):
            return ServerUnavailable(code, reason=line)
    return ServerUnavailable("server.unreachable", reason=lines[0])
