"""Every edit builder: it names what it does, does it through the editor, and undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.agenda import ParkedIdea
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.findings import (
    ActionItem,
    ActionKind,
    ContributingFactor,
    Finding,
    FindingKind,
)
from postmortem_desktop.domain.interviews import Answer, InterviewStatus
from postmortem_desktop.domain.kinds import Basis, LinkKind, MilestoneKind
from postmortem_desktop.domain.records import Link
from postmortem_desktop.editing import (
    clock_edits,
    evidence_edits,
    finding_edits,
    interview_edits,
    lane_edits,
    link_edits,
    milestone_edits,
    postmortem_edits,
    reshaping_edits,
    timeline_edits,
    undated_edits,
)
from postmortem_desktop.exchange.samples import load_sample

if TYPE_CHECKING:
    from tests.editing.conftest import Desk

Build = Callable[[Dossier, IdSource], Edit]

AT = datetime(2026, 10, 14, 12, 22, 10, tzinfo=UTC)


def batch(dossier: Dossier) -> EvidenceBatch:
    return EvidenceBatch(
        id="batch",
        postmortem_id=dossier.postmortem.id,
        source_name="chat.csv",
        format="table",
        imported_at=AT,
        item_count=2,
    )


def first_person(dossier: Dossier) -> str:
    return dossier.participants()[0].id


def middle_of_the_first_span(dossier: Dossier) -> tuple[str, datetime]:
    span = next(event for event in dossier.events() if event.duration)
    assert span.starts_at is not None
    return span.id, span.starts_at + span.duration / 2


BUILDS: list[tuple[str, Build]] = [
    (
        "add “Cache is warm”",
        lambda d, ids: timeline_edits.add_event(d, ids, d.lanes()[0].id, "Cache is warm", AT),
    ),
    (
        "move “Latency SLO burn alert”",
        lambda d, _: timeline_edits.move_event(d, d.events()[4].id, AT, d.lanes()[0].id),
    ),
    (
        "move 2 events",
        lambda d, _: timeline_edits.move_events(
            d, [e.id for e in d.events()[:2]], timedelta(minutes=3), 1
        ),
    ),
    (
        "change the duration of “Latency SLO burn alert”",
        lambda d, _: timeline_edits.resize_event(
            d, d.events()[4].id, AT, AT + timedelta(minutes=5)
        ),
    ),
    (
        "change “Latency SLO burn alert”",
        lambda d, _: timeline_edits.change_event(d, d.events()[4].id, starred=False),
    ),
    (
        "rename “Latency SLO burn alert”",
        lambda d, _: timeline_edits.rename_event(d, d.events()[4].id, "Burn alert"),
    ),
    (
        "delete “Latency SLO burn alert”",
        lambda d, _: timeline_edits.remove_events(d, [d.events()[4].id]),
    ),
    (
        "delete 3 events",
        lambda d, _: timeline_edits.remove_events(d, [e.id for e in d.events()[:3]]),
    ),
    ("add the lane “Network”", lambda d, ids: lane_edits.add_lane(d, ids, "Network")),
    (
        "change the lane “Monitoring”",
        lambda d, _: lane_edits.change_lane(d, d.lanes()[1].id, collapsed=True),
    ),
    (
        "move the lane “Monitoring”",
        lambda d, _: lane_edits.reorder_lane(d, d.lanes()[1].id, 4),
    ),
    (
        "delete the lane “Monitoring”",
        lambda d, _: lane_edits.remove_lane(d, d.lanes()[1].id),
    ),
    (
        "set a milestone",
        lambda d, ids: milestone_edits.set_milestone(d, ids, MilestoneKind.DETECTED, AT),
    ),
    (
        "set a milestone",
        lambda d, ids: milestone_edits.set_milestone(d, ids, MilestoneKind.DETECTED, None),
    ),
    (
        "link",
        lambda d, ids: link_edits.link_records(
            d, ids, d.events()[0].id, d.events()[9].id, LinkKind.INFLUENCED
        ),
    ),
    (
        "take the link away",
        lambda d, _: link_edits.unlink_records(d, d.events()[0].id, d.events()[2].id),
    ),
    (
        "write an answer",
        lambda d, ids: interview_edits.add_answer(d, ids, first_person(d), "It was quiet."),
    ),
    (
        "change an answer",
        lambda d, _: interview_edits.change_answer(d, d.all(Answer)[0].id, text="Else."),
    ),
    (
        "delete an answer",
        lambda d, _: interview_edits.remove_answer(d, d.all(Answer)[1].id),
    ),
    (
        "change the interview",
        lambda d, ids: interview_edits.set_interview(
            d, ids, first_person(d), status=InterviewStatus.DONE
        ),
    ),
    (
        "put “It was quiet.” on the timeline",
        lambda d, ids: interview_edits.event_from_answer(
            d, ids, d.all(Answer)[0].id, "It was quiet.", d.lanes()[0].id, AT
        ),
    ),
    (
        "add the factor “It was quiet.”",
        lambda d, ids: interview_edits.factor_from_answer(
            d, ids, d.all(Answer)[0].id, "It was quiet."
        ),
    ),
    ("add “Two boards”", lambda d, ids: finding_edits.add_factor(d, ids, "Two boards")),
    (
        "add “Notes helped”",
        lambda d, ids: finding_edits.add_finding(d, ids, FindingKind.HELPED, "Notes helped"),
    ),
    (
        "add “Link the panel”",
        lambda d, ids: finding_edits.add_action(
            d, ids, "Link the panel", kind=ActionKind.DETECT, from_id=d.factors()[0].id
        ),
    ),
    ("park “Game day”", lambda d, ids: finding_edits.park_idea(d, ids, "Game day", AT)),
    (
        "add “Move pool size into the service's own r…”",
        lambda d, ids: finding_edits.action_from_idea(d, ids, d.all(ParkedIdea)[0].id),
    ),
    (
        "decide against “Game day for slow databases”",
        lambda d, _: finding_edits.decline_idea(d, d.all(ParkedIdea)[1].id, "No time this year."),
    ),
    (
        "change “Improve monitoring”",
        lambda d, _: finding_edits.change_item(d, ActionItem, d.actions()[4].id, owner="Payments"),
    ),
    (
        "delete “Signal not where people look”",
        lambda d, _: finding_edits.remove_item(d, ContributingFactor, d.factors()[0].id),
    ),
    (
        "move “Wait-event chart in the call”",
        lambda d, _: finding_edits.reorder_item(d, Finding, d.findings()[0].id, 2),
    ),
    (
        "change the facts",
        lambda d, _: postmortem_edits.change_postmortem(d, severity="SEV 1"),
    ),
    (
        "delete “Checkout latency after pool change”",
        lambda d, _: postmortem_edits.move_to_bin(d, AT),
    ),
    (
        "archive “Checkout latency after pool change”",
        lambda d, _: postmortem_edits.archive(d, archived=True),
    ),
    ("add “Scribe”", lambda d, ids: postmortem_edits.add_participant(d, ids, "Scribe")),
    (
        "change “Payments on-call”",
        lambda d, _: postmortem_edits.change_participant(d, first_person(d), team="Shop"),
    ),
    (
        "delete “Payments on-call”",
        lambda d, _: postmortem_edits.remove_participant(d, first_person(d)),
    ),
    (
        "change a field",
        lambda d, ids: postmortem_edits.set_value(d, ids, d.postmortem.id, "support_tickets", 42),
    ),
    (
        "change a field",
        lambda d, ids: postmortem_edits.set_value(d, ids, d.postmortem.id, "support_tickets", None),
    ),
    (
        "change a field",
        lambda d, ids: postmortem_edits.set_value(d, ids, d.events()[0].id, "note", "x"),
    ),
    (
        "keep “I was stupid” as said",
        lambda d, ids: postmortem_edits.keep_phrase(
            d, ids, d.all(Answer)[3].id, "competence", "I was stupid"
        ),
    ),
    ("import 2 items", lambda d, _: evidence_edits.import_batch(d, batch(d))),
    (
        "import 2 items",
        lambda d, ids: evidence_edits.import_and_place(
            d, batch(d), load_sample().evidence[:2], ids, "Chat"
        ),
    ),
    (
        "place “release watch started for 4f2c9e1”",
        lambda d, ids: evidence_edits.place_item(
            d, load_sample().evidence[1], ids, d.lanes()[1].id
        ),
    ),
    (
        "change 2 events",
        lambda d, _: timeline_edits.change_events(
            d, [e.id for e in d.events()[:2]], basis=Basis.GRAPH
        ),
    ),
    (
        "duplicate “Latency SLO burn alert”",
        lambda d, ids: reshaping_edits.duplicate_events(d, ids, [d.events()[4].id]),
    ),
    (
        "split “Release dashboard stays green”",
        lambda d, ids: reshaping_edits.split_event(d, ids, *middle_of_the_first_span(d)),
    ),
    (
        "merge 3 events",
        lambda d, _: reshaping_edits.merge_events(d, [e.id for e in d.events()[3:6]]),
    ),
    (
        "shift the lane “Monitoring” by −1 h 12 s",
        lambda d, _: clock_edits.shift_lane(d, d.lanes()[1].id, -timedelta(hours=1, seconds=12)),
    ),
    (
        "shift the time of 2 events",
        lambda d, _: clock_edits.shift_events(
            d, [e.id for e in d.events()[:2]], timedelta(seconds=12), "clock of the router"
        ),
    ),
    (
        "take the time from 2 events",
        lambda d, _: undated_edits.undate_events(d, [e.id for e in d.events()[:2]]),
    ),
    (
        "move the lane “Monitoring”",
        lambda d, _: lane_edits.nest_lane(d, d.lanes()[1].id, d.lanes()[0].id),
    ),
    (
        "change the link",
        lambda d, _: link_edits.change_link(d, d.all(Link)[0].id, LinkKind.CONTRADICTS),
    ),
]


@pytest.mark.parametrize(
    ("label", "build"), BUILDS, ids=[f"{n} {label}" for n, (label, _) in enumerate(BUILDS)]
)
def test_each_edit_is_named_done_undone_and_redone(desk: Desk, label: str, build: Build) -> None:
    before = desk.dossier.snapshot()
    edit = build(desk.dossier, desk.ids)
    assert desk.dossier == before, "building an edit changes nothing"
    assert edit.label == label
    assert desk.do(edit) is not None
    after = desk.dossier.snapshot()
    assert after != before
    desk.editor.undo()
    assert desk.dossier == before
    desk.editor.redo()
    assert desk.dossier == after


def test_all_of_them_can_be_taken_back_one_after_the_other(desk: Desk) -> None:
    start = desk.dossier.snapshot()
    states = [start]
    for build in (
        BUILDS[0][1],
        BUILDS[16][1],
        BUILDS[20][1],
        BUILDS[11][1],
        BUILDS[36][1],
        BUILDS[24][1],
    ):
        desk.do(build(desk.dossier, desk.ids))
        states.append(desk.dossier.snapshot())
    for state in reversed(states[:-1]):
        desk.editor.undo()
        assert desk.dossier == state
    assert desk.editor.undo() is None


def test_typing_in_the_field_of_a_builder_is_one_step(desk: Desk) -> None:
    event = desk.dossier.events()[0]
    for text in ("a", "ab", "abc"):
        desk.do(timeline_edits.change_event(desk.dossier, event.id, merge="detail", detail=text))
    assert len(desk.history.done) == 1
    desk.editor.undo()
    assert desk.dossier.get(type(event), event.id) == event


def test_typing_in_two_events_is_two_steps(desk: Desk) -> None:
    for event in desk.dossier.events()[:2]:
        desk.do(timeline_edits.change_event(desk.dossier, event.id, merge="detail", detail="x"))
    assert len(desk.history.done) == 2


def test_a_new_answer_and_the_typing_in_it_are_one_step(desk: Desk) -> None:
    before = desk.dossier.snapshot()
    person = first_person(desk.dossier)
    edit = interview_edits.add_answer(desk.dossier, desk.ids, person, "I", merge="text")
    desk.do(edit)
    answer_id = edit.changes[-1].record_id
    desk.do(interview_edits.change_answer(desk.dossier, answer_id, merge="text", text="I saw it"))
    desk.editor.undo()
    assert desk.dossier == before
    desk.editor.redo()
    assert desk.dossier.get(Answer, answer_id).text == "I saw it"


def test_a_typed_value_of_a_new_field_is_one_step(desk: Desk) -> None:
    before = desk.dossier.snapshot()
    owner = desk.dossier.events()[0].id
    for text in ("a", "ab"):
        desk.do(
            postmortem_edits.set_value(desk.dossier, desk.ids, owner, "note", text, merge="value")
        )
    assert len(desk.history.done) == 1
    desk.editor.undo()
    assert desk.dossier == before


def test_an_item_without_a_title_still_has_a_label(desk: Desk) -> None:
    lane = replace(desk.dossier.lanes()[0], title="")
    dossier = Dossier([*(r for r in desk.dossier.everything() if r.id != lane.id), lane])
    assert lane_edits.remove_lane(dossier, lane.id).label == "delete the lane “”"
