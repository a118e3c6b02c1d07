"""What the pointer rests on: which event, which edge, and its whole title as a tool tip."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from postmortem_desktop.i18n import _

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas


class Hover(QObject):
    """Listens to the pointer over one canvas while no button is pressed."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.event_id = ""
        """The event under the pointer; empty for none."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the pointer, and say in full what is elided where it rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._explain(event.pos(), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            self._rest_on("")
        elif (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseMove
            and not event.buttons()
        ):
            box, edge = self._canvas.hit(event.position())
            shape = Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor
            self._canvas.setCursor(shape)
            self._rest_on(box.event_id if box else "")
        return False

    def _rest_on(self, event_id: str) -> None:
        if event_id != self.event_id:
            self.event_id = event_id
            self._canvas.update()

    def _explain(self, point: QPoint, on_screen: QPoint) -> None:
        canvas = self._canvas
        event_id = canvas.event_at(point)
        box = canvas.view.lane_titled_at(point.x(), point.y())
        lane = canvas.shown.lane(box.lane_id) if box else None
        if event_id:
            name = escape(canvas.spoken_name(event_id))
            QToolTip.showText(on_screen, f"<p>{name}</p>", canvas)
        elif lane is not None:
            how = _("Double-click to rename; right-click to move or delete the lane")
            QToolTip.showText(on_screen, f"<p>{escape(lane.title)}</p><p>{escape(how)}</p>", canvas)
        else:
            QToolTip.hideText()
