"""Fields, and what stands under them."""

from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, BaseModel, Field, ValidationError
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from frontdesk_desktop.schemas.fields import Email, Name, Notes, Phone
from frontdesk_desktop.ui.toolkit.editors import CheckBox, ComboBox, LineEdit, PlainTextEdit
from frontdesk_desktop.ui.toolkit.form import Form
from frontdesk_desktop.ui.toolkit.validation import error_texts, validate_with


class Card(BaseModel):
    name: Name
    phone: Phone = ""
    email: Email = ""
    sector: int = 1
    active: bool = True
    notes: Notes = ""


def card_form(qtbot: QtBot) -> Form:
    form = Form(validate_with(Card))
    form.add("name", "&Name", LineEdit())
    form.add("phone", "&Phone && fax", LineEdit())
    form.add("email", "&E-mail", LineEdit())
    form.add("sector", "&Sector", ComboBox([(1, "Medical"), (2, "Garage")]))
    form.add("active", "&Active", CheckBox())
    form.add("notes", "N&otes", PlainTextEdit())
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    return form


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    return card_form(qtbot)


def test_values_are_what_was_typed(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.editor("name"), "Zoe <b>")
    qtbot.keyClick(form.editor("sector"), Qt.Key.Key_Down)
    qtbot.keyClick(form.editor("active"), Qt.Key.Key_Space)
    qtbot.keyClicks(form.editor("notes"), "one")
    qtbot.keyClick(form.editor("notes"), Qt.Key.Key_Return)
    qtbot.keyClicks(form.editor("notes"), "two")
    assert form.values() == {
        "name": "Zoe <b>",
        "phone": "",
        "email": "",
        "sector": 2,
        "active": True,
        "notes": "one\ntwo",
    }
    assert form.is_dirty()


@pytest.mark.parametrize("text", ["a\u00a0b", "\u200fשלום", "line\r\nend", "👩‍🔧", "a\tb", "<i>x</i>"])
def test_texts_come_back_exactly(form: Form, text: str) -> None:
    form.set_values({"name": text, "notes": text, "unknown": 1})
    assert (form.values()["name"], form.values()["notes"]) == (text, text)
    assert not form.is_dirty()


def test_pasted_no_break_space_is_kept(form: Form, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("a\u00a0b")
    qtbot.keyClick(form.editor("notes"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert form.values()["notes"] == "a\u00a0b"


def test_mnemonics_and_tab_reach_the_fields(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClick(form, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert form.editor("notes").hasFocus()
    qtbot.keyClick(form, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert form.editor("name").hasFocus()
    for name in ("phone", "email", "sector", "active", "notes", "name"):
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        assert form.editor(name).hasFocus()


def test_wrong_is_said_while_typing_but_empty_only_after_an_attempt(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.editor("email"), "nobody")
    assert form.error_text("email") == "This is no e-mail address."
    assert form.error_text("name") == ""
    qtbot.keyClicks(form.editor("email"), "@example.com")
    assert form.error_text("email") == ""
    assert not form.attempt()
    assert form.error_text("name") == "Please fill this in."
    assert form.editor("name").hasFocus()
    qtbot.keyClicks(form.editor("name"), "x")
    assert form.error_text("name") == ""
    assert form.attempt()


def test_emptied_field_is_called_wrong(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.editor("name"), "x")
    qtbot.keyClick(form.editor("name"), Qt.Key.Key_Backspace)
    assert form.error_text("name") == "Please fill this in."


def test_errors_from_outside_stay_until_their_field_is_changed(form: Form, qtbot: QtBot) -> None:
    left = form.set_errors({"phone": "Taken.", "sector": "Closed.", "slot": "Gone."})
    assert left == {"slot": "Gone."}
    assert form.editor("phone").hasFocus()
    qtbot.keyClicks(form.editor("name"), "x")
    assert form.error_text("phone") == "Taken."
    qtbot.keyClicks(form.editor("phone"), "123")
    assert form.error_text("phone") == ""
    assert form.error_text("sector") == "Closed."


def test_screen_readers_get_names_and_errors(form: Form) -> None:
    form.attempt()
    phone, name = form.editor("phone"), form.editor("name")
    assert (phone.accessibleName(), phone.accessibleDescription()) == ("Phone & fax", "")
    assert (name.accessibleName(), name.accessibleDescription()) == ("Name", "Please fill this in.")


def test_filling_is_no_change_by_a_person(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_values({"name": "x", "active": True, "sector": 2})


def test_a_value_that_is_not_offered_leaves_nothing_chosen(qtbot: QtBot) -> None:
    box = ComboBox([("a", "A")])
    qtbot.addWidget(box)
    assert box.value() == "a"
    box.set_value("b")
    assert box.value() is None


def _even(value: int) -> int:
    if value % 2:
        raise ValueError("Only even numbers.")
    return value


class Everything(BaseModel):
    short: str = Field(default="xxx", max_length=3)
    long: str = Field(default="xxx", min_length=3)
    filled: str = Field(default="x", min_length=1)
    number: int = 1
    even: Annotated[int, AfterValidator(_even)] = 2
    few: int = Field(default=1, le=5)
    one_of: Literal["a", "b"] = "a"
    needed: str


@pytest.mark.parametrize(
    ("values", "field", "text"),
    [
        ({"short": "xxxx"}, "short", "At most 3 characters are possible."),
        ({"long": "x"}, "long", "Type at least 3 characters."),
        ({"filled": ""}, "filled", "Please fill this in."),
        ({"number": "x"}, "number", "Type a whole number."),
        ({"even": 3}, "even", "Only even numbers."),
        ({"few": 6}, "few", "This must be at most 5."),
        ({"one_of": "c"}, "one_of", "Choose one of the list."),
        ({}, "needed", "Please fill this in."),
    ],
)
def test_pydantic_errors_are_worded(values: dict[str, object], field: str, text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Everything.model_validate(values if field == "needed" else {"needed": "x", **values})
    assert error_texts(refused.value) == {field: text}
