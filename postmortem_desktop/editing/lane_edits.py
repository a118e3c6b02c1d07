"""Edits of the lanes: their order, their nesting, their look."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.editing.changes import change_record, next_order, removal_of, shortened
from postmortem_desktop.i18n import _


def add_lane(dossier: Dossier, ids: IdSource, title: str) -> Edit:
    """Add a lane below the others; its record is the last one of the edit's changes."""
    lane = new_lane(dossier, ids, title)
    return Edit(_("add the lane “{title}”").format(title=shortened(title)), created(lane))


def new_lane(dossier: Dossier, ids: IdSource, title: str, *, after: int = 0) -> Lane:
    """Return a lane for the bottom, ``after`` other new ones; part of a larger edit."""
    return Lane(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        title=title,
        order=next_order(dossier.all(Lane)) + after,
    )


def change_lane(dossier: Dossier, lane_id: str, *, merge: str = "", **values: Any) -> Edit:
    """Give fields of a lane new values; see ``change_record`` for ``merge``."""
    lane = dossier.get(Lane, lane_id)
    label = _("change the lane “{title}”").format(title=shortened(lane.title))
    return change_record(lane, label, merge=merge, **values)


def reorder_lane(dossier: Dossier, lane_id: str, position: int) -> Edit:
    """Put a lane at a position counted from the top, 0 being the first."""
    lane = dossier.get(Lane, lane_id)
    others = [other for other in dossier.lanes() if other.id != lane_id]
    others.insert(position, lane)
    changes = tuple(
        RecordChange(other, replace(other, order=order)) for order, other in enumerate(others)
    )
    return Edit(_("move the lane “{title}”").format(title=shortened(lane.title)), changes)


def remove_lane(dossier: Dossier, lane_id: str) -> Edit:
    """Remove a lane together with the events on it, as one step."""
    lane = dossier.get(Lane, lane_id)
    label = _("delete the lane “{title}”").format(title=shortened(lane.title))
    return Edit(label, removal_of(dossier, [lane]))
