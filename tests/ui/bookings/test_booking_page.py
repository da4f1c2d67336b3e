"""The list of bookings: what it shows, filters, sorts and says."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.clients import ClientRead
from frontdesk_desktop.schemas.providers import ProviderRead, ProviderUpdate
from frontdesk_desktop.ui.bookings.page import BookingsPage
from frontdesk_desktop.ui.bookings.table_model import columns, describe
from tests.ui.bookings.conftest import Book
from tests.ui.desk_window import ALT, CTRL, DeskWindow, Hands, texts

Key = Qt.Key


def plain(text: str) -> str:
    """With the spaces of a keyboard."""
    return text.replace("\u202f", " ")


def choose(hands: Hands, box: Key, words: str) -> None:
    """A filter by its mnemonic, then the choice that begins so."""
    hands.press(box, ALT)
    hands.type(words)


def test_today_is_shown_first_in_order(page: BookingsPage, hands: Hands, book: Book) -> None:
    book(0, 15, notes="second")
    book(0, 9, notes="first")
    book(-1, 9)
    book(1, 9)
    hands.wait(lambda: texts(page, "notes") == ["first", "second"])
    assert page.list.pane.footer.text() == "1–2 of 2"


def test_quick_ranges_by_keys(page: BookingsPage, hands: Hands, book: Book, today: date) -> None:
    gone = (today.isoweekday() - QLocale().firstDayOfWeek().value) % 7  # days of this week before today
    days = sorted({-gone - 1, -gone, 0, 1, 6 - gone, 7 - gone})
    for day in days:
        book(day, 10, notes=str(day))
    hands.wait(lambda: texts(page, "notes") == ["0"])
    hands.press(Key.Key_Y, ALT)
    hands.press(Key.Key_Down)
    hands.wait(lambda: texts(page, "notes") == ["1"])
    hands.press(Key.Key_Down)
    hands.wait(lambda: texts(page, "notes") == [str(day) for day in days if -gone <= day <= 6 - gone])
    hands.press(Key.Key_Down)
    hands.wait(lambda: texts(page, "notes") == [str(day) for day in days])


def test_free_dates_are_typed(page: BookingsPage, hands: Hands, book: Book, today: date) -> None:
    for day in range(-2, 4):
        book(day, 10, notes=str(day))
    assert not page.filter_bar.first.isVisible()
    choose(hands, Key.Key_Y, "D")
    assert page.filter_bar.first.value() == today
    hands.wait(lambda: texts(page, "notes") == ["0", "1", "2", "3"])
    hands.press(Key.Key_M, ALT)
    hands.replace("y")
    hands.press(Key.Key_T, ALT)
    assert page.filter_bar.first.text().endswith((today - timedelta(days=1)).strftime("%Y"))
    hands.type("+2d")
    hands.press(Key.Key_Return)
    hands.wait(lambda: texts(page, "notes") == ["-1", "0", "1", "2"])
    hands.replace("nonsense")
    hands.wait(page.filter_bar._error.text)
    assert "“nonsense” is no date" in page.filter_bar._error.text()
    assert texts(page, "notes") == ["-1", "0", "1", "2"]
    hands.replace("")
    hands.wait(lambda: texts(page, "notes") == ["-1", "0", "1", "2", "3"])
    assert page.filter_bar._error.text() == ""


def test_filters_by_provider_status_and_text(
    page: BookingsPage, hands: Hands, book: Book, garage: ProviderRead, smith: ClientRead
) -> None:
    book(0, 8, notes="one")
    book(0, 9, BookingStatus.CANCELLED, notes="two")
    book(0, 10, provider_id=garage.id, client_id=smith.id, notes="three")
    hands.wait(lambda: len(texts(page, "notes")) == 3)
    choose(hands, Key.Key_O, "Hud")
    hands.wait(lambda: texts(page, "notes") == ["three"])
    hands.press(Key.Key_Home)
    hands.wait(lambda: len(texts(page, "notes")) == 3)
    choose(hands, Key.Key_U, "cancelled")
    hands.wait(lambda: texts(page, "notes") == ["two"])
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Down)
    hands.wait(lambda: texts(page, "notes") == ["one", "three"])
    page.focus_search()
    hands.type("smi jo")
    hands.wait(lambda: texts(page, "notes") == ["three"])


def test_today_is_each_provider_s_own(
    page: BookingsPage, hands: Hands, book: Book, garage: ProviderRead, today: date
) -> None:
    """23:30 in New York is another day in Berlin, and still today there."""
    book(0, 23.5, provider_id=garage.id, notes="there")
    book(0, 23.5, notes="here")
    book(1, 0.5, notes="tomorrow")
    hands.wait(lambda: texts(page, "notes") == ["here", "there"])


def test_sorts_by_several_columns_by_keys(
    page: BookingsPage, hands: Hands, book: Book, garage: ProviderRead, smith: ClientRead
) -> None:
    book(0, 9, notes="b")
    book(0, 8, client_id=smith.id, notes="a")
    book(0, 10, notes="c")
    hands.wait(lambda: texts(page, "notes") == ["a", "b", "c"])
    table = page.list.table
    table.setFocus()
    hands.press(Key.Key_Home)
    for _ in range(2):
        hands.press(Key.Key_Right)
    assert page.list.model.columns[table.currentIndex().column()].name == "client_name"
    table.sort_header.sort_current(additional=False)
    hands.wait(lambda: texts(page, "client_name") == ["Joanna Smith", "John Doe", "John Doe"])
    for _ in range(5):
        hands.press(Key.Key_Right)
    table.sort_header.sort_current(additional=True)
    table.sort_header.sort_current(additional=True)
    hands.wait(lambda: texts(page, "notes") == ["a", "c", "b"])
    assert [key for key, _ in page.list.model.sort_keys] == ["client_name", "notes"]


def test_empty_days_offer_a_booking_and_filters_offer_to_be_cleared(
    page: BookingsPage, hands: Hands, book: Book
) -> None:
    empty = page.list.pane.empty_page
    assert empty.text == "No bookings on these days. Book one: Ctrl+N"
    choose(hands, Key.Key_Y, "A")
    hands.wait(lambda: empty.text == "No bookings yet. Book the first: Ctrl+N")
    empty.buttons[0].setFocus()
    hands.press(Key.Key_Space)
    hands.dialog()
    hands.press(Key.Key_Escape)
    hands.wait(lambda: QApplication.activeModalWidget() is None)
    book(3, 10)
    hands.wait(lambda: page.list.model.rowCount() == 1)
    page.focus_search()
    hands.type("nobody")
    hands.wait(lambda: empty.isVisible() and empty.text == "Nothing matches this filter.")
    empty.buttons[0].setFocus()
    hands.press(Key.Key_Space)
    hands.wait(lambda: page.list.model.rowCount() == 1)
    assert page.filter_bar.search.text() == ""


def test_history_by_keys(page: BookingsPage, window: DeskWindow, hands: Hands, book: Book) -> None:
    booking = book(0, 10)
    hands.wait(lambda: page.list.model.rowCount() == 1)
    page.list.table.setFocus()
    hands.press(Key.Key_Home)
    hands.press(Key.Key_C)
    history = page.list.details.history
    hands.wait(lambda: history.topLevelItemCount() == 2)
    page.focus_history()
    assert hands.focus is history
    newest = history.topLevelItem(0)
    assert newest is not None
    assert "changed by" in newest.text(0)
    assert "at Test desk" in newest.text(0)
    line = newest.child(0)
    assert line is not None
    assert line.text(0) == "Status: pending → confirmed"
    assert booking.status is BookingStatus.PENDING


def test_tab_goes_through_filters_table_and_history(page: BookingsPage, hands: Hands, book: Book) -> None:
    book(0, 10)
    hands.wait(lambda: page.list.model.rowCount() == 1)
    page.list.table.selectRow(0)
    hands.wait(page.list.details.history.isVisible)
    bar = page.filter_bar
    page.focus_search()
    for widget in (bar.days, bar.provider, bar.status, page.list.table, page.list.details.history):
        hands.press(Key.Key_Tab)
        assert hands.focus is widget


def test_marks_and_zones(services: Services, book: Book, garage: ProviderRead) -> None:
    by_name = {column.name: column for column in columns("Europe/Berlin")}
    when, notes = by_name["scheduled_at"], by_name["notes"]
    here = book(1, 10, notes="Note\n<b>2</b>")
    there = book(1, 10, provider_id=garage.id)
    over = book(1, 10, overbook_reason="An emergency")
    assert plain(when.text(here)).endswith(" 10:00 AM")
    assert plain(when.text(there)).endswith(" 10:00 AM " + str(there.scheduled_at.tzname()))
    assert when.icon is not None
    assert when.tooltip is not None
    assert notes.icon is not None
    assert when.icon(here) is None
    assert when.icon(over) is not None
    assert "An emergency" in when.tooltip(over)
    assert notes.icon(here) is not None
    assert notes.icon(there) is None
    facts = dict(describe(over)[1])
    assert facts["Overbooked"] == "An emergency"
    assert plain(facts["When"]).endswith("– 10:30 AM (Europe/Berlin)")


def test_end_on_another_day_is_shown_with_it(book: Book) -> None:
    by_name = {column.name: column for column in columns("Europe/Berlin")}
    booking = book(1, 23, duration_minutes=120)
    assert plain(by_name["ends_at"].text(booking)).endswith("1:00 AM")
    assert len(by_name["ends_at"].text(booking)) > len("1:00 AM")
    assert by_name["duration_minutes"].text(booking) == "120 min"


def test_every_sortable_column_is_known_to_the_service(page: BookingsPage, hands: Hands, book: Book) -> None:
    book(0, 10)
    hands.wait(lambda: page.list.model.rowCount() == 1)
    for column in page.list.model.columns:
        if column.key:
            page.list.model.set_sort(((column.key, Qt.SortOrder.DescendingOrder),))
            hands.wait(lambda: not page.list.model._replacing)
            assert page.filter_bar._error.text() == ""


def test_inactive_provider_leaves_the_filter_unless_chosen(
    page: BookingsPage, hands: Hands, services: Services, garage: ProviderRead, clinic: ProviderRead
) -> None:
    page.filter_bar.provider.set_value(garage.id)
    services.providers.update(garage.id, ProviderUpdate(is_active=False))
    services.providers.update(clinic.id, ProviderUpdate(is_active=False))
    hands.wait(lambda: page.filter_bar.provider.count() == 2)
    assert page.filter_bar.provider.value() == garage.id


@pytest.mark.parametrize("text", ["<b>x</b>", "'; --", "👩‍⚕️", "\u202eabc"])
def test_search_takes_any_text(page: BookingsPage, hands: Hands, book: Book, text: str) -> None:
    book(0, 10, notes=text)
    book(0, 11)
    hands.wait(lambda: page.list.model.rowCount() == 2)
    page.focus_search()
    hands.type(text)
    hands.press(Key.Key_Return)
    hands.wait(lambda: not page.list.model._replacing)
    assert page.filter_bar._error.text() == ""


def test_control_character_in_the_search_is_refused(page: BookingsPage, hands: Hands, book: Book) -> None:
    book(0, 10)
    hands.wait(lambda: page.list.model.rowCount() == 1)
    page.focus_search()
    hands.type("a\x07b")
    hands.wait(lambda: "can't be kept" in page.filter_bar._error.text())
    assert page.list.model.rowCount() == 1


def test_midnight_shows_the_new_day(page: BookingsPage, hands: Hands, book: Book, today: date) -> None:
    book(0, 10)
    hands.wait(lambda: page.list.model.rowCount() == 1)
    ticket = page.list.model.ticket
    page.filter_bar._look_at_clock()
    assert page.list.model.ticket == ticket
    page.filter_bar._today = today - timedelta(days=1)
    page.filter_bar._look_at_clock()
    assert page.list.model.ticket == ticket + 1
    assert page.filter_bar.where()["from_date"] == datetime.combine(today, datetime.min.time())


def test_new_booking_is_a_window_wide_key(page: BookingsPage, hands: Hands) -> None:
    page.focus_search()
    hands.press(Key.Key_N, CTRL)
    assert hands.dialog().form.has("client")
