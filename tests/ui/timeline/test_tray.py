"""The tray of events whose time is not known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_event, remove_events
from postmortem_desktop.editing.undated_edits import undate_events
from postmortem_desktop.ui.timeline.tray_list import UNDATED_MIME

ALT = Qt.KeyboardModifier.AltModifier
AT = datetime(2026, 10, 14, 12, 5, tzinfo=UTC)


@pytest.fixture
def tray(qtbot, step, workspace, event):
    """Return the tray with three cards: that of the sample, and two whose time was taken away."""
    ids = [event("Latency SLO").id, event("Connection wait").id]
    workspace.perform(undate_events(workspace.dossier, ids))
    qtbot.waitExposed(step)
    assert step.middle.tray.list.count() == 3
    return step.middle.tray


def titles(tray):
    return [tray.list.item(row).text()[:10] for row in range(tray.list.count())]


def stored(library, workspace):
    """Return the undated titles as they stand on the disk, in their order."""
    dossier = library.load(workspace.dossier.postmortem.id)
    return [e.title[:10] for e in dossier.events() if e.starts_at is None]


def test_it_is_there_while_an_event_is_undated(step, workspace):
    assert step.middle.tray.isVisible()
    undated = [e.id for e in workspace.dossier.events() if e.starts_at is None]
    workspace.perform(remove_events(workspace.dossier, undated))
    assert not step.middle.tray.isVisible()
    workspace.undo()
    assert step.middle.tray.isVisible()


def test_the_arrow_keys_walk_and_show_the_event(qtbot, step, tray):
    tray.open()
    tray.list.setCurrentRow(0)
    qtbot.keyClick(tray.list, Qt.Key.Key_Right)
    assert step.inspector.form.title.text().startswith("Latency SL")
    assert step.canvas.selection == ()


def test_alt_with_an_arrow_orders_the_cards(qtbot, tray, workspace, library):
    tray.list.setCurrentRow(1)
    qtbot.keyClick(tray.list, Qt.Key.Key_Left, ALT)
    assert titles(tray) == ["Latency SL", "A colleagu", "Connection"]
    assert stored(library, workspace) == titles(tray)
    assert tray.list.currentRow() == 0
    qtbot.keyClick(tray.list, Qt.Key.Key_Left, ALT)
    qtbot.keyClick(tray.list, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(tray.list, Qt.Key.Key_Right, ALT)
    assert titles(tray) == ["A colleagu", "Connection", "Latency SL"]
    workspace.undo()
    workspace.undo()
    assert titles(tray) == ["Latency SL", "A colleagu", "Connection"]


def test_alt_with_an_arrow_is_not_left_to_the_window(tray):
    key = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Left, ALT)
    key.ignore()
    QApplication.sendEvent(tray.list, key)
    assert key.isAccepted()


def drop(widget, point, mime):
    buttons, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    at = point.toPoint()
    QApplication.sendEvent(widget, QDragEnterEvent(at, copy, mime, buttons, no_keys))
    QApplication.sendEvent(widget, QDragMoveEvent(at, copy, mime, buttons, no_keys))
    QApplication.sendEvent(widget, QDropEvent(point, copy, mime, buttons, no_keys))


@pytest.mark.parametrize(
    ("dragged", "onto", "expected"),
    [
        (2, 0, ["Connection", "A colleagu", "Latency SL"]),
        (0, 2, ["Latency SL", "A colleagu", "Connection"]),
        (1, 1, ["A colleagu", "Latency SL", "Connection"]),
    ],
)
def test_a_dragged_card_lands_before_the_one_it_is_let_go_on(
    tray, workspace, library, dragged, onto, expected
):
    mime = tray.list.mimeData([tray.list.item(dragged)])
    assert bytes(mime.data(UNDATED_MIME).data()).decode() == tray.list.event_ids()[dragged]
    rect = tray.list.visualItemRect(tray.list.item(onto))
    drop(tray.list.viewport(), QPointF(rect.left() + 3, rect.center().y()), mime)
    assert titles(tray) == expected
    assert stored(library, workspace) == expected


def test_other_things_are_not_taken(tray, workspace):
    before = workspace.dossier.snapshot()
    mime = QMimeData()
    mime.setText("words")
    drop(tray.list.viewport(), QPointF(10, 10), mime)
    assert workspace.dossier == before


def test_enter_renames_in_place(qtbot, tray, workspace, library):
    tray.list.setCurrentRow(1)
    qtbot.keyClick(tray.list, Qt.Key.Key_Return)
    line = tray.list.findChild(QLineEdit)
    assert line.text().startswith("Latency SLO")
    line.selectAll()
    qtbot.keyClicks(line, "Somebody   saw it")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tray.list.item(1).text() == "Somebody saw it")
    assert stored(library, workspace)[1] == "Somebody s"


def test_escape_leaves_the_title_and_then_the_tray(qtbot, step, tray, workspace):
    before = workspace.dossier.snapshot()
    tray.list.setCurrentRow(1)
    qtbot.keyClick(tray.list, Qt.Key.Key_F2)
    line = tray.list.findChild(QLineEdit)
    qtbot.keyClicks(line, "other")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert workspace.dossier == before
    with qtbot.waitSignal(tray.left):
        qtbot.keyClick(tray.list, Qt.Key.Key_Escape)


def test_what_is_being_written_is_kept_by_a_flush(qtbot, tray, workspace):
    tray.list.setCurrentRow(1)
    qtbot.keyClick(tray.list, Qt.Key.Key_F2)
    qtbot.keyClicks(tray.list.findChild(QLineEdit), "Seen by night")
    assert workspace.flush()
    assert tray.list.item(1).text() == "Seen by night"


def test_delete_removes_and_undo_brings_back(qtbot, tray, workspace):
    tray.list.setCurrentRow(1)
    qtbot.keyClick(tray.list, Qt.Key.Key_Delete)
    assert titles(tray) == ["A colleagu", "Connection"]
    workspace.undo()
    assert titles(tray) == ["A colleagu", "Latency SL", "Connection"]


def test_a_locked_card_is_not_deleted(qtbot, tray, workspace):
    workspace.perform(change_event(workspace.dossier, tray.list.event_ids()[1], locked=True))
    tray.list.setCurrentRow(1)
    qtbot.keyClick(tray.list, Qt.Key.Key_Delete)
    assert tray.list.count() == 3


def test_the_time_of_the_selection_is_taken_away(step, workspace, library, event):
    chosen = [event("Latency SLO").id, event("Connection wait").id]
    step.canvas.set_selection(chosen)
    step.handlers()["undate"]()
    dossier = library.load(workspace.dossier.postmortem.id)
    assert all(dossier.get(TimelineEvent, i).starts_at is None for i in chosen)
    assert step.middle.tray.list.event_ids()[-2:] == chosen
    workspace.undo()
    assert all(workspace.dossier.get(TimelineEvent, i).starts_at is not None for i in chosen)


def test_a_card_that_is_dropped_on_the_canvas_gets_a_time(step, tray, workspace, library, lane):
    event_id, lane_id = tray.list.event_ids()[0], lane("Monitoring").id
    canvas = step.canvas
    box = next(b for b in canvas.view.layout.lanes if b.lane_id == lane_id)
    point = QPointF(round(canvas.view.x_of(AT)), canvas.view.lane_rect(box).center().y())
    drop(canvas, point, tray.list.mimeData([tray.list.item(0)]))
    made = library.load(workspace.dossier.postmortem.id).get(TimelineEvent, event_id)
    assert made.lane_id == lane_id
    assert abs(made.starts_at - AT) <= timedelta(minutes=1)
    assert made.precision is Precision.APPROXIMATE
    assert canvas.selection == (event_id,)
    assert tray.list.count() == 2
    workspace.undo()
    assert tray.list.event_ids()[0] == event_id


def test_selecting_on_the_canvas_leaves_the_card(step, tray, event):
    tray.list.setCurrentRow(0)
    step.canvas.set_selection([event("Status page").id])
    assert tray.list.currentRow() == -1


def test_every_card_is_read_out(tray):
    role = Qt.ItemDataRole.AccessibleTextRole
    said = tray.list.item(1).data(role)
    assert said == "No time yet, Alert, Latency SLO burn alert, lane Monitoring, starred"
    assert tray.list.accessibleName() == "Events whose time is not known"


def drag_onto_the_tray(step, event_id):
    """Take hold of a card of the canvas and hold it over the tray; return where that is."""
    canvas, tray = step.canvas, step.middle.tray
    canvas.set_selection([event_id])
    canvas.reveal(event_id)
    start = canvas.rect_of(event_id).center()
    goal = QPointF(canvas.mapFromGlobal(tray.mapToGlobal(tray.rect().center())))
    mouse(canvas, QMouseEvent.Type.MouseButtonPress, start)
    mouse(canvas, QMouseEvent.Type.MouseMove, start + QPointF(20, 20))
    mouse(canvas, QMouseEvent.Type.MouseMove, goal)
    return goal


def mouse(widget, kind, point):
    left = Qt.MouseButton.LeftButton
    at = widget.mapToGlobal(point)
    QApplication.sendEvent(
        widget, QMouseEvent(kind, point, at, left, left, Qt.KeyboardModifier.NoModifier)
    )


def test_a_card_of_the_canvas_dropped_on_the_tray_loses_its_time(
    step, tray, workspace, library, event
):
    chosen = event("Status page").id
    goal = drag_onto_the_tray(step, chosen)
    assert step.canvas.held.preview().bubble[1] == "no time"
    mouse(step.canvas, QMouseEvent.Type.MouseButtonRelease, goal)
    made = library.load(workspace.dossier.postmortem.id).get(TimelineEvent, chosen)
    assert (made.starts_at, made.precision) == (None, Precision.UNKNOWN)
    assert tray.list.event_ids()[-1] == chosen
    assert step.inspector.event_ids() == (chosen,)
    workspace.undo()
    assert event("Status page").starts_at is not None
    assert tray.list.count() == 3


def test_a_card_taken_back_from_the_tray_moves_as_before(step, tray, workspace, event):
    before = event("Status page")
    drag_onto_the_tray(step, before.id)
    back = step.canvas.rect_of(before.id).center() + QPointF(20, 0)
    mouse(step.canvas, QMouseEvent.Type.MouseMove, back)
    mouse(step.canvas, QMouseEvent.Type.MouseButtonRelease, back)
    after = event("Status page")
    assert after.lane_id == before.lane_id
    assert after.starts_at > before.starts_at


def test_the_keyboard_goes_to_the_canvas_with_the_last_card(qtbot, step, workspace, lane):
    step.activateWindow()
    tray, canvas = step.middle.tray, step.canvas
    tray.open()
    qtbot.waitUntil(tray.list.hasFocus)
    (event_id,) = tray.list.event_ids()
    lanes = canvas.view.layout.lanes
    box = next(box for box in lanes if box.lane_id == lane("Monitoring").id)
    point = QPointF(round(canvas.view.x_of(AT)), canvas.view.lane_rect(box).center().y())
    drop(canvas, point, tray.list.mimeData([tray.list.item(0)]))
    assert not tray.isVisible()
    assert canvas.hasFocus()
    assert (canvas.selection, canvas.current_id) == ((event_id,), event_id)


def test_the_keyboard_goes_to_the_canvas_when_the_last_card_is_deleted(qtbot, step):
    step.activateWindow()
    tray = step.middle.tray
    tray.open()
    qtbot.waitUntil(tray.list.hasFocus)
    tray.list.setCurrentRow(0)
    qtbot.keyClick(tray.list, Qt.Key.Key_Delete)
    assert not tray.isVisible()
    assert step.canvas.hasFocus()
