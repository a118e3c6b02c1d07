"""Two events are linked by dragging from a port, and by a key; the step makes the link."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link
from tests.ui.timeline.gestures.conftest import Staged
from tests.ui.timeline.gestures.played import LEFT, PLAIN, Key, Played, minutes


def port(played: Played, event_id: str) -> QPoint:
    """Let the port of an event come up, and return where it is."""
    played.hover(played.point(event_id, dx=30))
    return played.canvas.hover.port_of(event_id).toPoint()


def links(played: Played) -> set[tuple[str, str]]:
    return {(link.source_id, link.target_id) for link in played.store.all(Link)}


def test_a_link_is_dragged_from_the_port_of_a_card_to_another_one(staged: Staged):
    start = port(staged, "purge")
    staged.drag(start, staged.point("ticket", dx=30) - start)
    assert links(staged) == {("alert", "purge"), ("purge", "ticket")}
    (made,) = [link for link in staged.store.all(Link) if link.source_id == "purge"]
    assert made.kind is LinkKind.INFLUENCED
    assert staged.stored("purge").starts_at == minutes(20)
    staged.workspace.undo()
    assert links(staged) == {("alert", "purge")}


def test_what_a_dragged_link_would_reach_is_shown(staged: Staged):
    start = port(staged, "purge")
    staged.hold(start, staged.point("ticket", dx=30) - start)
    held = staged.canvas.held.preview()
    assert held.caught == (staged.rect("ticket"),)
    assert held.arrow is not None
    staged.canvas.cancel()


@pytest.mark.parametrize("goal", ["empty ground", "itself"])
def test_a_link_let_go_on_no_other_event_is_none(staged: Staged, goal: str):
    start = port(staged, "purge")
    end = staged.ground(90, "mon") if goal == "empty ground" else staged.point("purge")
    staged.drag(start, end - start)
    assert links(staged) == {("alert", "purge")}
    assert staged.stored("purge").lane_id == "ops"


def test_the_port_belongs_to_the_event_under_the_pointer_only(staged: Staged):
    start = port(staged, "purge")
    staged.hover(staged.ground(90, "mon"))
    staged.drag(start, QPoint(-30, 0))
    # Without the pointer on the card there was no port: the card moved.
    assert links(staged) == {("alert", "purge")}
    assert staged.stored("purge").starts_at == minutes(17)


def test_l_links_the_chosen_event_to_the_one_that_is_clicked_next(staged: Staged):
    staged.click(staged.point("alert"))
    staged.press_key(Key.Key_L)
    assert staged.step.linking.is_waiting
    staged.click(staged.point("ticket", dx=30))
    assert links(staged) == {("alert", "purge"), ("alert", "ticket")}
    assert not staged.step.linking.is_waiting
    staged.workspace.undo()
    assert links(staged) == {("alert", "purge")}


def test_l_links_two_chosen_events_at_once(staged: Staged):
    staged.canvas.set_selection(["purge", "fixed"])
    staged.press_key(Key.Key_L)
    assert links(staged) == {("alert", "purge"), ("purge", "fixed")}


def test_l_without_the_mouse(staged: Staged):
    for key in (Key.Key_Home, Key.Key_Space, Key.Key_L, Key.Key_End):
        staged.press_key(key)
    assert links(staged) == {("alert", "purge"), ("alert", "fixed")}


def test_escape_leaves_the_waiting_for_a_second_event(staged: Staged):
    staged.click(staged.point("alert"))
    staged.press_key(Key.Key_L)
    staged.press_key(Key.Key_Escape)
    QTest.mouseClick(staged.canvas, LEFT, PLAIN, staged.point("ticket", dx=30))
    assert links(staged) == {("alert", "purge")}
