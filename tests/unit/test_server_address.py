"""A server's address in parts and as a URL."""

import pytest
from pydantic import ValidationError

from frontdesk_desktop.db.engine import normalise
from frontdesk_desktop.schemas.server_address import ServerAddress


def test_what_is_filled_in_reaches_the_driver_exactly() -> None:
    address = ServerAddress(
        host="db.example.com",
        port=5433,
        database="front desk/1?",
        account="jo@desk",
        password="p@:/ %s#ß",
        tls="require",
    )
    url = normalise(address.url(with_password=True))

    assert (url.host, url.port, url.database) == ("db.example.com", 5433, "front desk/1?")
    assert (url.username, url.password, dict(url.query)) == ("jo@desk", "p@:/ %s#ß", {"sslmode": "require"})


def test_the_password_stays_out_where_it_is_not_wanted() -> None:
    address = ServerAddress(account="jo", password="hunter2")

    assert "hunter2" not in address.url(with_password=False)
    assert "hunter2" not in repr(address)
    assert address.url(with_password=False) == ServerAddress(account="jo").url(with_password=True)


def test_by_default_the_server_must_prove_who_it_is() -> None:
    assert ServerAddress(account="jo").url(with_password=False) == (
        "postgresql://jo@localhost:5432/frontdesk?sslmode=verify-full&sslrootcert=system"
    )


def test_an_address_of_ip_6() -> None:
    url = ServerAddress(host="::1", account="jo", tls="disable").url(with_password=False)

    assert url == "postgresql://jo@[::1]:5432/frontdesk?sslmode=disable"
    assert normalise(url).host == "::1"


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        (
            "postgresql://jo%40desk:secret@db:5433/front%20desk?sslmode=disable",
            {"host": "db", "port": 5433, "database": "front desk", "account": "jo@desk", "tls": "disable"},
        ),
        ("postgres://db", {"host": "db", "tls": "prefer"}),
        ("embedded:///home/jo", {}),
        ("mysql://jo@db/x", {}),
        ("postgresql://db:port/x", {}),
        ("postgresql://[::1/x", {}),
        ("", {}),
    ],
)
def test_a_form_is_filled_from_a_url(url: str, parts: dict[str, object]) -> None:
    assert ServerAddress.parts_of(url) == parts


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"host": " "}, "host"),
        ({"host": "a\0b"}, "host"),
        ({"port": 0}, "port"),
        ({"port": 65536}, "port"),
        ({"database": ""}, "database"),
        ({"account": ""}, "account"),
        ({"password": "x" * 501}, "password"),
        ({"password": "a\0b"}, "password"),
        ({"password": "\ud800"}, "password"),
        ({"tls": "perhaps"}, "tls"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ServerAddress.model_validate({"account": "jo"} | given)

    assert [error["loc"] for error in refused.value.errors()] == [(field,)]
