"""Notices work on the database that the window does on its own thread, where it would freeze."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg2
import pytest
from sqlalchemy import Engine, Pool, event

import frontdesk_desktop.ui

_UI = str(Path(str(frontdesk_desktop.ui.__file__)).parent)


class Caught(list[str]):
    """What was done on the window's thread, each with the place in `ui` that led there."""

    def note(self, what: str) -> None:
        """Keep it, if the window does it: a test that prepares its data calls no function of the window."""
        if threading.current_thread() is not threading.main_thread():
            return
        frame: FrameType | None = sys._getframe()
        while frame is not None:
            code = frame.f_code
            if code.co_filename.startswith(_UI):
                self.append(f"{what}, from {code.co_filename}:{frame.f_lineno} ({code.co_name})")
                return
            frame = frame.f_back


@contextmanager
def watched() -> Iterator[Caught]:
    """Watches every engine, and every connection of the driver, until the end of the block."""
    caught = Caught()
    connect = psycopg2.connect

    def connecting(*args: Any, **options: Any) -> Any:
        caught.note("connects")
        return connect(*args, **options)

    def executing(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        caught.note(f"executes {statement[:60]!r}")

    def checking_out(*_args: Any) -> None:
        caught.note("takes a connection")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg2, "connect", connecting)
        event.listen(Engine, "before_cursor_execute", executing)
        event.listen(Pool, "checkout", checking_out)
        try:
            yield caught
        finally:
            event.remove(Engine, "before_cursor_execute", executing)
            event.remove(Pool, "checkout", checking_out)
