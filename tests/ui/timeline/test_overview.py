"""The strip with the whole incident: its window is dragged, stretched, and follows the canvas."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import remove_events
from postmortem_desktop.timeline.filtering import EventFilter
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui.theme import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton
FROM = datetime(2026, 10, 14, 12, 10, tzinfo=UTC)


@pytest.fixture
def overview(qtbot, step):
    """Return the strip with about twenty minutes, from 14:10 in Berlin, in view."""
    strip = step.middle.overview
    # High enough for every lane: a scroll bar that goes would make the view wider.
    step.resize(1280, 1100)
    qtbot.waitExposed(step)
    qtbot.waitUntil(lambda: step.height() == 1100)
    step.canvas.show_view(TimeScale(FROM, 0.44))
    qtbot.waitUntil(lambda: strip.is_settled)
    return strip


def in_view(step):
    view = step.canvas.view
    return view.scale.moment_at(0), view.scale.moment_at(view.plot.width())


def length_of(step):
    first, last = in_view(step)
    return last - first


def middle(strip):
    return strip.window_rect().center().toPoint()


def close(moment, other, within):
    return abs(moment - other) <= within


def pixel_of(strip):
    """Return how much time a pixel of the strip is."""
    return strip.track().duration_of(1)


def drag(qtbot, strip, start, end):
    qtbot.mousePress(strip, LEFT, pos=start)
    qtbot.mouseMove(strip, (start + end) / 2)
    qtbot.mouseMove(strip, end)
    qtbot.mouseRelease(strip, LEFT, pos=end)


def wheel(strip, x, notches):
    point = QPointF(x, strip.height() / 2)
    event = QWheelEvent(
        point,
        strip.mapToGlobal(point),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(strip, event)


def test_the_window_shows_what_is_in_view(step, overview):
    window = overview.window_rect()
    pixel = pixel_of(overview)
    assert close(overview.track().moment_at(window.left()), FROM, pixel)
    assert close(overview.track().moment_at(window.right()), in_view(step)[1], pixel)


def test_the_window_is_dragged(qtbot, step, overview):
    start, length = middle(overview), length_of(step)
    drag(qtbot, overview, start, start + QPoint(40, 0))
    assert close(in_view(step)[0], FROM + 40 * pixel_of(overview), timedelta(seconds=1))
    assert close(length_of(step), length, timedelta(seconds=1))


def test_an_edge_of_the_window_is_dragged_to_zoom(qtbot, step, overview):
    window = overview.window_rect()
    edge = QPoint(round(window.right()), middle(overview).y())
    drag(qtbot, overview, edge, edge + QPoint(60, 0))
    first, last = in_view(step)
    assert first == FROM
    assert close(last, overview.track().moment_at(edge.x() + 60), timedelta(seconds=1))
    edge = QPoint(round(overview.window_rect().left()), edge.y())
    drag(qtbot, overview, edge, edge - QPoint(30, 0))
    assert close(in_view(step)[0], overview.track().moment_at(edge.x() - 30), timedelta(seconds=1))
    assert close(in_view(step)[1], last, timedelta(seconds=1))


def test_a_click_beside_the_window_brings_it_there(qtbot, step, overview):
    point = QPoint(round(overview.window_rect().right()) + 80, middle(overview).y())
    wanted, length = overview.track().moment_at(point.x()), length_of(step)
    qtbot.mouseClick(overview, LEFT, pos=point)
    assert close(in_view(step)[0] + length / 2, wanted, timedelta(seconds=1))
    assert close(length_of(step), length, timedelta(seconds=1))


def test_escape_puts_a_dragged_window_back(qtbot, step, overview):
    before = in_view(step)
    start = middle(overview)
    qtbot.mousePress(overview, LEFT, pos=start)
    qtbot.mouseMove(overview, start + QPoint(50, 0))
    assert in_view(step) != before
    qtbot.keyClick(overview, Qt.Key.Key_Escape)
    qtbot.mouseRelease(overview, LEFT, pos=start + QPoint(50, 0))
    assert all(
        close(a, b, timedelta(seconds=1)) for a, b in zip(in_view(step), before, strict=True)
    )


def test_the_wheel_zooms_about_the_moment_below_the_pointer(step, overview):
    x = overview.window_rect().left() + overview.window_rect().width() / 4
    moment = overview.track().moment_at(x)
    before, length = step.canvas.view.scale.x_of(moment), length_of(step)
    wheel(overview, x, 1)
    assert close(length_of(step), length / 1.25, timedelta(seconds=1))
    assert step.canvas.view.scale.x_of(moment) == pytest.approx(before, abs=0.5)


def test_keys_pan_zoom_and_go_to_the_ends(qtbot, step, overview):
    length = length_of(step)
    qtbot.keyClick(overview, Qt.Key.Key_Right)
    assert close(in_view(step)[0], FROM + length / 10, timedelta(seconds=1))
    qtbot.keyClick(overview, Qt.Key.Key_Left)
    assert close(in_view(step)[0], FROM, timedelta(seconds=1))
    qtbot.keyClick(overview, Qt.Key.Key_Plus)
    assert close(length_of(step), length / 1.25, timedelta(seconds=1))
    qtbot.keyClick(overview, Qt.Key.Key_Minus)
    qtbot.keyClick(overview, Qt.Key.Key_Home)
    track = overview.track().rect
    assert close(in_view(step)[0], overview.track().moment_at(track.left()), timedelta(seconds=1))
    qtbot.keyClick(overview, Qt.Key.Key_End)
    assert close(in_view(step)[1], overview.track().moment_at(track.right()), timedelta(seconds=1))
    qtbot.keyClick(overview, Qt.Key.Key_Right)
    assert close(in_view(step)[1], overview.track().moment_at(track.right()), timedelta(seconds=1))


def test_every_event_has_a_mark_in_the_colour_of_its_kind(qtbot, step, overview, workspace):
    step.canvas.fit()
    there = picture(overview)
    impact = next(e for e in workspace.dossier.events() if e.kind is EventKind.IMPACT and e.ends_at)
    assert has_colour(there, overview, impact, LIGHT)
    step.middle.filtering.choose(EventFilter(kinds=frozenset({EventKind.DECISION})))
    qtbot.waitUntil(lambda: overview.is_settled)
    assert not has_colour(picture(overview), overview, impact, LIGHT)


def test_a_removed_event_loses_its_mark_and_undo_brings_it_back(qtbot, step, overview, workspace):
    step.canvas.fit()
    impact = next(e for e in workspace.dossier.events() if e.kind is EventKind.IMPACT and e.ends_at)
    workspace.perform(remove_events(workspace.dossier, [impact.id]))
    qtbot.waitUntil(lambda: overview.is_settled)
    assert not has_colour(picture(overview), overview, impact, LIGHT)
    workspace.undo()
    qtbot.waitUntil(lambda: overview.is_settled)
    assert has_colour(picture(overview), overview, impact, LIGHT)


def test_another_theme_draws_the_marks_anew(qtbot, step, overview, workspace, theme_source):
    theme_source.set_theme(DARK)
    qtbot.waitUntil(lambda: overview.is_settled)
    impact = next(e for e in workspace.dossier.events() if e.kind is EventKind.IMPACT and e.ends_at)
    assert has_colour(picture(overview), overview, impact, DARK)


def test_a_moving_view_counts_nothing(step, overview):
    step.canvas.show_view(step.canvas.view.scale.panned(30))
    assert overview.is_settled


def test_a_screen_reader_hears_and_moves_it(step, overview):
    spoken = QAccessible.queryAccessibleInterface(overview)
    assert spoken.text(QAccessible.Text.Name) == "Whole incident"
    said = spoken.text(QAccessible.Text.Description)
    assert "2026-10-14 14:10" in said
    assert "2026-10-14 14:30" in said
    value = spoken.valueInterface()
    before = in_view(step)[0]
    value.setCurrentValue(0)
    assert in_view(step)[0] < before
    assert value.currentValue() == 0


def picture(strip) -> QImage:
    return strip.grab().toImage()


def has_colour(image: QImage, strip, event: TimelineEvent, theme) -> bool:
    """Tell whether the middle of an event's span has its colour somewhere over the height."""
    track = strip.track().rect
    span = strip.track().moment_at(track.right()) - strip.track().moment_at(track.left())
    middle_of = event.starts_at + (event.ends_at - event.starts_at) / 3
    x = track.left() + (middle_of - strip.track().moment_at(track.left())) / span * track.width()
    wanted = theme.kind_colour(event.kind).rgb()
    return any(image.pixel(int(x), y) == wanted for y in range(image.height()))
