"""Where lanes, cards and bars stand, and what lies at a point.

Coordinates are pixels of the lanes' content: x = 0 at the right edge of the column of lane titles,
where the scale's origin stands; y = 0 at the lower edge of the ruler. Whoever draws adds
``Metrics.label_column`` and ``Metrics.ruler_height``. Nothing depends on where the view stands in
time, so a layout serves as long as records and ``px_per_second`` are the same: pan by moving it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush
from itertools import accumulate
from math import inf
from operator import itemgetter
from typing import NamedTuple

from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.scale import TimeScale

TextWidth = Callable[[str], float]
"""The width of a text in pixels, in the font of the cards; worth a cache."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """The sizes of one surface, in its pixels. The report draws with other numbers."""

    card_height: float = 27.0
    row_height: float = 33.0
    """From the top of one sub-row to the top of the next."""
    collapsed_height: float = 18.0
    """Of a lane that shows only where its events are."""
    lane_padding: float = 8.0
    """Above the first and below the last sub-row."""
    lane_gap: float = 1.0
    foot: float = 3.0
    """The coloured mark at the left of an instant, and under a span."""
    card_padding: float = 8.0
    icon: float = 14.0
    icon_gap: float = 6.0
    card_gap: float = 8.0
    """Between two cards of a sub-row, at least."""
    maximum_card: float = 260.0
    """So much each card is reckoned to need at most. A bar is as wide as its time."""
    widest_card: float = 420.0
    """So wide a card becomes where nothing follows in its sub-row; a longer title is elided."""
    minimum_bar: float = 4.0
    label_column: float = 160.0
    ruler_height: float = 46.0
    grip: float = 6.0
    """How near to an edge the pointer takes hold of it."""
    keep_inside: bool = False
    """Whether a card that would run out at the right stands left of its time instead."""

    @property
    def text_offset(self) -> float:
        """From the left edge of a card to its title."""
        return self.foot + self.card_padding + self.icon + self.icon_gap


class Edge(StrEnum):
    """Which end of an event can be dragged."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """The place of one event: a card, or a bar whose title may reach beyond it."""

    event_id: str
    lane_id: str
    x: float
    y: float
    width: float
    height: float
    mark_x: float
    """Where the start of the event is; the left edge, unless the card was kept inside."""
    is_span: bool = False
    bar_width: float = 0.0
    """The true length of a span, at least a few pixels; zero for an instant."""

    @property
    def is_turned(self) -> bool:
        """Whether the card stands left of its time, its foot at the right edge."""
        return self.x < self.mark_x

    @property
    def right(self) -> float:
        """The right edge of card, bar and title together."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def bar_right(self) -> float:
        """Where the event ends."""
        return self.mark_x + self.bar_width


@dataclass(frozen=True, slots=True)
class LaneBox:
    """The place of one lane, over the whole width."""

    lane_id: str
    top: float
    height: float
    is_collapsed: bool = False

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class _Row:
    """The boxes of a sub-row from left to right; none overlaps the next."""

    y: float
    height: float
    boxes: list[Box]
    lefts: list[float]
    rights: list[float]

    def between(self, left: float, right: float) -> list[Box]:
        return self.boxes[bisect_left(self.rights, left) : bisect_right(self.lefts, right)]


@dataclass(frozen=True, slots=True)
class Layout:
    """All boxes, found by point, by id and by what a rectangle shows."""

    scale: TimeScale
    metrics: Metrics
    lanes: tuple[LaneBox, ...] = ()
    height: float = 0.0
    _rows: list[_Row] = field(default_factory=list["_Row"], repr=False)
    _by_id: dict[str, Box] = field(default_factory=dict[str, Box], repr=False)

    def box_of(self, event_id: str) -> Box | None:
        """Return the box of an event, if it stands on the timeline."""
        return self._by_id.get(event_id)

    def boxes(self) -> Iterator[Box]:
        """Return all boxes, lane by lane and row by row."""
        return (box for row in self._rows for box in row.boxes)

    def visible(self, left: float, top: float, right: float, bottom: float) -> list[Box]:
        """Return the boxes that a rectangle shows at least in part."""
        return [
            box
            for row in self._rows_between(top, bottom)
            for box in row.between(left, right)
            if box.right >= left and box.x <= right
        ]

    def box_at(self, x: float, y: float) -> Box | None:
        """Return the box at a point; of two in a collapsed lane the later one."""
        reach = self.metrics.minimum_bar / 2
        found = self.visible(x - reach, y, x + reach, y)
        return found[-1] if found else None

    def edge_at(self, x: float, y: float) -> tuple[Box, Edge] | None:
        """Return the draggable edge at a point: an end of a span, or the foot of an instant.

        Dragging the foot of an instant gives it a duration.
        """
        grip = self.metrics.grip
        for box in reversed(self.visible(x - grip, y, x + grip, y)):
            if not box.is_span:
                if box.mark_x <= x <= box.mark_x + grip:
                    return box, Edge.END
                continue
            inside = min(grip, box.bar_width / 4)
            if box.bar_right - inside <= x <= box.bar_right + grip / 2:
                return box, Edge.END
            if box.mark_x - grip / 2 <= x <= box.mark_x + inside:
                return box, Edge.START
        return None

    def lane_at(self, y: float) -> LaneBox | None:
        """Return the lane at a height, if there is one."""
        index = bisect_right(self.lanes, y, key=lambda lane: lane.top) - 1
        if index < 0 or y >= self.lanes[index].bottom + self.metrics.lane_gap:
            return None
        return self.lanes[index]

    def row_tops(self, lane: LaneBox) -> list[float]:
        """Return where the sub-rows of a lane begin; an empty lane has one."""
        tops = [row.y for row in self._rows_between(lane.top, lane.bottom)]
        return tops or [lane.top + (0.0 if lane.is_collapsed else self.metrics.lane_padding)]

    def _rows_between(self, top: float, bottom: float) -> list[_Row]:
        first = bisect_left(self._rows, top, key=lambda row: row.y + row.height)
        last = bisect_right(self._rows, bottom, key=lambda row: row.y)
        return self._rows[first:last]


def title_text(event: TimelineEvent) -> str:
    """Return the title in one line, led by ≈ when the time is only roughly known."""
    title = " ".join(event.title.split()) or _("Untitled")
    return f"≈ {title}" if event.is_soft else title


def card_width(event: TimelineEvent, text_width: TextWidth, metrics: Metrics) -> float:
    """Return how wide a card with the event's title is, or the title on a bar."""
    return min(_whole_width(event, text_width, metrics), metrics.maximum_card)


def _whole_width(event: TimelineEvent, text_width: TextWidth, metrics: Metrics) -> float:
    return metrics.text_offset + text_width(title_text(event)) + metrics.card_padding


def lay_out(
    lanes: Sequence[Lane],
    events: Sequence[TimelineEvent],
    scale: TimeScale,
    *,
    width: float,
    text_width: TextWidth,
    metrics: Metrics,
) -> Layout:
    """Place every dated event of the lanes so that no card covers another.

    Args:
        lanes: from top to bottom.
        events: in any order; undated ones and those of other lanes are left out.
        scale: columns of the moments.
        width: of the lanes' content; counts only with ``metrics.keep_inside``.
        text_width: measures a title.
        metrics: sizes of the surface.
    """
    by_lane: dict[str, list[TimelineEvent]] = defaultdict(list)
    for event in events:
        if event.starts_at is not None:
            by_lane[event.lane_id].append(event)
    lane_boxes: list[LaneBox] = []
    rows: list[_Row] = []
    top = 0.0
    for lane in lanes:
        if lane.collapsed:
            extents = [_bare_extent(event, scale, metrics) for event in by_lane[lane.id]]
            height = metrics.collapsed_height
            row = sorted(extents, key=_by_left)
            rows.append(_row_of(row, lane.id, top + height / 4, height / 2))
        else:
            extents = [
                _extent(event, scale, width, text_width, metrics) for event in by_lane[lane.id]
            ]
            packed = _packed(sorted(extents, key=_by_left), metrics.card_gap)
            y = top + metrics.lane_padding
            for tight in packed:
                row = tight if metrics.keep_inside else _widened(tight, text_width, metrics)
                rows.append(_row_of(row, lane.id, y, metrics.card_height))
                y += metrics.row_height
            spare = metrics.row_height - metrics.card_height
            height = 2 * metrics.lane_padding + max(len(packed), 1) * metrics.row_height - spare
        lane_boxes.append(LaneBox(lane.id, top, height, lane.collapsed))
        top += height + metrics.lane_gap
    by_id = {box.event_id: box for row in rows for box in row.boxes}
    return Layout(scale, metrics, tuple(lane_boxes), top, rows, by_id)


class _Extent(NamedTuple):
    """What an event takes up sideways, before it has a row."""

    left: float
    right: float
    mark_x: float
    bar_width: float
    event: TimelineEvent


_by_left = itemgetter(0)


def _extent(
    event: TimelineEvent, scale: TimeScale, width: float, text_width: TextWidth, metrics: Metrics
) -> _Extent:
    assert event.starts_at is not None, "undated events have no place in time"
    mark_x = scale.x_of(event.starts_at)
    is_span = event.ends_at is not None
    bar = max(scale.width_of(event.duration), metrics.minimum_bar) if is_span else 0.0
    label = card_width(event, text_width, metrics)
    left, right = mark_x, mark_x + max(bar, label)
    if metrics.keep_inside and 0 <= mark_x <= width < mark_x + label:
        end = width if is_span else mark_x + metrics.foot
        left, right = max(end - label, 0.0), max(end, mark_x + bar)
    return _Extent(left, right, mark_x, bar, event)


def _bare_extent(event: TimelineEvent, scale: TimeScale, metrics: Metrics) -> _Extent:
    """Return the extent of an event in a collapsed lane, where titles are not shown."""
    assert event.starts_at is not None, "undated events have no place in time"
    x = scale.x_of(event.starts_at)
    mark = max(scale.width_of(event.duration), metrics.minimum_bar)
    return _Extent(x, x + mark, x, mark if event.ends_at is not None else 0.0, event)


def _packed(extents: list[_Extent], gap: float) -> list[list[_Extent]]:
    """Put extents, sorted by left, into as few rows as need be, each into the topmost free one."""
    rows: list[list[_Extent]] = []
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    for extent in extents:
        while busy and busy[0][0] <= extent.left:
            heappush(free, heappop(busy)[1])
        if free:
            index = heappop(free)
        else:
            index = len(rows)
            rows.append([])
        heappush(busy, (extent.right + gap, index))
        rows[index].append(extent)
    return rows


def _widened(extents: list[_Extent], text_width: TextWidth, metrics: Metrics) -> list[_Extent]:
    """Return the extents of a sub-row, each as wide as its title needs and the next one allows."""
    limits = [following.left - metrics.card_gap for following in extents[1:]]
    widened: list[_Extent] = []
    for extent, limit in zip(extents, (*limits, inf), strict=True):
        whole = min(_whole_width(extent.event, text_width, metrics), metrics.widest_card)
        right = max(extent.right, min(extent.left + whole, limit))
        widened.append(extent._replace(right=right))
    return widened


def _row_of(extents: list[_Extent], lane_id: str, y: float, height: float) -> _Row:
    boxes = [
        Box(
            event.id, lane_id, left, y, right - left, height, mark_x, event.ends_at is not None, bar
        )
        for left, right, mark_x, bar, event in extents
    ]
    lefts = [extent.left for extent in extents]
    # In a collapsed lane a long bar may outlast those that start after it.
    rights = list(accumulate((extent.right for extent in extents), max))
    return _Row(y, height, boxes, lefts, rights)
