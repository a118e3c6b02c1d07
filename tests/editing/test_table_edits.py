"""Rows that become events, and times as they are typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import Lane, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.editing.table_edits import EventRow, add_rows, retime_event

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)


def event(event_id, starts_at, **values):
    return TimelineEvent(
        id=event_id, postmortem_id="pm", lane_id="a", title=event_id, starts_at=starts_at, **values
    )


@pytest.fixture
def dossier():
    return Dossier(
        [
            Postmortem(id="pm", title="Slow checkout", created_at=NOON),
            Numbering(id="numbers", postmortem_id="pm", next_event=3),
            Lane(id="a", postmortem_id="pm", title="Monitoring", order=0),
            Lane(id="b", postmortem_id="pm", title="Support lead", order=1),
            event("span", NOON, ends_at=NOON + timedelta(minutes=5), number=1),
            event("loose", None, order=4, number=2, precision=Precision.UNKNOWN),
        ]
    )


def applied(dossier, edit):
    dossier.check(edit)
    dossier.apply(edit)
    return [
        dossier.get(TimelineEvent, c.record_id)
        for c in edit.changes
        if c.before is None and isinstance(c.after, TimelineEvent)
    ]


def test_rows_become_events_in_one_edit_with_numbers_in_their_order(dossier):
    rows = [
        EventRow(title="Named", starts_at=NOON, lane="support  LEAD", kind=EventKind.MESSAGE),
        EventRow(title="Not named"),
        EventRow(title="Nor this"),
    ]
    edit = add_rows(dossier, CountingIds(), rows, "b")
    named, second, third = applied(dossier, edit)
    assert edit.label == "add 3 events"
    assert [named.lane_id, second.lane_id, third.lane_id] == ["b", "b", "b"]
    assert [named.number, second.number, third.number] == [3, 4, 5]
    assert [second.order, third.order] == [5, 6]
    assert [change.record_id for change in edit.changes[-3:]] == [named.id, second.id, third.id]
    dossier.apply(edit.inverted())
    assert dossier.numbering.next_event == 3


def test_a_lane_that_is_named_and_not_there_is_made_once_below_the_others(dossier):
    rows = [EventRow(title="A", lane="Network"), EventRow(title="B", lane="network ")]
    first, second = applied(dossier, add_rows(dossier, CountingIds(), rows))
    assert first.lane_id == second.lane_id
    assert [lane.title for lane in dossier.lanes()] == ["Monitoring", "Support lead", "Network"]


def test_without_any_lane_a_first_one_is_made():
    empty = Dossier(
        [
            Postmortem(id="pm", title="New", created_at=NOON),
            Numbering(id="numbers", postmortem_id="pm"),
        ]
    )
    edit = add_rows(empty, CountingIds(), [EventRow(title="It begins", starts_at=NOON)])
    (made,) = applied(empty, edit)
    assert edit.label == "add “It begins”"
    assert empty.get(Lane, made.lane_id).title == "Timeline"


def test_a_typed_start_keeps_the_duration_unless_an_end_is_typed_too(dossier):
    later = NOON + timedelta(hours=1)
    dossier.apply(retime_event(dossier, "span", later, Precision.MINUTE))
    moved = dossier.get(TimelineEvent, "span")
    assert (moved.starts_at, moved.duration) == (later, timedelta(minutes=5))
    end = later + timedelta(minutes=20)
    dossier.apply(retime_event(dossier, "span", later, Precision.MINUTE, end))
    assert dossier.get(TimelineEvent, "span").duration == timedelta(minutes=20)


def test_a_typed_start_dates_an_undated_event(dossier):
    dossier.apply(retime_event(dossier, "loose", NOON, Precision.MINUTE))
    dated = dossier.get(TimelineEvent, "loose")
    assert (dated.starts_at, dated.precision, dated.order) == (NOON, Precision.MINUTE, 0)
