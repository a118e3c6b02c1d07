"""Drawing of time: the ruler with its days and ticks, the milestones and the phases between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from postmortem_desktop.domain.milestones import MILESTONE_NAMES
from postmortem_desktop.domain.records import Milestone
from postmortem_desktop.domain.times import offset_text
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.captions import Caption, place_captions
from postmortem_desktop.timeline.phases import MILESTONE_COLOURS, PHASE_TINT
from postmortem_desktop.timeline.ticks import Stretch, Tick, stretches, ticks
from postmortem_desktop.ui.theme import mixed
from postmortem_desktop.ui.timeline.lettering import Lettering
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.view import View

CAPTION_ROW = 18.0
"""The height of a row of the milestones' names; the head grows by it."""
_CAPTION_TOP = 5.0
_TICKS = 22.0
"""From the top of the times to the lanes."""
_DAYS = 42.0
"""From the top of the days to the lanes."""
_TEXT = 18.0
_FROM_TICK = 4.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Marks:
    """What the ruler of a view shows, in columns of the widget."""

    ticks: tuple[Tick, ...]
    stretches: tuple[Stretch, ...]
    """The days, months or years above the ticks; each at least in part in sight."""


def visible_ticks(view: View, zone: str) -> Marks:
    """Return the marks of a view."""
    left, width = view.plot.left(), view.plot.width()
    return Marks(
        tuple(
            replace(tick, x=tick.x + left)
            for tick in ticks(view.scale, width, zone, below_stretches=True)
        ),
        tuple(
            replace(part, left=part.left + left, right=part.right + left)
            for part in stretches(view.scale, width, zone)
        ),
    )


def draw_phases(painter: QPainter, view: View, look: Look, milestones: Sequence[Milestone]) -> None:
    """Tint the time between each milestone and the next; not where contrast is to be high."""
    plot = view.plot
    if look.theme.is_high_contrast:
        return
    for begin, end in pairwise(milestones):
        left, right = view.x_of(begin.at), view.x_of(end.at)
        colour = look.theme.kind_colour(MILESTONE_COLOURS[begin.kind])
        # Opaque, on the ground it stands on: that is filled much faster than a veil.
        tint = mixed(look.theme.surface, colour, PHASE_TINT * (1.8 if look.theme.is_dark else 1.0))
        left, right = max(left, plot.left()), min(right, plot.right())
        if left < right:
            painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), tint)


def draw_grid(painter: QPainter, view: View, look: Look, marks: Marks, exposed: QRectF) -> None:
    """Draw a hairline through all lanes at each tick that is exposed."""
    top, bottom = max(view.plot.top(), exposed.top()), min(view.height, exposed.bottom())
    colours = {
        strong: mixed(look.theme.surface, colour, 0.6)
        for strong, colour in ((True, look.theme.edge), (False, look.theme.line))
    }
    for tick in marks.ticks:
        if exposed.left() - 1 <= tick.x <= exposed.right():
            painter.fillRect(QRectF(round(tick.x), top, 1.0, bottom - top), colours[tick.is_head])


def draw_milestones(
    painter: QPainter, view: View, look: Look, milestones: Sequence[Milestone]
) -> None:
    """Draw a dashed line through all lanes at each milestone."""
    for milestone in milestones:
        painter.setPen(_milestone_pen(look, milestone))
        x = round(view.x_of(milestone.at)) + 0.5
        painter.drawLine(QPointF(x, view.plot.top()), QPointF(x, view.height))


def draw_ruler(
    painter: QPainter,
    view: View,
    look: Look,
    marks: Marks,
    milestones: Sequence[Milestone],
) -> None:
    """Draw the ruler's ground, the names of the milestones and below them days and times."""
    theme, metrics = look.theme, view.metrics
    height = metrics.ruler_height
    painter.fillRect(QRectF(0, 0, view.width, height), theme.surface)
    painter.fillRect(QRectF(0, height - 1, view.width, 1.0), theme.line)
    _draw_captions(painter, view, look, milestones)
    _draw_stretches(painter, view, look, marks.stretches)
    _draw_times(painter, view, look, marks.ticks)


def names_of_stretches(
    view: View, lettering: Lettering, parts: Sequence[Stretch]
) -> Iterator[tuple[str, QRectF]]:
    """Yield the name of each day in sight, as long as there is room for it, and where it stands.

    It stands at the day's beginning, or at the left edge while that is out of sight.
    """
    edges = view.plot
    for part in parts:
        left, right = max(part.left, edges.left()), min(part.right, edges.right())
        room = right - left - 2 * _FROM_TICK
        for label in part.labels:
            if (width := lettering.caption_width(label)) <= room:
                yield label, QRectF(left + _FROM_TICK, edges.top() - _DAYS + 1, width + 2, _TEXT)
                break


def _draw_stretches(painter: QPainter, view: View, look: Look, parts: Sequence[Stretch]) -> None:
    top, bottom = view.plot.top() - _DAYS, view.plot.top() - _TICKS
    for part in parts:
        if part.left > view.plot.left():
            painter.fillRect(QRectF(round(part.left), top, 1.0, bottom - top), look.theme.edge)
    for name, rect in names_of_stretches(view, look.lettering, parts):
        painter.fillRect(rect, look.theme.surface)
        font, colour = look.lettering.caption, look.theme.text
        look.write(painter, rect.topLeft(), rect.height(), name, font, colour)


def _draw_times(painter: QPainter, view: View, look: Look, marks: Sequence[Tick]) -> None:
    taken, top = 0.0, view.plot.top() - _TICKS
    for tick in marks:
        left, width = tick.x + _FROM_TICK, look.lettering.caption_width(tick.label)
        if tick.x < taken or left + width > view.width:
            continue
        font = look.lettering.caption if tick.is_head else look.lettering.ruler
        colour = look.theme.text if tick.is_head else look.theme.text_secondary
        look.write(painter, QPointF(left, top), _TEXT, tick.label, font, colour)
        taken = left + width


def captions(
    view: View, lettering: Lettering, milestones: Sequence[Milestone]
) -> tuple[Caption, ...]:
    """Return where the names of the milestones in sight stand."""
    lines = tuple(view.x_of(milestone.at) for milestone in milestones)
    names = (_(MILESTONE_NAMES[milestone.kind]) for milestone in milestones)
    widths = tuple(lettering.caption_width(name) + 1.0 for name in names)
    return place_captions(lines, widths, view.plot.left(), view.plot.right())


def _draw_captions(
    painter: QPainter, view: View, look: Look, milestones: Sequence[Milestone]
) -> None:
    placed = captions(view, look.lettering, milestones)
    is_stacked = any(caption.row for caption in placed)
    for caption in placed:
        if is_stacked:
            painter.setPen(_milestone_pen(look, milestones[caption.index]))
            x, top = round(caption.line) + 0.5, _CAPTION_TOP + caption.row * CAPTION_ROW
            painter.drawLine(QPointF(x, top), QPointF(x, view.plot.top() - _TICKS))
    for caption in placed:
        milestone = milestones[caption.index]
        top = _CAPTION_TOP + caption.row * CAPTION_ROW
        rect = QRectF(caption.x, top, caption.width + 2, CAPTION_ROW)
        painter.fillRect(rect, look.theme.surface)
        name, font = _(MILESTONE_NAMES[milestone.kind]), look.lettering.caption
        colour = look.theme.kind_colour(MILESTONE_COLOURS[milestone.kind])
        look.write(painter, rect.topLeft(), CAPTION_ROW, name, font, colour)


def _milestone_pen(look: Look, milestone: Milestone) -> QPen:
    pen = QPen(look.theme.kind_colour(MILESTONE_COLOURS[milestone.kind]), 1.25)
    pen.setDashPattern([4.0, 3.5])
    return pen


def draw_corner(painter: QPainter, view: View, look: Look, zone: str) -> None:
    """Say in the corner on whose clock all times are, and how it stands to UTC at the left."""
    top, room = view.plot.top(), view.metrics.label_column - 16 - _FROM_TICK
    font, colour = look.lettering.ruler, look.theme.text_secondary
    name, offset = _zone_label(look.lettering, zone, room), corner_offset(view, zone)
    if offset != name:
        look.write(painter, QPointF(16, top - _DAYS + 1), _TEXT, name, font, colour)
    look.write(painter, QPointF(16, top - _TICKS), _TEXT, offset, font, colour)


def corner_offset(view: View, zone: str) -> str:
    """Return how the zone's clock stands to UTC where the view begins."""
    return offset_text(view.moment_at(view.plot.left()), zone)


def corner_tip(view: View, zone: str, x: float, y: float) -> str:
    """Return in full what the corner says if a point is in it; empty elsewhere."""
    if x >= view.plot.left() or y >= view.plot.top():
        return ""
    return _("All times in {zone} ({offset})").format(zone=zone, offset=corner_offset(view, zone))


def _zone_label(lettering: Lettering, zone: str, room: float) -> str:
    """Return the name of a zone, or where there is no room its place alone."""
    return zone if lettering.caption_width(zone) <= room else f"…/{zone.rpartition('/')[2]}"
