"""Whatever people do, in whatever order: disk and memory agree, and undo goes back to nothing."""

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.findings import ActionItem, FindingKind
from postmortem_desktop.domain.interviews import Account, Answer
from postmortem_desktop.domain.kinds import LinkKind, MilestoneKind
from postmortem_desktop.domain.records import Lane, Link, Participant, TimelineEvent
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
from postmortem_desktop.errors import RecordError, StaleEditError
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from tests.editing.ground import NOON, TEMPLATE, Ground, moments, texts

longer_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=6)
accounts = st.sampled_from(Account)


class Session(Ground):
    """A facilitator at work on two post-mortems of one library, who now and then restarts."""

    @initialize(title=texts)
    def begin(self, title):
        self.stale = None
        self.create(title)
        (editor,) = self.editors.values()
        for number in range(3):
            lane = editor.dossier.lanes()[number % 2]
            editor.perform(
                timeline_edits.add_event(editor.dossier, self.ids, lane.id, f"{number}", NOON)
            )
        editor.perform(postmortem_edits.add_participant(editor.dossier, self.ids, "On-call"))
        (person,) = editor.dossier.participants()
        editor.perform(interview_edits.add_answer(editor.dossier, self.ids, person.id, "I saw"))

    # What people do

    @precondition(lambda self: len(self.editors) < 2)
    @rule(title=texts)
    def begin_another(self, title):
        self.create(title)

    @rule(data=st.data(), title=texts, at=st.none() | moments, minutes=st.integers(0, 90))
    def add_event(self, data, title, at, minutes):
        editor, lane = self.pick(data, Lane)
        if editor:
            ends_at = at + timedelta(minutes=minutes) if at and minutes else None
            editor.perform(
                timeline_edits.add_event(
                    editor.dossier, self.ids, lane.id, title, at, ends_at=ends_at
                )
            )

    @rule(data=st.data(), title=texts)
    def add_lane(self, data, title):
        if editor := self.pick_editor(data):
            editor.perform(lane_edits.add_lane(editor.dossier, self.ids, title))

    @rule(data=st.data(), letters=longer_texts, sealed=st.booleans())
    def type_into_a_title(self, data, letters, sealed):
        editor, event = self.pick(data, TimelineEvent)
        if not editor:
            return
        for length in range(len(letters) + 1):
            typed = timeline_edits.change_event(
                editor.dossier, event.id, merge="title", title=letters[:length]
            )
            editor.perform(typed)
        if sealed:
            editor.seal()

    @rule(data=st.data(), letters=longer_texts, takes_back=st.booleans())
    def type_into_the_summary(self, data, letters, takes_back):
        if editor := self.pick_editor(data):
            before = editor.dossier.postmortem.summary
            for summary in (letters, letters + ".", *([before] if takes_back else [])):
                edit = postmortem_edits.change_postmortem(
                    editor.dossier, merge="summary", summary=summary
                )
                editor.perform(edit)

    @rule(data=st.data(), at=moments)
    def move_event(self, data, at):
        editor, event = self.pick(data, TimelineEvent)
        if editor:
            lane = data.draw(st.sampled_from(editor.dossier.lanes()))
            editor.perform(timeline_edits.move_event(editor.dossier, event.id, at, lane.id))

    @rule(data=st.data(), at=moments, minutes=st.integers(-5, 60))
    def resize_event(self, data, at, minutes):
        editor, event = self.pick(data, TimelineEvent)
        if editor:
            ends_at = at + timedelta(minutes=minutes)
            editor.perform(timeline_edits.resize_event(editor.dossier, event.id, at, ends_at))

    @rule(data=st.data())
    def remove_events(self, data):
        editor, event = self.pick(data, TimelineEvent)
        if editor:
            other = data.draw(st.sampled_from(editor.dossier.events()))
            chosen = dict.fromkeys((event.id, other.id))
            editor.perform(timeline_edits.remove_events(editor.dossier, chosen))

    @rule(data=st.data())
    def remove_lane(self, data):
        editor, lane = self.pick(data, Lane)
        if editor:
            editor.perform(lane_edits.remove_lane(editor.dossier, lane.id))

    @rule(data=st.data(), kind=st.sampled_from(MilestoneKind), at=st.none() | moments)
    def set_milestone(self, data, kind, at):
        if editor := self.pick_editor(data):
            events = [None, *(event.id for event in editor.dossier.events())]
            event_id = data.draw(st.sampled_from(events))
            editor.perform(
                milestone_edits.set_milestone(editor.dossier, self.ids, kind, at, event_id)
            )

    @rule(data=st.data(), kind=st.sampled_from(LinkKind), untie=st.booleans())
    def link(self, data, kind, untie):
        editor, first = self.pick(data, TimelineEvent, Answer, ActionItem)
        if not editor:
            return
        ends = [r for r in editor.dossier.everything() if not isinstance(r, Link)]
        second = data.draw(st.sampled_from(ends))
        if untie:
            edit = link_edits.unlink_records(editor.dossier, first.id, second.id)
        else:
            edit = link_edits.link_records(editor.dossier, self.ids, first.id, second.id, kind)
        editor.perform(edit)

    @rule(data=st.data(), role=texts)
    def add_participant(self, data, role):
        if editor := self.pick_editor(data):
            editor.perform(postmortem_edits.add_participant(editor.dossier, self.ids, role))

    @rule(data=st.data(), text=texts, account=st.none() | accounts)
    def answer(self, data, text, account):
        editor, person = self.pick(data, Participant)
        if editor:
            editor.perform(
                interview_edits.add_answer(
                    editor.dossier, self.ids, person.id, text, account=account
                )
            )

    @rule(data=st.data(), sentence=texts, at=moments)
    def make_an_event_of_an_answer(self, data, sentence, at):
        editor, answer = self.pick(data, Answer)
        if editor and editor.dossier.lanes():
            lane = data.draw(st.sampled_from(editor.dossier.lanes()))
            editor.perform(
                interview_edits.event_from_answer(
                    editor.dossier, self.ids, answer.id, sentence, lane.id, at
                )
            )

    @rule(data=st.data())
    def remove_a_person_or_answer(self, data):
        editor, record = self.pick(data, Participant, Answer)
        if isinstance(record, Participant):
            editor.perform(postmortem_edits.remove_participant(editor.dossier, record.id))
        elif record:
            editor.perform(interview_edits.remove_answer(editor.dossier, record.id))

    @rule(data=st.data(), title=texts)
    def conclude(self, data, title):
        if editor := self.pick_editor(data):
            dossier = editor.dossier
            editor.perform(finding_edits.add_factor(dossier, self.ids, title))
            editor.perform(finding_edits.add_finding(dossier, self.ids, FindingKind.LUCK, title))
            editor.perform(finding_edits.add_action(dossier, self.ids, title))

    @rule(data=st.data(), count=st.integers(1, 3), goes_on=st.booleans())
    def import_evidence(self, data, count, goes_on):
        editor = self.pick_editor(data)
        if not editor:
            return
        of = {"postmortem_id": editor.dossier.postmortem.id}
        batch = EvidenceBatch(
            id=self.ids(),
            source_name="chat",
            format="csv",
            imported_at=NOON,
            item_count=count,
            **of,
        )
        items = [
            EvidenceItem(id=self.ids(), batch_id=batch.id, text=f"{n}", at=NOON, order=n, **of)
            for n in range(count)
        ]
        self.library.stage_evidence([(item, "raw") for item in items], Progress())
        if goes_on:
            editor.perform(evidence_edits.import_batch(editor.dossier, batch))

    @rule(data=st.data(), at=st.none() | moments)
    def place_evidence(self, data, at):
        editor, lane = self.pick(data, Lane)
        if not editor:
            return
        pages, postmortem_id = EvidencePages(self.library), editor.dossier.postmortem.id
        if rows := pages.page(postmortem_id, unplaced_only=True):
            before = pages.counts(postmortem_id)
            item = data.draw(st.sampled_from(rows)).item
            editor.perform(evidence_edits.place_item(editor.dossier, item, self.ids, lane.id, at))
            assert pages.counts(postmortem_id) == (before[0], before[1] - 1)

    @rule(data=st.data())
    def keep_an_edit_for_later(self, data):
        editor, event = self.pick(data, TimelineEvent)
        if editor:
            edit = timeline_edits.change_event(editor.dossier, event.id, title="late", detail="x")
            self.stale = (editor.dossier.postmortem.id, event, edit)

    @precondition(lambda self: self.stale)
    @rule()
    def perform_the_kept_edit(self):
        postmortem_id, event, edit = self.stale
        self.stale = None
        editor = self.editors[postmortem_id]
        fits = editor.dossier.find(TimelineEvent, event.id) == event
        if fits:
            editor.perform(edit)
            return
        with pytest.raises(StaleEditError):
            editor.perform(edit)

    @rule(data=st.data())
    def type_half_a_character(self, data):
        editor, event = self.pick(data, TimelineEvent)
        if editor:
            edit = timeline_edits.change_event(editor.dossier, event.id, detail="\ud800")
            with pytest.raises(RecordError):
                editor.perform(edit)


TestSession = Session.TestCase


def test_the_name_of_an_undo_is_that_of_the_last_thing_done(tmp_path):
    ids = CountingIds()
    with Library.open(tmp_path / "l.postmortems", clock=lambda: NOON, ids=ids) as library:
        edit = postmortem_edits.create_postmortem(ids, lambda: NOON, "Outage", "UTC", TEMPLATE)
        editor = library.editor(edit.changes[0].record_id)
        editor.perform(edit)
        editor.perform(lane_edits.add_lane(editor.dossier, ids, "Network"))
        assert "Network" in editor.history.next_undo.edit.label
        assert isinstance(editor.undo(), Edit)
        assert "Outage" in editor.history.next_undo.edit.label
        assert "Network" in library.load_history(edit.changes[0].record_id).next_redo.edit.label
