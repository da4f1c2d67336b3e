"""Wall time and instants where the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk_desktop.domain import zones
from frontdesk_desktop.domain.clock import system_clock
from frontdesk_desktop.domain.errors import InvalidInput

NEW_YORK, BERLIN, LORD_HOWE = "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"


def moment(iso: str) -> datetime:
    return datetime.fromisoformat(iso)


@pytest.mark.parametrize(
    ("zone", "wall", "first", "second"),
    [
        (NEW_YORK, "2025-03-09T02:00", "2025-03-09T01:00-05:00", "2025-03-09T03:00-04:00"),
        (NEW_YORK, "2025-03-09T02:30", "2025-03-09T01:30-05:00", "2025-03-09T03:30-04:00"),
        (NEW_YORK, "2025-03-09T02:59:59", "2025-03-09T01:59:59-05:00", "2025-03-09T03:59:59-04:00"),
        (BERLIN, "2025-03-30T02:30", "2025-03-30T01:30+01:00", "2025-03-30T03:30+02:00"),
        (LORD_HOWE, "2025-10-05T02:15", "2025-10-05T01:45+10:30", "2025-10-05T02:45+11:00"),
    ],
)
def test_a_skipped_time_is_refused_with_the_times_before_and_after(
    zone: str, wall: str, first: str, second: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        zones.instant_of(moment(wall), zone, "from_date")

    assert refused.value.code == "time.skipped"
    assert refused.value.fields == {"from_date": "time.skipped"}
    assert refused.value.params["choices"] == (moment(first), moment(second))
    assert [choice.isoformat() for choice in _choices(refused.value)] == [
        moment(first).isoformat(),
        moment(second).isoformat(),
    ]


@pytest.mark.parametrize(
    ("zone", "wall", "first", "second"),
    [
        (NEW_YORK, "2025-11-02T01:00", "-04:00", "-05:00"),
        (NEW_YORK, "2025-11-02T01:30", "-04:00", "-05:00"),
        (NEW_YORK, "2025-11-02T01:59:59", "-04:00", "-05:00"),
        (BERLIN, "2025-10-26T02:30", "+02:00", "+01:00"),
        (LORD_HOWE, "2025-04-06T01:45", "+11:00", "+10:30"),
    ],
)
def test_a_repeated_time_is_refused_with_both_readings(zone: str, wall: str, first: str, second: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        zones.instant_of(moment(wall), zone)

    assert refused.value.code == "time.repeated"
    assert refused.value.fields == {"scheduled_at": "time.repeated"}
    assert [choice.isoformat(timespec="minutes") for choice in _choices(refused.value)] == [
        wall[:16] + first,
        wall[:16] + second,
    ]


def _choices(error: InvalidInput) -> tuple[datetime, ...]:
    choices = error.params["choices"]
    assert isinstance(choices, tuple)
    return choices


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        (NEW_YORK, "2025-03-09T01:59:59.999999", "2025-03-09T06:59:59.999999+00:00"),
        (NEW_YORK, "2025-03-09T03:00", "2025-03-09T07:00+00:00"),
        (NEW_YORK, "2025-11-02T00:59:59.999999", "2025-11-02T04:59:59.999999+00:00"),
        (NEW_YORK, "2025-11-02T02:00", "2025-11-02T07:00+00:00"),
        (BERLIN, "2025-03-30T03:00", "2025-03-30T01:00+00:00"),
        (BERLIN, "2025-10-26T03:00", "2025-10-26T02:00+00:00"),
        (LORD_HOWE, "2025-10-05T02:30", "2025-10-04T15:30+00:00"),
        (LORD_HOWE, "2025-04-06T02:00", "2025-04-05T15:30+00:00"),
        (BERLIN, "1700-06-01T12:00", "1700-06-01T11:06:32+00:00"),
        (BERLIN, "2525-07-01T12:00", "2525-07-01T10:00+00:00"),
    ],
)
def test_a_clear_time_is_taken_in_the_zone(zone: str, wall: str, instant: str) -> None:
    assert zones.instant_of(moment(wall), zone) == moment(instant)


@pytest.mark.parametrize("wall", ["2025-03-30T02:30+01:00", "2025-03-30T02:30+02:00", "2025-10-26T02:30+01:00"])
def test_an_aware_time_is_never_ambiguous(wall: str) -> None:
    assert zones.instant_of(moment(wall), BERLIN) == moment(wall)
    assert zones.instant_of(moment(wall), BERLIN).utcoffset() == timedelta(0)


def test_the_offered_choices_are_taken_when_they_come_back() -> None:
    with pytest.raises(InvalidInput) as refused:
        zones.instant_of(moment("2025-10-26T02:30"), BERLIN)

    taken = [zones.instant_of(choice, BERLIN) for choice in _choices(refused.value)]
    assert taken == [moment("2025-10-26T00:30+00:00"), moment("2025-10-26T01:30+00:00")]


CHANGES = (
    (NEW_YORK, "2025-03-09T07:00+00:00"),
    (NEW_YORK, "2025-11-02T06:00+00:00"),
    (BERLIN, "2025-03-30T01:00+00:00"),
    (BERLIN, "2025-10-26T01:00+00:00"),
    (LORD_HOWE, "2025-10-04T15:30+00:00"),
    (LORD_HOWE, "2025-04-05T15:00+00:00"),
    ("Pacific/Apia", "2011-12-30T10:00+00:00"),  # skipped a whole day
)
near_changes = st.builds(
    lambda change, minutes: (change[0], moment(change[1]) + timedelta(minutes=minutes)),
    st.sampled_from(CHANGES),
    st.integers(-150, 150),
)
anywhere = st.tuples(
    st.sampled_from([zone for zone, _ in CHANGES]),
    st.datetimes(datetime(1800, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)


def readings(wall: datetime, zone: str) -> tuple[str, list[datetime]]:
    """ "" and the instant; or the code of the refusal, and its choices in UTC (in their own zone, times that exist
    twice are never equal to those of another zone)."""
    try:
        return "", [zones.instant_of(wall, zone)]
    except InvalidInput as error:
        return error.code, [choice.astimezone(UTC) for choice in _choices(error)]


@given(near_changes | anywhere)
def test_every_instant_can_be_typed(place: tuple[str, datetime]) -> None:
    zone, instant = place
    code, found = readings(zones.wall_of(instant, zone).replace(tzinfo=None), zone)

    assert instant in found
    assert code in ("", "time.repeated")


@given(near_changes)
def test_what_is_typed_is_kept_or_refused(place: tuple[str, datetime]) -> None:
    zone, instant = place
    offset = (instant - timedelta(hours=3)).astimezone(zones.zone(zone)).utcoffset()
    wall = (instant + (offset or timedelta())).replace(tzinfo=None)  # counted on across the change
    code, found = readings(wall, zone)
    walls = [zones.wall_of(one, zone).replace(tzinfo=None) for one in found]

    assert found == sorted(set(found))
    if code == "time.skipped":
        assert walls[0] < wall < walls[1]
    else:
        assert set(walls) == {wall}
        assert len(walls) == (2 if code == "time.repeated" else 1)


@pytest.mark.parametrize(
    "wall",
    [
        "0001-01-01T00:00",
        "0001-01-02T23:59",
        "9999-12-29T00:00:01",
        "9999-12-31T23:59",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-12:00",
        "9999-12-29T02:00+01:00",
    ],
)
def test_a_time_at_the_ends_of_the_calendar_is_refused(wall: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        zones.instant_of(moment(wall), BERLIN)

    assert refused.value.code == "time.out_of_range"
    assert refused.value.fields == {"scheduled_at": "time.out_of_range"}


@pytest.mark.parametrize("wall", ["0001-01-03T01:00", "9999-12-29T00:00"])
def test_the_ends_themselves_are_in_range(wall: str) -> None:
    assert zones.instant_of(moment(wall), BERLIN).tzinfo is UTC


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "europe/berlin", "localtime", "UTC\0"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    for ask in (
        lambda: zones.zone(name),
        lambda: zones.instant_of(moment("2025-01-15T10:00"), name),
        lambda: zones.wall_of(moment("2025-01-15T10:00+00:00"), name),
    ):
        with pytest.raises(InvalidInput) as refused:
            ask()
        assert refused.value.code == "time_zone.unknown"
        assert refused.value.fields == {"time_zone": "time_zone.unknown"}


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (NEW_YORK, "2025-03-09", 23),
        (NEW_YORK, "2025-11-02", 25),
        (BERLIN, "2025-06-01", 24),
        (LORD_HOWE, "2025-10-05", 23.5),
        (LORD_HOWE, "2025-04-06", 24.5),
        ("America/Havana", "2025-03-09", 23),  # without a midnight
        ("America/Havana", "2025-11-02", 25),  # with two hours after midnight
    ],
)
def test_a_day_has_the_hours_that_its_clock_shows(zone: str, day: str, hours: float) -> None:
    start, end = zones.day_bounds(moment(f"{day}T15:00"), zone)

    assert end - start == timedelta(hours=hours)
    assert zones.wall_of(start, zone).date() == moment(day).date()
    assert zones.wall_of(start - timedelta(microseconds=1), zone).date() < moment(day).date()
    assert zones.wall_of(end, zone).date() > moment(day).date()


def test_the_clock_tells_utc() -> None:
    assert system_clock().utcoffset() == timedelta(0)
    assert abs(system_clock() - datetime.now(UTC)) < timedelta(minutes=1)
