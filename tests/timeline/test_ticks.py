from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.times import zone_named
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.ticks import CLOCK_STEPS, ticks

BERLIN = "Europe/Berlin"


def labels(start: datetime, duration: timedelta, zone: str, width: float = 1000) -> list[str]:
    scale = TimeScale(start, width / duration.total_seconds())
    return [tick.label + ("*" if tick.is_head else "") for tick in ticks(scale, width, zone, 76)]


@pytest.mark.parametrize(
    ("start", "duration", "zone", "expected"),
    [
        (
            datetime(2026, 10, 14, 12, 0, tzinfo=UTC),
            timedelta(hours=1),
            BERLIN,
            "14:00|14:05|14:10|14:15|14:20|14:25|14:30|14:35|14:40|14:45|14:50|14:55|15:00",
        ),
        (
            datetime(2026, 10, 14, 12, 0, tzinfo=UTC),
            timedelta(seconds=20),
            "Asia/Kolkata",
            "|".join(f"17:30:{second:02d}" for second in range(0, 21, 2)),
        ),
        (
            datetime(2026, 10, 14, 20, 0, tzinfo=UTC),
            timedelta(hours=5),
            BERLIN,
            "22:00|22:30|23:00|23:30|15 Oct*|00:30|01:00|01:30|02:00|02:30|03:00",
        ),
        # The clocks go from 02:00 to 03:00.
        (
            datetime(2026, 3, 29, 0, 0, tzinfo=UTC),
            timedelta(hours=3),
            BERLIN,
            "01:00|01:15|01:30|01:45|03:00 +02:00*|03:15|03:30|03:45|04:00|04:15|04:30|04:45|05:00",
        ),
        # The hour from 02:00 to 03:00 comes twice.
        (
            datetime(2026, 10, 25, 0, 0, tzinfo=UTC),
            timedelta(hours=2),
            BERLIN,
            "02:00|02:10|02:20|02:30|02:40|02:50|02:00 +01:00*|02:10|02:20|02:30|02:40|02:50|03:00",
        ),
        (
            datetime(2024, 2, 27, 0, 0, tzinfo=UTC),
            timedelta(days=4),
            "UTC",
            "27 Feb*|12:00|28 Feb*|12:00|29 Feb*|12:00|1 Mar*|12:00|2 Mar*",
        ),
        (
            datetime(2026, 11, 15, 0, 0, tzinfo=UTC),
            timedelta(days=150),
            "UTC",
            "Dec 2026|2027*|Feb 2027|Mar 2027|Apr 2027",
        ),
    ],
)
def test_ticks_are_read_off_the_wall_clock(start, duration, zone, expected):
    assert labels(start, duration, zone) == expected.split("|")


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
around_changes = st.sampled_from(
    [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
).flatmap(lambda change: st.floats(-90_000, 9_000).map(lambda s: change + timedelta(seconds=s)))


@given(
    moments | around_changes,
    st.floats(-4.5, 2.2).map(lambda power: 10**power),
    st.sampled_from([BERLIN, "UTC", "Asia/Kolkata", "Australia/Lord_Howe", "America/New_York"]),
)
def test_ticks_run_from_left_to_right_without_crowding(start, px_per_second, zone):
    scale = TimeScale(start, px_per_second)
    found = ticks(scale, 1200, zone)
    assert all(0 <= tick.x <= 1200.01 for tick in found)
    for before, after in pairwise(found):
        assert before.moment < after.moment
        assert after.moment - before.moment >= timedelta(seconds=1)
    assert len(found) <= 40


@given(around_changes, st.sampled_from(CLOCK_STEPS))
def test_each_clock_tick_shows_a_round_time(start, step):
    scale = TimeScale(start, 64 / step)
    for tick in ticks(scale, 1200, BERLIN):
        there = tick.moment.astimezone(zone_named(BERLIN))
        assert (there.hour * 3600 + there.minute * 60 + there.second) % step == 0
        assert there.microsecond == 0
