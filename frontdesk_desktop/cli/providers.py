"""Commands on providers."""

from typing import Annotated

import typer

from frontdesk_desktop.cli.call import AsJson, Data, Limit, Offset, RowId, Sort, Url, call_of, noun
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderFilter, ProviderUpdate

_COLUMNS = {
    "id": "id",
    "name": "name",
    "sector": "sector",
    "phone": "phone",
    "e-mail": "email",
    "active": "is_active",
    "time zone": "time_zone",
}

Sector = Annotated[str | None, typer.Option(help="Only this sector.")]
Active = Annotated[bool | None, typer.Option("--active/--inactive", help="Only those that take bookings, or don't.")]
Search = Annotated[str | None, typer.Option(help="Fragments of name, phone, e-mail, sector or address.")]


def add_to(app: typer.Typer) -> None:
    """Adds `provider` and its commands."""
    group = noun(app, "provider", "Businesses that can be booked.")
    group.command()(create)
    group.command("list")(list_)
    group.command()(show)
    group.command()(update)
    group.command()(delete)


def create(context: typer.Context, data: Data, database_url: Url = None, as_json: AsJson = False) -> None:
    """Add a provider: name, sector; phone, email, address, is_active, time_zone, request_id."""
    call = call_of(context, database_url, as_json)
    values = call.read(ProviderCreate, data)
    with call.services() as services:
        call.output.row(services.providers.create(values))


def list_(
    context: typer.Context,
    *,
    sector: Sector = None,
    active: Active = None,
    search: Search = None,
    limit: Limit = None,
    offset: Offset = None,
    sort: Sort = None,
    database_url: Url = None,
    as_json: AsJson = False,
) -> None:
    """List providers."""
    call = call_of(context, database_url, as_json)
    where = call.where(
        ProviderFilter, sector=sector, is_active=active, search=search, limit=limit, offset=offset, sort=sort
    )
    with call.services() as services:
        call.output.page(services.providers.list(where), _COLUMNS)


def show(context: typer.Context, provider_id: RowId, database_url: Url = None, as_json: AsJson = False) -> None:
    """Show a provider."""
    call = call_of(context, database_url, as_json)
    with call.services() as services:
        call.output.row(services.providers.get(provider_id))


def update(
    context: typer.Context, provider_id: RowId, data: Data, database_url: Url = None, as_json: AsJson = False
) -> None:
    """Change the given fields of a provider; with its version, only if nobody else changed them meanwhile."""
    call = call_of(context, database_url, as_json)
    values = call.read(ProviderUpdate, data)
    with call.services() as services:
        call.output.row(services.providers.update(provider_id, values))


def delete(context: typer.Context, provider_id: RowId, database_url: Url = None, as_json: AsJson = False) -> None:
    """Delete a provider that has no bookings."""
    call = call_of(context, database_url, as_json)
    with call.services() as services:
        services.providers.delete(provider_id)
        call.output.done({"deleted": provider_id}, f"provider {provider_id} is deleted")
