"""Sessions: one for each operation, one transaction each, closed at its end."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session
from tenacity import Retrying, retry_if_exception, stop_after_attempt

from frontdesk_desktop.db import errors

T = TypeVar("T")


def _is_deadlock(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and errors.sqlstate(error) == errors.DEADLOCK


class Sessions:
    """Opens short-lived sessions on an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def run(self, work: Callable[[Session], T]) -> T:
        """What `work` returns, committed. Everything is rolled back where it raises.

        A deadlock is tried again once. Raises the domain's errors for the database's.
        """
        try:
            for attempt in Retrying(stop=stop_after_attempt(2), retry=retry_if_exception(_is_deadlock), reraise=True):
                with attempt, Session(self._engine, expire_on_commit=False) as session, session.begin():
                    result = work(session)
        except SQLAlchemyError as error:
            translated = errors.translate(error)
            if translated is error:
                raise
            raise translated from error
        return result

    def close(self) -> None:
        """Closes the pooled connections."""
        self._engine.dispose()
