"""How finely a pointer can tell a moment, and which moment lies between two events."""

from __future__ import annotations

from datetime import datetime, timedelta

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.snapping import grid_step, rounded

_MINUTE = 60
_LONG = timedelta(minutes=2)
"""From here on what lies halfway is told in minutes."""


def aim_step(chosen: int, scale: TimeScale) -> int:
    """Return to how many seconds a moment is told that somebody points at on empty ground.

    Seconds are told only where each is a pixel wide; else it is minutes or more.

    Args:
        chosen: the step of the grid in seconds; 0 for none.
        scale: how many pixels a second takes.
    """
    step = grid_step(chosen or 1, scale)
    return step if scale.px_per_second >= 1.0 else max(step, _MINUTE)


def aimed_precision(scale: TimeScale, *moments: datetime | None) -> Precision:
    """Return how well moments are known that were pointed at: no better than the scale can tell."""
    if aim_step(0, scale) > _MINUTE:
        return Precision.APPROXIMATE
    has_seconds = any(moment.second for moment in moments if moment is not None)
    return Precision.EXACT if has_seconds else Precision.MINUTE


def moment_between(first: TimelineEvent, second: TimelineEvent) -> datetime | None:
    """Return the moment halfway from one event to a later one; None without any time between.

    It counts from the end of the first one, or from its start if it goes on beyond the second.
    """
    begin, follows = first.starts_at, second.starts_at
    if begin is None or follows is None or follows <= begin:
        return None
    if first.ends_at is not None and first.ends_at < follows:
        begin = first.ends_at
    between = follows - begin
    return rounded(begin + between / 2, _MINUTE if between >= _LONG else 1)
