"""Commands on clients."""

from typing import Annotated

import typer

from frontdesk_desktop.cli.call import AsJson, Data, Limit, Offset, RowId, Sort, Url, call_of, noun
from frontdesk_desktop.schemas.clients import ClientCreate, ClientFilter, ClientUpdate

_COLUMNS = {"id": "id", "name": "name", "phone": "phone", "e-mail": "email", "notes": "notes"}

Search = Annotated[str | None, typer.Option(help="Fragments of name, phone or e-mail, in any order.")]


def add_to(app: typer.Typer) -> None:
    """Adds `client` and its commands."""
    group = noun(app, "client", "People who book.")
    group.command()(create)
    group.command("list")(list_)
    group.command()(show)
    group.command()(update)
    group.command()(delete)


def create(context: typer.Context, data: Data, database_url: Url = None, as_json: AsJson = False) -> None:
    """Add a client: name; phone, email, notes, request_id."""
    call = call_of(context, database_url, as_json)
    values = call.read(ClientCreate, data)
    with call.services() as services:
        call.output.row(services.clients.create(values))


def list_(
    context: typer.Context,
    *,
    search: Search = None,
    limit: Limit = None,
    offset: Offset = None,
    sort: Sort = None,
    database_url: Url = None,
    as_json: AsJson = False,
) -> None:
    """List clients."""
    call = call_of(context, database_url, as_json)
    where = call.where(ClientFilter, search=search, limit=limit, offset=offset, sort=sort)
    with call.services() as services:
        call.output.page(services.clients.list(where), _COLUMNS)


def show(context: typer.Context, client_id: RowId, database_url: Url = None, as_json: AsJson = False) -> None:
    """Show a client."""
    call = call_of(context, database_url, as_json)
    with call.services() as services:
        call.output.row(services.clients.get(client_id))


def update(
    context: typer.Context, client_id: RowId, data: Data, database_url: Url = None, as_json: AsJson = False
) -> None:
    """Change the given fields of a client; with its version, only if nobody else changed them meanwhile."""
    call = call_of(context, database_url, as_json)
    values = call.read(ClientUpdate, data)
    with call.services() as services:
        call.output.row(services.clients.update(client_id, values))


def delete(context: typer.Context, client_id: RowId, database_url: Url = None, as_json: AsJson = False) -> None:
    """Delete a client who has no bookings."""
    call = call_of(context, database_url, as_json)
    with call.services() as services:
        services.clients.delete(client_id)
        call.output.done({"deleted": client_id}, f"client {client_id} is deleted")
