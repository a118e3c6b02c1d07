"""From presses, moves and releases of the mouse to selections and drags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from postmortem_desktop.timeline.layout import Box, Edge
from postmortem_desktop.ui.timeline.tools import (
    DRAG_THRESHOLD,
    BandDrag,
    Drag,
    MoveDrag,
    PanDrag,
    ResizeDrag,
)

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
    from postmortem_desktop.ui.timeline.rename import Writing

_WHEEL_NOTCH = 120.0
_ZOOM_PER_NOTCH = 1.2
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class _Press:
    """A button that went down, and what it went down on."""

    point: QPointF
    button: Qt.MouseButton
    modifiers: Qt.KeyboardModifier
    box: Box | None
    edge: Edge | None
    in_plot: bool


class Hand:
    """The gesture under way on one canvas, if any."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        self._canvas = canvas
        self._press: _Press | None = None
        self.drag: Drag | None = None

    def press(self, event: QMouseEvent) -> None:
        """Take hold of what is under the pointer, and select it."""
        canvas, point = self._canvas, event.position()
        box = edge = None
        if event.button() == Qt.MouseButton.LeftButton:
            box, edge = canvas.hit(point)
        in_plot = point.x() >= canvas.view.plot.left()
        self._press = _Press(point, event.button(), event.modifiers(), box, edge, in_plot)
        if box is None:
            return
        if event.modifiers() & _ADDING:
            self._toggle(box.event_id, event.modifiers())
        elif box.event_id not in canvas.selection:
            canvas.set_selection([box.event_id])
        canvas.set_current(box.event_id)

    def move(self, event: QMouseEvent) -> None:
        """Begin a drag once the pointer has gone far enough, then let it follow."""
        if self._press is None:
            return
        point = event.position()
        if self.drag is None:
            if (point - self._press.point).manhattanLength() < DRAG_THRESHOLD:
                return
            self.drag = self._begin(self._press)
        self._follow(point, snapping=not event.modifiers() & Qt.KeyboardModifier.AltModifier)

    def release(self) -> None:
        """Carry out what the gesture stands for."""
        press, drag = self._press, self.drag
        self.cancel()
        canvas = self._canvas
        if isinstance(drag, MoveDrag | ResizeDrag):
            canvas.land(drag)
        elif isinstance(drag, BandDrag):
            canvas.set_selection(drag.selection(canvas.view))
        elif drag is None and press is not None and press.button == Qt.MouseButton.LeftButton:
            self._click(press)

    def double_click(self, event: QMouseEvent, writing: Writing) -> None:
        """Rename what is under the pointer, or begin an event there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.cancel()
        canvas, view, point = self._canvas, self._canvas.view, event.position()
        box, _edge = canvas.hit(point)
        if box is not None:
            writing.event_title(box.event_id)
        elif view.plot.contains(point):
            writing.event_here(point)
        elif (lane := view.lane_near(point.y())) and view.lane_rect(lane).contains(point):
            writing.lane_title(lane.lane_id)

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift or sideways pan in time; with Ctrl scroll the lanes."""
        canvas, view = self._canvas, self._canvas.view
        turn, modifiers, x = event.angleDelta(), event.modifiers(), event.position().x()
        if turn.x() and not turn.y():
            canvas.show_view(view.scale.panned(turn.x()))
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            canvas.show_view(view.scale.panned(turn.y()))
        elif modifiers & Qt.KeyboardModifier.ControlModifier or x < view.plot.left():
            canvas.show_view(view.scale, view.scroll - turn.y() / 2)
        elif turn.y():
            canvas.zoom(_ZOOM_PER_NOTCH ** (turn.y() / _WHEEL_NOTCH), x)
        event.accept()

    def cancel(self) -> bool:
        """Drop the gesture without a trace; return whether there was a drag."""
        had_drag, self.drag, self._press = self.drag is not None, None, None
        if had_drag:
            self._canvas.unsetCursor()
            self._canvas.update()
        return had_drag

    def _toggle(self, event_id: str, modifiers: Qt.KeyboardModifier) -> None:
        chosen = list(self._canvas.selection)
        if event_id not in chosen:
            chosen.append(event_id)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            chosen.remove(event_id)
        self._canvas.set_selection(chosen)

    def _click(self, press: _Press) -> None:
        if press.modifiers & _ADDING:
            return
        if press.box is None:
            self._canvas.set_selection([])
        else:
            self._canvas.set_selection([press.box.event_id])
            self._canvas.event_activated.emit(press.box.event_id)

    def _begin(self, press: _Press) -> Drag | None:
        canvas, view = self._canvas, self._canvas.view
        event = canvas.shown.events[press.box.event_id] if press.box is not None else None
        grip_moment = view.moment_at(press.point.x())
        if event is not None and event.starts_at is not None:
            if event.locked:
                return None
            if press.edge is not None:
                targets = canvas.snap_targets([event.id])
                moment = event.starts_at if press.edge is Edge.START else event.ends_at
                start = moment or event.starts_at
                return ResizeDrag(event, press.edge, grip_moment, targets, start)
            chosen = canvas.selection if event.id in canvas.selection else (event.id,)
            ids = tuple(i for i in chosen if not canvas.shown.events[i].locked)
            targets = canvas.snap_targets(ids)
            return MoveDrag(event, ids, press.point, grip_moment, targets, event.starts_at)
        if not press.in_plot or event is not None:
            return None
        left = press.button == Qt.MouseButton.LeftButton
        if left and press.modifiers & Qt.KeyboardModifier.ShiftModifier:
            return BandDrag(press.point, press.point, canvas.selection)
        canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        return PanDrag(press.point, view.scale, view.scroll)

    def _follow(self, point: QPointF, *, snapping: bool) -> None:
        canvas, drag = self._canvas, self.drag
        match drag:
            case MoveDrag() | ResizeDrag():
                self.drag = drag.to(point, canvas.view, snapping=snapping)
            case BandDrag():
                self.drag = BandDrag(drag.grip, point, drag.kept)
            case PanDrag():
                canvas.show_view(drag.scale_at(point), drag.scroll_at(point))
            case None:
                self._press = None
        canvas.update()
