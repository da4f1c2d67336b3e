"""Domain errors, and the database's errors as the domain's."""

import psycopg2
import pytest
from sqlalchemy import exc
from sqlalchemy.orm.exc import StaleDataError

from frontdesk_desktop.db.errors import translate, unreachable
from frontdesk_desktop.domain.errors import Conflict, DomainError, RuleViolation, ServerUnavailable


def test_an_error_carries_its_code_fields_and_parameters() -> None:
    error = RuleViolation("provider.inactive", {"provider_id": "provider.inactive"}, id=7, name="Nord Garage")

    assert error.code == "provider.inactive"
    assert error.fields == {"provider_id": "provider.inactive"}
    assert error.params == {"id": 7, "name": "Nord Garage"}
    assert str(error) == "provider.inactive(id=7, name='Nord Garage')"


def test_an_error_without_fields_has_none() -> None:
    assert DomainError("row.busy").fields == {}
    assert str(DomainError("row.busy")) == "row.busy()"


REFUSED = 'connection to server at "{}" ({}), port 5432 failed: Connection refused\n\tIs the server running there?\n'
FATAL = 'connection to server at "db" (192.0.2.1), port 5432 failed: FATAL:  '


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (FATAL + 'password authentication failed for user "desk"', "server.sign_in"),
        (FATAL + "no password supplied", "server.sign_in"),
        (FATAL + 'no pg_hba.conf entry for host "192.0.2.7", user "desk"', "server.sign_in"),
        (FATAL + 'database "nope" does not exist', "server.no_database"),
        (FATAL + "sorry, too many clients already", "server.too_many_desks"),
        (FATAL + "remaining connection slots are reserved for roles with", "server.too_many_desks"),
        (FATAL + 'too many connections for role "desk"', "server.too_many_desks"),
        (REFUSED.format("db", "192.0.2.1"), "server.unreachable"),
        ("server closed the connection unexpectedly", "server.unreachable"),
        ("", "server.unreachable"),
    ],
)
def test_why_a_connection_failed(words: str, code: str) -> None:
    for error in (unreachable(psycopg2.OperationalError(words)), translate(psycopg2.OperationalError(words))):
        assert isinstance(error, ServerUnavailable)
        assert error.code == code
        assert error.params["reason"] == (words.splitlines() or ["the connection was lost"])[0]


def test_a_host_with_two_addresses_is_judged_by_the_one_that_answered() -> None:
    words = REFUSED.format("localhost", "::1") + FATAL + 'password authentication failed for user "desk"\n'
    error = unreachable(psycopg2.OperationalError(words))

    assert error.code == "server.sign_in"
    assert error.params["reason"] == FATAL + 'password authentication failed for user "desk"'


def test_what_is_no_known_fault_stays_what_it_is() -> None:
    bug = exc.ProgrammingError("SELECT", {}, psycopg2.ProgrammingError("no such thing"))

    assert translate(bug) is bug
    assert translate(KeyError("x")).args == ("x",)


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (StaleDataError("gone"), Conflict, "row.changed"),
        (exc.TimeoutError("pool"), ServerUnavailable, "server.busy"),
        (exc.InterfaceError("SELECT", {}, psycopg2.InterfaceError("closed")), ServerUnavailable, "server.unreachable"),
    ],
)
def test_faults_without_a_sqlstate(error: Exception, kind: type[DomainError], code: str) -> None:
    translated = translate(error)

    assert isinstance(translated, kind)
    assert translated.code == code
