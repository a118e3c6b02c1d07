"""Which stretches of time the figure shows each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from postmortem_desktop.domain.records import Milestone, TimelineEvent

_QUIET = timedelta(hours=12)
_QUIET_SHARE = 0.4
"""Of the whole stretch: a longer gap than both ends one strip and begins the next."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of time with its dated events, by time."""

    first: datetime
    last: datetime
    events: tuple[TimelineEvent, ...]
    milestones: tuple[Milestone, ...] = ()

    def halves(self) -> list[Strip]:
        """Return two strips of about as many events; there must be two events at least."""
        middle = len(self.events) // 2
        parts = [_stretch(part) for part in (self.events[:middle], self.events[middle:])]
        return _with_milestones(parts, self.milestones)


def strips_of(events: Sequence[TimelineEvent], milestones: Sequence[Milestone]) -> list[Strip]:
    """Return the strips of dated events, sorted by time: one, or several with quiet between them.

    Milestones belong to the strip that is nearest to them.
    """
    return _with_milestones([_stretch(part) for part in _parted(tuple(events))], milestones)


def _parted(events: tuple[TimelineEvent, ...]) -> list[tuple[TimelineEvent, ...]]:
    """Part events at the longest quiet gap, and the parts again, while it is long enough."""
    if len(events) < 2:
        return [events] if events else []
    covered = _start(events[0])
    longest, at = timedelta(), 0
    for index, event in enumerate(events):
        if _start(event) - covered > longest:
            longest, at = _start(event) - covered, index
        covered = max(covered, event.ends_at or _start(event))
    whole = covered - _start(events[0])
    if longest <= _QUIET or longest <= whole * _QUIET_SHARE:
        return [events]
    return [*_parted(events[:at]), *_parted(events[at:])]


def _stretch(events: tuple[TimelineEvent, ...]) -> Strip:
    first = _start(events[0])
    return Strip(first, max(event.ends_at or _start(event) for event in events), events)


def _with_milestones(strips: list[Strip], milestones: Sequence[Milestone]) -> list[Strip]:
    placed: list[list[Milestone]] = [[] for _strip in strips]
    for milestone in milestones:
        nearest = min(range(len(strips)), key=lambda index: _distance(strips[index], milestone.at))
        placed[nearest].append(milestone)
    return [
        Strip(
            min([strip.first, *(milestone.at for milestone in own)]),
            max([strip.last, *(milestone.at for milestone in own)]),
            strip.events,
            tuple(own),
        )
        for strip, own in zip(strips, placed, strict=True)
    ]


def _distance(strip: Strip, moment: datetime) -> timedelta:
    return max(strip.first - moment, moment - strip.last, timedelta())


def _start(event: TimelineEvent) -> datetime:
    assert event.starts_at is not None, "undated events have no place in time"
    return event.starts_at
