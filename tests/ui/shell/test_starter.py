"""From the address of a server to an open desk, by keys."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.settings import Settings, settings_file
from frontdesk_desktop.ui.shell.starter import Starter
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tests.conftest import run_sql

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def starter(settings: Settings, state: WindowState, tmp_path: Path, qtbot: QtBot) -> Iterator[Starter]:
    """A desk that has not begun yet, with an empty data folder."""
    starter = Starter(settings, state, tmp_path / "data")
    qtbot.addWidget(starter.window)
    yield starter
    if starter.main_window is not None:
        qtbot.addWidget(starter.main_window)
    starter.close()


def opened(starter: Starter, qtbot: QtBot, seconds: int = 30) -> None:
    """Waits for the main window."""
    qtbot.waitUntil(lambda: starter.main_window is not None and starter.main_window.isVisible(), timeout=seconds * 1000)


def fill(starter: Starter, **values: str) -> None:
    """Types into the fields of the server's address."""
    for name, value in values.items():
        field = starter.welcome.form.editor(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, value)


def choose_no_tls(starter: Starter) -> None:
    """Goes to the last kind of TLS: off."""
    QTest.keyClick(starter.welcome.form.editor("tls"), Qt.Key.Key_End)


def test_a_desk_without_a_server_starts_one_on_this_computer(starter: Starter, qtbot: QtBot, tmp_path: Path) -> None:
    starter.start("")
    qtbot.waitUntil(starter.welcome.isVisible)
    QTest.keyClick(starter.welcome.demo_box, Qt.Key.Key_Space)
    QTest.keyClick(starter.welcome.local_button, Qt.Key.Key_Space)
    opened(starter, qtbot, 60)
    assert not starter.window.isVisible()
    assert (tmp_path / "data" / "server" / "data" / "PG_VERSION").exists()
    saved = tomllib.loads(settings_file().read_text("utf-8"))
    assert saved["database_url"] == f"embedded://{(tmp_path / 'data' / 'server').as_posix()}"


def test_a_server_is_tested_before_it_is_saved_and_its_password_never_is(
    starter: Starter, qtbot: QtBot, database_url: str
) -> None:
    url = make_url(database_url)
    starter.start("")
    fill(starter, host=url.host or "", port=str(url.port), database=url.database or "", account=url.username or "")
    fill(starter, password="not it")
    choose_no_tls(starter)
    QTest.keyClick(starter.welcome.form.editor("password"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "refuses" in starter.welcome.banner.text)
    assert not settings_file().exists()
    assert starter.welcome.form.values()["database"] == url.database
    fill(starter, password=str(url.password))
    QTest.keyClick(starter.welcome.form.editor("password"), Qt.Key.Key_Return)
    opened(starter, qtbot)
    text = settings_file().read_text("utf-8")
    assert str(url.password) not in text
    assert settings_file().stat().st_mode & 0o077 == 0
    assert tomllib.loads(text)["database_url"].startswith(f"postgresql://{url.username}@127.0.0.1:")


def test_a_server_that_is_away_can_be_tried_again(starter: Starter, qtbot: QtBot) -> None:
    starter.start("postgresql://nobody:secret@127.0.0.1:1/none")
    qtbot.waitUntil(lambda: len(starter.page.buttons) == 2 and starter.page.bar.isHidden())
    assert "can't be reached" in starter.page.text
    assert "secret" not in starter.page.text
    again = starter.page.buttons[0]
    qtbot.waitUntil(again.hasFocus)
    QTest.keyClick(again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: again not in starter.page.buttons and len(starter.page.buttons) == 2)
    assert starter.main_window is None


def test_an_empty_database_is_set_up_when_asked(starter: Starter, qtbot: QtBot, services: Services) -> None:
    services.database.downgrade("base")
    starter.start(services.database.engine.url.render_as_string(hide_password=False))
    qtbot.waitUntil(lambda: "no tables" in starter.page.text)
    QTest.keyClick(starter.page.buttons[0], Qt.Key.Key_Space)
    opened(starter, qtbot)
    assert services.database.check() == []


def test_a_newer_database_is_not_opened(starter: Starter, qtbot: QtBot, services: Services) -> None:
    run_sql(services.database.engine.url, "UPDATE alembic_version SET version_num = '9999'")
    starter.start(services.database.engine.url.render_as_string(hide_password=False))
    qtbot.waitUntil(lambda: "newer than this program" in starter.page.text)
    assert starter.main_window is None


def test_starting_can_be_cancelled(starter: Starter, qtbot: QtBot, tmp_path: Path) -> None:
    starter.start(f"embedded://{(tmp_path / 'slow').as_posix()}")
    qtbot.waitUntil(lambda: len(starter.page.buttons) == 1)
    QTest.keyClick(starter.page.buttons[0], Qt.Key.Key_Space)
    qtbot.waitUntil(starter.welcome.isVisible, timeout=60_000)
    assert starter.main_window is None


def test_every_field_of_the_welcome_page_is_reached_by_tab(starter: Starter, qtbot: QtBot) -> None:
    starter.start("")
    with qtbot.waitActive(starter.window):
        starter.window.activateWindow()
    reached: list[QWidget] = []
    for _ in range(20):
        widget = starter.window.focusWidget()
        if widget is None or widget in reached:
            break
        reached.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    welcome = starter.welcome
    wanted = [welcome.form.editor(name) for name in ("host", "port", "database", "account", "password", "tls")]
    assert set(reached) >= {welcome.demo_box, welcome.local_button, welcome.connect_button, *wanted}
    assert all(field.accessibleName() for field in wanted if isinstance(field, QLineEdit))


def test_another_server_can_be_chosen_from_an_open_desk(starter: Starter, qtbot: QtBot, database_url: str) -> None:
    starter.start(database_url)
    opened(starter, qtbot)
    window = starter.main_window
    assert window is not None
    window.registry.run("desk.server")
    qtbot.waitUntil(starter.welcome.isVisible)
    assert starter.main_window is None
    assert starter.welcome.form.values()["database"] == make_url(database_url).database
    fill(starter, password=str(make_url(database_url).password))
    choose_no_tls(starter)
    QTest.keyClick(starter.welcome.form.editor("password"), Qt.Key.Key_Return)
    opened(starter, qtbot)
