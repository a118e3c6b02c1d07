"""Edits that make several events of one, or one of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import REFERENCES, Dossier, event_order
from postmortem_desktop.domain.edits import Edit, RecordChange, created, removed
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.fields import FieldValue
from postmortem_desktop.domain.kinds import Basis, LinkKind, Precision
from postmortem_desktop.domain.records import KeptPhrase, Link, TimelineEvent
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.timeline_edits import (
    events_label,
    numbered,
    with_seconds_stated,
)
from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _

_WEAKER = tuple(Precision)
"""The precisions as they are listed, from the one known best to the one not known at all."""


def duplicate_events(dossier: Dossier, ids: IdSource, event_ids: Iterable[str]) -> Edit:
    """Put a copy beside each event: same time, same lane, same words, a number of its own.

    Evidence, pictures and custom values are the copy's too; links to other events, milestones and
    answers stay with the original. A copy is not locked. The copies are the events that the
    edit's changes create, in the order of the originals.
    """
    events = [dossier.get(TimelineEvent, event_id) for event_id in dict.fromkeys(event_ids)]
    copies = [replace(event, id=ids(), locked=False) for event in events]
    copies, used = numbered(dossier, copies)
    copy_of = {event.id: copy.id for event, copy in zip(events, copies, strict=True)}
    evidence = [
        replace(link, id=ids(), source_id=copy_of[link.source_id])
        for link in dossier.all(Link)
        if link.source_id in copy_of and link.kind is LinkKind.CAME_FROM
    ]
    pictures = [
        replace(link, id=ids(), target_id=copy_of[link.target_id])
        for link in dossier.all(Link)
        if link.target_id in copy_of and dossier.find(Attachment, link.source_id) is not None
    ]
    values = [
        replace(value, id=ids(), owner_id=copy_of[value.owner_id])
        for value in dossier.all(FieldValue)
        if value.owner_id in copy_of
    ]
    changes = (used, *created(*copies, *evidence, *pictures, *values)) if copies else ()
    return Edit(events_label(_("duplicate"), events), changes)


def split_event(dossier: Dossier, ids: IdSource, event_id: str, at: datetime) -> Edit:
    """Make two touching spans of one; the second is the event that the edit's changes create.

    The first keeps the detail, the milestones, the answers and the links that come in; links that
    go out leave from the second from now on. Evidence speaks for both.

    Raises:
        RecordError: the moment does not lie inside the event.
    """
    event = dossier.get(TimelineEvent, event_id)
    starts_at, ends_at = event.starts_at, event.ends_at
    if starts_at is None or ends_at is None or not starts_at < at < ends_at:
        sentence = _("“{title}” can be split between its start and its end; choose a time there.")
        raise RecordError(sentence.format(title=shortened(event.title)))
    first = replace(event, ends_at=at, latest=None)
    second = replace(
        event, id=ids(), starts_at=at, earliest=None, detail="", known_at=None, known_then=""
    )
    (second,), used = numbered(dossier, [with_seconds_stated(second)])
    links: list[RecordChange] = []
    for link in dossier.links_of(event_id):
        if link.source_id != event_id:
            continue
        if link.kind is LinkKind.CAME_FROM:
            links += created(replace(link, id=ids(), source_id=second.id))
        else:
            links.append(RecordChange(link, replace(link, source_id=second.id)))
    changes = (used, RecordChange(event, with_seconds_stated(first)), *created(second), *links)
    return Edit(events_label(_("split"), [event]), changes)


def merge_events(dossier: Dossier, event_ids: Iterable[str]) -> Edit:
    """Make one event of several: the earliest takes in what the others held.

    It lasts from the earliest start to the latest end, and is known as well as the one known
    least. Its detail tells the titles and details of the others; links, milestones, answers and
    custom values of theirs are its own from now on.

    Raises:
        RecordError: there are fewer than two, or one is locked.
    """
    chosen = (dossier.get(TimelineEvent, event_id) for event_id in dict.fromkeys(event_ids))
    events = sorted(chosen, key=event_order)
    if len(events) < 2:
        raise RecordError(_("Choose two or more events to merge them into one."))
    for event in events:
        if event.locked:
            raise RecordError(
                _("“{title}” is locked; unlock it to merge it with others.").format(
                    title=shortened(event.title)
                )
            )
    first, *others = events
    changes = (
        RecordChange(first, _merged(events)),
        *_moved_references(dossier, first.id, {event.id for event in others}),
        *_moved_links(dossier, first.id, {event.id for event in others}),
        *_moved_belongings(dossier, first.id, {event.id for event in others}),
        *removed(*others),
    )
    return Edit(events_label(_("merge"), events), changes)


def _merged(events: Sequence[TimelineEvent]) -> TimelineEvent:
    first = events[0]
    dated = [event for event in events if event.starts_at is not None] or events
    ends = [end for event in dated if (end := event.ends_at or event.starts_at) is not None]
    ends_at = max(ends, default=None)
    merged = replace(
        first,
        ends_at=ends_at if ends_at != first.starts_at else None,
        detail=_joined_details(events),
        precision=max((event.precision for event in dated), key=_WEAKER.index),
        earliest=min((e.earliest for e in dated if e.earliest is not None), default=None),
        latest=max((e.latest for e in dated if e.latest is not None), default=None),
        known_then=_paragraphs(event.known_then for event in events),
        basis=next((e.basis for e in events if e.basis is not Basis.NONE), Basis.NONE),
        starred=any(event.starred for event in events),
        private=any(event.private for event in events),
    )
    return with_seconds_stated(merged)


def _joined_details(events: Sequence[TimelineEvent]) -> str:
    first, *others = events
    paragraphs = [first.detail]
    for event in others:
        title = "" if event.title == first.title else event.title
        paragraphs.append("\n".join(part for part in (title, event.detail) if part))
    return _paragraphs(paragraphs)


def _paragraphs(texts: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(text for text in texts if text))


def _moved_references(dossier: Dossier, first_id: str, gone: set[str]) -> list[RecordChange]:
    """Let the records that are about one of the events be about the first."""
    names = {
        kind: [name for name, target in references.items() if target is TimelineEvent]
        for kind, references in REFERENCES.items()
    }
    return [
        RecordChange(record, replace(record, **{name: first_id}))
        for kind in names
        for name in names[kind]
        for record in dossier.all(kind)
        if getattr(record, name) in gone
    ]


def _moved_links(dossier: Dossier, first_id: str, gone: set[str]) -> list[RecordChange]:
    """Tie the first to what the others were tied to, once in each way."""
    ties = [tie for tie in dossier.all(Link) if tie.source_id in gone or tie.target_id in gone]
    moving = {tie.id for tie in ties}
    known = {_ends(tie) for tie in dossier.links_of(first_id) if tie.id not in moving}
    changes: list[RecordChange] = []
    for tie in ties:
        source_id, target_id = (
            first_id if end in gone else end for end in (tie.source_id, tie.target_id)
        )
        moved = replace(tie, source_id=source_id, target_id=target_id)
        is_new = source_id != target_id and _ends(moved) not in known
        known.add(_ends(moved))
        changes.append(RecordChange(tie, moved if is_new else None))
    return changes


def _ends(link: Link) -> tuple[LinkKind, frozenset[str]]:
    return link.kind, frozenset((link.source_id, link.target_id))


def _moved_belongings(dossier: Dossier, first_id: str, gone: set[str]) -> list[RecordChange]:
    """Hand custom values and kept phrases to the first, where it has none of the same."""
    known = {
        _meaning(record)
        for kind in (FieldValue, KeptPhrase)
        for record in dossier.all(kind)
        if record.owner_id == first_id
    }
    changes: list[RecordChange] = []
    for kind in (FieldValue, KeptPhrase):
        for record in dossier.all(kind):
            if record.owner_id in gone:
                is_new = _meaning(record) not in known
                known.add(_meaning(record))
                after = replace(record, owner_id=first_id) if is_new else None
                changes.append(RecordChange(record, after))
    return changes


def _meaning(record: FieldValue | KeptPhrase) -> tuple[str, ...]:
    match record:
        case FieldValue():
            return (record.key,)
        case KeptPhrase():
            return (record.category, record.phrase)
