"""One call, one short transaction: rolled back on errors, retried after a deadlock, within its time."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import QueuePool, event, inspect, select, text
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from frontdesk_desktop.bootstrap import Services, open_services
from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.domain.errors import Conflict, NotFound, RuleViolation, ServerUnavailable
from frontdesk_desktop.models import Base, Booking, Client
from frontdesk_desktop.schemas.bookings import BookingFilter, BookingUpdate
from frontdesk_desktop.schemas.clients import ClientFilter, ClientUpdate
from frontdesk_desktop.schemas.providers import ProviderFilter, ProviderRead, ProviderUpdate
from frontdesk_desktop.settings import Settings
from tests.db.make import Sql, booking, client, provider, refused


def checked_out(services: Services) -> int:
    pool = services.database.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


def test_no_connection_outlives_its_call(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id))
    seen = [checked_out(services)]
    for call in (
        lambda: services.bookings.get(made.id),
        lambda: services.bookings.list(BookingFilter(search="john")),
        lambda: services.bookings.update(made.id, BookingUpdate(notes="x")),
        lambda: services.clients.find("john"),
        lambda: services.clients.find_similar("john", "", ""),
        lambda: services.history.list("bookings", made.id),
        services.providers.sectors,
        services.database.check,
    ):
        call()
        seen.append(checked_out(services))
    with refused(Conflict, "booking.overlap"):
        services.bookings.create(booking(clinic.id))
    seen.append(checked_out(services))
    with refused(NotFound, "booking.not_found"):
        services.bookings.get(99)
    seen.append(checked_out(services))

    assert set(seen) == {0}
    idle = "SELECT DISTINCT state FROM pg_stat_activity WHERE application_name LIKE 'frontdesk desk%'"
    assert sql(idle + " AND datname = current_database()") == [("idle",)]


@pytest.mark.parametrize("error", [RuleViolation("provider.inactive"), ZeroDivisionError(), KeyboardInterrupt()])
def test_everything_is_rolled_back_where_the_work_raises(services: Services, sql: Sql, error: BaseException) -> None:
    def work(session: Session) -> None:
        session.add(Client(name="John Doe"))
        session.flush()
        raise error

    with pytest.raises(type(error)):
        Sessions(services.database.engine).run(work)
    assert sql.one("SELECT count(*) FROM clients") == 0
    assert checked_out(services) == 0


def test_painting_a_row_never_queries(services: Services, clinic: ProviderRead, statements: list[str]) -> None:
    """No column is loaded on access, no table has a relationship: what was not read is an error."""
    made = services.bookings.create(booking(clinic.id))

    def work(session: Session) -> None:
        stored = session.scalars(select(Booking)).one()
        for name in ("search_text", "during"):
            with pytest.raises(InvalidRequestError):
                getattr(stored, name)

    Sessions(services.database.engine).run(work)
    statements.clear()
    str(made)
    repr(services.settings)
    assert statements == []
    assert [list(inspect(mapper.class_).relationships) for mapper in Base.registry.mappers] == [[]] * 4


def test_few_statements_a_call(services: Services, clinic: ProviderRead, statements: list[str]) -> None:
    john = services.clients.create(client())
    made = services.bookings.create(booking(clinic.id, client_id=john.id))
    calls: dict[str, Callable[[], object]] = {
        "get": lambda: services.bookings.get(made.id),
        "get provider": lambda: services.providers.get(clinic.id),
        "get client": lambda: services.clients.get(john.id),
        "list": lambda: services.bookings.list(BookingFilter(search="john", from_date=made.scheduled_at)),
        "list providers": lambda: services.providers.list(ProviderFilter(search="city")),
        "list clients": lambda: services.clients.list(ClientFilter(search="john")),
        "create": lambda: services.bookings.create(booking(clinic.id, "2025-01-16T10:00")),
        "create for known": lambda: services.bookings.create(booking(clinic.id, "2025-01-17T10:00", client_id=john.id)),
        "update": lambda: services.bookings.update(made.id, BookingUpdate(notes="x")),
        "cancel": lambda: services.bookings.cancel(made.id),
    }
    counts: dict[str, int] = {}
    for name, call in calls.items():
        statements.clear()
        call()
        counts[name] = len(statements)

    assert counts == {
        "get": 1,
        "get provider": 1,
        "get client": 1,
        "list": 2,
        "list providers": 2,
        "list clients": 2,
        "create": 5,
        "create for known": 4,
        "update": 5,
        "cancel": 5,
    }


def test_the_number_of_statements_is_that_of_one_row_for_many(
    services: Services, clinic: ProviderRead, statements: list[str]
) -> None:
    for day in range(1, 20):
        services.bookings.create(booking(clinic.id, f"2025-01-{day:02}T10:00", client_name=f"Client {day}"))
    statements.clear()

    assert len(services.bookings.list(BookingFilter()).items) == 19
    assert len(statements) == 2


def test_a_deadlock_is_tried_again(services: Services, sql: Sql) -> None:
    """Each holds one row and wants the other's; the server ends the one that finds the circle."""
    rows = [services.clients.create(client(name)).id for name in ("first", "second")]
    update = text("UPDATE clients SET notes = notes || 'x' WHERE id = :id")
    both_hold = threading.Barrier(2)
    tries: list[list[int]] = []
    errors: list[BaseException] = []

    def work(order: list[int], session: Session) -> None:
        session.execute(update, {"id": order[0]})
        first_time = order not in tries
        tries.append(order)
        if first_time:
            both_hold.wait(10)
        session.execute(update, {"id": order[1]})

    def run(order: list[int]) -> None:
        try:
            Sessions(services.database.engine).run(lambda session: work(order, session))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(order,)) for order in (rows, rows[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert errors == []
    assert len(tries) == 3
    assert sql("SELECT notes FROM clients ORDER BY id") == [("xx",), ("xx",)]


def test_a_second_deadlock_is_told(services: Services) -> None:
    tries = []

    def work(session: Session) -> None:
        tries.append(1)
        session.execute(text("DO $$ BEGIN RAISE EXCEPTION 'as if' USING ERRCODE = '40P01'; END $$"))

    with refused(Conflict, "row.busy"):
        Sessions(services.database.engine).run(work)
    assert len(tries) == 2


def test_swapping_providers_at_once_is_no_deadlock(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    garage = services.providers.create(provider("Nord Garage"))
    first = services.bookings.create(booking(clinic.id, "2025-01-15T10:00"))
    second = services.bookings.create(booking(garage.id, "2025-01-15T11:00"))
    before = sql.one("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    together = threading.Barrier(2)
    errors: list[BaseException] = []

    def swap(booking_id: int, start: int) -> None:
        try:
            for turn in range(20):
                together.wait(20)
                target = (clinic.id, garage.id)[(turn + start) % 2]
                services.bookings.update(booking_id, BookingUpdate(provider_id=target))
        except BaseException as error:
            errors.append(error)
            together.abort()

    threads = [threading.Thread(target=swap, args=pair) for pair in ((first.id, 1), (second.id, 0))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert errors == []
    assert sql.one("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == before


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"lock_timeout_ms": 100}, "server.busy"),
        ({"statement_timeout_ms": 100}, "server.too_slow"),
    ],
)
def test_a_desk_waits_only_so_long(
    database_url: str, settings: Settings, clinic: ProviderRead, sql: Sql, limits: dict[str, int], code: str
) -> None:
    with open_services(database_url, settings.model_copy(update=limits)) as services:
        made = services.bookings.create(booking(clinic.id))
        sql("BEGIN")
        sql("SELECT FROM providers, clients FOR UPDATE")
        for call in (
            lambda: services.bookings.create(booking(clinic.id, "2025-01-16T10:00")),
            lambda: services.bookings.update(made.id, BookingUpdate(notes="x")),
            lambda: services.providers.update(clinic.id, ProviderUpdate(name="x")),
            lambda: services.clients.update(made.client_id, ClientUpdate(name="x")),
            lambda: services.clients.delete(made.client_id),
        ):
            with refused(ServerUnavailable, code):
                call()
        assert services.bookings.list(BookingFilter()).total == 1  # who reads waits for nobody
        sql("ROLLBACK")
        services.bookings.update(made.id, BookingUpdate(notes="x"))


def test_a_booking_that_is_just_moved_elsewhere_is_busy(
    services: Services, clinic: ProviderRead, sql: Sql, statements: list[str]
) -> None:
    """Another desk moves it after this one has looked which provider to lock."""
    garage = services.providers.create(provider("Nord Garage"))
    made = services.bookings.create(booking(clinic.id))
    moved: list[bool] = []

    def move(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM providers" in statement and not moved:
            moved.append(True)
            sql("UPDATE bookings SET provider_id = :id", id=garage.id)

    event.listen(services.database.engine, "before_cursor_execute", move)
    with refused(Conflict, "row.busy"):
        services.bookings.update(made.id, BookingUpdate(notes="x"))
    assert services.bookings.update(made.id, BookingUpdate(notes="x")).provider_id == garage.id


def test_a_booking_deleted_meanwhile_is_not_found(services: Services, clinic: ProviderRead, sql: Sql) -> None:
    made = services.bookings.create(booking(clinic.id))

    def delete(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM providers" in statement:
            sql("DELETE FROM bookings")

    event.listen(services.database.engine, "before_cursor_execute", delete)
    with refused(NotFound, "booking.not_found"):
        services.bookings.update(made.id, BookingUpdate(notes="x"))
