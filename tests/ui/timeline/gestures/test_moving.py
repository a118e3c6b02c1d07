"""Events are dragged through time and lanes; the store is read afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtTest import QTest

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.editing.timeline_edits import add_event
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui.timeline import painter
from tests.ui.timeline.gestures.played import ALT, CTRL, SHIFT, Key, Played, minutes

LANE = 44
"""From lane to lane: a card of 27, twice 8 around it, and 1 between."""


# In time


def test_a_card_dragged_sideways_moves_in_time(played: Played):
    played.drag(played.point("alert"), QPoint(100, 0))
    # 100 pixels of 6 s are 10 min; the start of "purge" is there and attracts.
    assert played.stored("alert").starts_at == minutes(20)
    assert played.stored("alert").lane_id == "mon"
    assert played.workspace.undo_label == "move “Pool saturated”"


def test_a_drag_lands_on_the_minute_where_ten_seconds_cannot_be_aimed_at(played: Played):
    played.drag(played.point("alert"), QPoint(-31, 0))
    # 31 pixels are 186 s; 10 s would be less than two pixels, so 12:06:54 rounds to 12:07.
    assert played.stored("alert").starts_at == minutes(7)
    assert played.stored("alert").precision is Precision.MINUTE


def test_a_drag_lands_on_the_grid_of_ten_seconds_where_it_is_wide_enough(played: Played):
    played.canvas.show_view(TimeScale(minutes(5), 1.0))
    played.drag(played.point("alert"), QPoint(-94, 0))
    # One pixel a second: 12:08:26 rounds to 12:08:30, and seconds are no longer "to the minute".
    assert played.stored("alert").starts_at == minutes(8.5)
    assert played.stored("alert").precision is Precision.EXACT


def test_a_time_that_is_only_roughly_known_stays_so_with_seconds(played: Played):
    played.drag(played.point("ticket"), QPoint(15, 0), ALT)
    assert played.stored("ticket").starts_at == minutes(41.5)
    assert played.stored("ticket").precision is Precision.APPROXIMATE


def test_a_span_keeps_its_duration(played: Played):
    played.drag(played.point("purge", dx=30), QPoint(-120, 0), ALT)
    assert (played.stored("purge").starts_at, played.stored("purge").ends_at) == (
        minutes(8),
        minutes(23),
    )


def test_three_pixels_are_a_click_and_four_are_a_drag(played: Played):
    played.drag(played.point("alert"), QPoint(3, 0))
    assert played.workspace.undo_label == "set up" or not played.workspace.undo_label
    assert played.stored("alert").starts_at == minutes(10)
    played.drag(played.point("alert"), QPoint(4, 0), ALT)
    assert played.stored("alert").starts_at == minutes(10) + timedelta(seconds=24)


def test_nothing_is_written_before_the_release(played: Played):
    written: list[Edit] = []
    played.workspace.changed.connect(written.append)
    end = played.hold(played.point("alert"), QPoint(80, 0))
    assert written == []
    assert played.stored("alert").starts_at == minutes(10)
    played.let_go(end)
    assert len(written) == 1
    assert played.stored("alert").starts_at == minutes(18)


# What is said meanwhile


def test_a_drag_says_old_and_new_time_and_the_difference(played: Played):
    played.canvas.set_selection(["alert"])
    before = played.canvas.grab().toImage()
    played.hold(played.point("alert"), QPoint(80, 0))
    assert played.label == "14:10 → 14:18 · +8 min"
    assert played.canvas.grab().toImage() != before
    played.move(played.point("alert") + QPoint(-50, 0))
    assert played.label == "14:10 → 14:05 · −5 min"
    played.move(played.point("alert"))
    assert played.label == "14:10"
    played.canvas.cancel()
    assert played.canvas.grab().toImage() == before


# Over lanes


def test_a_card_dragged_straight_down_changes_only_its_lane(played: Played):
    start = played.point("alert")
    played.drag(start, QPoint(3, played.lane_middle("sup") - start.y()))
    assert played.stored("alert").lane_id == "sup"
    assert played.stored("alert").starts_at == minutes(10)


def test_a_card_dragged_aslant_changes_time_and_lane_in_one_step(played: Played):
    played.drag(played.point("alert"), QPoint(-50, LANE))
    moved = played.stored("alert")
    assert (moved.starts_at, moved.lane_id) == (minutes(5), "ops")
    played.workspace.undo()
    assert (played.stored("alert").starts_at, played.stored("alert").lane_id) == (
        minutes(10),
        "mon",
    )


def ghost(played: Played, event_id: str) -> QRectF:
    view = played.canvas.view
    box = next(b for b in played.canvas.gesture.boxes(view) if b.event_id == event_id)
    return view.rect_of(box)


def test_what_is_held_is_drawn_inside_the_lane_that_will_receive_it(played: Played):
    space = played.workspace
    edit = add_event(space.dossier, space.ids, "mon", "Second row", minutes(11))
    space.perform(edit)
    second = edit.changes[-1].record_id
    assert played.rect(second).top() > played.rect("alert").bottom()
    start = played.point(second)
    played.hold(start, QPoint(0, played.lane_middle("sup") - start.y()))
    # "Support" has one sub-row, and nothing stands in it at that time.
    assert played.lane_rect("sup").contains(ghost(played, second))
    played.canvas.cancel()
    played.hold(start, QPoint(0, played.lane_middle("ops") - start.y()))
    # In "On-call" the purge stands there: no row is free, and still it is drawn inside.
    assert played.lane_rect("ops").contains(ghost(played, second))
    assert played.canvas.held.goal_lane_id() == "ops"
    played.canvas.cancel()


# Shift: one axis


def test_shift_moves_in_time_only_where_the_hand_goes_further_aside(played: Played):
    played.drag(played.point("alert"), QPoint(81, LANE), SHIFT)
    assert played.stored("alert").lane_id == "mon"
    assert played.stored("alert").starts_at == minutes(18)


def test_shift_moves_over_lanes_only_where_the_hand_goes_further_down(played: Played):
    played.drag(played.point("alert"), QPoint(60, 2 * LANE), SHIFT)
    assert played.stored("alert").lane_id == "sup"
    assert played.stored("alert").starts_at == minutes(10)


def test_shift_counts_at_once_while_the_pointer_rests(played: Played):
    end = played.hold(played.point("alert"), QPoint(80, LANE))
    assert played.canvas.held.goal_lane_id() == "ops"
    QTest.keyPress(played.canvas, Key.Key_Shift)
    assert played.canvas.held.goal_lane_id() == ""
    played.let_go(end, SHIFT)
    assert played.stored("alert").lane_id == "mon"
    assert played.stored("alert").starts_at == minutes(18)


# Groups


def test_a_group_keeps_its_distances_in_time_in_one_step(played: Played):
    played.canvas.set_selection(["alert", "purge"])
    played.drag(played.point("purge"), QPoint(-20, 0), ALT)
    assert played.stored("alert").starts_at == minutes(8)
    assert played.stored("purge").starts_at == minutes(18)
    assert played.stored("purge").ends_at == minutes(33)
    played.workspace.undo()
    assert played.stored("alert").starts_at == minutes(10)
    assert played.stored("purge").starts_at == minutes(20)


def test_a_group_keeps_its_distance_in_lanes_and_stops_as_one_at_the_last(played: Played):
    played.click(played.point("alert"))
    played.click(played.point("purge"), CTRL)
    start = played.point("alert")
    played.drag(start, QPoint(0, LANE))
    assert [played.stored(i).lane_id for i in ("alert", "purge")] == ["ops", "sup"]
    played.workspace.undo()
    # Two lanes down there is no room for "purge": one is as far as both can go.
    played.drag(start, QPoint(0, 2 * LANE))
    assert [played.stored(i).lane_id for i in ("alert", "purge")] == ["ops", "sup"]
    assert played.stored("purge").starts_at == minutes(20)


def test_a_locked_event_of_a_group_stays(played: Played):
    played.canvas.set_selection(["alert", "fixed"])
    played.drag(played.point("alert"), QPoint(-50, 0))
    assert played.stored("alert").starts_at == minutes(5)
    assert played.stored("fixed").starts_at == minutes(62)


# Locked


@pytest.mark.parametrize("by", [QPoint(100, 0), QPoint(0, -LANE)])
def test_a_locked_event_stays_and_says_why(played: Played, by: QPoint):
    told: list[str] = []
    played.canvas.noticed.connect(told.append)
    played.drag(played.point("fixed"), by)
    assert played.stored("fixed").starts_at == minutes(62)
    assert played.stored("fixed").lane_id == "sup"
    assert told == ["“fixed” is locked; unlock it to move it."]


def test_the_foot_of_a_locked_event_gives_it_no_duration(played: Played):
    told: list[str] = []
    played.canvas.noticed.connect(told.append)
    played.drag(played.edge("fixed", minutes(62)), QPoint(100, 0))
    assert played.stored("fixed").ends_at is None
    assert len(told) == 1


def test_the_live_label_of_the_top_lane_leaves_the_ruler_free(played: Played):
    played.hold(played.point("alert"), QPoint(60, 0))
    canvas = played.canvas
    look, preview = canvas.display.look, canvas.held.preview()
    label = painter.bubble_rect(canvas.view, look, *preview.bubble)
    # The card is 27 high, and 10 below it the label begins.
    assert label.top() == played.rect("alert").top() + 27 + 10
    played.canvas.cancel()


def test_the_live_label_of_a_group_says_how_many_go_along(played: Played):
    # The locked one of them stays.
    played.canvas.set_selection(["alert", "purge", "ticket", "fixed"])
    end = played.hold(played.point("alert"), QPoint(20, 0), ALT)
    assert played.label == "3 events · 14:10 → 14:12 · +2 min"
    played.let_go(end, ALT)
    starts = [played.stored(name).starts_at for name in ("alert", "purge", "ticket", "fixed")]
    assert starts == [minutes(12), minutes(22), minutes(42), minutes(62)]
