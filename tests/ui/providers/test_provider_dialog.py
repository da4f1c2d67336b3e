"""The dialog of a provider, by keys alone."""

import pytest
from PySide6.QtCore import Qt

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.providers import ProviderFilter, ProviderRead, ProviderUpdate
from frontdesk_desktop.ui.providers.page import ProvidersPage
from tests.ui.desk_window import ALT, CTRL, DeskWindow, Hands, texts

Three = tuple[ProviderRead, ...]
HOSTILE = [
    "עיריית \u200fתל אביב\u200e",
    "👩‍⚕️ Dr. Ünïcödé 🇩🇪",
    "<b>bold</b><img src=x onerror=alert(1)>",
    "'; DROP TABLE providers; --",
    "a&b %s {name} \\n &amp;",
]


def test_create_by_keys_alone(empty_page: ProvidersPage, services: Services, window: DeskWindow, hands: Hands) -> None:
    empty_page.open_new()
    dialog = hands.dialog()
    assert hands.focus is dialog.form.editor("name")
    hands.type("City Medical Clinic")
    hands.press(Qt.Key.Key_Tab)
    hands.type("med pra")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Tab)
    hands.type("+1234567890")
    hands.press(Qt.Key.Key_Tab)
    hands.type("info@citymedical.com")
    hands.press(Qt.Key.Key_Tab)
    hands.type("123 Main St\nFloor 2")
    hands.press(Qt.Key.Key_T, ALT)
    hands.replace("yor ame")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait(lambda: texts(empty_page, "name") == ["City Medical Clinic"])
    stored = services.providers.list(ProviderFilter()).items[0]
    assert stored.sector == "medical"
    assert stored.phone == "+1234567890"
    assert stored.email == "info@citymedical.com"
    assert stored.address == "123 Main St\nFloor 2"
    assert stored.time_zone == "America/New_York"
    assert stored.is_active
    hands.wait(lambda: empty_page.list.current_row() == stored)
    assert window.messages.toast_area.text == "Added City Medical Clinic"


def test_a_sector_of_ones_own(empty_page: ProvidersPage, services: Services, hands: Hands) -> None:
    empty_page.open_new()
    dialog = hands.dialog()
    hands.type("Holz & Söhne")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Carpentry")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait(lambda: texts(empty_page, "sector") == ["Carpentry"])
    assert services.providers.list(ProviderFilter()).items[0].time_zone == "Europe/Berlin"
    hands.wait_closed(dialog)


def test_errors_stand_under_their_fields_as_one_types(page: ProvidersPage, hands: Hands) -> None:
    page.open_new()
    dialog = hands.dialog()
    form = dialog.form
    assert form.errors() == {}
    hands.type("Name")
    hands.press(Qt.Key.Key_P, ALT)
    hands.type("1")
    assert form.error_text("phone") == "A phone number has at least 3 digits."
    hands.type("23")
    assert form.error_text("phone") == ""
    hands.press(Qt.Key.Key_E, ALT)
    hands.type("no address")
    assert form.error_text("email") == "This is no e-mail address."
    hands.press(Qt.Key.Key_T, ALT)
    hands.replace("Mars/Olympus")
    assert "isn't known" in form.error_text("time_zone")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert form.error_text("sector") == "Please fill this in."
    assert hands.focus is form.editor("sector")
    assert dialog.isVisible()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_kept_and_shown_as_typed(
    empty_page: ProvidersPage, services: Services, hands: Hands, text: str
) -> None:
    empty_page.open_new()
    dialog = hands.dialog()
    for field in ("name", "sector", "address"):
        dialog.form.editor(field).setFocus()
        hands.type(text)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.wait(lambda: texts(empty_page, "name") == [text])
    stored = services.providers.list(ProviderFilter()).items[0]
    assert (stored.name, stored.sector, stored.address) == (text, text, text)
    hands.wait(lambda: empty_page.list.current_row() == stored)
    hands.wait(lambda: empty_page.list.details.history.topLevelItemCount() == 1)


@pytest.mark.parametrize("field", ["name", "sector", "phone", "email", "address", "time_zone"])
@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x07b"])
def test_control_characters_are_refused_under_the_field(
    page: ProvidersPage, hands: Hands, field: str, text: str
) -> None:
    page.open_new()
    form = hands.dialog().form
    form.editor(field).setFocus()
    hands.replace(text)
    assert "can't be kept" in form.error_text(field)


@pytest.mark.parametrize("field", ["name", "sector", "phone", "email", "address", "time_zone"])
def test_a_text_without_end_is_refused_under_the_field(page: ProvidersPage, hands: Hands, field: str) -> None:
    page.open_new()
    form = hands.dialog().form
    form.editor(field).setFocus()
    hands.replace("é" * 1_000_000)
    assert "characters are possible" in form.error_text(field)


def test_edit_sends_only_what_was_changed(page: ProvidersPage, services: Services, three: Three, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Return)
    hands.dialog()
    services.providers.update(three[0].id, ProviderUpdate(address="2 Other St"))
    hands.press(Qt.Key.Key_P, ALT)
    hands.replace("+1 212 555 0142")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait(lambda: texts(page, "phone")[0] == "+1 212 555 0142")
    assert texts(page, "address")[0] == "2 Other St"
    assert services.providers.get(three[0].id).version == three[0].version + 2


def test_saving_without_a_change_writes_nothing(
    page: ProvidersPage, services: Services, three: Three, hands: Hands
) -> None:
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Return)
    dialog = hands.dialog()
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait_closed(dialog)
    assert services.providers.get(three[0].id) == three[0]


def test_a_field_that_two_desks_changed(page: ProvidersPage, services: Services, three: Three, hands: Hands) -> None:
    """
    field    before        theirs        mine          after Reload
    name     City Medical  City Clinic   My Medical    City Clinic, and mine is told
    phone    …0101         -             …0142         …0142
    address  1 Main St     2 Other St    -             2 Other St
    """
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Return)
    dialog = hands.dialog()
    services.providers.update(three[0].id, ProviderUpdate(name="City Clinic", address="2 Other St"))
    hands.replace("My Medical")
    hands.press(Qt.Key.Key_P, ALT)
    hands.replace("+1 212 555 0142")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait(lambda: "Test desk" in dialog.banner.text)
    assert dialog.form.values()["name"] == "My Medical"
    assert dialog.form.error_text("name") == "Changed at another desk."

    hands.press(Qt.Key.Key_R, ALT)
    hands.wait(lambda: dialog.form.values()["name"] == "City Clinic")
    assert dialog.form.values()["phone"] == "+1 212 555 0142"
    assert dialog.form.values()["address"] == "2 Other St"
    assert "Name: My Medical" in dialog.banner.text
    assert dialog.form.is_dirty()

    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait_closed(dialog)
    stored = services.providers.get(three[0].id)
    assert (stored.name, stored.phone, stored.address) == ("City Clinic", "+1 212 555 0142", "2 Other St")


def test_a_provider_that_was_deleted_meanwhile_keeps_what_was_typed(
    page: ProvidersPage, services: Services, three: Three, hands: Hands
) -> None:
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Return)
    dialog = hands.dialog()
    services.providers.delete(three[0].id)
    hands.replace("My Medical")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait(lambda: "does not exist any more" in dialog.banner.text)
    assert dialog.form.values()["name"] == "My Medical"


def test_leaving_asks_once_when_something_was_typed(page: ProvidersPage, hands: Hands) -> None:
    page.open_new()
    dialog = hands.dialog()
    hands.type("Half")
    hands.press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.question.text == "Leave without saving what you typed?"
    hands.press(Qt.Key.Key_Escape)
    hands.wait_closed(dialog)
