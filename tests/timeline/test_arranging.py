"""Sub-rows of a whole timeline: chosen for the scale that shows it all, and kept from then on."""

import pytest

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Milestone, TimelineEvent
from postmortem_desktop.editing import lane_edits
from postmortem_desktop.editing.timeline_edits import move_event, remove_events, rename_event
from postmortem_desktop.timeline.arranging import MARGIN, Arrangement
from postmortem_desktop.timeline.boxes import CardWidths
from postmortem_desktop.timeline.index import TimelineIndex
from postmortem_desktop.timeline.layout import Layout
from postmortem_desktop.timeline.scale import MAX_PX_PER_SECOND
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

WIDTHS = CardWidths(seven_a_letter, METRICS)


def arrangement_of(*records) -> Arrangement:
    return Arrangement(TimelineIndex(dossier_of(lane("a"), *records)), WIDTHS, METRICS)


def rows_of(arrangement: Arrangement, width: float = 1000) -> list[list[str]]:
    return [ids for _s, _e, ids in contents([r.row for r in arrangement.stack(width, {}).rows])]


def test_an_empty_timeline_has_lanes_and_no_scale():
    arrangement = arrangement_of(lane("b", 1))
    assert arrangement.fitting(1000) is None
    assert [shown.lane_id for shown in arrangement.stack(1000, {}).lanes] == ["a", "b"]


def test_a_timeline_of_milestones_only_is_shown_from_the_first_to_the_last():
    marks = [
        Milestone(id=kind, postmortem_id=OWNER, kind=kind, at=event("", n * 3600.0).starts_at)
        for n, kind in enumerate(list(MilestoneKind)[:2])
    ]
    scale = arrangement_of(*marks).fitting(1000)
    assert scale is not None
    assert scale.x_of(marks[0].at) == pytest.approx(MARGIN)
    assert scale.x_of(marks[1].at) == pytest.approx(1000 - MARGIN)


def test_one_event_stands_in_one_row():
    assert rows_of(arrangement_of(event("e", 0))) == [["e"]]


def test_events_of_one_moment_stand_below_each_other():
    events = [event(f"e{n}", 0, number=n) for n in range(3)]
    assert rows_of(arrangement_of(*events)) == [["e0"], ["e1"], ["e2"]]


def test_a_crowd_at_one_moment_is_folded_in_rows_of_which_there_are_few():
    arrangement = arrangement_of(*(event(f"e{n}", 0, number=n) for n in range(700)))
    stack = arrangement.stack(1000, {})
    assert len(stack.rows) == 40
    assert sum(len(row.row.events) for row in stack.rows) == 700


def test_a_small_change_of_width_changes_no_row():
    # 400 pixels for 300 seconds: about 1.1 to 1.3 a second, between the same two scales.
    events = [event(f"e{n}", n * 30.0, number=n) for n in range(40)]
    arrangement = arrangement_of(*events)
    assert rows_of(arrangement, 1400) == rows_of(arrangement, 1401)
    assert rows_of(arrangement, 700) != rows_of(arrangement, 5000)


def test_a_crowded_lane_is_packed_for_one_width_whatever_the_widget_has():
    events = [event(f"e{n}", n * 30.0, number=n) for n in range(601)]
    arrangement = arrangement_of(*events)
    assert rows_of(arrangement, 700) == rows_of(arrangement, 5000)


def test_a_longer_title_moves_the_next_card_to_another_row():
    # 1,000 seconds on 1,000 pixels, a little less than one each.
    first, second, last = event("e", 0, title="x"), event("f", 120), event("g", 1000, title="")
    dossier = dossier_of(lane("a"), first, second, last)
    index = TimelineIndex(dossier)
    arrangement = Arrangement(index, WIDTHS, METRICS)
    assert rows_of(arrangement) == [["e", "f", "g"]]
    edit = rename_event(dossier, "e", "a title that is a good deal longer")
    dossier.apply(edit)
    changes = index.follow(edit)
    assert changes is not None
    assert [len(row.row.events) for row in arrangement.stack(1000, changes).rows] == [2, 1]


def test_at_the_finest_zoom_every_event_of_a_crowded_timeline_is_by_itself():
    events = [event(f"e{n}", n * 0.05, 0.02 if n % 3 else None, number=n) for n in range(900)]
    index = TimelineIndex(dossier_of(lane("a"), *events))
    stack = Arrangement(index, WIDTHS, METRICS).stack(1000, {})
    scale = Arrangement(index, WIDTHS, METRICS).fitting(1000)
    assert scale is not None
    near = scale.zoomed(1e9, 0)
    assert near.px_per_second == MAX_PX_PER_SECOND
    boxes = list(Layout(near, METRICS, WIDTHS, stack, index.events).boxes())
    assert [box.holds for box in boxes] == 900 * [1]


def test_moving_the_last_event_far_away_packs_everything_for_the_new_scale():
    dossier = dossier_of(lane("a"), *(event(f"e{n}", n * 200.0, number=n) for n in range(5)))
    index = TimelineIndex(dossier)
    arrangement = Arrangement(index, WIDTHS, METRICS)
    assert rows_of(arrangement) == [["e0", "e1", "e2", "e3", "e4"]]
    far = dossier.get(TimelineEvent, "e4")
    edit = move_event(dossier, "e4", NOON.replace(day=20), far.lane_id)
    dossier.apply(edit)
    changes = index.follow(edit)
    assert changes is not None
    arrangement.stack(1000, changes)
    # On a scale of days the first four are at one place.
    assert rows_of(arrangement) == [["e0", "e4"], ["e1"], ["e2"], ["e3"]]


def test_an_event_that_makes_the_whole_longer_leaves_the_others_in_their_rows():
    events = [event("a", 0), event("b", 50), event("c", 200), event("d", 1000, title="")]
    dossier = dossier_of(lane("a"), *events)
    index = TimelineIndex(dossier)
    arrangement = Arrangement(index, WIDTHS, METRICS)
    assert rows_of(arrangement) == [["a", "c", "d"], ["b"]]

    def rows_after(edit):
        dossier.apply(edit)
        changes = index.follow(edit)
        assert changes is not None
        return [[e.id for e in row.row.events] for row in arrangement.stack(1000, changes).rows]

    between = Edit("add", created(event("between", 20)))
    assert rows_after(between) == [["a", "c", "d"], ["b"], ["between"]]
    # Half as fine, "c" begins at 100 pixels at most, where the cards of the others have not ended.
    # Packed anew, "between" would stand in the second row and "b" in the third.
    late = Edit("add", created(event("late", 2000, title="")))
    assert rows_after(late) == [["a", "d", "late"], ["b"], ["between"], ["c"]]


def test_a_lane_that_was_crowded_for_a_while_has_all_its_events_afterwards():
    events = [event(f"e{n}", n * 30.0, number=n) for n in range(600)]
    dossier = dossier_of(lane("a"), *events)
    index = TimelineIndex(dossier)
    arrangement = Arrangement(index, WIDTHS, METRICS)
    arrangement.stack(1000, {})
    adding = Edit("add", created(event("one more", 15.0, number=600)))
    for edit in (adding, remove_events(dossier, ["e7"])):
        dossier.apply(edit)
        changes = index.follow(edit)
        assert changes is not None
        stack = arrangement.stack(1000, changes)
        found = [e.id for row in stack.rows for e in row.row.events]
        assert sorted(found) == sorted(index.event_ids)


def rows_by_lane(stack) -> dict[str, list[list[str]]]:
    return {
        name: [[e.id for e in box.row.events] for box in boxes]
        for name, boxes in stack.by_lane.items()
    }


@pytest.mark.parametrize("count", [200, 700])
def test_a_lane_keeps_its_rows_however_many_others_come(count):
    events = [event(f"e{n}", n * 20.0, number=n) for n in range(count)]
    dossier = dossier_of(lane("a"), lane("b", 1), *events)
    index = TimelineIndex(dossier)
    arrangement = Arrangement(index, WIDTHS, METRICS)
    before = rows_by_lane(arrangement.stack(1000, {}))
    assert len(before["a"]) == 12
    coming = Edit("add", created(*(lane(f"new {n}", 2 + n) for n in range(6))))
    going = coming.inverted()
    for edit in (coming, going, coming):
        dossier.apply(edit)
        now = rows_by_lane(arrangement.stack(1000, index.follow(edit)))
        assert now["a"] == before["a"]
    # Whoever opens it now sees eight lanes that share the room.
    anew = rows_by_lane(Arrangement(index, WIDTHS, METRICS).stack(1000, {}))
    assert len(anew["a"]) == 4


def test_a_lane_that_comes_back_has_the_rows_that_it_had():
    events = [event("a", 0), event("b", 50), event("c", 200, lane_id="other")]
    dossier = dossier_of(lane("a"), lane("other", 1), *events, event("end", 2000, lane_id="other"))
    index = TimelineIndex(dossier)
    arrangement = Arrangement(index, WIDTHS, METRICS)
    arrangement.stack(1000, {})
    between = Edit("add", created(event("between", 20)))
    dossier.apply(between)
    before = rows_by_lane(arrangement.stack(1000, index.follow(between)))
    # Packed anew, "between" would stand in the second row.
    assert before["a"] == [["a"], ["b"], ["between"]]
    leaving = lane_edits.remove_lane(dossier, "a")
    for edit in (leaving, leaving.inverted()):
        dossier.apply(edit)
        now = rows_by_lane(arrangement.stack(1000, index.follow(edit)))
    assert now == before
