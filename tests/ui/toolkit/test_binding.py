"""The Qt binding itself, where a version of it is known to break the program."""

import sys

from PySide6.QtCore import QObject, Signal


class _Emitter(QObject):
    happened = Signal()


def test_emitting_loses_no_reference_to_true() -> None:
    """PySide6 6.12.0 on Python 3.11 takes one away at each emit, and the program dies after some thousand."""
    emitter = _Emitter()
    before = sys.getrefcount(True)
    for _ in range(50):
        emitter.happened.emit()
    assert sys.getrefcount(True) > before - 25
