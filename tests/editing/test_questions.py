"""Questions that wait for a person, probes set aside, and words that give no hints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postmortem_desktop.domain.audience import prepared_for
from postmortem_desktop.domain.edits import Edit, RecordChange
from postmortem_desktop.domain.findings import ContributingFactor
from postmortem_desktop.domain.interviews import Answer, InterviewStatus
from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.domain.records import KeptPhrase, Link, Participant, TimelineEvent
from postmortem_desktop.editing import interview_edits, postmortem_edits
from postmortem_desktop.editing.wording import (
    ALL_SILENT,
    hinted_records,
    listed_hints,
    moment_of,
    open_hints,
    sieve_of,
)
from postmortem_desktop.exchange.markdown import export_markdown
from postmortem_desktop.phrasing import Tier

if TYPE_CHECKING:
    from tests.editing.conftest import Desk

ASKED = "What could be seen on the board at that minute?"
BLAMING = "Ana should have noticed the alert. "


def somebody_new(desk: Desk) -> Participant:
    desk.do(postmortem_edits.add_participant(desk.dossier, desk.ids, "Scribe"))
    return desk.dossier.participants()[-1]


def test_a_question_waits_for_a_person_whose_interview_has_not_begun(desk: Desk) -> None:
    person = somebody_new(desk)
    event = desk.dossier.events()[0]
    desk.do(
        interview_edits.take_question(desk.dossier, desk.ids, person.id, ASKED, event_id=event.id)
    )
    interview = desk.dossier.interview_of(person.id)
    assert interview is not None
    assert interview.status is InterviewStatus.NOT_STARTED
    (answer,) = desk.dossier.answers_of(interview.id)
    assert (answer.question, answer.text, answer.event_id) == (ASKED, "", event.id)
    assert answer.is_waiting
    assert desk.history.done[-1].edit.label == (
        "take “What could be seen on the board at that…” into the interview"
    )


def test_the_first_words_to_a_waiting_question_begin_the_interview_in_the_same_step(
    desk: Desk,
) -> None:
    person = somebody_new(desk)
    taken = interview_edits.take_question(desk.dossier, desk.ids, person.id, ASKED)
    desk.do(taken)
    before = len(desk.history.done)
    for text in ("A", "A flat line."):
        answer_id = taken.changes[-1].record_id
        desk.do(interview_edits.change_answer(desk.dossier, answer_id, merge="text", text=text))
    assert len(desk.history.done) == before + 1
    interview = desk.dossier.interview_of(person.id)
    assert interview is not None
    assert interview.status is InterviewStatus.IN_CONVERSATION
    desk.editor.undo()
    interview = desk.dossier.interview_of(person.id)
    assert interview is not None
    assert interview.status is InterviewStatus.NOT_STARTED


@pytest.mark.parametrize("audience", list(AudienceKind))
def test_a_question_that_waits_leaves_the_desk_for_nobody(
    desk: Desk, audience: AudienceKind
) -> None:
    person = desk.dossier.participants()[0]
    factor = desk.dossier.factors()[0]
    taken = interview_edits.take_question(desk.dossier, desk.ids, person.id, ASKED)
    desk.do(taken)
    answer_id = taken.changes[-1].record_id
    desk.do(Edit("tie", (RecordChange(None, a_link(desk, factor, answer_id)),)))
    prepared = prepared_for(desk.dossier, audience)
    assert prepared.find(Answer, answer_id) is None
    assert answer_id not in {link.target_id for link in prepared.all(Link)}
    assert ASKED not in export_markdown(prepared)
    desk.do(interview_edits.change_answer(desk.dossier, answer_id, text="A flat line."))
    assert ASKED in export_markdown(prepared_for(desk.dossier, audience))


def a_link(desk: Desk, factor: ContributingFactor, answer_id: str) -> Link:
    known = desk.dossier.all(Link)[0]
    return replace(known, id="tie", source_id=factor.id, target_id=answer_id)


def test_a_dropped_question_is_gone_and_undo_brings_it_back(desk: Desk) -> None:
    person = desk.dossier.participants()[0]
    taken = interview_edits.take_question(desk.dossier, desk.ids, person.id, ASKED)
    desk.do(taken)
    answer_id = taken.changes[-1].record_id
    desk.do(interview_edits.drop_question(desk.dossier, answer_id))
    assert desk.dossier.find(Answer, answer_id) is None
    desk.editor.undo()
    assert desk.dossier.get(Answer, answer_id).question == ASKED


def test_the_lane_of_an_event_names_who_to_ask(desk: Desk) -> None:
    dossier = desk.dossier
    own = next(e for e in dossier.events() if e.title == "Decides to revert the pool change")
    other = next(e for e in dossier.events() if e.title == "Latency SLO burn alert")
    named = interview_edits.people_named_by(dossier, own.id)
    assert [person.role_then for person in named] == ["Payments on-call"]
    assert interview_edits.people_named_by(dossier, other.id) == []
    assert interview_edits.people_named_by(dossier, dossier.factors()[0].id) == []


def test_a_question_is_about_the_event_it_came_from_or_the_only_one_tied(desk: Desk) -> None:
    dossier = desk.dossier
    event = dossier.events()[0]
    assert interview_edits.event_behind(dossier, event.id) == event.id
    about = next(a for a in dossier.all(Answer) if a.event_id)
    assert interview_edits.event_behind(dossier, about.id) == about.event_id
    counts = {f.id: len(dossier.linked(f.id, TimelineEvent)) for f in dossier.factors()}
    for factor_id, count in counts.items():
        found = interview_edits.event_behind(dossier, factor_id)
        assert (found is not None) == (count == 1)


def test_muted_words_give_no_hint_anywhere_whatever_their_case(desk: Desk) -> None:
    sieve = sieve_of(desk.dossier)
    (hint,) = sieve.hints("somewhere", BLAMING)
    words = BLAMING[hint.start : hint.end]
    desk.do(postmortem_edits.mute_words(desk.dossier, desk.ids, words.upper()))
    sieve = sieve_of(desk.dossier)
    assert sieve.hints("somewhere", BLAMING) == []
    assert sieve.hints("elsewhere", BLAMING.replace("should", "Should")) == []
    assert len(sieve.hints("somewhere", "Tom should have noticed the alert.")) == 1
    desk.editor.undo()
    assert len(sieve_of(desk.dossier).hints("somewhere", BLAMING)) == 1


def test_words_kept_as_said_are_passed_over_in_their_record_only(desk: Desk) -> None:
    (hint,) = sieve_of(desk.dossier).hints("one", BLAMING)
    words = BLAMING[hint.start : hint.end]
    kept = postmortem_edits.keep_phrase(desk.dossier, desk.ids, "one", hint.category, words)
    desk.do(kept)
    sieve = sieve_of(desk.dossier)
    assert sieve.hints("one", BLAMING) == []
    assert len(sieve.hints("two", BLAMING)) == 1


def test_a_kind_that_is_switched_off_gives_no_hints_nor_counts_for_the_report(desk: Desk) -> None:
    event = desk.dossier.events()[0]
    change = RecordChange(event, replace(event, title=BLAMING))
    desk.do(Edit("blame", (change,)))
    (found,) = [h for h in open_hints(desk.dossier) if h.record_id == event.id]
    kind = found.hint.category
    assert not [h for h in open_hints(desk.dossier, [kind]) if h.record_id == event.id]
    assert open_hints(desk.dossier, ALL_SILENT) == []
    assert sieve_of(desk.dossier, [kind]).hints(event.id, BLAMING) == []


def test_a_hint_asks_about_the_time_of_its_record(desk: Desk) -> None:
    dossier = desk.dossier
    event = next(e for e in dossier.events() if e.title == "Decides to revert the pool change")
    assert moment_of(dossier, event.id) == "14:44"
    (hint,) = sieve_of(dossier).hints(event.id, BLAMING, moment_of(dossier, event.id))
    assert any("14:44" in question for question in hint.questions)
    assert moment_of(dossier, dossier.factors()[0].id) == ""


def test_hard_and_soft_hints_are_listed_record_by_record(desk: Desk) -> None:
    event = desk.dossier.events()[0]
    quoted = "They said “Ana should have noticed the alert”."
    change = RecordChange(event, replace(event, title=BLAMING, detail=quoted))
    desk.do(Edit("blame", (change,)))
    record = desk.dossier.get(TimelineEvent, event.id)
    listed = listed_hints(desk.dossier, record, sieve_of(desk.dossier))
    assert [(item.hint.tier, item.words) for item in listed] == [
        (Tier.HARD, "Ana should have noticed"),
        (Tier.SOFT, "Ana should have noticed"),
    ]
    ids = [record.id for record in hinted_records(desk.dossier)]
    assert ids[:2] == [desk.dossier.postmortem.id, desk.dossier.events()[0].id]


def test_a_probe_set_aside_goes_with_its_interview(desk: Desk) -> None:
    person = desk.dossier.participants()[0]
    interview = desk.dossier.interview_of(person.id)
    assert interview is not None
    desk.do(interview_edits.set_probe_aside(desk.dossier, desk.ids, interview.id, "action.ways"))
    (aside,) = [k for k in desk.dossier.all(KeptPhrase) if k.owner_id == interview.id]
    assert aside.phrase == "action.ways"
    desk.do(postmortem_edits.remove_participant(desk.dossier, person.id))
    assert desk.dossier.find(KeptPhrase, aside.id) is None
