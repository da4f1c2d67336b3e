"""Many desks want one slot: exactly one gets it, and nobody hears of deadlocks."""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.bookings import BookingFilter
from frontdesk_desktop.schemas.providers import ProviderRead
from tests.db.make import Sql, booking
from tests.db.racing import race

DESKS = 32
ROUNDS = int(os.environ.get("RACE_ROUNDS", "100"))
FIRST = datetime(2025, 1, 15, 8, tzinfo=UTC)


def test_one_of_many_desks_gets_the_slot(services: Services, clinic: ProviderRead, database_url: str, sql: Sql) -> None:
    """Every desk wants the same half hour, a quarter of them a little later or earlier, for clients old and new."""
    slots = [
        [
            booking(
                clinic.id,
                FIRST + timedelta(hours=turn, minutes=(0, 0, 0, 10, 0, 0, 0, -10)[desk % 8]),
                client_name=f"Client {desk % 20}",
                client_phone=f"555 01{desk % 20:02}",
                status="confirmed" if desk % 3 == 0 else "pending",
            )
            for desk in range(DESKS)
        ]
        for turn in range(ROUNDS)
    ]
    services.database.engine.dispose()
    outcomes = race(database_url, slots)

    rounds = [Counter(o.result for o in outcomes if o.round == turn) for turn in range(ROUNDS)]
    assert rounds == [Counter({"booked": 1, "booking.overlap": DESKS - 1})] * ROUNDS
    assert services.bookings.list(BookingFilter()).total == ROUNDS
    assert sql.one("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == 0
    doubles = "SELECT count(*) FROM bookings a JOIN bookings b ON a.id < b.id AND a.during && b.during"
    assert sql.one(doubles) == 0
