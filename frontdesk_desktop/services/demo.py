"""The demo data: a made-up town's worth of providers, clients and bookings, the same each time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from frontdesk_desktop.db.session import Sessions
from frontdesk_desktop.domain.clock import Clock
from frontdesk_desktop.domain.errors import RuleViolation
from frontdesk_desktop.repositories.demo import DemoRepository, Rows
from frontdesk_desktop.services.demo_bookings import Planned, plan_bookings
from frontdesk_desktop.services.demo_data import Place, dice, read_demo_data
from frontdesk_desktop.services.demo_people import Person, make_people
from frontdesk_desktop.services.phones import phone_digits

#: Rows of one statement: so many that open desks are told once to read the table anew, instead of all the ids.
_CHUNK = 500

#: Called with the rows done so far and all there will be. It may raise, to give up.
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class DemoCounts:
    """How many rows were made."""

    providers: int
    clients: int
    bookings: int


@dataclass(frozen=True)
class _Plan:
    places: Sequence[Place]
    people: Sequence[Person]
    bookings: Sequence[Planned]
    now: datetime


class DemoService:
    """Each call is one transaction. Raises ServerUnavailable where the server is away."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def load(self, report: Report) -> DemoCounts:
        """Fills an empty database with ten weeks around now.

        What `report` raises is raised here, and nothing is kept then. Raises RuleViolation("demo.not_empty") where
        there are providers already.
        """
        data, now = read_demo_data(), self._clock()
        people = make_people(data)
        plan = _Plan(data.places, people, plan_bookings(data, people, now), now)
        self._sessions.run(partial(_load, plan, report))
        return DemoCounts(len(plan.places), len(plan.people), len(plan.bookings))


def _load(plan: _Plan, report: Report, session: Session) -> None:
    demo = DemoRepository(session)
    demo.lock()
    if demo.has_providers():
        raise RuleViolation("demo.not_empty")
    total = len(plan.places) + len(plan.people) + len(plan.bookings)
    done = 0

    def add(insert: Callable[[Rows], Sequence[int]], rows: Rows) -> list[int]:
        nonlocal done
        ids: list[int] = []
        for start in range(0, len(rows), _CHUNK):
            report(done, total)
            chunk = rows[start : start + _CHUNK]
            ids += insert(chunk)
            done += len(chunk)
        return ids

    providers = add(demo.add_providers, [_provider_row(place, plan.now) for place in plan.places])
    clients = add(demo.add_clients, list(_client_rows(plan)))
    add(demo.add_bookings, [_booking_row(booking, providers, clients) for booking in plan.bookings])
    report(done, total)


def _provider_row(place: Place, now: datetime) -> dict[str, Any]:
    made_at = now - timedelta(days=4 * 365)
    stamps = {"created_at": made_at, "updated_at": made_at}
    return {**place.columns, "phone_digits": phone_digits(place.columns["phone"]), **stamps}


def _client_rows(plan: _Plan) -> Iterator[dict[str, Any]]:
    """Clients are known since their first booking, or for longer."""
    first = {booking.client: booking.made_at for booking in reversed(plan.bookings)}
    chance = dice("clients")
    for index, person in enumerate(plan.people):
        before = timedelta(days=min(chance.expovariate(1 / 400), 1400)) if chance.random() < 0.75 else timedelta(0)
        known_since = first.get(index, plan.now) - before
        yield {
            "name": person.name,
            "phone": person.phone,
            "phone_digits": phone_digits(person.phone),
            "email": person.email,
            "notes": person.notes,
            "created_at": known_since,
            "updated_at": known_since,
        }


def _booking_row(booking: Planned, providers: Sequence[int], clients: Sequence[int]) -> dict[str, Any]:
    return {
        "provider_id": providers[booking.provider],
        "client_id": clients[booking.client],
        "service_type": booking.service_type,
        "scheduled_at": booking.start,
        "ends_at": booking.end,
        "status": booking.status.value,
        "notes": booking.notes,
        "overbook_reason": booking.overbook_reason,
        "cancelled_at": booking.cancelled_at,
        "created_at": booking.made_at,
        "updated_at": booking.changed_at,
    }
