"""What the edits do: numbers, limits, cascades, copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from postmortem_desktop.domain.agenda import IdeaOutcome, ParkedIdea
from postmortem_desktop.domain.codec import encode
from postmortem_desktop.domain.dossier import REFERENCES, Dossier
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.fields import FieldValue
from postmortem_desktop.domain.findings import ActionItem, ContributingFactor
from postmortem_desktop.domain.interviews import Answer, Interview, InterviewStatus
from postmortem_desktop.domain.kinds import (
    Basis,
    EventKind,
    LinkKind,
    MilestoneKind,
    Precision,
    Status,
)
from postmortem_desktop.domain.records import (
    KeptPhrase,
    Lane,
    Link,
    Milestone,
    Numbering,
    Participant,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.editing import (
    evidence_edits,
    finding_edits,
    interview_edits,
    lane_edits,
    link_edits,
    milestone_edits,
    postmortem_edits,
    timeline_edits,
)
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.errors import RecordError
from postmortem_desktop.exchange.samples import load_sample
from postmortem_desktop.exchange.templates import load_builtin_template

if TYPE_CHECKING:
    from tests.editing.conftest import Desk

AT = datetime(2026, 10, 14, 12, 22, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def titled(dossier: Dossier, title: str) -> TimelineEvent:
    return next(event for event in dossier.all(TimelineEvent) if event.title.startswith(title))


def test_a_new_event_takes_the_next_number_which_is_never_given_again(desk: Desk) -> None:
    lane = desk.dossier.lanes()[0].id
    first = timeline_edits.add_event(desk.dossier, desk.ids, lane, "First", AT)
    desk.do(first)
    event = desk.dossier.get(TimelineEvent, first.changes[-1].record_id)
    assert (event.number, desk.dossier.numbering.next_event) == (28, 29)
    desk.do(timeline_edits.remove_events(desk.dossier, [event.id]))
    second = timeline_edits.add_event(desk.dossier, desk.ids, lane, "Second", AT)
    desk.do(second)
    assert desk.dossier.get(TimelineEvent, second.changes[-1].record_id).number == 29


def test_undated_events_line_up_behind_each_other(desk: Desk) -> None:
    lane = desk.dossier.lanes()[0].id
    for title in ("one", "two"):
        desk.do(timeline_edits.add_event(desk.dossier, desk.ids, lane, title, None))
    assert [e.title for e in desk.dossier.events()][-3:] == [
        "A colleague reports slow test orders",
        "one",
        "two",
    ]


def test_a_group_keeps_its_distances_and_stops_at_the_last_lane(desk: Desk) -> None:
    dossier = desk.dossier
    lanes = [lane.id for lane in dossier.lanes()]
    moved = [titled(dossier, "Latency SLO"), titled(dossier, "Joins call")]
    rows = [lanes.index(event.lane_id) for event in moved]
    assert rows == [1, 3]
    desk.do(timeline_edits.move_events(dossier, [e.id for e in moved], 4 * MINUTE, 3))
    now = [dossier.get(TimelineEvent, event.id) for event in moved]
    assert [lanes.index(event.lane_id) for event in now] == [2, 4]
    assert [b.starts_at - a.starts_at for a, b in zip(moved, now, strict=True)] == [4 * MINUTE] * 2


def test_a_locked_event_stays_where_it_is_when_its_group_moves(desk: Desk) -> None:
    event = titled(desk.dossier, "Latency SLO")
    desk.do(timeline_edits.change_event(desk.dossier, event.id, locked=True))
    locked = desk.dossier.get(TimelineEvent, event.id)
    assert desk.do(timeline_edits.move_events(desk.dossier, [event.id], MINUTE, 1)) is None
    assert desk.dossier.get(TimelineEvent, event.id) == locked


def test_dragging_the_end_before_the_start_makes_an_instant(desk: Desk) -> None:
    event = titled(desk.dossier, "Purges CDN")
    assert event.starts_at is not None
    desk.do(timeline_edits.resize_event(desk.dossier, event.id, event.starts_at, event.starts_at))
    assert desk.dossier.get(TimelineEvent, event.id).ends_at is None


def test_removing_a_lane_takes_its_events_and_their_ties_but_not_what_was_told(desk: Desk) -> None:
    dossier = desk.dossier
    lane = next(lane for lane in dossier.lanes() if lane.title == "Monitoring")
    gone = {event.id for event in dossier.events() if event.lane_id == lane.id}
    assert len(gone) == 5
    answers, detected = len(dossier.all(Answer)), dossier.milestone(MilestoneKind.DETECTED)
    assert detected is not None
    assert detected.event_id in gone
    desk.do(postmortem_edits.set_value(dossier, desk.ids, min(gone), "note", "x"))
    desk.do(postmortem_edits.keep_phrase(dossier, desk.ids, min(gone), "x", "y"))
    desk.do(lane_edits.remove_lane(dossier, lane.id))
    assert not gone & {event.id for event in dossier.events()}
    assert not [x for x in dossier.all(Link) if {x.source_id, x.target_id} & gone]
    assert not [v for v in dossier.all(FieldValue) if v.owner_id in gone]
    assert dossier.all(KeptPhrase) == []
    assert len(dossier.all(Answer)) == answers
    assert dossier.get(Milestone, detected.id).event_id is None
    assert all(
        getattr(record, name) is None or dossier.find(kind, getattr(record, name))
        for record in dossier.everything()
        for name, kind in REFERENCES.get(type(record), {}).items()
    )


def test_a_lane_below_a_removed_one_stays_without_it(desk: Desk) -> None:
    upper, lower = desk.dossier.lanes()[:2]
    desk.do(lane_edits.change_lane(desk.dossier, lower.id, parent_id=upper.id))
    desk.do(lane_edits.remove_lane(desk.dossier, upper.id))
    assert desk.dossier.get(Lane, lower.id).parent_id is None


def test_removing_a_person_takes_what_they_told_but_not_the_events_made_from_it(
    desk: Desk,
) -> None:
    person = desk.dossier.participants()[0]
    told = desk.dossier.interview_of(person.id)
    assert told is not None
    answers = {answer.id for answer in desk.dossier.answers_of(told.id)}
    events = desk.dossier.all(TimelineEvent)
    desk.do(postmortem_edits.remove_participant(desk.dossier, person.id))
    assert desk.dossier.find(Participant, person.id) is None
    assert desk.dossier.find(Interview, told.id) is None
    assert not answers & {answer.id for answer in desk.dossier.all(Answer)}
    assert not [x for x in desk.dossier.all(Link) if {x.source_id, x.target_id} & answers]
    assert desk.dossier.all(TimelineEvent) == events


def test_the_first_answer_begins_the_interview(desk: Desk) -> None:
    desk.do(postmortem_edits.add_participant(desk.dossier, desk.ids, "Scribe"))
    person = desk.dossier.participants()[-1]
    assert person.order == 4
    desk.do(interview_edits.add_answer(desk.dossier, desk.ids, person.id, "I wrote."))
    interview = desk.dossier.interview_of(person.id)
    assert interview is not None
    assert interview.status is InterviewStatus.IN_CONVERSATION
    (answer,) = desk.dossier.answers_of(interview.id)
    assert (answer.number, answer.order, desk.dossier.numbering.next_answer) == (20, 0, 21)


def test_a_sentence_becomes_an_event_tied_to_its_answer(desk: Desk) -> None:
    answer = desk.dossier.all(Answer)[1]
    edit = interview_edits.event_from_answer(
        desk.dossier, desk.ids, answer.id, "I purged the shop", desk.dossier.lanes()[2].id, AT
    )
    desk.do(edit)
    event = desk.dossier.get(TimelineEvent, edit.changes[-2].record_id)
    assert (event.kind, event.precision, event.basis) == (
        EventKind.ACTION,
        Precision.APPROXIMATE,
        Basis.MEMORY_OF_ONE,
    )
    assert event in desk.dossier.linked(answer.id, TimelineEvent)
    assert answer in desk.dossier.linked(event.id, Answer)


def test_what_comes_from_a_private_answer_is_private_too(desk: Desk) -> None:
    answer = next(answer for answer in desk.dossier.all(Answer) if answer.private)
    lane = desk.dossier.lanes()[0].id
    event = interview_edits.event_from_answer(desk.dossier, desk.ids, answer.id, "x", lane, AT)
    factor = interview_edits.factor_from_answer(desk.dossier, desk.ids, answer.id, "y")
    desk.do(event)
    desk.do(factor)
    assert desk.dossier.get(TimelineEvent, event.changes[-2].record_id).private
    assert desk.dossier.get(ContributingFactor, factor.changes[0].record_id).private


def test_an_action_from_a_private_factor_is_private_too(desk: Desk) -> None:
    factor, other = desk.dossier.factors()[:2]
    desk.do(finding_edits.change_item(desk.dossier, ContributingFactor, factor.id, private=True))
    for source, expected in ((factor, True), (other, False)):
        edit = finding_edits.add_action(desk.dossier, desk.ids, "Alert on it", from_id=source.id)
        desk.do(edit)
        assert desk.dossier.get(ActionItem, edit.changes[0].record_id).private is expected


def test_a_milestone_is_set_moved_and_taken_away(desk: Desk) -> None:
    kind = MilestoneKind.DETECTED
    desk.do(milestone_edits.set_milestone(desk.dossier, desk.ids, kind, None))
    assert desk.dossier.milestone(kind) is None
    assert desk.do(milestone_edits.set_milestone(desk.dossier, desk.ids, kind, None)) is None
    desk.do(milestone_edits.set_milestone(desk.dossier, desk.ids, kind, AT))
    desk.do(milestone_edits.set_milestone(desk.dossier, desk.ids, kind, AT + MINUTE))
    assert [m.at for m in desk.dossier.all(Milestone) if m.kind is kind] == [AT + MINUTE]


def test_two_records_are_tied_once_by_a_kind_and_never_to_and_fro(desk: Desk) -> None:
    a, b = (event.id for event in desk.dossier.events()[10:12])
    kind = LinkKind.INFLUENCED
    assert desk.do(link_edits.link_records(desk.dossier, desk.ids, a, b, kind))
    assert desk.do(link_edits.link_records(desk.dossier, desk.ids, a, b, kind)) is None
    assert desk.do(link_edits.link_records(desk.dossier, desk.ids, b, a, kind)) is None
    assert desk.do(link_edits.link_records(desk.dossier, desk.ids, a, b, LinkKind.CONTRADICTS))
    desk.do(link_edits.unlink_records(desk.dossier, b, a))
    assert not [x for x in desk.dossier.all(Link) if {x.source_id, x.target_id} == {a, b}]


@pytest.mark.parametrize(("position", "expected"), [(0, "MCPDS"), (1, "CMPDS"), (4, "CPDSM")])
def test_a_lane_is_put_at_a_position(desk: Desk, position: int, expected: str) -> None:
    lane = next(lane for lane in desk.dossier.lanes() if lane.title == "Monitoring")
    desk.do(lane_edits.reorder_lane(desk.dossier, lane.id, position))
    assert "".join(lane.title[0] for lane in desk.dossier.lanes()) == expected


def test_an_item_is_put_at_a_position(desk: Desk) -> None:
    titles = [factor.title for factor in desk.dossier.factors()]
    last = desk.dossier.factors()[-1]
    desk.do(finding_edits.reorder_item(desk.dossier, ContributingFactor, last.id, 0))
    assert [f.title for f in desk.dossier.factors()] == [titles[3], *titles[:3]]


def test_a_parked_idea_becomes_an_action_that_knows_where_it_came_from(desk: Desk) -> None:
    idea = desk.dossier.all(ParkedIdea)[0]
    edit = finding_edits.action_from_idea(desk.dossier, desk.ids, idea.id)
    desk.do(edit)
    action = desk.dossier.get(ActionItem, edit.changes[0].record_id)
    assert action.title == "Move pool size into the service's own repository"
    assert desk.dossier.linked(action.id, ParkedIdea)[0].outcome is IdeaOutcome.ACTION


def test_a_declined_idea_keeps_the_reason(desk: Desk) -> None:
    idea = desk.dossier.all(ParkedIdea)[1]
    desk.do(finding_edits.decline_idea(desk.dossier, idea.id, "Not this year."))
    declined = desk.dossier.get(ParkedIdea, idea.id)
    assert (declined.outcome, declined.reason) == (IdeaOutcome.DECLINED, "Not this year.")


def test_a_value_that_was_never_there_is_not_taken_away(desk: Desk) -> None:
    edit = postmortem_edits.set_value(
        desk.dossier, desk.ids, desk.dossier.postmortem.id, "unknown", None
    )
    assert desk.do(edit) is None


def test_an_unknown_zone_is_refused_before_anything_is_made(desk: Desk) -> None:
    with pytest.raises(RecordError):
        postmortem_edits.change_postmortem(desk.dossier, zone="Berlin")


def test_a_new_session_takes_lanes_and_template_over(desk: Desk) -> None:
    template = load_builtin_template()
    edit = postmortem_edits.create_postmortem(desk.ids, lambda: AT, "Slow", "UTC", template)
    made = Dossier()
    made.check(edit)
    made.apply(edit)
    assert isinstance(edit.changes[0].record, Postmortem)
    assert made.postmortem.template == template
    assert [lane.title for lane in made.lanes()] == [lane.title for lane in template.lanes]
    assert [lane.order for lane in made.lanes()] == list(range(len(template.lanes)))
    assert (made.numbering.next_event, made.numbering.next_answer) == (1, 1)


def test_a_copy_has_new_ids_and_the_same_content(desk: Desk) -> None:
    original = desk.dossier
    finished = replace(
        original.postmortem, status=Status.FINISHED, finished_at=AT, seal="abc", archived=True
    )
    original = Dossier([finished, *(r for r in original.everything() if r.id != finished.id)])
    edit, renamed = postmortem_edits.copy_postmortem(
        original, desk.ids, lambda: AT + MINUTE, "Again"
    )
    copy = Dossier()
    copy.check(edit)
    copy.apply(edit)
    assert len(copy.everything()) == len(original.everything())
    assert not {r.id for r in copy.everything()} & {r.id for r in original.everything()}
    assert {r.postmortem_id for r in copy.everything()} == {copy.postmortem.id}
    assert (copy.postmortem.title, copy.postmortem.created_at) == ("Again", AT + MINUTE)
    assert copy.postmortem.status is Status.PREPARING
    assert (copy.postmortem.finished_at, copy.postmortem.seal) == (None, "")
    assert not copy.postmortem.archived

    def back(value: object) -> object:
        """Give the copy its old ids again."""
        old = {new: before for before, new in renamed.items()}
        return old.get(value, value) if isinstance(value, str) else value

    def content(dossier: Dossier) -> set[str]:
        return {
            repr({name: back(value) for name, value in encode(record).items()})
            for record in dossier.everything()
            if not isinstance(record, Postmortem)
        }

    assert content(copy) == content(original)


def item(number: int, text: str, minute: int | None, **values: object) -> EvidenceItem:
    return EvidenceItem(
        id=f"item-{number}",
        postmortem_id=load_sample().dossier.postmortem.id,
        batch_id="batch",
        text=text,
        at=None if minute is None else AT + minute * MINUTE,
        **values,  # type: ignore[arg-type]
    )


def test_an_import_that_places_uses_lanes_of_the_same_title_again(desk: Desk) -> None:
    batch = EvidenceBatch(
        id="batch",
        postmortem_id=desk.dossier.postmortem.id,
        source_name="chat.csv",
        format="table",
        imported_at=AT,
        item_count=4,
    )
    items = [
        item(1, "Alert", 0, lane="monitoring ", kind="alert"),
        item(2, "Ping", 1, lane="Network"),
        item(3, "No time", None),
        item(4, "Chatter", 2),
    ]
    before = {lane.id for lane in desk.dossier.lanes()}
    desk.do(evidence_edits.import_and_place(desk.dossier, batch, items, desk.ids, "chat.csv"))
    fresh = [lane for lane in desk.dossier.lanes() if lane.id not in before]
    assert [(lane.title, lane.order) for lane in fresh] == [("Network", 5), ("chat.csv", 6)]
    alert = titled(desk.dossier, "Alert")
    assert desk.dossier.get(Lane, alert.lane_id).title == "Monitoring"
    assert (alert.kind, alert.basis, alert.number) == (EventKind.ALERT, Basis.LOG, 28)
    assert [e.title for e in desk.dossier.events() if e.number > 27] == ["Alert", "Ping", "Chatter"]
    assert [x.target_id for x in desk.dossier.links_of(alert.id)] == ["item-1"]


def test_an_item_dropped_elsewhere_takes_the_time_it_was_dropped_at(desk: Desk) -> None:
    lane = desk.dossier.lanes()[4].id
    span = item(1, "Purge", 0, ends_at=AT + 5 * MINUTE)
    edit = evidence_edits.place_item(desk.dossier, span, desk.ids, lane, AT + 2 * MINUTE)
    desk.do(edit)
    event = desk.dossier.get(TimelineEvent, edit.changes[-2].record_id)
    assert (event.starts_at, event.ends_at) == (AT + 2 * MINUTE, AT + 7 * MINUTE)
    undated = evidence_edits.place_item(desk.dossier, item(2, "x", None), desk.ids, lane, AT)
    desk.do(undated)
    placed = desk.dossier.get(TimelineEvent, undated.changes[-2].record_id)
    assert (placed.starts_at, placed.precision) == (AT, Precision.APPROXIMATE)


def test_there_is_one_numbering_and_every_event_has_its_own_number(desk: Desk) -> None:
    assert len(desk.dossier.all(Numbering)) == 1
    numbers = [event.number for event in desk.dossier.all(TimelineEvent)]
    assert sorted(numbers) == list(range(1, 28))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "short"),
        ("two\n lines", "two lines"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("word " * 8 + "end", "word word word word word word word word…"),
    ],
)
def test_a_long_text_is_shortened_for_a_label(text: str, expected: str) -> None:
    assert shortened(text) == expected
