"""Durations: edges are dragged, instants given a length, spans drawn on empty ground."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.timeline.scale import TimeScale
from tests.ui.timeline.gestures.played import ALT, CTRL, Key, Played, minutes

# Edges


def test_the_end_of_a_bar_can_be_dragged(played: Played):
    played.drag(played.edge("purge", minutes(35)), QPoint(30, 0), ALT)
    assert played.stored("purge").starts_at == minutes(20)
    assert played.stored("purge").ends_at == minutes(38)
    played.workspace.undo()
    assert played.stored("purge").ends_at == minutes(35)


def test_the_start_of_a_bar_can_be_dragged(played: Played):
    played.drag(played.edge("purge", minutes(20)), QPoint(-30, 0), ALT)
    assert played.stored("purge").starts_at == minutes(17)
    assert played.stored("purge").ends_at == minutes(35)


def test_the_start_of_a_bar_can_be_dragged_as_far_as_its_end(played: Played):
    played.drag(played.edge("purge", minutes(20)), QPoint(400, 0), ALT)
    assert played.stored("purge").starts_at == minutes(35)
    assert played.stored("purge").ends_at is None


def test_the_end_of_a_bar_can_be_dragged_as_far_as_its_start(played: Played):
    played.drag(played.edge("purge", minutes(35)), QPoint(-300, 0), ALT)
    assert played.stored("purge").starts_at == minutes(20)
    assert played.stored("purge").ends_at is None


def test_the_foot_of_an_instant_gives_it_a_duration(played: Played):
    played.drag(played.point("alert", dx=2), QPoint(50, 0), ALT)
    assert played.stored("alert").starts_at == minutes(10)
    assert played.stored("alert").ends_at == minutes(15)


def test_an_edge_says_both_ends_and_the_duration(played: Played):
    played.hold(played.edge("purge", minutes(35)), QPoint(-50, 0), ALT)
    assert played.label == "14:20 – 14:30 · 10 min"
    played.canvas.cancel()


def test_an_edge_stays_in_its_lane(played: Played):
    played.drag(played.edge("purge", minutes(35)), QPoint(30, 44), ALT)
    assert played.stored("purge").lane_id == "ops"


# Drawing a span


@pytest.mark.parametrize(("begin", "end"), [(45, 57), (57, 45)])
def test_ctrl_and_a_drag_on_empty_ground_draw_a_span_in_either_direction(
    played: Played, begin: int, end: int
):
    played.drag(played.ground(begin, "ops"), QPoint((end - begin) * 10, 0), CTRL)
    assert played.store == played.workspace.dossier
    played.write("Restarts the pods")
    made = played.titled("Restarts the pods")
    assert (made.starts_at, made.ends_at, made.lane_id) == (minutes(45), minutes(57), "ops")
    assert played.canvas.selection == (made.id,)
    played.workspace.undo()
    assert "Restarts the pods" not in played.stored_titles()


def test_a_drawn_span_says_its_times_and_snaps_at_both_ends(played: Played):
    # From six pixels after the purge's end to six before the locked event; its row is free there.
    end = played.hold(played.ground(35.6, "mon"), QPoint(258, 0), CTRL)
    assert played.label == "14:35 – 15:02 · 27 min"
    played.let_go(end, CTRL)
    played.write("Watches")
    assert (played.titled("Watches").starts_at, played.titled("Watches").ends_at) == (
        minutes(35),
        minutes(62),
    )


@pytest.mark.parametrize("modifiers", [CTRL, CTRL | ALT])
def test_a_drawn_span_is_told_in_minutes_where_seconds_cannot_be_aimed_at(
    played: Played, modifiers: Qt.KeyboardModifier
):
    # A pixel is two and a half seconds: from 12:02:30 + 5 s to 12:12:30 + 5 s.
    played.canvas.show_view(TimeScale(minutes(90), 0.4))
    end = played.hold(QPoint(160 + 62, 390), QPoint(240, 0), modifiers)
    assert played.label == "15:33 – 15:43 · 10 min"
    played.let_go(end, modifiers)
    played.write("Watches")
    made = played.titled("Watches")
    assert (made.starts_at, made.ends_at) == (minutes(93), minutes(103))
    assert made.precision is Precision.MINUTE


def test_a_drawn_span_with_seconds_at_its_end_alone_is_exact(played: Played):
    # Two pixels a second: a minute from 13:30 takes 120, and ten seconds 20.
    played.canvas.show_view(TimeScale(minutes(90), 2.0))
    end = played.hold(QPoint(160 + 120, 390), QPoint(140, 0), CTRL)
    assert played.label == "15:31 – 15:32:10 · 1 min 10 s"
    played.let_go(end, CTRL)
    played.write("Watches")
    made = played.titled("Watches")
    assert (made.starts_at, made.precision) == (minutes(91), Precision.EXACT)


def test_a_span_that_is_drawn_over_days_is_approximate_and_says_so(played: Played):
    # A pixel is a minute; the grid is five.
    played.canvas.show_view(TimeScale(minutes(90), 1 / 60))
    end = played.hold(QPoint(160 + 61, 390), QPoint(60, 0), CTRL)
    assert played.label == "~16:30 – ~17:30 · 1 h"
    played.let_go(end, CTRL)
    played.write("Watches")
    assert played.titled("Watches").precision is Precision.APPROXIMATE


def test_ctrl_and_a_click_on_empty_ground_make_nothing(played: Played):
    played.click(played.ground(45, "ops"), CTRL)
    assert played.canvas.findChild(QLineEdit) is None


def test_a_span_that_gets_no_title_is_not_made(played: Played):
    before = played.store
    played.drag(played.ground(45, "ops"), QPoint(120, 0), CTRL)
    played.write("Rest", Key.Key_Escape)
    played.drag(played.ground(45, "ops"), QPoint(120, 0), CTRL)
    played.write("")
    assert played.store == before
