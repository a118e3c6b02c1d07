"""Edits of the lanes: their order, their nesting, their look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created
from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.editing.changes import change_record, next_order, removal_of, shortened
from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _


def add_lane(dossier: Dossier, ids: IdSource, title: str) -> Edit:
    """Add a lane below the others; its record is the last one of the edit's changes."""
    lane = new_lane(dossier, ids, title, colour=unused_colour(dossier))
    return Edit(_("add the lane “{title}”").format(title=shortened(title)), created(lane))


def unused_colour(dossier: Dossier) -> str:
    """Return the first colour that no lane wears yet; empty when each is worn."""
    worn = {lane.colour for lane in dossier.all(Lane)}
    return next((kind.value for kind in EventKind if kind.value not in worn), "")


def new_lane(
    dossier: Dossier, ids: IdSource, title: str, *, after: int = 0, colour: str = ""
) -> Lane:
    """Return a lane for the bottom, ``after`` other new ones; part of a larger edit."""
    return Lane(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        title=title,
        colour=colour,
        order=next_order(dossier.all(Lane)) + after,
    )


def change_lane(dossier: Dossier, lane_id: str, *, merge: str = "", **values: Any) -> Edit:
    """Give fields of a lane new values; see ``change_record`` for ``merge``."""
    lane = dossier.get(Lane, lane_id)
    label = _("change the lane “{title}”").format(title=shortened(lane.title))
    return change_record(lane, label, merge=merge, **values)


def reorder_lane(dossier: Dossier, lane_id: str, position: int) -> Edit:
    """Put a lane at a position in the order shown, 0 being the first.

    The lanes nested in it come along. A nested lane stays among its siblings, and a lane of the
    top level goes past another one together with those nested in it.
    """
    lane = dossier.get(Lane, lane_id)
    shown = dossier.lanes()
    family = [other for other in shown if lane_id in (other.id, other.parent_id)]
    others = [other for other in shown if lane_id not in (other.id, other.parent_id)]
    step = -1 if position < shown.index(lane) else 1
    position = max(0, min(position, len(others)))
    while lane.parent_id is None and position < len(others) and others[position].parent_id:
        position += step
    others[position:position] = family
    label = _("move the lane “{title}”").format(title=shortened(lane.title))
    return Edit(label, _in_order(dossier, others))


def nest_lane(dossier: Dossier, lane_id: str, parent_id: str | None) -> Edit:
    """Put a lane into another one, below those in it, or with None back to the top level.

    Back at the top level it stands below the lane that it was in.

    Raises:
        RecordError: there would be lanes in a lane that is in a lane.
    """
    lane = dossier.get(Lane, lane_id)
    label = _("move the lane “{title}”").format(title=shortened(lane.title))
    if parent_id == lane.parent_id:
        return Edit(label, ())
    shown = dossier.lanes()
    if parent_id is not None:
        _require_two_levels(lane, dossier.get(Lane, parent_id), shown)
    beside = parent_id or lane.parent_id
    others = [other for other in shown if other.id != lane_id]
    last = max(row for row, other in enumerate(others) if beside in (other.id, other.parent_id))
    others.insert(last + 1, replace(lane, parent_id=parent_id))
    return Edit(label, _in_order(dossier, others))


def remove_lane(dossier: Dossier, lane_id: str) -> Edit:
    """Remove a lane together with the events on it, as one step.

    The lanes nested in it stand in its place afterwards.
    """
    lane = dossier.get(Lane, lane_id)
    label = _("delete the lane “{title}”").format(title=shortened(lane.title))
    return Edit(label, removal_of(dossier, [lane]))


def _require_two_levels(lane: Lane, parent: Lane, lanes: Sequence[Lane]) -> None:
    if parent.parent_id is not None or parent.id == lane.id:
        raise RecordError(
            _("“{lane}” can only go into a lane of the top level; choose another one.").format(
                lane=shortened(lane.title)
            )
        )
    if any(other.parent_id == lane.id for other in lanes):
        raise RecordError(
            _("There are lanes in “{lane}”; take them out before it goes into another one.").format(
                lane=shortened(lane.title)
            )
        )


def _in_order(dossier: Dossier, lanes: Sequence[Lane]) -> tuple[RecordChange, ...]:
    """Return the changes that number the lanes in this order."""
    return tuple(
        RecordChange(dossier.get(Lane, lane.id), replace(lane, order=order))
        for order, lane in enumerate(lanes)
    )
