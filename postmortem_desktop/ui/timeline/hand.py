"""From presses, moves and releases of the mouse to selections and drags."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from postmortem_desktop.timeline.boxes import Box, Edge, LaneBox
from postmortem_desktop.ui.timeline import lane_titles, locks
from postmortem_desktop.ui.timeline.edge_scroll import EdgeScroll
from postmortem_desktop.ui.timeline.folds import open_fold
from postmortem_desktop.ui.timeline.looking import snap_targets
from postmortem_desktop.ui.timeline.milestone_drag import MilestoneDrag
from postmortem_desktop.ui.timeline.tools import (
    DRAG_THRESHOLD,
    EventDrag,
    LinkDrag,
    MoveDrag,
    Reach,
    ResizeDrag,
    SpanDrag,
)
from postmortem_desktop.ui.timeline.view_drags import BandDrag, LaneDrag, PanDrag, RangeDrag

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

Drag = EventDrag | MilestoneDrag | SpanDrag | LinkDrag | PanDrag | BandDrag | RangeDrag | LaneDrag


@dataclass(frozen=True, slots=True)
class _Press:
    """A button that went down, and what it went down on."""

    point: QPointF
    button: Qt.MouseButton
    modifiers: Qt.KeyboardModifier
    box: Box | None = None
    edge: Edge | None = None
    lane: LaneBox | None = None
    """Whose title it is on."""
    port_of: str = ""
    """The event whose link port it is on."""

    @property
    def is_left(self) -> bool:
        return self.button == Qt.MouseButton.LeftButton


class Hand:
    """The gesture under way on one canvas, if any."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        self._canvas = canvas
        self._press: _Press | None = None
        self.drag: Drag | None = None
        self.snaps = True
        """Whether drags snap while Alt is not held."""
        self._edge_scroll = EdgeScroll(canvas, self._go_on)
        self._reach = Reach(QPointF())

    def press(self, event: QMouseEvent) -> None:
        """Take hold of what is under the pointer, and select it."""
        canvas, point = self._canvas, event.position()
        press = _Press(point, event.button(), event.modifiers())
        if press.is_left:
            box, edge = canvas.hit(point)
            lane = canvas.view.lane_titled_at(point.x(), point.y())
            port = canvas.hover.port_at(point)
            press = _Press(point, event.button(), event.modifiers(), box, edge, lane, port)
        self._press = press
        if press.box is None or press.port_of or press.box.is_folded:
            return
        event_id = press.box.event_id
        if canvas.linking.is_waiting:
            self._press = None
            canvas.linking.take(event_id)
            return
        if event.modifiers() & (_CONTROL | _SHIFT):
            self._toggle(event_id, event.modifiers())
        elif event_id not in canvas.selection:
            canvas.set_selection([event_id])
        canvas.set_current(event_id)

    def move(self, event: QMouseEvent) -> None:
        """Begin a drag once the pointer has gone far enough, then let it follow."""
        if self._press is None:
            return
        point = event.position()
        if self.drag is None:
            if (point - self._press.point).manhattanLength() < DRAG_THRESHOLD:
                return
            self.drag = self._begin(self._press)
            if self.drag is None:
                self._press = None
                return
            self._canvas.display.refresh()
        self._reach_for(point, event.modifiers())

    def set_modifiers(self, modifiers: Qt.KeyboardModifier) -> None:
        """Let Alt and Shift count at once, without a move of the pointer."""
        if self.drag is not None:
            self._reach_for(self._reach.pointer, modifiers)

    def toggle_snapping(self) -> None:
        """Let drags snap or not; one that is under way heeds it at once."""
        self.snaps = not self.snaps
        self._follow(replace(self._reach, snapping=self.snaps))

    def release(self) -> None:
        """Carry out what the gesture stands for."""
        press, drag, canvas = self._press, self.drag, self._canvas
        self.cancel()
        match drag:
            case MoveDrag() | ResizeDrag() | MilestoneDrag():
                self._put(drag)
            case BandDrag():
                canvas.set_selection(drag.selection(canvas.view))
            case SpanDrag():
                (begin, end), known = drag.times, drag.precision(canvas.view)
                canvas.writing.new_event(drag.lane_id, begin, drag.y, ends_at=end, precision=known)
            case LinkDrag():
                canvas.link_dropped.emit(drag.source_id, drag.target_id)
            case RangeDrag():
                canvas.show_range(*drag.times)
            case LaneDrag():
                lane_titles.put_lane(canvas, drag.lane_id, drag.position)
            case None if press is not None and press.is_left:
                self._click(press)

    def double_click(self, event: QMouseEvent) -> None:
        """Rename what is under the pointer, or begin an event there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.cancel()
        canvas, view, point = self._canvas, self._canvas.view, event.position()
        box, _edge = canvas.hit(point)
        if box is not None:
            if not box.is_folded:
                canvas.writing.event_title(box.event_id)
        elif view.plot.contains(point):
            canvas.writing.event_here(point)
        elif lane := view.lane_titled_at(point.x(), point.y()):
            canvas.writing.lane_title(lane.lane_id)

    def cancel(self) -> bool:
        """Drop the gesture without a trace; return whether there was a drag."""
        had_drag, self.drag, self._press = self.drag is not None, None, None
        self._edge_scroll.stop()
        if had_drag:
            self._canvas.unsetCursor()
            self._canvas.display.refresh()
        return had_drag

    def give_up(self) -> bool:
        """Drop the gesture, and bring back the view that it moved; return whether there was one."""
        drag = self.drag
        had_drag = self.cancel()
        if isinstance(drag, PanDrag):
            self._canvas.show_view(drag.scale, drag.scroll)
        return had_drag

    def _toggle(self, event_id: str, modifiers: Qt.KeyboardModifier) -> None:
        chosen = list(self._canvas.selection)
        if event_id not in chosen:
            chosen.append(event_id)
        elif modifiers & _CONTROL:
            chosen.remove(event_id)
        self._canvas.set_selection(chosen)

    def _put(self, drag: EventDrag | MilestoneDrag) -> None:
        canvas = self._canvas
        if isinstance(drag, MoveDrag) and drag.shelved_at is not None:
            canvas.shelved.emit(list(drag.event_ids))
        else:
            canvas.perform(drag.edit(canvas.workspace.dossier, canvas.view))

    def _click(self, press: _Press) -> None:
        canvas = self._canvas
        if press.modifiers & (_CONTROL | _SHIFT):
            return
        if press.lane is not None:
            if lane_titles.is_twisty(canvas.view, press.lane, press.point):
                lane_titles.toggle_lane(canvas, press.lane.lane_id)
        elif press.box is None:
            gap = canvas.hover.gap_at(press.point)
            if gap is None:
                canvas.set_selection([])
            else:
                canvas.writing.new_event(gap.lane_id, gap.moment, gap.y)
        elif press.box.is_folded:
            open_fold(canvas, press.box)
        elif not press.port_of:
            self._activate(press.box.event_id, press.point)

    def _activate(self, event_id: str, point: QPointF) -> None:
        canvas = self._canvas
        canvas.set_selection([event_id])
        canvas.event_activated.emit(event_id)
        if picture := canvas.pictures.at(point):
            canvas.picture_activated.emit(*picture)

    def _begin(self, press: _Press) -> Drag | None:
        canvas, view, point = self._canvas, self._canvas.view, press.point
        if not press.is_left:
            return self._pan(press) if press.button == Qt.MouseButton.MiddleButton else None
        if press.port_of:
            return LinkDrag(press.port_of, canvas.hover.port_of(press.port_of), point)
        if press.box is not None and not press.box.is_folded:
            return self._begin_with_event(press, press.box)
        if press.lane is not None:
            return LaneDrag(press.lane.lane_id, 0)
        if milestone := MilestoneDrag.at_point(canvas, point):
            return milestone
        if point.y() < view.plot.top() and point.x() >= view.plot.left():
            moment = view.moment_at(point.x())
            return RangeDrag(moment, moment)
        return self._begin_on_ground(press) if view.plot.contains(point) else None

    def _begin_on_ground(self, press: _Press) -> Drag:
        """Begin what can be done where no event is: a rubber band, a span, moving the view."""
        canvas, view, point = self._canvas, self._canvas.view, press.point
        if press.modifiers & _SHIFT:
            return BandDrag(point, point, canvas.selection)
        if press.modifiers & _CONTROL:
            lane, begin = view.lane_near(point.y()), view.moment_at(point.x())
            targets = snap_targets(canvas)
            drawn = SpanDrag(lane.lane_id if lane else "", point.y(), begin, targets, begin)
            # The beginning snaps as the end does.
            begin = drawn.to(Reach.of(point, press.modifiers, snaps=self.snaps), view).moment
            return SpanDrag(drawn.lane_id, point.y(), begin, targets, begin)
        return self._pan(press)

    def _pan(self, press: _Press) -> PanDrag:
        self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        return PanDrag(press.point, self._canvas.view.scale, self._canvas.view.scroll)

    def _begin_with_event(self, press: _Press, box: Box) -> Drag | None:
        canvas = self._canvas
        event = canvas.shown.find(box.event_id)
        if event is None or event.starts_at is None:
            return None
        if locks.are_locked(canvas, [event.id], locks.MOVE):
            return None
        grip_moment = canvas.view.moment_at(press.point.x())
        if press.edge is not None:
            targets = snap_targets(canvas, [event.id])
            moment = event.starts_at if press.edge is Edge.START else event.ends_at
            start = moment or event.starts_at
            return ResizeDrag(event, press.edge, grip_moment, targets, start)
        chosen = canvas.selection if event.id in canvas.selection else (event.id,)
        ids = tuple(i for i in chosen if not canvas.shown.events[i].locked)
        targets = snap_targets(canvas, ids)
        return MoveDrag(event, ids, press.point, grip_moment, box.lane_id, targets, event.starts_at)

    def _reach_for(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        canvas, shelf = self._canvas, self._canvas.shelf
        is_below = point.y() >= canvas.height()
        over = is_below and shelf is not None and _is_over(shelf, canvas.mapToGlobal(point))
        self._follow(Reach.of(point, modifiers, snaps=self.snaps, over_shelf=over))

    def _follow(self, reach: Reach) -> None:
        canvas, self._reach = self._canvas, reach
        match self.drag:
            case None:
                return
            case PanDrag() as drag:
                canvas.show_view(drag.scale_at(reach.pointer), drag.scroll_at(reach.pointer))
            case drag:
                steps = _lane_steps(drag)
                self.drag = drag.to(reach, canvas.view)
                if _lane_steps(self.drag) != steps:
                    # Another lane is tinted as the one into which it would fall.
                    canvas.display.refresh()
                else:
                    canvas.display.refresh_preview()
                if isinstance(drag, MoveDrag) and reach.over_shelf:
                    self._edge_scroll.stop()
                elif isinstance(drag, MoveDrag | ResizeDrag | SpanDrag | LinkDrag) and self._press:
                    self._edge_scroll.follow(reach.pointer, self._press.point)

    def _go_on(self) -> None:
        """Let the drag follow the view, which has moved under the pointer."""
        self._follow(self._reach)


def _is_over(widget: QWidget, on_screen: QPointF) -> bool:
    """Whether a point of the screen is on a widget that is in sight."""
    at = widget.mapFromGlobal(on_screen).toPoint()
    return widget.isVisible() and widget.rect().contains(at)


def _lane_steps(drag: Drag | None) -> int:
    return drag.lane_steps if isinstance(drag, MoveDrag) else 0
