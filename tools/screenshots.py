"""Pictures of every page and dialog, light and dark, into docs/screenshots; the demo's data on a server of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QLocale, QSettings, Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.schemas.bookings import BookingFilter
from frontdesk_desktop.settings import Settings
from frontdesk_desktop.ui.commands.keymap import Keymap
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.shell.application import make_application
from frontdesk_desktop.ui.shell.main_window import MainWindow
from frontdesk_desktop.ui.shell.starter import Starter
from frontdesk_desktop.ui.toolkit.theme import Theme
from frontdesk_desktop.ui.toolkit.window_state import WindowState

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
PATIENCE = 20_000  # ms


def until(condition: Callable[[], Any]) -> None:
    patience = QElapsedTimer()
    patience.start()
    while not condition():
        if patience.hasExpired(PATIENCE):
            raise TimeoutError("the window does not get there")
        QTest.qWait(10)


@contextmanager
def wait_for(signal: SignalInstance) -> Iterator[None]:
    """Ends once the signal was emitted."""
    seen: list[object] = []
    signal.connect(seen.append)
    yield
    until(lambda: seen)
    signal.disconnect(seen.append)


def focus() -> QWidget:
    until(QApplication.focusWidget)
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def type_in(text: str) -> None:
    QTest.keyClicks(focus(), text)


def dialog() -> Any:
    until(lambda: isinstance(QApplication.activeWindow(), QDialog))
    return QApplication.activeWindow()


class Camera:
    """Takes the pictures of one look."""

    def __init__(self, theme: Theme, look: str, scale: str) -> None:
        self._theme = theme
        self._look = look
        self._suffix = look if scale == "1" else f"{look}-{int(float(scale) * 100)}"

    def shoot(self, name: str, widget: QWidget) -> None:
        """Saves what a widget shows."""
        QTest.qWait(50)
        path = FOLDER / f"{name}-{self._suffix}.png"
        widget.grab().save(str(path))
        print(path.name, flush=True)

    def shoot_screen(self, name: str, window: QWidget, front: QWidget) -> None:
        """Saves a window with the dialog and the pop-ups in front of it."""
        QTest.qWait(50)
        picture = window.grab()
        from PySide6.QtGui import QPainter

        painter = QPainter(picture)
        others = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in (window, front)]
        for each in [front, *others]:
            if each.isWindow() and each.size().width() < window.width():
                painter.drawPixmap(
                    each.mapToGlobal(each.rect().topLeft()) - window.mapToGlobal(window.rect().topLeft()), each.grab()
                )
        painter.end()
        picture.save(str(FOLDER / f"{name}-{self._suffix}.png"))
        print(f"{name}-{self._suffix}.png", flush=True)


@contextmanager
def main_window(url: str, folder: Path) -> Iterator[MainWindow]:
    """A window on the server, with today's bookings listed."""
    services = open_services(url, Settings(desk="Front desk 1", time_zone="Europe/Berlin"))
    state = WindowState(QSettings(str(folder / f"{os.getpid()}.ini"), QSettings.Format.IniFormat))
    window = MainWindow(services, Jobs(), state, Keymap({}))
    window.resize(1360, 820)
    window.show()
    window.start()
    schedule: Any = window.pages.current()
    until(lambda: window.isActiveWindow() and schedule.is_settled)
    try:
        yield window
    finally:
        window.close()
        window.leave()
        services.close()


def pages(camera: Camera, window: MainWindow) -> None:
    schedule: Any = window.pages.current()
    press(Qt.Key.Key_PageDown)
    until(lambda: schedule.is_settled and not QTest.qWait(300))
    schedule.view.scroll_to_minute(9 * 60)
    press(Qt.Key.Key_Home)
    for _ in range(8):
        press(Qt.Key.Key_Down)  # to nine o'clock
    QTest.qWait(500)
    camera.shoot("schedule-day", window)
    press(Qt.Key.Key_2, CTRL)
    until(lambda: schedule.is_settled and not QTest.qWait(300))
    camera.shoot("schedule-week", window)
    press(Qt.Key.Key_1, CTRL)
    until(lambda: schedule.is_settled)
    press(Qt.Key.Key_K, CTRL)
    until(QApplication.activePopupWidget)
    type_in("an")
    QTest.qWait(500)
    palette = QApplication.activePopupWidget()
    assert palette is not None
    camera.shoot_screen("palette", window, palette)
    palette.close()
    for name, command in (("keys", "help.keys"), ("change-keys", "help.change_keys"), ("views", "schedule.edit_views")):
        window.registry.run(command)
        shown = dialog()
        camera.shoot(name, shown)
        shown.reject()
        until(lambda: not isinstance(QApplication.activeWindow(), QDialog))
        window.activateWindow()
    press(Qt.Key.Key_F3)

    def current() -> Any:
        return window.pages.current()

    press(Qt.Key.Key_Y, ALT)
    with wait_for(current().list.model.placed):
        press(Qt.Key.Key_Down)  # tomorrow
    for name, key in (("bookings", Qt.Key.Key_F3), ("clients", Qt.Key.Key_F4), ("providers", Qt.Key.Key_F6)):
        press(key)
        until(current().list.model.rowCount)
        for _ in range(4):
            press(Qt.Key.Key_Down)
        until(lambda: current().list.current_row() and current().list.details.history.topLevelItemCount())
        QTest.qWait(200)
        camera.shoot(name, window)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F, CTRL)
    type_in("zzz qqq")
    until(lambda: not current().list.model.rowCount())
    camera.shoot("clients-nothing-found", window)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    until(current().list.model.rowCount)


def booking_dialogs(camera: Camera, window: MainWindow, services: Services) -> None:
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_N, CTRL)
    new = dialog()
    camera.shoot("booking-new", new)
    type_in("an")
    picker = new.form.editor("client")
    until(lambda: picker.hits.isVisible() and picker.hits.count() > 2)
    camera.shoot_screen("booking-client-picker", window, new)
    press(Qt.Key.Key_Return)
    until(lambda: not picker.hits.isVisible())
    taken = services.bookings.list(BookingFilter(status=("confirmed",), from_date=datetime.now(UTC), limit=1)).items[0]
    new.form.set_values(
        {"provider_id": taken.provider_id, "date": taken.scheduled_at.date(), "time": taken.scheduled_at.time()}
    )
    new.form.editor("service_type").set_value(taken.service_type)
    press(Qt.Key.Key_Return, CTRL)
    until(new.booking_form.time_help.isVisible)
    camera.shoot("booking-taken", new)
    press(Qt.Key.Key_O, ALT)
    QTest.qWait(300)
    camera.shoot("booking-overbook", new)
    leave(new)
    press(Qt.Key.Key_N, CTRL)
    unknown = dialog()
    type_in("Grace Hopper")
    until(unknown.form.editor("client").hits.isVisible)
    press(Qt.Key.Key_Down)
    for _ in range(8):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CTRL)
    QTest.qWait(100)
    camera.shoot("booking-new-client-errors", unknown)
    leave(unknown)
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    edit = dialog()
    camera.shoot("booking-edit", edit)
    edit.form.editor("notes").setFocus()
    type_in("x")
    press(Qt.Key.Key_Escape)
    QTest.qWait(50)
    camera.shoot("booking-leave", edit)
    leave(edit)


def people_dialogs(camera: Camera, window: MainWindow) -> None:
    for name, page, title in (("client", Qt.Key.Key_F4, "client"), ("provider", Qt.Key.Key_F6, "provider")):
        press(page)
        press(Qt.Key.Key_Insert)
        new = dialog()
        camera.shoot(f"{name}-new", new)
        press(Qt.Key.Key_Return, CTRL)
        QTest.qWait(100)
        camera.shoot(f"{name}-errors", new)
        leave(new)
        press(Qt.Key.Key_Home)
        until(lambda: current_row(window))
        press(Qt.Key.Key_Return)
        edit = dialog()
        camera.shoot(f"{title}-edit", edit)
        leave(edit)


def current_row(window: MainWindow) -> Any:
    """The selected row of the page on top."""
    found = window.pages.current_list()
    return found.current_row() if found is not None else None


def leave(open_dialog: Any) -> None:
    """Closes a dialog without saving."""
    behind = open_dialog.parentWidget().window()
    open_dialog.form.set_values({})
    QDialog.reject(open_dialog)
    behind.activateWindow()
    until(lambda: not isinstance(QApplication.activeWindow(), QDialog))


def start_pages(camera: Camera, folder: Path) -> None:
    state = WindowState(QSettings(str(folder / "start.ini"), QSettings.Format.IniFormat))
    starter = Starter(Settings(desk="Front desk 1"), state, folder / "none")
    starter.window.resize(1000, 640)
    starter.start("")
    camera.shoot("welcome", starter.window)
    starter.start("postgresql://nobody@127.0.0.1:1/none")
    until(lambda: len(starter.page.buttons) == 2)
    camera.shoot("start-unreachable", starter.window)
    starter.window.close()
    starter.close()


def take(url: str, folder: Path, look: str, scale: str) -> None:
    """All pictures of one look."""
    app = make_application()
    QLocale.setDefault(QLocale("en_GB"))
    theme = app.findChild(Theme)
    assert theme is not None
    theme.apply(look == "dark")
    camera = Camera(theme, look, scale)
    with main_window(url, folder) as window, open_services(url, Settings(desk="Front desk 2")) as services:
        pages(camera, window)
        booking_dialogs(camera, window, services)
        people_dialogs(camera, window)
        window.live.close()
        window.messages.toast("Booked Grace Hopper, Tue 24 Nov 2026 14:30")
        window._mention_loss()
        camera.shoot("offline", window)
    start_pages(camera, folder)


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) == 5:
        take(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4])
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        url = f"embedded://{folder / 'server'}"
        with open_services(url, Settings(desk="Front desk 1", time_zone="Europe/Berlin")) as services:
            services.database.upgrade()
            services.demo.load(lambda _done, _total: None)
            for look, scale in (("light", "1"), ("dark", "1"), ("light", "2")):
                environment = os.environ | {"QT_SCALE_FACTOR": scale, "TZ": "Europe/Berlin"}
                command = [sys.executable, __file__, url, name, look, scale]
                if subprocess.run(command, env=environment, check=False).returncode:
                    return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
