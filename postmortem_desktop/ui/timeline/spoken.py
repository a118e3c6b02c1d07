"""What is said of events to those who do not see them: their names, and what an edit has done."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane, Link, TimelineEvent
from postmortem_desktop.domain.times import clock_text, local
from postmortem_desktop.i18n import N_, _, ngettext
from postmortem_desktop.timeline.ticks import short_day_text

if TYPE_CHECKING:
    from postmortem_desktop.domain.edits import Edit, RecordChange
    from postmortem_desktop.timeline.index import TimelineIndex

EventPair = tuple[TimelineEvent | None, TimelineEvent | None]
"""An event before and after a change."""

_PRECISIONS = {
    Precision.BEFORE: N_("before {time}"),
    Precision.AFTER: N_("after {time}"),
    Precision.APPROXIMATE: N_("about {time}"),
    Precision.BETWEEN: N_("about {time}"),
    Precision.UNKNOWN: N_("about {time}"),
}


def spoken_name(
    event: TimelineEvent,
    lane: Lane | None,
    zone: str,
    first_day: date | None = None,
    pictures: int = 0,
) -> str:
    """Return what is read out: ``14:32, Alert, Pool saturated, lane Monitoring``.

    A moment on another day than ``first_day``, if one is given, is read with its day.
    ``pictures`` says how many the event has.
    """
    counted = ngettext("{count} picture", "{count} pictures", pictures).format(count=pictures)
    parts = [
        spoken_time(event, zone, first_day),
        _(EVENT_KIND_NAMES[event.kind]),
        event.title or _("Untitled"),
        _("lane {title}").format(title=lane.title) if lane is not None else "",
        _("starred") if event.starred else "",
        _("locked") if event.locked else "",
        counted if pictures else "",
    ]
    return ", ".join(filter(None, parts))


def spoken_time(event: TimelineEvent, zone: str, first_day: date | None = None) -> str:
    """Return when an event was and how well that is known, such as ``about 14:40``."""

    def words(moment: datetime) -> str:
        clock, day = clock_text(moment, zone), local(moment, zone).date()
        return clock if first_day in (None, day) else f"{short_day_text(day)} {clock}"

    if event.starts_at is None:
        return ""
    if event.precision is Precision.BETWEEN and event.earliest and event.latest:
        early, late = words(event.earliest), words(event.latest)
        return _("between {early} and {late}").format(early=early, late=late)
    time = words(event.starts_at)
    if event.ends_at is not None and event.ends_at != event.starts_at:
        time = _("{start} to {end}").format(start=time, end=words(event.ends_at))
    form = _PRECISIONS.get(event.precision)
    return time if form is None else _(form).format(time=time)


def first_day_of(shown: TimelineIndex, zone: str) -> date | None:
    """Return the day on which the timeline begins, which needs no mention."""
    if not shown.event_ids:
        return None
    begin = shown.events[shown.event_ids[0]].starts_at
    return None if begin is None else local(begin, zone).date()


def sentence_for(edit: Edit, shown: TimelineIndex, zone: str) -> str:
    """Return what an edit has done to the events in words; empty when it left them alone.

    ``shown`` is what stands on the timeline after the edit.
    """
    pairs = [pair for change in edit.changes if (pair := event_pair(change)) is not None]
    if len(pairs) > 1:
        return _of_several(pairs)
    if not pairs:
        return _of_pictures(edit)
    before, after = pairs[0]
    if before is not None and after is not None:
        return _of_changed(before, after, shown, zone)
    if after is not None:
        lane, pictures = shown.lane(after.lane_id), len(shown.pictures.get(after.id, ()))
        name = spoken_name(after, lane, zone, first_day_of(shown, zone), pictures)
        return _("Added: {name}").format(name=name)
    return _("Deleted: {title}").format(title=before.title if before else "")


def pictured_by(edit: Edit) -> set[str]:
    """Return the ids of the records whose pictures an edit has changed."""
    records = [change.record for change in edit.changes]
    pictures = {record.id for record in records if isinstance(record, Attachment)}
    links = (record for record in records if isinstance(record, Link))
    return {link.target_id for link in links if link.source_id in pictures}


def event_pair(change: RecordChange) -> EventPair | None:
    """Return an event before and after a change; None when it is not one of an event."""
    before, after = change.before, change.after
    if before == after or not isinstance(change.record, TimelineEvent):
        return None
    return (
        before if isinstance(before, TimelineEvent) else None,
        after if isinstance(after, TimelineEvent) else None,
    )


def _of_pictures(edit: Edit) -> str:
    """Return how many pictures came or went; an edit does one or the other."""
    changes = [change for change in edit.changes if isinstance(change.record, Attachment)]
    came = sum(change.before is None for change in changes)
    gone = sum(change.after is None for change in changes)
    if came:
        return ngettext("{count} picture added", "{count} pictures added", came).format(count=came)
    if gone:
        text = ngettext("{count} picture deleted", "{count} pictures deleted", gone)
        return text.format(count=gone)
    return ""


def _of_changed(
    before: TimelineEvent, after: TimelineEvent, shown: TimelineIndex, zone: str
) -> str:
    first_day = first_day_of(shown, zone)
    time = spoken_time(after, zone, first_day)
    if _place(before) != _place(after):
        return _of_moved(after, time, shown.lane(after.lane_id))
    if time != spoken_time(before, zone, first_day):
        return _("Now {time}").format(time=time)
    if before.title != after.title:
        return _("Renamed to {title}").format(title=after.title)
    if before.kind != after.kind:
        return _("Now of the kind {kind}").format(kind=_(EVENT_KIND_NAMES[after.kind]))
    return _of_switches(before, after)


def _of_moved(event: TimelineEvent, time: str, lane: Lane | None) -> str:
    if not time:
        return _("Taken off the timeline: {title}").format(title=event.title)
    if lane is None:
        return _("Moved to {time}").format(time=time)
    return _("Moved to {time}, lane {title}").format(time=time, title=lane.title)


def _of_switches(before: TimelineEvent, after: TimelineEvent) -> str:
    if before.starred != after.starred:
        return _("Starred") if after.starred else _("No longer starred")
    if before.locked != after.locked:
        return _("Locked") if after.locked else _("Unlocked")
    return ""


def _of_several(pairs: list[EventPair]) -> str:
    count = len(pairs)
    if all(before is None for before, _after in pairs):
        text = ngettext("{count} event added", "{count} events added", count)
    elif all(after is None for _before, after in pairs):
        text = ngettext("{count} event deleted", "{count} events deleted", count)
    elif all(_place(before) != _place(after) for before, after in pairs):
        text = ngettext("{count} event moved", "{count} events moved", count)
    else:
        text = ngettext("{count} event changed", "{count} events changed", count)
    return text.format(count=count)


def _place(event: TimelineEvent | None) -> object:
    return None if event is None else (event.starts_at, event.lane_id)
