"""What goes into the services: taken, or refused with the field and the kind of error named."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.base import MAX_ID, Page, Schema, Update
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingFilter, BookingUpdate
from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.schemas.clients import ClientCreate, ClientFilter, ClientRead, ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderFilter, ProviderUpdate

PROVIDER = {
    "name": "City Medical Clinic",
    "sector": "medical",
    "phone": "+1234567890",
    "email": "info@citymedical.com",
    "address": "123 Main St",
}
BOOKING = {
    "provider_id": 1,
    "client_name": "John Doe",
    "client_phone": "+1234567890",
    "client_email": "john@example.com",
    "service_type": "consultation",
    "scheduled_at": "2025-01-15T10:00:00",
    "notes": "First visit",
}
CLIENT = {"name": "John Doe"}
MINIMUM: dict[type[Schema], dict[str, Any]] = {
    ProviderCreate: PROVIDER,
    ClientCreate: CLIENT,
    BookingCreate: BOOKING,
}


def errors(schema: type[Schema], given: dict[str, Any]) -> list[tuple[str, str]]:
    """Field and kind of each error of the given values, on top of what the schema needs."""
    with pytest.raises(ValidationError) as refused:
        schema.model_validate(MINIMUM.get(schema, {}) | given)
    return [(".".join(map(str, error["loc"])), error["type"]) for error in refused.value.errors()]


def test_the_payloads_of_the_command_line_are_taken_as_they_stand() -> None:
    provider, booking = ProviderCreate.model_validate(PROVIDER), BookingCreate.model_validate(BOOKING)

    assert provider.model_dump(include=set(PROVIDER)) == PROVIDER
    assert (provider.is_active, provider.time_zone, provider.request_id) == (True, None, None)
    assert booking.scheduled_at == datetime(2025, 1, 15, 10)  # noqa: DTZ001 - wall time of the provider
    assert (booking.duration_minutes, booking.status, booking.overbook_reason) == (30, BookingStatus.PENDING, None)


ONE_LINE = [
    *((ProviderCreate, name) for name in ("name", "sector", "phone", "email", "time_zone")),
    *((ClientCreate, name) for name in ("name", "phone", "email")),
    *((BookingCreate, name) for name in ("client_name", "client_phone", "client_email", "service_type")),
    *((BookingCreate, "overbook_reason"), (BookingUpdate, "service_type"), (ClientUpdate, "name")),
    *((ProviderFilter, "search"), (ProviderFilter, "sector"), (ClientFilter, "search"), (BookingFilter, "search")),
]
LINES = [
    *((ProviderCreate, "address"), (ClientCreate, "notes"), (BookingCreate, "notes")),
    *((ProviderUpdate, "address"), (ClientUpdate, "notes"), (BookingUpdate, "notes")),
]


@pytest.mark.parametrize("bad", ["\0", "\x1b[31m", "\x85"])
@pytest.mark.parametrize(("schema", "field"), [*ONE_LINE, *LINES])
def test_control_characters_are_refused_in_every_text(schema: type[Schema], field: str, bad: str) -> None:
    assert errors(schema, {field: f"a{bad}b"}) == [(field, "character")]


@pytest.mark.parametrize(("schema", "field"), [*ONE_LINE, *LINES])
def test_lone_surrogates_and_a_megabyte_are_refused_in_every_text(schema: type[Schema], field: str) -> None:
    assert errors(schema, {field: "a\ud800b"}) in ([(field, "character")], [(field, "string_unicode")])
    assert errors(schema, {field: "a" * 1_000_000}) == [(field, "string_too_long")]


@pytest.mark.parametrize(("schema", "field"), ONE_LINE)
def test_a_line_break_is_refused_where_there_is_one_line(schema: type[Schema], field: str) -> None:
    assert errors(schema, {field: "a\nb"}) == [(field, "character")]


@pytest.mark.parametrize(("schema", "field"), LINES)
def test_line_breaks_and_tabs_are_kept_where_there_are_several(schema: type[Schema], field: str) -> None:
    given = schema.model_validate(MINIMUM.get(schema, {}) | {field: "first\r\n\tsecond\u2028third"})

    assert getattr(given, field) == "first\r\n\tsecond\u2028third"


@pytest.mark.parametrize(
    "hostile",
    ["'; DROP TABLE clients; --", "<b>x</b>&amp;", "\u202etxt.exe", "👩‍👩‍👧", "%s %(x)s {0} \\", "NULL", "  John  "],
)
def test_hostile_but_harmless_texts_are_kept_exactly(hostile: str) -> None:
    assert ClientCreate(name=hostile, notes=hostile).model_dump(include={"name", "notes"}) == {
        "name": hostile,
        "notes": hostile,
    }


@pytest.mark.parametrize(
    ("schema", "field"),
    [
        (ProviderCreate, "name"),
        (ProviderCreate, "sector"),
        (ClientCreate, "name"),
        (ClientUpdate, "name"),
        (BookingCreate, "client_name"),
        (BookingCreate, "service_type"),
        (BookingCreate, "overbook_reason"),
    ],
)
@pytest.mark.parametrize("blank", ["", "   ", "\u00a0\u3000"])
def test_what_is_needed_is_not_blank(schema: type[Schema], field: str, blank: str) -> None:
    assert errors(schema, {field: blank}) == [(field, "blank")]


@pytest.mark.parametrize(
    ("schema", "given", "wrong"),
    [
        (ClientCreate, {"phone": "12"}, [("phone", "phone")]),
        (ClientCreate, {"phone": "call me"}, [("phone", "phone")]),
        (ClientCreate, {"phone": "0012"}, [("phone", "phone")]),
        (ClientCreate, {"phone": 1234567}, [("phone", "string_type")]),
        (ClientCreate, {"email": "john"}, [("email", "email")]),
        (ClientCreate, {"email": "john@"}, [("email", "email")]),
        (ClientCreate, {"email": "john@example..com"}, [("email", "email")]),
        (ClientCreate, {"email": "a@b.com, c@d.com"}, [("email", "email")]),
        (ClientCreate, {"surname": "Doe"}, [("surname", "extra_forbidden")]),
        (ClientCreate, {"request_id": "7"}, [("request_id", "uuid_parsing")]),
        (ProviderCreate, {"time_zone": "Mars/Olympus"}, [("time_zone", "time_zone")]),
        (ProviderCreate, {"is_active": "perhaps"}, [("is_active", "bool_parsing")]),
        (ProviderCreate, {"id": 7}, [("id", "extra_forbidden")]),
        (BookingCreate, {"provider_id": 0}, [("provider_id", "greater_than_equal")]),
        (BookingCreate, {"provider_id": MAX_ID + 1}, [("provider_id", "less_than_equal")]),
        (BookingCreate, {"duration_minutes": 0}, [("duration_minutes", "greater_than_equal")]),
        (BookingCreate, {"duration_minutes": 10_081}, [("duration_minutes", "less_than_equal")]),
        (BookingCreate, {"duration_minutes": 30.5}, [("duration_minutes", "int_from_float")]),
        (BookingCreate, {"status": "cancelled"}, [("status", "new_status")]),
        (BookingCreate, {"status": "no_show"}, [("status", "new_status")]),
        (BookingCreate, {"status": "maybe"}, [("status", "enum")]),
        (BookingCreate, {"scheduled_at": "2025-01-15"}, [("scheduled_at", "date_time")]),
        (BookingCreate, {"scheduled_at": 1736935200}, [("scheduled_at", "date_time")]),
        (BookingCreate, {"scheduled_at": "1736935200"}, [("scheduled_at", "date_time")]),
        (BookingCreate, {"scheduled_at": "tomorrow"}, [("scheduled_at", "date_time")]),
        (BookingCreate, {"scheduled_at": None}, [("scheduled_at", "date_time")]),
        (BookingCreate, {"scheduled_at": "2025-02-30T10:00"}, [("scheduled_at", "datetime_from_date_parsing")]),
        (BookingCreate, {"client_name": None}, [("", "client_missing")]),
        (BookingCreate, {"client_id": 3}, [("", "client_twice")]),
        (BookingCreate, {"client_name": None, "client_id": 3}, [("", "client_twice")]),
        (BookingUpdate, {"client_phone": "+1234567890"}, [("", "client_name_missing")]),
        (BookingUpdate, {"client_email": "john@example.com"}, [("", "client_name_missing")]),
        (BookingUpdate, {"client_id": 3, "client_name": "John Doe"}, [("", "client_twice")]),
        (BookingUpdate, {"version": 0}, [("version", "greater_than_equal")]),
        (BookingUpdate, {"cancelled_at": "2025-01-15T10:00"}, [("cancelled_at", "extra_forbidden")]),
        (BookingFilter, {"limit": 0}, [("limit", "greater_than_equal")]),
        (BookingFilter, {"limit": 1001}, [("limit", "less_than_equal")]),
        (BookingFilter, {"offset": -1}, [("offset", "greater_than_equal")]),
        (BookingFilter, {"offset": MAX_ID + 1}, [("offset", "less_than_equal")]),
        (BookingFilter, {"status": ["pending", "maybe"]}, [("status.1", "enum")]),
        (BookingFilter, {"from_date": 20250101}, [("from_date", "date")]),
        (BookingFilter, {"from_date": "01/02/2025"}, [("from_date", "date")]),
        (BookingFilter, {"to_date": "2025-02-30"}, [("to_date", "datetime_from_date_parsing")]),
        (BookingFilter, {"to_date": "01/02/2025"}, [("to_date", "date")]),
        (ProviderFilter, {"is_active": "perhaps"}, [("is_active", "bool_parsing")]),
        (ClientFilter, {"sector": "medical"}, [("sector", "extra_forbidden")]),
    ],
)
def test_what_is_wrong_is_named(schema: type[Schema], given: dict[str, Any], wrong: list[tuple[str, str]]) -> None:
    assert errors(schema, given) == wrong


def test_every_wrong_field_is_named_at_once() -> None:
    given = {"name": " ", "phone": "1", "email": "x", "nickname": "Jo"}

    assert {field for field, _ in errors(ClientCreate, given)} == {"name", "phone", "email", "nickname"}


@pytest.mark.parametrize("email", ["", "john@example.com", "Jürgen@exämple.com", "o'brien+desk@mail.example.org"])
def test_addresses_are_kept_as_typed(email: str) -> None:
    assert ClientCreate(name="John", email=email).email == email


@pytest.mark.parametrize("typed", ["2025-01-15T10:00", "2025-01-15 10:00:00.5", "2025-01-15T10:00Z"])
def test_date_and_time_are_taken_in_iso_form(typed: str) -> None:
    assert BookingCreate.model_validate(BOOKING | {"scheduled_at": typed}).scheduled_at == datetime.fromisoformat(typed)


def test_a_datetime_is_taken_as_it_is() -> None:
    moment = datetime(2025, 1, 15, 10, tzinfo=UTC)

    assert BookingCreate.model_validate(BOOKING | {"scheduled_at": moment}).scheduled_at is moment
    assert BookingFilter(from_date=moment, to_date=moment).to_date is moment


@pytest.mark.parametrize("schema", [ProviderUpdate, ClientUpdate, BookingUpdate])
def test_null_is_refused_but_for_what_may_be_empty(schema: type[Update]) -> None:
    for name in schema.model_fields:
        if name in schema.NULLABLE or name == "version":
            assert getattr(schema.model_validate({name: None}), name) is None
        else:
            assert errors(schema, {name: None}) == [("", "null")]


def test_an_update_holds_the_given_fields_alone() -> None:
    assert ClientUpdate(phone="", version=3).changes() == {"phone": ""}
    assert BookingUpdate(overbook_reason=None).changes() == {"overbook_reason": None}
    assert ProviderUpdate().changes() == {}


def test_an_update_that_is_no_object_is_refused() -> None:
    with pytest.raises(ValidationError):
        ClientUpdate.model_validate(["name"])


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("", ()),
        ("  ", ()),
        ("name", (("name", False),)),
        ("-name", (("name", True),)),
        (" name , -created_at,id ", (("name", False), ("created_at", True), ("id", False))),
    ],
)
def test_sort_orders(sort: str, keys: tuple[tuple[str, bool], ...]) -> None:
    assert ClientFilter(sort=sort).sort_keys() == keys


@pytest.mark.parametrize(
    ("sort", "kind"),
    [
        ("nmae", "sort"),
        ("name,", "sort"),
        (",", "sort"),
        ("-", "sort"),
        ("--name", "sort"),
        ("- name", "sort"),
        ("name;id", "sort"),
        ("notes", "sort"),
        ("name,-name", "sort_twice"),
    ],
)
def test_wrong_sort_orders_are_refused(sort: str, kind: str) -> None:
    assert errors(ClientFilter, {"sort": sort}) == [("sort", kind)]


def test_bookings_are_sorted_by_their_time_unless_told() -> None:
    assert BookingFilter().sort_keys() == (("scheduled_at", False),)
    assert errors(BookingFilter, {"sort": "phone"}) == [("sort", "sort")]


def test_a_bare_date_is_its_first_instant_or_its_whole_day() -> None:
    day = BookingFilter.model_validate({"from_date": "2025-01-15", "to_date": "2025-01-15"})

    assert day.from_date == datetime(2025, 1, 15)  # noqa: DTZ001 - wall time of each provider
    assert day.to_date == datetime(2025, 1, 15, 23, 59, 59, 999_999)  # noqa: DTZ001


def test_schemas_do_not_change() -> None:
    with pytest.raises(ValidationError):
        ClientCreate(name="John").name = "Jane"  # type: ignore[misc]


def test_what_may_be_chosen_is_taken() -> None:
    assert BookingCreate.model_validate(BOOKING | {"status": "arrived"}).status is BookingStatus.ARRIVED
    assert ProviderCreate.model_validate(PROVIDER | {"time_zone": "Asia/Tokyo"}).time_zone == "Asia/Tokyo"


def test_a_page_says_what_it_is_a_part_of() -> None:
    page = Page[ClientRead].of([], 3412, ClientFilter(limit=200, offset=400))

    assert page.model_dump() == {"items": (), "total": 3412, "limit": 200, "offset": 400}


def test_a_change_without_ids_means_all_rows() -> None:
    assert ChangeSet(table="bookings").ids is None
    assert ChangeSet.model_validate_json('{"table": "bookings", "ids": [3, 1]}').ids == (3, 1)


def test_a_request_keeps_its_id() -> None:
    request = UUID("11111111-2222-3333-4444-555555555555")

    assert ClientCreate.model_validate({"name": "John", "request_id": str(request)}).request_id == request
