"""Hostile texts through every text field: stored and shown exactly as they are, or refused with a clear error."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.conftest import Frontdesk, Ran

KEPT = {
    "markup": "<b onclick='x'>bold</b><script>alert(1)</script> &amp; [red]red[/red] [/] **x**",
    "sql": "'; DROP TABLE bookings; -- \" $1 %s :name \\",
    "direction": "\u202egnirts\u202c \u2066in\u2069 \u200f שלום مرحبا",
    "emoji": "🏳️‍🌈👩🏽‍⚕️🇩🇪 e\u0301 Z\u0351\u036b\u0343\u036a",
    "spaces": "\u00a0 \u3000x\u200b\ufeff \u00ad",
    "private": "\ue000 \U000f0000 \U0010ffff",
    "quotes": "“„'\"`´\\n\\u0000 ${HOME} `id` {0} {name}",
}
REFUSED = {
    "null": "a\x00b",
    "escape": "\x1b[31mred",
    "delete": "a\x7f",
    "c1": "a\x9b31m",
    "line": "a\u2028b",
    "surrogate": "a\ud800b",
    "half": "a\udfffb",
    "long": "x" * 1_000_000,
    "long_wide": "日" * 400_000,
}
PROVIDER = {"name": "Nord Garage", "sector": "automotive", "phone": "", "email": "", "address": ""}
CLIENT = {"name": "Ann", "phone": "", "email": "", "notes": ""}
BOOKING: dict[str, Any] = {
    **{"provider_id": 1, "client_name": "Ann", "client_phone": "", "client_email": "", "service_type": "repair"},
    **{"scheduled_at": "2025-01-15T10:00", "notes": "", "overbook_reason": "two lifts"},
}
#: The noun, its payload, the fields that take any text, and those that take some only.
NOUNS = [
    ("provider", PROVIDER, ("name", "sector", "address"), ("phone", "email")),
    ("client", CLIENT, ("name", "notes"), ("phone", "email")),
    ("booking", BOOKING, ("client_name", "service_type", "notes", "overbook_reason"), ("client_phone", "client_email")),
]
LINES = ("address", "notes")


@pytest.fixture
def garage(desk: Frontdesk) -> Frontdesk:
    """A desk with a provider to book."""
    assert desk("provider", "create", "--data", PROVIDER).code == 0
    return desk


def send(desk: Frontdesk, *arguments: object, data: dict[str, Any]) -> Ran:
    """By standard input: a megabyte is more than an argument may hold."""
    return desk(*arguments, "--data", "-", stdin=json.dumps(data).encode())


@pytest.mark.parametrize(("noun", "payload", "free", "strict"), NOUNS)
def test_what_a_person_can_type_is_kept_exactly(
    garage: Frontdesk, noun: str, payload: dict[str, Any], free: tuple[str, ...], strict: tuple[str, ...]
) -> None:
    for text in KEPT.values():
        created = garage(noun, "create", "--data", json.dumps(payload | dict.fromkeys(free, text), ensure_ascii=False))
        stored = garage(noun, "show", created.json["id"]).json
        (listed,) = (row for row in garage(noun, "list").json["items"] if row["id"] == stored["id"])
        refused = garage(noun, "update", stored["id"], "--json", "--data", dict.fromkeys(strict, text))

        assert {name: stored[name] for name in free} == dict.fromkeys(free, text)
        assert created.json == stored == listed
        assert (refused.code, refused.error["code"]) == (1, "input.invalid")


@pytest.mark.parametrize(("noun", "payload", "free", "strict"), NOUNS)
def test_what_can_not_be_kept_is_refused_by_name(
    garage: Frontdesk, noun: str, payload: dict[str, Any], free: tuple[str, ...], strict: tuple[str, ...]
) -> None:
    before = garage(noun, "list").json["total"]
    for kind, text in REFUSED.items():
        fields = [name for name in (*free, *strict) if not (kind == "line" and name in LINES)]
        plain = send(garage, noun, "create", data=payload | dict.fromkeys(fields, text))
        ran = send(garage, noun, "create", "--json", data=payload | dict.fromkeys(fields, text))

        assert (plain.code, plain.out, plain.err.count("\n")) == (1, "", 1)
        assert plain.err[:-1].isprintable()
        assert len(plain.err) < 3000
        assert (ran.code, ran.error["code"]) == (1, "input.invalid")
        assert set(ran.error["fields"]) == set(fields), kind
    assert garage(noun, "list").json["total"] == before


def test_texts_of_several_lines_keep_their_breaks(garage: Frontdesk) -> None:
    text = "first\r\nsecond\tx\n\u2028third\u2029"
    for noun, payload, field in (("provider", PROVIDER, "address"), ("client", CLIENT, "notes")):
        assert send(garage, noun, "create", data=payload | {field: text}).json[field] == text


def test_a_phone_in_other_digits_or_with_marks_is_kept_as_given(garage: Frontdesk) -> None:
    for phone in ("\u200f+1 555 010 9999\u200e", "٠١٢٣٤٥٦٧٨٩", "<b>030 12345</b>"):
        assert garage("client", "create", "--data", CLIENT | {"phone": phone}).json["phone"] == phone


def test_searching_for_a_hostile_text_breaks_nothing(garage: Frontdesk) -> None:
    for text in (*KEPT.values(), "%", "_", "'"):
        name = f"Ann {text}"
        garage("client", "create", "--data", CLIENT | {"name": name})

        assert name in [item["name"] for item in garage("client", "list", "--search", name).json["items"]]
        assert garage("provider", "list", "--search", f"Ann {text}", "--sector", text).json["total"] == 0
        assert garage("booking", "list", "--search", name).json["total"] == 0


@pytest.mark.parametrize(
    "data",
    [
        '{"\\ud800": "x"}',
        '{"name": {"\\ud800": []}}',
        '{"name": "x", "request_id": "\\ud800"}',
        '{"name": "x", "phone": "\\ud800123"}',
        '{"' + "k" * 3000 + '": 1}',
        '{"a\\nb\\u202e": 1, "name": "x"}',
        '{"name": NaN}',
        '{"name": "x", "email": "a@b.de\\nBcc: c@d.de"}',
    ],
)
def test_hostile_names_and_values_are_refused_on_one_line(frontdesk: Frontdesk, data: str) -> None:
    ran = frontdesk("client", "create", "--data", data)

    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err[:-1].isprintable()
    assert len(ran.err) < 3000


def test_bytes_that_are_no_text_are_refused(frontdesk: Frontdesk, program: Callable[..., Ran]) -> None:
    as_argument = program("client", "create", "--data", '{"name": "\udcff"}')
    read_in = frontdesk("client", "create", "--data", "-", stdin=b'{"name": "\xff"}')
    elsewhere = frontdesk("client", "list", "--search", "\udcff", "--json")

    assert (as_argument.code, as_argument.err) == (1, "error: argument 4 is no text: its bytes are no UTF-8\n")
    assert (read_in.code, read_in.err.count("\n")) == (2, 1)
    assert (elsewhere.code, elsewhere.error["code"]) == (1, "input.not_text")


def test_output_is_utf_8_whatever_the_locale(program: Callable[..., Ran], database_url: str) -> None:
    poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    data = json.dumps({"name": "Zoë 李 שלום"}, ensure_ascii=False).encode()
    ran = program("client", "create", "--data", "-", stdin=data, FRONTDESK_DATABASE_URL=database_url, **poor)

    assert ran.json["name"] == "Zoë 李 שלום"
    assert '"Zoë 李 שלום"' in ran.out
