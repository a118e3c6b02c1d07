"""The column of lane titles: what a press in it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from postmortem_desktop.domain.records import Lane
from postmortem_desktop.editing.lane_edits import change_lane, reorder_lane
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.boxes import LaneBox
from postmortem_desktop.ui.timeline.painter import TWISTY, lane_title_rect
from postmortem_desktop.ui.timeline.view import View

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas


def twisty_rect(view: View, lane: LaneBox) -> QRectF:
    """Return where the mark that folds a lane up and down stands."""
    rect = lane_title_rect(view, lane)
    return QRectF(0, rect.top(), TWISTY, rect.height())


def is_twisty(view: View, lane: LaneBox, point: QPointF) -> bool:
    """Whether a point is on the mark that folds a lane up and down."""
    return twisty_rect(view, lane).contains(point)


def toggle_lane(canvas: TimelineCanvas, lane_id: str) -> None:
    """Fold a lane up to a strip that shows only where its events are, or unfold it."""
    lane = canvas.shown.lane(lane_id)
    if lane is not None:
        dossier = canvas.workspace.dossier
        canvas.perform(change_lane(dossier, lane_id, collapsed=not lane.collapsed))


def put_lane(canvas: TimelineCanvas, lane_id: str, position: int) -> None:
    """Put a lane before the one that stands at a position among the others as they are shown."""
    dossier = canvas.workspace.dossier
    others = [lane for lane in canvas.shown.lanes if lane.id != lane_id]
    everything = [lane.id for lane in dossier.lanes() if lane.id != lane_id]
    before = others[position].id if position < len(others) else None
    place = everything.index(before) if before else len(everything)
    canvas.perform(reorder_lane(dossier, lane_id, place))


def name_of_toggle(lane: Lane) -> str:
    """Return what folding a lane is called in menus."""
    return _("Unfold the lane") if lane.collapsed else _("Fold the lane up")
