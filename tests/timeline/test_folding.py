"""Which events of a row share a box; at one pixel a second pieces are 256 seconds long."""

from datetime import timedelta
from itertools import pairwise
from operator import itemgetter

from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.timeline.boxes import CardWidths
from postmortem_desktop.timeline.folding import Group, groups_between
from postmortem_desktop.timeline.packing import LanePacking, Row, seconds_of
from postmortem_desktop.timeline.scale import MAX_PX_PER_SECOND, MIN_PX_PER_SECOND
from tests.timeline.ground import METRICS, NOON, event, seven_a_letter

LEAST = 26.0
BORDER = NOON.timestamp() // 256 * 256
"""Where a piece begins."""
TO_BORDER = BORDER - NOON.timestamp()


def row_of(*places: tuple[float, float | None]) -> Row:
    """Return a row of events that begin so many seconds after the border of a piece."""
    found = [
        event(str(n), TO_BORDER + start, length)
        for n, (start, length) in enumerate(sorted(places, key=itemgetter(0)))
    ]
    widths = CardWidths(seven_a_letter, METRICS)
    packing = LanePacking(1.0, most_rows=1, gap=0.0, reckoned=widths.reckoned)
    packing.pack(found, found)
    return packing.rows[0] if packing.rows else Row()


def groups(row: Row, scale: float = 1.0) -> list[Group]:
    return groups_between(row, -1e15, 1e15, scale, LEAST) if row.events else []


def test_events_with_room_have_boxes_of_their_own():
    assert groups(row_of((0, None), (100, None), (200, None))) == [(0, 1), (1, 2), (2, 3)]


def test_two_events_too_near_share_a_box_also_across_a_border():
    assert groups(row_of((246, None), (266, None), (400, None))) == [(0, 2), (2, 3)]
    assert groups(row_of((246, None), (272, None), (400, None))) == [(0, 1), (1, 2), (2, 3)]


def test_a_crowded_piece_is_one_box():
    # Twelve in 256 pixels; the last of them has only ten before the next piece's first.
    crowd = [(20.0 * n + 6, None) for n in range(12)]
    assert groups(row_of(*crowd, (256, None), (600, None))) == [(0, 12), (12, 13), (13, 14)]


def test_a_long_bar_in_a_crowded_piece_is_seen_by_itself():
    crowd = [(0.0, 5.0), (30.0, 5.0), (60.0, 100.0), (170.0, 5.0), (200.0, 5.0), (300.0, 5.0)]
    assert groups(row_of(*crowd)) == [(0, 2), (2, 3), (3, 5), (5, 6)]


def test_zooming_in_parts_what_was_folded():
    row = row_of((0, None), (2, None), (4, None))
    assert groups(row) == [(0, 3)]
    assert groups(row, 20.0) == [(0, 2), (2, 3)]
    assert groups(row, 100.0) == [(0, 1), (1, 2), (2, 3)]


starts = st.integers(-2000, 2000) | st.floats(-600, 600)
places = st.lists(st.tuples(starts, st.none() | st.floats(0, 300)), min_size=1, max_size=80)
scales = st.sampled_from([MIN_PX_PER_SECOND, 0.1, 1.0, MAX_PX_PER_SECOND]) | st.floats(0.005, 20)


@given(places, scales)
def test_groups_follow_each_other_without_a_gap_and_with_room_enough(found, scale):
    row = row_of(*found)
    all_groups = groups(row, scale)
    assert [first for first, _last in all_groups] == [
        0,
        *(last for _first, last in all_groups[:-1]),
    ]
    assert all_groups[-1][1] == len(row.events)
    for group, following in pairwise(all_groups):
        room = (row.starts[following[0]] - row.starts[group[0]]) * scale
        assert room >= LEAST - 1e-3


@given(places, scales, st.floats(-1000, 1000), st.floats(0, 3000))
def test_a_window_shows_the_same_groups_as_the_whole_row(found, scale, left, width):
    row = row_of(*found)
    if row.overlaps:
        return
    start = BORDER + left
    end = start + width / scale
    whole = groups(row, scale)
    seen = groups_between(row, start, end, scale, LEAST)
    inside = {g for g in whole if start <= row.starts[g[0]] <= end}
    assert inside <= set(seen)
    # What goes on at the left edge is seen as well.
    before = [g for g in whole if row.starts[g[0]] < start]
    if before and before[-1][1] == len(row.starts):
        assert before[-1] in seen


@given(places)
def test_at_the_finest_zoom_no_two_events_of_a_row_share_a_box(found):
    row = row_of(*found)
    if not row.overlaps:
        assert all(last - first == 1 for first, last in groups(row, MAX_PX_PER_SECOND))


def test_events_before_1970_are_folded_like_others():
    ago = timedelta(days=365 * 70)
    found = [event("one", 0), event("two", 20), event("three", 400)]
    old = [e.moved_to(e.starts_at - ago, "a") for e in found]
    packing = LanePacking(1.0, most_rows=1, gap=0.0, reckoned=lambda _event: 10.0)
    packing.pack(old, old)
    assert seconds_of(old[0]) < 0
    assert groups_between(packing.rows[0], -1e15, 1e15, 1.0, LEAST) == [(0, 2), (2, 3)]
