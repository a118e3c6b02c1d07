"""Any sequence of timeline edits: disk and memory agree, and undo and redo lead to the same."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.domain.kinds import EventKind, LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import Lane, Link, Milestone, TimelineEvent
from postmortem_desktop.editing import (
    clock_edits,
    evidence_edits,
    interview_edits,
    lane_edits,
    link_edits,
    milestone_edits,
    placing_edits,
    postmortem_edits,
    reshaping_edits,
    timeline_edits,
    undated_edits,
)
from postmortem_desktop.errors import RecordError
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.evidence import EvidencePages
from tests.conftest import SOAK
from tests.editing.ground import Ground, texts

# 03:00 in Berlin becomes 02:00 on that night: 01:00 UTC.
NIGHT = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

seconds = st.sampled_from([0, 12, 60, 3600]) | st.integers(-7200, 7200)
shifts = seconds.map(lambda number: timedelta(seconds=number))
times = shifts.map(lambda shift: NIGHT + shift)
event_links = st.sampled_from([LinkKind.INFLUENCED, LinkKind.FOLLOWED, LinkKind.CONTRADICTS])


class Timeline(Ground):
    """A facilitator who does to one timeline whatever can be done to it."""

    @initialize()
    def begin(self):
        self.create("Night")
        (editor,) = self.editors.values()
        people, system = editor.dossier.lanes()
        for minute, lane in enumerate((people, system, people)):
            at = NIGHT + timedelta(minutes=minute)
            self.do(timeline_edits.add_event, lane.id, f"{minute}", at, ends_at=at + 5 * MINUTE)
        self.do(timeline_edits.add_event, system.id, "when?", None)
        (first, *_others) = editor.dossier.events()
        self.do(postmortem_edits.add_participant, "On-call")
        (person,) = editor.dossier.participants()
        self.do(interview_edits.add_answer, person.id, "I saw it", event_id=first.id)
        self.import_chat()
        self.first_steps = len(editor.history.done)
        self.start = editor.dossier.snapshot()

    def import_chat(self):
        own = {"postmortem_id": self.dossier.postmortem.id}
        batch = EvidenceBatch(
            id="batch", source_name="chat", format="slack", imported_at=NIGHT, item_count=3, **own
        )
        items = [
            EvidenceItem(id=f"item {n}", batch_id="batch", text=f"said {n}", at=at, **own)
            for n, at in enumerate((NIGHT, NIGHT + MINUTE, None))
        ]
        self.library.stage_evidence([(item, "raw") for item in items], Progress())
        self.editor.perform(evidence_edits.import_batch(self.dossier, batch))
        self.editor.perform(placing_edits.place_items(self.dossier, items[:1], self.ids))

    @property
    def editor(self):
        (editor,) = self.editors.values()
        return editor

    @property
    def dossier(self):
        return self.editor.dossier

    def do(self, build, *arguments, **options):
        """Build and perform an edit that needs ids."""
        self.editor.perform(build(self.dossier, self.ids, *arguments, **options))

    def attempt(self, build, *arguments):
        """Build and perform an edit, unless there is a reason not to."""
        with suppress(RecordError):
            self.editor.perform(build(self.dossier, *arguments))

    def one(self, data, kind=TimelineEvent, where=lambda _record: True):
        records = [record for record in self.dossier.all(kind) if where(record)]
        return data.draw(st.sampled_from(records)) if records else None

    def some(self, data):
        """Return the ids of some events; perhaps of none."""
        event_ids = [event.id for event in self.dossier.all(TimelineEvent)]
        chosen = st.lists(st.sampled_from(event_ids), max_size=4, unique=True)
        return data.draw(chosen) if event_ids else []

    # Events

    @rule(data=st.data(), title=texts, at=st.none() | times, length=st.integers(0, 3))
    def add(self, data, title, at, length):
        if lane := self.one(data, Lane):
            ends_at = at + length * 7 * MINUTE if at and length else None
            self.do(timeline_edits.add_event, lane.id, title, at, ends_at=ends_at)

    @rule(data=st.data(), at=times)
    def move(self, data, at):
        if event := self.one(data):
            lane = self.one(data, Lane)
            self.attempt(timeline_edits.move_event, event.id, at, lane.id)

    @rule(data=st.data(), by=shifts, steps=st.integers(-3, 3))
    def move_a_group(self, data, by, steps):
        self.attempt(timeline_edits.move_events, self.some(data), by, steps)

    @rule(data=st.data(), at=times, minutes=st.integers(-5, 60))
    def resize(self, data, at, minutes):
        if event := self.one(data):
            self.attempt(timeline_edits.resize_event, event.id, at, at + minutes * MINUTE)

    @rule(data=st.data(), title=texts)
    def rename(self, data, title):
        if event := self.one(data):
            self.attempt(timeline_edits.rename_event, event.id, title)

    @rule(
        data=st.data(),
        values=st.sampled_from(
            [
                {"locked": True},
                {"locked": False},
                {"starred": True},
                {"kind": EventKind.ALERT},
                {"precision": Precision.BETWEEN, "earliest": NIGHT, "latest": NIGHT},
                {"detail": "one\ntwo\n"},
                {"private": True},
            ]
        ),
    )
    def change_several(self, data, values):
        chosen = self.some(data)
        self.editor.perform(timeline_edits.change_events(self.dossier, chosen, **values))

    @rule(data=st.data())
    def duplicate(self, data):
        chosen = self.some(data)
        before = len(self.dossier.all(TimelineEvent))
        self.do(reshaping_edits.duplicate_events, chosen)
        assert len(self.dossier.all(TimelineEvent)) == before + len(chosen)

    @rule(data=st.data(), part=st.integers(0, 4))
    def split(self, data, part):
        if event := self.one(data, where=lambda event: event.starts_at is not None):
            at = event.starts_at + event.duration / 4 * part
            self.attempt(reshaping_edits.split_event, self.ids, event.id, at)

    @rule(data=st.data())
    def merge(self, data):
        self.attempt(reshaping_edits.merge_events, self.some(data))

    @rule(data=st.data())
    def remove(self, data):
        self.attempt(timeline_edits.remove_events, self.some(data))

    @rule(data=st.data(), at=times)
    def date(self, data, at):
        if event := self.one(data, where=lambda event: event.starts_at is None):
            lane = self.one(data, Lane)
            self.attempt(undated_edits.date_event, event.id, at, lane.id)

    @rule(data=st.data())
    def undate(self, data):
        self.attempt(undated_edits.undate_events, self.some(data))

    @rule(data=st.data(), position=st.integers(0, 5))
    def reorder_undated(self, data, position):
        if event := self.one(data, where=lambda event: event.starts_at is None):
            self.attempt(undated_edits.reorder_undated, event.id, position)
            shown = [e.id for e in self.dossier.events() if e.starts_at is None]
            assert shown.index(event.id) == min(position, len(shown) - 1)

    # Clocks and evidence

    @rule(data=st.data(), by=shifts)
    def shift_lane(self, data, by):
        if lane := self.one(data, Lane):
            before = {event.id: event for event in self.dossier.all(TimelineEvent)}
            self.attempt(clock_edits.shift_lane, lane.id, by)
            self.attempt(clock_edits.shift_lane, lane.id, -by)
            assert {event.id: event for event in self.dossier.all(TimelineEvent)} == before
            self.attempt(clock_edits.shift_lane, lane.id, by)

    @rule(by=shifts)
    def shift_source(self, by):
        items = EvidencePages(self.library).ids_of("batch")
        self.attempt(clock_edits.shift_source, "batch", items, by)

    @rule(data=st.data(), at=st.none() | times)
    def place(self, data, at):
        rows = EvidencePages(self.library).page(self.dossier.postmortem.id, unplaced_only=True)
        chosen = [row.item for row in rows if data.draw(st.booleans())]
        if chosen:
            edit = placing_edits.place_items(self.dossier, chosen, self.ids, at=at)
            self.editor.perform(edit)

    # Lanes

    @rule(title=texts)
    def add_lane(self, title):
        self.do(lane_edits.add_lane, title)

    @rule(
        data=st.data(),
        values=st.sampled_from(
            [{"title": "Renamed"}, {"collapsed": True}, {"colour": "alert"}, {"glyph": "bell"}]
        ),
    )
    def change_lane(self, data, values):
        if lane := self.one(data, Lane):
            self.editor.perform(lane_edits.change_lane(self.dossier, lane.id, **values))

    @rule(data=st.data(), position=st.integers(0, 6))
    def reorder_lane(self, data, position):
        if lane := self.one(data, Lane):
            self.attempt(lane_edits.reorder_lane, lane.id, position)

    @rule(data=st.data(), to_the_top=st.booleans())
    def nest_lane(self, data, to_the_top):
        if lane := self.one(data, Lane):
            parent_id = None if to_the_top else self.one(data, Lane).id
            self.attempt(lane_edits.nest_lane, lane.id, parent_id)

    @rule(data=st.data())
    def remove_lane(self, data):
        lanes = self.dossier.all(Lane)
        if len(lanes) > 2:
            self.attempt(lane_edits.remove_lane, self.one(data, Lane).id)

    # Milestones and links

    @rule(data=st.data(), kind=st.sampled_from(MilestoneKind), at=st.none() | times)
    def set_milestone(self, data, kind, at):
        event = self.one(data)
        at = event.starts_at if event and data.draw(st.booleans()) else at
        self.do(milestone_edits.set_milestone, kind, at, event.id if event else None)

    @rule(data=st.data(), kind=event_links)
    def link(self, data, kind):
        if first := self.one(data):
            self.do(link_edits.link_records, first.id, self.one(data).id, kind)

    @rule(data=st.data(), kind=event_links)
    def change_or_take_a_link_away(self, data, kind):
        between = self.one(data, Link, lambda link: link.kind is not LinkKind.CAME_FROM)
        if between and data.draw(st.booleans()):
            self.attempt(link_edits.change_link, between.id, kind)
        elif between:
            self.attempt(link_edits.unlink_records, between.source_id, between.target_id)

    # What always holds

    @invariant()
    def every_lane_is_shown_once_below_the_one_it_is_in(self):
        shown = self.dossier.lanes()
        assert {lane.id for lane in shown} == {lane.id for lane in self.dossier.all(Lane)}
        top = None
        for lane in shown:
            top = lane.id if lane.parent_id is None else top
            assert lane.parent_id in (None, top)

    @invariant()
    def numbers_links_and_milestones_are_single(self):
        numbers = [event.number for event in self.dossier.all(TimelineEvent)]
        assert len(set(numbers)) == len(numbers)
        assert max(numbers, default=0) < self.dossier.numbering.next_event
        ties = [(k.kind, frozenset((k.source_id, k.target_id))) for k in self.dossier.all(Link)]
        assert len(set(ties)) == len(ties)
        assert all(len(ends) == 2 for _kind, ends in ties)
        kinds = [milestone.kind for milestone in self.dossier.all(Milestone)]
        assert len(set(kinds)) == len(kinds)

    def teardown(self):
        try:
            while self.editor.redo():
                pass
            end, steps = self.dossier.snapshot(), len(self.editor.history.done) - self.first_steps
            self.walk(steps, self.undo_one, self.start)
            self.walk(steps, self.redo_one, end)
            assert self.failed_checks() == []
        finally:
            self.close()

    def walk(self, steps, one_step, goal):
        """Go all the way, closing and opening the library in the middle."""
        for number in range(steps):
            if number == steps // 2:
                self.restart()
            one_step()
        assert self.dossier == goal
        self.disk_and_memory_agree()

    def undo_one(self):
        assert self.editor.undo()

    def redo_one(self):
        assert self.editor.redo()


TestTimeline = Timeline.TestCase
if not SOAK:
    TestTimeline.settings = settings(max_examples=10, stateful_step_count=40)
