"""Which moment a dragged edge falls into place at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from postmortem_desktop.domain.times import zone_named
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.ticks import clock_moments, clock_step, ticks

DISTANCE = 8.0
"""Pixels within which an edge is drawn to a moment."""
_TICK_SHARE = 0.5
"""Of the distance: ticks attract less, so that the points of the grid beside them can be had."""
_LEAST_STEP = 4.0
"""Pixels of a step of the grid; with smaller ones nobody can choose between two."""
_COARSER = (60, 300, 900, 3600)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SnapReason(StrEnum):
    """What the moment belongs to, the strongest first."""

    MILESTONE = "milestone"
    EVENT_START = "event_start"
    EVENT_END = "event_end"
    NOW = "now"
    TICK = "tick"
    GRID = "grid"


_STRENGTH = {reason: place for place, reason in enumerate(SnapReason)}


@dataclass(frozen=True, slots=True)
class Snap:
    """A moment to fall into place at, and why."""

    moment: datetime
    reason: SnapReason


Attraction = tuple[datetime, SnapReason]
MomentsBetween = Callable[[datetime, datetime], Iterable[Attraction]]
"""What attracts from one moment to another one; the nearest to their middle is enough."""


@dataclass(frozen=True, slots=True)
class SnapTargets:
    """What attracts a dragged edge; looked up around the pointer, however much there is."""

    grid_seconds: int = 0
    """Distance of the grid; 0 for none, and no ticks of the ruler either."""
    zone: str = "UTC"
    """On whose wall clock grid and ruler stand."""
    moments_between: MomentsBetween | None = None


def snap(
    moment: datetime, targets: SnapTargets, scale: TimeScale, distance: float = DISTANCE
) -> Snap | None:
    """Return the nearest target within ``distance`` pixels, else a tick or point of the grid."""
    reach = timedelta(seconds=distance / scale.px_per_second)
    between = targets.moments_between
    found = list(between(moment - reach, moment + reach)) if between else []
    if found:
        return Snap(*min(found, key=lambda each: (abs(each[0] - moment), _STRENGTH[each[1]])))
    if not targets.grid_seconds:
        return None
    tick = _tick_near(moment, targets.zone, scale, distance * _TICK_SHARE)
    if tick is not None:
        return Snap(tick, SnapReason.TICK)
    return Snap(rounded(moment, targets.grid_seconds, targets.zone), SnapReason.GRID)


def _tick_near(moment: datetime, zone: str, scale: TimeScale, distance: float) -> datetime | None:
    """Return the moment of the ruler's tick beside a moment, if there is one."""
    step = clock_step(scale)
    if step:
        tick = rounded(moment, step, zone)
        return tick if abs(scale.width_of(tick - moment)) <= distance else None
    around = replace(scale, origin=moment).panned(distance)
    found = (tick.moment for tick in ticks(around, 2 * distance, zone))
    return min(found, key=lambda tick: abs(tick - moment), default=None)


def grid_step(chosen: int, scale: TimeScale) -> int:
    """Return the step of the grid in seconds: as chosen, or coarser where nobody could aim so.

    Args:
        chosen: seconds; 0 for no grid, which stays so.
        scale: how many pixels a step takes.
    """
    steps = (chosen, *(step for step in _COARSER if step > chosen)) if chosen else (0,)
    wide = (step for step in steps if step * scale.px_per_second >= _LEAST_STEP)
    return next(wide, steps[-1])


def rounded(moment: datetime, seconds: int, zone: str = "UTC") -> datetime:
    """Return the nearest moment at which a zone's clock shows a multiple of ``seconds``.

    Args:
        moment: to round; halfway between two, the earlier one counts.
        seconds: a part of a day.
        zone: on whose wall clock; for a minute or less it makes no difference.
    """
    if seconds <= 60 and moment.tzinfo is UTC:
        since, stride = moment - _EPOCH, timedelta(seconds=seconds)
        rest = since % stride
        return moment - rest if 2 * rest <= stride else moment - rest + stride
    stride = timedelta(seconds=seconds)
    near = clock_moments(moment - stride, moment + stride, seconds, zone_named(zone))
    return min(near, key=lambda each: abs(each - moment), default=moment)
