"""Opening a folded moment: zoom into it, or choose one of its events where no zoom parts them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.boxes import Box
from postmortem_desktop.timeline.scale import MAX_PX_PER_SECOND
from postmortem_desktop.ui.icons import icon

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_MOST_LISTED = 30
_APART = 60.0
"""Pixels that the ends of a moment must come apart for a zoom to be of use."""


def open_fold(canvas: TimelineCanvas, box: Box) -> None:
    """Let the events of a folded moment fill the view, or list them."""
    events = canvas.view.layout.folded(box)
    starts = [event.starts_at for event in events if event.starts_at is not None]
    if not starts:
        return
    first, last = min(starts), max(starts)
    finest = min(MAX_PX_PER_SECOND, canvas.view.scale.px_per_second * 1e6)
    if (last - first).total_seconds() * finest >= _APART:
        canvas.show_range(first, last)
    else:
        _list(canvas, box, events)


def _list(canvas: TimelineCanvas, box: Box, events: list[TimelineEvent]) -> None:
    menu = QMenu(canvas)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(_("Events of this moment"))
    theme, zone = canvas.display.look.theme, canvas.workspace.zone
    for event in events[:_MOST_LISTED]:
        assert event.starts_at is not None, "what is folded has a time"
        text = f"{clock_text(event.starts_at, zone)}  {event.title or _('Untitled')}"
        action = QAction(icon(event.kind.value, theme.kind_colour(event.kind)), "", menu)
        action.setText(text.replace("&", "&&"))
        action.triggered.connect(partial(_choose, canvas, event.id))
        menu.addAction(action)
    if len(events) > _MOST_LISTED:
        more = len(events) - _MOST_LISTED
        rest = menu.addAction(_("and {count} more in the event table").format(count=more))
        rest.setEnabled(False)
    menu.popup(canvas.mapToGlobal(canvas.view.rect_of(box).bottomLeft().toPoint()))


def _choose(canvas: TimelineCanvas, event_id: str) -> None:
    canvas.set_selection([event_id])
    canvas.set_current(event_id)
    canvas.event_activated.emit(event_id)
