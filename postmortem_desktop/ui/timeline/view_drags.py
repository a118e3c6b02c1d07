"""Drags that choose what is seen or selected, and in which order lanes stand.

Like those of events they are frozen values; what a release does is up to the hand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF

from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.snapping import rounded
from postmortem_desktop.ui.timeline.live_labels import span_label
from postmortem_desktop.ui.timeline.preview import Preview
from postmortem_desktop.ui.timeline.tools import Reach
from postmortem_desktop.ui.timeline.view import View

_LONG = timedelta(minutes=10)
"""From here on a stretch of the ruler is told in minutes."""


@dataclass(frozen=True, slots=True)
class PanDrag:
    """The view on its way over the timeline."""

    grip: QPointF
    scale: TimeScale
    scroll: float

    def scale_at(self, pointer: QPointF) -> TimeScale:
        """Return the scale with the pointer there."""
        return self.scale.panned(round(pointer.x() - self.grip.x()))

    def scroll_at(self, pointer: QPointF) -> float:
        """Return how far the lanes are scrolled with the pointer there."""
        return self.scroll - round(pointer.y() - self.grip.y())


@dataclass(frozen=True, slots=True)
class BandDrag:
    """A rubber band around events."""

    grip: QPointF
    pointer: QPointF
    kept: tuple[str, ...]
    """What was selected before and stays so."""

    def to(self, reach: Reach, _view: View) -> BandDrag:
        """Return the drag with the pointer there."""
        return replace(self, pointer=reach.pointer)

    @property
    def rect(self) -> QRectF:
        """What the band encloses, in the widget."""
        return QRectF(self.grip, self.pointer).normalized()

    def selection(self, view: View) -> tuple[str, ...]:
        """Return the ids that a release here would select, folded ones included."""
        caught: list[str] = []
        for box in view.boxes_in(self.rect & view.plot):
            folded = (event.id for event in view.layout.folded(box))
            caught += folded if box.is_folded else (box.event_id,)
        return tuple(dict.fromkeys((*self.kept, *caught)))

    def preview(self, view: View, _zone: str) -> Preview:
        """Return the band, and rings around what it has caught."""
        caught = (view.rect_of(box) for box in view.boxes_in(self.rect & view.plot))
        return Preview(band=self.rect, caught=tuple(caught))


@dataclass(frozen=True, slots=True)
class RangeDrag:
    """A stretch of the ruler that is to fill the view."""

    begin: datetime
    end: datetime

    def to(self, reach: Reach, view: View) -> RangeDrag:
        """Return the drag with the pointer there."""
        x = min(max(reach.pointer.x(), view.plot.left()), view.plot.right())
        return replace(self, end=view.moment_at(x))

    @property
    def times(self) -> tuple[datetime, datetime]:
        """The earlier and the later end."""
        return min(self.begin, self.end), max(self.begin, self.end)

    def preview(self, view: View, zone: str) -> Preview:
        """Return the stretch with its times."""
        start, end = self.times
        columns = view.x_of(start), view.x_of(end)
        fine = 60 if end - start >= _LONG else 1
        told = span_label(rounded(start, fine), rounded(end, fine), zone)
        bubble = QPointF(columns[0], view.plot.top() + 40), told
        return Preview(ruler_band=columns, bubble=bubble)


@dataclass(frozen=True, slots=True)
class LaneDrag:
    """A lane on its way to another place among the lanes."""

    lane_id: str
    position: int
    """Where it would stand among the lanes as they are shown, itself left out."""
    line: float = 0.0

    def to(self, reach: Reach, view: View) -> LaneDrag:
        """Return the drag with the pointer there."""
        others = [lane for lane in view.layout.lanes if lane.lane_id != self.lane_id]
        y = reach.pointer.y() - view.dy
        position = sum(y > (lane.top + lane.bottom) / 2 for lane in others)
        line = others[position].top if position < len(others) else view.layout.height
        return replace(self, position=position, line=line + view.dy)

    def preview(self, _view: View, _zone: str) -> Preview:
        """Return the line at which the lane would come in."""
        return Preview(lane_line=self.line)
