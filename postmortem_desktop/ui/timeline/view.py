"""What part of a layout the widget shows: between layout, moments and the widget's own pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF

from postmortem_desktop.timeline.boxes import Box, LaneBox, Metrics
from postmortem_desktop.timeline.layout import Layout
from postmortem_desktop.timeline.scale import TimeScale

_WIDEST_BAR = 64.0


@dataclass(frozen=True, slots=True)
class View:
    """A layout seen through a widget; panning and scrolling change the view, not the layout."""

    layout: Layout
    scale: TimeScale
    """Its x = 0 stands at the right edge of the column of lane titles."""
    scroll: float
    """How many pixels of the lanes lie above the lower edge of the ruler."""
    width: float
    height: float
    stick: float = 0.0
    """By how much the titles of long bars stand right of the left edge while the view is panned.

    They go along with what is moved, and come back to the edge when it rests.
    """
    plot: QRectF = field(init=False, compare=False)
    """The part of the widget in which events stand."""
    dx: float = field(init=False, compare=False)
    """What to add to a column of the layout."""
    dy: float = field(init=False, compare=False)
    """What to add to a height of the layout."""

    def __post_init__(self) -> None:
        metrics = self.layout.metrics
        left, top = metrics.label_column, metrics.ruler_height
        room = max(self.width - left, 0.0), max(self.height - top, 0.0)
        object.__setattr__(self, "plot", QRectF(left, top, *room))
        object.__setattr__(self, "dx", left + self.scale.x_of(self.layout.scale.origin))
        object.__setattr__(self, "dy", top - self.scroll)

    @property
    def metrics(self) -> Metrics:
        """The sizes that the layout was made with."""
        return self.layout.metrics

    @property
    def lanes_area(self) -> QRectF:
        """The part of the plot that has lanes; below them it is empty."""
        plot = self.plot
        below = self.layout.height - self.scroll
        return QRectF(plot.left(), plot.top(), plot.width(), min(plot.height(), below))

    @property
    def below_lanes(self) -> QRectF:
        """The part of the widget below all lanes, the column of their titles included."""
        top = self.lanes_area.bottom()
        return QRectF(0, top, self.width, self.height - top)

    @property
    def behind_bar(self) -> QRectF:
        """Where the scroll bar stands, if there is one."""
        return QRectF(self.width, 0, _WIDEST_BAR, self.height)

    @property
    def scrollable(self) -> float:
        """How far the lanes can be scrolled."""
        return max(self.layout.height - self.plot.height(), 0.0)

    def dx_from(self, before: View) -> float:
        """Return by how many pixels what is shown stands further right than it did before."""
        return self.scale.x_of(before.scale.origin)

    def x_of(self, moment: datetime) -> float:
        """Return the widget's column of a moment."""
        return self.metrics.label_column + self.scale.x_of(moment)

    def moment_at(self, x: float) -> datetime:
        """Return the moment at a column of the widget."""
        return self.scale.moment_at(x - self.metrics.label_column)

    def rect_of(self, box: Box) -> QRectF:
        """Return where a box is in the widget."""
        return QRectF(box.x + self.dx, box.y + self.dy, box.width, box.height)

    def in_layout(self, point: QPointF) -> tuple[float, float]:
        """Return a point of the widget as the layout counts."""
        return point.x() - self.dx, point.y() - self.dy

    def boxes_in(self, rect: QRectF) -> list[Box]:
        """Return the boxes that a rectangle of the widget shows."""
        left, top = self.in_layout(rect.topLeft())
        right, bottom = self.in_layout(rect.bottomRight())
        return self.layout.visible(left, top, right, bottom)

    def lane_near(self, y: float) -> LaneBox | None:
        """Return the lane at a height of the widget, or the first or last one beyond them."""
        lanes = self.layout.lanes
        if not lanes:
            return None
        height = y - self.dy
        return self.layout.lane_at(height) or (lanes[0] if height < 0 else lanes[-1])

    def lane_titled_at(self, x: float, y: float) -> LaneBox | None:
        """Return the lane whose title is at a point of the widget."""
        if x >= self.plot.left() or y < self.plot.top():
            return None
        return self.layout.lane_at(y - self.dy)

    def lane_rect(self, lane: LaneBox) -> QRectF:
        """Return where a lane is in the widget, over its whole width."""
        return QRectF(0, lane.top + self.dy, self.width, lane.height)
