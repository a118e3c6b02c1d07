"""Which sub-row of its lane an event stands in: decided once for its records, not at each zoom.

The sub-rows are chosen for the scale at which the whole incident is in sight. So lanes keep their
height, and events their row, however the view is zoomed and panned.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import Metrics, TextWidth, card_width
from postmortem_desktop.timeline.scale import TimeScale

_MOST_ROWS = 12
_FEWEST_ROWS = 4
_ROWS_IN_SIGHT = 30
"""So many sub-rows the lanes of a crowded timeline share, before they fold what is too dense."""
_TALLEST = 40
"""Sub-rows of one lane, even if more events than that go on at one time."""
_INSEPARABLE = 0.15
"""Seconds: two events nearer than this stay together at any zoom, so they never share a row."""


class Extent(NamedTuple):
    """What an event takes up: its label in pixels of the reference scale, its time in seconds."""

    left: float
    right: float
    start: float
    end: float
    event: TimelineEvent


@dataclass(frozen=True, slots=True)
class Row:
    """A sub-row: events by time, none beginning before the one before it has ended.

    Where more go on at one time than a lane has rows, they may.
    """

    starts: array[float]
    """In seconds since 1970."""
    ends: array[float]
    """The same as the start for an instant."""
    reaches: array[float]
    """The latest end up to here."""
    events: list[TimelineEvent]

    def beginning_of(self, moment: float) -> float:
        """Return the start of the first event that may still go on at a moment."""
        index = bisect_left(self.reaches, moment)
        return min(moment, self.starts[index]) if index < len(self.starts) else moment


@dataclass(frozen=True, slots=True)
class PackedLane:
    """A lane with its events in sub-rows."""

    lane_id: str
    is_collapsed: bool = False
    rows: list[Row] = field(default_factory=list["Row"])


def extent_of(
    event: TimelineEvent,
    scale: TimeScale,
    label: float,
    *,
    width: float,
    metrics: Metrics,
) -> Extent:
    """Return what an event takes up with a label so many pixels wide."""
    assert event.starts_at is not None, "undated events have no place in time"
    start = event.starts_at.timestamp()
    end = start if event.ends_at is None else event.ends_at.timestamp()
    left = scale.x_at(start)
    bar = max((end - start) * scale.px_per_second, metrics.minimum_bar) if end > start else 0.0
    right = left + max(bar, label)
    if metrics.keep_inside and 0 <= left <= width < left + label:
        edge = width if event.ends_at is not None else left + metrics.foot
        left, right = max(edge - label, 0.0), max(edge, left + bar)
    return Extent(left, right, start, end, event)


def pack_lane(
    lane_id: str,
    events: Sequence[TimelineEvent],
    scale: TimeScale,
    *,
    is_collapsed: bool,
    most_rows: float,
    text_width: TextWidth,
    metrics: Metrics,
    label_width: float | None = None,
    width: float = 0.0,
) -> PackedLane:
    """Put the dated events of a lane, sorted by time, into sub-rows.

    Args:
        lane_id: the lane.
        events: sorted by start.
        scale: at which no card shall cover another, as far as ``most_rows`` allow.
        is_collapsed: whether the lane shows only where its events are.
        most_rows: how many sub-rows titles may take; events that go on at one time may take more.
        text_width: measures a title.
        metrics: sizes of the surface.
        label_width: what each title is reckoned to take; None measures them all.
        width: of the lanes' content; counts only with ``metrics.keep_inside``.
    """
    extents = [
        extent_of(
            event,
            scale,
            card_width(event, text_width, metrics) if label_width is None else label_width,
            width=width,
            metrics=metrics,
        )
        for event in events
    ]
    extents.sort(key=itemgetter(0))
    rows = packed(extents, metrics.card_gap, most_rows)
    return PackedLane(lane_id, is_collapsed, [row_of(row) for row in rows])


def most_rows_for(lane_count: int) -> int:
    """Return how many sub-rows each of so many lanes may take."""
    return max(_FEWEST_ROWS, min(_MOST_ROWS, _ROWS_IN_SIGHT // max(lane_count, 1)))


def packed(extents: Iterable[Extent], gap: float, most_rows: float) -> list[list[Extent]]:
    """Put extents, sorted by left, each into the topmost sub-row in which it covers nothing.

    Once there are ``most_rows``, it goes where the last label ends soonest, but not where an event
    still goes on.
    """
    rows: list[list[Extent]] = []
    labels: list[float] = []
    times: list[float] = []
    for extent in extents:
        place = _place(extent, labels, times, most_rows)
        if place == len(rows):
            rows.append([])
            labels.append(0.0)
            times.append(0.0)
        rows[place].append(extent)
        labels[place] = extent.right + gap
        times[place] = max(extent.end, extent.start + _INSEPARABLE)
    return rows


def _place(extent: Extent, labels: list[float], times: list[float], most_rows: float) -> int:
    left, start = extent.left, extent.start
    soonest = -1
    for place, taken in enumerate(labels):
        if taken <= left:
            return place
        if times[place] <= start and (soonest < 0 or taken < labels[soonest]):
            soonest = place
    if len(labels) < most_rows or (soonest < 0 and len(labels) < _TALLEST):
        return len(labels)
    if soonest >= 0:
        return soonest
    return min(range(len(times)), key=times.__getitem__)


def row_of(extents: Sequence[Extent]) -> Row:
    """Return a sub-row of extents that are sorted by start."""
    ends = array("d", [extent.end for extent in extents])
    return Row(
        array("d", [extent.start for extent in extents]),
        ends,
        array("d", accumulate(ends, max)),
        [extent.event for extent in extents],
    )
