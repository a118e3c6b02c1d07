from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Milestone, TimelineEvent
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.snapping import (
    Snap,
    SnapReason,
    grid_step,
    rounded,
    snap,
    snap_targets,
)

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
SCALE = TimeScale(NOON, 1.0)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


EVENTS = [
    TimelineEvent(
        id="span",
        postmortem_id="p",
        lane_id="a",
        title="s",
        starts_at=after(100),
        ends_at=after(200),
    ),
    TimelineEvent(id="held", postmortem_id="p", lane_id="a", title="h", starts_at=after(300)),
    TimelineEvent(id="undated", postmortem_id="p", lane_id="a", title="u"),
]
MILESTONES = [
    Milestone(id="m", postmortem_id="p", kind=MilestoneKind.DETECTED, at=after(204)),
    Milestone(id="n", postmortem_id="p", kind=MilestoneKind.RESOLVED, at=after(100)),
]


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
    targets = snap_targets(EVENTS, MILESTONES, ignored={"held"}, grid_seconds=grid)
    assert snap(after(seconds), targets, SCALE) == expected


def test_the_distance_counts_in_pixels_and_not_in_time():
    targets = snap_targets(EVENTS, [])
    assert snap(after(101), targets, TimeScale(NOON, 10.0)) is None
    assert snap(after(101), targets, TimeScale(NOON, 0.01)) == Snap(
        after(100), SnapReason.EVENT_START
    )


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
