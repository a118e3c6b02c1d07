"""Boxes on paper: a page of a thousand points, one point a second."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.timeline.boxes import Box
from postmortem_desktop.timeline.page_layout import PageLayout, lay_out_page
from postmortem_desktop.timeline.scale import TimeScale
from tests.timeline.ground import AROUND_TITLE, METRICS, NOON, event, lane, seven_a_letter

SCALE = TimeScale(NOON, 1.0)


def laid(*events: TimelineEvent, lanes: tuple[Lane, ...] = (), width: float = 1000) -> PageLayout:
    return lay_out_page(
        lanes or (lane("a"),),
        events,
        SCALE,
        width=width,
        text_width=seven_a_letter,
        metrics=METRICS,
    )


def box(layout: PageLayout, name: str) -> Box:
    (found,) = (box for box in layout.boxes if box.event_id == name)
    return found


def test_a_card_begins_at_its_time_and_is_as_wide_as_its_title():
    card = box(laid(event("e", 200)), "e")
    assert (card.x, card.width, card.y, card.height) == (200, AROUND_TITLE + 70, 8, 27)
    assert not card.is_span
    assert not card.is_turned


def test_a_card_is_never_wider_than_what_is_reckoned():
    # 90 letters take 630.
    assert box(laid(event("e", 0, title="x" * 90)), "e").width == METRICS.maximum_card == 260


def test_a_bar_is_as_long_as_its_time_and_its_title_stands_inside_or_behind_it():
    layout = laid(event("long", 0, 500), event("short", 600, 20))
    assert (box(layout, "long").width, box(layout, "long").bar_width) == (500, 500)
    assert box(layout, "long").title_room == (0, 500)
    assert (box(layout, "short").width, box(layout, "short").bar_width) == (129, 20)
    assert box(layout, "short").title_room == (620, 729)


def test_cards_that_would_meet_stand_below_each_other():
    layout = laid(event("one", 0), event("two", 50), event("three", 120))
    # 109 wide and a gap of 8: the third, at 120, fits behind the first again.
    assert [box(layout, name).y for name in ("one", "two", "three")] == [8, 41, 8]
    assert layout.lanes[0].height == 8 + 33 + 27 + 8
    assert [found.event_id for found in layout.boxes_of("a")] == ["one", "three", "two"]


def test_an_empty_lane_has_the_height_of_one_row():
    layout = laid(lanes=(lane("a"), lane("b")))
    assert [(home.top, home.height) for home in layout.lanes] == [(0, 43), (44, 43)]
    assert layout.boxes == ()


def test_a_collapsed_lane_is_thin_and_shows_marks():
    layout = laid(
        event("two", 12, 100),
        event("one", 10),
        event("below", 0, lane_id="b"),
        lanes=(lane("a", collapsed=True), lane("b")),
    )
    assert layout.lanes[0].height == METRICS.collapsed_height
    # 18 high: the marks take the half in the middle.
    marks = [(m.event_id, m.x, m.y, m.width, m.height) for m in layout.boxes_of("a")]
    assert marks == [("one", 10, 4.5, 4, 9), ("two", 12, 4.5, 100, 9)]
    assert box(layout, "below").y == layout.lanes[1].top + METRICS.lane_padding


def test_undated_events_and_those_of_unknown_lanes_are_left_out():
    assert laid(event("undated", None), event("stray", 0, lane_id="gone")).boxes == ()


def test_a_card_near_the_end_of_a_page_stands_left_of_its_time():
    card = box(laid(event("e", 950)), "e")
    assert card.is_turned
    assert card.mark_x == 950
    assert card.right == 950 + METRICS.foot
    assert card.width == AROUND_TITLE + 70


def test_a_title_stands_inside_its_bar_wherever_that_begins():
    # In tenths of seconds, which are no round numbers for a computer.
    for tenth in range(50):
        bar = box(laid(event("e", tenth / 10, 300.3)), "e")
        assert bar.title_room == (bar.x, bar.right)
        assert not bar.is_titled_beside


def test_the_title_of_a_bar_near_the_end_of_a_page_stands_before_the_bar():
    bar = box(laid(event("e", 960, 20)), "e")
    assert (bar.mark_x, bar.bar_width, bar.right) == (960, 20, 980)
    assert bar.x == 960 - AROUND_TITLE - 70
    assert bar.title_room == (bar.x, 960)


def test_the_title_of_a_bar_that_fills_the_page_stays_inside():
    # 100 of the 109 pixels that its title takes, and 50 before it.
    bar = box(laid(event("e", 50, 100), width=150), "e")
    assert (bar.x, bar.right) == bar.title_room == (50, 150)


def test_a_turned_card_and_the_one_before_it_do_not_meet():
    # Turned, the second stands from 844 to 953; the first from 800 to 909.
    layout = laid(event("one", 800), event("two", 950))
    assert box(layout, "two").x == 950 + 3 - 109
    assert [box(layout, name).y for name in ("one", "two")] == [8, 41]


def test_many_events_of_one_moment_all_have_a_row():
    layout = laid(*(event(f"e{n}", 500) for n in range(60)))
    assert sorted(card.y for card in layout.boxes) == [8 + 33 * n for n in range(60)]


spans = st.tuples(
    st.floats(-2000, 3000),
    st.none() | st.floats(0, 2000),
    st.sampled_from("ab"),
    st.text("xyz", max_size=50),
)


@given(st.lists(spans, max_size=60), st.booleans())
def test_every_event_has_a_box_and_none_covers_another(found, collapsed):
    events = [event(str(n), *values) for n, values in enumerate(found)]
    layout = laid(*events, lanes=(lane("a", collapsed=collapsed), lane("b")))
    assert sorted(b.event_id for b in layout.boxes) == sorted(e.id for e in events)
    for home in layout.lanes:
        boxes = layout.boxes_of(home.lane_id)
        assert all(home.top <= b.y and b.bottom <= home.bottom for b in boxes)
        if home.is_collapsed:
            continue
        for y in {b.y for b in boxes}:
            row = sorted((b for b in boxes if b.y == y), key=lambda b: b.x)
            assert all(left.right < right.x for left, right in pairwise(row))


@given(st.lists(spans, max_size=60))
def test_no_card_of_a_moment_on_the_page_runs_out_of_it(found):
    events = [event(str(n), start % 1000, *rest) for n, (start, *rest) in enumerate(found)]
    for card in laid(*events, lanes=(lane("a"), lane("b"))).boxes:
        assert card.x >= 0
        # A time is where it is: only a bar that ends later, or the foot of a mark, stands out.
        assert card.right <= max(1000, card.bar_right, card.mark_x + METRICS.foot)
