"""The places of cards on paper, where nobody can zoom: every event has a box of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from operator import attrgetter

from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.timeline.boxes import (
    Box,
    CardWidths,
    LaneBox,
    Metrics,
    TextWidth,
    is_beside,
    width_with_title,
)
from postmortem_desktop.timeline.packing import end_of, place_in, seconds_of
from postmortem_desktop.timeline.scale import TimeScale


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Lanes and boxes of one figure."""

    scale: TimeScale
    lanes: tuple[LaneBox, ...]
    boxes: tuple[Box, ...]

    def boxes_of(self, lane_id: str) -> list[Box]:
        """Return the boxes of a lane, by sub-row and time."""
        return [box for box in self.boxes if box.lane_id == lane_id]


def lay_out_page(
    lanes: Sequence[Lane],
    events: Sequence[TimelineEvent],
    scale: TimeScale,
    *,
    width: float,
    text_width: TextWidth,
    metrics: Metrics,
) -> PageLayout:
    """Place every dated event of the lanes so that no card covers another.

    A card that would run out at the right stands left of its time instead, as does the title of a
    bar that has no room for it.

    Args:
        lanes: from top to bottom.
        events: in any order; undated ones and those of other lanes are left out.
        scale: columns of the moments.
        width: of the lanes' content.
        text_width: measures a title.
        metrics: sizes of the surface.
    """
    by_lane: dict[str, list[TimelineEvent]] = defaultdict(list)
    for event in events:
        if event.starts_at is not None:
            by_lane[event.lane_id].append(event)
    widths = CardWidths(text_width, metrics)
    placed: list[LaneBox] = []
    boxes: list[Box] = []
    top = 0.0
    for lane in lanes:
        found = [_box(event, scale, width, widths, metrics) for event in by_lane[lane.id]]
        if lane.collapsed:
            height = metrics.collapsed_height
            boxes += [_mark(box, top, metrics) for box in sorted(found, key=attrgetter("mark_x"))]
        else:
            rows = _packed(sorted(found, key=attrgetter("x")), metrics)
            first = top + metrics.lane_padding
            for place, row in enumerate(rows):
                boxes += [box._replace(y=first + place * metrics.row_height) for box in row]
            height = metrics.lane_height(len(rows))
        placed.append(LaneBox(lane.id, top, height, lane.collapsed))
        top += height + metrics.lane_gap
    return PageLayout(scale, tuple(placed), tuple(boxes))


def _box(
    event: TimelineEvent, scale: TimeScale, page: float, widths: CardWidths, metrics: Metrics
) -> Box:
    start, end = seconds_of(event), end_of(event)
    mark, is_span = scale.x_at(start), event.ends_at is not None
    bar = max((end - start) * scale.px_per_second, metrics.minimum_bar) if is_span else 0.0
    label, before = widths.reckoned(event), 0.0
    width = width_with_title(bar, label) if is_span else label
    if 0 <= mark <= page < mark + width:
        if not is_span:
            before = min(label - metrics.foot, mark)
            width = before + metrics.foot
        else:
            if is_beside(min(bar, page - mark), label, mark):
                before = min(label, mark)
            width = before + bar
    return Box(
        event,
        event.lane_id,
        mark - before,
        0.0,
        width,
        metrics.card_height,
        mark,
        is_span,
        bar,
    )


def _mark(box: Box, top: float, metrics: Metrics) -> Box:
    height = metrics.collapsed_height
    width = max(box.bar_width, metrics.minimum_bar)
    return box._replace(x=box.mark_x, y=top + height / 4, width=width, height=height / 2)


def _packed(boxes: Sequence[Box], metrics: Metrics) -> list[list[Box]]:
    rows: list[list[Box]] = []
    ends: list[float] = []
    for box in boxes:
        place = place_in(box.x, box.x, ends, ends, inf)
        if place == len(rows):
            rows.append([])
            ends.append(0.0)
        rows[place].append(box)
        ends[place] = box.right + metrics.card_gap
    return rows
