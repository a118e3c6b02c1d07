"""The index and the packed lanes after edits, against those that are made anew."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.edits import Edit, RecordChange, created, removed
from postmortem_desktop.domain.kinds import LinkKind, MilestoneKind
from postmortem_desktop.domain.records import Lane, Link, Milestone, Numbering, TimelineEvent
from postmortem_desktop.editing import lane_edits, link_edits, milestone_edits, timeline_edits
from postmortem_desktop.editing.undated_edits import date_event, undate_events
from postmortem_desktop.errors import RecordError
from postmortem_desktop.timeline import arranging, packing
from postmortem_desktop.timeline.arranging import Arrangement
from postmortem_desktop.timeline.boxes import CardWidths
from postmortem_desktop.timeline.index import TimelineIndex, concerns_timeline
from tests.conftest import SOAK
from tests.timeline.ground import (
    METRICS,
    NOON,
    OWNER,
    contents,
    dossier_of,
    event,
    lane,
    seven_a_letter,
)


def link(name: str, source: str, target: str) -> Link:
    return Link(
        id=name, postmortem_id=OWNER, source_id=source, target_id=target, kind=LinkKind.INFLUENCED
    )


def at(seconds: float):
    return NOON + timedelta(seconds=seconds)


def followed(index: TimelineIndex, dossier, edit: Edit):
    dossier.apply(edit)
    return index.follow(edit)


def test_events_stand_in_the_order_of_time_and_then_of_their_numbers():
    events = [
        event("late", 9, number=1),
        event("second", 5, number=3, lane_id="b"),
        event("first", 5, number=2),
        event("undated", None, number=4),
        event("stray", 1, lane_id="gone"),
    ]
    index = TimelineIndex(dossier_of(lane("a", 0), lane("b", 1), *events))
    assert index.event_ids == ["first", "second", "late"]
    assert [e.id for e in index.by_lane["a"]] == ["first", "late"]
    assert [index.place_of(name) for name in ("second", "undated", "none")] == [1, -1, -1]
    assert list(index.events) == index.event_ids
    assert len(index.events) == 3
    with pytest.raises(KeyError):
        index.events["undated"]


def test_without_events_and_milestones_there_is_no_span():
    dossier = dossier_of(lane("a"))
    assert TimelineIndex(dossier).span() is None
    began = Milestone(id="m", postmortem_id=OWNER, kind=MilestoneKind.IMPACT_BEGAN, at=at(5))
    assert TimelineIndex(dossier_of(began)).span() == (at(5), at(5))


def test_the_span_reaches_to_the_last_end_and_not_to_the_last_start():
    index = TimelineIndex(dossier_of(lane("a"), event("long", 0, 100), event("short", 50, 5)))
    assert index.span() == (at(0), at(100))


def test_the_span_forgets_where_the_only_event_of_a_lane_stood():
    dossier = dossier_of(lane("a"), lane("b"), event("only", 500), event("other", 0, lane_id="b"))
    index = TimelineIndex(dossier)
    followed(index, dossier, timeline_edits.move_event(dossier, "only", at(10), "a"))
    assert index.span() == (at(0), at(10))


def test_an_event_that_replaces_another_takes_its_links_away():
    dossier = dossier_of(lane("a"), event("e", 0), event("f", 5), link("l", "e", "f"))
    index = TimelineIndex(dossier)
    assert len(index.links) == 1
    gone, came = dossier.get(TimelineEvent, "e"), event("g", 3)
    # The link stays among the records: of what it ties, one end is without a time.
    undated = RecordChange(gone, event("e", None))
    followed(index, dossier, Edit("replace", (undated, *created(came))))
    assert index.links == ()
    assert index.event_ids == ["g", "f"]


def test_links_are_found_by_what_may_be_seen_of_them():
    records = [event("e", 0), event("f", 100), event("g", 300), event("h", 200)]
    ties = [link("ef", "e", "f"), link("gh", "g", "h"), link("away", "e", "undated")]
    index = TimelineIndex(dossier_of(lane("a"), *records, *ties))
    assert [found.id for found in index.links_between(at(50), at(60))] == ["ef"]
    assert [found.id for found in index.links_between(at(100), at(200))] == ["ef", "gh"]
    assert index.links_between(at(120), at(180)) == []


def test_events_are_found_by_when_they_begin():
    index = TimelineIndex(dossier_of(lane("a"), *(event(f"e{n}", n) for n in range(5))))
    assert [e.id for e in index.beginning_between(at(1), at(3))] == ["e1", "e2", "e3"]
    assert list(index.beginning_between(at(9), at(1))) == []


def test_events_of_a_nested_lane_stand_in_the_collapsed_one_around_it():
    dossier = dossier_of(lane("a"), lane("in", parent="a"), event("e", 0, lane_id="in"))
    index = TimelineIndex(dossier)
    assert [shown.id for shown in index.lanes] == ["a", "in"]
    collapse = lane_edits.change_lane(dossier, "a", collapsed=True)
    inner = dossier.get(TimelineEvent, "e")
    assert followed(index, dossier, collapse) == {"a": [inner]}
    assert [shown.id for shown in index.lanes] == ["a"]
    assert [e.id for e in index.by_lane["a"]] == ["e"]
    assert index.row_of(dossier.get(TimelineEvent, "e")) == "a"


def test_a_new_title_of_a_lane_moves_no_event():
    dossier = dossier_of(lane("a"), event("e", 0))
    index = TimelineIndex(dossier)
    assert followed(index, dossier, lane_edits.change_lane(dossier, "a", title="Team")) == {}
    assert [shown.title for shown in index.lanes] == ["Team"]


def test_changes_are_told_by_lane_with_what_came_and_what_went():
    dossier = dossier_of(lane("a"), lane("b"), event("e", 0))
    index = TimelineIndex(dossier)
    before = dossier.get(TimelineEvent, "e")
    changes = followed(index, dossier, timeline_edits.move_event(dossier, "e", at(3), "b"))
    assert changes == {"a": [before], "b": [dossier.get(TimelineEvent, "e")]}


def test_hidden_events_and_their_links_are_left_out():
    dossier = dossier_of(lane("a"), event("e", 0), event("f", 5), link("l", "e", "f"))
    index = TimelineIndex(dossier)
    index.hide(frozenset({"e"}))
    assert (index.event_ids, index.links) == (["f"], ())
    assert followed(index, dossier, timeline_edits.rename_event(dossier, "e", "new")) == {}
    index.hide(frozenset())
    assert (index.event_ids, len(index.links)) == (["e", "f"], 1)


def test_an_edit_of_other_records_does_not_concern_the_timeline():
    assert not concerns_timeline(Edit("none", created(Numbering(id="n", postmortem_id=OWNER))))
    assert concerns_timeline(Edit("one", removed(event("e", 0))))


moments = st.integers(-400, 400) | st.sampled_from([0, 1, 64, 128])
lengths = st.none() | st.integers(0, 500)
EVENT_LINKS = st.sampled_from([LinkKind.INFLUENCED, LinkKind.FOLLOWED])


class Timeline(RuleBasedStateMachine):
    """A timeline that is edited, undone, filtered and folded; lanes count as crowded early."""

    crowded = 6
    few = 3

    @initialize()
    def begin(self):
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(arranging, "_CROWDED", self.crowded)
        self.patch.setattr(packing, "_IN_A_STRETCH", 2)
        # A lane keeps its number of rows when others come; made anew it would have another one.
        self.patch.setattr(packing, "_ROWS_IN_SIGHT", 1_000)
        self.patch.setattr("postmortem_desktop.timeline.index._FEW", self.few)
        self.ids = CountingIds("i")
        numbering = Numbering(id="n", postmortem_id=OWNER)
        self.dossier = dossier_of(numbering, lane("a", 0), lane("b", 1), lane("c", 2))
        self.hidden: frozenset[str] = frozenset()
        self.done: list[Edit] = []
        self.index = TimelineIndex(self.dossier)
        self.widths = CardWidths(seven_a_letter, METRICS)
        self.arrange(None)

    def teardown(self):
        self.patch.undo()

    def arrange(self, changes):
        if changes is None:
            self.arrangement = Arrangement(self.index, self.widths, METRICS)
        self.stack = self.arrangement.stack(1000, changes or {})

    def perform(self, edit: Edit):
        edit = edit.without_idle_changes()
        self.dossier.check(edit)
        self.dossier.apply(edit)
        self.done.append(edit)
        self.follow(edit)

    def follow(self, edit: Edit):
        """Take an edit over; lanes that it does not touch keep every event in its row."""
        span, before = self.index.span(), self.stack.by_lane
        changes = self.index.follow(edit)
        self.arrange(changes)
        if self.index.span() == span and edit.touches(Lane):
            for name in before.keys() & self.stack.by_lane.keys() - changes.keys():
                was, now = ([b.row for b in boxes[name]] for boxes in (before, self.stack.by_lane))
                assert contents(now) == contents(was)

    def attempt(self, build, *arguments, **values):
        with suppress(RecordError):
            self.perform(build(self.dossier, *arguments, **values))

    def one(self, data, kind=TimelineEvent, where=lambda _record: True):
        found = [record.id for record in self.dossier.all(kind) if where(record)]
        return data.draw(st.sampled_from(found)) if found else None

    def some(self, data):
        found = [record.id for record in self.dossier.all(TimelineEvent)]
        return data.draw(st.lists(st.sampled_from(found), max_size=6, unique=True)) if found else []

    @rule(data=st.data(), start=st.none() | moments, seconds=lengths)
    def add(self, data, start, seconds):
        starts_at = None if start is None else at(start)
        ends_at = None if start is None or seconds is None else at(start + seconds)
        where = self.one(data, Lane)
        edit = timeline_edits.add_event(
            self.dossier, self.ids, where, "title", starts_at, ends_at=ends_at
        )
        self.perform(edit)

    @rule(data=st.data(), found=st.lists(st.tuples(moments, lengths), min_size=4, max_size=12))
    def paste(self, data, found):
        where, count = self.one(data, Lane), len(self.done)
        first = self.dossier.numbering.next_event + 1_000 * (count + 1)
        events = [
            event(self.ids(), start, seconds, where, number=first + place)
            for place, (start, seconds) in enumerate(found)
        ]
        self.perform(Edit("paste", created(*events)))

    @rule(data=st.data(), start=moments)
    def move(self, data, start):
        if name := self.one(data):
            self.attempt(timeline_edits.move_event, name, at(start), self.one(data, Lane))

    @rule(data=st.data(), by=moments, steps=st.integers(-1, 1))
    def move_several(self, data, by, steps):
        self.attempt(timeline_edits.move_events, self.some(data), timedelta(seconds=by), steps)

    @rule(data=st.data(), start=moments, seconds=st.integers(0, 900))
    def resize(self, data, start, seconds):
        if name := self.one(data, where=lambda e: e.starts_at is not None):
            self.attempt(timeline_edits.resize_event, name, at(start), at(start + seconds))

    @rule(data=st.data(), title=st.text("xy", max_size=40))
    def rename(self, data, title):
        if name := self.one(data):
            self.attempt(timeline_edits.rename_event, name, title)

    @rule(data=st.data())
    def remove(self, data):
        self.attempt(timeline_edits.remove_events, self.some(data))

    @rule(data=st.data(), start=moments)
    def date_or_undate(self, data, start):
        if name := self.one(data, where=lambda e: e.starts_at is None):
            self.attempt(date_event, name, at(start), self.one(data, Lane))
        else:
            self.attempt(undate_events, self.some(data))

    @rule(data=st.data(), kind=EVENT_LINKS)
    def tie(self, data, kind):
        first, second = self.one(data), self.one(data)
        if first != second:
            self.attempt(link_edits.link_records, self.ids, first, second, kind)

    @rule(data=st.data(), start=st.none() | moments, kind=st.sampled_from(MilestoneKind))
    def set_milestone(self, data, start, kind):
        moment = None if start is None else at(start)
        self.attempt(milestone_edits.set_milestone, self.ids, kind, moment)

    @rule(data=st.data(), collapsed=st.booleans())
    def collapse(self, data, collapsed):
        self.attempt(lane_edits.change_lane, self.one(data, Lane), collapsed=collapsed)

    @rule(data=st.data(), out=st.booleans())
    def nest(self, data, out):
        parent = None if out else self.one(data, Lane)
        self.attempt(lane_edits.nest_lane, self.one(data, Lane), parent)

    @rule(data=st.data(), position=st.integers(0, 3))
    def reorder(self, data, position):
        self.attempt(lane_edits.reorder_lane, self.one(data, Lane), position)

    @rule()
    def add_lane(self):
        if len(self.dossier.all(Lane)) < 5:
            self.perform(lane_edits.add_lane(self.dossier, self.ids, "more"))

    @rule(data=st.data())
    def remove_lane(self, data):
        if len(self.dossier.all(Lane)) > 2:
            self.attempt(lane_edits.remove_lane, self.one(data, Lane))

    @rule(data=st.data())
    def hide(self, data):
        self.hidden = frozenset(self.some(data))
        self.index.hide(self.hidden)
        self.arrange(None)

    @rule(steps=st.integers(1, 4))
    def undo(self, steps):
        for _step in range(min(steps, len(self.done))):
            edit = self.done.pop().inverted()
            self.dossier.apply(edit)
            self.follow(edit)

    @invariant()
    def it_is_as_if_made_anew(self):
        anew = TimelineIndex(self.dossier)
        anew.hide(self.hidden)
        index = self.index
        assert index.event_ids == anew.event_ids
        assert index.by_lane == anew.by_lane
        assert index.lanes == anew.lanes
        assert index.milestones == anew.milestones
        assert index.links == anew.links
        assert index.span() == anew.span()
        assert index.links_between(at(-50), at(50)) == anew.links_between(at(-50), at(50))
        assert [index.place_of(name) for name in index.event_ids] == [*range(len(index.event_ids))]
        stack = Arrangement(anew, self.widths, METRICS).stack(1000, {})
        lanes = [(shown.lane_id, shown.is_collapsed) for shown in stack.lanes]
        assert [(shown.lane_id, shown.is_collapsed) for shown in self.stack.lanes] == lanes
        for name, rows in stack.by_lane.items():
            mine, other = ([box.row for box in boxes] for boxes in (self.stack.by_lane[name], rows))
            if len(index.by_lane[name]) > self.crowded:
                assert contents(mine) == contents(other)
                continue
            # Here the others kept their sub-rows, which may be others than when made anew.
            assert {e.id for row in mine for e in row.events} == {
                e.id for row in other for e in row.events
            }
            assert all(list(row.starts) == sorted(row.starts) for row in mine)


class SmallTimeline(Timeline):
    """The same with the numbers of the product, at which no lane here is crowded."""

    crowded = 600
    few = 200


TestTimeline = Timeline.TestCase
TestSmallTimeline = SmallTimeline.TestCase
if not SOAK:
    TestTimeline.settings = settings(max_examples=30, stateful_step_count=30)
    TestSmallTimeline.settings = settings(max_examples=12, stateful_step_count=30)
