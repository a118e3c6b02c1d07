"""Lanes are ordered and folded up by their titles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from postmortem_desktop.domain.records import Lane
from postmortem_desktop.editing.lane_edits import change_lane
from tests.ui.timeline.gestures.played import Played


def title(played: Played, lane_id: str) -> QPoint:
    return QPoint(60, played.lane_middle(lane_id))


def order(played: Played) -> list[str]:
    return [lane.id for lane in played.store.lanes()]


@pytest.mark.parametrize(
    ("lane_id", "down", "expected"),
    [
        ("mon", 50, ["ops", "mon", "sup"]),
        ("mon", 200, ["ops", "sup", "mon"]),
        ("sup", -200, ["sup", "mon", "ops"]),
        ("sup", -50, ["mon", "sup", "ops"]),
        ("ops", 10, ["mon", "ops", "sup"]),
    ],
)
def test_a_title_dragged_up_or_down_reorders_the_lanes(played: Played, lane_id, down, expected):
    played.drag(title(played, lane_id), QPoint(0, down))
    assert order(played) == expected


def test_reordering_moves_no_event_out_of_its_lane_and_is_one_step(played: Played):
    before = played.store
    played.drag(title(played, "mon"), QPoint(0, 200))
    assert played.stored("alert").lane_id == "mon"
    assert played.rect("alert").top() > played.rect("ticket").bottom()
    played.workspace.undo()
    assert played.store == before


def test_a_line_shows_where_the_lane_would_come_in(played: Played):
    played.hold(title(played, "mon"), QPoint(0, 50))
    assert played.canvas.held.preview().lane_line == pytest.approx(played.lane_rect("sup").top())
    played.canvas.cancel()


def test_the_mark_beside_a_title_folds_the_lane_up_and_down(played: Played):
    height = played.lane_rect("ops").height()
    played.click(QPoint(10, played.lane_middle("ops")))
    assert played.store.get(Lane, "ops").collapsed
    assert played.lane_rect("ops").height() < height
    assert played.lane_rect("mon").height() == height
    played.workspace.undo()
    assert not played.store.get(Lane, "ops").collapsed
    played.workspace.redo()
    played.click(QPoint(10, played.lane_middle("ops")))
    assert not played.store.get(Lane, "ops").collapsed
    assert played.lane_rect("ops").height() == height


def test_a_click_on_the_title_itself_folds_nothing(played: Played):
    played.click(title(played, "ops"))
    assert not played.store.get(Lane, "ops").collapsed


def test_the_column_is_as_wide_as_the_longest_lane_title_up_to_a_limit(played: Played):
    space, lettering = played.workspace, played.canvas.display.look.lettering
    space.perform(change_lane(space.dossier, "mon", title="Systems and their changes"))
    needed = lettering.lane_width("Systems and their changes")
    assert 160 < played.canvas.view.metrics.label_column < 220
    assert played.canvas.view.metrics.label_column >= 16 + needed + 12
    space.perform(change_lane(space.dossier, "mon", title="x" * 200))
    assert played.canvas.view.metrics.label_column == 220
