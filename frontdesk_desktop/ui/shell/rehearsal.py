"""The demo without a display: the same window, unseen, books one appointment by key events and takes its picture."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from frontdesk_desktop.domain.errors import DomainError
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.settings import data_folder, load_settings
from frontdesk_desktop.ui.pages.list_page import ListPage
from frontdesk_desktop.ui.shell.application import make_application
from frontdesk_desktop.ui.shell.main_window import MainWindow
from frontdesk_desktop.ui.shell.starter import Starter
from frontdesk_desktop.ui.toolkit.window_state import WindowState, user_settings
from frontdesk_desktop.ui.wording import error_text, when_text

_PICTURE = Path("demo.png")
_PATIENCE = 30_000  # ms for each step
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class StepFailedError(Exception):
    """A step did not come about; the text says which."""


def run_rehearsal(database_url: str | None) -> int:
    """Books one appointment and ends. Returns 0, or 1 after saying what did not work."""
    make_application()
    try:
        settings = load_settings()
    except DomainError as error:
        sys.stderr.write(f"error: {error_text(error)}\n")
        return 1
    starter = Starter(settings, WindowState(user_settings()), data_folder())
    try:
        starter.start(database_url or settings.database_url)
        _until(lambda: starter.main_window is not None or starter.page.bar.isHidden(), "the window opens")
        if starter.main_window is None:
            raise StepFailedError(starter.page.text)
        booked = _book(starter.main_window)
    except StepFailedError as error:
        sys.stderr.write(f"error: the rehearsal stopped: {error}\n")
        return 1
    finally:
        starter.close()
    words = f"{booked.client_name}, {booked.service_type} at {booked.provider_name}, {when_text(booked.scheduled_at)}"
    sys.stdout.write(f"Booked number {booked.id}: {words}.\nThe window's picture is in {_PICTURE.resolve()}\n")
    return 0


def _book(window: MainWindow) -> BookingRead:
    window.resize(1280, 800)
    _until(lambda: _has_focus(window), "the schedule is shown")
    _press(_focus(), Qt.Key.Key_F3)  # to the bookings
    table = _list(window).table
    _until(lambda: table.hasFocus() and table.rows.rowCount(), "today's bookings are listed")
    _press(window, Qt.Key.Key_Y, _ALT)  # to the days
    _press(_focus(), Qt.Key.Key_Down)  # tomorrow
    _press(_focus(), Qt.Key.Key_N, _CTRL)
    dialog = _dialog()
    stored: list[BookingRead] = []
    dialog.stored.connect(stored.append)
    picker = dialog.form.editor("client")
    _until(picker.hasFocus, "the dialog asks for the client")
    QTest.keyClicks(picker, "an")
    _until(lambda: picker.hits.isVisible() and picker.hits.count() > 1, "clients are found")
    _press(picker, Qt.Key.Key_Return)
    _tab_to(dialog.form.editor("provider_id"))
    _press(_focus(), Qt.Key.Key_Down)
    _tab_to(dialog.form.editor("service_type"))
    _press(_focus(), Qt.Key.Key_Down)
    _tab_to(dialog.form.editor("time"))
    _press(_focus(), Qt.Key.Key_A, _CTRL)
    QTest.keyClicks(_focus(), "1430")
    _press(_focus(), Qt.Key.Key_Return, _CTRL)
    taken = dialog.booking_form.time_help
    _until(lambda: stored or taken.isVisible() or dialog.form.errors(), "the booking is stored or refused")
    if not stored:
        _press(_focus(), Qt.Key.Key_1, _ALT)  # the first of the free times offered
        _until(dialog.save_button.hasFocus, "the offered time is put in")
        _press(_focus(), Qt.Key.Key_Return)
        _until(lambda: stored, "an offered time is booked")
    _until(lambda: _current_id(window) == stored[0].id, "the booking shows in the list")
    details = _list(window).details
    _until(details.history.topLevelItemCount, "its history is shown")
    window.grab().save(str(_PICTURE))
    return stored[0]


def _current_id(window: MainWindow) -> int | None:
    row = _list(window).current_row()
    return row.id if row is not None else None


def _list(window: MainWindow) -> ListPage[Any]:
    found = window.pages.current_list()
    if found is None:
        raise StepFailedError("the page has no table")
    return found


def _has_focus(window: MainWindow) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and window.isAncestorOf(focus)


def _dialog() -> Any:
    _until(lambda: isinstance(QApplication.activeWindow(), QDialog), "the dialog opens")
    return QApplication.activeWindow()


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    if widget is None:
        raise StepFailedError("nothing has the focus")
    return widget


def _press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifiers)


def _tab_to(field: QWidget) -> None:
    for _ in range(20):
        if field.hasFocus() or field.isAncestorOf(_focus()):
            return
        _press(_focus(), Qt.Key.Key_Tab)
    raise StepFailedError(f"Tab does not reach {field.accessibleName()}")


def _until(condition: Callable[[], object], step: str) -> None:
    patience = QElapsedTimer()
    patience.start()
    while not condition():
        if patience.hasExpired(_PATIENCE):
            raise StepFailedError(f"not in time: {step}")
        QTest.qWait(10)
