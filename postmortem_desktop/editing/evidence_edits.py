"""Edits of evidence: what an import brings, and its way onto the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.kinds import Basis, EventKind, LinkKind, Precision
from postmortem_desktop.domain.records import Lane, Link, TimelineEvent
from postmortem_desktop.editing.changes import next_order, shortened, tie
from postmortem_desktop.editing.clock_edits import clock_reason, shifted
from postmortem_desktop.editing.lane_edits import new_lane
from postmortem_desktop.editing.timeline_edits import numbered
from postmortem_desktop.i18n import _, ngettext

_BASES = {"table": Basis.LOG, "slack": Basis.CHAT, "chat": Basis.CHAT}
"""How events of a format are known; the text of a document is itself an account, not a basis."""

_KINDS = {kind.value: kind for kind in EventKind}


def import_batch(dossier: Dossier, batch: EvidenceBatch) -> Edit:
    """Bring the items of a batch into the inbox; they are in the store already."""
    assert batch.postmortem_id == dossier.postmortem.id, "a batch belongs to one post-mortem"
    return Edit(_import_label(batch), created(batch))


def import_and_place(
    dossier: Dossier,
    batch: EvidenceBatch,
    items: Iterable[EvidenceItem],
    ids: IdSource,
    lane_title: str,
    *,
    title: str = "",
    summary: str = "",
) -> Edit:
    """Bring a batch and make an event of each dated item; undated ones stay in the inbox.

    Args:
        dossier: the post-mortem.
        batch: the import; its items are in the store already.
        items: all of them.
        ids: gives ids to lanes, events and links.
        lane_title: of the lane for items that name none; a lane of the same title is used again.
        title: what the source says is its title; taken where the post-mortem has none.
        summary: likewise.
    """
    dated = [item for item in items if item.at is not None]
    lanes, new_lanes = _lanes_for(dossier, dated, ids, lane_title)
    basis = _BASES.get(batch.format, Basis.NONE)
    events = [_event(item, ids, lanes[_lane_title(item, lane_title)], basis) for item in dated]
    events, used = numbered(dossier, events)
    links = [
        tie(dossier, ids, event.id, item.id, LinkKind.CAME_FROM)
        for event, item in zip(events, dated, strict=True)
    ]
    changes = (
        *_told(dossier, title, summary),
        *created(batch, *new_lanes),
        used,
        *created(*events, *links),
    )
    return Edit(_import_label(batch), changes)


def place_item(
    dossier: Dossier,
    item: EvidenceItem,
    ids: IdSource,
    lane_id: str,
    at: datetime | None = None,
) -> Edit:
    """Make one item an event, at its own time or where it was dropped.

    A time chosen by hand for an item that has none is approximate; without either, the event is
    undated. An own time shifts as the clock of its source was shifted since the import. The
    event's record is the last but one of the edit's changes, its link the last.
    """
    changes = changes_that_place(dossier, ids, [(item, lane_id, at)])
    label = _("place “{title}”").format(title=shortened(item.text))
    return Edit(label, changes)


def changes_that_place(
    dossier: Dossier,
    ids: IdSource,
    placements: Iterable[tuple[EvidenceItem, str, datetime | None]],
) -> tuple[RecordChange, ...]:
    """Return the changes that make events of items; see ``place_item``. Part of a larger edit.

    Each placement is an item, the id of the lane and the moment where it was dropped, if it was.
    """
    events: list[TimelineEvent] = []
    links: list[Link] = []
    behind: int | None = None
    for item, lane_id, at in placements:
        event = _placed(dossier, item, ids, lane_id, at)
        if event.starts_at is None:
            behind = next_order(dossier.all(TimelineEvent)) if behind is None else behind + 1
            event = replace(event, order=behind)
        events.append(event)
        links.append(tie(dossier, ids, event.id, item.id, LinkKind.CAME_FROM))
    events, used = numbered(dossier, events)
    return (used, *created(*events, *links))


def _placed(
    dossier: Dossier, item: EvidenceItem, ids: IdSource, lane_id: str, at: datetime | None
) -> TimelineEvent:
    batch = dossier.find(EvidenceBatch, item.batch_id)
    basis = _BASES.get(batch.format, Basis.NONE) if batch else Basis.NONE
    event = _event(item, ids, lane_id, basis)
    if event.starts_at is None:
        precision = Precision.UNKNOWN if at is None else Precision.APPROXIMATE
        event = replace(event, precision=precision)
    elif at is None and batch is not None and batch.clock_shift_seconds:
        by = timedelta(seconds=batch.clock_shift_seconds)
        return shifted(event, by, clock_reason(batch.source_name))
    return event if at is None else event.moved_to(at, lane_id)


def _event(item: EvidenceItem, ids: IdSource, lane_id: str, basis: Basis) -> TimelineEvent:
    """Return the event that an item tells of, not yet numbered.

    An item that is known to lie between two moments gives an instant with a range around it, any
    other end is the end of a span.
    """
    is_range = item.precision is Precision.BETWEEN
    return TimelineEvent(
        id=ids(),
        postmortem_id=item.postmortem_id,
        lane_id=lane_id,
        title=item.text,
        detail=item.detail,
        kind=_KINDS.get(item.kind, EventKind.OBSERVATION),
        starts_at=item.at,
        ends_at=None if is_range else item.ends_at,
        precision=item.precision,
        earliest=item.at if is_range else None,
        latest=item.ends_at if is_range else None,
        basis=basis,
        private=item.private,
    )


def _lanes_for(
    dossier: Dossier, items: Sequence[EvidenceItem], ids: IdSource, lane_title: str
) -> tuple[dict[str, str], list[Lane]]:
    """Return the lane id for each title that the items need, and the lanes that are new."""
    known = {lane.title.strip().casefold(): lane.id for lane in reversed(dossier.lanes())}
    lanes: dict[str, str] = {}
    fresh: list[Lane] = []
    for title in dict.fromkeys(_lane_title(item, lane_title) for item in items):
        key = title.strip().casefold()
        if key not in known:
            fresh.append(new_lane(dossier, ids, title, after=len(fresh)))
            known[key] = fresh[-1].id
        lanes[title] = known[key]
    return lanes, fresh


def _lane_title(item: EvidenceItem, lane_title: str) -> str:
    return item.lane or lane_title


def _told(dossier: Dossier, title: str, summary: str) -> tuple[RecordChange, ...]:
    """Take title and summary of the source where the post-mortem has none yet."""
    before = dossier.postmortem
    after = replace(
        before,
        title=before.title if before.title.strip() else title,
        summary=before.summary if before.summary.strip() else summary,
    )
    return () if after == before else (RecordChange(before, after),)


def _import_label(batch: EvidenceBatch) -> str:
    count = batch.item_count
    return ngettext("import {count} item", "import {count} items", count).format(count=count)
