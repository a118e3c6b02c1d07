"""Everything the canvas shows at one moment, and the order in which it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.layout import Box
from postmortem_desktop.timeline.routing import route
from postmortem_desktop.ui.fonts import base_font
from postmortem_desktop.ui.timeline import painter as draw
from postmortem_desktop.ui.timeline import ruler
from postmortem_desktop.ui.timeline.drops import Drop
from postmortem_desktop.ui.timeline.painter import Emphasis, Look
from postmortem_desktop.ui.timeline.shown import Shown
from postmortem_desktop.ui.timeline.tools import BandDrag, Drag, MoveDrag, ResizeDrag
from postmortem_desktop.ui.timeline.view import View

_FADED = 0.3
"""Opacity of an event at its old place while it is dragged."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn: records, where they stand, and what the hand is doing."""

    view: View
    look: Look
    zone: str
    shown: Shown
    selected: frozenset[str] = frozenset()
    hovered: str = ""
    focused: str = ""
    """The event at which the keyboard is."""
    framed: bool = False
    """Whether the keyboard is at the canvas, but at no event."""
    drag: Drag | None = None
    drop: Drop | None = None


def draw_scene(painter: QPainter, scene: Scene, exposed: QRectF) -> None:
    """Draw the part of the scene that lies in ``exposed``."""
    view, look = scene.view, scene.look
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(exposed, look.theme.surface)
    marks = ruler.visible_ticks(view, scene.zone)
    painter.save()
    painter.setClipRect(view.lanes_area & exposed)
    ruler.draw_phases(painter, view, look, scene.shown.milestones)
    ruler.draw_grid(painter, view, look, marks)
    _draw_lanes(painter, scene, exposed)
    ruler.draw_milestones(painter, view, look, scene.shown.milestones)
    painter.setClipRect(view.plot & exposed)
    _draw_links(painter, scene, exposed)
    _draw_events(painter, scene, exposed)
    painter.restore()
    _draw_column(painter, scene, exposed)
    ruler.draw_ruler(painter, view, look, marks, scene.shown.milestones)
    ruler.draw_corner(painter, view, look, scene.zone)
    if not scene.shown.events and scene.drop is None:
        _draw_lesson(painter, view, look, has_lanes=bool(scene.shown.lanes))
    _draw_preview(painter, scene)
    if scene.framed:
        painter.setPen(QPen(look.theme.accent, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(1, 1, view.width - 2, view.height - 2))


def _draw_lanes(painter: QPainter, scene: Scene, exposed: QRectF) -> None:
    view, look = scene.view, scene.look
    goal = _goal_lane(scene)
    for lane in view.layout.lanes:
        if view.lane_rect(lane).adjusted(0, 0, 0, 2).intersects(exposed):
            if lane.lane_id == goal:
                draw.draw_target_lane(painter, view, look, lane)
            draw.draw_lane(painter, view, look, lane)


def _goal_lane(scene: Scene) -> str:
    """Return the lane into which something held would fall, if that is another one."""
    if scene.drop is not None:
        return scene.drop.lane_id
    if isinstance(scene.drag, MoveDrag) and scene.drag.lane_steps:
        boxes = scene.drag.boxes(scene.view)
        leader = next((b for b in boxes if b.event_id == scene.drag.leader.id), None)
        return leader.lane_id if leader else ""
    return ""


def _draw_links(painter: QPainter, scene: Scene, exposed: QRectF) -> None:
    layout = scene.view.layout
    for link in scene.shown.links:
        source, target = layout.box_of(link.source_id), layout.box_of(link.target_id)
        if source is None or target is None:
            continue
        around = scene.view.rect_of(source).united(scene.view.rect_of(target))
        if not around.adjusted(-20, -10, 20, 10).intersects(exposed):
            continue
        strong = not scene.selected.isdisjoint((link.source_id, link.target_id))
        corners = _link_corners(scene.view, source, target)
        draw.draw_link(painter, scene.look, corners, link.kind, strong=strong)


def _link_corners(view: View, source: Box, target: Box) -> list[QPointF]:
    top, bottom = min(source.y, target.y), max(source.bottom, target.bottom)
    others = [
        box
        for box in view.layout.visible(source.x, top, source.right, bottom)
        if box not in (source, target)
    ]
    offset = QPointF(view.dx, view.dy)
    return [QPointF(x, y) + offset for x, y in route(source, target, others, view.metrics)]


def _draw_events(painter: QPainter, scene: Scene, exposed: QRectF) -> None:
    moving = _held_ids(scene)
    selected = scene.selected
    if isinstance(scene.drag, BandDrag):
        selected = frozenset(scene.drag.selection(scene.view))
    for box in scene.view.boxes_in(exposed.adjusted(-8, -8, 8, 8)):
        event = scene.shown.events[box.event_id]
        painter.setOpacity(_FADED if box.event_id in moving else 1.0)
        emphasis = Emphasis(
            selected=box.event_id in selected,
            hovered=box.event_id == scene.hovered,
            focused=box.event_id == scene.focused,
        )
        draw.draw_event(painter, scene.view, scene.look, box, event, emphasis)
    painter.setOpacity(1.0)


def _held_ids(scene: Scene) -> frozenset[str]:
    if isinstance(scene.drag, MoveDrag | ResizeDrag):
        return frozenset(scene.drag.event_ids)
    return frozenset()


def _draw_column(painter: QPainter, scene: Scene, exposed: QRectF) -> None:
    view, look = scene.view, scene.look
    column = QRectF(0, view.plot.top(), view.metrics.label_column, view.plot.height())
    if not column.intersects(exposed):
        return
    painter.save()
    painter.setClipRect(column & exposed)
    painter.fillRect(column, look.theme.surface)
    records = {lane.id: lane for lane in scene.shown.lanes}
    for lane in view.layout.lanes:
        draw.draw_lane(painter, view, look, lane)
        draw.draw_lane_title(painter, view, look, lane, records[lane.lane_id])
    painter.setPen(QPen(look.theme.line, 1.0))
    painter.drawLine(
        QPointF(column.right() - 0.5, column.top()), QPointF(column.right() - 0.5, column.bottom())
    )
    painter.restore()


def _draw_preview(painter: QPainter, scene: Scene) -> None:
    """Draw what the hand holds, over everything else."""
    view, look, drag = scene.view, scene.look, scene.drag
    if isinstance(drag, BandDrag):
        draw.draw_band(painter, look, drag.rect & view.plot)
    elif isinstance(drag, MoveDrag | ResizeDrag):
        guide = view.x_of(drag.guide)
        draw.draw_guide(painter, view, look, guide)
        boxes = drag.boxes(view)
        for box in boxes:
            event = scene.shown.events[box.event_id]
            draw.draw_event(painter, view, look, box, event, Emphasis(selected=True, lifted=True))
        top = min((view.rect_of(box).top() for box in boxes), default=view.plot.top())
        draw.draw_bubble(painter, view, look, QPointF(guide, top), drag.label(scene.zone))
    if scene.drop is not None and scene.drop.moment is not None:
        x = view.x_of(scene.drop.moment)
        draw.draw_guide(painter, view, look, x)
        lane = scene.shown.lane(scene.drop.lane_id)
        text = scene.drop.label(scene.zone, lane.title if lane else "")
        draw.draw_drop(painter, view, look, QPointF(x, scene.drop.y), text)


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
    middle = area.center().y()
    painter.setFont(base_font(15, look.lettering.lane.weight()))
    painter.setPen(look.theme.text)
    centre = Qt.AlignmentFlag.AlignHCenter
    painter.drawText(QRectF(area.left(), middle - 40, area.width(), 24), centre, title)
    painter.setFont(look.lettering.card)
    painter.setPen(QColor(look.theme.text_secondary))
    painter.drawText(QRectF(area.left(), middle - 8, area.width(), 60), centre, lines)
