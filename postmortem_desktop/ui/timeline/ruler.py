"""Drawing of time: the ruler with its days and ticks, the milestones and the phases between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from postmortem_desktop.domain.milestones import MILESTONE_NAMES
from postmortem_desktop.domain.records import Milestone
from postmortem_desktop.domain.times import offset_text
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.captions import Caption, place_captions
from postmortem_desktop.timeline.phases import MILESTONE_COLOURS
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.ticks import Stretch, Tick, stretches, ticks
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
    """What the ruler shows, in columns of a view at the scale at which they were found."""

    scale: TimeScale
    ticks: tuple[Tick, ...]
    stretches: tuple[Stretch, ...]
    """The days, months or years above the ticks; each at least in part in sight."""

    def dx_in(self, view: View) -> float:
        """Return by how many pixels they stand further right in a view that was panned since."""
        return view.scale.x_of(self.scale.origin)


def visible_ticks(view: View, zone: str, beyond: float = 0.0) -> Marks:
    """Return the marks of a view, and those that stand so many pixels beyond it at each side."""
    left, right = view.plot.left(), view.plot.right() + 2 * beyond
    shown = view.scale.panned(beyond)
    # Ticks are asked for in the widget's own columns, from its left edge on.
    scale = shown.panned(left)
    found = ticks(scale, right, zone, below_stretches=True)
    return Marks(
        shown,
        tuple(tick for tick in found if tick.x >= left),
        tuple(part for part in stretches(scale, right, zone) if part.right > left),
    )


class KnownMarks:
    """Remembers the marks of one canvas, and while it is panned those beyond the edges as well."""

    def __init__(self) -> None:
        self._marks: Marks | None = None
        self._found_for: tuple[str, float, float, float] | None = None
        self._beyond = 0.0

    def of(self, view: View, zone: str) -> Marks:
        """Return the marks of a view, and maybe some that are out of sight."""
        wanted = zone, view.scale.px_per_second, view.plot.left(), view.plot.width()
        known = self._marks if wanted == self._found_for else None
        if known is not None and abs(known.dx_in(view) + self._beyond) <= self._beyond:
            return known
        self._beyond = 0.0 if known is None else view.plot.width() / 4
        self._marks = visible_ticks(view, zone, self._beyond)
        self._found_for = wanted
        return self._marks


def draw_ground(
    painter: QPainter, view: View, look: Look, milestones: Sequence[Milestone], exposed: QRectF
) -> None:
    """Fill the ground of the lanes, tinted between each milestone and the next.

    Each pixel is filled once: so much of them takes longer than all lines. Where contrast is to
    be high, nothing is tinted.
    """
    first, last, top, height = exposed.left(), exposed.right(), exposed.top(), exposed.height()
    left = first
    for milestone, following in pairwise(() if look.theme.is_high_contrast else milestones):
        begin, end = max(view.x_of(milestone.at), first), min(view.x_of(following.at), last)
        if begin < end:
            if left < begin:
                painter.fillRect(QRectF(left, top, begin - left, height), look.theme.surface)
            painter.fillRect(
                QRectF(begin, top, end - begin, height), look.phase_tints[milestone.kind]
            )
            left = end
    if left < last:
        painter.fillRect(QRectF(left, top, last - left, height), look.theme.surface)


def draw_grid(painter: QPainter, view: View, look: Look, marks: Marks, exposed: QRectF) -> None:
    """Draw a hairline through all lanes at each tick that is exposed."""
    top, height = int(exposed.top()), ceil(exposed.height())
    left, right, dx = exposed.left() - 1, exposed.right(), marks.dx_in(view)
    for tick in marks.ticks:
        x = tick.x + dx
        if left <= x <= right:
            painter.fillRect(round(x), top, 1, height, look.grid_colours[tick.is_head])


def draw_milestones(
    painter: QPainter, view: View, look: Look, milestones: Sequence[Milestone], exposed: QRectF
) -> None:
    """Draw a dashed line through all lanes at each milestone that is exposed."""
    left, right = exposed.left() - 2, exposed.right() + 2
    for milestone in milestones:
        x = round(view.x_of(milestone.at)) + 0.5
        if left <= x <= right:
            colour, top = look.theme.kind_colour(MILESTONE_COLOURS[milestone.kind]), view.plot.top()
            look.dashed_line(painter, QPointF(x, top), view.height - top, colour)


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
    _draw_stretches(painter, view, look, marks)
    _draw_times(painter, view, look, marks)


def names_of_stretches(
    view: View, lettering: Lettering, marks: Marks
) -> Iterator[tuple[str, QRectF]]:
    """Yield the name of each day in sight, as long as there is room for it, and where it stands.

    It stands at the day's beginning, or at the left edge while that is out of sight.
    """
    first, last, dx = view.plot.left(), view.plot.right(), marks.dx_in(view)
    for part in marks.stretches:
        left, right = max(part.left + dx, first), min(part.right + dx, last)
        room = right - left - 2 * _FROM_TICK
        for label in part.labels if room > 0 else ():
            if (width := lettering.caption_width(label)) <= room:
                top = view.plot.top() - _DAYS + 1
                yield label, QRectF(left + _FROM_TICK, top, width + 2, _TEXT)
                break


def _draw_stretches(painter: QPainter, view: View, look: Look, marks: Marks) -> None:
    top, bottom = view.plot.top() - _DAYS, view.plot.top() - _TICKS
    first, dx = view.plot.left(), marks.dx_in(view)
    for part in marks.stretches:
        if part.left + dx > first:
            x = round(part.left + dx)
            painter.fillRect(QRectF(x, top, 1.0, bottom - top), look.theme.edge)
    for name, rect in names_of_stretches(view, look.lettering, marks):
        painter.fillRect(rect, look.theme.surface)
        font, colour = look.lettering.caption, look.theme.text
        look.write(painter, rect.topLeft(), rect.height(), name, font, colour)


def _draw_times(painter: QPainter, view: View, look: Look, marks: Marks) -> None:
    taken, top, dx = view.plot.left(), view.plot.top() - _TICKS, marks.dx_in(view)
    lettering, theme = look.lettering, look.theme
    ways = (lettering.ruler, theme.text_secondary), (lettering.caption, theme.text)
    for _moment, tick_x, label, is_head in marks.ticks:
        x = tick_x + dx
        left, width = x + _FROM_TICK, lettering.caption_width(label)
        if x >= taken and left + width <= view.width:
            look.write(painter, QPointF(left, top), _TEXT, label, *ways[is_head])
            taken = left + width


def captions(
    view: View, lettering: Lettering, milestones: Sequence[Milestone]
) -> tuple[Caption, ...]:
    """Return where the names of the milestones in sight stand."""
    lines = tuple(view.x_of(milestone.at) for milestone in milestones)
    names = (_(MILESTONE_NAMES[milestone.kind]) for milestone in milestones)
    widths = tuple(lettering.caption_width(name) + 1.0 for name in names)
    return place_captions(lines, widths, view.plot.left(), view.plot.right())


def caption_rect(caption: Caption) -> QRectF:
    """Return where the name of a milestone stands in the widget, with its line."""
    left, right = min(caption.x, caption.line - 2), max(caption.right + 2, caption.line + 2)
    return QRectF(left, _CAPTION_TOP + caption.row * CAPTION_ROW, right - left, CAPTION_ROW)


def _draw_captions(
    painter: QPainter, view: View, look: Look, milestones: Sequence[Milestone]
) -> None:
    placed = captions(view, look.lettering, milestones)
    is_stacked = any(caption.row for caption in placed)
    for caption in placed:
        if is_stacked:
            kind = milestones[caption.index].kind
            x, top = round(caption.line) + 0.5, _CAPTION_TOP + caption.row * CAPTION_ROW
            height, colour = (
                view.plot.top() - _TICKS - top,
                look.theme.kind_colour(MILESTONE_COLOURS[kind]),
            )
            look.dashed_line(painter, QPointF(x, top), height, colour)
    for caption in placed:
        milestone = milestones[caption.index]
        top = _CAPTION_TOP + caption.row * CAPTION_ROW
        rect = QRectF(caption.x, top, caption.width + 2, CAPTION_ROW)
        painter.fillRect(rect, look.theme.surface)
        name, font = _(MILESTONE_NAMES[milestone.kind]), look.lettering.caption
        colour = look.theme.kind_colour(MILESTONE_COLOURS[milestone.kind])
        look.write(painter, rect.topLeft(), CAPTION_ROW, name, font, colour)


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
