"""Saying why a gesture leaves locked events as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from postmortem_desktop.i18n import N_, _

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

MOVE = N_("“{title}” is locked; unlock it to move it.")
DELETE = N_("“{title}” is locked; unlock it to delete it.")


def are_locked(canvas: TimelineCanvas, event_ids: Iterable[str], sentence: str) -> bool:
    """Whether there are events and all of them are locked; if so, people are told.

    Args:
        canvas: on which they are.
        event_ids: of those that a gesture is about.
        sentence: ``MOVE`` or ``DELETE``.
    """
    first = None
    for event_id in event_ids:
        event = canvas.shown.events[event_id]
        if not event.locked:
            return False
        first = first or event
    if first is not None:
        canvas.noticed.emit(_(sentence).format(title=first.title))
    return first is not None
