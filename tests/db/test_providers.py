"""Providers: made, read, listed, changed, deleted."""

import pytest

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.domain.errors import NotFound, RuleViolation
from frontdesk_desktop.domain.zones import zone_names
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderFilter, ProviderRead, ProviderUpdate
from tests.db.make import Sql, booking, provider, refused


def test_a_provider_is_stored_as_given(services: Services) -> None:
    given = {
        "name": "City Medical Clinic",
        "sector": "medical",
        "phone": "+1234567890",
        "email": "info@citymedical.com",
        "address": "123 Main St",
    }
    made = services.providers.create(ProviderCreate.model_validate(given))

    assert services.providers.get(made.id) == made
    assert made.model_dump(include=set(given)) == given
    assert (made.is_active, made.time_zone, made.version) == (True, "Europe/Berlin", 1)  # the desk's own zone


def test_an_update_changes_the_given_fields_alone(services: Services, clinic: ProviderRead) -> None:
    changed = services.providers.update(clinic.id, ProviderUpdate(phone="555 0100", address="2nd\nfloor"))

    assert changed.updated_at > clinic.updated_at
    assert services.providers.get(clinic.id) == changed
    assert changed == clinic.model_copy(
        update={"phone": "555 0100", "address": "2nd\nfloor", "version": 2, "updated_at": changed.updated_at}
    )


def test_a_provider_that_does_not_exist(services: Services) -> None:
    for call in (
        lambda: services.providers.get(7),
        lambda: services.providers.update(7, ProviderUpdate(name="x")),
        lambda: services.providers.delete(7),
        lambda: services.providers.get(2**80),
    ):
        with refused(NotFound, "provider.not_found"):
            call()


def test_a_provider_with_bookings_is_not_deleted(services: Services, clinic: ProviderRead) -> None:
    made = [services.bookings.create(booking(clinic.id, f"2025-01-1{n}T10:00")) for n in range(3)]
    services.bookings.cancel(made[0].id)

    with refused(RuleViolation, "provider.has_bookings") as error:
        services.providers.delete(clinic.id)
    assert error.value.params == {"id": clinic.id, "name": "City Medical Clinic", "count": 3}
    for one in made:
        services.bookings.delete(one.id)
    services.providers.delete(clinic.id)
    assert services.providers.list(ProviderFilter()).total == 0


@pytest.fixture
def town(services: Services) -> None:
    for given in (
        provider("City Medical Clinic", address="123 Main St\nDoor 50%", phone="+1234567890"),
        provider("Ærø Boat Sales", sector="Estate", email="info@aeroe.example.com"),
        provider("élan hair_salon", sector="salon", is_active=False),
        provider("Nord Garage", sector="garage", address="Straße des 17. Juni 5"),
        provider("東京歯科 Dental", sector="medical"),
    ):
        services.providers.create(given)


FOUND: list[tuple[dict[str, object], list[str]]] = [
    ({}, ["City Medical Clinic", "Ærø Boat Sales", "élan hair_salon", "Nord Garage", "東京歯科 Dental"]),
    ({"sector": "medical"}, ["City Medical Clinic", "東京歯科 Dental"]),
    ({"sector": "ESTATE"}, ["Ærø Boat Sales"]),
    ({"sector": "med"}, []),
    ({"is_active": False}, ["élan hair_salon"]),
    ({"is_active": True, "sector": "salon"}, []),
    ({"search": "aero"}, ["Ærø Boat Sales"]),
    ({"search": "ELAN"}, ["élan hair_salon"]),
    ({"search": "hair salon"}, ["élan hair_salon"]),
    ({"search": "main medical"}, ["City Medical Clinic"]),
    ({"search": "strasse 17"}, ["Nord Garage"]),
    ({"search": "234 567"}, ["City Medical Clinic"]),
    ({"search": "info@aeroe"}, ["Ærø Boat Sales"]),
    ({"search": "歯"}, ["東京歯科 Dental"]),
    ({"search": "garage", "sector": "medical"}, []),
    ({"search": "%"}, []),
    ({"search": "_"}, []),
    ({"search": "50%"}, ["City Medical Clinic"]),
]


@pytest.mark.usefixtures("town")
def test_filters_and_search(services: Services) -> None:
    pages = [services.providers.list(ProviderFilter.model_validate(where)) for where, _ in FOUND]

    assert [[item.name for item in page.items] for page in pages] == [found for _, found in FOUND]
    assert [page.total for page in pages] == [len(found) for _, found in FOUND]


@pytest.mark.usefixtures("town")
def test_sort_orders(services: Services) -> None:
    def names(sort: str) -> list[str]:
        return [item.name.split()[0] for item in services.providers.list(ProviderFilter(sort=sort)).items]

    assert names("name") == ["Ærø", "City", "élan", "Nord", "東京歯科"]
    assert names("-name") == ["東京歯科", "Nord", "élan", "City", "Ærø"]
    assert names("is_active,-id") == ["élan", "東京歯科", "Nord", "Ærø", "City"]
    assert names("sector,name")[1:] == ["Nord", "City", "東京歯科", "élan"]
    for name in ProviderFilter.SORTABLE:
        assert len(names(f"-{name}")) == 5


@pytest.mark.usefixtures("town")
def test_the_sectors_in_use(services: Services) -> None:
    assert services.providers.sectors() == ("Estate", "garage", "medical", "salon")


def test_every_known_zone_is_known_to_the_server(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    """Or a list with a date would fail on the first provider in such a zone."""
    known = {name for (name,) in sql("SELECT name FROM pg_timezone_names")}
    assert zone_names() <= known
