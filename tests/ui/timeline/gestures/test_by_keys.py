"""The canvas without a mouse: walking, choosing, nudging, deleting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postmortem_desktop.timeline.scale import TimeScale
from tests.ui.timeline.gestures.conftest import Staged
from tests.ui.timeline.gestures.played import CTRL, NOON, PLAIN, SHIFT, Key, Played, minutes

# Walking


def test_arrows_walk_in_time_and_over_lanes_while_nothing_is_selected(played: Played):
    before = played.store
    visited = []
    for key in (
        Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Right,
        Key.Key_Up, Key.Key_Left, Key.Key_Up, Key.Key_Up,
    ):  # fmt: skip
        played.key(key)
        visited.append(played.canvas.current_id)
    # Down from the purge at 12:20 the ticket at 12:40 is nearer than what was fixed at 13:02.
    assert visited == [
        "alert", "purge", "ticket", "fixed", "fixed",
        "purge", "purge", "alert", "alert",
    ]  # fmt: skip
    assert played.canvas.selection == ()
    assert played.store == before


def test_tab_walks_through_the_events_in_time_and_then_leaves(played: Played):
    visited = []
    for _ in range(4):
        assert played.canvas.focusNextPrevChild(True)
        visited.append(played.canvas.current_id)
    assert visited == ["alert", "purge", "ticket", "fixed"]
    assert not played.canvas.focusNextPrevChild(True)
    assert played.canvas.focusNextPrevChild(False)
    assert played.canvas.current_id == "ticket"
    # Walking chooses nothing: a key pressed next moves no event.
    assert played.canvas.selection == ()


def test_walking_brings_an_event_out_of_sight_into_view(played: Played):
    played.canvas.show_view(TimeScale(minutes(-600), 1 / 6))
    played.key(Key.Key_Home)
    assert played.rect("alert").left() >= 160
    assert played.rect("alert").right() <= 1160
    played.key(Key.Key_End)
    assert played.canvas.current_id == "fixed"


def test_space_selects_where_the_keyboard_is_and_takes_it_back(played: Played):
    played.key(Key.Key_Home)
    played.key(Key.Key_Space)
    assert played.canvas.selection == ("alert",)
    played.key(Key.Key_Right)
    assert played.stored("alert").starts_at == minutes(11)
    played.key(Key.Key_Space)
    assert played.canvas.selection == ()
    played.key(Key.Key_Right)
    assert played.stored("alert").starts_at == minutes(11)


# Nudging


@pytest.mark.parametrize(
    ("key", "modifiers", "seconds", "lane_id"),
    [
        (Key.Key_Right, PLAIN, 60, "ops"),
        (Key.Key_Left, PLAIN, -60, "ops"),
        (Key.Key_Right, SHIFT, 600, "ops"),
        (Key.Key_Left, SHIFT, -600, "ops"),
        (Key.Key_Up, PLAIN, 0, "mon"),
        (Key.Key_Down, PLAIN, 0, "sup"),
    ],
)
def test_arrows_nudge_the_selection(played: Played, key, modifiers, seconds, lane_id):
    played.canvas.set_selection(["purge"])
    played.key(key, modifiers)
    moved = played.stored("purge")
    assert moved.starts_at == minutes(20) + timedelta(seconds=seconds)
    assert moved.duration == timedelta(minutes=15)
    assert moved.lane_id == lane_id
    played.workspace.undo()
    assert played.stored("purge").starts_at == minutes(20)
    assert played.stored("purge").lane_id == "ops"


def test_the_step_of_a_nudge_is_that_of_the_grid_at_this_zoom(played: Played):
    played.canvas.show_view(TimeScale(minutes(5), 1.0))
    played.canvas.set_selection(["alert"])
    played.key(Key.Key_Right)
    assert played.stored("alert").starts_at == minutes(10) + timedelta(seconds=10)


def test_two_presses_of_an_arrow_are_two_steps_back(played: Played):
    played.canvas.set_selection(["purge"])
    played.key(Key.Key_Right)
    played.key(Key.Key_Right)
    played.workspace.undo()
    assert played.stored("purge").starts_at == minutes(21)


def test_a_held_arrow_is_one_step_back(played: Played):
    played.canvas.set_selection(["alert", "purge"])
    for is_repeat in (False, True, True, True):
        pressed = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Right, PLAIN, "", is_repeat)
        QApplication.sendEvent(played.canvas, pressed)
    assert played.stored("alert").starts_at == minutes(14)
    assert played.stored("purge").starts_at == minutes(24)
    played.workspace.undo()
    assert played.stored("alert").starts_at == minutes(10)
    assert played.stored("purge").starts_at == minutes(20)


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Up, Key.Key_Delete])
def test_a_locked_event_stays_and_says_why(played: Played, key: Key):
    before, told = played.store, []
    played.canvas.noticed.connect(told.append)
    played.canvas.set_selection(["fixed"])
    played.key(key)
    assert played.store == before
    assert len(told) == 1
    assert "“fixed” is locked" in told[0]


def test_delete_removes_what_is_selected_but_not_what_is_locked(played: Played):
    played.canvas.set_selection(["alert", "fixed"])
    played.key(Key.Key_Delete)
    assert played.stored_titles() == {"Purges the cache", "ticket", "fixed"}
    assert played.canvas.selection == ("fixed",)
    played.workspace.undo()
    assert played.stored_titles() == {"Pool saturated", "Purges the cache", "ticket", "fixed"}


# The view


@pytest.mark.parametrize(
    ("key", "modifiers", "left"),
    [
        # 120 pixels are 12 minutes.
        (Key.Key_Right, CTRL, 12),
        (Key.Key_Left, CTRL, -12),
        (Key.Key_PageDown, PLAIN, 48),
        (Key.Key_PageUp, PLAIN, -48),
    ],
)
def test_keys_move_the_view_and_no_event(played: Played, key, modifiers, left):
    before = played.store
    played.canvas.set_selection(["alert"])
    played.key(key, modifiers)
    assert abs(played.left_moment - minutes(left)) < timedelta(seconds=1)
    assert played.store == before


def test_plus_and_minus_zoom_about_the_middle(played: Played):
    middle = played.canvas.view.moment_at(660)
    played.key(Key.Key_Plus)
    assert played.canvas.view.scale.px_per_second == pytest.approx(1.25 / 6)
    assert played.canvas.view.x_of(middle) == pytest.approx(660, abs=0.01)
    played.key(Key.Key_Minus)
    assert played.canvas.view.scale.px_per_second == pytest.approx(1 / 6)


def test_ctrl_with_up_and_down_scrolls_the_lanes(played: Played):
    played.canvas.resize(1160, 120)
    played.key(Key.Key_Down, CTRL)
    assert played.canvas.view.scroll == 33
    played.key(Key.Key_Up, CTRL)
    assert played.canvas.view.scroll == 0


# The table below


def test_the_table_is_taken_away_from_the_canvas_by_the_letter_that_brought_it(staged: Staged):
    staged.press_key(Key.Key_T)
    table = staged.step.middle.table
    assert table is not None
    assert table.view.hasFocus()
    QTest.keyClick(table.view, Key.Key_Escape)
    assert staged.canvas.hasFocus()
    assert staged.step.middle.is_table_shown
    staged.key(Key.Key_T)
    assert not staged.step.middle.is_table_shown


@pytest.mark.parametrize("place", ["a row", "a cell that is written", "the line below"])
def test_the_table_is_taken_away_from_within(staged: Staged, place: str):
    staged.press_key(Key.Key_T)
    table = staged.step.middle.table
    assert table is not None
    table.view.go_to("alert")
    if place == "the line below":
        table.entry.title.setFocus()
    elif place == "a cell that is written":
        QTest.keyClicks(table.view, "P")
        QTest.keyClicks(QApplication.focusWidget(), "ool full")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Key.Key_T, CTRL)
    assert not staged.step.middle.is_table_shown
    assert staged.canvas.hasFocus()
    written = place == "a cell that is written"
    assert staged.stored("alert").title == ("Pool full" if written else "Pool saturated")


# What a nudge says


def test_a_nudge_says_old_and_new_time_and_stays_one_step(staged: Staged):
    staged.canvas.set_selection(["alert"])
    staged.press_key(Key.Key_Right)
    assert staged.stored("alert").starts_at == minutes(11)
    assert " ".join(staged.notices[-1].split()) == "14:10 → 14:11 · +1 min"
    staged.press_key(Key.Key_Left, SHIFT)
    assert " ".join(staged.notices[-1].split()) == "14:11 → 14:01 · −10 min"
    staged.workspace.undo()
    assert staged.stored("alert").starts_at == minutes(11)
    staged.workspace.undo()
    assert staged.stored("alert").starts_at == minutes(10)


def test_a_nudge_of_several_says_how_many_go_along(staged: Staged):
    # The locked one stays.
    staged.canvas.set_selection(["fixed", "alert", "purge"])
    staged.press_key(Key.Key_Right)
    assert staged.stored("fixed").starts_at == minutes(62)
    assert " ".join(staged.notices[-1].split()) == "2 events · 14:20 → 14:21 · +1 min"


def test_a_change_of_lane_alone_says_no_times(staged: Staged):
    staged.canvas.set_selection(["alert"])
    staged.press_key(Key.Key_Down)
    assert staged.stored("alert").lane_id == "ops"
    assert staged.notices == []


def test_the_foot_of_the_window_says_how_far_an_arrow_key_moves(staged: Staged):
    assert "move by" not in staged.step.status_text()
    staged.canvas.set_selection(["alert"])
    assert staged.step.status_text().endswith("← → move by 1 min")
    # An hour is 4 pixels wide here and a quarter of it one: nobody could aim at less than an hour.
    staged.canvas.show_view(TimeScale(NOON, 4 / 3600))
    assert staged.step.status_text().endswith("← → move by 1 h")
    staged.press_key(Key.Key_Right)
    assert staged.stored("alert").starts_at == minutes(70)
    assert " ".join(staged.notices[-1].split()) == "14:10 → 15:10 · +1 h"
