"""Edits that put several things on the timeline at once: evidence from the inbox, a typed line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.evidence_edits import changes_that_place
from postmortem_desktop.editing.lane_edits import new_lane, unused_colour
from postmortem_desktop.editing.timeline_edits import add_event
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.timeline.quick_entry import QuickEntry


def place_items(
    dossier: Dossier,
    items: Sequence[EvidenceItem],
    ids: IdSource,
    lane_id: str = "",
    *,
    at: datetime | None = None,
    own_lanes: bool = False,
) -> Edit:
    """Make an event of each item, all as one step.

    Args:
        dossier: as it is now.
        items: what to place; one without a time of its own needs ``at``, or becomes undated.
        ids: for new events, links and, where there is no lane at all, the first lane.
        lane_id: where they go; empty for the first lane.
        at: where the first of them goes, the others keeping their distance; None for their own
            times.
        own_lanes: whether an item goes to the lane that it names, if there is one of that title.
    """
    scratch, lane_first = _with_a_lane(dossier, ids)
    lanes = scratch.lanes()
    fallback = lane_id or lanes[0].id
    titles = {lane.title.strip().casefold(): lane.id for lane in reversed(lanes)}
    first = next((item.at for item in items if item.at is not None), None)
    placements: list[tuple[EvidenceItem, str, datetime | None]] = []
    for item in items:
        own = titles.get(item.lane.strip().casefold()) if own_lanes else None
        moment = at
        if at is not None and item.at is not None and first is not None:
            moment = at + (item.at - first)
        placements.append((item, own or fallback, moment))
    changes = (*lane_first.changes, *changes_that_place(scratch, ids, placements))
    if len(items) == 1:
        return Edit(_("place “{title}”").format(title=shortened(items[0].text)), changes)
    counted = ngettext("place {count} item", "place {count} items", len(items))
    return Edit(counted.format(count=len(items)), changes)


def add_entry(dossier: Dossier, ids: IdSource, entry: QuickEntry, lane_id: str = "") -> Edit:
    """Add the event of a typed line; its record is the last one of the edit's changes.

    ``lane_id`` is where it goes when the line names no lane; empty for the first lane. A lane that
    the line asks for is made in the same step.
    """
    scratch, made = dossier, ()
    if entry.new_lane:
        lane = new_lane(dossier, ids, entry.new_lane, colour=unused_colour(dossier))
        made = created(lane)
        scratch, lane_id = dossier.snapshot(), lane.id
        scratch.apply(Edit("", made))
    edit = add_in_lane(
        scratch,
        ids,
        entry.lane_id or lane_id,
        entry.title,
        entry.starts_at,
        kind=entry.kind,
        ends_at=entry.ends_at,
        precision=entry.precision,
    )
    return Edit(edit.label, (*made, *edit.changes))


def lane_for_entry(
    dossier: Dossier, entry: QuickEntry, *, selected: str = "", last: str = ""
) -> Lane | None:
    """Return the lane for a typed line, or None for one that has yet to be made.

    Args:
        dossier: as it is now.
        entry: its own lane comes first, then the lane that is of its kind's colour and has events
            of that kind, or was given to it by the template.
        selected: the lane of the selected event, if there is one.
        last: the lane of the line typed before, if there was one.
    """
    if entry.new_lane:
        return None
    lanes = {lane.id: lane for lane in dossier.lanes()}
    homes = (lane.id for lane in lanes.values() if _is_home(dossier, lane, entry.kind))
    of_kind = next(homes, "") if entry.states_kind else ""
    wanted = (entry.lane_id, of_kind, selected, last, *lanes)
    return next((lanes[lane_id] for lane_id in wanted if lane_id in lanes), None)


def _is_home(dossier: Dossier, lane: Lane, kind: EventKind) -> bool:
    """Whether events of a kind belong to a lane; its colour alone may have come by itself."""
    if lane.colour != kind.value:
        return False
    given = any(known.title == lane.title for known in dossier.postmortem.template.lanes)
    return given or any(e.lane_id == lane.id and e.kind is kind for e in dossier.all(TimelineEvent))


def add_in_lane(
    dossier: Dossier, ids: IdSource, lane_id: str, title: str, at: datetime | None, **values: Any
) -> Edit:
    """Add an event; its record is the last one of the edit's changes.

    Without ``at`` it is undated. An empty ``lane_id`` stands for the first lane, which is made
    when there is none. A time with seconds is exact unless ``values`` say otherwise.
    """
    scratch, first = _with_a_lane(dossier, ids)
    lane_id = lane_id or scratch.lanes()[0].id
    if at is None:
        values.setdefault("precision", Precision.UNKNOWN)
    else:
        values.setdefault("precision", Precision.EXACT if at.second else Precision.MINUTE)
    edit = add_event(scratch, ids, lane_id, title, at, **values)
    return Edit(edit.label, (*first.changes, *edit.changes))


def first_lane_title() -> str:
    """Return the title of the lane that is made when there is none."""
    return _("Timeline")


def _with_a_lane(dossier: Dossier, ids: IdSource) -> tuple[Dossier, Edit]:
    """Return the dossier, or a copy of it with a first lane, and the edit that made the lane."""
    if dossier.all(Lane):
        return dossier, Edit("", ())
    edit = Edit("", created(new_lane(dossier, ids, first_lane_title())))
    scratch = dossier.snapshot()
    scratch.apply(edit)
    return scratch, edit
