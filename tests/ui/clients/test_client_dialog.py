"""The dialog of a client, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.schemas.clients import ClientFilter, ClientRead, ClientUpdate
from frontdesk_desktop.settings import Settings
from frontdesk_desktop.ui.clients.dialog import ClientDialog
from frontdesk_desktop.ui.clients.page import ClientsPage
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from tests.ui.desk_window import ALT, CTRL, DeskWindow, Hands, texts

Three = tuple[ClientRead, ...]
HOSTILE = [
    "שרה \u200fכהן\u200e",
    "👩‍⚕️ Zoë 🇩🇪",
    "<b>bold</b><img src=x onerror=alert(1)>",
    "'; DROP TABLE clients; --",
    "a&b %s {name} \\n &amp;",
]


def test_create_by_keys_alone(empty_page: ClientsPage, services: Services, window: DeskWindow, hands: Hands) -> None:
    window.registry.command("client.new")
    hands.press(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = hands.dialog()
    assert hands.focus is dialog.form.editor("name")
    hands.type("John Doe")
    hands.press(Qt.Key.Key_Tab)
    hands.type("+1234567890")
    hands.press(Qt.Key.Key_Tab)
    hands.type("john@example.com")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Calls back.\nSpeaks Dutch.")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait(lambda: texts(empty_page, "name") == ["John Doe"])
    stored = services.clients.list(ClientFilter()).items[0]
    assert (stored.phone, stored.email) == ("+1234567890", "john@example.com")
    assert stored.notes == "Calls back.\nSpeaks Dutch."
    assert texts(empty_page, "notes") == ["Calls back. Speaks Dutch."]
    hands.wait(lambda: empty_page.list.current_row() == stored)
    assert window.messages.toast_area.text == "Added John Doe"


def test_errors_stand_under_their_fields_as_one_types(page: ClientsPage, hands: Hands) -> None:
    page.open_new()
    form = hands.dialog().form
    hands.press(Qt.Key.Key_P, ALT)
    hands.type("1")
    assert form.error_text("phone") == "A phone number has at least 3 digits."
    hands.press(Qt.Key.Key_E, ALT)
    hands.type("x@")
    assert form.error_text("email") == "This is no e-mail address."
    hands.press(Qt.Key.Key_Return, CTRL)
    assert form.error_text("name") == "Please fill this in."
    assert hands.focus is form.editor("name")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_kept_and_shown_as_typed(
    empty_page: ClientsPage, services: Services, hands: Hands, text: str
) -> None:
    empty_page.open_new()
    dialog = hands.dialog()
    for field in ("name", "notes"):
        dialog.form.editor(field).setFocus()
        hands.type(text)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait(lambda: texts(empty_page, "name") == [text])
    stored = services.clients.list(ClientFilter()).items[0]
    assert (stored.name, stored.notes) == (text, text)
    assert texts(empty_page, "notes") == [text]


@pytest.mark.parametrize("field", ["name", "phone", "email", "notes"])
@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb"])
def test_control_characters_are_refused_under_the_field(page: ClientsPage, hands: Hands, field: str, text: str) -> None:
    page.open_new()
    form = hands.dialog().form
    form.editor(field).setFocus()
    hands.type(text)
    assert "can't be kept" in form.error_text(field)


def test_half_a_character_does_not_get_in(empty_page: ClientsPage, services: Services, hands: Hands) -> None:
    """Qt's binding drops lone surrogates: what stands in the field is what is stored."""
    empty_page.open_new()
    form = hands.dialog().form
    for field in ("name", "notes"):
        form.editor(field).setFocus()
        hands.type("Zoë\ud800 B")
    shown = form.values()
    assert (shown["name"], shown["notes"]) == ("Zoë B", "Zoë B")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait(lambda: texts(empty_page, "name") == ["Zoë B"])
    assert services.clients.list(ClientFilter()).items[0].notes == "Zoë B"


@pytest.mark.parametrize("field", ["name", "phone", "email", "notes"])
def test_a_text_without_end_is_refused_under_the_field(page: ClientsPage, hands: Hands, field: str) -> None:
    page.open_new()
    form = hands.dialog().form
    form.editor(field).setFocus()
    hands.type("é" * 1_000_000)
    assert "characters are possible" in form.error_text(field)


def test_a_likely_duplicate_is_named_and_can_be_opened(
    page: ClientsPage, services: Services, three: Three, hands: Hands
) -> None:
    page.open_new()
    dialog: ClientDialog = hands.dialog()
    hands.type("Annie S.")
    hands.press(Qt.Key.Key_Tab)
    hands.type("0012125550101")
    hands.wait(lambda: dialog.duplicate.text)
    assert dialog.duplicate.text == "There is a client like this: Ana Smith, +1 212 555 0101, ana@example.com"

    hands.press(Qt.Key.Key_O, ALT)
    hands.wait(lambda: QApplication.activeModalWidget() is not dialog)
    known = hands.dialog()
    assert known.windowTitle() == "Edit client"
    assert known.form.values()["name"] == "Ana Smith"
    hands.replace("Ana Smith-Jones")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait_closed(known)
    assert services.clients.get(three[0].id).name == "Ana Smith-Jones"
    assert dialog.isVisible()
    assert dialog.form.values()["name"] == "Annie S."


def test_the_warning_goes_when_nobody_is_like_that(page: ClientsPage, hands: Hands) -> None:
    page.open_new()
    dialog: ClientDialog = hands.dialog()
    hands.type("john smith")
    hands.wait(lambda: dialog.duplicate.text)
    hands.type("son")
    hands.wait(lambda: not dialog.duplicate.text)


def test_a_client_is_no_duplicate_of_itself(page: ClientsPage, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Return)
    dialog: ClientDialog = hands.dialog()
    hands.press(Qt.Key.Key_E, ALT)
    hands.replace("ana.smith@example.com")
    hands.wait(lambda: dialog._looked_for[2] == "ana.smith@example.com")
    hands.replace("john@example.com")
    hands.wait(lambda: dialog.duplicate.text)
    assert "John Smith" in dialog.duplicate.text


def test_edit_sends_only_what_was_changed(page: ClientsPage, services: Services, three: Three, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Return)
    hands.dialog()
    services.clients.update(three[0].id, ClientUpdate(notes="Moved"))
    hands.press(Qt.Key.Key_P, ALT)
    hands.replace("+1 212 555 0142")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait(lambda: texts(page, "phone")[0] == "+1 212 555 0142")
    assert services.clients.get(three[0].id).notes == "Moved"


def test_a_field_that_two_desks_changed(page: ClientsPage, services: Services, three: Three, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Return)
    dialog = hands.dialog()
    services.clients.update(three[0].id, ClientUpdate(name="Ana Jones"))
    hands.replace("Ana Miller")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait(lambda: "Test desk" in dialog.banner.text)
    hands.press(Qt.Key.Key_R, ALT)
    hands.wait(lambda: dialog.form.values()["name"] == "Ana Jones")
    assert "Name: Ana Miller" in dialog.banner.text


def test_a_failed_save_keeps_what_was_typed(settings: Settings, state: WindowState, qtbot: QtBot, hands: Hands) -> None:
    with open_services("postgresql://nobody@127.0.0.1:9/none", settings) as away:
        window = DeskWindow(away, state, qtbot)
        qtbot.addWidget(window)
        window.show()
        dialog = ClientDialog(window.desk, None, window)
        dialog.open()
        assert hands.dialog() is dialog
        hands.type("John Doe")
        hands.press(Qt.Key.Key_S, CTRL)
        hands.wait(lambda: "can't be reached" in dialog.banner.text)
        assert dialog.form.values()["name"] == "John Doe"
        assert hands.focus is dialog.form.editor("name")
        window.leave()
