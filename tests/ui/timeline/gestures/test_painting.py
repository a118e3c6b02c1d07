"""What an edit changes is painted at once: nobody has to touch the window for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF
from PySide6.QtGui import QPaintEvent, QRegion
from pytestqt.qtbot import QtBot

from postmortem_desktop.editing.lane_edits import change_lane
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.editing.timeline_edits import add_event, change_event, remove_events
from postmortem_desktop.editing.undated_edits import undate_events
from postmortem_desktop.timeline.scale import TimeScale
from tests.ui.timeline.gestures.played import Key, Played, minutes


class Painted(QObject):
    """Notes which parts of a widget are painted."""

    def __init__(self, played: Played) -> None:
        super().__init__(played.canvas)
        self.canvas = played.canvas
        self.region = QRegion()
        played.canvas.installEventFilter(self)

    def begin(self, qtbot: QtBot) -> None:
        """Let all that waits be painted, and note what comes after it."""
        self.canvas.update()
        whole = QRegion(self.canvas.rect())
        qtbot.waitUntil(lambda: not whole.subtracted(self.region))
        self.region = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def perform(edit: Callable[..., object], *arguments: object, **values: object):
    return lambda played: played.workspace.perform(
        edit(played.workspace.dossier, *arguments, **values)
    )


def nudge(played: Played) -> None:
    played.canvas.set_selection(["alert"])
    played.canvas.setFocus()
    played.key(Key.Key_Right)


CHANGES: dict[str, Callable[[Played], object]] = {
    "a nudge": nudge,
    "a star": perform(change_event, "alert", starred=True),
    "a lock": perform(change_event, "alert", locked=True),
    "a title": perform(change_event, "alert", title="Another one"),
    "a removal": perform(remove_events, ["alert"]),
    "no time any more": perform(undate_events, ["alert"]),
    "a lane folded up": perform(change_lane, "mon", collapsed=True),
    "another zone": perform(change_postmortem, zone="Asia/Kolkata"),
    "a filter": lambda played: played.canvas.set_hidden(frozenset({"alert"})),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_painted_where_it_is_seen(qtbot, played: Played, name: str):
    card = played.rect("alert").center().toPoint()
    painted = Painted(played)
    painted.begin(qtbot)
    CHANGES[name](played)
    qtbot.waitUntil(lambda: painted.region.contains(card))
    assert painted.region.contains(QPoint(20, 50))


def test_what_undo_takes_back_is_painted(qtbot, played: Played):
    nudge(played)
    card = played.rect("alert").center().toPoint()
    painted = Painted(played)
    painted.begin(qtbot)
    played.workspace.undo()
    qtbot.waitUntil(lambda: painted.region.contains(card))


def test_once_the_view_rests_only_the_titles_at_its_edges_are_painted(qtbot, played: Played):
    space, canvas = played.workspace, played.canvas
    begin, end = minutes(-200), minutes(200)
    space.perform(add_event(space.dossier, space.ids, "sup", "All day", begin, ends_at=end))
    (bar,) = (e.id for e in canvas.shown.events.values() if e.title == "All day")
    painted = Painted(played)
    painted.begin(qtbot)
    canvas.show_view(canvas.view.scale.panned(-30))
    title = QPoint(int(canvas.view.plot.left()) + 20, int(played.rect(bar).center().y()))
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert not painted.region.contains(title)
    qtbot.waitUntil(lambda: painted.region.contains(title))
    assert not painted.region.contains(played.rect("alert").center().toPoint())


def test_a_title_that_the_right_edge_cut_is_whole_once_the_view_rests(qtbot, played: Played):
    canvas = played.canvas
    right = canvas.view.plot.right()
    # Its card begins 30 pixels before the edge, and goes 200 to the left of that.
    canvas.show_view(canvas.view.scale.panned(round(right - 30 - played.rect("fixed").left())))
    painted = Painted(played)
    painted.begin(qtbot)
    canvas.show_view(canvas.view.scale.panned(-200))
    # A point of what was in sight, and was moved.
    label = (played.rect("fixed").topLeft() + QPointF(15, 10)).toPoint()
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert not painted.region.contains(label)
    qtbot.waitUntil(lambda: painted.region.contains(label))


def test_a_title_that_comes_out_of_its_bar_leaves_nothing_there(qtbot, played: Played):
    canvas = played.canvas
    # A bar of 75 pixels, which ends 40 before the edge: its title is inside until there is room.
    canvas.show_view(TimeScale(minutes(0), 5 / 60))
    away = canvas.width() - 40 - played.rect("purge").left() - 75
    canvas.show_view(canvas.view.scale.panned(round(away)))
    painted = Painted(played)
    painted.begin(qtbot)
    canvas.show_view(canvas.view.scale.panned(-100))
    inside = (played.rect("purge").topLeft() + QPointF(15, 10)).toPoint()
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert not painted.region.contains(inside)
    qtbot.waitUntil(lambda: painted.region.contains(inside))
