"""Nothing moves the view but those who look; a drag at its edge moves it on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.editing.lane_edits import add_lane, change_lane, remove_lane
from postmortem_desktop.editing.milestone_edits import set_milestone
from postmortem_desktop.editing.timeline_edits import add_event, change_event, remove_events
from postmortem_desktop.editing.undated_edits import undate_events
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from tests.ui.timeline.gestures.played import (
    ALT,
    CTRL,
    EMPTY,
    LANES,
    SCALE,
    Key,
    Played,
    event,
    minutes,
    open_canvas,
)


def perform(build: Callable[..., object]) -> Callable[[Played], object]:
    return lambda played: played.workspace.perform(build(played.workspace))


CHANGES: dict[str, Callable[[Played], object]] = {
    "a drag": lambda played: played.drag(played.point("alert"), QPoint(300, 44)),
    "an edge": lambda played: played.drag(played.edge("purge", minutes(35)), QPoint(90, 0)),
    "a lane": lambda played: played.drag(QPoint(60, 90), QPoint(0, 60)),
    "a fold": lambda played: played.click(QPoint(10, played.lane_middle("ops"))),
    "an event far away": perform(
        lambda space: add_event(space.dossier, space.ids, "ops", "Later", minutes(6000))
    ),
    "a long event": perform(
        lambda space: add_event(
            space.dossier, space.ids, "ops", "Long", minutes(-900), ends_at=minutes(900)
        )
    ),
    "a deletion": perform(lambda space: remove_events(space.dossier, ["alert", "ticket"])),
    "a title": perform(lambda space: change_event(space.dossier, "alert", title="x" * 200)),
    "a time taken away": perform(lambda space: undate_events(space.dossier, ["alert"])),
    "a new lane": perform(lambda space: add_lane(space.dossier, space.ids, "A" * 40)),
    "a lane gone": perform(lambda space: remove_lane(space.dossier, "mon")),
    "a longer title of a lane": perform(
        lambda space: change_lane(space.dossier, "mon", title="Systems and what changed in them")
    ),
    "a milestone": perform(
        lambda space: set_milestone(space.dossier, space.ids, MilestoneKind.DETECTED, minutes(9))
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_change_moves_the_view_nor_does_taking_it_back(played: Played, name: str):
    CHANGES[name](played)
    assert played.workspace.undo_label != "set up"
    assert played.canvas.view.scale == SCALE
    played.workspace.undo()
    assert played.canvas.view.scale == SCALE
    played.workspace.redo()
    assert played.canvas.view.scale == SCALE
    assert played.left_moment == minutes(0)


def test_neither_filter_nor_search_nor_choice_moves_the_view(played: Played):
    far = add_event(played.workspace.dossier, played.workspace.ids, "ops", "Later", minutes(6000))
    played.workspace.perform(far)
    far_id = far.changes[-1].record_id
    played.canvas.set_hidden(frozenset({"alert", "purge"}))
    played.canvas.set_matches(frozenset({far_id}))
    played.canvas.set_selection([far_id])
    played.canvas.set_hidden(frozenset({"alert", "purge", "ticket", "fixed"}))
    played.canvas.set_hidden(frozenset())
    played.canvas.set_matches(None)
    assert played.canvas.view.scale == SCALE
    assert played.left_moment == minutes(0)


@pytest.mark.parametrize("size", [(900, 300), (1900, 1000), (700, 90)])
def test_another_size_shows_more_or_less_from_the_same_moment(played: Played, size):
    played.canvas.resize(*size)
    assert played.canvas.view.scale == SCALE
    assert played.left_moment == minutes(0)
    played.canvas.resize(1160, 400)
    assert played.left_moment == minutes(0)


def test_the_lanes_stay_scrolled_where_they_are(played: Played):
    played.canvas.resize(1160, 140)
    played.turn(QPoint(700, 100), QPoint(0, -60), CTRL)
    assert played.canvas.view.scroll == 30
    played.drag(played.point("ticket", dx=30, dy=20), QPoint(40, 0))
    assert played.canvas.view.scroll == 30
    played.workspace.undo()
    assert played.canvas.view.scroll == 30


# Dragging at an edge


def goes_on(played: Played) -> bool:
    """Whether the view is going to move on by itself."""
    return any(timer.isActive() for timer in played.canvas.findChildren(QTimer))


def test_dragging_at_the_right_edge_moves_the_view_on(played: Played, qtbot):
    start = played.point("alert")
    end = played.hold(start, QPoint(1155 - start.x(), 0), ALT)
    qtbot.waitUntil(lambda: played.left_moment > minutes(30))
    played.let_go(end, ALT)
    # The card was taken 60 pixels behind its start, which are six minutes.
    under = played.canvas.view.moment_at(end.x()) - timedelta(minutes=6)
    landed = played.stored("alert").starts_at
    # Without moving on, 12:93.5 would have been as far as one could get.
    assert landed > minutes(120)
    assert abs(landed - under) <= timedelta(seconds=1)


def test_dragging_at_the_left_edge_moves_the_view_back_and_only_while_held(played: Played, qtbot):
    start = played.point("alert")
    end = played.hold(start, QPoint(165 - start.x(), 0), ALT)
    qtbot.waitUntil(lambda: played.left_moment < minutes(-20))
    assert goes_on(played)
    played.let_go(end, ALT)
    assert not goes_on(played)
    assert played.stored("alert").starts_at < minutes(-20)


def test_a_drag_away_from_the_edge_it_began_at_moves_nothing(played: Played):
    played.canvas.show_view(SCALE.panned(-100))
    # The alert stands at the left edge now, and is taken there.
    played.hold(played.point("alert", dx=20), QPoint(8, 0))
    assert not goes_on(played)
    assert played.left_moment == minutes(10)
    played.canvas.cancel()


def test_dragging_at_the_lower_edge_scrolls_the_lanes_on(played: Played, qtbot):
    played.canvas.resize(1160, 150)
    start = played.point("alert")
    end = played.hold(start, QPoint(0, 146 - start.y()))
    qtbot.waitUntil(lambda: played.canvas.view.scroll == played.canvas.view.scrollable)
    played.let_go(end)
    assert played.stored("alert").lane_id == "sup"
    assert played.stored("alert").starts_at == minutes(10)


def test_escape_stops_the_view_too(played: Played, qtbot):
    before = played.store
    start = played.point("alert")
    played.hold(start, QPoint(1155 - start.x(), 0))
    qtbot.waitUntil(lambda: played.left_moment > minutes(5))
    played.key(Key.Key_Escape)
    assert not goes_on(played)
    assert played.store == before


def test_a_filter_counts_for_the_timelines_of_all_steps(qtbot: QtBot, played: Played):
    other = TimelineCanvas(played.workspace, played.canvas.display.look.theme)
    qtbot.addWidget(other)
    other.resize(1160, 400)
    other.show()
    rect = other.rect_of("alert")
    assert rect is not None
    place = rect.center().toPoint()
    assert other.event_at(place) == "alert"
    played.canvas.set_hidden(frozenset({"alert"}))
    assert other.event_at(place) == ""
    assert other.rect_of("alert") is None
    played.canvas.set_hidden(frozenset())
    assert other.event_at(place) == "alert"


# The rows of others

NEIGHBOURS = (("first", 0), ("second", 4), ("third", 30), ("fourth", 36), ("last", 95))
"""Titles and minutes past noon."""


def rows(played: Played) -> dict[str, float]:
    view = played.canvas.view
    boxes = {i: view.layout.card_of(i) for i in played.canvas.shown.event_ids}
    return {i: box.y for i, box in boxes.items() if box is not None}


def test_an_event_written_between_others_leaves_them_in_their_rows(
    qtbot: QtBot, dressed: QApplication, library: Library
):
    close = [event(name, "mon", at, title=f"{name} is seen here") for name, at in NEIGHBOURS]
    played = open_canvas(qtbot, library, (*EMPTY, *LANES, *close))
    before = rows(played)
    at = QPoint(played.column(minutes(2)), round(played.lane_rect("mon").bottom()) - 3)
    played.double_click(at)
    played.write("between them")
    made = played.titled("between them")
    assert made.starts_at is not None
    assert minutes(0) < made.starts_at < minutes(4)
    after = rows(played)
    assert {name: after[name] for name in before} == before
    # Somebody who opens it now sees another arrangement: there it had to be made room for.
    other = TimelineCanvas(played.workspace, played.canvas.display.look.theme)
    qtbot.addWidget(other)
    other.resize(played.canvas.size())
    other.show()
    anew = {i: other.view.layout.card_of(i) for i in before}
    assert {i: box.y for i, box in anew.items() if box is not None} != before
    played.workspace.undo()
    assert rows(played) == before
