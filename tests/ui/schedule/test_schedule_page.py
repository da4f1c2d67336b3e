"""The page around the schedule: live changes, empty, failing, views and what is painted."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QComboBox
from sqlalchemy import text

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.errors import ServerUnavailable
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead, BookingUpdate
from frontdesk_desktop.schemas.clients import ClientRead, ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderRead, ProviderUpdate
from frontdesk_desktop.ui.schedule.page import SchedulePage
from frontdesk_desktop.ui.schedule.painting import BlockPainter
from frontdesk_desktop.ui.toolkit.theme import Theme, status_colour
from tests.ui.desk_window import DeskWindow, Hands, shown
from tests.ui.schedule.conftest import Book, Key, cursor, put, shown_times
from tests.ui.test_accessible import check

NAMES = ["City Medical", "Harbour Homes", "Hudson Garage"]


def names(page: SchedulePage) -> list[str]:
    return [column.provider.name for column in page.plan.columns]


def test_changes_of_all_desks_are_seen_at_once(
    page: SchedulePage, services: Services, hands: Hands, book: Book, john: ClientRead, clinic: ProviderRead
) -> None:
    """And neither cursor nor scroll position move."""
    put(page, 12, column=1)
    scroll = page.view.verticalScrollBar().value()
    booking = book(10)
    hands.wait(lambda: shown_times(page) == {"City Medical": ["John Doe 10:00–10:30"]})
    services.clients.update(john.id, ClientUpdate(name="Jane Doe"))
    hands.wait(lambda: shown_times(page) == {"City Medical": ["Jane Doe 10:00–10:30"]})
    services.providers.update(clinic.id, ProviderUpdate(name="Town Medical"))
    hands.wait(lambda: names(page)[-1] == "Town Medical")  # by name, it is the last column now
    assert cursor(page) == ("Harbour Homes", "12:00")
    services.bookings.cancel(booking.id)
    hands.wait(lambda: shown_times(page) == {})
    assert cursor(page) == ("Harbour Homes", "12:00")
    assert page.view.verticalScrollBar().value() == scroll


def test_a_hidden_page_reads_when_it_is_shown(page: SchedulePage, hands: Hands, book: Book) -> None:
    page.hide()
    booking = book(10)
    book(11)
    hands.wait(lambda: page._stale)
    assert shown_times(page) == {}
    page.show()
    hands.wait(lambda: len(shown_times(page).get("City Medical", [])) == 2)
    page.show_booking(booking)
    hands.wait(lambda: page.editing.booking() == booking)


def test_a_booking_elsewhere_is_gone_to(
    page: SchedulePage, hands: Hands, book: Book, homes: ProviderRead, garage: ProviderRead
) -> None:
    page.bar.sectors.setFocus()
    page.show_sector("medical")
    hands.wait(lambda: names(page) == ["City Medical"])
    booking = book(16, day=page.today.replace(month=12), provider_id=homes.id)
    page.show_booking(booking)
    hands.wait(lambda: page.editing.booking() == booking)
    assert names(page) == NAMES
    assert page.bar.sectors.currentText() == "All sectors"


def test_the_counts(page: SchedulePage, services: Services, hands: Hands, book: Book) -> None:
    booking = book(10)
    book(11)
    hands.wait(lambda: page.bar.counts.text() == "2 pending")
    services.bookings.update(booking.id, BookingUpdate(status=BookingStatus.CONFIRMED))
    hands.wait(lambda: page.bar.counts.text() == "1 pending")


def test_a_sector_by_keys(page: SchedulePage, hands: Hands) -> None:
    hands.go_to(page.bar.sectors)
    hands.press(Key.Key_Down)
    hands.wait(lambda: names(page) == ["Hudson Garage"])
    assert page.bar.sectors.currentText() == "automotive"


def test_no_provider_yet(show: Callable[[], SchedulePage], hands: Hands, services: Services) -> None:
    page = show()
    assert page.pane.state_page.text == "No providers yet. Add the first."
    wanted: list[Any] = []
    page.provider_wanted.connect(lambda: wanted.append(True))
    page.pane.state_page.buttons[0].setFocus()
    hands.press(Key.Key_Space)
    assert wanted == [True]
    services.providers.create(ProviderCreate(name="City Medical", sector="medical"))
    hands.wait(page.view.isVisible)
    assert page.view.hasFocus()
    assert cursor(page) == ("City Medical", "09:00")


def test_nobody_in_this_view(page: SchedulePage, hands: Hands, services: Services, clinic: ProviderRead) -> None:
    page.show_sector("medical")
    hands.wait(lambda: names(page) == ["City Medical"])
    services.providers.update(clinic.id, ProviderUpdate(is_active=False))
    hands.wait(page.pane.state_page.isVisible)
    assert page.pane.state_page.text == "No active provider is in this view."
    page.pane.state_page.buttons[0].setFocus()
    hands.press(Key.Key_Space)
    hands.wait(lambda: names(page) == NAMES[1:])


def test_a_failure_leaves_what_is_shown(
    page: SchedulePage, hands: Hands, services: Services, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(10)
    hands.wait(lambda: shown_times(page))
    day = page.bar.date.text()
    wanted: list[Any] = []
    page.booking_wanted.connect(lambda *what: wanted.append(what))
    with services.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE bookings RENAME TO away"))
    with monkeypatch.context() as patch:
        patch.setattr("frontdesk_desktop.ui.jobs.log.error", lambda *_, **__: None)
        hands.press(Key.Key_PageDown)
        hands.type("x")
        hands.wait(page.pane.banner.isVisible)
    assert page.bar.date.text() == day
    assert shown_times(page)
    assert wanted == []
    with services.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO bookings"))
    page.pane.banner.buttons[0].setFocus()
    hands.press(Key.Key_Return)
    hands.wait(lambda: page.is_settled and page.pane.banner.isHidden())
    assert page.bar.date.text() == "Wed Nov 25, 2093"


def test_a_first_failure_can_be_tried_again(
    window: DeskWindow, hands: Hands, clinic: ProviderRead, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = window.desk.services.schedule.read
    with monkeypatch.context() as patch:

        def fail(_where: object) -> None:
            raise ServerUnavailable("server.unreachable")

        patch.setattr(window.desk.services.schedule, "read", fail)
        page = SchedulePage(window.desk)
        window.setCentralWidget(page)
        window.show()
        hands.wait(lambda: "can't be reached" in page.pane.state_page.text)
    assert window.desk.services.schedule.read == read
    page.pane.state_page.buttons[0].click()
    hands.wait(lambda: names(page) == ["City Medical"])


def test_the_details_follow_the_cursor(page: SchedulePage, hands: Hands, book: Book) -> None:
    booking = book(10, notes="left knee")
    hands.wait(lambda: page.view.go_to_booking(booking.id))
    hands.wait(lambda: "left knee" in shown(page.details))
    hands.press(Key.Key_Up)
    hands.wait(lambda: "left knee" not in shown(page.details))


def test_everything_is_reached_by_tab_and_named(page: SchedulePage, hands: Hands) -> None:
    check(page)
    assert all(combo.accessibleName() for combo in page.findChildren(QComboBox))


def test_the_views_dialog_is_reached_by_tab_and_named(page: SchedulePage, hands: Hands) -> None:
    page.edit_views()
    dialog = hands.dialog()
    check(dialog)
    hands.press(Key.Key_Escape)
    hands.wait_closed(dialog)


@pytest.mark.parametrize("dark", [False, True])
def test_blocks_lie_at_their_true_times(page: SchedulePage, hands: Hands, book: Book, theme: Theme, dark: bool) -> None:
    """Twenty minutes in rows of fifteen: four thirds of a row, with the status's colour at the left."""
    theme.apply(dark)
    booking = book(10, BookingStatus.ARRIVED, duration_minutes=20)
    hands.wait(lambda: page.view.go_to_booking(booking.id))
    put(page, 12)
    found = page.plan.place_of(booking.id)
    assert found is not None
    rect = page.view.block_rect(*found)
    assert rect.height() + 1 == round(page.view.row_height * 4 / 3)
    picture = page.view.viewport().grab().toImage()
    bar = status_colour("arrived", dark)
    for y in (rect.top() + 1, rect.bottom() - 1):
        assert QColor(picture.pixel(rect.left() + 1, y)) == bar
    assert QColor(picture.pixel(rect.left() + 1, rect.bottom() + 3)) != bar


def test_only_what_is_exposed_is_painted(
    page: SchedulePage, hands: Hands, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block outside the strip isn't asked for."""
    book(10)
    book(14)
    hands.wait(lambda: len(shown_times(page).get("City Medical", [])) == 2)
    painted: list[str] = []
    paint = BlockPainter.paint

    def watch(self: BlockPainter, painter: QPainter, booking: BookingRead, rect: QRect) -> None:
        painted.append(booking.scheduled_at.strftime("%H:%M"))
        paint(self, painter, booking, rect)

    monkeypatch.setattr(BlockPainter, "paint", watch)
    page.view.viewport().repaint()  # with all that waits to be painted
    assert painted == ["10:00", "14:00"]
    painted.clear()
    page.view.viewport().repaint(page.view.cell_rect(0, 13 * 60, 15 * 60))
    assert painted == ["14:00"]


def test_the_theme_is_followed(page: SchedulePage, hands: Hands, theme: Theme) -> None:
    before = page.view._painter()
    theme.apply(True)
    QApplication.processEvents()
    assert page.view._painter() is not before
    assert page.view.viewport().grab().toImage().pixelColor(5, 5).lightness() < 128


def test_the_search_is_somebody_else_s(page: SchedulePage, hands: Hands) -> None:
    asked: list[bool] = []
    page.client_search_wanted.connect(lambda: asked.append(True))
    page.focus_search()
    assert asked == [True]
    page.focus_history()
    assert page.details.history.focusPolicy() & Qt.FocusPolicy.TabFocus
