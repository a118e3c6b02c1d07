from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.timeline.scale import (
    EARLIEST,
    LATEST,
    MAX_PX_PER_SECOND,
    MIN_PX_PER_SECOND,
    TimeScale,
)

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
scales = st.builds(
    TimeScale,
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)).map(lambda d: d.replace(tzinfo=UTC)),
    st.floats(0.0005, MAX_PX_PER_SECOND),
)


def test_a_minute_takes_sixty_times_the_pixels_of_a_second():
    scale = TimeScale(NOON, 2.0)
    assert scale.x_of(NOON) == 0
    assert scale.x_of(NOON + timedelta(minutes=1)) == 120
    assert scale.moment_at(-60) == NOON - timedelta(seconds=30)
    assert scale.width_of(timedelta(seconds=5)) == 10


def test_fitting_puts_first_and_last_at_the_margins():
    scale = TimeScale.fitting(NOON, NOON + timedelta(seconds=180), 1000, 50)
    assert scale.px_per_second == 5
    assert scale.x_of(NOON) == pytest.approx(50)
    assert scale.x_of(NOON + timedelta(seconds=180)) == pytest.approx(950)


def test_fitting_can_leave_more_room_at_the_right():
    scale = TimeScale.fitting(NOON, NOON + timedelta(seconds=100), 700, 50, margin_right=150)
    assert scale.x_of(NOON + timedelta(seconds=100)) == pytest.approx(550)


def test_a_lone_moment_is_shown_in_the_middle_of_half_an_hour():
    scale = TimeScale.fitting(NOON, NOON, 1800)
    assert scale.px_per_second == 1
    assert scale.x_of(NOON) == pytest.approx(900)


@given(scales, st.floats(-3000, 3000))
def test_a_column_leads_to_a_moment_and_back(scale: TimeScale, x: float):
    assert scale.x_of(scale.moment_at(x)) == pytest.approx(x, abs=0.001)


@given(scales, st.floats(0, 2000), st.floats(0.05, 20))
def test_zooming_keeps_the_moment_under_the_pointer(scale: TimeScale, x: float, factor: float):
    before = scale.moment_at(x)
    assert scale.zoomed(factor, x).x_of(before) == pytest.approx(x, abs=0.01)


@given(scales, st.floats(-2000, 2000))
def test_panning_moves_every_moment_by_the_same_pixels(scale: TimeScale, dx: float):
    assert scale.panned(dx).x_of(NOON) - scale.x_of(NOON) == pytest.approx(dx, abs=0.01)


def test_zooming_ends_at_seconds_and_at_decades():
    scale = TimeScale(NOON, 1.0)
    assert scale.zoomed(1e9, 0).px_per_second == MAX_PX_PER_SECOND
    assert scale.zoomed(1e-9, 0).px_per_second == MIN_PX_PER_SECOND


def test_a_zoom_factor_has_to_be_positive():
    with pytest.raises(ValueError, match="positive"):
        TimeScale(NOON, 1.0).zoomed(0, 0)


def test_panning_stops_at_the_ends_of_time():
    coarse = TimeScale(NOON, MIN_PX_PER_SECOND)
    assert coarse.panned(1e9).origin == EARLIEST
    assert coarse.panned(-1e9).origin == LATEST
