"""Where lanes, cards and bars stand, and what lies at a point.

A layout costs nothing to make: it holds the packed lanes and a scale, and works out the boxes of
what somebody looks at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import (
    Box,
    CardWidths,
    Edge,
    LaneBox,
    Metrics,
    width_with_title,
)
from postmortem_desktop.timeline.folding import Group, groups_between
from postmortem_desktop.timeline.packing import Row, seconds_of
from postmortem_desktop.timeline.scale import TimeScale

_ALWAYS = 1e15


@dataclass(frozen=True, slots=True)
class PackedLane:
    """A lane with its events in sub-rows."""

    lane_id: str
    is_collapsed: bool
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class RowBox:
    """The place of one sub-row of a lane."""

    lane: LaneBox
    row: Row
    y: float
    height: float


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """The lanes and their sub-rows from top to bottom; the same at every zoom."""

    lanes: tuple[LaneBox, ...] = ()
    rows: tuple[RowBox, ...] = ()
    height: float = 0.0
    by_lane: Mapping[str, Sequence[RowBox]] = field(default_factory=dict[str, Sequence[RowBox]])
    places: dict[str, tuple[RowBox, int]] = field(default_factory=dict[str, tuple[RowBox, int]])
    """The sub-rows of events that somebody asked for, and their places there."""


def stacked(packed: Sequence[PackedLane], metrics: Metrics) -> Stack:
    """Return the lanes one below the other."""
    lanes: list[LaneBox] = []
    rows: list[RowBox] = []
    by_lane: dict[str, Sequence[RowBox]] = {}
    top = 0.0
    for lane in packed:
        if lane.is_collapsed:
            height = metrics.collapsed_height
            first, step, thick = top + height / 4, 0.0, height / 2
        else:
            height = metrics.lane_height(len(lane.rows))
            first, step, thick = top + metrics.lane_padding, metrics.row_height, metrics.card_height
        box = LaneBox(lane.lane_id, top, height, lane.is_collapsed)
        lanes.append(box)
        own = [RowBox(box, row, first + n * step, thick) for n, row in enumerate(lane.rows)]
        by_lane[lane.lane_id] = own
        rows += own
        top += height + metrics.lane_gap
    return Stack(tuple(lanes), tuple(rows), top, by_lane)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """All boxes, found by point, by id and by what a rectangle shows."""

    scale: TimeScale
    metrics: Metrics
    widths: CardWidths
    stack: Stack = Stack()
    events: Mapping[str, TimelineEvent] = field(default_factory=dict[str, TimelineEvent])
    _origin: float = field(init=False, default=0.0)
    """Of the scale, in seconds since 1970."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_origin", self.scale.origin.timestamp())

    @property
    def lanes(self) -> tuple[LaneBox, ...]:
        """The lanes from top to bottom."""
        return self.stack.lanes

    @property
    def height(self) -> float:
        """Of all lanes."""
        return self.stack.height

    def box_of(self, event_id: str) -> Box | None:
        """Return the box that shows an event, by itself or folded with others, if there is one."""
        found = self._row_of(event_id)
        if found is None:
            return None
        row, index = found
        x = self._x_at(row.row.starts[index])
        near = self._groups(row, x - 1.0, x + 1.0)
        return self._box(row, next(group for group in near if group[0] <= index < group[1]))

    def end_of_link(self, event_id: str) -> Box | None:
        """Return where an event stands, for a link that leads to it, whatever it is folded with."""
        found = self._row_of(event_id)
        if found is None:
            return None
        row, index = found
        return self._box(row, (index, index + 1))

    def _row_of(self, event_id: str) -> tuple[RowBox, int] | None:
        """Return the sub-row of an event, and its place there."""
        found = self.stack.places.get(event_id)
        if found is not None and _stands_at(found[0].row, found[1], event_id):
            return found
        event = self.events.get(event_id)
        if event is None or event.starts_at is None:
            return None
        start = seconds_of(event)
        # An event inside of a collapsed lane stands in the row of another one.
        for row in self.stack.by_lane.get(event.lane_id, self.stack.rows):
            index = _index_in(row.row, event_id, start)
            if index >= 0:
                self.stack.places[event_id] = row, index
                return row, index
        return None

    def card_of(self, event_id: str) -> Box | None:
        """Return the box that an event would have by itself, also while it is folded."""
        box = self.box_of(event_id)
        if box is None or not box.is_folded:
            return box
        event = self.events[event_id]
        assert event.starts_at is not None, "what has a box has a time"
        x, is_span = self.scale.x_of(event.starts_at), event.ends_at is not None
        length = max(self.scale.width_of(event.duration), self.metrics.minimum_bar)
        bar = length if is_span else 0.0
        width = width_with_title(bar, self.widths.reckoned(event))
        return box._replace(
            event=event, x=x, mark_x=x, width=width, is_span=is_span, bar_width=bar, holds=1
        )

    def folded(self, box: Box) -> list[TimelineEvent]:
        """Return the events that a box stands for, by time."""
        for row in self._rows_between(box.y, box.y):
            for first, last in self._groups(row, box.mark_x - 1.0, box.mark_x + 1.0):
                if row.row.events[first].id == box.event_id:
                    return row.row.events[first:last]
        return []

    def boxes(self) -> Iterator[Box]:
        """Return all boxes, lane by lane and row by row."""
        return (
            self._box(row, group)
            for row in self.stack.rows
            for group in self._groups(row, -inf, inf)
        )

    def visible(self, left: float, top: float, right: float, bottom: float) -> list[Box]:
        """Return the boxes that a rectangle shows at least in part."""
        found: list[Box] = []
        for row in self._rows_between(top, bottom):
            make = self._mark if row.lane.is_collapsed else self._card
            for group in self._groups(row, left, right):
                box = make(row, group)
                if box.x <= right and box.x + box.width >= left:
                    found.append(box)
        return found

    def edges_near(
        self, moment: float, reach: float, top: float, bottom: float
    ) -> Iterator[TimelineEvent]:
        """Yield of sub-rows the events whose start or end may be nearest to a moment.

        Args:
            moment: in seconds since 1970.
            reach: in seconds; what begins and ends further away is of no interest.
            top: height at which the sub-rows begin.
            bottom: height at which they end.
        """
        first, last = moment - reach, moment + reach
        for row in self._rows_between(top, bottom):
            inside = row.row
            starts, ends = inside.starts, inside.ends
            place, count = bisect_left(starts, first), len(starts)
            begins = place < count and starts[place] <= last
            if not (begins or (place and ends[place - 1] >= first) or inside.overlaps):
                continue
            place = bisect_left(starts, moment, place)
            for index in range(max(place - 2, 0), min(place + 2, count)):
                if first <= starts[index] <= last or first <= ends[index] <= last:
                    yield inside.events[index]

    def box_at(self, x: float, y: float) -> Box | None:
        """Return the box at a point, or close beside it; of two in a collapsed lane the later."""
        reach = self.metrics.minimum_bar / 2
        found = self.visible(x - reach, y, x + reach, y)
        inside = [box for box in found if box.x <= x <= box.right]
        return next(reversed(inside or found), None)

    def edge_at(self, x: float, y: float) -> tuple[Box, Edge] | None:
        """Return the draggable edge at a point: an end of a span, or the foot of an instant.

        Dragging the foot of an instant gives it a duration.
        """
        grip = self.metrics.grip
        for box in reversed(self.visible(x - grip, y, x + grip, y)):
            if box.is_folded:
                continue
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

    def _rows_between(self, top: float, bottom: float) -> Sequence[RowBox]:
        rows = self.stack.rows
        first = bisect_left(rows, top, key=lambda row: row.y + row.height)
        last = bisect_right(rows, bottom, key=lambda row: row.y)
        return rows[first:last]

    def _groups(self, row: RowBox, left: float, right: float) -> list[Group]:
        """Return the groups of a sub-row whose boxes may reach into a stretch of it."""
        inside, fine = row.row, self.scale.px_per_second
        starts, ends, count = inside.starts, inside.ends, len(inside.starts)
        if not count:
            return []
        start = self._origin + max(left / fine, -_ALWAYS)
        end = self._origin + min(right / fine, _ALWAYS)
        metrics = self.metrics
        least = metrics.minimum_bar if row.lane.is_collapsed else metrics.least_card
        found = groups_between(inside, inside.beginning_of(start), end, fine, least)
        if inside.overlaps:
            return found
        # No card reaches beyond the beginning of the next one, nor is it wider than this.
        near = start - metrics.widest_card / fine
        return [
            (first, last)
            for first, last in found
            if (last == count or starts[last] > start)
            and (starts[first] > near or ends[last - 1] > near)
        ]

    def _box(self, row: RowBox, group: Group) -> Box:
        return self._mark(row, group) if row.lane.is_collapsed else self._card(row, group)

    def _x_at(self, seconds: float) -> float:
        return (seconds - self._origin) * self.scale.px_per_second

    def _mark(self, row: RowBox, group: Group) -> Box:
        """Return the box of events in a collapsed lane, where titles are not shown."""
        first, last = group
        x = self._x_at(row.row.starts[first])
        length = row.row.ends[last - 1] - row.row.starts[first]
        width = max(length * self.scale.px_per_second, self.metrics.minimum_bar)
        event = row.row.events[first]
        is_span = event.ends_at is not None
        bar = width if is_span else 0.0
        return Box(
            event, row.lane.lane_id, x, row.y, width, row.height, x, is_span, bar, last - first
        )

    def _card(self, row: RowBox, group: Group) -> Box:
        """Return the box of one event, or of a folded moment."""
        first, last = group
        inside, metrics, lane_id = row.row, self.metrics, row.lane.lane_id
        starts, origin, fine = inside.starts, self._origin, self.scale.px_per_second
        x, event = (starts[first] - origin) * fine, inside.events[first]
        room = (starts[last] - origin) * fine - metrics.card_gap - x if last < len(starts) else inf
        least = metrics.minimum_bar
        if last - first > 1:
            reach = self._x_at(inside.ends[last - 1]) + metrics.foot - x
            width = max(min(max(reach, metrics.fold_width), room), least)
            return Box(event, lane_id, x, row.y, width, row.height, x, False, 0.0, last - first)  # noqa: FBT003
        label = self.widths.whole(event)
        # Comparing is cheaper than asking for the lesser one, for each card of each frame.
        label = label if label < metrics.widest_card else metrics.widest_card
        if event.ends_at is None:
            width = label if label < room else room
            return Box(event, lane_id, x, row.y, width if width > least else least, row.height, x)
        bar = (inside.ends[first] - starts[first]) * fine
        bar = bar if bar > least else least
        width = width_with_title(bar, label, room)
        return Box(event, lane_id, x, row.y, width, row.height, x, True, bar)  # noqa: FBT003


def _stands_at(row: Row, index: int, event_id: str) -> bool:
    return index < len(row.events) and row.events[index].id == event_id


def _index_in(row: Row, event_id: str, start: float) -> int:
    """Return the place of an event in a sub-row, or -1."""
    first = bisect_left(row.starts, start)
    for index in range(first, bisect_right(row.starts, start, first)):
        if row.events[index].id == event_id:
            return index
    return -1
