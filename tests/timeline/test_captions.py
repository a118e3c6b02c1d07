from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.timeline.captions import Caption, place_captions


def test_a_caption_stands_right_of_its_line():
    assert place_captions((100,), (50,), 0, 500) == (Caption(0, 104, 50, 0, 100),)


def test_a_caption_whose_neighbour_is_close_stands_left_of_its_line():
    placed = place_captions((100, 120), (80, 60), 0, 500)
    assert placed == (Caption(0, 16, 80, 0, 100), Caption(1, 124, 60, 0, 120))


def test_a_caption_at_the_end_of_the_surface_stands_left_of_its_line():
    assert place_captions((490,), (60,), 0, 500) == (Caption(0, 426, 60, 0, 490),)


def test_captions_without_room_side_by_side_are_stacked_and_whole():
    # Left of the first line there are 20 pixels, between the lines 100.
    placed = place_captions((20, 120), (150, 60), 0, 500)
    assert placed == (Caption(0, 24, 150, 0, 20), Caption(1, 124, 60, 1, 120))


def test_three_close_lines_in_the_middle_take_two_rows():
    placed = place_captions((200, 210, 220), (80, 80, 80), 0, 500)
    assert max(caption.row for caption in placed) == 1
    assert [caption.width for caption in placed] == [80, 80, 80]


def test_five_lines_at_one_place_all_have_their_whole_names():
    placed = place_captions((200, 205, 210, 215, 220), (85, 60, 90, 60, 60), 0, 500)
    assert [caption.width for caption in placed] == [85, 60, 90, 60, 60]
    assert {caption.row for caption in placed} == {0, 1, 2}


def test_lines_out_of_sight_have_no_caption():
    assert place_captions((-5, 510), (40, 40), 0, 500) == ()


@given(st.lists(st.tuples(st.floats(-50, 1050), st.floats(20, 120)), max_size=5))
def test_captions_never_overlap_and_are_always_whole(marks):
    marks.sort()
    lines, widths = tuple(x for x, _ in marks), tuple(width for _, width in marks)
    placed = place_captions(lines, widths, 0, 1000)
    for one, other in combinations(placed, 2):
        assert one.row != other.row or one.right <= other.x or other.right <= one.x
    for caption in placed:
        assert caption.width == widths[caption.index]
        assert caption.x >= 0
        assert caption.right <= 1000


@given(st.lists(st.floats(150, 850), min_size=5, max_size=5))
def test_away_from_the_edges_every_milestone_has_its_name(lines):
    placed = place_captions(tuple(sorted(lines)), (85, 60, 95, 65, 60), 0, 1000)
    assert [caption.index for caption in placed] == [0, 1, 2, 3, 4]
