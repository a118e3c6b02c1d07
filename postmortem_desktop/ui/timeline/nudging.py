"""Moving the selection by arrow keys, and saying by how much a key moves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.domain.times import exact_duration_text
from postmortem_desktop.editing.timeline_edits import move_events
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.snapping import grid_step
from postmortem_desktop.ui.timeline import locks
from postmortem_desktop.ui.timeline.live_labels import moved_label

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas


def nudge(canvas: TimelineCanvas, in_time: int, in_lanes: int, *, is_repeat: bool) -> None:
    """Move the selection by steps of the snap grid and by lanes; a held key is one step back."""
    if locks.are_locked(canvas, canvas.selection, locks.MOVE):
        return
    if not is_repeat:
        canvas.workspace.seal()
    shift = in_time * nudge_step(canvas)
    edit = move_events(canvas.workspace.dossier, canvas.selection, shift, in_lanes)
    edit = replace(edit, merge_key=f"nudge {' '.join(canvas.selection[:50])}")

    def tell() -> None:
        canvas.reveal(canvas.current_id)
        if in_time:
            _tell_times(canvas, len(edit.changes), shift)

    canvas.workspace.perform(edit, tell)


def nudge_step(canvas: TimelineCanvas) -> timedelta:
    """Return by how much an arrow key moves the selection at this zoom."""
    return timedelta(seconds=canvas.snap_step or grid_step(1, canvas.view.scale))


def _tell_times(canvas: TimelineCanvas, count: int, shift: timedelta) -> None:
    """Say old and new time as a drag does: of the current event, if it went along."""
    events = (canvas.shown.find(i) for i in (canvas.current_id, *canvas.selection))
    chosen = canvas.selection
    moved = (e for e in events if e is not None and e.id in chosen and not e.locked)
    start = next((event.starts_at for event in moved if event.starts_at), None)
    if start is not None:
        canvas.noticed.emit(moved_label(count, start - shift, start, canvas.workspace.zone))


class NudgeNote(QObject):
    """Says by how much an arrow key would move what is selected on a canvas."""

    changed = Signal()

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.text = ""
        """For the foot of the window; empty while nothing is selected."""
        canvas.selection_changed.connect(self._follow)
        canvas.view_changed.connect(self._follow)

    def _follow(self) -> None:
        text = ""
        if self._canvas.selection:
            step = exact_duration_text(nudge_step(self._canvas))
            text = _("← → move by {step}").format(step=step)
        if text != self.text:
            self.text = text
            self.changed.emit()
