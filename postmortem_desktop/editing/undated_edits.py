"""Edits between the timeline and the tray of events whose time is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from postmortem_desktop.domain.dossier import Dossier, event_order
from postmortem_desktop.domain.edits import Edit, RecordChange
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.changes import next_order, shortened
from postmortem_desktop.editing.timeline_edits import events_label, with_seconds_stated
from postmortem_desktop.i18n import _


def date_event(dossier: Dossier, event_id: str, starts_at: datetime, lane_id: str) -> Edit:
    """Give an undated event a time and a lane.

    A time chosen for an event of which none was known is approximate until somebody confirms it.
    """
    event = dossier.get(TimelineEvent, event_id)
    unknown = event.precision is Precision.UNKNOWN
    dated = replace(
        event.moved_to(starts_at, lane_id),
        order=0,
        precision=Precision.APPROXIMATE if unknown else event.precision,
    )
    label = _("date “{title}”").format(title=shortened(event.title))
    return Edit(label, (RecordChange(event, with_seconds_stated(dated)),))


def undate_events(dossier: Dossier, event_ids: Iterable[str]) -> Edit:
    """Take the times from events, which go behind the other undated ones in their order.

    An end and the range of an uncertain time make no sense without a start and go too. Locked
    events stay.
    """
    chosen = (dossier.get(TimelineEvent, event_id) for event_id in dict.fromkeys(event_ids))
    events = [event for event in chosen if event.starts_at is not None and not event.locked]
    events.sort(key=event_order)
    first = next_order(_undated(dossier))
    changes = tuple(
        RecordChange(
            event,
            replace(
                event,
                starts_at=None,
                ends_at=None,
                earliest=None,
                latest=None,
                precision=Precision.UNKNOWN,
                order=first + index,
            ),
        )
        for index, event in enumerate(events)
    )
    return Edit(events_label(_("take the time from"), events), changes)


def reorder_undated(dossier: Dossier, event_id: str, position: int) -> Edit:
    """Put an undated event at a position among the undated ones, 0 being the first."""
    event = dossier.get(TimelineEvent, event_id)
    others = [other for other in _undated(dossier) if other.id != event_id]
    others.insert(max(0, position), event)
    changes = tuple(
        RecordChange(other, replace(other, order=order)) for order, other in enumerate(others)
    )
    return Edit(events_label(_("move"), [event]), changes if event.starts_at is None else ())


def _undated(dossier: Dossier) -> list[TimelineEvent]:
    undated = (event for event in dossier.all(TimelineEvent) if event.starts_at is None)
    return sorted(undated, key=event_order)
