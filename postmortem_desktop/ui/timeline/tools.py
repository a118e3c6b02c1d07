"""What a press, a move and a release mean. Each preview is one frozen value, written by nobody.

A drag is made at the press, answers each move with a new drag, and at the release says which edit
it stands for. Dropping the value is all that a cancel takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.domain.times import clock_text, duration_text
from postmortem_desktop.editing.timeline_edits import move_events, resize_event
from postmortem_desktop.timeline.layout import Box, Edge, LaneBox
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.snapping import Snap, SnapTargets, rounded, snap
from postmortem_desktop.ui.timeline.view import View

DRAG_THRESHOLD = 4.0
"""Pixels that the pointer has to go before a press becomes a drag."""


@dataclass(frozen=True, slots=True)
class MoveDrag:
    """Events on their way through time and lanes; the one taken hold of leads."""

    leader: TimelineEvent
    event_ids: tuple[str, ...]
    grip: QPointF
    grip_moment: datetime
    targets: SnapTargets
    starts_at: datetime
    """Where the leader would land."""
    lane_steps: int = 0
    snapped: Snap | None = None

    def to(self, pointer: QPointF, view: View, *, snapping: bool) -> MoveDrag:
        """Return the drag with the pointer there."""
        assert self.leader.starts_at is not None, "an undated event has no box to take hold of"
        raw = self.leader.starts_at + (view.moment_at(pointer.x()) - self.grip_moment)
        steps = _lane_index(view, pointer.y()) - _lane_index(view, self.grip.y())
        if abs(pointer.x() - self.grip.x()) <= DRAG_THRESHOLD and steps:
            # Straight up or down: a change of lane is not meant to change the time as well.
            return replace(self, starts_at=self.leader.starts_at, lane_steps=steps, snapped=None)
        found = snap(raw, self.targets, view.scale) if snapping else None
        landed = found.moment if found else rounded(raw, 1)
        return replace(self, starts_at=landed, lane_steps=steps, snapped=found)

    @property
    def shift(self) -> timedelta:
        """By how much the group would move in time."""
        assert self.leader.starts_at is not None, "an undated event has no box to take hold of"
        return self.starts_at - self.leader.starts_at

    def edit(self, dossier: Dossier) -> Edit:
        """Return what a release here would do."""
        return move_events(dossier, self.event_ids, self.shift, self.lane_steps)

    def label(self, zone: str) -> str:
        """Return old and new time of the leader in words."""
        assert self.leader.starts_at is not None, "an undated event has no box to take hold of"
        return _times_label(self.leader.starts_at, self.starts_at, zone)

    @property
    def guide(self) -> datetime:
        """The moment at which a line helps to aim."""
        return self.starts_at

    def boxes(self, view: View) -> list[Box]:
        """Return where the moved events would stand."""
        dx = view.scale.width_of(self.shift)
        found = (view.layout.box_of(event_id) for event_id in self.event_ids)
        held = [box for box in found if box is not None]
        lanes = view.layout.lanes
        places = {lane.lane_id: place for place, lane in enumerate(lanes)}
        rows = [places[box.lane_id] for box in held]
        # The group stops as one at the first and last lane, as in the edit.
        steps = max(-min(rows), min(self.lane_steps, len(lanes) - 1 - max(rows))) if rows else 0
        moved: list[Box] = []
        for box, row in zip(held, rows, strict=True):
            there = replace(box, x=box.x + dx, mark_x=box.mark_x + dx)
            moved.append(self._in_lane(there, lanes[row + steps], view, moved) if steps else there)
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
        return replace(box, lane_id=lane.lane_id, y=top)


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

    def to(self, pointer: QPointF, view: View, *, snapping: bool) -> ResizeDrag:
        """Return the drag with the pointer there; one end stops at the other."""
        raw = self._edge_moment + (view.moment_at(pointer.x()) - self.grip_moment)
        found = snap(raw, self.targets, view.scale) if snapping else None
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

    @property
    def guide(self) -> datetime:
        """The moment at which a line helps to aim."""
        return self.moment

    def edit(self, dossier: Dossier) -> Edit:
        """Return what a release here would do."""
        return resize_event(dossier, self.event.id, *self.times)

    def label(self, zone: str) -> str:
        """Return both ends and the duration in words."""
        start, end = self.times
        between = f"{clock_text(start, zone)} – {clock_text(end, zone)}"
        return f"{between}  ·  {duration_text(end - start)}"

    def boxes(self, view: View) -> list[Box]:
        """Return the bar as it would become."""
        box = view.layout.box_of(self.event.id)
        if box is None:
            return []
        start, end = self.times
        x = view.layout.scale.x_of(start)
        bar = view.scale.width_of(end - start)
        width = max(bar, min(box.width, view.metrics.maximum_card))
        return [replace(box, x=x, mark_x=x, width=width, bar_width=bar, is_span=True)]

    @property
    def _edge_moment(self) -> datetime:
        assert self.event.starts_at is not None, "an undated event has no edges"
        if self.edge is Edge.START:
            return self.event.starts_at
        return self.event.ends_at or self.event.starts_at


@dataclass(frozen=True, slots=True)
class PanDrag:
    """The view on its way over the timeline."""

    grip: QPointF
    scale: TimeScale
    scroll: float

    def scale_at(self, pointer: QPointF) -> TimeScale:
        """Return the scale with the pointer there."""
        return self.scale.panned(pointer.x() - self.grip.x())

    def scroll_at(self, pointer: QPointF) -> float:
        """Return how far the lanes are scrolled with the pointer there."""
        return self.scroll - (pointer.y() - self.grip.y())


@dataclass(frozen=True, slots=True)
class BandDrag:
    """A rubber band around events."""

    grip: QPointF
    pointer: QPointF
    kept: tuple[str, ...]
    """What was selected before and stays so."""

    @property
    def rect(self) -> QRectF:
        """What the band encloses, in the widget."""
        return QRectF(self.grip, self.pointer).normalized()

    def selection(self, view: View) -> tuple[str, ...]:
        """Return the ids that a release here would select."""
        caught = (box.event_id for box in view.boxes_in(self.rect & view.plot))
        return tuple(dict.fromkeys((*self.kept, *caught)))


EventDrag = MoveDrag | ResizeDrag
Drag = EventDrag | PanDrag | BandDrag


def _lane_index(view: View, y: float) -> int:
    lane = view.lane_near(y)
    return view.layout.lanes.index(lane) if lane else 0


def _times_label(old: datetime, new: datetime, zone: str) -> str:
    if old == new:
        return clock_text(new, zone)
    sign = "+" if new > old else ""
    difference = f"{sign}{duration_text(new - old)}"
    return f"{clock_text(old, zone)} → {clock_text(new, zone)}  ·  {difference}"
