"""Every gesture can be cancelled by Escape without a trace, and is one step back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint
from PySide6.QtGui import QDragLeaveEvent, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from postmortem_desktop.editing.timeline_edits import remove_events
from postmortem_desktop.store.engine import raw_connection
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui.timeline.drops import EVIDENCE_MIME, SENTENCE_MIME
from postmortem_desktop.ui.timeline.tray_list import UNDATED_MIME
from tests.ui.timeline.gestures.conftest import Staged
from tests.ui.timeline.gestures.played import (
    CTRL,
    EMPTY,
    LANES,
    LEFT,
    MIDDLE,
    PLAIN,
    SHIFT,
    Key,
    Played,
    event,
    minutes,
    open_canvas,
)

Grip = Callable[[Played], tuple[QPoint, QPoint]]
"""Where a drag begins, and how far it goes."""


def _port(played: Played) -> tuple[QPoint, QPoint]:
    played.hover(played.point("purge", dx=30))
    start = played.canvas.hover.port_of("purge").toPoint()
    return start, played.point("ticket", dx=30) - start


DRAGS: dict[str, tuple[Grip, object]] = {
    "in time": (lambda p: (p.point("alert"), QPoint(80, 0)), PLAIN),
    "over lanes": (lambda p: (p.point("alert"), QPoint(0, 60)), PLAIN),
    "a group": (lambda p: (p.point("purge"), QPoint(-60, 30)), CTRL),
    "a start": (lambda p: (p.edge("purge", minutes(20)), QPoint(-50, 0)), PLAIN),
    "an end": (lambda p: (p.edge("purge", minutes(35)), QPoint(50, 0)), PLAIN),
    "a foot": (lambda p: (p.point("alert", dx=2), QPoint(50, 0)), PLAIN),
    "a span": (lambda p: (p.ground(45, "ops"), QPoint(100, 0)), CTRL),
    "a link": (_port, PLAIN),
    "a lane": (lambda p: (QPoint(60, p.lane_middle("mon")), QPoint(0, 60)), PLAIN),
    "a rubber band": (lambda p: (QPoint(200, 70), QPoint(400, 60)), SHIFT),
    "a stretch of the ruler": (lambda p: (QPoint(360, 30), QPoint(200, 0)), PLAIN),
    "the view": (lambda p: (QPoint(900, 90), QPoint(-200, 0)), PLAIN),
}


@pytest.mark.parametrize("name", DRAGS)
def test_escape_drops_every_drag_without_a_trace(staged: Staged, name: str):
    grip, modifiers = DRAGS[name]
    if name == "a group":
        # The press with Ctrl takes hold of the purge as the second.
        staged.canvas.set_selection(["alert"])
    before, shown, label = staged.store, staged.canvas.view, staged.workspace.undo_label
    start, by = grip(staged)
    end = staged.hold(start, by, modifiers)
    assert staged.canvas.gesture is not None
    chosen = staged.canvas.selection
    staged.key(Key.Key_Escape, modifiers)
    assert staged.canvas.gesture is None
    assert staged.canvas.selection == chosen
    # The button is still down, and comes up later.
    staged.move(end + QPoint(30, 0), modifiers)
    staged.let_go(end + QPoint(30, 0), modifiers)
    assert staged.store == before
    assert staged.workspace.undo_label == label
    assert staged.canvas.findChild(QLineEdit, "timelineTitleEditor") is None
    assert (staged.canvas.view.scale, staged.canvas.view.scroll) == (shown.scale, shown.scroll)


def test_escape_drops_a_view_that_the_middle_button_moves(played: Played):
    before = played.canvas.view.scale
    end = played.hold(played.point("alert"), QPoint(100, 0), button=MIDDLE)
    assert played.canvas.view.scale != before
    played.key(Key.Key_Escape)
    QTest.mouseRelease(played.canvas, MIDDLE, PLAIN, end)
    assert played.canvas.view.scale == before


def test_what_is_carried_away_again_leaves_no_trace(staged: Staged):
    before, picture = staged.store, staged.canvas.grab().toImage()
    mime = QMimeData()
    mime.setText("from elsewhere")
    assert staged.carry(mime, staged.ground(50, "sup"))
    assert staged.canvas.held.preview().drop is not None
    QApplication.sendEvent(staged.canvas, QDragLeaveEvent())
    assert staged.store == before
    assert staged.canvas.grab().toImage() == picture


# One step each


def _write(played: Played, title: str = "New") -> None:
    played.write(title)


def _span(played: Played) -> None:
    played.drag(played.ground(45, "ops"), QPoint(100, 0), CTRL)
    played.write("New")


def _double_click(played: Played) -> None:
    played.double_click(played.ground(50, "ops"))
    played.write("New")


def _plus(played: Played) -> None:
    played.hover(QPoint(round(played.rect("ticket").right()) + 30, played.lane_middle("sup")))
    gap = played.canvas.hover.gap
    assert gap is not None
    played.click(QPoint(round(gap.x), round(gap.y)))
    played.write("New")


def _insert(played: Played) -> None:
    played.canvas.set_current("ticket")
    played.key(Key.Key_Insert)
    played.write("New")


def _rename(played: Played) -> None:
    played.double_click(played.point("alert"))
    played.write("New")


def _drop(name: str, payload: bytes) -> Callable[[Played], None]:
    def play(played: Played) -> None:
        mime = QMimeData()
        if name == "text/plain":
            mime.setText(payload.decode())
        else:
            mime.setData(name, payload)
        assert played.drop(mime, played.ground(50, "sup"))

    return play


def _link_by_key(played: Played) -> None:
    played.canvas.set_selection(["purge", "ticket"])
    played.canvas.setFocus()
    played.key(Key.Key_L)


def _keys(*keys: Key) -> Callable[[Played], None]:
    def play(played: Played) -> None:
        played.canvas.set_selection(["alert", "purge"])
        for key in keys:
            played.key(key)

    return play


def _dragged(name: str) -> Callable[[Played], None]:
    def play(played: Played) -> None:
        grip, modifiers = DRAGS[name]
        if name == "a group":
            played.canvas.set_selection(["alert"])
        played.drag(*grip(played), modifiers)

    return play


GESTURES: dict[str, Callable[[Played], None]] = {
    **{
        name: _dragged(name)
        for name in (
            "in time", "over lanes", "a group", "a start", "an end", "a foot", "a link", "a lane",
        )
    },
    "a span": _span,
    "a double click": _double_click,
    "the plus": _plus,
    "insert": _insert,
    "a title": _rename,
    "the mark of a lane": lambda played: played.click(QPoint(10, played.lane_middle("ops"))),
    "evidence": _drop(EVIDENCE_MIME, b"i1\ni2"),
    "a sentence": _drop(SENTENCE_MIME, b"I looked at the cache."),
    "text": _drop("text/plain", b"from elsewhere"),
    "an undated event": _drop(UNDATED_MIME, b"whenever"),
    "a link by key": _link_by_key,
    "a nudge": _keys(Key.Key_Right),
    "a nudge to another lane": _keys(Key.Key_Down),
    "a deletion": _keys(Key.Key_Delete),
}  # fmt: skip


@pytest.mark.parametrize("name", GESTURES)
def test_every_gesture_is_one_step_back_and_forth(staged: Staged, name: str):
    before = staged.store
    GESTURES[name](staged)
    after = staged.store
    assert after != before
    staged.workspace.undo()
    assert staged.store == before
    assert staged.workspace.dossier == before
    staged.workspace.redo()
    assert staged.store == after
    assert staged.workspace.dossier == after


# What comes in between


@pytest.mark.parametrize("way_out", ["focus", "edit", "undo"])
def test_what_overtakes_a_drag_drops_it(played: Played, way_out: str):
    space = played.workspace
    space.perform(remove_events(space.dossier, ["ticket"]))
    end = played.hold(played.point("alert"), QPoint(80, 60))
    if way_out == "focus":
        QApplication.sendEvent(played.canvas, QFocusEvent(QEvent.Type.FocusOut))
    elif way_out == "edit":
        space.perform(remove_events(space.dossier, ["fixed"]))
    else:
        space.undo()
    assert played.canvas.gesture is None
    before = played.store
    played.move(end + QPoint(30, 0))
    QTest.mouseRelease(played.canvas, LEFT, PLAIN, end)
    assert played.store == before
    assert played.stored("alert").starts_at == minutes(10)
    assert played.stored("alert").lane_id == "mon"


def test_an_edit_that_takes_the_dragged_event_away_drops_the_drag(played: Played):
    end = played.hold(played.point("alert"), QPoint(80, 0))
    played.workspace.perform(remove_events(played.workspace.dossier, ["alert"]))
    played.let_go(end)
    assert "Pool saturated" not in played.stored_titles()
    assert played.canvas.selection == ()


# A full disk


@contextmanager
def full_disk(library: Library) -> Iterator[None]:
    """Let the file of a library grow no more."""
    connection = raw_connection(library._engine)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    yield
    connection.execute("PRAGMA max_page_count = 1073741823")


def test_a_full_disk_leaves_the_event_where_it_was(qtbot, dressed, library: Library):
    # What is remembered of a move holds the whole event: this one takes many pages of the file.
    long = event("long", "mon", 10, title="Pool saturated", detail="x" * 200_000)
    played = open_canvas(qtbot, library, (*EMPTY, *LANES, long))
    told: list[object] = []
    played.workspace.failed.connect(told.append)
    before, rect, label = played.store, played.rect("long"), played.workspace.undo_label
    with full_disk(library):
        played.drag(played.point("long"), QPoint(80, 44))
        assert len(told) == 1
        assert played.store == before
        assert played.workspace.dossier == before
        assert played.rect("long") == rect
        assert played.workspace.undo_label == label
    played.drag(played.point("long"), QPoint(80, 44))
    assert (played.stored("long").starts_at, played.stored("long").lane_id) == (minutes(18), "ops")
    assert len(told) == 1
