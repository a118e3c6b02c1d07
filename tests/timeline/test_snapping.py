from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.snapping import (
    Snap,
    SnapReason,
    SnapTargets,
    grid_step,
    rounded,
    snap,
)

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
SCALE = TimeScale(NOON, 1.0)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


TARGETS = [
    (after(100), SnapReason.EVENT_START),
    (after(100), SnapReason.MILESTONE),
    (after(200), SnapReason.EVENT_END),
    (after(204), SnapReason.MILESTONE),
]


def between(first: datetime, last: datetime):
    return [(moment, reason) for moment, reason in TARGETS if first <= moment <= last]


@pytest.mark.parametrize(
    ("seconds", "grid", "expected"),
    [
        (95, 0, Snap(after(100), SnapReason.MILESTONE)),
        (199, 0, Snap(after(200), SnapReason.EVENT_END)),
        (203, 0, Snap(after(204), SnapReason.MILESTONE)),
        (108, 0, Snap(after(100), SnapReason.MILESTONE)),
        (109, 0, None),
        (301, 0, None),
        (301, 10, Snap(after(300), SnapReason.GRID)),
        (147, 60, Snap(after(120), SnapReason.GRID)),
        (115, 60, Snap(after(120), SnapReason.GRID)),
    ],
)
def test_the_nearest_moment_within_eight_pixels_attracts(seconds, grid, expected):
    targets = SnapTargets(grid_seconds=grid, moments_between=between)
    assert snap(after(seconds), targets, SCALE) == expected


def test_the_distance_counts_in_pixels_and_not_in_time():
    targets = SnapTargets(moments_between=between)
    assert snap(after(101), targets, TimeScale(NOON, 10.0)) is None
    assert snap(after(101), targets, TimeScale(NOON, 0.01)) == Snap(
        after(100), SnapReason.MILESTONE
    )


def test_only_what_is_within_the_distance_is_asked_for():
    asked: list[tuple[datetime, datetime]] = []

    def ask(first: datetime, last: datetime):
        asked.append((first, last))
        return between(first, last)

    snap(after(101), SnapTargets(moments_between=ask), TimeScale(NOON, 2.0))
    # Eight pixels are four seconds.
    assert asked == [(after(97), after(105))]


@pytest.mark.parametrize(
    ("seconds", "step", "expected"),
    [(4, 10, 0), (5, 10, 0), (5.1, 10, 10), (0.4, 1, 0), (90, 60, 60)],
)
def test_rounding_goes_to_the_nearest_multiple(seconds, step, expected):
    assert rounded(after(seconds), step) == after(expected)


@pytest.mark.parametrize(
    ("chosen", "px_per_second", "expected"),
    [
        (10, 0.4, 10),  # 4 px
        (10, 0.39, 60),
        (10, 800 / 5400, 60),  # 90 min on 800 px: 8.9 px a minute
        (10, 800 / 43200, 300),  # 12 h: 5.6 px for five minutes
        (10, 800 / 172800, 900),
        (10, 800 / 604800, 3600),
        (10, 1e-5, 3600),
        (300, 1.0, 300),
        (0, 1e-5, 0),
    ],
)
def test_the_grid_is_as_chosen_or_as_fine_as_one_can_aim(chosen, px_per_second, expected):
    assert grid_step(chosen, TimeScale(NOON, px_per_second)) == expected


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        # 14:20 in Kolkata, half an hour beside the full hours of UTC.
        (utc(2026, 10, 14, 8, 50), "Asia/Kolkata", utc(2026, 10, 14, 8, 30)),
        (utc(2026, 10, 14, 9, 5), "Asia/Kolkata", utc(2026, 10, 14, 9, 30)),
        (utc(2026, 10, 14, 8, 50), "UTC", utc(2026, 10, 14, 9, 0)),
        # 12:20 in Kathmandu, three quarters of an hour beside them.
        (utc(2026, 10, 14, 6, 35), "Asia/Kathmandu", utc(2026, 10, 14, 6, 15)),
        # The clocks go from 02:00 to 03:00: 01:40 is nearest to 03:00, twenty minutes on.
        (utc(2026, 3, 29, 0, 40), "Europe/Berlin", utc(2026, 3, 29, 1, 0)),
        # The hour from 02:00 comes twice; each half past two rounds within its own hour.
        (utc(2026, 10, 25, 0, 20), "Europe/Berlin", utc(2026, 10, 25, 0, 0)),
        (utc(2026, 10, 25, 1, 20), "Europe/Berlin", utc(2026, 10, 25, 1, 0)),
        # On Lord Howe they go back by half an hour, from 02:00 to 01:30: 01:50 of the second time
        # lies ten minutes before 02:00 (UTC+10:30), and 50 minutes after the only 01:00.
        (utc(2026, 4, 4, 15, 20), "Australia/Lord_Howe", utc(2026, 4, 4, 15, 30)),
    ],
)
def test_the_grid_of_an_hour_stands_on_the_wall_clock_of_the_zone(moment, zone, expected):
    assert rounded(moment, 3600, zone) == expected
    targets = SnapTargets(grid_seconds=3600, zone=zone)
    # An hour takes 12 pixels, and the ruler has a tick every six or twelve hours.
    assert snap(moment, targets, TimeScale(moment, 12 / 3600)).moment == expected


def test_ticks_of_the_ruler_attract_before_the_grid_does():
    targets = SnapTargets(grid_seconds=1, zone="Asia/Kolkata")
    scale = TimeScale(NOON, 1.0)  # Two minutes from tick to tick: 17:30, 17:32 in Kolkata.
    assert snap(after(124), targets, scale) == Snap(after(120), SnapReason.TICK)
    assert snap(after(124.6), targets, scale) == Snap(after(125), SnapReason.GRID)
    coarse = TimeScale(NOON, 4 / 86400)  # A tick at the beginning of each month.
    midnight = utc(2026, 10, 31, 18, 30)
    assert snap(midnight + timedelta(hours=20), targets, coarse) == Snap(midnight, SnapReason.TICK)
    assert snap(after(124), SnapTargets(zone="Asia/Kolkata"), scale) is None, "switched off"


def test_of_two_moments_as_near_the_stronger_attracts():
    targets = SnapTargets(
        moments_between=lambda _first, _last: [
            (after(6), SnapReason.EVENT_END),
            (after(0), SnapReason.MILESTONE),
            (after(6), SnapReason.EVENT_START),
        ]
    )
    assert snap(after(3), targets, SCALE) == Snap(after(0), SnapReason.MILESTONE)
    assert snap(after(4), targets, SCALE) == Snap(after(6), SnapReason.EVENT_START)
