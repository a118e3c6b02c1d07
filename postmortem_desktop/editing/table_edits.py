"""Edits of the event table: rows that come from elsewhere, and times as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created
from postmortem_desktop.domain.kinds import Basis, EventKind, Precision
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.changes import next_order, shortened
from postmortem_desktop.editing.lane_edits import new_lane
from postmortem_desktop.editing.placing_edits import first_lane_title
from postmortem_desktop.editing.timeline_edits import numbered
from postmortem_desktop.i18n import _, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event that is not one yet: what a row of a table says."""

    title: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    precision: Precision = Precision.MINUTE
    kind: EventKind = EventKind.OBSERVATION
    lane: str = ""
    """Title of the lane that the row names; empty for none."""
    detail: str = ""
    basis: Basis = Basis.NONE
    starred: bool = False
    locked: bool = False


def add_rows(dossier: Dossier, ids: IdSource, rows: Sequence[EventRow], lane_id: str = "") -> Edit:
    """Make an event of each row, as one step; they are the last of the edit's changes.

    A row goes to the lane that it names, which is made when there is none of this title, else to
    ``lane_id``, else to the first lane.
    """
    events: list[TimelineEvent] = []
    lanes = _lanes_for(dossier, ids, rows, lane_id)
    undated = next_order(dossier.all(TimelineEvent))
    for row in rows:
        is_undated = row.starts_at is None
        event = TimelineEvent(
            id=ids(),
            postmortem_id=dossier.postmortem.id,
            lane_id=lanes[folded(row.lane)].id,
            title=row.title,
            detail=row.detail,
            kind=row.kind,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            order=undated if is_undated else 0,
            precision=Precision.UNKNOWN if is_undated else row.precision,
            basis=row.basis,
            starred=row.starred,
            locked=row.locked,
        )
        undated += is_undated
        events.append(event)
    fresh, used = numbered(dossier, events)
    known = {lane.id for lane in dossier.all(Lane)}
    made = [lane for lane in dict.fromkeys(lanes.values()) if lane.id not in known]
    counted = ngettext("add {count} event", "add {count} events", len(rows))
    label = counted.format(count=len(rows))
    if len(rows) == 1:
        label = _("add “{title}”").format(title=shortened(rows[0].title))
    return Edit(label, (*created(*made), used, *created(*fresh)))


def retime_event(
    dossier: Dossier,
    event_id: str,
    starts_at: datetime,
    precision: Precision,
    ends_at: datetime | None = None,
) -> Edit:
    """Give an event the start that somebody typed, and how well it is known.

    Without ``ends_at`` a span keeps its duration.
    """
    event = dossier.get(TimelineEvent, event_id)
    moved = event.moved_to(starts_at, event.lane_id)
    moved = replace(
        moved,
        precision=precision,
        ends_at=ends_at or moved.ends_at,
        order=0 if event.starts_at is None else event.order,
    )
    label = _("move “{title}”").format(title=shortened(event.title))
    return Edit(label, (RecordChange(event, moved),))


def folded(title: str) -> str:
    """Return the title of a lane as it is compared."""
    return " ".join(title.split()).casefold()


def _lanes_for(
    dossier: Dossier, ids: IdSource, rows: Sequence[EventRow], lane_id: str
) -> dict[str, Lane]:
    """Return the lane for every title that the rows name, and for none."""
    present = dossier.lanes()
    lanes = {folded(lane.title): lane for lane in reversed(present)}
    fallback = dossier.find(Lane, lane_id) or (present[0] if present else None)
    if fallback is not None:
        lanes[""] = fallback
    for row in rows:
        if folded(row.lane) not in lanes:
            title = " ".join(row.lane.split()) or first_lane_title()
            after = sum(lane not in present for lane in lanes.values())
            lanes[folded(row.lane)] = new_lane(dossier, ids, title, after=after)
    return lanes
