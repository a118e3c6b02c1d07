"""Several rows changed, shifted, deleted, copied as one step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.kinds import Basis, EventKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_event
from postmortem_desktop.ui.event_table.columns import COLUMNS, Column

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def three(table, keys):
    """Select the rows two to four by key, and return their ids."""
    table.view.setCurrentIndex(table.rows.index(1, 0))
    keys(Key.Key_Down, Key.Key_Down, modifier=Modifier.ShiftModifier)
    return table.rows.ids[1:4]


def events_of(workspace, ids):
    return [workspace.dossier.get(TimelineEvent, event_id) for event_id in ids]


def test_a_kind_chosen_in_a_cell_is_given_to_all_selected_rows_as_one_step(
    table, workspace, three, keys
):
    before = workspace.dossier.snapshot()
    assert table.selection == three
    # Walking within the row keeps the selection.
    keys(*[Key.Key_Tab] * 4)
    assert table.view.currentIndex().column() == COLUMNS.index(Column.KIND)
    assert table.selection == three
    keys("dec", Key.Key_Return)
    assert {event.kind for event in events_of(workspace, three)} == {EventKind.DECISION}
    assert table.selection == three
    workspace.undo()
    assert workspace.dossier == before


def test_a_star_is_switched_for_all_selected_rows(table, workspace, three, keys):
    keys(*[Key.Key_Right] * COLUMNS.index(Column.STAR))
    was_set = table.rows.event_at(table.view.currentIndex().row()).starred
    keys(Key.Key_Space)
    assert {event.starred for event in events_of(workspace, three)} == {not was_set}


def test_a_title_is_typed_for_the_row_in_hand_only(table, workspace, three, keys):
    keys(*[Key.Key_Right] * COLUMNS.index(Column.TITLE))
    keys("Only this", Key.Key_Return)
    titles = [event.title for event in events_of(workspace, three)]
    assert titles.count("Only this") == 1


def test_the_bar_below_the_rows_changes_all_of_them(table, workspace, three, keys):
    bar = table.selection_bar
    assert bar.isVisible()
    assert bar.count.text() == "3 rows selected"
    bar.basis.setFocus()
    keys("chat")
    assert {event.basis for event in events_of(workspace, three)} == {Basis.CHAT}
    lane = workspace.dossier.lanes()[-1]
    bar.lane.setFocus()
    keys(lane.title[:4])
    assert {event.lane_id for event in events_of(workspace, three)} == {lane.id}
    QTest.mouseClick(bar.lock, Qt.MouseButton.LeftButton)
    assert all(event.locked for event in events_of(workspace, three))
    QTest.mouseClick(bar.lock, Qt.MouseButton.LeftButton)
    assert not any(event.locked for event in events_of(workspace, three))


def test_all_selected_rows_are_shifted_by_an_amount_as_one_step(table, workspace, three, keys):
    before = events_of(workspace, three)
    keys(Key.Key_M, modifier=Modifier.ControlModifier)
    assert table.selection_bar.shift.hasFocus()
    keys("+90s", Key.Key_Return)
    after = events_of(workspace, three)
    assert [b.starts_at - a.starts_at for a, b in zip(before, after, strict=True)] == [
        timedelta(seconds=90)
    ] * 3
    assert [event.duration for event in after] == [event.duration for event in before]
    assert table.selection == three
    assert table.view.hasFocus()
    workspace.undo()
    assert events_of(workspace, three) == before


def test_what_is_no_amount_stays_in_its_field_with_a_sentence(table, workspace, three, keys):
    before = workspace.dossier.snapshot()
    keys(Key.Key_M, modifier=Modifier.ControlModifier)
    keys("a bit", Key.Key_Return)
    assert table.selection_bar.shift.text() == "a bit"
    assert "a bit" in table.remark.text()
    assert workspace.dossier == before
    keys(Key.Key_Escape)
    assert table.view.hasFocus()


def test_delete_takes_the_selected_rows_and_leaves_the_locked_one(table, workspace, three, keys):
    workspace.perform(change_event(workspace.dossier, three[1], locked=True))
    count = table.rows.rowCount()
    keys(Key.Key_Delete)
    assert table.rows.rowCount() == count - 2
    assert workspace.dossier.find(TimelineEvent, three[1]) is not None
    assert table.remark.text() == "2 events deleted. 1 locked event stays."
    workspace.undo()
    assert table.rows.ids[1:4] == three


def test_several_rows_are_copied_with_a_heading_and_roles_for_names(table, workspace, three, keys):
    person = next(p for p in workspace.dossier.participants() if p.name and not p.show_name)
    workspace.perform(change_event(workspace.dossier, three[0], title=f"{person.name} looks"))
    workspace.perform(change_event(workspace.dossier, three[1], title="=1+1"))
    workspace.perform(change_event(workspace.dossier, three[2], private=True))
    keys(Key.Key_C, modifier=Modifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == [
        "No.",
        "Time",
        "End",
        "Lane",
        "Kind",
        "What happened",
        "Known from",
        "Star",
        "Lock",
    ]
    assert len(lines) == 3
    assert lines[1].split("\t")[1] == "2026-10-14 13:46:31"
    assert person.name not in lines[1]
    assert lines[2].split("\t")[5] == "'=1+1"
    assert table.remark.text() == "2 rows copied. 1 private row stays on the desk."
