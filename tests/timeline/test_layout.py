"""Boxes on a screen, of rows that were packed at one pixel a second."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.timeline.boxes import Box, CardWidths, Edge, title_text
from postmortem_desktop.timeline.fitting import fit_with_titles
from postmortem_desktop.timeline.index import TimelineIndex
from postmortem_desktop.timeline.layout import Layout, PackedLane, stacked
from postmortem_desktop.timeline.packing import LanePacking, seconds_of
from postmortem_desktop.timeline.scale import MAX_PX_PER_SECOND, MIN_PX_PER_SECOND, TimeScale
from tests.timeline.ground import (
    AROUND_TITLE,
    METRICS,
    NOON,
    box_named,
    dossier_of,
    event,
    lane,
    layout_of,
    seven_a_letter,
)

WIDTHS = CardWidths(seven_a_letter, METRICS)


def laid(
    *events: TimelineEvent,
    lanes: tuple[Lane, ...] = (),
    scale: float = 1.0,
    origin: datetime = NOON,
    most_rows: int = 12,
) -> Layout:
    """Return events in lanes that were packed at a pixel a second, seen at any scale."""
    packed: list[PackedLane] = []
    for shown in lanes or (lane("a"),):
        own = sorted((e for e in events if e.lane_id == shown.id), key=seconds_of)
        packing = LanePacking(
            1.0, most_rows=most_rows, gap=METRICS.card_gap, reckoned=WIDTHS.reckoned
        )
        packing.pack(own, own)
        packed.append(PackedLane(shown.id, shown.collapsed, packing.rows))
    stack = stacked(packed, METRICS)
    by_id = {e.id: e for e in events}
    return Layout(TimeScale(origin, scale), METRICS, WIDTHS, stack, by_id)


def test_a_card_begins_at_its_time_and_is_as_wide_as_its_title():
    card = box_named(laid(event("e", 200)), "e")
    assert (card.x, card.width, card.y, card.height) == (200, AROUND_TITLE + 70, 8, 27)
    assert not card.is_span
    assert not card.is_turned


def test_no_card_is_wider_than_the_limit():
    # 90 letters take 630.
    assert box_named(laid(event("e", 0, title="x" * 90)), "e").width == 420


def test_a_card_with_a_long_title_is_as_wide_as_the_next_one_in_its_row_allows():
    # 45 letters make a card of 354; it is reckoned with 260, so that the next stands beside it.
    layout = laid(event("long", 0, title="x" * 45), event("next", 300))
    assert box_named(layout, "next").y == box_named(layout, "long").y
    assert box_named(layout, "long").width == 300 - METRICS.card_gap
    assert box_named(laid(event("long", 0, title="x" * 45)), "long").width == 354


def test_a_bar_is_as_long_as_its_time_and_a_title_without_room_stands_behind_it():
    layout = laid(event("long", 0, 500), event("short", 600, 20))
    assert (box_named(layout, "long").width, box_named(layout, "long").bar_width) == (500, 500)
    assert not box_named(layout, "long").is_titled_beside
    # The title takes 109.
    assert (box_named(layout, "short").width, box_named(layout, "short").bar_width) == (129, 20)
    assert box_named(layout, "short").is_titled_beside


@pytest.mark.parametrize(("seconds", "width"), [(108, 108 + 109), (109, 109)])
def test_a_title_stands_inside_as_soon_as_it_fits(seconds: float, width: float):
    assert box_named(laid(event("e", 0, seconds)), "e").width == width


@pytest.mark.parametrize(("behind", "right"), [(59, 59 - 8), (58, 20), (40, 20)])
def test_a_title_that_is_short_of_room_behind_its_bar_goes_inside_unless_that_is_much_less(
    behind: float, right: float
):
    # The bar is 20 long, with a gap of 8 before the next one: half as much again are 30.
    layout = laid(event("e", 0, 20), event("next", behind), most_rows=1)
    assert box_named(layout, "e").right == right


def test_nothing_stands_in_the_way_of_a_title_behind_a_bar():
    # 20 for the bar, 109 for the title, and a gap of 8.
    layout = laid(event("e", 0, 20), event("near", 136), event("far", 137))
    assert [box_named(layout, name).y for name in ("e", "near", "far")] == [8, 41, 8]


def test_a_span_that_ends_as_it_begins_is_still_seen_as_a_bar():
    bar = box_named(laid(event("e", 0, 0)), "e")
    assert (bar.is_span, bar.bar_width, bar.width) == (True, METRICS.minimum_bar, 113)


def test_cards_that_would_meet_stand_below_each_other():
    layout = laid(event("one", 0), event("two", 50), event("three", 120))
    # 109 wide and a gap of 8: the third, at 120, fits behind the first again.
    assert [box_named(layout, name).y for name in ("one", "two", "three")] == [8, 41, 8]
    assert layout.lanes[0].height == 8 + 33 + 27 + 8


def test_an_empty_lane_has_the_height_of_one_row():
    layout = laid(lanes=(lane("a"), lane("b")))
    assert [(box.top, box.height) for box in layout.lanes] == [(0, 43), (44, 43)]
    assert layout.height == 88
    assert list(layout.boxes()) == []
    assert [layout.row_tops(box) for box in layout.lanes] == [[8], [52]]


def test_a_timeline_without_lanes_has_nothing_anywhere():
    layout = Layout(TimeScale(NOON, 1.0), METRICS, WIDTHS)
    assert layout.height == 0
    assert layout.visible(-1e9, -1e9, 1e9, 1e9) == []
    assert layout.lane_at(0) is None
    assert layout.box_at(0, 0) is None
    assert layout.box_of("e") is None


def test_a_collapsed_lane_is_thin_and_shows_marks():
    layout = laid(
        event("one", 10),
        event("two", 15, 100),
        event("below", 0, lane_id="b"),
        lanes=(lane("a", collapsed=True), lane("b")),
    )
    assert layout.lanes[0].height == METRICS.collapsed_height
    assert box_named(layout, "one").width == METRICS.minimum_bar
    assert box_named(layout, "one").y == box_named(layout, "two").y == 4.5
    assert box_named(layout, "two").width == 100
    assert box_named(layout, "below").y == layout.lanes[1].top + METRICS.lane_padding
    assert layout.row_tops(layout.lanes[0]) == [4.5, 4.5]


def test_what_is_not_on_the_timeline_has_no_box():
    layout = laid(event("undated", None, lane_id="gone"), event("stray", 0, lane_id="gone"))
    assert list(layout.boxes()) == []
    assert layout.box_of("undated") is None
    assert layout.box_of("stray") is None
    assert layout.card_of("stray") is None


def test_a_rough_time_leads_the_title_with_a_sign():
    rough = event("e", 0, title="two\nlines", precision=Precision.APPROXIMATE)
    assert title_text(rough) == "≈ two lines"
    assert title_text(event("e", 0)) == "ten letter"
    assert title_text(event("e", 0, title=" ")) == "Untitled"


def test_a_point_finds_its_box_and_its_lane():
    layout = laid(event("one", 0), event("two", 50), lanes=(lane("a"), lane("b")))
    assert layout.box_at(60, 20) == box_named(layout, "one")
    assert layout.box_at(60, 50) == box_named(layout, "two")
    assert layout.box_at(300, 20) is None
    assert layout.box_at(60, 37) is None
    found = [layout.lane_at(y) for y in (-1, 0, 75, 80, 500)]
    assert [lane and lane.lane_id for lane in found] == [None, "a", "a", "b", None]


def test_a_point_just_beside_a_box_finds_it_unless_it_is_in_another():
    layout = laid(event("one", 0, 300), event("two", 300, 200), most_rows=1)
    assert [layout.box_at(x, 20).event_id for x in (-1, 299, 300, 501)] == [
        "one",
        "one",
        "two",
        "two",
    ]
    assert layout.box_at(503, 20) is None


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (99, ("span", Edge.START)),
        (104, ("span", Edge.START)),
        (150, None),
        (296, ("span", Edge.END)),
        (302, ("span", Edge.END)),
        (310, None),
        (401, ("card", Edge.END)),
        (420, None),
    ],
)
def test_edges_are_taken_hold_of_near_the_ends(x, expected):
    layout = laid(event("span", 100, 200), event("card", 400))
    found = layout.edge_at(x, 20)
    assert (found and (found[0].event_id, found[1])) == expected


def test_what_is_folded_has_no_edges():
    layout = laid(event("one", 0, 120), event("two", 200, 120), scale=0.1)
    assert box_named(layout, "one").is_folded
    assert layout.edge_at(0, 20) is None


def test_a_rectangle_shows_only_what_it_meets():
    layout = laid(*(event(f"e{n}", n * 200) for n in range(50)))
    shown = layout.visible(1000, 0, 1350, 100)
    assert [card.event_id for card in shown] == ["e5", "e6"]
    assert layout.visible(1000, 60, 1350, 100) == []


def test_events_that_stand_too_near_share_one_box():
    # 20 pixels apart at a tenth of a pixel a second, where a card needs 26.
    layout = laid(event("one", 0), event("two", 200), event("three", 800, 2000), scale=0.1)
    both = box_named(layout, "one")
    assert both == box_named(layout, "two")
    assert (both.holds, both.x, both.width) == (2, 0, METRICS.fold_width)
    assert [e.id for e in layout.folded(both)] == ["one", "two"]
    assert [box.holds for box in layout.boxes()] == [2, 1]


def test_a_folded_event_still_tells_where_its_own_card_would_stand():
    layout = laid(event("one", 0), event("two", 200, 10), scale=0.1)
    card = layout.card_of("two")
    assert card is not None
    assert (card.event_id, card.holds, card.x, card.width) == ("two", 1, 20, 113)
    assert (card.is_span, card.bar_width) == (True, METRICS.minimum_bar)
    assert card.y == box_named(layout, "two").y


def test_folded_events_never_reach_into_the_next_box():
    # At a tenth: 0 and 20 are folded and would take 44; the next one begins at 40.
    layout = laid(event("one", 0), event("two", 200), event("three", 400, 900), scale=0.1)
    assert box_named(layout, "two").right == 40 - METRICS.card_gap


def test_an_event_inside_of_a_collapsed_lane_stands_in_the_row_of_that_lane():
    records = [
        lane("outer", collapsed=True),
        lane("inner", parent="outer"),
        event("e", 0, lane_id="inner"),
    ]
    layout = layout_of(TimelineIndex(dossier_of(*records)), TimeScale(NOON, 1.0))
    assert [shown.lane_id for shown in layout.lanes] == ["outer"]
    assert box_named(layout, "e").lane_id == "outer"


def test_edges_near_a_moment_are_those_of_each_row():
    layout = laid(event("span", 0, 100), event("card", 90), event("later", 500))
    noon, height = NOON.timestamp(), layout.height
    assert {e.id for e in layout.edges_near(noon + 95, 6, 0, height)} == {"span", "card"}
    assert {e.id for e in layout.edges_near(noon + 300, 6, 0, height)} == set()
    assert {e.id for e in layout.edges_near(noon + 497, 6, 0, height)} == {"later"}
    # In the first row alone, which is 8 to 35.
    assert {e.id for e in layout.edges_near(noon + 95, 6, 0, 30)} == {"span"}


def test_fitting_leaves_room_for_the_last_title():
    events = [event("first", 0), event("last", 3600)]
    span = (NOON, NOON + timedelta(hours=1))
    scale = fit_with_titles(events, span, 1000, 20, widths=WIDTHS)
    assert scale.x_of(NOON) == pytest.approx(20)
    assert scale.x_of(span[1]) + AROUND_TITLE + 70 == pytest.approx(980)


@pytest.mark.parametrize(("length", "reach"), [(100, 3600), (600, 3000)])
def test_fitting_shows_the_title_behind_a_short_bar_or_that_of_a_longer_one_from_its_start(
    length: int, reach: int
):
    # At 960 pixels an hour, the bars take 27 and 160; the title takes 109.
    events = [event("first", 0), event("last", 3600 - length, length)]
    span = (NOON, NOON + timedelta(hours=1))
    scale = fit_with_titles(events, span, 1000, 20, widths=WIDTHS)
    wanted = min((960 - 109) / reach, 960 / 3600)
    assert scale.px_per_second == pytest.approx(wanted)


def test_fitting_shows_an_incident_of_any_century_from_its_beginning():
    first, last = datetime(1850, 1, 1, tzinfo=UTC), datetime(1850, 1, 2, tzinfo=UTC)
    scale = fit_with_titles([], (first, last), 1040, 20, widths=WIDTHS)
    assert (scale.x_of(first), scale.x_of(last)) == (pytest.approx(20), pytest.approx(1020))


def test_fitting_never_squeezes_the_times_for_the_sake_of_titles():
    span = (NOON, NOON + timedelta(seconds=100))
    long = [event("long", 100, title="x" * 90)]
    # Of 200 pixels a title would leave nothing; the times keep six tenths.
    scale = fit_with_titles(long, span, 200, 0, widths=WIDTHS)
    assert scale.px_per_second == pytest.approx(2.0 * 0.6)


# Properties

spans = st.tuples(
    st.floats(-3000, 3000) | st.sampled_from([0.0, 0.05, 0.1, 0.2, 30.0]),
    st.none() | st.sampled_from([0.0, 1.0, 30.0]) | st.floats(0, 2000),
    st.sampled_from("ab"),
    st.text("xyz", max_size=50),
)
timelines = st.lists(spans, max_size=60).map(
    lambda found: tuple(event(str(n), *values) for n, values in enumerate(found))
)
scales = st.sampled_from([MIN_PX_PER_SECOND, 1.0, MAX_PX_PER_SECOND]) | st.floats(0.001, 200)
lane_pairs = st.booleans().map(lambda folded: (lane("a", collapsed=folded), lane("b")))
most = st.sampled_from([1, 3, 12])


def rows_of(layout: Layout) -> list[list[Box]]:
    """Return the boxes of each sub-row."""
    homes = {e.id: row for row in layout.stack.rows for e in row.row.events}
    rows: defaultdict[int, list[Box]] = defaultdict(list)
    for box in layout.boxes():
        rows[id(homes[box.event_id])].append(box)
    return list(rows.values())


def places(box: Box, origin: float) -> tuple:
    """Return all of a box, wherever the view stands."""
    return (
        box.event_id,
        box.holds,
        box.y,
        box.is_span,
        pytest.approx(box.x - origin, abs=0.01),
        pytest.approx(box.width, abs=0.01),
        pytest.approx(box.bar_width, abs=0.01),
    )


@given(timelines, lane_pairs, scales, most)
def test_no_two_boxes_of_a_row_overlap_at_any_scale(events, lanes, scale, most_rows):
    layout = laid(*events, lanes=lanes, scale=scale, most_rows=most_rows)
    homes = {shown.lane_id: shown for shown in layout.lanes}
    for box in layout.boxes():
        home = homes[box.lane_id]
        assert home.top <= box.y
        assert box.bottom <= home.bottom
        assert box.width > 0
        assert box.bar_width <= box.width + 1e-6
    for row in rows_of(layout):
        for left, right in pairwise(row):
            assert left.right <= right.x + 0.01
            # A title never reaches beyond its own bar into the gap before the next one.
            assert left.right <= max(left.bar_right, right.x - METRICS.card_gap) + 0.01 or (
                homes[left.lane_id].is_collapsed
            )


@given(timelines, lane_pairs, scales)
def test_every_event_is_in_exactly_one_box(events, lanes, scale):
    layout = laid(*events, lanes=lanes, scale=scale)
    found = [e.id for box in layout.boxes() for e in layout.folded(box)]
    assert sorted(found) == sorted(e.id for e in events)
    assert sum(box.holds for box in layout.boxes()) == len(events)


@given(timelines, lane_pairs, scales)
def test_every_event_is_found_by_its_id_and_by_the_place_of_its_box(events, lanes, scale):
    layout = laid(*events, lanes=lanes, scale=scale)
    for one in events:
        box = layout.box_of(one.id)
        assert box is not None
        assert one in layout.folded(box)
        middle = box.x + box.width / 2
        assert box in layout.visible(middle, box.y + 1, middle, box.y + 1)
        if not next(s for s in layout.lanes if s.lane_id == box.lane_id).is_collapsed:
            assert layout.box_at(middle, box.y + 5) == box


@given(timelines, lane_pairs, scales, st.floats(0, 1), st.floats(1, 3000))
def test_a_rectangle_shows_what_all_boxes_together_say(events, lanes, scale, share, width):
    layout = laid(*events, lanes=lanes, scale=scale)
    left = (share * 8000 - 4000) * scale
    shown = layout.visible(left, 0, left + width, layout.height)
    expected = [b for b in layout.boxes() if b.right >= left and b.x <= left + width]
    assert shown == expected


@given(timelines, lane_pairs, scales, st.floats(-2000, 2000), st.floats(-4000, 4000))
def test_panning_changes_no_box(events, lanes, scale, dx, seconds):
    # The same moments through two windows: what lies in both is the same.
    origin = NOON + timedelta(seconds=seconds)
    here = laid(*events, lanes=lanes, scale=scale, origin=origin)
    there = laid(*events, lanes=lanes, scale=scale, origin=origin - timedelta(seconds=dx / scale))
    moved = there.scale.x_of(origin)
    first = {b.event_id: b for b in here.visible(0, 0, 1000, here.height)}
    second = {b.event_id: b for b in there.visible(0, 0, 1000, there.height)}
    for name, box in first.items():
        if box.x + moved > 1 and box.right + moved < 999 and box.x > 1 and box.right < 999:
            assert places(second[name], moved) == places(box, 0)
    inside = [b for b in second.values() if b.x - moved > 1 and b.right - moved < 999]
    assert {b.event_id for b in inside} <= first.keys()


@given(st.integers(0, 20), st.integers(2, 700))
def test_many_events_of_one_moment_are_one_box_in_each_row(seconds, count):
    layout = laid(*(event(f"e{n}", seconds) for n in range(count)), scale=200.0)
    assert len(layout.stack.rows) == min(count, 40)
    assert len(list(layout.boxes())) == min(count, 40)
    assert sum(box.holds for box in layout.boxes()) == count
