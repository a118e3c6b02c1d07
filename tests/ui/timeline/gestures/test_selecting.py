"""Clicks, modifiers and the rubber band choose events; none of them changes the store."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.ui.timeline.gestures.played import CTRL, LEFT, PLAIN, SHIFT, Key, Played


def top_of_plot(played: Played, x: int) -> QPoint:
    return QPoint(x, round(played.canvas.view.plot.top()) + 4)


def test_clicks_select_and_modifiers_add(played: Played, qtbot):
    with qtbot.waitSignal(played.canvas.event_activated) as activated:
        QTest.mouseClick(played.canvas, LEFT, PLAIN, played.point("alert"))
    assert activated.args == ["alert"]
    assert played.canvas.selection == ("alert",)
    played.click(played.point("purge"), CTRL)
    assert played.canvas.selection == ("alert", "purge")
    played.click(played.point("alert"), CTRL)
    assert played.canvas.selection == ("purge",)
    played.click(QPoint(1100, 80))
    assert played.canvas.selection == ()


def test_shift_and_a_click_add_and_never_take_away(played: Played):
    played.click(played.point("alert"))
    played.click(played.point("ticket"), SHIFT)
    played.click(played.point("ticket"), SHIFT)
    assert played.canvas.selection == ("alert", "ticket")


def test_a_click_on_one_of_a_group_leaves_that_one(played: Played):
    played.canvas.set_selection(["alert", "purge"])
    played.click(played.point("purge"))
    assert played.canvas.selection == ("purge",)


def test_shift_drag_over_empty_space_selects_what_it_encloses(played: Played):
    before = played.store
    start = top_of_plot(played, 200)
    by = QPoint(500, played.lane_middle("ops") - start.y())
    played.drag(start, by, SHIFT)
    assert set(played.canvas.selection) == {"alert", "purge"}
    assert played.store == before


def test_a_rubber_band_can_be_drawn_backwards_and_adds_to_what_is_selected(played: Played):
    played.click(played.point("alert"))
    start = QPoint(played.column(played.left_moment) + 900, played.lane_middle("sup"))
    end = QPoint(550, played.lane_middle("sup") - 10)
    played.drag(start, end - start, SHIFT)
    assert set(played.canvas.selection) == {"alert", "ticket", "fixed"}


def test_a_rubber_band_around_nothing_keeps_the_selection(played: Played):
    played.click(played.point("alert"))
    played.drag(QPoint(1000, 300), QPoint(50, 50), SHIFT)
    assert played.canvas.selection == ("alert",)


def test_ctrl_a_selects_everything_and_escape_nothing(played: Played):
    played.key(Key.Key_A, CTRL)
    assert played.canvas.selection == ("alert", "purge", "ticket", "fixed")
    played.key(Key.Key_Escape)
    assert played.canvas.selection == ()
