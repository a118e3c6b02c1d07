"""Lanes in their order, with other lanes in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.editing.lane_edits import (
    add_lane,
    nest_lane,
    remove_lane,
    reorder_lane,
)
from postmortem_desktop.editing.timeline_edits import change_events, move_events
from postmortem_desktop.errors import RecordError

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)


def dossier(shown: str) -> Dossier:
    """Return a dossier with lanes such as ``P: a b, Q``: a and b in P, then Q."""
    lanes: list[Lane] = []
    for family in shown.split(", "):
        parent, _colon, children = family.partition(": ")
        for name in (parent, *children.split()):
            parent_id = None if name == parent else parent
            lanes.append(
                Lane(id=name, postmortem_id="pm", title=name, parent_id=parent_id, order=len(lanes))
            )
    # As the store may give them: in no order.
    lanes.reverse()
    events = [
        TimelineEvent(
            id=f"in {lane.id}", postmortem_id="pm", lane_id=lane.id, title="x", starts_at=NOON
        )
        for lane in lanes
    ]
    numbering = Numbering(id="n", postmortem_id="pm")
    return Dossier([Postmortem(id="pm", title="x", created_at=NOON), numbering, *lanes, *events])


def shown(of: Dossier) -> str:
    text = ""
    for lane in of.lanes():
        if lane.parent_id is None:
            text += f", {lane.id}"
        else:
            text += f" {lane.id}" if ":" in text.rpartition(",")[2] else f": {lane.id}"
    return text.removeprefix(", ")


def after(before: Dossier, edit: Edit) -> Dossier:
    before.check(edit)
    result = before.snapshot()
    result.apply(edit)
    return result


@pytest.mark.parametrize(
    ("before", "lane", "position", "expected"),
    [
        ("A, B, C", "C", 0, "C, A, B"),
        ("A, B, C", "A", 9, "B, C, A"),
        ("A, B, C", "C", -1, "C, A, B"),
        ("P: a b, Q", "P", 1, "Q, P: a b"),
        ("Q, P: a b", "P", 0, "P: a b, Q"),
        # One step up or down goes past the whole of another family.
        ("X, P: a b", "X", 1, "P: a b, X"),
        ("P: a b, X", "X", 2, "X, P: a b"),
        # A nested lane stays in its family.
        ("P: a b, Q", "b", 1, "P: b a, Q"),
        ("P: a b, Q", "a", 3, "P: b a, Q"),
        ("Q, P: a b", "b", 0, "Q, P: b a"),
    ],
)
def test_a_lane_is_put_at_a_position_with_the_lanes_in_it(before, lane, position, expected):
    assert shown(after(dossier(before), reorder_lane(dossier(before), lane, position))) == expected


@pytest.mark.parametrize(
    ("before", "lane", "parent", "expected"),
    [
        ("A, B, C", "C", "A", "A: C, B"),
        ("A: x, B", "B", "A", "A: x B"),
        ("A, B: x, C", "A", "B", "B: x A, C"),
        ("A: x y, B", "x", None, "A: y, x, B"),
        ("A: x, B: y", "x", "B", "A, B: y x"),
    ],
)
def test_a_lane_goes_into_another_or_back_out(before, lane, parent, expected):
    assert shown(after(dossier(before), nest_lane(dossier(before), lane, parent))) == expected


@pytest.mark.parametrize(
    ("lane", "parent", "why"),
    [
        ("P", "Q", "There are lanes in “P”"),
        ("Q", "a", "“Q” can only go into a lane of the top level"),
        ("Q", "Q", "“Q” can only go into a lane of the top level"),
    ],
)
def test_lanes_nest_one_level_deep(lane, parent, why):
    with pytest.raises(RecordError, match=why):
        nest_lane(dossier("P: a, Q"), lane, parent)


def test_a_lane_that_is_there_already_stays():
    assert nest_lane(dossier("P: a, Q"), "a", "P").is_empty


def test_the_lanes_in_a_removed_lane_stand_in_its_place_with_their_events():
    before = dossier("A, P: x y, B")
    result = after(before, remove_lane(before, "P"))
    assert shown(result) == "A, x, y, B"
    assert {event.lane_id for event in result.events()} == {"A", "x", "y", "B"}


def test_a_new_lane_stands_below_all_others():
    before = dossier("P: a, Q: b")
    result = after(before, add_lane(before, CountingIds(), "N"))
    assert [lane.title for lane in result.lanes()] == ["P", "a", "Q", "b", "N"]


def test_each_new_lane_wears_a_colour_that_no_other_does_until_there_is_none_left():
    result, ids = dossier("P"), CountingIds()
    for number in range(9):
        result = after(result, add_lane(result, ids, f"N{number}"))
    colours = [lane.colour for lane in result.lanes()]
    assert colours[:4] == ["", "alert", "observation", "action"]
    assert len(set(colours[1:9])) == 8
    assert colours[9] == ""


def test_no_lane_is_lost_whatever_it_refers_to():
    lanes = [
        Lane(id="a", postmortem_id="pm", title="a", parent_id="b", order=0),
        Lane(id="b", postmortem_id="pm", title="b", parent_id="a", order=1),
        Lane(id="c", postmortem_id="pm", title="c", parent_id="gone", order=2),
    ]
    assert {lane.id for lane in Dossier(lanes).lanes()} == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(1, ["b", "Q"]), (2, ["Q", "R"]), (9, ["Q", "R"]), (-1, ["P", "a"]), (-2, ["P", "a"])],
)
def test_a_group_moves_through_the_lanes_as_they_are_shown(steps, expected):
    before = dossier("P: a b, Q, R")
    chosen = ["in a", "in b"]
    result = after(before, move_events(before, chosen, timedelta(minutes=1), steps))
    assert [result.get(TimelineEvent, name).lane_id for name in chosen] == expected


def test_several_events_change_as_one_step_and_locked_ones_stay():
    before = dossier("A, B")
    before = after(before, change_events(before, ["in A"], locked=True))
    edit = change_events(before, ["in A", "in B"], starred=True)
    result = after(before, edit)
    assert {e.id: e.starred for e in result.all(TimelineEvent)} == {"in A": False, "in B": True}
    freed = after(result, change_events(result, ["in A", "in B"], locked=False))
    assert not any(event.locked for event in freed.events())
