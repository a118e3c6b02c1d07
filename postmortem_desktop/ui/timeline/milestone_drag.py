"""A milestone on its way along the ruler, taken hold of by its name or its line there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.milestones import MILESTONE_NAMES
from postmortem_desktop.domain.records import Milestone
from postmortem_desktop.editing.milestone_edits import move_milestone
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.snapping import SnapTargets, rounded, snap
from postmortem_desktop.ui.timeline import ruler
from postmortem_desktop.ui.timeline.live_labels import times_label
from postmortem_desktop.ui.timeline.looking import snap_targets
from postmortem_desktop.ui.timeline.preview import Preview
from postmortem_desktop.ui.timeline.view import View

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
    from postmortem_desktop.ui.timeline.tools import Reach


@dataclass(frozen=True, slots=True)
class MilestoneDrag:
    """Where a milestone would land; nothing else moves with it."""

    milestone: Milestone
    grip: timedelta
    """From the milestone to where it was taken hold of."""
    targets: SnapTargets
    at: datetime

    @classmethod
    def at_point(cls, canvas: TimelineCanvas, point: QPointF) -> MilestoneDrag | None:
        """Return the drag of the milestone whose name or line is at a point of the ruler."""
        milestone = milestone_at(canvas, point)
        if milestone is None:
            return None
        grip = canvas.view.moment_at(point.x()) - milestone.at
        targets = snap_targets(canvas, [milestone.id])
        return cls(milestone, grip, targets, milestone.at)

    def to(self, reach: Reach, view: View) -> MilestoneDrag:
        """Return the drag with the pointer there."""
        raw = view.moment_at(reach.pointer.x()) - self.grip
        found = snap(raw, self.targets, view.scale) if reach.snapping else None
        return replace(self, at=found.moment if found else rounded(raw, 1))

    def edit(self, dossier: Dossier, _view: View) -> Edit:
        """Return what a release here would do."""
        return move_milestone(dossier, self.milestone.kind, self.at)

    def preview(self, view: View, zone: str) -> Preview:
        """Return the line at which it would stand, with old and new time."""
        x = view.x_of(self.at)
        name = _(MILESTONE_NAMES[self.milestone.kind])
        told = f"{name}  ·  {times_label(self.milestone.at, self.at, zone)}"
        return Preview(guide=x, bubble=(QPointF(x, view.plot.top() + 40), told))


def milestone_at(canvas: TimelineCanvas, point: QPointF) -> Milestone | None:
    """Return the milestone whose name above the ruler is at a point."""
    milestones = canvas.shown.milestones
    placed = ruler.captions(canvas.view, canvas.display.look.lettering, milestones)
    for caption in placed:
        if ruler.caption_rect(caption).contains(point):
            return milestones[caption.index]
    return None
