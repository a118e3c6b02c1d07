from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from postmortem_desktop.timeline.captions import Caption, place_captions


def test_a_caption_stands_right_of_its_line():
    assert place_captions([100], [50], 0, 500) == [Caption(0, 104, 50)]


def test_a_caption_whose_neighbour_is_close_stands_left_of_its_line():
    placed = place_captions([100, 120], [80, 60], 0, 500)
    assert placed == [Caption(0, 16, 80), Caption(1, 124, 60)]


def test_a_caption_at_the_end_of_the_surface_stands_left_of_its_line():
    assert place_captions([490], [60], 0, 500) == [Caption(0, 426, 60)]


def test_a_caption_without_room_on_either_side_is_narrowed():
    # Left there are 20 pixels, right 100 up to the next one's line less the distances.
    placed = place_captions([20, 120], [150, 60], 0, 500)
    assert placed == [Caption(0, 24, 88), Caption(1, 124, 60)]


def test_lines_out_of_sight_have_no_caption():
    assert place_captions([-5, 510], [40, 40], 0, 500) == []


@given(st.lists(st.tuples(st.floats(-50, 1050), st.floats(20, 120)), max_size=8))
def test_captions_never_overlap(marks):
    marks.sort()
    placed = place_captions([x for x, _ in marks], [width for _, width in marks], 0, 1000)
    for left, right in pairwise(placed):
        assert left.x + left.width <= right.x
    assert all(caption.width >= 20 for caption in placed)
