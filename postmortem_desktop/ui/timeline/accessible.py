"""The canvas for those who do not see it: a list with one child per event.

Qt keeps bare pointers to what the factory returns, so every interface is kept alive in Python, and
``interface_cast`` stays as Qt made it.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_alive: list[QAccessibleInterface] = []
_factory_is_installed = False


def spoken_name(event: TimelineEvent, lane: Lane | None, zone: str) -> str:
    """Return what is read out: ``14:32, Alert, Pool saturated, lane Monitoring``."""
    parts: list[str] = []
    if event.starts_at is not None:
        parts.append(clock_text(event.starts_at, zone))
    if event.ends_at is not None:
        parts[-1] = _("{start} to {end}").format(
            start=parts[-1], end=clock_text(event.ends_at, zone)
        )
    if event.is_soft and parts:
        parts[-1] = _("about {time}").format(time=parts[-1])
    parts += [_(EVENT_KIND_NAMES[event.kind]), event.title or _("Untitled")]
    if lane is not None:
        parts.append(_("lane {title}").format(title=lane.title))
    return ", ".join(parts)


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
    ids = canvas.shown.event_ids
    if canvas.current_id in ids:
        event = QAccessibleEvent(canvas, QAccessible.Event.Focus)
        event.setChild(ids.index(canvas.current_id))
        QAccessible.updateAccessibility(event)


def announce(canvas: TimelineCanvas, sentence: str) -> None:
    """Have a screen reader say something that only the eye would notice."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(canvas, sentence))


class AccessibleEvent(QAccessibleInterface):
    """One event of the timeline, which has no widget of its own."""

    def __init__(self, parent: AccessibleTimeline, event_id: str) -> None:
        super().__init__()
        self._parent, self.event_id = parent, event_id

    def text(self, kind: QAccessible.Text) -> str:
        """Return time, kind, title and lane as the name."""
        canvas = self._parent.canvas
        if kind != QAccessible.Text.Name or canvas is None:
            return ""
        return canvas.spoken_name(self.event_id)

    def rect(self) -> QRect:
        """Return the card's place on the screen."""
        canvas = self._parent.canvas
        local = canvas.rect_of(self.event_id) if canvas is not None else None
        if canvas is None or local is None:
            return QRect()
        rect = local.toAlignedRect()
        return QRect(canvas.mapToGlobal(rect.topLeft()), rect.size())

    def role(self) -> QAccessible.Role:
        """Return that this is an item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return whether the event is selected and has the keyboard."""
        state = QAccessible.State()
        canvas = self._parent.canvas
        if canvas is None or not self.isValid():
            state.invalid = True
            return state
        flags: Any = state
        flags.focusable = flags.selectable = True
        flags.selected = self.event_id in canvas.selection
        flags.focused = canvas.hasFocus() and canvas.current_id == self.event_id
        return state

    def isValid(self) -> bool:
        """Return whether the event is still on the timeline."""
        canvas = self._parent.canvas
        return canvas is not None and self.event_id in canvas.shown.event_ids

    def object(self) -> Any:
        """Return that there is no object of Qt's for an event."""
        return None

    def window(self) -> Any:
        """Return the window of the canvas."""
        canvas = self._parent.canvas
        return canvas.window().windowHandle() if canvas is not None else None

    def parent(self) -> QAccessibleInterface:
        """Return the list that the event is in."""
        return self._parent

    def childCount(self) -> int:
        """Return that an event has no parts."""
        return 0

    def child(self, _index: int) -> Any:
        """Return no part."""
        return None

    def childAt(self, _x: int, _y: int) -> Any:
        """Return no part."""
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Return that nothing is a part of an event."""
        return -1

    def focusChild(self) -> Any:
        """Return no part."""
        return None

    def relations(self, match: Any = None) -> list[Any]:
        """Return no relations."""
        del match
        return []

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Leave names alone: they are not written from outside."""

    def foregroundColor(self) -> QColor:
        """Return no colour of its own."""
        return QColor()

    def backgroundColor(self) -> QColor:
        """Return no colour of its own."""
        return QColor()


class AccessibleTimeline(QAccessibleWidget):
    """The canvas as a list of its events, in the order of time."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, _("Incident timeline"))
        self._canvas = weakref.ref(canvas)
        self._events: dict[str, AccessibleEvent] = {}

    @property
    def canvas(self) -> TimelineCanvas | None:
        """The canvas, as long as it is there."""
        canvas = self._canvas()
        return canvas if canvas is not None and isValid(canvas) else None

    def text(self, kind: QAccessible.Text) -> str:
        """Return what this is and how many events there are."""
        canvas = self.canvas
        if kind != QAccessible.Text.Name or canvas is None:
            return ""
        count = len(canvas.shown.event_ids)
        return ngettext(
            "Incident timeline, {count} event", "Incident timeline, {count} events", count
        ).format(count=count)

    def childCount(self) -> int:
        """Return how many events stand on the timeline."""
        return len(self.canvas.shown.event_ids) if self.canvas is not None else 0

    def child(self, index: int) -> Any:
        """Return the event at a place in the order of time."""
        ids = self.canvas.shown.event_ids if self.canvas is not None else ()
        return self._of(ids[index]) if 0 <= index < len(ids) else None

    def childAt(self, x: int, y: int) -> Any:
        """Return the event at a point of the screen."""
        canvas = self.canvas
        found = canvas.event_at(canvas.mapFromGlobal(QPoint(x, y))) if canvas is not None else ""
        return self._of(found) if found else None

    def focusChild(self) -> Any:
        """Return the event at which the keyboard is."""
        canvas = self.canvas
        if (
            canvas is None
            or not canvas.hasFocus()
            or canvas.current_id not in canvas.shown.event_ids
        ):
            return None
        return self._of(canvas.current_id)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of an event in the order of time."""
        ids = self.canvas.shown.event_ids if self.canvas is not None else ()
        if not isinstance(child, AccessibleEvent) or child.event_id not in ids:
            return -1
        return ids.index(child.event_id)

    def _of(self, event_id: str) -> AccessibleEvent:
        if event_id not in self._events:
            made = AccessibleEvent(self, event_id)
            QAccessible.registerAccessibleInterface(made)
            _alive.append(made)
            self._events[event_id] = made
        return self._events[event_id]


def _accessible_for(_class_name: str, widget: QWidget) -> QAccessibleInterface | None:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

    if not isinstance(widget, TimelineCanvas):
        return None
    made = AccessibleTimeline(widget)
    _alive.append(made)
    return made
