"""Which moment a dragged edge falls into place at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from postmortem_desktop.domain.records import Milestone, TimelineEvent
from postmortem_desktop.domain.times import EPOCH
from postmortem_desktop.timeline.scale import TimeScale

DISTANCE = 8.0
"""Pixels within which an edge is drawn to a moment."""
_LEAST_STEP = 4.0
"""Pixels of a step of the grid; with smaller ones nobody can choose between two."""
_COARSER = (60, 300, 900, 3600)


class SnapReason(StrEnum):
    """What the moment belongs to, the strongest first."""

    MILESTONE = "milestone"
    EVENT_START = "event_start"
    EVENT_END = "event_end"
    GRID = "grid"


_STRENGTH = {reason: place for place, reason in enumerate(SnapReason)}


@dataclass(frozen=True, slots=True)
class Snap:
    """A moment to fall into place at, and why."""

    moment: datetime
    reason: SnapReason


@dataclass(frozen=True, slots=True)
class SnapTargets:
    """The moments that attract, ascending; made once when a drag begins."""

    moments: tuple[datetime, ...]
    reasons: tuple[SnapReason, ...]
    grid_seconds: int = 0
    """Distance of the ruler's grid; 0 for none."""


def snap_targets(
    events: Iterable[TimelineEvent],
    milestones: Iterable[Milestone],
    *,
    ignored: Collection[str] = (),
    grid_seconds: int = 0,
) -> SnapTargets:
    """Collect starts and ends of events and the milestones.

    Args:
        events: all of the timeline.
        milestones: all of the post-mortem.
        ignored: ids of the dragged events, which must not attract themselves.
        grid_seconds: distance of the ruler's grid; 0 for none.
    """
    found: dict[datetime, SnapReason] = {}

    def add(moment: datetime | None, reason: SnapReason) -> None:
        if moment is not None and _STRENGTH[reason] < _STRENGTH[found.get(moment, SnapReason.GRID)]:
            found[moment] = reason

    for milestone in milestones:
        add(milestone.at, SnapReason.MILESTONE)
    for event in events:
        if event.id not in ignored:
            add(event.starts_at, SnapReason.EVENT_START)
            add(event.ends_at, SnapReason.EVENT_END)
    moments = tuple(sorted(found))
    return SnapTargets(moments, tuple(found[moment] for moment in moments), grid_seconds)


def snap(
    moment: datetime, targets: SnapTargets, scale: TimeScale, distance: float = DISTANCE
) -> Snap | None:
    """Return the nearest target within ``distance`` pixels, else the nearest point of the grid."""
    reach = timedelta(seconds=distance / scale.px_per_second)
    first = bisect_left(targets.moments, moment - reach)
    last = bisect_right(targets.moments, moment + reach)
    if first < last:
        index = min(range(first, last), key=lambda i: abs(targets.moments[i] - moment))
        return Snap(targets.moments[index], targets.reasons[index])
    if targets.grid_seconds:
        return Snap(rounded(moment, targets.grid_seconds), SnapReason.GRID)
    return None


def grid_step(chosen: int, scale: TimeScale) -> int:
    """Return the step of the grid in seconds: as chosen, or coarser where nobody could aim so.

    Args:
        chosen: seconds; 0 for no grid, which stays so.
        scale: how many pixels a step takes.
    """
    steps = (chosen, *(step for step in _COARSER if step > chosen)) if chosen else (0,)
    wide = (step for step in steps if step * scale.px_per_second >= _LEAST_STEP)
    return next(wide, steps[-1])


def rounded(moment: datetime, seconds: int) -> datetime:
    """Return the whole multiple of ``seconds`` nearest to a moment."""
    past = (moment - EPOCH) % timedelta(seconds=seconds)
    ahead = timedelta(seconds=seconds) - past
    return moment - past if past <= ahead else moment + ahead
