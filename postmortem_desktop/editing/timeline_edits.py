"""Edits of the events on the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created
from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.changes import (
    change_record,
    next_order,
    removal_of,
    shortened,
)
from postmortem_desktop.i18n import _, ngettext


def numbered(
    dossier: Dossier, events: Sequence[TimelineEvent]
) -> tuple[list[TimelineEvent], RecordChange]:
    """Return the events with fresh numbers, and the change that uses these numbers up."""
    numbering = dossier.numbering
    first = numbering.next_event
    fresh = [replace(event, number=first + index) for index, event in enumerate(events)]
    used = RecordChange(numbering, replace(numbering, next_event=first + len(fresh)))
    return fresh, used


def new_event(
    dossier: Dossier,
    ids: IdSource,
    lane_id: str,
    title: str,
    starts_at: datetime | None,
    *,
    kind: EventKind = EventKind.OBSERVATION,
    ends_at: datetime | None = None,
    precision: Precision = Precision.MINUTE,
    **values: Any,
) -> tuple[TimelineEvent, tuple[RecordChange, ...]]:
    """Return a new event and the changes that bring it into being; part of a larger edit.

    ``values`` are further fields of the event by name. Undated events go behind the others.
    """
    event = TimelineEvent(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        lane_id=lane_id,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        kind=kind,
        precision=precision,
        order=next_order(dossier.all(TimelineEvent)) if starts_at is None else 0,
        **values,
    )
    (event,), used = numbered(dossier, [event])
    return event, (used, *created(event))


def add_event(
    dossier: Dossier,
    ids: IdSource,
    lane_id: str,
    title: str,
    starts_at: datetime | None,
    *,
    kind: EventKind = EventKind.OBSERVATION,
    ends_at: datetime | None = None,
    precision: Precision = Precision.MINUTE,
    **values: Any,
) -> Edit:
    """Add an event to a lane; its record is the last one of the edit's changes."""
    _event, changes = new_event(
        dossier,
        ids,
        lane_id,
        title,
        starts_at,
        kind=kind,
        ends_at=ends_at,
        precision=precision,
        **values,
    )
    return Edit(_("add “{title}”").format(title=shortened(title)), changes)


def move_event(dossier: Dossier, event_id: str, starts_at: datetime, lane_id: str) -> Edit:
    """Move one event in time or to another lane, keeping its duration."""
    event = dossier.get(TimelineEvent, event_id)
    label = _("move “{title}”").format(title=shortened(event.title))
    return Edit(label, (RecordChange(event, event.moved_to(starts_at, lane_id)),))


def move_events(
    dossier: Dossier, event_ids: Iterable[str], shift: timedelta, lane_steps: int = 0
) -> Edit:
    """Move several events together, keeping their distances in time and in lanes.

    Locked events stay. ``lane_steps`` counts lanes downwards as they are shown, nested ones
    included; the group stops as one at the first and last lane.
    """
    events = [dossier.get(TimelineEvent, event_id) for event_id in event_ids]
    events = [event for event in events if not event.locked]
    lanes = [lane.id for lane in dossier.lanes()]
    row_of = {lane_id: row for row, lane_id in enumerate(lanes)}
    rows = [row_of[event.lane_id] for event in events]
    if rows:
        lane_steps = max(-min(rows), min(lane_steps, len(lanes) - 1 - max(rows)))
    changes = tuple(
        RecordChange(event, _shifted(event, shift, lanes[row + lane_steps]))
        for event, row in zip(events, rows, strict=True)
    )
    return Edit(events_label(_("move"), events), changes)


def resize_event(
    dossier: Dossier, event_id: str, starts_at: datetime, ends_at: datetime | None
) -> Edit:
    """Give an event another start or end; an end at or before the start makes it an instant."""
    event = dossier.get(TimelineEvent, event_id)
    if ends_at is not None and ends_at <= starts_at:
        ends_at = None
    label = _("change the duration of “{title}”").format(title=shortened(event.title))
    resized = replace(event, starts_at=starts_at, ends_at=ends_at)
    return Edit(label, (RecordChange(event, with_seconds_stated(resized)),))


def change_event(dossier: Dossier, event_id: str, *, merge: str = "", **values: Any) -> Edit:
    """Give fields of an event new values; see ``change_record`` for ``merge``."""
    event = dossier.get(TimelineEvent, event_id)
    label = _("change “{title}”").format(title=shortened(event.title))
    return change_record(event, label, merge=merge, **values)


def change_events(dossier: Dossier, event_ids: Iterable[str], **values: Any) -> Edit:
    """Give fields of several events new values, as one step.

    Locked events stay as they are, unless it is the lock that changes.
    """
    events = [dossier.get(TimelineEvent, event_id) for event_id in event_ids]
    events = [event for event in events if "locked" in values or not event.locked]
    changes = tuple(RecordChange(event, replace(event, **values)) for event in events)
    return Edit(events_label(_("change"), events), changes)


def rename_event(dossier: Dossier, event_id: str, title: str) -> Edit:
    """Give an event another title."""
    event = dossier.get(TimelineEvent, event_id)
    label = _("rename “{title}”").format(title=shortened(event.title))
    return change_record(event, label, title=title)


def remove_events(dossier: Dossier, event_ids: Iterable[str]) -> Edit:
    """Remove events with their links; milestones and answers about them stay."""
    events = [dossier.get(TimelineEvent, event_id) for event_id in event_ids]
    return Edit(events_label(_("delete"), events), removal_of(dossier, events))


def with_seconds_stated(event: TimelineEvent) -> TimelineEvent:
    """Return the event as exact if it was known to the minute and its time has seconds now."""
    if event.precision is not Precision.MINUTE:
        return event
    starts, ends = event.starts_at, event.ends_at
    seconds = (starts is not None and starts.second) or (ends is not None and ends.second)
    return replace(event, precision=Precision.EXACT) if seconds else event


def events_label(verb: str, events: Sequence[TimelineEvent]) -> str:
    """Return the label of an edit of one or several events, such as "move 3 events"."""
    if len(events) == 1:
        return f"{verb} “{shortened(events[0].title)}”"
    counted = ngettext("{count} event", "{count} events", len(events)).format(count=len(events))
    return f"{verb} {counted}"


def _shifted(event: TimelineEvent, shift: timedelta, lane_id: str) -> TimelineEvent:
    if event.starts_at is None:
        return replace(event, lane_id=lane_id)
    return with_seconds_stated(event.moved_to(event.starts_at + shift, lane_id))
