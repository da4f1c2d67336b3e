"""Contrast, icons, and what is remembered."""

from dataclasses import asdict
from itertools import product

import pytest
from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QStandardItemModel
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget
from pytestqt.qtbot import QtBot

from frontdesk_desktop.resources import folder
from frontdesk_desktop.ui.toolkit.icons import error_tint, icon, status_icon
from frontdesk_desktop.ui.toolkit.theme import Colours, Theme, colours, row_height, status_colour
from frontdesk_desktop.ui.toolkit.window_state import WindowState

STATUSES = ("pending", "confirmed", "arrived", "completed", "cancelled", "no_show")


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor | str, other: QColor | str) -> float:
    lighter, darker = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_is_readable(dark: bool) -> None:
    tokens: Colours = colours(dark)
    named = asdict(tokens)
    grounds = ("window", "base", "alternate", "selection", "button")
    for text, ground in product(("text", "muted"), grounds):
        assert contrast(named[text], named[ground]) >= 4.5, (text, ground)
    for text, ground in product(("error", "accent"), ("window", "base", "alternate")):
        assert contrast(named[text], named[ground]) >= 4.5, (text, ground)
    for ground in ("error_back", "warning_back", "info_back"):
        assert contrast(tokens.text, named[ground]) >= 4.5, ground
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.field, tokens.base) >= 3
    assert contrast(tokens.field, tokens.window) >= 3
    for status, ground in product(STATUSES, ("base", "alternate", "selection")):
        assert contrast(status_colour(status, dark), named[ground]) >= 4.5, (status, ground)


def ink(image: QImage) -> set[str]:
    """The opaque colours of a picture."""
    spots = product(range(image.width()), range(image.height()))
    return {image.pixelColor(*spot).name() for spot in spots if image.pixelColor(*spot).alpha() == 255}


def test_icons_follow_the_theme(theme: Theme) -> None:
    size = QSize(32, 32)
    edit = icon("edit")
    assert colours(dark=False).text in ink(edit.pixmap(size).toImage())
    theme.apply(dark=True)
    assert colours(dark=True).text in ink(edit.pixmap(size).toImage())
    assert colours(dark=True).error in ink(icon("error", error_tint).pixmap(size).toImage())
    assert edit.pixmap(size, 2.0).size() == QSize(64, 64)


def test_every_drawing_draws_something(qapp: QApplication) -> None:
    names = [path.stem for path in folder("icons").glob("*.svg")]
    assert len(names) >= 33
    for name in names:
        assert ink(icon(name).pixmap(48, 48).toImage()), name
    for status in STATUSES:
        assert status_colour(status, dark=False).name() in ink(status_icon(status).pixmap(48, 48).toImage())
    with pytest.raises(FileNotFoundError):
        icon("no such drawing")


def test_theme_follows_the_system(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed) as changed:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert changed.args == [True]
    assert qapp.palette().window().color() == QColor(colours(dark=True).window)


def test_row_grows_with_the_font(qapp: QApplication) -> None:
    font = qapp.font()
    assert row_height(QFontMetrics(font)) == 28
    font.setPixelSize(40)
    assert row_height(QFontMetrics(font)) >= 48


def header_of(qtbot: QtBot, count: int) -> QHeaderView:
    header = QHeaderView(Qt.Orientation.Horizontal)
    header.setModel(QStandardItemModel(1, count, header))
    qtbot.addWidget(header)
    return header


def test_columns_added_and_removed_since_the_last_start(qtbot: QtBot, state: WindowState) -> None:
    """
    saved      c (70 px)   a   b (hidden)
    now        new         a   c    d
    restored   new         c (70 px)   d    a
    """
    header = header_of(qtbot, 3)
    header.resizeSection(2, 70)
    header.moveSection(2, 0)
    header.hideSection(1)
    state.save_header("t", header, ["a", "b", "c"])
    now = ["new", "a", "c", "d"]
    header = header_of(qtbot, 4)
    assert state.restore_header("t", header, now)
    assert [now[header.logicalIndex(place)] for place in range(4)] == ["new", "c", "d", "a"]
    assert header.sectionSize(2) == 70
    assert header.hiddenSectionCount() == 0


@pytest.mark.parametrize(
    "stored", ["", "nonsense", "[1]", '{"order": 1, "hidden": [], "widths": {}}', QByteArray(b"\0")]
)
def test_unreadable_columns_are_left_alone(
    stored: object, qtbot: QtBot, qsettings: QSettings, state: WindowState
) -> None:
    qsettings.setValue("header/v1/t", stored)
    header = header_of(qtbot, 3)
    assert not state.restore_header("t", header, ["a", "b", "c"])


def test_window_size_is_remembered(qtbot: QtBot, state: WindowState) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not state.restore_window("w", window)
    window.resize(456, 321)
    state.save_window("w", window)
    again = QWidget()
    qtbot.addWidget(again)
    assert state.restore_window("w", again)
    assert again.size() == QSize(456, 321)
