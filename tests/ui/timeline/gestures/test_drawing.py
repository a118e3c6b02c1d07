"""What the canvas looks like, and where it puts its first event and its names."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint

from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.editing.milestone_edits import set_milestone
from postmortem_desktop.editing.timeline_edits import add_event
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.theme import LIGHT
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from tests.ui.timeline.gestures.played import EMPTY, LANES, NOON, Played, minutes, open_canvas


def test_the_canvas_draws_in_both_themes_and_while_everything_is_going_on(
    qtbot, dressed, library, played: Played
):
    played.canvas.set_selection(["alert", "purge"])
    light = played.canvas.grab().toImage()
    played.canvas.display.set_theme(theme.DARK)
    dark = played.canvas.grab().toImage()
    corner = QPoint(5, 380)
    assert light.pixelColor(corner) == theme.LIGHT.surface
    assert dark.pixelColor(corner) == theme.DARK.surface
    played.hold(played.point("alert"), QPoint(100, 60))
    assert played.canvas.grab().toImage() != dark
    played.canvas.cancel()
    assert played.canvas.grab().toImage() == dark


def test_an_empty_timeline_shows_its_first_event_wherever_it_is(qtbot, dressed, library):
    played = open_canvas(qtbot, library, (*EMPTY, *LANES))
    played.canvas.grab()
    dossier = played.workspace.dossier
    a_year_ago = NOON - timedelta(days=365)
    edit = add_event(dossier, played.workspace.ids, "ops", "Long ago", a_year_ago)
    played.workspace.perform(edit)
    rect = played.canvas.rect_of(edit.changes[-1].record_id)
    assert rect is not None
    assert 160 <= rect.left() <= 1160


def test_a_timeline_without_events_shows_the_first_milestones(qtbot, dressed, library):
    played = open_canvas(qtbot, library, (*EMPTY, *LANES))
    a_year_ago, space = NOON - timedelta(days=365), played.workspace
    untouched = TimelineCanvas(space, LIGHT)
    qtbot.addWidget(untouched)
    untouched.resize(1160, 400)
    untouched.show()
    edit = set_milestone(space.dossier, space.ids, MilestoneKind.DETECTED, a_year_ago)
    space.perform(edit)
    assert 160 <= untouched.view.x_of(a_year_ago) <= 1160
    # Where somebody has looked at another part, the view stays there.
    assert played.canvas.view.x_of(a_year_ago) < 0


def test_the_head_grows_for_close_milestones_and_stays_while_the_view_is_panned(played: Played):
    assert played.canvas.view.metrics.ruler_height == 66
    space = played.workspace
    for number, kind in enumerate((MilestoneKind.DETECTED, MilestoneKind.ACKNOWLEDGED)):
        at = minutes(9 + number)
        space.perform(set_milestone(space.dossier, space.ids, kind, at))
    # From 12:08 to 12:10 there are 20 pixels, and left of 12:08 too few for a name: each of the
    # three stands right of its line, in a row of 18 of its own.
    assert played.canvas.view.metrics.ruler_height == 66 + 2 * 18
    top = played.rect("alert").top()
    played.drag(QPoint(900, 120), QPoint(-600, 0))
    assert played.rect("alert").top() == top
    played.canvas.zoom(40)
    assert played.canvas.view.metrics.ruler_height == 66
