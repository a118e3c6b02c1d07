"""From what was typed or chosen in a cell to an edit, or to the sentence that says why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.kinds import SOFT_PRECISIONS, Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.domain.times import FIRST_DAY, LAST_DAY, local
from postmortem_desktop.editing.table_edits import retime_event
from postmortem_desktop.editing.timeline_edits import (
    change_event,
    change_events,
    move_events,
    rename_event,
    resize_event,
)
from postmortem_desktop.editing.undated_edits import undate_events
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.surroundings import Surroundings
from postmortem_desktop.timeline.typed_times import TypedTime
from postmortem_desktop.ui.event_table.cell_times import read_end, read_shift, read_start
from postmortem_desktop.ui.event_table.columns import HEADINGS, PLACES, Column

Written = Edit | str
"""An edit, or a sentence when the text cannot be taken."""

_RANGES = SOFT_PRECISIONS - {Precision.APPROXIMATE, Precision.UNKNOWN}
"""What a new time leaves as it is: a clock does not say that something was no longer before it."""


def write_text(
    dossier: Dossier, event: TimelineEvent, column: Column, text: str, now: datetime
) -> Written:
    """Return what comes of a text typed into a cell.

    Args:
        dossier: as it is now.
        event: whose cell it is.
        column: one of those that are typed into.
        text: as typed; empty takes a time away.
        now: what ``now`` means.
    """
    text = " ".join(text.split()) if column is Column.TITLE else text.strip()
    if column is Column.TITLE:
        return rename_event(dossier, event.id, text)
    refusal = locked_sentence(event, column)
    if refusal:
        return refusal
    if column is Column.TIME:
        return _write_start(dossier, event, text, now)
    return _write_end(dossier, event, text)


def write_choice(
    dossier: Dossier, event_ids: Sequence[str], column: Column, value: object
) -> Written:
    """Return what comes of a choice or a mark, for one event or for several as one step."""
    values: dict[str, Any] = {column.value: value}
    if len(event_ids) > 1:
        return change_events(dossier, event_ids, **values)
    event = dossier.get(TimelineEvent, event_ids[0])
    return locked_sentence(event, column) or change_event(dossier, event.id, **values)


def write_shift(dossier: Dossier, event_ids: Sequence[str], text: str) -> Written:
    """Return what comes of an amount of time by which events shall be moved."""
    shift = read_shift(text)
    if shift is None:
        return _("“{text}” is no amount of time; type one such as +90s, -2m or +1h 30m.").format(
            text=text.strip()
        )
    events = [dossier.get(TimelineEvent, event_id) for event_id in event_ids]
    dated = [event for event in events if event.starts_at is not None and not event.locked]
    if not dated:
        return _("None of the selected events can be moved: they are locked or have no time.")
    if not all(_is_near(event, shift) for event in dated):
        return _("That is too far away for an incident; type a smaller amount.")
    return move_events(dossier, [event.id for event in dated], shift)


def locked_sentence(event: TimelineEvent, column: Column) -> str:
    """Return why a cell stays as it is; empty when it can change."""
    if not event.locked or column not in PLACES:
        return ""
    return _("E{number} is locked in its place; unlock it in the column “{lock}”.").format(
        number=event.number, lock=_(HEADINGS[Column.LOCK])
    )


def _write_start(dossier: Dossier, event: TimelineEvent, text: str, now: datetime) -> Written:
    if not text:
        return undate_events(dossier, [event.id])
    zone = dossier.postmortem.zone
    at = event.starts_at
    own_day = dossier.day(now) if at is None else local(at, zone).date()
    around = Surroundings(day=own_day, zone=zone, now=now, relative_to=event, told=at)
    typed = read_start(text, around)
    if typed is None:
        return unread_sentence(text)
    return retime_event(dossier, event.id, typed.starts_at, _precision(event, typed), typed.ends_at)


def _write_end(dossier: Dossier, event: TimelineEvent, text: str) -> Written:
    if event.starts_at is None:
        return _("E{number} has no time yet; type when it began first.").format(number=event.number)
    if not text:
        return resize_event(dossier, event.id, event.starts_at, None)
    ends_at = read_end(text, event.starts_at, dossier.postmortem.zone)
    if ends_at is None:
        return unread_sentence(text)
    if ends_at < event.starts_at:
        return _("“{text}” is before the start; type a later end, with its date.").format(text=text)
    return resize_event(dossier, event.id, event.starts_at, ends_at)


def unread_sentence(text: str) -> str:
    """Return what to say of a text that states no time."""
    return _(
        "“{text}” is not read as a time; type one such as 14:05, ~14:05 or 2026-10-25 01:30."
    ).format(text=text.strip())


def _precision(event: TimelineEvent, typed: TypedTime) -> Precision:
    keeps = event.precision in _RANGES and typed.precision is not Precision.APPROXIMATE
    return event.precision if keeps else typed.precision


def _is_near(event: TimelineEvent, shift: timedelta) -> bool:
    assert event.starts_at is not None, "only dated events are shifted"
    try:
        return FIRST_DAY < (event.starts_at + shift).date() < LAST_DAY
    except OverflowError:
        return False
