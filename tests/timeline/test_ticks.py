from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.times import zone_named
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.ticks import CLOCK_STEPS, stretches, ticks

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


def days(start: datetime, duration: timedelta, zone: str, width: float = 1000) -> list[str]:
    scale = TimeScale(start, width / duration.total_seconds())
    found = stretches(scale, width, zone, 76)
    return [f"{part.labels[0]} {part.left:.0f} to {part.right:.0f}" for part in found]


NIGHT = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "duration", "zone", "expected"),
    [
        # From 22:00 on: 200 pixels an hour, the day of the view began 22 hours before.
        (
            datetime(2026, 10, 14, 20, 0, tzinfo=UTC),
            timedelta(hours=5),
            BERLIN,
            ["Wed 14 Oct 2026 -4400 to 400", "Thu 15 Oct 2026 400 to 5200"],
        ),
        # The day on which the clocks go back has 25 hours, three of them before the change.
        (
            NIGHT,
            timedelta(hours=5),
            BERLIN,
            [
                "Sat 24 Oct 2026 -4400 to 400",
                "Sun 25 Oct 2026 · UTC+02:00 400 to 1000",
                "Sun 25 Oct 2026 · UTC+01:00 1000 to 5400",
            ],
        ),
        # The day on which they go forward has 23, two of them before the change.
        (
            datetime(2026, 3, 28, 23, 0, tzinfo=UTC),
            timedelta(hours=10),
            BERLIN,
            [
                "Sun 29 Mar 2026 · UTC+01:00 0 to 200",
                "Sun 29 Mar 2026 · UTC+02:00 200 to 2300",
            ],
        ),
        (
            datetime(2028, 2, 28, 12, 0, tzinfo=UTC),
            timedelta(hours=40),
            "UTC",
            [
                "Mon 28 Feb 2028 -300 to 300",
                "Tue 29 Feb 2028 300 to 900",
                "Wed 1 Mar 2028 900 to 1500",
            ],
        ),
        # The zone moved across the date line and left out 30 December.
        (
            datetime(2011, 12, 30, 9, 0, tzinfo=UTC),
            timedelta(hours=4),
            "Pacific/Apia",
            ["Thu 29 Dec 2011 -5750 to 250", "Sat 31 Dec 2011 250 to 6250"],
        ),
        (
            datetime(2026, 10, 30, 0, 0, tzinfo=UTC),
            timedelta(days=10),
            "UTC",
            ["Oct 2026 -2900 to 200", "Nov 2026 200 to 3200"],
        ),
        (
            datetime(2026, 12, 22, 0, 0, tzinfo=UTC),
            timedelta(days=100),
            "UTC",
            ["2026 -3550 to 100", "2027 100 to 3750"],
        ),
        (datetime(2026, 12, 22, 0, 0, tzinfo=UTC), timedelta(days=9000), "UTC", []),
    ],
)
def test_days_months_and_years_stand_over_the_ticks(start, duration, zone, expected):
    assert days(start, duration, zone) == expected


def test_there_are_shorter_names_where_there_is_little_room():
    scale = TimeScale(NIGHT, 0.05)
    (_saturday, summer, winter) = stretches(scale, 1000, BERLIN)
    assert summer.labels[1:] == ("Sun 25 Oct · UTC+02:00", "Sun 25 Oct", "25 Oct")
    assert winter.labels[1:] == ("Sun 25 Oct · UTC+01:00", "Sun 25 Oct", "25 Oct")


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        (NIGHT, timedelta(hours=5), "22:00|22:30|23:00|23:30|00:00*|00:30|01:00|01:30|02:00|02:30"),
        (
            datetime(2026, 10, 29, 23, 0, tzinfo=UTC),
            timedelta(days=4),
            "00:00*|12:00|00:00*|12:00|00:00*|12:00|00:00*|12:00|00:00*",
        ),
        (
            datetime(2026, 10, 29, 23, 0, tzinfo=UTC),
            timedelta(days=10),
            "Fri 30|Sat 31|Sun 1|Mon 2|Tue 3|Wed 4|Thu 5|Fri 6|Sat 7|Sun 8|Mon 9",
        ),
        (
            datetime(2026, 11, 30, 23, 0, tzinfo=UTC),
            timedelta(days=59),
            "Mon 7|Mon 14|Mon 21|Mon 28",
        ),
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), timedelta(days=200), "Dec|Jan*|Feb|Mar"),
    ],
)
def test_ticks_leave_out_what_stands_above_them(start, duration, expected):
    scale = TimeScale(start, 1000 / duration.total_seconds())
    found = ticks(scale, 1000, BERLIN, 76, below_stretches=True)
    told = "|".join(tick.label + ("*" if tick.is_head else "") for tick in found)
    assert told.startswith(expected)


def test_the_first_tick_after_the_clocks_were_changed_is_a_head_wherever_the_view_begins():
    change = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    assert labels(change, timedelta(hours=1), BERLIN)[:2] == ["02:00 +01:00*", "02:05"]
    assert labels(change, timedelta(hours=1), "Europe/London")[:2] == ["01:00 +00:00*", "01:05"]


@given(
    moments | around_changes,
    st.floats(-4.5, 2.2).map(lambda power: 10**power),
    st.sampled_from([BERLIN, "UTC", "Asia/Kolkata", "Australia/Lord_Howe", "America/New_York"]),
)
def test_stretches_cover_the_view_without_a_gap(start, px_per_second, zone):
    scale = TimeScale(start, px_per_second)
    found = stretches(scale, 1200, zone)
    assert len(found) <= 20
    if found:
        assert found[0].left <= 0.01
        assert found[-1].right >= 1199.99
    for before, after in pairwise(found):
        assert before.right == after.left
        assert before.left < before.right
        assert before.labels[0] != after.labels[0]
