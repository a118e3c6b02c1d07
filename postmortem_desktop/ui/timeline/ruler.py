"""Drawing of time: the ruler with its ticks, the milestones and the phases between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from postmortem_desktop.domain.milestones import MILESTONE_NAMES
from postmortem_desktop.domain.records import Milestone
from postmortem_desktop.domain.times import local, offset_text
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.captions import Caption, place_captions
from postmortem_desktop.timeline.phases import MILESTONE_COLOURS, PHASE_TINT
from postmortem_desktop.timeline.ticks import Tick, short_day_text, ticks
from postmortem_desktop.ui.theme import mixed
from postmortem_desktop.ui.timeline.lettering import Lettering
from postmortem_desktop.ui.timeline.painter import Look
from postmortem_desktop.ui.timeline.view import View

CAPTION_ROW = 18.0
"""The height of a row of the milestones' names; the head grows by it."""
_CAPTION_TOP = 5.0
_TICKS = 22.0
"""From the top of the times to the lanes."""
_FROM_TICK = 4.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def visible_ticks(view: View, zone: str) -> list[Tick]:
    """Return the ticks of a view, with columns of the widget."""
    found = ticks(view.scale, view.plot.width(), zone)
    return [replace(tick, x=tick.x + view.plot.left()) for tick in found]


def draw_phases(painter: QPainter, view: View, look: Look, milestones: Sequence[Milestone]) -> None:
    """Tint the time between each milestone and the next."""
    plot = view.plot
    for begin, end in pairwise(milestones):
        left, right = view.x_of(begin.at), view.x_of(end.at)
        tint = QColor(look.theme.kind_colour(MILESTONE_COLOURS[begin.kind]))
        tint.setAlphaF(PHASE_TINT * (1.8 if look.theme.is_dark else 1.0))
        left, right = max(left, plot.left()), min(right, plot.right())
        if left < right:
            painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), tint)


def draw_grid(painter: QPainter, view: View, look: Look, marks: Sequence[Tick]) -> None:
    """Draw a hairline through all lanes at each tick."""
    for tick in marks:
        strong = look.theme.edge if tick.is_head else look.theme.line
        painter.setPen(QPen(mixed(look.theme.surface, strong, 0.6), 1.0))
        x = round(tick.x) + 0.5
        painter.drawLine(QPointF(x, view.plot.top()), QPointF(x, view.height))


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
    marks: Sequence[Tick],
    milestones: Sequence[Milestone],
) -> None:
    """Draw the ruler's ground, the names of the milestones and, below them, the times."""
    theme, metrics = look.theme, view.metrics
    height = metrics.ruler_height
    painter.fillRect(QRectF(0, 0, view.width, height), theme.surface)
    painter.setPen(QPen(theme.line, 1.0))
    painter.drawLine(QPointF(0, height - 0.5), QPointF(view.width, height - 0.5))
    taken = 0.0
    for tick in marks:
        left, width = tick.x + _FROM_TICK, look.lettering.caption_width(tick.label)
        if tick.x < taken or left + width > view.width:
            continue
        painter.setFont(look.lettering.caption if tick.is_head else look.lettering.ruler)
        painter.setPen(theme.text if tick.is_head else theme.text_secondary)
        painter.drawText(QRectF(left, height - _TICKS, width + 4, 18), _LEFT, tick.label)
        taken = left + width
    _draw_captions(painter, view, look, milestones)


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
    painter.setFont(look.lettering.caption)
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
        painter.setPen(look.theme.kind_colour(MILESTONE_COLOURS[milestone.kind]))
        painter.drawText(rect, _LEFT, _(MILESTONE_NAMES[milestone.kind]))


def _milestone_pen(look: Look, milestone: Milestone) -> QPen:
    pen = QPen(look.theme.kind_colour(MILESTONE_COLOURS[milestone.kind]), 1.25)
    pen.setDashPattern([4.0, 3.5])
    return pen


def draw_corner(painter: QPainter, view: View, look: Look, zone: str) -> None:
    """Say in the corner which day the view begins with, and how its clock stands to UTC."""
    moment = view.moment_at(view.plot.left())
    day = local(moment, zone).date()
    height = view.metrics.ruler_height
    painter.setFont(look.lettering.ruler)
    painter.setPen(look.theme.text_secondary)
    room = view.metrics.label_column - 16
    painter.drawText(QRectF(16, 5, room, 18), _LEFT, f"{short_day_text(day)} {day.year}")
    painter.drawText(QRectF(16, height - _TICKS, room, 18), _LEFT, offset_text(moment, zone))
