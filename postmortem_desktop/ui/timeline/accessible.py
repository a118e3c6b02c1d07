"""The canvas for those who do not see it: a list with one child per event, made when asked for.

Qt keeps bare pointers to what is registered with it, so every interface is kept alive in Python
until Qt has been told to delete it, and ``interface_cast`` stays as Qt made it.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from postmortem_desktop.domain.records import Lane, Postmortem, TimelineEvent
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.announcing import announce
from postmortem_desktop.ui.timeline.accessible_event import AccessibleEvent
from postmortem_desktop.ui.timeline.spoken import (
    event_pair,
    pictured_by,
    sentence_for,
    spoken_name,
)

if TYPE_CHECKING:
    from postmortem_desktop.domain.edits import Edit
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

__all__ = ["announce", "install", "spoken_name", "tell_focus", "tell_shown"]

TOLD_ONE_BY_ONE = 200
"""So many events of one edit are told of singly; of more than that only their number."""

_timelines: list[AccessibleTimeline] = []
_factory_is_installed = False


def install() -> None:
    """Let Qt know how canvases are read out; once per program."""
    global _factory_is_installed
    if not _factory_is_installed:
        QAccessible.installFactory(_accessible_for)
        _factory_is_installed = True


def tell_focus(canvas: TimelineCanvas) -> None:
    """Let a screen reader follow the keyboard to the current event."""
    if not QAccessible.isActive() or not canvas.hasFocus():
        return
    timeline = QAccessible.queryAccessibleInterface(canvas)
    if isinstance(timeline, AccessibleTimeline):
        child = timeline.focusChild()
        if child is not None:
            _tell(child, QAccessible.Event.Focus)


def tell_shown(canvas: TimelineCanvas) -> None:
    """Tell that a filter hides other events than before; they are no children then."""
    timeline = QAccessible.queryAccessibleInterface(canvas) if QAccessible.isActive() else None
    if isinstance(timeline, AccessibleTimeline):
        timeline.follow_filter()


class AccessibleTimeline(QAccessibleWidget):
    """The canvas as a list of its events, in the order of time."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, _("Incident timeline"))
        self._canvas = weakref.ref(canvas)
        self._made: dict[str, AccessibleEvent] = {}
        self._listener: QObject | None = None

    @property
    def canvas(self) -> TimelineCanvas | None:
        """The canvas, as long as it is there."""
        canvas = self._canvas()
        return canvas if canvas is not None and isValid(canvas) else None

    def has_made(self, child: AccessibleEvent) -> bool:
        """Return whether a child was made and has not been released."""
        return self._made.get(child.event_id) is child

    def name_of(self, event_id: str) -> str:
        """Return what is read out for an event; empty when it has gone."""
        canvas = self.canvas
        return canvas.spoken_name(event_id) if canvas is not None else ""

    def text(self, kind: QAccessible.Text) -> str:
        """Return what this is and how many events there are."""
        if kind != QAccessible.Text.Name:
            return ""
        count = len(self._ids)
        return ngettext(
            "Incident timeline, {count} event", "Incident timeline, {count} events", count
        ).format(count=count)

    def childCount(self) -> int:
        """Return how many events stand on the timeline."""
        self._listen()
        return len(self._ids)

    def child(self, index: int) -> Any:
        """Return the event at a place in the order of time."""
        return self._of(self._ids[index]) if 0 <= index < len(self._ids) else None

    def childAt(self, x: int, y: int) -> Any:
        """Return the event at a point of the screen."""
        canvas = self.canvas
        found = canvas.event_at(canvas.mapFromGlobal(QPoint(x, y))) if canvas is not None else ""
        return self._of(found) if found else None

    def focusChild(self) -> Any:
        """Return the event at which the keyboard is."""
        canvas = self.canvas
        if canvas is None or not canvas.hasFocus() or canvas.current_id not in canvas.shown.events:
            return None
        return self._of(canvas.current_id)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of an event in the order of time."""
        if not isinstance(child, AccessibleEvent):
            return -1
        canvas = self.canvas
        return -1 if canvas is None else canvas.shown.place_of(child.event_id)

    def follow(self, edit: Edit) -> None:
        """Tell of what an edit has added, taken away or renamed, and let go of what has gone."""
        canvas = self.canvas
        if canvas is None:
            return
        if QAccessible.isActive():
            self._tell_edit(edit)
        for change in edit.changes:
            if change.record_id not in canvas.shown.events:
                self._release(change.record_id)
        if canvas.hasFocus():
            announce(canvas, sentence_for(edit, canvas.shown, canvas.workspace.zone))

    def follow_filter(self) -> None:
        """Let go of what is hidden, and tell how many events there are to be seen."""
        gone = [child for child in self._made.values() if self.indexOfChild(child) < 0]
        for child in gone:
            if len(gone) <= TOLD_ONE_BY_ONE:
                _tell(child, QAccessible.Event.ObjectDestroyed)
            self._release(child.event_id)
        _tell(self, QAccessible.Event.NameChanged)

    def release_all(self, _canvas: QObject | None = None) -> None:
        """Let Qt delete all events, because the canvas goes."""
        for event_id in list(self._made):
            self._release(event_id)

    def _tell_edit(self, edit: Edit) -> None:
        if any(isinstance(change.record, Lane | Postmortem) for change in edit.changes):
            for child in list(self._made.values())[:TOLD_ONE_BY_ONE]:
                _tell(child, QAccessible.Event.NameChanged)
        for event_id in pictured_by(edit):
            if event_id in self._made:
                _tell(self._made[event_id], QAccessible.Event.NameChanged)
        pairs = [pair for change in edit.changes if (pair := event_pair(change)) is not None]
        if len(pairs) <= TOLD_ONE_BY_ONE:
            for before, after in pairs:
                self._tell_event(before, after)
        if any((before is None) != (after is None) for before, after in pairs):
            _tell(self, QAccessible.Event.NameChanged)

    def _tell_event(self, before: TimelineEvent | None, after: TimelineEvent | None) -> None:
        kind = QAccessible.Event
        was_shown = before is not None and before.starts_at is not None
        if after is not None and self.canvas is not None and after.id in self.canvas.shown.events:
            _tell(self._of(after.id), kind.NameChanged if was_shown else kind.ObjectCreated)
        elif before is not None and was_shown:
            _tell(self._of(before.id), kind.ObjectDestroyed)

    @property
    def _ids(self) -> Sequence[str]:
        return self.canvas.shown.event_ids if self.canvas is not None else ()

    def _of(self, event_id: str) -> AccessibleEvent:
        made = self._made.get(event_id)
        if made is None:
            self._listen()
            made = self._made[event_id] = AccessibleEvent(self, event_id)
            QAccessible.registerAccessibleInterface(made)
        return made

    def _release(self, event_id: str) -> None:
        """Let Qt delete a child; its Python half goes with the last one who holds it."""
        made = self._made.pop(event_id, None)
        if made is not None and isValid(made):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))

    def _listen(self) -> None:
        """Follow the edits as soon as somebody has asked for children, and not before.

        By then the canvas is complete and hears of each edit first.
        """
        canvas = self.canvas
        if canvas is not None and self._listener is None:
            self._listener = _Listener(self, canvas)


class _Listener(QObject):
    """Hears for a timeline what happens, for as long as the canvas is there."""

    def __init__(self, timeline: AccessibleTimeline, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._timeline = timeline
        canvas.workspace.changed.connect(self._follow)
        canvas.selection_changed.connect(self._select)

    def _follow(self, edit: Edit) -> None:
        self._timeline.follow(edit)

    def _select(self, _event_ids: list[str]) -> None:
        _tell(self._timeline, QAccessible.Event.SelectionWithin)


def _tell(about: QAccessibleInterface, kind: QAccessible.Event) -> None:
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(about, kind))


def _accessible_for(_class_name: str, widget: QWidget) -> QAccessibleInterface | None:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

    if not isinstance(widget, TimelineCanvas):
        return None
    # Qt has deleted the interfaces of canvases that are gone.
    _timelines[:] = [timeline for timeline in _timelines if isValid(timeline)]
    made = AccessibleTimeline(widget)
    _timelines.append(made)
    widget.destroyed.connect(made.release_all)
    return made
