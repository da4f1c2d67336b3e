"""Wall time and instants. A typed time that a clock change skips or repeats is an error that offers the choices.

The meaning of `fold` is PEP 495's.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from frontdesk_desktop.domain.errors import InvalidInput

#: The instants a booking may have: a day inside what a datetime can hold, so that no zone overflows it.
EARLIEST = datetime(1, 1, 3, tzinfo=UTC)
LATEST = datetime(9999, 12, 29, tzinfo=UTC)


@cache
def zone_names() -> frozenset[str]:
    """The IANA names known here. "localtime" is none: it is another zone on every machine."""
    return frozenset(available_timezones() - {"localtime"})


def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises InvalidInput("time_zone.unknown")."""
    if name not in zone_names():
        raise InvalidInput("time_zone.unknown", {"time_zone": "time_zone.unknown"}, time_zone=name)
    return ZoneInfo(name)


def check_range(moment: datetime, field: str) -> datetime:
    """The aware moment in UTC. Raises InvalidInput("time.out_of_range") where it is too far away to calculate with."""
    try:
        instant = moment.astimezone(UTC)
    except OverflowError:
        instant = None
    if instant is None or not EARLIEST <= instant <= LATEST:
        raise InvalidInput("time.out_of_range", {field: "time.out_of_range"}, value=moment.isoformat())
    return instant


def instant_of(wall: datetime, zone_name: str, field: str = "scheduled_at") -> datetime:
    """The instant, in UTC, of a typed time: an aware one as it is, a naive one as wall time in the zone.

    Raises InvalidInput("time.skipped" or "time.repeated") with `choices`, two aware datetimes in the zone in order of
    time; "time.out_of_range" for moments near the ends of the calendar; "time_zone.unknown".
    """
    if wall.tzinfo is not None:
        return check_range(wall, field)
    place = zone(zone_name)
    check_range(wall.replace(tzinfo=UTC), field)
    first, second = (wall.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return check_range(first, field)
    # In a gap neither reading survives the round trip; in a repeated hour both do.
    skipped = first.astimezone(UTC).astimezone(place).replace(tzinfo=None) != wall.replace(fold=0)
    code = "time.skipped" if skipped else "time.repeated"
    choices = sorted(moment.astimezone(UTC) for moment in (first, second))
    raise InvalidInput(
        code,
        {field: code},
        value=wall.isoformat(timespec="minutes"),
        time_zone=zone_name,
        choices=tuple(choice.astimezone(place) for choice in choices),
    )


def wall_of(instant: datetime, zone_name: str) -> datetime:
    """The instant as an aware datetime in the zone. Raises InvalidInput("time_zone.unknown")."""
    return instant.astimezone(zone(zone_name))


def day_bounds(day: datetime, zone_name: str) -> tuple[datetime, datetime]:
    """The instants at which the wall date of `day` begins and ends in the zone (23, 24 or 25 hours apart, mostly)."""
    place = zone(zone_name)
    start = day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=place, fold=0)
    end = (start.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=place)
    return start.astimezone(UTC), end.astimezone(UTC)
