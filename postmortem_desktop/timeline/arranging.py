"""The sub-rows of a whole timeline, kept up to date lane by lane."""

from __future__ import annotations

from collections.abc import Container
from math import floor, log2

from postmortem_desktop.domain.times import EPOCH
from postmortem_desktop.timeline.boxes import Metrics, TextWidth
from postmortem_desktop.timeline.fitting import fit_with_titles
from postmortem_desktop.timeline.index import TimelineIndex
from postmortem_desktop.timeline.layout import Stack, stacked
from postmortem_desktop.timeline.packing import PackedLane, most_rows_for, pack_lane
from postmortem_desktop.timeline.scale import TimeScale

MARGIN = 28.0
"""Pixels left free on both sides of a timeline that is shown as a whole."""
_MOST_FITTED = 1_000
"""With more events the titles at the end are not looked at to find the scale that fits."""
_CROWDED = 600
"""In a lane with more events nobody sees all titles at once: it is packed for one width of
timeline, whatever that of the widget is."""
_STANDARD_WIDTH = 1_000.0
_STEPS = 4
"""Scales in an octave for which lanes are packed, so that a small change of the whole span, or of
the width, changes no sub-row."""


class Arrangement:
    """Packs the lanes of an index for the scale at which the whole incident is in sight."""

    def __init__(self, index: TimelineIndex, text_width: TextWidth) -> None:
        self._index = index
        self._text_width = text_width
        self._packed: dict[str, PackedLane] = {}
        self._packed_for: dict[str, tuple[float, ...]] = {}

    def fitting(self, width: float, metrics: Metrics) -> TimeScale | None:
        """Return the scale that shows every event with its title, or None without any."""
        span = self._index.span()
        if span is None:
            return None
        is_large = len(self._index.event_ids) > _MOST_FITTED
        return fit_with_titles(
            () if is_large else tuple(self._index.events.values()),
            span,
            max(width, 1.0),
            MARGIN,
            text_width=self._text_width,
            metrics=metrics,
        )

    def stack(self, width: float, metrics: Metrics, touched: Container[str]) -> Stack:
        """Return the lanes one below the other.

        Args:
            width: of the lanes' content, in pixels.
            metrics: sizes of the surface.
            touched: the lanes whose events have changed since the last time.
        """
        index, most = self._index, most_rows_for(len(self._index.lanes))
        origin = index.span() or (EPOCH, EPOCH)
        near = self.fitting(width, metrics) or TimeScale.fitting(*origin, width)
        standard = TimeScale.fitting(*origin, _STANDARD_WIDTH, MARGIN)
        packed: list[PackedLane] = []
        for lane in index.lanes:
            events = index.by_lane[lane.id]
            is_crowded = len(events) > _CROWDED
            scale = _coarsened(standard if is_crowded else near)
            wanted = (scale.px_per_second, most, lane.collapsed)
            if lane.id in touched or self._packed_for.get(lane.id) != wanted:
                self._packed_for[lane.id] = wanted
                self._packed[lane.id] = pack_lane(
                    lane.id,
                    events,
                    scale,
                    is_collapsed=lane.collapsed,
                    most_rows=most,
                    label_width=metrics.maximum_card if is_crowded else None,
                    text_width=self._text_width,
                    metrics=metrics,
                )
            packed.append(self._packed[lane.id])
        return stacked(packed, metrics)


def _coarsened(scale: TimeScale) -> TimeScale:
    """Return the next coarser one of a few scales, with a fixed origin."""
    step = floor(log2(scale.px_per_second) * _STEPS) / _STEPS
    return TimeScale(EPOCH, 2.0**step)
