"""Listens for the database's own word that something changed. Without Qt."""

import select
import socket
from typing import Any

import psycopg2
from pydantic import ValidationError

from frontdesk_desktop.db.engine import connect_raw
from frontdesk_desktop.db.errors import unreachable
from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.settings import Settings


class Listener:
    """One connection that LISTENs, outside the pool. Used from one thread; only `wake` may be called from others."""

    def __init__(self, url: str, settings: Settings) -> None:
        """Connects. Raises ServerUnavailable."""
        try:
            self._connection = connect_raw(url, settings, "listener")
            with self._connection.cursor() as cursor:
                cursor.execute("LISTEN frontdesk")
        except psycopg2.Error as error:
            raise unreachable(error) from error
        self._waker, self._wakeable = socket.socketpair()

    def wait(self, seconds: float) -> list[ChangeSet]:
        """The changes that have come, waiting up to `seconds` for the first; less after `wake`.

        Raises ServerUnavailable once the connection is gone: what came meanwhile is lost, so read everything anew.
        """
        try:
            watched: list[Any] = [self._connection, self._wakeable]
            ready, _, _ = select.select(watched, [], [], seconds)
            if self._wakeable in ready:
                self._wakeable.recv(64)
            if not ready:
                # TCP alone may take minutes to notice that the other end is gone.
                with self._connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
            self._connection.poll()
        except (psycopg2.Error, OSError, ValueError) as error:
            raise unreachable(error) from error
        notifications, self._connection.notifies[:] = list(self._connection.notifies), []
        return [change for change in map(_parse, (n.payload for n in notifications)) if change is not None]

    def wake(self) -> None:
        """Ends the wait that is going on, or the next one."""
        self._waker.send(b"x")

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()
        self._waker.close()
        self._wakeable.close()


def _parse(payload: str) -> ChangeSet | None:
    """None for what isn't ours: anybody may send on a channel."""
    try:
        return ChangeSet.model_validate_json(payload)
    except ValidationError:
        return None
