"""One event of the timeline for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.accessible import AccessibleTimeline


class AccessibleEvent(QAccessibleInterface):
    """One event of the timeline, which has no widget of its own."""

    def __init__(self, parent: AccessibleTimeline, event_id: str) -> None:
        super().__init__()
        self._parent, self.event_id = parent, event_id

    def text(self, kind: QAccessible.Text) -> str:
        """Return time, kind, title and lane as the name."""
        return self._parent.name_of(self.event_id) if kind == QAccessible.Text.Name else ""

    def rect(self) -> QRect:
        """Return the place of the card, or of the box that it is folded into, on the screen."""
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
        """Return whether the event is in sight, is selected and has the keyboard."""
        state = QAccessible.State()
        flags: Any = state
        canvas = self._parent.canvas
        if canvas is None or not self.isValid():
            flags.invalid = True
            return state
        rect = canvas.rect_of(self.event_id)
        flags.focusable = flags.selectable = flags.multiSelectable = True
        flags.selected = self.event_id in canvas.selection
        flags.focused = canvas.hasFocus() and canvas.current_id == self.event_id
        flags.invisible = rect is None
        flags.offscreen = rect is not None and not canvas.view.plot.intersects(rect)
        return state

    def isValid(self) -> bool:
        """Return whether the event is still there; one that goes is until that has been told."""
        return self._parent.canvas is not None and self._parent.has_made(self)

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
