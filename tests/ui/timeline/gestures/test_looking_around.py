"""Zooming and panning by wheel, mouse, pinch and key; the store stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication

from postmortem_desktop.timeline.scale import TimeScale
from tests.ui.timeline.gestures.conftest import Staged
from tests.ui.timeline.gestures.played import CTRL, MIDDLE, SHIFT, Key, Played, minutes


@pytest.fixture(autouse=True)
def _nothing_is_written(request: pytest.FixtureRequest) -> Iterator[None]:
    """See that looking around changes no record, and leaves nothing to undo."""
    name = "staged" if "staged" in request.fixturenames else "played"
    played: Played = request.getfixturevalue(name)
    before, label = played.store, played.workspace.undo_label
    yield
    assert played.store == before
    assert played.workspace.undo_label == label


# The wheel


@pytest.mark.parametrize(("turn", "zoom"), [(240, 1.44), (-120, 1 / 1.2)])
def test_the_wheel_zooms_and_keeps_the_moment_under_the_pointer(played: Played, turn, zoom):
    moment = played.canvas.view.moment_at(700)
    played.turn(QPoint(700, 200), QPoint(0, turn))
    assert played.canvas.view.scale.px_per_second == pytest.approx(zoom / 6)
    assert played.canvas.view.x_of(moment) == pytest.approx(700, abs=0.01)


def test_the_wheel_pans_with_shift_and_sideways(played: Played):
    played.turn(QPoint(700, 200), QPoint(0, -120), SHIFT)
    played.turn(QPoint(700, 200), QPoint(-30, 0))
    assert played.canvas.view.x_of(minutes(0)) == pytest.approx(160 - 150)
    assert played.canvas.view.scale.px_per_second == pytest.approx(1 / 6)


def test_the_wheel_scrolls_lanes_that_are_higher_than_the_canvas_with_ctrl(played: Played):
    played.canvas.resize(1160, 120)
    # Three lanes of 43 with 1 between are 131 high; of 120 the ruler takes 66.
    assert played.canvas.view.scrollable == pytest.approx(131 - 54, abs=1)
    played.turn(QPoint(700, 100), QPoint(0, -120), CTRL)
    assert played.canvas.view.scroll == 60
    played.turn(QPoint(700, 100), QPoint(0, -12000), CTRL)
    assert played.canvas.view.scroll == pytest.approx(played.canvas.view.scrollable)
    played.turn(QPoint(700, 100), QPoint(0, 12000), CTRL)
    assert played.canvas.view.scroll == 0


def test_the_wheel_scrolls_lanes_over_their_titles(played: Played):
    played.canvas.resize(1160, 120)
    played.turn(QPoint(80, 100), QPoint(0, -120))
    assert played.canvas.view.scroll == 60
    assert played.left_moment == minutes(0)


# Hands


def pinch(played: Played, kind: Qt.NativeGestureType, value: float, at: QPoint) -> None:
    there = QPointF(played.canvas.mapToGlobal(at))
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, QPointF(at), QPointF(at), there, value, QPointF())
    QApplication.sendEvent(played.canvas, event)


def test_a_pinch_zooms_about_the_fingers(played: Played):
    moment = played.canvas.view.moment_at(500)
    pinch(played, Qt.NativeGestureType.ZoomNativeGesture, 0.25, QPoint(500, 200))
    assert played.canvas.view.scale.px_per_second == pytest.approx(1.25 / 6)
    assert played.canvas.view.x_of(moment) == pytest.approx(500, abs=0.01)
    pinch(played, Qt.NativeGestureType.ZoomNativeGesture, -0.2, QPoint(500, 200))
    assert played.canvas.view.scale.px_per_second == pytest.approx(1 / 6)
    pinch(played, Qt.NativeGestureType.RotateNativeGesture, 30, QPoint(500, 200))
    assert played.canvas.view.scale.px_per_second == pytest.approx(1 / 6)


def test_dragging_empty_space_pans(played: Played):
    played.drag(QPoint(900, 80), QPoint(-120, 0))
    assert played.canvas.view.x_of(minutes(0)) == pytest.approx(160 - 120)


def test_the_middle_button_pans_also_over_an_event(played: Played):
    played.drag(played.point("alert"), QPoint(150, 40), button=MIDDLE)
    assert played.canvas.view.x_of(minutes(0)) == pytest.approx(160 + 150)
    assert played.canvas.selection == ()


def test_the_middle_button_pans_over_lanes_too(played: Played):
    played.canvas.resize(1160, 120)
    played.drag(QPoint(900, 110), QPoint(0, -30), button=MIDDLE)
    assert played.canvas.view.scroll == 30


@pytest.mark.parametrize(("begin", "end"), [(20, 40), (40, 20)])
def test_a_stretch_dragged_on_the_ruler_fills_the_view(played: Played, begin: int, end: int):
    start = QPoint(played.column(minutes(begin)), 30)
    finish = played.hold(start, QPoint((end - begin) * 10, 0))
    assert played.label == "14:20 – 14:40 · 20 min"
    played.let_go(finish)
    # Of the thousand pixels, forty stay free at each side.
    assert played.canvas.view.x_of(minutes(20)) == pytest.approx(200, abs=0.1)
    assert played.canvas.view.x_of(minutes(40)) == pytest.approx(1120, abs=0.1)


def test_a_long_stretch_of_the_ruler_is_told_in_whole_minutes(played: Played):
    # Ten pixels a minute: from 12:20:18 to 12:40:42.
    start = QPoint(played.column(minutes(20)) + 3, 30)
    played.hold(start, QPoint(204, 0))
    assert played.label == "14:20 – 14:41 · 21 min"


# Fitting


def test_fit_shows_every_event_with_its_title(played: Played):
    played.canvas.show_view(TimeScale(minutes(-4000), 5.0))
    played.canvas.fit()
    for event_id in ("alert", "purge", "ticket", "fixed"):
        assert played.rect(event_id).left() >= 160
        assert played.rect(event_id).right() <= 1160


@pytest.fixture
def settled(staged: Staged) -> Staged:
    staged.step.middle.history.settle()
    return staged


def test_keys_show_everything_or_just_the_selection(settled: Staged):
    settled.canvas.set_selection(["alert", "purge"])
    settled.press_key(Key.Key_S)
    view = settled.canvas.view
    assert view.plot.left() <= view.x_of(minutes(10)) < view.x_of(minutes(35)) <= view.plot.right()
    # What is shown is theirs: they take more than half of the width.
    assert view.scale.width_of(timedelta(minutes=25)) > view.plot.width() / 2
    settled.press_key(Key.Key_F)
    view = settled.canvas.view
    for event_id in ("alert", "purge", "ticket", "fixed"):
        assert view.plot.contains(settled.rect(event_id))


def test_back_to_the_view_before_and_forward_again(settled: Staged):
    before = settled.canvas.view.scale
    settled.turn(QPoint(700, 200), QPoint(0, 240))
    close = settled.canvas.view.scale
    assert close != before
    settled.press_key(Key.Key_B)
    assert settled.canvas.view.scale == before
    settled.press_key(Key.Key_B, SHIFT)
    assert settled.canvas.view.scale == close
