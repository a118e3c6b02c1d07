"""What the keys do on the canvas: walk, choose, nudge, rename, delete, zoom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.aiming import moment_between
from postmortem_desktop.ui.timeline.nudging import nudge

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

ZOOM_STEP = 1.25
_LARGE_NUDGE = 10
_PAN = 120

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Steps in time and in lanes."""

_COMMANDS: dict[int, Callable[[TimelineCanvas], object]] = {
    Qt.Key.Key_Escape: lambda canvas: canvas.cancel(),
    Qt.Key.Key_F2: lambda canvas: canvas.rename(),
    Qt.Key.Key_Return: lambda canvas: canvas.rename(),
    Qt.Key.Key_Enter: lambda canvas: canvas.rename(),
    Qt.Key.Key_Space: lambda canvas: _choose_current(canvas),
    Qt.Key.Key_Insert: lambda canvas: _write_between(canvas),
    Qt.Key.Key_Delete: lambda canvas: canvas.remove_selected(),
    Qt.Key.Key_Backspace: lambda canvas: canvas.remove_selected(),
    Qt.Key.Key_Home: lambda canvas: _go_to(canvas, 0),
    Qt.Key.Key_End: lambda canvas: _go_to(canvas, -1),
    Qt.Key.Key_PageUp: lambda canvas: canvas.show_view(canvas.view.scale.panned(_PAN * 4)),
    Qt.Key.Key_PageDown: lambda canvas: canvas.show_view(canvas.view.scale.panned(-_PAN * 4)),
    Qt.Key.Key_Plus: lambda canvas: canvas.zoom(ZOOM_STEP),
    Qt.Key.Key_Equal: lambda canvas: canvas.zoom(ZOOM_STEP),
    Qt.Key.Key_Minus: lambda canvas: canvas.zoom(1 / ZOOM_STEP),
}


_LINKING: dict[int, Callable[[TimelineCanvas], object]] = {
    Qt.Key.Key_Escape: lambda canvas: canvas.linking.leave(),
    Qt.Key.Key_Return: lambda canvas: canvas.linking.take(canvas.current_id),
    Qt.Key.Key_Enter: lambda canvas: canvas.linking.take(canvas.current_id),
    Qt.Key.Key_Space: lambda canvas: canvas.linking.take(canvas.current_id),
}
"""What some keys do instead while a link is led from one event to another."""


def handle_key(canvas: TimelineCanvas, event: QKeyEvent) -> bool:
    """Do what a key stands for; return whether it stands for something here.

    With a selection the arrows move it: left and right by one step of the snap grid (ten with
    Shift), up and down by a lane. Without one they walk: left and right through the events of a
    lane, up and down to the nearest event of the next lane. They also walk while a link is led
    to another event. Ctrl with an arrow moves the view.
    """
    key, modifiers = event.key(), event.modifiers()
    if key == Qt.Key.Key_Escape and canvas.gesture is not None:
        # Also with Ctrl or Alt, which the gesture itself may have asked for.
        canvas.cancel()
        return True
    if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return _with_control(canvas, key, modifiers)
    if canvas.linking.is_waiting and key in _LINKING:
        _LINKING[key](canvas)
        return True
    if key in _ARROWS:
        in_time, in_lanes = _ARROWS[Qt.Key(key)]
        if not canvas.selection or canvas.linking.is_waiting:
            return _walk_lanes(canvas, in_time, in_lanes)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            in_time *= _LARGE_NUDGE
        nudge(canvas, in_time, in_lanes, is_repeat=event.isAutoRepeat())
        return True
    if key in _COMMANDS:
        _COMMANDS[key](canvas)
        return True
    return False


def _with_control(canvas: TimelineCanvas, key: int, modifiers: Qt.KeyboardModifier) -> bool:
    if modifiers != Qt.KeyboardModifier.ControlModifier:
        return False
    if key == Qt.Key.Key_A:
        canvas.set_selection(canvas.shown.event_ids)
        return True
    if key == Qt.Key.Key_V:
        canvas.paste_requested.emit()
        return True
    if key in _ARROWS:
        in_time, in_lanes = _ARROWS[Qt.Key(key)]
        view = canvas.view
        scroll = view.scroll + in_lanes * view.metrics.row_height
        canvas.show_view(view.scale.panned(-in_time * _PAN), scroll)
        return True
    return False


def walk(canvas: TimelineCanvas, steps: int) -> bool:
    """Go to the next event in time, or the one before; return whether there is one.

    While something is selected the selection goes along. A link that is led to another event
    keeps the keyboard at the last one.
    """
    count = len(canvas.shown.event_ids)
    place = canvas.shown.place_of(canvas.current_id)
    if place >= 0:
        place += steps
    else:
        place = 0 if steps > 0 else count - 1
    if not 0 <= place < count:
        return canvas.linking.is_waiting
    _go_to(canvas, place)
    return True


def _walk_lanes(canvas: TimelineCanvas, in_time: int, in_lanes: int) -> bool:
    current = canvas.shown.find(canvas.current_id)
    if current is None:
        return walk(canvas, in_time + in_lanes)
    lanes = [lane.id for lane in canvas.shown.lanes]
    row = canvas.shown.row_of(current)
    if in_time:
        events = canvas.shown.by_lane[row]
        place = next(n for n, event in enumerate(events) if event.id == current.id) + in_time
        if 0 <= place < len(events):
            _go_to(canvas, canvas.shown.place_of(events[place].id))
        return True
    place = lanes.index(row) + in_lanes
    while 0 <= place < len(lanes):
        events = canvas.shown.by_lane[lanes[place]]
        if events:
            nearest = min(events, key=lambda event: _distance(event, current))
            _go_to(canvas, canvas.shown.place_of(nearest.id))
            break
        place += in_lanes
    return True


def _distance(event: TimelineEvent, other: TimelineEvent) -> timedelta:
    assert event.starts_at is not None, "what is walked to has a time"
    assert other.starts_at is not None, "what is walked from has a time"
    return abs(event.starts_at - other.starts_at)


def _choose_current(canvas: TimelineCanvas) -> None:
    """Select the event at which the keyboard is, or take it out of the selection."""
    current, chosen = canvas.current_id, list(canvas.selection)
    if current in chosen:
        chosen.remove(current)
    elif current:
        chosen.append(current)
    canvas.set_selection(chosen)


def _write_between(canvas: TimelineCanvas) -> None:
    """Write a new event halfway between the current one and the next one of its lane.

    While the keyboard is at none, it begins in the middle of what is in sight.
    """
    current = canvas.shown.find(canvas.current_id)
    if current is None or current.starts_at is None:
        _write_in_the_middle(canvas)
        return
    events = canvas.shown.by_lane[canvas.shown.row_of(current)]
    place = next(n for n, event in enumerate(events) if event.id == current.id)
    halfway = moment_between(current, events[place + 1]) if place + 1 < len(events) else None
    moment = halfway or (current.ends_at or current.starts_at).replace(microsecond=0)
    rect = canvas.rect_of(current.id)
    if rect is not None:
        canvas.writing.new_event(current.lane_id, moment, rect.center().y())


def _write_in_the_middle(canvas: TimelineCanvas) -> None:
    view = canvas.view
    middle = view.plot.center()
    lane = view.lane_near(middle.y())
    if lane is not None:
        rect = view.lane_rect(lane)
        middle.setY(min(max(middle.y(), rect.top() + 1), rect.center().y()))
    canvas.writing.event_here(middle)


def _go_to(canvas: TimelineCanvas, place: int) -> None:
    """Put the keyboard at an event; what is selected follows, if something is.

    While a link is led to another event, what it is led from stays chosen.
    """
    if not canvas.shown.event_ids:
        return
    event_id, is_led = canvas.shown.event_ids[place], canvas.linking.is_waiting
    if canvas.selection and not is_led:
        canvas.set_selection([event_id])
    canvas.set_current(event_id)
    canvas.reveal(event_id)
    if not is_led:
        canvas.event_activated.emit(event_id)
