"""What is under way on a canvas: dragged by the hand, or held over it from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postmortem_desktop.ui.timeline.drops import Holding
from postmortem_desktop.ui.timeline.hand import Drag, Hand
from postmortem_desktop.ui.timeline.preview import Preview
from postmortem_desktop.ui.timeline.tools import MoveDrag
from postmortem_desktop.ui.timeline.view_drags import PanDrag

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas


class Held:
    """Tells what whoever draws one canvas has to know of gestures."""

    def __init__(self, canvas: TimelineCanvas, hand: Hand, holding: Holding) -> None:
        self._canvas, self._hand, self._holding = canvas, hand, holding

    @property
    def drag(self) -> Drag | None:
        """What the hand is doing, if it drags something."""
        return self._hand.drag

    @property
    def snaps(self) -> bool:
        """Whether what is held snaps while Alt is not held."""
        return self._hand.snaps

    def toggle_snapping(self) -> None:
        """Let what is held snap or not, from now on."""
        self._hand.toggle_snapping()

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is drawn over the timeline; moving the view alone does not count."""
        drag = self._hand.drag
        if drag is None or isinstance(drag, PanDrag):
            return self._holding.drop is None and not self._canvas.linking.is_waiting
        return False

    def preview(self) -> Preview:
        """Return what is held, as it is to be drawn."""
        canvas, drag, drop = self._canvas, self._hand.drag, self._holding.drop
        if drop is not None:
            return drop.preview(canvas.view, canvas.workspace.zone, canvas.shown)
        if drag is None or isinstance(drag, PanDrag):
            return canvas.linking.preview()
        return drag.preview(canvas.view, canvas.workspace.zone)

    def goal_lane_id(self) -> str:
        """Return the lane into which what is held would fall, if that is another one."""
        drag, drop = self._hand.drag, self._holding.drop
        if drop is not None:
            return drop.lane_id
        return drag.goal_lane_id(self._canvas.view) if isinstance(drag, MoveDrag) else ""
