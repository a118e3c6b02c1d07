"""Drags that change events, make them or tie them. Each is one frozen value, written by nobody.

A drag is made at the press, answers each move with a new drag, and at the release says which edit
it stands for. Dropping the value is all that a cancel takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import move_events, resize_event
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.aiming import aim_step, aimed_precision
from postmortem_desktop.timeline.boxes import Box, Edge, LaneBox, width_with_title
from postmortem_desktop.timeline.layout import Layout
from postmortem_desktop.timeline.snapping import Snap, SnapTargets, rounded, snap
from postmortem_desktop.ui.timeline.live_labels import moved_label, span_label
from postmortem_desktop.ui.timeline.preview import Preview
from postmortem_desktop.ui.timeline.view import View

DRAG_THRESHOLD = 4.0
"""Pixels that the pointer has to go before a press becomes a drag."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the pointer is, and what the keys that are held mean for a drag."""

    pointer: QPointF
    snapping: bool = True
    """Alt suspends it."""
    one_axis: bool = False
    """Shift: only in time or only over lanes, whichever the pointer has gone further."""
    over_shelf: bool = False
    """Whether it is where events have no time."""

    @classmethod
    def of(
        cls,
        pointer: QPointF,
        modifiers: Qt.KeyboardModifier,
        *,
        snaps: bool = True,
        over_shelf: bool = False,
    ) -> Reach:
        """Return the reach of a pointer with these keys held; without ``snaps``, it never snaps."""
        alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        return cls(pointer, snaps and not modifiers & alt, bool(modifiers & shift), over_shelf)


@dataclass(frozen=True, slots=True)
class MoveDrag:
    """Events on their way through time and lanes; the one taken hold of leads."""

    leader: TimelineEvent
    event_ids: tuple[str, ...]
    grip: QPointF
    grip_moment: datetime
    grip_lane_id: str
    targets: SnapTargets
    starts_at: datetime
    """Where the leader would land."""
    lane_steps: int = 0
    """Over lanes as they are shown."""
    snapped: Snap | None = None
    shelved_at: QPointF | None = None
    """Where the pointer is on the shelf, where a release takes the times away."""

    def to(self, reach: Reach, view: View) -> MoveDrag:
        """Return the drag with the pointer there."""
        assert self.leader.starts_at is not None, "an undated event has no box to take hold of"
        stays = self.leader.starts_at, None
        if reach.over_shelf:
            return self._at(*stays, shelved_at=reach.pointer)
        aside = abs(reach.pointer.x() - view.x_of(self.grip_moment))
        along = abs(reach.pointer.y() - self.grip.y())
        steps = _lane_index(view, reach.pointer.y()) - _index_of(view, self.grip_lane_id)
        if reach.one_axis and aside >= along:
            steps = 0
        if (reach.one_axis and along > aside) or (aside <= DRAG_THRESHOLD and steps):
            # Straight up or down: a change of lane is not meant to change the time as well.
            return self._at(*stays, lane_steps=steps)
        raw = self.leader.starts_at + (view.moment_at(reach.pointer.x()) - self.grip_moment)
        found = snap(raw, self.targets, view.scale) if reach.snapping else None
        landed = found.moment if found else rounded(raw, 1)
        return self._at(landed, found, lane_steps=steps)

    def _at(
        self,
        starts_at: datetime,
        snapped: Snap | None,
        *,
        lane_steps: int = 0,
        shelved_at: QPointF | None = None,
    ) -> MoveDrag:
        # For each move of the pointer; replacing fields by their names takes three times as long.
        held = self.leader, self.event_ids, self.grip, self.grip_moment, self.grip_lane_id
        return MoveDrag(*held, self.targets, starts_at, lane_steps, snapped, shelved_at)

    @property
    def shift(self) -> timedelta:
        """By how much the group would move in time."""
        assert self.leader.starts_at is not None, "an undated event has no box to take hold of"
        return self.starts_at - self.leader.starts_at

    def edit(self, dossier: Dossier, view: View) -> Edit:
        """Return what a release here would do."""
        order = [lane.id for lane in dossier.lanes()]
        steps = 0
        if self.lane_steps:
            shown = [lane.lane_id for lane in view.layout.lanes]
            place = shown.index(self.grip_lane_id) + self.lane_steps
            goal = shown[max(0, min(place, len(shown) - 1))]
            steps = order.index(goal) - order.index(self.grip_lane_id)
        return move_events(dossier, self.event_ids, self.shift, steps)

    def label(self, zone: str) -> str:
        """Return old and new time of the leader in words, and how many go along with it."""
        assert self.leader.starts_at is not None, "an undated event has no box to take hold of"
        return moved_label(len(self.event_ids), self.leader.starts_at, self.starts_at, zone)

    def goal_lane_id(self, view: View) -> str:
        """Return the lane into which the leader would fall, if that is another one."""
        if not self.lane_steps:
            return ""
        found = (box.lane_id for box in self.boxes(view) if box.event_id == self.leader.id)
        return next(found, "")

    def preview(self, view: View, zone: str) -> Preview:
        """Return what the hand holds, with the guide and old and new time."""
        if self.shelved_at is not None:
            return Preview(bubble=(self.shelved_at, _("no time")))
        boxes, guide = self.boxes(view), view.x_of(self.starts_at)
        return _held(view, boxes, guide, self.label(zone))

    def boxes(self, view: View) -> list[Box]:
        """Return where the moved events would stand; of many only those in sight."""
        dx = view.scale.width_of(self.shift)
        seen = view.plot.adjusted(-abs(dx) - 500, -1e6, abs(dx) + 500, 1e6)
        cards = _cards_of(view.layout, self.event_ids[:_MOST_SHOWN])
        # A single one is the one under the hand.
        held = cards if len(cards) == 1 else [b for b in cards if view.rect_of(b).intersects(seen)]
        there = [box._replace(x=box.x + dx, mark_x=box.mark_x + dx) for box in held]
        return self._in_lanes(there, view) if self.lane_steps else there

    def _in_lanes(self, boxes: Sequence[Box], view: View) -> list[Box]:
        """Return where boxes would stand in the lanes to which the pointer has moved them."""
        lanes = view.layout.lanes
        places = {lane.lane_id: place for place, lane in enumerate(lanes)}
        rows = [places[box.lane_id] for box in boxes]
        # The group stops as one at the first and last lane, as in the edit.
        steps = max(-min(rows), min(self.lane_steps, len(lanes) - 1 - max(rows))) if rows else 0
        moved: list[Box] = []
        for box, row in zip(boxes, rows, strict=True):
            moved.append(self._in_lane(box, lanes[row + steps], view, moved) if steps else box)
        return moved

    def _in_lane(self, box: Box, lane: LaneBox, view: View, moved: Sequence[Box]) -> Box:
        """Return a box in the first sub-row of a lane in which it covers nothing, or the last."""
        layout, gap = view.layout, view.metrics.card_gap
        around = layout.visible(box.x - gap, lane.top, box.right + gap, lane.bottom)
        others = [other for other in around if other.event_id not in self.event_ids]
        others += [o for o in moved if o.x < box.right + gap and box.x < o.right + gap]
        taken = {other.y for other in others}
        tops = layout.row_tops(lane)
        top = next((top for top in tops if top not in taken), tops[-1])
        return box._replace(lane_id=lane.lane_id, y=top, height=view.metrics.card_height)


_MOST_SHOWN = 200
"""Of a larger group only the first ones are drawn on their way."""


@dataclass(frozen=True, slots=True)
class ResizeDrag:
    """One end of an event on its way; an instant is given a duration by its foot."""

    event: TimelineEvent
    edge: Edge
    grip_moment: datetime
    targets: SnapTargets
    moment: datetime
    """Where the edge would land."""
    snapped: Snap | None = None

    def to(self, reach: Reach, view: View) -> ResizeDrag:
        """Return the drag with the pointer there; one end stops at the other."""
        raw = self._edge_moment + (view.moment_at(reach.pointer.x()) - self.grip_moment)
        found = snap(raw, self.targets, view.scale) if reach.snapping else None
        landed = found.moment if found else rounded(raw, 1)
        assert self.event.starts_at is not None, "an undated event has no edges"
        if self.edge is Edge.END:
            landed = max(landed, self.event.starts_at)
        else:
            landed = min(landed, self.event.ends_at or self.event.starts_at)
        return replace(self, moment=landed, snapped=found)

    @property
    def event_ids(self) -> tuple[str, ...]:
        """The one event that changes."""
        return (self.event.id,)

    @property
    def times(self) -> tuple[datetime, datetime]:
        """Start and end as they would become."""
        assert self.event.starts_at is not None, "an undated event has no edges"
        if self.edge is Edge.START:
            return self.moment, self.event.ends_at or self.moment
        return self.event.starts_at, self.moment

    def edit(self, dossier: Dossier, _view: View) -> Edit:
        """Return what a release here would do."""
        return resize_event(dossier, self.event.id, *self.times)

    def label(self, zone: str) -> str:
        """Return both ends and the duration in words."""
        return span_label(*self.times, zone)

    def preview(self, view: View, zone: str) -> Preview:
        """Return the bar as it would become, with the guide and its times."""
        box = view.layout.card_of(self.event.id)
        if box is None:
            return Preview()
        start, end = self.times
        x, bar = view.layout.scale.x_of(start), view.scale.width_of(end - start)
        width = width_with_title(bar, view.layout.widths.reckoned(self.event))
        there = box._replace(x=x, mark_x=x, width=width, bar_width=bar, is_span=True)
        return _held(view, [there], view.x_of(self.moment), self.label(zone))

    @property
    def _edge_moment(self) -> datetime:
        assert self.event.starts_at is not None, "an undated event has no edges"
        if self.edge is Edge.START:
            return self.event.starts_at
        return self.event.ends_at or self.event.starts_at


@dataclass(frozen=True, slots=True)
class SpanDrag:
    """A span that is being drawn on empty ground."""

    lane_id: str
    y: float
    begin: datetime
    targets: SnapTargets
    moment: datetime

    def to(self, reach: Reach, view: View) -> SpanDrag:
        """Return the drag with the pointer there."""
        raw = view.moment_at(max(reach.pointer.x(), view.plot.left()))
        step = aim_step(self.targets.grid_seconds, view.scale)
        grid = step if self.targets.grid_seconds else 0
        targets = replace(self.targets, grid_seconds=grid)
        found = snap(raw, targets, view.scale) if reach.snapping else None
        landed = found.moment if found else rounded(raw, step, targets.zone)
        return replace(self, moment=landed)

    @property
    def times(self) -> tuple[datetime, datetime]:
        """Start and end, whichever way it was drawn."""
        return min(self.begin, self.moment), max(self.begin, self.moment)

    def precision(self, view: View) -> Precision:
        """Return how well the times are known when they are pointed at so."""
        return aimed_precision(view.scale, *self.times)

    def preview(self, view: View, zone: str) -> Preview:
        """Return the stretch with its times."""
        start, end = self.times
        left, right = view.x_of(start), view.x_of(end)
        height = view.metrics.card_height
        band = QRectF(left, self.y - height / 2, max(right - left, 1.0), height)
        guide = view.x_of(self.moment)
        told = span_label(start, end, zone, self.precision(view))
        bubble = QPointF(guide, band.top()), told
        return Preview(guide=guide, band=band, bubble=bubble)


@dataclass(frozen=True, slots=True)
class LinkDrag:
    """A link on its way from one event to another one."""

    source_id: str
    start: QPointF
    pointer: QPointF
    target_id: str = ""

    def to(self, reach: Reach, view: View) -> LinkDrag:
        """Return the drag with the pointer there."""
        x, y = view.in_layout(reach.pointer)
        box = view.layout.box_at(x, y)
        is_other = box is not None and not box.is_folded and box.event_id != self.source_id
        target = box.event_id if box is not None and is_other else ""
        return replace(self, pointer=reach.pointer, target_id=target)

    def preview(self, view: View, _zone: str) -> Preview:
        """Return the arrow, and a ring around the event that it would reach."""
        box = view.layout.box_of(self.target_id)
        caught = (view.rect_of(box),) if box is not None else ()
        return Preview(arrows=((self.start, self.pointer),), caught=caught)


EventDrag = MoveDrag | ResizeDrag
"""What changes the times of events that are there."""


@lru_cache(1)
def _cards_of(layout: Layout, event_ids: tuple[str, ...]) -> tuple[Box, ...]:
    """Return the boxes of events; asked for again and again while they are dragged."""
    found = (layout.card_of(event_id) for event_id in event_ids)
    return tuple(box for box in found if box is not None)


def _held(view: View, boxes: Sequence[Box], guide: float, label: str) -> Preview:
    top = min((box.y + view.dy for box in boxes), default=view.plot.top())
    return Preview(guide=guide, cards=tuple(boxes), bubble=(QPointF(guide, top), label))


def _lane_index(view: View, y: float) -> int:
    lane = view.lane_near(y)
    return view.layout.lanes.index(lane) if lane else 0


def _index_of(view: View, lane_id: str) -> int:
    ids = [lane.lane_id for lane in view.layout.lanes]
    return ids.index(lane_id) if lane_id in ids else 0
