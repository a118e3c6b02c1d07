"""The sub-rows of a whole timeline, kept up to date lane by lane."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import floor, log2

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.domain.times import EPOCH
from postmortem_desktop.timeline.boxes import CardWidths, Metrics
from postmortem_desktop.timeline.fitting import fit_with_titles
from postmortem_desktop.timeline.index import Changes, TimelineIndex
from postmortem_desktop.timeline.keeping import KeptPacking
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


class CrowdedLanes:
    """The lanes in which nobody sees all titles at once, packed for no particular widget.

    They need no fonts: so they can be packed before there is a window, on any thread.
    """

    def __init__(self, index: TimelineIndex, metrics: Metrics) -> None:
        self._index, self._metrics = index, metrics
        self._packed: dict[str, tuple[_Terms, LanePacking]] = {}
        self.follow(None)

    def packing_of(self, lane_id: str) -> LanePacking | None:
        """Return the sub-rows of a lane, if it is crowded."""
        known = self._packed.get(lane_id)
        return None if known is None else known[1]

    def catch_up(self, ahead: CrowdedLanes) -> None:
        """Take over the sub-rows of the same lanes, which were packed elsewhere."""
        self._packed = ahead._packed

    def follow(self, changes: Changes | None) -> None:
        """Take over what has changed by lane, or (None) everything."""
        index = self._index
        if changes is None:
            self._packed = {}
        self._packed = {i: each for i, each in self._packed.items() if i in index.by_lane}
        first, last = index.span() or (EPOCH, EPOCH)
        seconds, most = (last - first).total_seconds(), most_rows_for(len(index.lanes))
        fine = _coarsened(TimeScale.fitting(first, last, _STANDARD_WIDTH, MARGIN))
        for lane_id, events in index.by_lane.items():
            if len(events) <= _CROWDED:
                self._packed.pop(lane_id, None)
                continue
            before, packing = self._packed.get(lane_id, (None, None))
            # Other lanes may come and go: this one keeps its sub-rows.
            rows = most if before is None else before[1]
            terms = fine, rows, stretch_for(len(events), seconds)
            if packing is None or before != terms:
                self._packed[lane_id] = terms, self._packed_anew(terms, events)
            elif changes and lane_id in changes:
                packing.pack(events, changes[lane_id])

    def _packed_anew(self, terms: _Terms, events: Sequence[TimelineEvent]) -> LanePacking:
        fine, most, stretch = terms
        usual = self._metrics.maximum_card
        packing = LanePacking(
            fine,
            most_rows=most,
            gap=self._metrics.card_gap,
            reckoned=lambda _event: usual,
            stretch=stretch,
        )
        packing.pack(events, events)
        return packing


class ReadyTimeline:
    """What of a timeline is worked out before anybody looks at it, and kept up to date."""

    def __init__(self, dossier: Dossier, hidden: frozenset[str] = frozenset()) -> None:
        """Read the records and pack the crowded lanes, on whatever thread.

        Args:
            dossier: the records.
            hidden: the events that are left out.
        """
        self._dossier = dossier
        self.index = TimelineIndex(dossier, hidden)
        self.crowded = CrowdedLanes(self.index, Metrics())
        self.changes: Changes | None = {}
        """What the last edit changed by lane; None for everything."""

    def follow(self, edit: Edit) -> None:
        """Take over what an edit has changed."""
        self.changes = self.index.follow(edit)
        self.crowded.follow(self.changes)

    def ahead(self, edit: Edit) -> ReadyTimeline:
        """Return the timeline as a checked edit will leave it, on whatever thread."""
        after = self._dossier.snapshot()
        after.apply(edit)
        return ReadyTimeline(after, self.index.hidden)

    def catch_up(self, ahead: ReadyTimeline) -> None:
        """Take over what was worked out ahead; the records have got there."""
        if ahead.index.hidden != self.index.hidden:
            ahead.hide(self.index.hidden)
        self.index.catch_up(ahead.index)
        self.crowded.catch_up(ahead.crowded)
        self.changes = None

    def hide(self, event_ids: frozenset[str]) -> None:
        """Leave these events out from now on."""
        self.index.hide(event_ids)
        self.changes = None
        self.crowded.follow(None)


class Arrangement:
    """Packs the lanes of an index for the scale at which the whole incident is in sight."""

    def __init__(
        self,
        index: TimelineIndex,
        widths: CardWidths,
        metrics: Metrics,
        crowded: CrowdedLanes | None = None,
    ) -> None:
        """Begin without having packed anything but the crowded lanes.

        Args:
            index: what stands on the timeline.
            widths: measures the cards.
            metrics: sizes of the surface.
            crowded: the crowded lanes of the index, kept up to date by whoever made them; without
                it the arrangement does so itself.
        """
        self._index, self._widths, self._metrics = index, widths, metrics
        self._crowded, self._keeps_crowded = crowded or CrowdedLanes(index, metrics), not crowded
        self._packed: dict[str, KeptPacking] = {}
        """By lane; also of those that went, for undo brings them back."""
        self._width, self._stood = 0.0, frozenset[str]()

    def fitting(self, width: float) -> TimeScale | None:
        """Return the scale that shows every event with its title, or None without any."""
        span = self._index.span()
        if span is None:
            return None
        is_large = len(self._index.event_ids) > _MOST_FITTED
        lanes = () if is_large else self._index.by_lane.values()
        events = tuple(chain.from_iterable(lanes))
        return fit_with_titles(events, span, max(width, 1.0), MARGIN, widths=self._widths)

    def stack(self, width: float, changes: Changes | None) -> Stack:
        """Return the lanes one below the other.

        With the width of the last time, others' events keep their sub-rows, whatever lanes came or
        went.

        Args:
            width: of the lanes' content, in pixels.
            changes: by lane the events that came and went since the last time; None for all.
        """
        if self._keeps_crowded:
            self._crowded.follow(changes)
        if changes is None:
            self._packed = {}
        first, last = self._index.span() or (EPOCH, EPOCH)
        near = _coarsened(self.fitting(width) or TimeScale.fitting(first, last, width))
        is_wider = width != self._width
        self._width = width
        packed: list[PackedLane] = []
        for lane in self._index.lanes:
            packing = self._crowded.packing_of(lane.id)
            if packing is None:
                packing = self._near(lane.id, near, changes or {}, is_wider=is_wider)
            packed.append(PackedLane(lane.id, lane.collapsed, tuple(packing.rows)))
        self._stood = frozenset(lane.id for lane in self._index.lanes)
        return stacked(packed, self._metrics)

    def _near(self, lane_id: str, fine: float, changes: Changes, *, is_wider: bool) -> LanePacking:
        """Return the sub-rows of a lane whose titles are measured, brought up to date."""
        events = self._index.by_lane[lane_id]
        packing = self._packed.get(lane_id)
        if packing is None or (is_wider and fine != packing.scale):
            packing = self._packed[lane_id] = self._packed_anew(fine, events)
            return packing
        if fine < packing.scale:
            packing.coarsen(fine)
        came_back = lane_id not in self._stood and packing.holds(events)
        if lane_id in changes and not came_back:
            packing.exchange(events, changes[lane_id])
        return packing

    def _packed_anew(self, fine: float, events: Sequence[TimelineEvent]) -> KeptPacking:
        packing = KeptPacking(
            fine,
            most_rows=most_rows_for(len(self._index.lanes)),
            gap=self._metrics.card_gap,
            reckoned=self._widths.reckoned,
        )
        packing.pack(events, events)
        return packing


def _coarsened(scale: TimeScale) -> float:
    """Return the pixels of a second at the next coarser one of a few scales."""
    return 2.0 ** (floor(log2(scale.px_per_second) * _STEPS) / _STEPS)
