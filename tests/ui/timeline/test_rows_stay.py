"""Whatever comes, moves or goes, what it does not concern keeps its row, and all can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.ui.timeline.tray_list import UNDATED_MIME

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
READABLE = 200
"""Pixels of a card, in which a title has about 160."""


def rows(step) -> dict[str, int]:
    """Return in which sub-row of its lane each event stands."""
    by_lane = step.canvas.view.layout.stack.by_lane
    return {
        event.id: place
        for boxes in by_lane.values()
        for place, box in enumerate(boxes)
        for event in box.row.events
    }


def others(step, *lane_ids: str) -> dict[str, int]:
    """Return the sub-rows of the events in all lanes but these."""
    found = step.canvas.workspace.dossier
    return {
        i: r for i, r in rows(step).items() if found.get(TimelineEvent, i).lane_id not in lane_ids
    }


def type_line(qtbot, step, text: str) -> None:
    step.handlers()["add_event"]()
    qtbot.keyClicks(step.middle.quick_add.line, text)
    qtbot.keyClick(step.middle.quick_add.line, Qt.Key.Key_Return)


def lane_named(step, title: str) -> Lane:
    return next(each for each in step.canvas.workspace.dossier.lanes() if each.title == title)


def by_line(qtbot, step) -> None:
    type_line(qtbot, step, "14:20 @Network the route is back")
    type_line(qtbot, step, "14:21 @Vendor somebody answers the phone")


def by_card(qtbot, step) -> None:
    step.handlers()["add_lane"]()
    for title in ("A lane with quite a long title", "Vendor", "Board"):
        qtbot.keyClicks(step.middle.lanes.new_title, title)
        qtbot.keyClick(step.middle.lanes.new_title, Qt.Key.Key_Return)


def by_pasting(qtbot, step) -> None:
    text = "Time\tLane\tTitle\n14:05\tNetwork\tOne\n14:06\tVendor\tTwo\n14:07\tBoard\tThree\n"
    QApplication.clipboard().setText(text)
    step.handlers()["table"]()
    step.middle.table.paste()
    qtbot.keyClick(step.middle.table.paste_bar, Qt.Key.Key_Return)


def by_removing(qtbot, step) -> None:
    step.handlers()["add_lane"]()
    last = step.middle.lanes.rows[-1]
    qtbot.mouseClick(last.delete, LEFT)


def by_renaming(qtbot, step) -> None:
    step.handlers()["add_lane"]()
    title = step.middle.lanes.rows[0].title
    title.selectAll()
    qtbot.keyClicks(title, "What the monitoring of the whole shop showed us")
    qtbot.keyClick(title, Qt.Key.Key_Return)


def by_reordering(qtbot, step) -> None:
    step.handlers()["add_lane"]()
    qtbot.keyClick(
        step.middle.lanes.rows[0].title, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier
    )


def by_folding(qtbot, step) -> None:
    event = step.canvas.shown.by_lane[step.canvas.shown.lanes[0].id][0]
    step.canvas.set_selection([event.id])
    step.handlers()["fold_lane"]()


CHANGES: dict[str, Callable[..., None]] = {
    "typed in a line": by_line,
    "added in the card": by_card,
    "pasted": by_pasting,
    "removed": by_removing,
    "renamed": by_renaming,
    "put elsewhere": by_reordering,
    "folded": by_folding,
}


@pytest.mark.parametrize("change", CHANGES)
def test_lanes_that_come_go_or_change_leave_the_rows_of_the_others(
    qtbot, step, workspace, library, change
):
    before, lanes = rows(step), [lane.id for lane in workspace.dossier.lanes()]
    records = workspace.dossier.snapshot()
    CHANGES[change](qtbot, step)
    assert workspace.dossier != records
    assert library.load(records.postmortem.id) == workspace.dossier
    now = rows(step)
    kept = before.keys() & now.keys()
    gone = before.keys() - now.keys()
    if change == "removed":
        assert gone
        assert {records.get(TimelineEvent, each).lane_id for each in gone} == {lanes[-1]}
    else:
        assert not gone
    assert {each: now[each] for each in kept} == {each: before[each] for each in kept}
    while workspace.dossier != records:
        workspace.undo()
    assert rows(step) == before


def width_of(step, event_id: str) -> float:
    """Return how wide a card is drawn."""
    box = step.canvas.view.layout.box_of(event_id)
    assert box is not None
    assert not box.is_folded
    return box.width


def neighbours(step, event_id: str) -> list[str]:
    """Return the event and the one before it in its row."""
    for boxes in step.canvas.view.layout.stack.by_lane.values():
        for box in boxes:
            ids = [event.id for event in box.row.events]
            if event_id in ids:
                place = ids.index(event_id)
                return ids[max(place - 1, 0) : place + 1]
    raise AssertionError("it stands in no row")


def assert_readable(step, event_id: str, before: dict[str, float]) -> None:
    """See that the title can be read, and that of the one before it as far as it could before."""
    widths = step.canvas.view.layout.widths
    for each in neighbours(step, event_id):
        event = step.canvas.workspace.dossier.get(TimelineEvent, each)
        wanted = min(widths.whole(event), READABLE, before.get(each, READABLE))
        assert width_of(step, each) >= wanted - 0.5


def drawn(step) -> dict[str, float]:
    """Return how wide each card is drawn that is not folded with others."""
    found = ((i, step.canvas.view.layout.box_of(i)) for i in step.canvas.shown.event_ids)
    return {i: box.width for i, box in found if box is not None and not box.is_folded}


def test_copies_and_typed_events_stand_where_they_can_be_read(qtbot, step, workspace):
    step.canvas.fit()
    for chosen in list(workspace.dossier.events()):
        if chosen.starts_at is None:
            continue
        standing, before = rows(step), drawn(step)
        step.canvas.set_selection([chosen.id])
        step.handlers()["duplicate"]()
        (copy,) = step.canvas.selection
        assert copy != chosen.id
        assert_readable(step, copy, before)
        assert {each: rows(step)[each] for each in standing} == standing
        workspace.undo()
        assert rows(step) == standing


def test_what_is_dropped_from_the_tray_stands_where_it_can_be_read(step, workspace, library):
    step.canvas.fit()
    undated = next(e for e in workspace.dossier.events() if e.starts_at is None)
    mime = QMimeData()
    mime.setData(UNDATED_MIME, undated.id.encode())
    view, standing, widths = step.canvas.view, rows(step), drawn(step)
    for lane in view.layout.lanes:
        for share in (0.3, 0.5, 0.7):
            x = view.plot.left() + share * view.plot.width()
            at = QPoint(round(x), round(view.lane_rect(lane).center().y()))
            if not view.plot.contains(QPointF(at)):
                continue
            copy = Qt.DropAction.CopyAction
            QApplication.sendEvent(step.canvas, QDragEnterEvent(at, copy, mime, LEFT, PLAIN))
            drop = QDropEvent(QPointF(at), copy, mime, LEFT, PLAIN)
            QApplication.sendEvent(step.canvas, drop)
            stored = library.load(undated.postmortem_id).get(TimelineEvent, undated.id)
            assert stored.starts_at is not None
            assert stored.lane_id == lane.lane_id
            assert_readable(step, undated.id, widths)
            assert {each: rows(step)[each] for each in standing} == standing
            workspace.undo()


def test_an_event_moved_by_key_into_a_crowd_can_be_read(step, workspace):
    step.canvas.fit()
    step.canvas.setFocus()
    chosen = workspace.dossier.events()[0]
    step.canvas.set_selection([chosen.id])
    standing = {each: row for each, row in rows(step).items() if each != chosen.id}
    widths = drawn(step)
    for _lane in step.canvas.shown.lanes[1:]:
        QTest.keyClick(step.canvas, Qt.Key.Key_Down)
        assert_readable(step, chosen.id, {i: w for i, w in widths.items() if i != chosen.id})
        assert {each: rows(step)[each] for each in standing} == standing
