"""The paths of links as they are drawn, worked out once for each fineness of the scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from postmortem_desktop.domain.records import Link
from postmortem_desktop.timeline.boxes import Box
from postmortem_desktop.timeline.layout import Layout
from postmortem_desktop.timeline.routing import Point, route

_RADIUS = 6.0
_AROUND = 8.0
_MOST_ROWS = 5
"""Of obstacles that are looked at; a longer way crosses something anyhow."""


@dataclass(frozen=True, slots=True)
class LinkPath:
    """Where a link runs in the layout."""

    line: QPainterPath
    start: QPointF
    tip: QPointF
    bounds: QRectF


class Routes:
    """Remembers paths as long as the layout is the same; panning only moves them."""

    def __init__(self) -> None:
        self._layout: Layout | None = None
        self._paths: dict[str, LinkPath | None] = {}

    def path_of(self, link: Link, layout: Layout) -> LinkPath | None:
        """Return where a link runs; None if there is nothing to see of it."""
        if layout is not self._layout:
            self._layout, self._paths = layout, {}
        if link.id not in self._paths:
            self._paths[link.id] = _path(link, layout)
        return self._paths[link.id]


def _path(link: Link, layout: Layout) -> LinkPath | None:
    source, target = layout.end_of_link(link.source_id), layout.end_of_link(link.target_id)
    least = layout.metrics.least_card
    if source is None or target is None or max(source.width, target.width) < least:
        return None
    obstacles = _between(layout, source, target)
    corners = route(source, target, obstacles, layout.metrics)
    line = _rounded(corners)
    bounds = line.controlPointRect().adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    return LinkPath(line, QPointF(*corners[0]), QPointF(*corners[-1]), bounds)


def _between(layout: Layout, source: Box, target: Box) -> list[Box]:
    """Return what a link may have to go around: the boxes of the sub-rows between its ends."""
    reach = max(source.bottom, target.bottom) - min(source.y, target.y)
    top, bottom = min(source.bottom, target.bottom) + 1.0, max(source.y, target.y) - 1.0
    if bottom <= top or reach > _MOST_ROWS * layout.metrics.row_height:
        return []
    return layout.visible(source.x, top, source.right, bottom)


def _rounded(corners: Sequence[Point]) -> QPainterPath:
    path = QPainterPath(QPointF(*corners[0]))
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        path.lineTo(*_towards(corner, before))
        path.quadTo(*corner, *_towards(corner, after))
    path.lineTo(*corners[-1])
    return path


def _towards(corner: Point, other: Point) -> Point:
    """Return the point at which the rounding of a corner begins, on the way to another."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = hypot(across, down)
    share = min(_RADIUS, length / 2) / length if length else 0.0
    return corner[0] + across * share, corner[1] + down * share
