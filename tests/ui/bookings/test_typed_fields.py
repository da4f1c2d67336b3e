"""Dates, times and lengths as people type them, in several locales."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from frontdesk_desktop.ui.bookings.typed_fields import DateEdit, MinutesEdit, TimeEdit

LOCALES = [
    "C",
    "en_US",
    "en_GB",
    "de_DE",
    "fr_FR",
    "hu_HU",
    "ko_KR",
    "zh_TW",
    "vi_VN",
    "fa_IR",
    "ar_EG",
    "pt_BR",
    "fi_FI",
]


@pytest.fixture(autouse=True)
def _locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize("name", LOCALES)
@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2027, 2, 3), date(1925, 12, 31), date(9999, 1, 2)])
def test_what_is_shown_is_read_as_the_same_date(qtbot: QtBot, name: str, day: date) -> None:
    QLocale.setDefault(QLocale(name))
    field = DateEdit()
    qtbot.addWidget(field)
    assert field.read(field.shown(day)) == day


@pytest.mark.parametrize("name", LOCALES)
@pytest.mark.parametrize("clock", [time(0, 0), time(0, 30), time(9, 5), time(12, 0), time(14, 30), time(23, 59)])
def test_what_is_shown_is_read_as_the_same_time(qtbot: QtBot, name: str, clock: time) -> None:
    QLocale.setDefault(QLocale(name))
    field = TimeEdit()
    qtbot.addWidget(field)
    assert field.read(field.shown(clock)) == clock


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("en_US", "3/4/2027", date(2027, 3, 4)),
        ("en_GB", "3/4/2027", date(2027, 4, 3)),
        ("de_DE", "3.4.27", date(2027, 4, 3)),
        ("en_US", "2027-03-14", date(2027, 3, 14)),
        ("de_DE", "Donnerstag 3.4.2027", date(2027, 4, 3)),
    ],
)
def test_dates_by_the_locale(qtbot: QtBot, name: str, typed: str, expected: date) -> None:
    QLocale.setDefault(QLocale(name))
    field = DateEdit()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, typed)
    assert field.value() == expected


def test_day_names_of_the_locale(qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    field = DateEdit()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "mittw")
    value = field.value()
    assert isinstance(value, date)
    assert value.isoweekday() == 3


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1430", time(14, 30)),
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("2:30pm", time(14, 30)),
        ("9", time(9)),
    ],
)
def test_times_as_people_type_them(qtbot: QtBot, typed: str, expected: time) -> None:
    field = TimeEdit()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, typed)
    assert field.value() == expected
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == field.shown(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("30", 30),
        ("1h", 60),
        ("1 h", 60),
        ("1:30", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1.5h", 90),
        ("0,5 h", 30),
        ("45 minutes", 45),
        ("soon", "soon"),
        ("h", "h"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_lengths_as_people_type_them(qtbot: QtBot, typed: str, expected: int | str) -> None:
    field = MinutesEdit()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, typed)
    assert field.value() == expected
    assert field.by_hand is bool(typed)


def test_arrows_step(qtbot: QtBot) -> None:
    day, clock, minutes = DateEdit(), TimeEdit(), MinutesEdit()
    for field in (day, clock, minutes):
        qtbot.addWidget(field)
    up, down = Qt.Key.Key_Up, Qt.Key.Key_Down
    day.set_value(date(2026, 12, 31))
    qtbot.keyClick(day, up)
    assert day.value() == date(2027, 1, 1)
    qtbot.keyClick(day, down)
    assert day.value() == date(2026, 12, 31)
    day.set_value(date.max)
    qtbot.keyClick(day, up)
    assert day.value() == date.max
    clock.set_value(time(14, 7))
    qtbot.keyClick(clock, up)
    assert clock.value() == time(14, 15)
    qtbot.keyClick(clock, down)
    assert clock.value() == time(14, 0)
    clock.set_value(time(14, 7))
    qtbot.keyClick(clock, down)
    assert clock.value() == time(14, 0)
    clock.set_value(time(23, 45))
    qtbot.keyClick(clock, up)
    assert clock.value() == time(23, 45)
    minutes.set_value(30)
    qtbot.keyClick(minutes, up)
    assert (minutes.value(), minutes.by_hand) == (35, True)
    for _ in range(9):
        qtbot.keyClick(minutes, down)
    assert minutes.value() == 5


def test_arrows_in_an_empty_field_begin(qtbot: QtBot) -> None:
    day, clock, minutes = DateEdit(), TimeEdit(), MinutesEdit()
    for field in (day, clock, minutes):
        qtbot.addWidget(field)
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert day.value() == date.today()  # noqa: DTZ011
    value = clock.value()
    assert isinstance(value, time)
    assert value.minute % 15 == 0
    assert minutes.value() == 30


def test_seconds_are_kept_while_nothing_is_typed(qtbot: QtBot) -> None:
    field = TimeEdit()
    qtbot.addWidget(field)
    field.set_value(time(14, 30, 15))
    assert field.value() == time(14, 30, 15)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == time(14, 30, 15)
    assert timedelta(seconds=15)
