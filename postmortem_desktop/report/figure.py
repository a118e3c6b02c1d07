"""Draws the timeline: the geometry of ``timeline.layout`` as vectors on the page."""

# ReportLab's stubs leave parameters of these calls untyped.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from postmortem_desktop.domain.milestones import MILESTONE_NAMES
from postmortem_desktop.domain.records import Milestone, TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.report import styles
from postmortem_desktop.report.glyphs import draw_glyph
from postmortem_desktop.report.pages import draw_runs
from postmortem_desktop.report.paragraphs import Span, TextBlock
from postmortem_desktop.report.roles import Role
from postmortem_desktop.report.styles import Weight
from postmortem_desktop.report.text import Lettering
from postmortem_desktop.timeline.boxes import Box, LaneBox, Metrics
from postmortem_desktop.timeline.page_layout import PageLayout
from postmortem_desktop.timeline.phases import PHASE_TINT
from postmortem_desktop.timeline.ticks import ticks

METRICS = Metrics(
    card_height=14.0,
    row_height=17.0,
    collapsed_height=16.0,
    lane_padding=6.0,
    lane_gap=0.5,
    foot=2.0,
    card_padding=3.0,
    icon=7.5,
    icon_gap=3.0,
    card_gap=5.0,
    maximum_card=180.0,
    minimum_bar=3.0,
    badge=0.0,
    label_column=84.0,
)
"""The sizes of the figure, in points."""

TITLE_SIZE = 6.8
NUMBER_GAP = 3.0
_LABEL_SIZE = 6.5
_LANE_STYLE = styles.TextStyle(size=7, leading=9, weight=Weight.SEMIBOLD)
_CAPTION_ROW = 10.0
_TICK_ROW = 14.0
_TICK_GAP = 42.0
_TICK_MARGIN = 8.0
_CORNER = 6.0
_CARD_CORNER = 2.0
_BAR_TINT = 0.16
_DROP = 0.36
"""From the middle of a line of text down to its baseline, as a share of its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureContent:
    """What one figure shows."""

    layout: PageLayout
    lanes: tuple[LaneBox, ...]
    """Those of the layout that this figure has, from top to bottom."""
    lane_titles: Mapping[str, str]
    events: Mapping[str, TimelineEvent]
    titles: Mapping[str, str]
    """Readable titles of the events."""
    milestones: Sequence[Milestone]
    zone: str
    days: str
    width: float
    number_column: float
    in_words: Callable[[Sequence[LaneBox]], str]
    """Tells what lanes show, for those who cannot see it."""
    least_part: float
    """How much of the foot of a page the figure fills, when it begins there."""


@dataclass(frozen=True, slots=True)
class _Caption:
    milestone: Milestone
    text: str
    line: float
    left: float
    width: float
    row: int


class TimelineFigure(Flowable):
    """A figure with alternative text; it breaks between lanes where the rest of a page is worth it.

    Each part has its own ruler.
    """

    role = Role.FIGURE

    def __init__(self, content: FigureContent, lettering: Lettering) -> None:
        super().__init__()
        self.alternative_text = content.in_words(content.lanes)
        self._content = content
        self._lettering = lettering
        room = content.width - METRICS.label_column
        found = ticks(content.layout.scale, room, content.zone, _TICK_GAP)
        self._ticks = [tick for tick in found if _TICK_MARGIN < tick.x < room - _TICK_MARGIN]
        self._captions = _placed(content, lettering)
        rows = max((caption.row + 1 for caption in self._captions), default=0)
        self._ruler = ruler_height(rows)
        self._top = content.lanes[0].top
        self.width = content.width
        self.height = self._ruler + content.lanes[-1].bottom - self._top

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's
        """Return its size."""
        return self.width, self.height

    @property
    def least_room(self) -> float:
        """What must be free on a page for the figure to begin on it."""
        parts = (self._height_to(lane) for lane in self._content.lanes)
        return min(
            (part for part in parts if part >= self._content.least_part), default=self.height
        )

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803 - ReportLab's
        """Return the lanes that still have room and the others, or nothing to move them all."""
        lanes = self._content.lanes
        fitting = [lane for lane in lanes if self._height_to(lane) <= aH]
        if aH < self.least_room or len(fitting) == len(lanes):
            return []
        parts = (tuple(fitting), lanes[len(fitting) :])
        return [
            TimelineFigure(replace(self._content, lanes=part), self._lettering) for part in parts
        ]

    def _height_to(self, lane: LaneBox) -> float:
        return self._ruler + lane.bottom - self._top

    def draw(self) -> None:
        """Draw the frame and what is in it, from back to front."""
        canvas = self.canv
        frame = canvas.beginPath()
        frame.roundRect(0, 0, self.width, self.height, _CORNER)
        canvas.saveState()
        canvas.clipPath(frame, stroke=0, fill=0)
        self._draw_phases()
        self._draw_ticks()
        self._draw_lanes()
        self._draw_milestones()
        self._draw_times()
        for lane in self._content.lanes:
            for box in self._content.layout.boxes_of(lane.lane_id):
                self._draw_event(box)
        canvas.restoreState()
        canvas.setStrokeColor(styles.LINE)
        canvas.setLineWidth(0.75)
        canvas.roundRect(0, 0, self.width, self.height, _CORNER, stroke=1, fill=0)

    def _x(self, x: float) -> float:
        return METRICS.label_column + x

    def _y(self, y: float) -> float:
        """Return the height on the page of a distance below the layout's top."""
        return self.height - self._ruler - (y - self._top)

    @property
    def _body(self) -> float:
        return self.height - self._ruler

    def _draw_phases(self) -> None:
        scale = self._content.layout.scale
        marks = sorted(self._content.milestones, key=lambda milestone: milestone.at)
        for begin, end in pairwise(marks):
            left, right = self._x(scale.x_of(begin.at)), self._x(scale.x_of(end.at))
            self.canv.setFillColor(styles.tinted(styles.MILESTONES[begin.kind], PHASE_TINT))
            self.canv.rect(left, 0, right - left, self._body, stroke=0, fill=1)

    def _draw_ticks(self) -> None:
        self.canv.setLineWidth(0.5)
        self.canv.setStrokeColor(styles.LINE)
        for tick in self._ticks:
            self.canv.line(self._x(tick.x), 0, self._x(tick.x), self._body)

    def _draw_times(self) -> None:
        content, canvas, lettering = self._content, self.canv, self._lettering
        baseline, room = self._body + 4.5, self.width - METRICS.label_column
        for tick in self._ticks:
            weight = Weight.SEMIBOLD if tick.is_head else Weight.REGULAR
            width = lettering.width(tick.label, weight, _LABEL_SIZE)
            left = tick.x - width / 2
            if left < 2 or left + width > room - 4:
                continue
            canvas.setFillColor(styles.SURFACE)
            canvas.rect(self._x(left) - 1, self._body + 2, width + 2, 10, stroke=0, fill=1)
            colour = styles.TEXT if tick.is_head else styles.SECONDARY
            self._write(tick.label, self._x(left), baseline, weight, _LABEL_SIZE, colour)
        days = lettering.elided(
            content.days, Weight.REGULAR, _LABEL_SIZE, METRICS.label_column - 10
        )
        self._write(days, 8, baseline, Weight.REGULAR, _LABEL_SIZE, styles.SECONDARY)

    def _draw_lanes(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(styles.LINE)
        canvas.setLineWidth(0.5)
        canvas.line(METRICS.label_column, 0, METRICS.label_column, self._body)
        for lane in self._content.lanes:
            top = self._y(lane.top)
            canvas.line(0, top, self.width, top)
            span = Span(self._content.lane_titles[lane.lane_id])
            block = TextBlock([span], _LANE_STYLE, self._lettering)
            room = lane.height - METRICS.lane_padding
            _width, height = block.wrap(METRICS.label_column - 16, room)
            if height > room:
                elided = self._lettering.elided(
                    span.text, _LANE_STYLE.weight, _LANE_STYLE.size, METRICS.label_column - 16
                )
                block = TextBlock([Span(elided)], _LANE_STYLE, self._lettering)
                _width, height = block.wrap(METRICS.label_column - 12, room)
            block.drawOn(canvas, 8, top - METRICS.lane_padding / 2 - 2 - height)

    def _draw_milestones(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setDash(2, 2)
        canvas.setLineWidth(0.75)
        for caption in self._captions:
            canvas.setStrokeColor(styles.MILESTONES[caption.milestone.kind])
            top = self.height - 4 - caption.row * _CAPTION_ROW
            canvas.line(self._x(caption.line), 0, self._x(caption.line), top)
        canvas.restoreState()
        for caption in self._captions:
            bottom = self.height - 4 - (caption.row + 1) * _CAPTION_ROW
            left = self._x(caption.left)
            canvas.setFillColor(styles.SURFACE)
            canvas.rect(left - 1, bottom + 1, caption.width + 2, _CAPTION_ROW - 1, stroke=0, fill=1)
            colour = styles.MILESTONES[caption.milestone.kind]
            self._write(caption.text, left, bottom + 3, Weight.SEMIBOLD, _LABEL_SIZE, colour)

    def _draw_event(self, box: Box) -> None:
        canvas = self.canv
        event = self._content.events[box.event_id]
        colour = styles.KINDS[event.kind]
        left, bottom = self._x(box.x), self._y(box.bottom)
        mark = self._x(box.mark_x)
        if self._is_small(box):
            canvas.setFillColor(colour)
            canvas.rect(mark, bottom, max(box.width, 1.0), box.height, stroke=0, fill=1)
            return
        canvas.saveState()
        canvas.setLineWidth(0.5)
        canvas.setFillColor(styles.SURFACE)
        canvas.setStrokeColor(colour if event.is_soft else styles.LINE)
        if event.is_soft:
            canvas.setDash(2, 1.5)
        has_outline = int(not box.is_span)
        canvas.roundRect(
            left, bottom, box.width, box.height, _CARD_CORNER, stroke=has_outline, fill=1
        )
        canvas.setFillColor(styles.tinted(colour, _BAR_TINT))
        if box.is_span:
            canvas.roundRect(
                mark, bottom, box.bar_width, box.height, _CARD_CORNER,
                stroke=int(event.is_soft), fill=1,
            )  # fmt: skip
        canvas.setFillColor(colour)
        foot = METRICS.foot
        if box.is_span:
            canvas.rect(mark, bottom, box.bar_width, foot * 0.75, stroke=0, fill=1)
        else:
            canvas.rect(mark, bottom, foot, box.height, stroke=0, fill=1)
        canvas.restoreState()
        self._draw_label(box, event, colour)

    def _draw_label(self, box: Box, event: TimelineEvent, colour: Color) -> None:
        left, right = box.title_room
        at = self._x(left) + METRICS.foot + METRICS.card_padding
        middle = self._y(box.y + box.height / 2)
        if box.is_span:
            middle += METRICS.foot * 0.25
        end = self._x(right) - 1.5
        if at + METRICS.icon <= end:
            draw_glyph(self.canv, event.kind, at, middle - METRICS.icon / 2, METRICS.icon, colour)
        at += METRICS.icon + METRICS.icon_gap
        baseline = middle - TITLE_SIZE * _DROP
        number = f"E{event.number}" if event.number else ""
        if number and at + self._content.number_column <= end:
            self._write(number, at, baseline, Weight.SEMIBOLD, TITLE_SIZE, styles.SECONDARY)
            at += self._lettering.width(number, Weight.SEMIBOLD, TITLE_SIZE) + NUMBER_GAP
        title = self._content.titles[event.id]
        title = self._lettering.elided(title, Weight.REGULAR, TITLE_SIZE, end - at)
        self._write(title, at, baseline, Weight.REGULAR, TITLE_SIZE, styles.TEXT)

    def _is_small(self, box: Box) -> bool:
        return box.height < METRICS.card_height

    def _write(
        self, text: str, left: float, baseline: float, weight: Weight, size: float, colour: Color
    ) -> None:
        self.canv.setFillColor(colour)
        draw_runs(self.canv, self._lettering.visual_runs(text, weight), left, baseline, size)


def ruler_height(caption_rows: int) -> float:
    """Return how tall the ruler is with so many rows of milestones' names."""
    return 4 + caption_rows * _CAPTION_ROW + _TICK_ROW


def _placed(content: FigureContent, lettering: Lettering) -> list[_Caption]:
    """Put each milestone's name beside its line, in the topmost row in which it covers none."""
    room = content.width - METRICS.label_column
    taken: list[list[tuple[float, float]]] = []
    placed: list[_Caption] = []
    for milestone in sorted(content.milestones, key=lambda milestone: milestone.at):
        line = content.layout.scale.x_of(milestone.at)
        text = _(MILESTONE_NAMES[milestone.kind])
        width = lettering.width(text, Weight.SEMIBOLD, _LABEL_SIZE)
        sides = [left for left in (line + 3, line - 3 - width) if 2 <= left <= room - width - 4]
        row, left = _free_place(taken, sides or [max(room - width - 4, 2.0)], width)
        taken[row].append((left, left + width))
        placed.append(_Caption(milestone, text, line, left, width, row))
    return placed


def _free_place(
    taken: list[list[tuple[float, float]]], sides: Sequence[float], width: float
) -> tuple[int, float]:
    for row, intervals in enumerate(taken):
        for left in sides:
            if all(left + width + 4 < start or end + 4 < left for start, end in intervals):
                return row, left
    taken.append([])
    return len(taken) - 1, sides[0]
