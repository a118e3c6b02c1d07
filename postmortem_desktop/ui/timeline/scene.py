"""Everything the canvas shows at one moment, and the order in which it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from postmortem_desktop.domain.records import Link
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.index import TimelineIndex
from postmortem_desktop.ui.fonts import base_font
from postmortem_desktop.ui.timeline import cards, ruler
from postmortem_desktop.ui.timeline import painter as draw
from postmortem_desktop.ui.timeline.cards import PLAIN, Emphasis
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.routes import LinkPath, Routes
from postmortem_desktop.ui.timeline.sprites import Sprites
from postmortem_desktop.ui.timeline.view import View

FADED = 0.3
"""Opacity of an event at its old place while it is dragged, and of what a search passes over."""
_MOST_LINKS = 24
"""With more of them in sight nobody could follow one: only those of selected events are drawn."""
_SMOOTH = QPainter.RenderHint.Antialiasing
_MOST_PLACED = 400
"""So many selected or found events are looked for inside of folded moments."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn: records, where they stand, and which of them stand out."""

    view: View
    look: Look
    zone: str
    index: TimelineIndex
    marks: ruler.Marks
    links: tuple[Link, ...] = ()
    routes: Routes = field(default_factory=Routes)
    sprites: Sprites | None = None
    """Ready pictures to draw with; without them everything is drawn as vectors."""
    selected: frozenset[str] = frozenset()
    selected_boxes: frozenset[str] = frozenset()
    """The boxes that show what is selected, which may be folded with others."""
    found_boxes: frozenset[str] | None = None
    """Those that show what is searched for; None while there is no search."""
    held_boxes: frozenset[str] = frozenset()
    """Those that show what the hand has taken along."""
    hovered: str = ""
    focused: str = ""
    """The event at which the keyboard is."""
    framed: bool = False
    """Whether the keyboard is at the canvas, but at no event."""
    goal_lane_id: str = ""
    """The lane into which something held would fall."""
    invites: bool = False
    """Whether an empty timeline says how the first event comes about."""


def draw_scene(painter: QPainter, scene: Scene, exposed: QRectF) -> None:
    """Draw the part of the scene that lies in ``exposed``."""
    view, look = scene.view, scene.look
    marks = scene.marks
    for empty in (view.below_lanes & exposed, view.behind_bar & exposed):
        if empty.isValid():
            painter.fillRect(empty, look.theme.surface)
    plot = view.plot & exposed
    if plot.isValid():
        lanes, milestones = view.lanes_area & exposed, scene.index.milestones
        painter.save()
        painter.setClipRect(lanes)
        # Neighbours in the ground are to share an edge, not to be blended there.
        painter.setRenderHint(_SMOOTH, on=False)
        ruler.draw_ground(painter, view, look, milestones, lanes)
        ruler.draw_grid(painter, view, look, marks, lanes)
        _draw_lanes(painter, scene, lanes)
        painter.setRenderHint(_SMOOTH)
        ruler.draw_milestones(painter, view, look, milestones, lanes)
        painter.setClipRect(plot)
        ways = _links_in(scene, exposed)
        _draw_links(painter, scene, ways)
        _draw_events(painter, scene, plot)
        _draw_links_over(painter, scene, ways)
        painter.restore()
    painter.setRenderHint(_SMOOTH)
    _draw_column(painter, scene, exposed)
    if exposed.top() < view.plot.top():
        ruler.draw_ruler(painter, view, look, marks, scene.index.milestones)
        ruler.draw_corner(painter, view, look, scene.zone)
    if scene.invites:
        _draw_lesson(painter, view, look, has_lanes=bool(scene.index.lanes))
    if scene.framed:
        painter.setPen(QPen(look.theme.accent, look.theme.focus_px))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(1, 1, view.width - 2, view.height - 2))


def _draw_lanes(painter: QPainter, scene: Scene, exposed: QRectF) -> None:
    view, look = scene.view, scene.look
    top, bottom = exposed.top() - view.dy, exposed.bottom() - view.dy
    for lane in view.layout.lanes:
        if lane.top <= bottom and lane.bottom + 2 >= top:
            if lane.lane_id == scene.goal_lane_id:
                draw.draw_target_lane(painter, view, look, lane)
            draw.draw_lane(painter, view, look, lane)


def links_in_sight(index: TimelineIndex, view: View, selected: frozenset[str]) -> tuple[Link, ...]:
    """Return the links to draw: all in sight, or those of selected events if they are too many."""
    first, last = view.moment_at(view.plot.left()), view.moment_at(view.plot.right())
    return tuple(index.links_between(first, last, _MOST_LINKS, selected))


_Way = tuple[Link, LinkPath, bool]
"""A link, where it runs, and whether it is to be strong."""


def _links_in(scene: Scene, exposed: QRectF) -> list[_Way]:
    """Return the links of which something is exposed."""
    view = scene.view
    seen = exposed.translated(-view.dx, -view.dy)
    found = ((link, scene.routes.path_of(link, view.layout)) for link in scene.links)
    return [
        (link, path, _is_strong(link, scene.selected))
        for link, path in found
        if path is not None and path.bounds.intersects(seen)
    ]


def _draw_links(painter: QPainter, scene: Scene, ways: Sequence[_Way]) -> None:
    view = scene.view
    painter.translate(view.dx, view.dy)
    for link, path, strong in ways:
        draw.draw_link(painter, scene.look, path, link.kind, strong=strong)
    painter.translate(-view.dx, -view.dy)


def _draw_links_over(painter: QPainter, scene: Scene, ways: Sequence[_Way]) -> None:
    """Draw where links begin and end, and of those of a selected event how they go on."""
    view = scene.view
    painter.translate(view.dx, view.dy)
    for link, path, strong in ways:
        if strong:
            painter.setOpacity(FADED)
            draw.draw_link(painter, scene.look, path, link.kind, strong=True)
            painter.setOpacity(1.0)
        draw.draw_link_ends(painter, scene.look, path, strong=strong)
    painter.translate(-view.dx, -view.dy)


def _is_strong(link: Link, selected: frozenset[str]) -> bool:
    """Whether a link has to do with what is selected."""
    return not selected.isdisjoint((link.source_id, link.target_id))


def _draw_events(painter: QPainter, scene: Scene, exposed: QRectF) -> None:
    view, sprites = scene.view, scene.sprites
    selected, found, held = scene.selected_boxes, scene.found_boxes, scene.held_boxes
    special = selected | held | (found or frozenset()) | {scene.hovered, scene.focused}
    is_searching, columns = found is not None, (exposed.left(), exposed.right())
    for box in view.boxes_in(exposed.adjusted(-8, -8, 8, 8)):
        event_id, emphasis = box.event_id, PLAIN
        if event_id in special:
            emphasis = Emphasis(
                selected=event_id in selected,
                hovered=event_id == scene.hovered,
                found=found is not None and event_id in found,
                focused=event_id == scene.focused,
            )
        fades = event_id in held or (is_searching and not emphasis.found)
        if fades:
            painter.setOpacity(FADED)
        if sprites is None:
            cards.draw_event(painter, view, scene.look, box, emphasis)
        else:
            sprites.draw(painter, view, box, emphasis, columns)
        if fades:
            painter.setOpacity(1.0)


def boxes_with(view: View, event_ids: frozenset[str]) -> frozenset[str]:
    """Return the ids of the boxes that show events, which may be folded with others."""
    if not event_ids or len(event_ids) > _MOST_PLACED:
        return event_ids
    boxes = (view.layout.box_of(event_id) for event_id in event_ids)
    return frozenset(box.event_id for box in boxes if box is not None)


def _draw_column(painter: QPainter, scene: Scene, exposed: QRectF) -> None:
    view, look = scene.view, scene.look
    if exposed.left() >= view.plot.left() or exposed.bottom() <= view.plot.top():
        return
    column = QRectF(0, view.plot.top(), view.metrics.label_column, view.plot.height())
    painter.save()
    painter.setClipRect(column & exposed)
    painter.fillRect(column, look.theme.surface)
    records = {lane.id: lane for lane in scene.index.lanes}
    for lane in view.layout.lanes:
        if view.lane_rect(lane).intersects(column):
            draw.draw_lane(painter, view, look, lane)
            draw.draw_lane_title(painter, view, look, lane, records[lane.lane_id])
    painter.setPen(QPen(look.theme.line, 1.0))
    painter.drawLine(
        QPointF(column.right() - 0.5, column.top()), QPointF(column.right() - 0.5, column.bottom())
    )
    painter.restore()


def _draw_lesson(painter: QPainter, view: View, look: Look, *, has_lanes: bool) -> None:
    """Say calmly how the first event comes about."""
    title = _("Nothing on the timeline yet")
    lines = _(
        "Double-click anywhere to write down what happened at that moment,\n"
        "or press E and type “14:32 pool saturated”."
    )
    top = view.layout.height + view.metrics.ruler_height if has_lanes else view.plot.top()
    area = QRectF(view.plot.left(), top, view.plot.width(), max(view.height - top, 120.0))
    if area.bottom() > view.height:
        area.moveBottom(view.height)
    middle, centre = area.center().y(), Qt.AlignmentFlag.AlignHCenter
    below = QRectF(area.left(), middle - 8, area.width(), 60)
    painter.setFont(look.lettering.card)
    # In a low canvas it stands over lanes, whose lines must not run through the words.
    around = painter.boundingRect(below, centre, lines).adjusted(-12, -36, 12, 6)
    painter.fillRect(around, look.theme.surface)
    painter.setPen(QColor(look.theme.text_secondary))
    painter.drawText(below, centre, lines)
    painter.setFont(base_font(15, look.lettering.lane.weight()))
    painter.setPen(look.theme.text)
    painter.drawText(QRectF(area.left(), middle - 40, area.width(), 24), centre, title)
