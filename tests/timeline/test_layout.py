from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.timeline.fitting import fit_with_titles
from postmortem_desktop.timeline.boxes import Box, Edge, Metrics, title_text
from postmortem_desktop.timeline.layout import Layout, lay_out
from postmortem_desktop.timeline.scale import TimeScale

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
SCALE = TimeScale(NOON, 1.0)
METRICS = Metrics()
# foot 3, padding 8 on both sides, icon 14, gap 6: a title of ten letters makes a card of 109.
AROUND_TITLE = 39.0


def seven_a_letter(text: str) -> float:
    return 7.0 * len(text)


def lane(name: str, order: int = 0, *, collapsed: bool = False) -> Lane:
    return Lane(id=name, postmortem_id="p", title=name, order=order, collapsed=collapsed)


def event(
    name: str,
    start: float | None,
    duration: float | None = None,
    lane_id: str = "a",
    title: str = "ten letter",
    precision: Precision = Precision.MINUTE,
) -> TimelineEvent:
    starts_at = None if start is None else NOON + timedelta(seconds=start)
    ends_at = None
    if starts_at is not None and duration is not None:
        ends_at = starts_at + timedelta(seconds=duration)
    return TimelineEvent(
        id=name,
        postmortem_id="p",
        lane_id=lane_id,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        precision=precision,
    )


def laid(
    *events: TimelineEvent, lanes: tuple[Lane, ...] = (), metrics: Metrics = METRICS
) -> Layout:
    return lay_out(
        lanes or (lane("a"),),
        events,
        SCALE,
        width=1000,
        text_width=seven_a_letter,
        metrics=metrics,
    )


def box(layout: Layout, name: str) -> Box:
    found = layout.box_of(name)
    assert found is not None
    return found


def test_a_card_begins_at_its_time_and_is_as_wide_as_its_title():
    card = box(laid(event("e", 200)), "e")
    assert (card.x, card.width, card.y, card.height) == (200, AROUND_TITLE + 70, 8, 27)
    assert not card.is_span


def test_no_card_is_wider_than_the_limit():
    # 90 letters take 630.
    assert box(laid(event("e", 0, title="x" * 90)), "e").width == 420


def test_a_card_with_a_long_title_is_as_wide_as_the_next_one_in_its_row_allows():
    # 45 letters make a card of 354; it is reckoned with 260, so that the next stands beside it.
    layout = laid(event("long", 0, title="x" * 45), event("next", 300))
    assert box(layout, "next").y == box(layout, "long").y
    assert box(layout, "long").width == 300 - METRICS.card_gap
    assert box(laid(event("long", 0, title="x" * 45)), "long").width == 354


def test_a_card_that_must_stay_inside_is_never_widened():
    inside = replace(METRICS, keep_inside=True)
    assert box(laid(event("e", 0, title="x" * 90), metrics=inside), "e").width == 260


def test_a_bar_is_as_long_as_its_time_and_its_title_may_reach_beyond():
    layout = laid(event("long", 0, 500), event("short", 600, 20))
    assert (box(layout, "long").width, box(layout, "long").bar_width) == (500, 500)
    assert (box(layout, "short").width, box(layout, "short").bar_width) == (109, 20)


def test_cards_that_would_meet_stand_below_each_other():
    layout = laid(event("one", 0), event("two", 50), event("three", 120))
    # 109 wide and a gap of 8: the third, at 120, fits behind the first again.
    assert [box(layout, name).y for name in ("one", "two", "three")] == [8, 41, 8]
    assert layout.lanes[0].height == 8 + 33 + 27 + 8


def test_an_empty_lane_has_the_height_of_one_row():
    layout = laid(lanes=(lane("a"), lane("b")))
    assert [(box.top, box.height) for box in layout.lanes] == [(0, 43), (44, 43)]
    assert layout.height == 88


def test_a_collapsed_lane_is_thin_and_shows_marks():
    layout = laid(
        event("one", 10),
        event("two", 12, 100),
        event("below", 0, lane_id="b"),
        lanes=(lane("a", collapsed=True), lane("b")),
    )
    assert layout.lanes[0].height == METRICS.collapsed_height
    assert box(layout, "one").width == METRICS.minimum_bar
    assert box(layout, "one").y == box(layout, "two").y
    assert box(layout, "below").y == layout.lanes[1].top + METRICS.lane_padding


def test_undated_events_and_those_of_unknown_lanes_are_left_out():
    layout = laid(event("undated", None), event("stray", 0, lane_id="gone"))
    assert list(layout.boxes()) == []


def test_a_rough_time_leads_the_title_with_a_sign():
    rough = event("e", 0, title="two\nlines", precision=Precision.APPROXIMATE)
    assert title_text(rough) == "≈ two lines"
    assert title_text(event("e", 0)) == "ten letter"
    assert title_text(event("e", 0, title=" ")) == "Untitled"


def test_a_point_finds_its_box_and_its_lane():
    layout = laid(event("one", 0), event("two", 50), lanes=(lane("a"), lane("b")))
    assert layout.box_at(60, 20) == box(layout, "one")
    assert layout.box_at(60, 50) == box(layout, "two")
    assert layout.box_at(300, 20) is None
    assert layout.box_at(60, 37) is None
    found = [layout.lane_at(y) for y in (-1, 0, 75, 80, 500)]
    assert [lane and lane.lane_id for lane in found] == [None, "a", "a", "b", None]


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


def test_a_rectangle_shows_only_what_it_meets():
    layout = laid(*(event(f"e{n}", n * 200) for n in range(50)))
    shown = layout.visible(1000, 0, 1350, 100)
    assert [card.event_id for card in shown] == ["e5", "e6"]
    assert layout.visible(1000, 60, 1350, 100) == []


def test_a_card_near_the_end_of_a_page_stands_left_of_its_time():
    inside = replace(METRICS, keep_inside=True)
    card = box(laid(event("e", 950), metrics=inside), "e")
    assert card.is_turned
    assert card.mark_x == 950
    assert card.right == 950 + METRICS.foot
    assert card.width == AROUND_TITLE + 70


def test_the_title_of_a_bar_near_the_end_of_a_page_begins_before_the_bar():
    inside = replace(METRICS, keep_inside=True)
    bar = box(laid(event("e", 960, 20), metrics=inside), "e")
    assert (bar.mark_x, bar.bar_width) == (960, 20)
    assert bar.right == 1000
    assert bar.x == 1000 - AROUND_TITLE - 70


def test_fitting_leaves_room_for_the_last_title():
    events = [event("first", 0), event("last", 3600)]
    span = (NOON, NOON + timedelta(hours=1))
    scale = fit_with_titles(events, span, 1000, 20, text_width=seven_a_letter, metrics=METRICS)
    assert scale.x_of(NOON) == pytest.approx(20)
    assert scale.x_of(span[1]) + AROUND_TITLE + 70 == pytest.approx(980)


placed = st.lists(
    st.tuples(
        st.floats(-2000, 3000),
        st.none() | st.floats(0, 2000),
        st.sampled_from("ab"),
        st.text("xyz", max_size=50),
    ),
    max_size=60,
)


@given(placed, st.booleans())
def test_no_two_boxes_of_a_lane_overlap(spans, keep_inside):
    events = [
        event(str(n), start, duration, lane_id, title)
        for n, (start, duration, lane_id, title) in enumerate(spans)
    ]
    layout = laid(
        *events,
        lanes=(lane("a"), lane("b")),
        metrics=replace(METRICS, keep_inside=keep_inside),
    )
    boxes = list(layout.boxes())
    assert len(boxes) == len(events)
    rows: dict[float, list[Box]] = {}
    for card in boxes:
        rows.setdefault(card.y, []).append(card)
        home = next(lane for lane in layout.lanes if lane.lane_id == card.lane_id)
        assert home.top <= card.y
        assert card.bottom <= home.bottom
    for row in rows.values():
        for left, right in pairwise(sorted(row, key=lambda card: card.x)):
            assert left.right < right.x
            assert left.lane_id == right.lane_id


@given(placed, st.floats(-2000, 3000), st.floats(0, 500))
def test_a_box_is_found_at_its_middle(spans, left, width):
    events = [event(str(n), s, d, lane_id, t) for n, (s, d, lane_id, t) in enumerate(spans)]
    layout = laid(*events, lanes=(lane("a"), lane("b")))
    for card in layout.boxes():
        assert layout.box_at(card.x + card.width / 2, card.y + 5) == card
    shown = layout.visible(left, 0, left + width, layout.height)
    expected = [b for b in layout.boxes() if b.right >= left and b.x <= left + width]
    assert shown == expected
