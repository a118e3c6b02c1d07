"""The sub-rows of a whole timeline, kept up to date lane by lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from math import floor, inf, log2

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.domain.times import EPOCH
from postmortem_desktop.timeline.boxes import CardWidths, Metrics
from postmortem_desktop.timeline.fitting import fit_with_titles
from postmortem_desktop.timeline.index import TimelineIndex
from postmortem_desktop.timeline.layout import PackedLane, Stack, stacked
from postmortem_desktop.timeline.packing import LanePacking, most_rows_for, stretch_for
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

_Terms = tuple[float, float, float]
"""What a lane was packed for: pixels of a second, most sub-rows, seconds of a stretch."""


class Arrangement:
    """Packs the lanes of an index for the scale at which the whole incident is in sight."""

    def __init__(self, index: TimelineIndex, widths: CardWidths, metrics: Metrics) -> None:
        self._index, self._widths, self._metrics = index, widths, metrics
        self._packed: dict[str, tuple[_Terms, LanePacking]] = {}

    def fitting(self, width: float) -> TimeScale | None:
        """Return the scale that shows every event with its title, or None without any."""
        span = self._index.span()
        if span is None:
            return None
        is_large = len(self._index.event_ids) > _MOST_FITTED
        lanes = () if is_large else self._index.by_lane.values()
        events = tuple(chain.from_iterable(lanes))
        return fit_with_titles(events, span, max(width, 1.0), MARGIN, widths=self._widths)

    def stack(self, width: float, changes: Mapping[str, Sequence[TimelineEvent]]) -> Stack:
        """Return the lanes one below the other.

        Args:
            width: of the lanes' content, in pixels.
            changes: by lane the events that came and went since the last time.
        """
        first, last = self._index.span() or (EPOCH, EPOCH)
        near = self.fitting(width) or TimeScale.fitting(first, last, width)
        standard = TimeScale.fitting(first, last, _STANDARD_WIDTH, MARGIN)
        packed: list[PackedLane] = []
        for lane in self._index.lanes:
            events = self._index.by_lane[lane.id]
            terms = self._terms(len(events), near, standard, (last - first).total_seconds())
            before, packing = self._packed.get(lane.id, (None, None))
            if packing is None or before != terms:
                packing = self._packing(terms)
                packing.pack(events, events)
                self._packed[lane.id] = terms, packing
            elif lane.id in changes:
                packing.pack(events, changes[lane.id])
            packed.append(PackedLane(lane.id, lane.collapsed, tuple(packing.rows)))
        return stacked(packed, self._metrics)

    def _terms(self, count: int, near: TimeScale, standard: TimeScale, seconds: float) -> _Terms:
        is_crowded = count > _CROWDED
        most = most_rows_for(len(self._index.lanes))
        stretch = stretch_for(count, seconds) if is_crowded else inf
        return _coarsened(standard if is_crowded else near), most, stretch

    def _packing(self, terms: _Terms) -> LanePacking:
        fine, most, stretch = terms
        usual = self._metrics.maximum_card
        return LanePacking(
            fine,
            most_rows=most,
            gap=self._metrics.card_gap,
            reckoned=self._widths.reckoned if stretch == inf else lambda _event: usual,
            stretch=stretch,
        )


def _coarsened(scale: TimeScale) -> float:
    """Return the pixels of a second at the next coarser one of a few scales."""
    return 2.0 ** (floor(log2(scale.px_per_second) * _STEPS) / _STEPS)
