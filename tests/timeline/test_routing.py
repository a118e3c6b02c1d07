from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import Box, Metrics
from postmortem_desktop.timeline.routing import route

METRICS = Metrics()  # Cards of 27 in rows of 33: gaps of 6, their middle 3 below a card.


def card(name: str, x: float, row: int, width: float = 100) -> Box:
    event = TimelineEvent(id=name, postmortem_id="p", lane_id="a", title=name)
    return Box(event, "a", x, 33.0 * row, width, 27.0, x)


def test_a_link_downwards_enters_its_target_from_the_left():
    path = route(card("from", 0, 0), card("to", 300, 2), [], METRICS)
    assert path == [(88, 27), (88, 63), (292, 63), (292, 79.5), (300, 79.5)]


def test_a_link_upwards_leaves_at_the_top():
    path = route(card("from", 0, 2), card("to", 300, 0), [], METRICS)
    assert path == [(88, 66), (88, 30), (292, 30), (292, 13.5), (300, 13.5)]


def test_a_link_within_a_row_runs_below_it():
    path = route(card("from", 0, 0), card("to", 300, 0), [], METRICS)
    assert path[:3] == [(88, 27), (88, 30), (292, 30)]


def test_a_link_leaves_where_no_card_is_in_its_way():
    between = card("between", 60, 1)
    path = route(card("from", 0, 0), card("to", 300, 2), [between], METRICS)
    assert path[0] == (50, 27)
    vertical = path[0][0]
    assert not between.x <= vertical <= between.right


def test_a_link_back_in_time_still_enters_from_the_left():
    path = route(card("from", 300, 0), card("to", 0, 1), [], METRICS)
    assert path[-2:] == [(-8, 46.5), (0, 46.5)]


def test_a_link_to_a_mark_in_a_folded_lane_takes_the_straight_way():
    mark = card("mark", 60, 0)._replace(height=6.0, width=8.0)
    between = card("between", 40, 1)
    path = route(card("from", 0, 2), mark, [between], METRICS)
    # 8 px before the mark is at 52: there it goes up, behind whatever is between.
    assert path[0] == (52, 66)
    assert path[-1] == (60, 3)
