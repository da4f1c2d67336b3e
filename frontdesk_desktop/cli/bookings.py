"""Commands on bookings."""

from typing import Annotated

import typer

from frontdesk_desktop.cli.call import AsJson, Data, Limit, Offset, RowId, Sort, Url, call_of, noun
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingFilter, BookingUpdate

_COLUMNS = {
    "id": "id",
    "when": "scheduled_at",
    "min": "duration_minutes",
    "status": "status",
    "provider": "provider_name",
    "client": "client_name",
    "service": "service_type",
}

ProviderId = Annotated[int | None, typer.Option(help="Only this provider's.")]
ClientId = Annotated[int | None, typer.Option(help="Only this client's.")]
Status = Annotated[
    list[str] | None,
    typer.Option(help="Only pending, confirmed, arrived, completed, cancelled or no_show; may repeat."),
]
FromDate = Annotated[str | None, typer.Option(metavar="DATE", help="From this date, or date and time, on.")]
ToDate = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this date, or date and time, included.")]
Search = Annotated[str | None, typer.Option(help="Fragments of client, service type or notes.")]


def add_to(app: typer.Typer) -> None:
    """Adds `booking` and its commands."""
    group = noun(app, "booking", "Appointments.")
    group.command()(create)
    group.command("list")(list_)
    group.command()(show)
    group.command()(update)
    group.command()(cancel)
    group.command()(delete)


def create(context: typer.Context, data: Data, database_url: Url = None, as_json: AsJson = False) -> None:
    """Book: provider_id, service_type, scheduled_at, and client_id or client_name with client_phone, client_email.

    Also duration_minutes (30), status, notes, overbook_reason, request_id. A time without an offset is the provider's.
    """
    call = call_of(context, database_url, as_json)
    values = call.read(BookingCreate, data)
    with call.services() as services:
        call.output.row(services.bookings.create(values))


def list_(
    context: typer.Context,
    *,
    provider_id: ProviderId = None,
    client_id: ClientId = None,
    status: Status = None,
    from_date: FromDate = None,
    to_date: ToDate = None,
    search: Search = None,
    limit: Limit = None,
    offset: Offset = None,
    sort: Sort = None,
    database_url: Url = None,
    as_json: AsJson = False,
) -> None:
    """List bookings, those that begin first at the top."""
    call = call_of(context, database_url, as_json)
    where = call.where(
        BookingFilter,
        provider_id=provider_id,
        client_id=client_id,
        status=tuple(status or ()),
        from_date=from_date,
        to_date=to_date,
        search=search,
        limit=limit,
        offset=offset,
        sort=sort,
    )
    with call.services() as services:
        call.output.page(services.bookings.list(where), _COLUMNS)


def show(context: typer.Context, booking_id: RowId, database_url: Url = None, as_json: AsJson = False) -> None:
    """Show a booking."""
    call = call_of(context, database_url, as_json)
    with call.services() as services:
        call.output.row(services.bookings.get(booking_id))


def update(
    context: typer.Context, booking_id: RowId, data: Data, database_url: Url = None, as_json: AsJson = False
) -> None:
    """Change the given fields of a booking; with its version, only if nobody else changed them meanwhile."""
    call = call_of(context, database_url, as_json)
    values = call.read(BookingUpdate, data)
    with call.services() as services:
        call.output.row(services.bookings.update(booking_id, values))


def cancel(context: typer.Context, booking_id: RowId, database_url: Url = None, as_json: AsJson = False) -> None:
    """Cancel a booking; its time is free again."""
    call = call_of(context, database_url, as_json)
    with call.services() as services:
        call.output.row(services.bookings.cancel(booking_id))


def delete(context: typer.Context, booking_id: RowId, database_url: Url = None, as_json: AsJson = False) -> None:
    """Delete a booking for good; to cancel one, use cancel."""
    call = call_of(context, database_url, as_json)
    with call.services() as services:
        services.bookings.delete(booking_id)
        call.output.done({"deleted": booking_id}, f"booking {booking_id} is deleted")
