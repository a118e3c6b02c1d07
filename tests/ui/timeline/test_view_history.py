"""Back to what was in view before, and forward again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from postmortem_desktop.ui.timeline.view_history import ViewHistory


@pytest.fixture
def history(step) -> ViewHistory:
    history = step.middle.history
    history.settle()
    return history


def test_a_burst_of_movements_is_one(step, history):
    began = step.canvas.view.scale
    for _ in range(5):
        step.canvas.zoom(1.2)
    after = step.canvas.view.scale
    step.handlers()["previous_view"]()
    assert step.canvas.view.scale == began
    step.handlers()["next_view"]()
    assert step.canvas.view.scale == after


def test_a_pause_ends_a_movement(qtbot, step, history):
    began = step.canvas.view.scale
    step.canvas.zoom(1.5)
    first = step.canvas.view.scale
    qtbot.waitUntil(lambda: history._settled.scale == first)
    step.canvas.zoom(1.5)
    history.back()
    assert step.canvas.view.scale == first
    history.back()
    assert step.canvas.view.scale == began
    history.back()
    assert step.canvas.view.scale == began


def test_going_elsewhere_forgets_the_way_forward(step, history):
    step.canvas.zoom(1.5)
    history.back()
    step.canvas.zoom(1.2)
    history.settle()
    there = step.canvas.view.scale
    history.forward()
    assert step.canvas.view.scale == there


def test_fifty_views_are_remembered(step, history):
    scales = [step.canvas.view.scale]
    for _ in range(60):
        step.canvas.show_view(step.canvas.view.scale.panned(-10))
        history.settle()
        scales.append(step.canvas.view.scale)
    for _ in range(70):
        history.back()
    assert step.canvas.view.scale == scales[10]


def test_another_size_of_the_window_is_no_movement(qtbot, step, history):
    step.canvas.zoom(1.5)
    history.settle()
    step.resize(1100, 600)
    qtbot.waitUntil(lambda: step.width() == 1100)
    history.settle()
    assert len(history._past) == 1


def test_the_selection_fills_the_view(step, event):
    chosen = [event("Asks for a database"), event("Says “db is bored")]
    step.canvas.set_selection([one.id for one in chosen])
    step.handlers()["fit_selection"]()
    view = step.canvas.view
    span = view.scale.moment_at(view.plot.width()) - view.scale.moment_at(0)
    between = chosen[1].starts_at - chosen[0].starts_at
    assert between < span < 4 * between + timedelta(minutes=1)
    for one in chosen:
        assert view.plot.left() <= view.x_of(one.starts_at) <= view.plot.right()


def test_without_a_selection_the_whole_incident_is_shown(step):
    step.canvas.fit()
    whole = step.canvas.view.scale
    step.canvas.zoom(3)
    step.canvas.set_selection([])
    step.handlers()["fit_selection"]()
    assert step.canvas.view.scale == whole


def test_the_wheel_is_taken_back_with_one_key(qtbot, step, history):
    began = step.canvas.view.scale
    for _ in range(4):
        qtbot.keyClick(step.canvas, Qt.Key.Key_Plus)
    assert step.canvas.view.scale != began
    history.back()
    assert step.canvas.view.scale == began
