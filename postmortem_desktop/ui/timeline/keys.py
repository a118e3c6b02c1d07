"""What the keys do on the canvas: walk, nudge, rename, delete, zoom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from postmortem_desktop.editing.timeline_edits import move_events
from postmortem_desktop.timeline.snapping import grid_step
from postmortem_desktop.ui.timeline import accessible

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

ZOOM_STEP = 1.25
_LARGE_NUDGE = 10

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
    Qt.Key.Key_Delete: lambda canvas: canvas.remove_selected(),
    Qt.Key.Key_Backspace: lambda canvas: canvas.remove_selected(),
    Qt.Key.Key_Home: lambda canvas: _go_to(canvas, 0),
    Qt.Key.Key_End: lambda canvas: _go_to(canvas, -1),
    Qt.Key.Key_Plus: lambda canvas: canvas.zoom(ZOOM_STEP),
    Qt.Key.Key_Equal: lambda canvas: canvas.zoom(ZOOM_STEP),
    Qt.Key.Key_Minus: lambda canvas: canvas.zoom(1 / ZOOM_STEP),
}


def handle_key(canvas: TimelineCanvas, event: QKeyEvent) -> bool:
    """Do what a key stands for; return whether it stands for something here.

    With a selection the arrows move it: left and right by one step of the snap grid (ten with
    Shift), up and down by a lane. Without one they walk through the events.
    """
    key, modifiers = event.key(), event.modifiers()
    if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        if key == Qt.Key.Key_A and modifiers == Qt.KeyboardModifier.ControlModifier:
            canvas.set_selection(canvas.shown.event_ids)
            return True
        return False
    if key in _ARROWS:
        in_time, in_lanes = _ARROWS[Qt.Key(key)]
        if not canvas.selection:
            return walk(canvas, in_time + in_lanes)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            in_time *= _LARGE_NUDGE
        nudge(canvas, in_time, in_lanes, is_repeat=event.isAutoRepeat())
        return True
    if key in _COMMANDS:
        _COMMANDS[key](canvas)
        return True
    return False


def walk(canvas: TimelineCanvas, steps: int) -> bool:
    """Go to the next event in time, or the one before; return whether there is one."""
    ids = canvas.shown.event_ids
    if canvas.current_id in ids:
        index = ids.index(canvas.current_id) + steps
    else:
        index = 0 if steps > 0 else len(ids) - 1
    if not 0 <= index < len(ids):
        return False
    _go_to(canvas, index)
    return True


def nudge(canvas: TimelineCanvas, in_time: int, in_lanes: int, *, is_repeat: bool) -> None:
    """Move the selection by steps of the snap grid and by lanes; a held key is one step back."""
    if not is_repeat:
        canvas.workspace.seal()
    shift = timedelta(seconds=in_time * (canvas.snap_step or grid_step(1, canvas.view.scale)))
    edit = move_events(canvas.workspace.dossier, canvas.selection, shift, in_lanes)
    if canvas.perform(replace(edit, merge_key=f"nudge {' '.join(canvas.selection)}")):
        canvas.reveal(canvas.current_id)
        accessible.announce(canvas, canvas.spoken_name(canvas.current_id))


def _go_to(canvas: TimelineCanvas, index: int) -> None:
    if not canvas.shown.event_ids:
        return
    event_id = canvas.shown.event_ids[index]
    canvas.set_selection([event_id])
    canvas.set_current(event_id)
    canvas.reveal(event_id)
    canvas.event_activated.emit(event_id)
