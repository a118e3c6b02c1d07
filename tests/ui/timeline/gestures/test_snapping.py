"""What attracts a dragged edge, and how that is seen; the grid here has minutes, ten pixels each.

Each drag ends six pixels from what attracts: without that, the grid would round to the minute
before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from postmortem_desktop.settings import Settings
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.snapping import SnapReason
from tests.ui.timeline.gestures.conftest import Staged
from tests.ui.timeline.gestures.played import ALT, RECORDS, Key, Played, minutes, open_canvas


@pytest.mark.parametrize(
    ("dx", "landed", "reason"),
    [
        (94, 20, SnapReason.EVENT_START),
        (244, 35, SnapReason.EVENT_END),
        (594, 70, SnapReason.MILESTONE),
        (-26, 8, SnapReason.MILESTONE),
        (33, 13, SnapReason.GRID),
    ],
)
def test_an_event_falls_into_place_at_what_is_near(played: Played, dx, landed, reason):
    end = played.hold(played.point("alert"), QPoint(dx, 0))
    assert played.canvas.gesture.snapped.reason is reason
    played.let_go(end)
    assert played.stored("alert").starts_at == minutes(landed)


@pytest.mark.parametrize(("dx", "seconds"), [(147, 0), (145, -10)])
def test_a_tick_of_the_ruler_attracts_less_than_the_point_of_the_grid_beside_it(
    played: Played, dx: int, seconds: int
):
    played.canvas.show_view(TimeScale(minutes(9), 0.5))
    # A tick each five minutes, a point of the grid each ten seconds: 150 and 5 pixels. Three
    # pixels before the tick the grid alone would take the point before it; five before, it does.
    played.drag(played.point("alert"), QPoint(dx, 0))
    assert played.stored("alert").starts_at == minutes(15 + seconds / 60)


def test_without_a_grid_seconds_count_and_neighbours_still_attract(qtbot, dressed, library):
    played = open_canvas(qtbot, library, RECORDS, Settings(snap_seconds=0))
    played.drag(played.point("alert"), QPoint(31, 0))
    assert played.stored("alert").starts_at == minutes(13.1)
    played.drag(played.point("alert"), QPoint(63, 0))
    assert played.stored("alert").starts_at == minutes(20)


def test_the_label_tells_the_seconds_of_a_long_way_too(played: Played):
    end = played.hold(played.point("alert"), QPoint(108, 0), ALT)
    # 108 pixels of six seconds each.
    assert played.label == "14:10 → 14:20:48 · +10 min 48 s"
    played.let_go(end, ALT)
    assert played.stored("alert").starts_at == minutes(20.8)


def test_the_guide_stands_at_the_moment_that_attracts(played: Played):
    plain = played.canvas.grab().toImage()
    played.hold(played.point("alert"), QPoint(94, 0))
    # 12:20 stands at 160 + 20 * 10, however the pointer is 6 pixels before that.
    assert played.canvas.held.preview().guide == pytest.approx(360)
    held = played.canvas.grab().toImage()
    below = 380
    differing = {
        x for x in range(160, 1160) if held.pixelColor(x, below) != plain.pixelColor(x, below)
    }
    assert differing
    assert differing <= {359, 360}
    played.canvas.cancel()
    assert played.canvas.grab().toImage().pixelColor(360, below) == plain.pixelColor(360, below)


# Alt


def test_alt_leaves_snapping_aside(played: Played):
    played.drag(played.point("alert"), QPoint(99, 0), ALT)
    assert played.stored("alert").starts_at == minutes(19.9)


def test_alt_pressed_while_the_pointer_rests_counts_at_once(played: Played):
    end = played.hold(played.point("alert"), QPoint(94, 0))
    assert played.label == "14:10 → 14:20 · +10 min"
    QTest.keyPress(played.canvas, Key.Key_Alt)
    assert played.label == "14:10 → 14:19:24 · +9 min 24 s"
    assert played.canvas.held.preview().guide == pytest.approx(354)
    played.let_go(end, ALT)
    assert played.stored("alert").starts_at == minutes(19.4)


def test_alt_let_go_while_the_pointer_rests_lets_it_snap_again(played: Played):
    end = played.hold(played.point("alert"), QPoint(94, 0), ALT)
    assert played.label == "14:10 → 14:19:24 · +9 min 24 s"
    QTest.keyRelease(played.canvas, Key.Key_Alt, ALT)
    played.let_go(end)
    assert played.stored("alert").starts_at == minutes(20)


# Groups


def test_a_group_snaps_with_the_event_that_was_taken_hold_of(played: Played):
    played.canvas.set_selection(["alert", "purge"])
    played.drag(played.point("purge"), QPoint(194, 0))
    # The purge is drawn from 12:39:24 to the ticket at 12:40; the alert keeps its ten minutes.
    assert played.stored("purge").starts_at == minutes(40)
    assert played.stored("alert").starts_at == minutes(30)


def test_the_others_of_a_group_attract_nothing_and_are_not_attracted(played: Played):
    played.canvas.set_selection(["alert", "purge"])
    played.drag(played.point("alert"), QPoint(194, 0))
    # The alert comes to 12:29:24, where the grid has 12:29. The purge is six pixels from the
    # ticket, but follows only.
    assert played.stored("alert").starts_at == minutes(29)
    assert played.stored("purge").starts_at == minutes(39)
    played.workspace.undo()
    played.drag(played.point("alert"), QPoint(94, 0))
    assert played.stored("alert").starts_at == minutes(19)


# Edges


def test_an_edge_falls_into_place_too(played: Played):
    played.drag(played.edge("purge", minutes(35)), QPoint(44, 0))
    assert played.stored("purge").ends_at == minutes(40)
    played.drag(played.edge("purge", minutes(20)), QPoint(-94, 0))
    assert played.stored("purge").starts_at == minutes(10)


# Without Alt, which some window managers keep for themselves


def test_a_key_lets_the_drag_under_way_snap_no_more_and_once_more_again(staged: Staged):
    # 94 pixels of six seconds each are 9.4 minutes; the start of the purge at 20 attracts.
    end = staged.hold(staged.point("alert"), QPoint(94, 0))
    assert staged.canvas.gesture.starts_at == minutes(20)
    staged.press_key(Key.Key_N)
    assert staged.canvas.gesture.starts_at == minutes(19.4)
    staged.press_key(Key.Key_N)
    assert staged.canvas.gesture.starts_at == minutes(20)
    staged.press_key(Key.Key_N)
    staged.let_go(end)
    assert staged.stored("alert").starts_at == minutes(19.4)


def test_a_key_lets_no_drag_snap_and_the_toolbar_says_so(staged: Staged):
    chip = staged.step.middle.toolbar.snap_chip
    staged.press_key(Key.Key_N)
    assert chip.text() == "Snap off"
    assert staged.notices == ["Drags land where they are put; N lets them snap again."]
    staged.drag(staged.point("alert"), QPoint(94, 0))
    assert staged.stored("alert").starts_at == minutes(19.4)
    staged.drag(staged.edge("purge", minutes(35)), QPoint(7, 0))
    assert staged.stored("purge").ends_at == minutes(35.7)
    staged.press_key(Key.Key_N)
    assert chip.text() == "Snap 1 min"
    assert staged.notices[1:] == ["Drags snap again."]
    staged.drag(staged.point("alert"), QPoint(7, 0))
    assert staged.stored("alert").starts_at == minutes(20)


# The grid


def test_the_grid_is_chosen_by_key_and_told_to_be_kept(staged: Staged):
    kept: list[dict[str, object]] = []
    staged.workspace.preferred.connect(kept.append)
    staged.step.handlers()["snap"]()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Snap 10 s"]
    for _line in menu.actions():
        QTest.keyClick(menu, Key.Key_Down)
        if menu.activeAction() is menu.actions()[-1]:
            break
    QTest.keyClick(menu, Key.Key_Return)
    assert kept == [{"snap_seconds": 300}]
    assert staged.canvas.snap_step == 300
    assert staged.step.middle.toolbar.snap_chip.text() == "Snap 5 min"


# Now


@pytest.mark.parametrize(
    ("clock", "landed", "reason"),
    [
        (minutes(47.5), 47.5, SnapReason.NOW),
        # Out of sight, or on another day than the incident's, this moment attracts nothing.
        (minutes(-30), 47, SnapReason.GRID),
        (minutes(47.5) + timedelta(days=1), 47, SnapReason.GRID),
    ],
)
def test_now_attracts_while_the_incident_is_of_today(
    played: Played, clock: datetime, landed: float, reason: SnapReason
):
    played.workspace.clock = lambda: clock
    # From 12:10 by 37 minutes and two pixels, which is three pixels short of half a minute more.
    end = played.hold(played.point("alert"), QPoint(372, 0))
    assert played.canvas.gesture.snapped.reason is reason
    played.let_go(end)
    assert played.stored("alert").starts_at == minutes(landed)
