"""Evidence and typed lines come onto the timeline as one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import Lane, Link, Numbering, Postmortem
from postmortem_desktop.editing.lane_edits import change_lane
from postmortem_desktop.editing.placing_edits import add_entry, lane_for_entry, place_items
from postmortem_desktop.timeline.quick_entry import QuickEntry

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)


def dossier(*titles: str) -> Dossier:
    lanes = [
        Lane(id=title.lower(), postmortem_id="pm", title=title, order=order)
        for order, title in enumerate(titles)
    ]
    numbering = Numbering(id="n", postmortem_id="pm", next_event=7)
    return Dossier([Postmortem(id="pm", title="x", created_at=NOON), numbering, *lanes])


def item(name: str, minute: int | None, lane: str = "") -> EvidenceItem:
    at = None if minute is None else NOON + timedelta(minutes=minute)
    return EvidenceItem(id=name, postmortem_id="pm", batch_id="b", text=name, at=at, lane=lane)


def placed(before: Dossier, items, lane_id="", **options) -> Dossier:
    edit = place_items(before, items, CountingIds(), lane_id, **options)
    after = before.snapshot()
    after.check(edit)
    after.apply(edit)
    return after


def told(after: Dossier):
    return [(e.title, e.lane_id, e.starts_at, e.number) for e in after.events()]


def test_several_items_keep_their_own_times_and_get_numbers_in_turn():
    after = placed(dossier("A", "B"), [item("one", 1), item("two", 2)], "b")
    assert told(after) == [
        ("one", "b", NOON + timedelta(minutes=1), 7),
        ("two", "b", NOON + timedelta(minutes=2), 8),
    ]
    assert after.numbering.next_event == 9
    assert {link.target_id for link in after.all(Link)} == {"one", "two"}


def test_items_go_to_the_lanes_that_they_name_only_when_asked():
    items = [item("one", 1, lane=" b "), item("two", 2, lane="unknown")]
    assert [lane for _t, lane, _s, _n in told(placed(dossier("A", "B"), items))] == ["a", "a"]
    after = placed(dossier("A", "B"), items, own_lanes=True)
    assert [lane for _t, lane, _s, _n in told(after)] == ["b", "a"]


def test_items_dropped_together_keep_their_distance():
    items = [item("one", 1), item("two", 6), item("three", None)]
    after = placed(dossier("A"), items, at=NOON)
    assert {e.title: e.starts_at for e in after.events()} == {
        "one": NOON,
        "two": NOON + timedelta(minutes=5),
        "three": NOON,
    }


def test_an_item_without_a_time_that_was_put_by_hand_is_approximate():
    (event,) = placed(dossier("A"), [item("one", None)], at=NOON).events()
    assert (event.starts_at, event.precision) == (NOON, Precision.APPROXIMATE)


def test_a_first_lane_is_made_where_there_is_none():
    after = placed(dossier(), [item("one", 1), item("two", 2)])
    (lane,) = after.lanes()
    assert lane.title == "Timeline"
    assert {e.lane_id for e in after.events()} == {lane.id}


def test_ten_thousand_items_are_placed_at_once():
    items = [item(f"{n}", n % 600 if n % 5 else None) for n in range(10_000)]
    after = placed(dossier("A"), items)
    assert after.numbering.next_event == 10_007
    # Every fifth states no time; those stand last, in the order in which they came.
    assert [e.title for e in after.events()][8_000:] == [f"{n}" for n in range(0, 10_000, 5)]


@pytest.mark.parametrize("count", [1, 3])
def test_placing_is_taken_back_as_one_step(count):
    before = dossier()
    edit = place_items(before, [item(f"i{n}", n) for n in range(count)], CountingIds())
    after = before.snapshot()
    after.apply(edit)
    after.check(edit.inverted())
    after.apply(edit.inverted())
    assert after == before


def entry(lane_id: str = "") -> QuickEntry:
    return QuickEntry("stops", NOON, None, Precision.MINUTE, EventKind.ALERT, lane_id)


@pytest.mark.parametrize(
    ("named", "chosen", "expected"), [("b", "a", "b"), ("", "b", "b"), ("", "", "a")]
)
def test_a_typed_line_goes_to_its_lane_else_the_chosen_else_the_first(named, chosen, expected):
    edit = add_entry(dossier("A", "B"), CountingIds(), entry(named), chosen)
    event = edit.changes[-1].record
    assert (event.lane_id, event.title, event.kind) == (expected, "stops", EventKind.ALERT)


def test_a_typed_line_makes_the_first_lane_in_the_same_step():
    before = dossier()
    edit = add_entry(before, CountingIds(), entry())
    before.check(edit)
    after = before.snapshot()
    after.apply(edit)
    assert [lane.title for lane in after.lanes()] == ["Timeline"]
    assert [event.number for event in after.events()] == [7]


def test_a_typed_line_makes_the_lane_that_it_asks_for_in_the_same_step():
    before = dossier("A")
    edit = add_entry(before, CountingIds(), replace(entry(), new_lane="B"), "a")
    before.check(edit)
    after = before.snapshot()
    after.apply(edit)
    made = after.lanes()[-1]
    assert [lane.title for lane in after.lanes()] == ["A", "B"]
    assert edit.changes[-1].record.lane_id == made.id
    after.apply(edit.inverted())
    assert after == before


def test_a_typed_line_without_a_time_goes_behind_the_other_undated_events():
    after = dossier("A")
    for title in ("one", "two"):
        line = replace(entry(), title=title, starts_at=None, precision=Precision.UNKNOWN)
        after.apply(add_entry(after, CountingIds(title), line))
    assert [event.title for event in after.events()] == ["one", "two"]
    assert {event.precision for event in after.events()} == {Precision.UNKNOWN}


def test_a_lane_that_is_yet_to_be_made_is_no_lane():
    before = dossier("A")
    assert lane_for_entry(before, entry()) == before.lanes()[0]
    assert lane_for_entry(before, replace(entry(), new_lane="B")) is None


def test_a_stated_kind_goes_to_the_lane_of_its_colour_once_that_has_such_events():
    after = dossier("A", "B")
    second = after.lanes()[1]
    after.apply(change_lane(after, second.id, colour="alert"))
    alert = replace(entry(), kind=EventKind.ALERT, states_kind=True)
    assert lane_for_entry(after, alert).title == "A", "its colour may have come by itself"
    after.apply(add_entry(after, CountingIds("alert"), alert, second.id))
    assert lane_for_entry(after, alert).title == "B"
