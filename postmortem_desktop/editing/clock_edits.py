"""Edits that set right a clock that was ahead or behind: all that it stamped shifts at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import timedelta

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange
from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Lane, Link, Milestone, TimelineEvent
from postmortem_desktop.domain.times import exact_duration_text
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.timeline_edits import events_label
from postmortem_desktop.errors import RecordError
from postmortem_desktop.i18n import _

_SHIFT = re.compile(
    r"(?P<sign>[+−])(?:(?P<days>\d+) d ?)?(?:(?P<hours>\d+) h ?)?(?:(?P<minutes>\d+) min ?)?"
    r"(?:(?P<seconds>\d+(?:\.\d+)?) s)?"
)


def shift_lane(dossier: Dossier, lane_id: str, by: timedelta) -> Edit:
    """Shift all dated events of a lane that are not locked."""
    lane = dossier.get(Lane, lane_id)
    event_ids = [event.id for event in dossier.all(TimelineEvent) if event.lane_id == lane_id]
    label = _("shift the lane “{title}” by {shift}").format(
        title=shortened(lane.title), shift=shift_text(by)
    )
    return Edit(label, shift_events(dossier, event_ids, by, clock_reason(lane.title)).changes)


def shift_source(dossier: Dossier, batch_id: str, item_ids: Set[str], by: timedelta) -> Edit:
    """Shift all events that came from one import, and note the shift on it.

    Items of it that are placed later are shifted likewise.

    Args:
        dossier: as it is now.
        batch_id: of the import.
        item_ids: its items, which stand in the store; events are tied to them by links.
        by: how far, to the second.
    """
    batch = dossier.get(EvidenceBatch, batch_id)
    by = timedelta(seconds=round(by.total_seconds()))
    event_ids = dict.fromkeys(
        link.source_id
        for link in dossier.all(Link)
        if link.kind is LinkKind.CAME_FROM
        and link.target_id in item_ids
        and dossier.find(TimelineEvent, link.source_id) is not None
    )
    seconds = batch.clock_shift_seconds + round(by.total_seconds())
    shifted = shift_events(dossier, event_ids, by, clock_reason(batch.source_name))
    label = _("shift “{title}” by {shift}").format(
        title=shortened(batch.source_name), shift=shift_text(by)
    )
    noted = RecordChange(batch, replace(batch, clock_shift_seconds=seconds))
    return Edit(label, (noted, *shifted.changes))


def shift_events(dossier: Dossier, event_ids: Iterable[str], by: timedelta, reason: str) -> Edit:
    """Shift dated events that are not locked, and note on each by how much and, if given, why.

    Shifts for the same reason add up in one note, which goes when they come to nothing. A
    milestone that stood at the start or end of such an event moves along.

    Raises:
        RecordError: a time would lie beyond the calendar.
    """
    chosen = (dossier.get(TimelineEvent, event_id) for event_id in dict.fromkeys(event_ids))
    events = [event for event in chosen if event.starts_at is not None and not event.locked]
    label = events_label(_("shift the time of"), events)
    if not by:
        return Edit(label, ())
    try:
        note = _note(reason)
        changes = [RecordChange(event, _shifted(event, by, note)) for event in events]
        moved = (
            RecordChange(milestone, replace(milestone, at=milestone.at + by))
            for milestone in milestones_along(dossier, events)
        )
        return Edit(label, (*changes, *moved))
    except OverflowError as error:
        raise RecordError(
            _("A shift by {shift} leads beyond the calendar; choose a shorter one.").format(
                shift=shift_text(by)
            )
        ) from error


def milestones_along(dossier: Dossier, events: Iterable[TimelineEvent]) -> list[Milestone]:
    """Return the milestones that move along when events are shifted, in the order of time.

    They are tied to one of the events and stand at its start or end.
    """
    moments = {event.id: (event.starts_at, event.ends_at) for event in events}
    along = (
        milestone
        for milestone in dossier.all(Milestone)
        if milestone.at in moments.get(milestone.event_id or "", ())
    )
    return sorted(along, key=lambda milestone: milestone.at)


def shifted(event: TimelineEvent, by: timedelta, reason: str) -> TimelineEvent:
    """Return a dated event shifted, with the note of it; part of a larger edit.

    How well the time is known stays: another clock reading makes no time more exact.
    """
    return _shifted(event, by, _note(reason))


def clock_reason(source: str) -> str:
    """Return the reason of a shift as the note gives it: whose clock it was."""
    return _("clock of {source}").format(source=" ".join(source.split()))


def shift_text(by: timedelta) -> str:
    """Return a shift to the last fraction, such as ``+12 s`` or ``−1 h 30 min``."""
    return f"{'' if by < timedelta() else '+'}{exact_duration_text(by)}"


def _note(reason: str) -> tuple[str, str]:
    """Return the words of a note before and after the shift."""
    if not reason:
        before, _shift, after = _("Time shifted by {shift}.").partition("{shift}")
        return before, after
    before, _shift, after = _("Time shifted by {shift}: {reason}.").partition("{shift}")
    return before.format(reason=reason), after.format(reason=reason)


def _shifted(event: TimelineEvent, by: timedelta, note: tuple[str, str]) -> TimelineEvent:
    assert event.starts_at is not None, "an undated event has no clock"
    moved = event.moved_to(event.starts_at + by, event.lane_id)
    return replace(moved, detail=_with_note(event.detail, by, note))


def _with_note(detail: str, by: timedelta, note: tuple[str, str]) -> str:
    before, after = note
    lines = detail.split("\n") if detail else []
    for row, line in enumerate(lines):
        if not (line.startswith(before) and line.endswith(after)):
            continue
        known = _shift_in(line[len(before) : len(line) - len(after)])
        if known is not None:
            total = known + by
            lines[row : row + 1] = [f"{before}{shift_text(total)}{after}"] if total else []
            return "\n".join(lines)
    return "\n".join((*lines, f"{before}{shift_text(by)}{after}"))


def _shift_in(text: str) -> timedelta | None:
    match = _SHIFT.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict(default="0")
    sign = parts.pop("sign")
    size = timedelta(**{unit: float(number) for unit, number in parts.items()})
    return -size if sign == "−" else size
