"""The server's URL as people write it."""

import pytest

from frontdesk_desktop.db.engine import connect_options, make_engine, normalise
from frontdesk_desktop.domain.errors import InvalidInput
from frontdesk_desktop.settings import Settings


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://desk:p%40ss@db:5433/frontdesk?sslmode=require",
        "postgres://desk:p%40ss@db:5433/frontdesk?sslmode=require",
        "postgresql+psycopg2://desk:p%40ss@db:5433/frontdesk?sslmode=require",
        "postgresql+psycopg://desk:p%40ss@db:5433/frontdesk?sslmode=require",
        "  postgresql://desk:p%40ss@db:5433/frontdesk?sslmode=require\n",
    ],
)
def test_a_url_of_any_usual_form_is_taken(url: str) -> None:
    normal = normalise(url)

    assert normal.drivername == "postgresql+psycopg2"
    assert (normal.username, normal.password, normal.host, normal.port) == ("desk", "p@ss", "db", 5433)
    assert (normal.database, normal.query) == ("frontdesk", {"sslmode": "require"})


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("", ""),
        ("mysql://desk:hunter2@db/frontdesk", "mysql"),
        ("postgresql://desk:hunter2@db:port/frontdesk", "postgresql"),
        ("host=db user=desk password=hunter2", ""),
        ("hunter2", ""),
        ("hunter2:more", ""),
    ],
)
def test_another_url_is_refused_without_its_password(url: str, scheme: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        normalise(url)

    assert refused.value.code == "url.invalid"
    assert refused.value.params == {"scheme": scheme}
    assert "hunter2" not in str(refused.value)


def test_the_server_learns_which_desk_connects(settings: Settings) -> None:
    front = settings.model_copy(update={"desk": "Empfang Süd " + "x" * 60})
    name = connect_options(front, "listener")["application_name"]

    assert name.startswith("frontdesk listener: Empfang S?d xx")
    assert len(name) == 63


def test_an_engine_opens_no_connection_by_itself(settings: Settings) -> None:
    engine = make_engine("postgresql://desk:secret@192.0.2.1/frontdesk", settings)

    assert engine.pool.status().endswith("Current Checked out connections: 0")
    assert "secret" not in repr(engine)
