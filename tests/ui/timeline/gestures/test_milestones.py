"""Milestones are dragged along the ruler by their names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Milestone
from postmortem_desktop.ui.timeline import ruler
from tests.ui.timeline.gestures.played import ALT, Key, Played, minutes


def name_of(played: Played, kind: MilestoneKind) -> QPoint:
    """Return the middle of the name of a milestone above the ruler."""
    canvas, milestones = played.canvas, played.canvas.shown.milestones
    placed = ruler.captions(canvas.view, canvas.display.look.lettering, milestones)
    (caption,) = [each for each in placed if milestones[each.index].kind is kind]
    return ruler.caption_rect(caption).center().toPoint()


def stored(played: Played, kind: MilestoneKind) -> Milestone:
    milestone = played.store.milestone(kind)
    assert milestone is not None
    return milestone


@pytest.mark.parametrize(
    ("by", "modifiers", "lands"),
    # Four pixels before the ticket at 12:40 it snaps to it; with Alt it does not snap.
    [(-304, Key.Key_unknown, 40), (-304, ALT, 39.6), (-250, ALT, 45)],
)
def test_a_milestone_is_dragged_by_its_name_in_one_step(played: Played, by, modifiers, lands):
    held = {} if modifiers is Key.Key_unknown else {"modifiers": modifiers}
    start = name_of(played, MilestoneKind.RESOLVED)
    played.drag(start, QPoint(by, 0), **held)
    assert stored(played, MilestoneKind.RESOLVED).at == minutes(lands)
    assert stored(played, MilestoneKind.IMPACT_BEGAN).at == minutes(8)
    played.workspace.undo()
    assert stored(played, MilestoneKind.RESOLVED).at == minutes(70)


def test_a_dragged_milestone_says_its_times_and_escape_leaves_it(played: Played):
    before = played.store
    played.hold(name_of(played, MilestoneKind.RESOLVED), QPoint(-50, 0), ALT)
    assert played.label == "Resolved · 15:10 → 15:05 · −5 min"
    played.key(Key.Key_Escape)
    assert played.label == ""
    assert played.store == before
