"""The row below the table: save, and add another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.ui.event_table.event_table import EventTable
from tests.ui.event_table.conftest import shown

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def test_enter_saves_and_begins_the_next_with_the_same_lane_and_kind(table, workspace, event, keys):
    entry = table.entry
    table.begin_event()
    assert entry.time.hasFocus()
    keys("14:05", Key.Key_Tab, "Support", Key.Key_Tab, "Mes", Key.Key_Tab, "First ask")
    keys(Key.Key_Return)
    first = event("First ask")
    assert first.starts_at == datetime(2026, 10, 14, 12, 5, tzinfo=UTC)
    assert workspace.dossier.get(Lane, first.lane_id).title == "Support lead"
    assert first.kind is EventKind.MESSAGE
    assert entry.time.hasFocus()
    assert (entry.time.text(), entry.title.text()) == ("", "")
    keys("~14:07", Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, "Second ask", Key.Key_Return)
    second = event("Second ask")
    assert (second.lane_id, second.kind) == (first.lane_id, first.kind)
    assert second.precision is Precision.APPROXIMATE
    workspace.undo()
    assert [e.title for e in workspace.dossier.events() if e.title.endswith("ask")] == ["First ask"]


@pytest.mark.parametrize("modifier", [Modifier.ShiftModifier, Modifier.ControlModifier])
def test_shift_or_ctrl_enter_saves_and_goes_to_the_new_event(table, event, keys, modifier):
    table.begin_event()
    keys("14:05", Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, "Goes there")
    keys(Key.Key_Return, modifier=modifier)
    assert table.view.hasFocus()
    assert table.view.current_id == event("Goes there").id


def test_what_is_typed_after_midnight_is_of_the_day_after_the_event_before(table, event, keys):
    table.begin_event()
    for time, title in (("23:50", "Before midnight"), ("00:10", "After midnight")):
        keys(time, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, title, Key.Key_Return)
    # Berlin is two hours ahead.
    assert event("Before midnight").starts_at == datetime(2026, 10, 14, 21, 50, tzinfo=UTC)
    assert event("After midnight").starts_at == datetime(2026, 10, 14, 22, 10, tzinfo=UTC)


def test_without_a_time_the_event_is_undated(table, event, keys):
    table.entry.title.setFocus()
    keys("Nobody knows when", Key.Key_Return)
    assert event("Nobody knows when").starts_at is None


def test_what_is_missing_is_asked_for_and_nothing_is_lost(table, workspace, keys):
    before = workspace.dossier.snapshot()
    table.begin_event()
    keys("14:05", Key.Key_Return)
    assert table.entry.title.hasFocus()
    assert table.remark.text() == "Say in a few words what happened, then press Enter."
    keys("Words")
    table.entry.time.setFocus()
    table.entry.time.setText("some time")
    keys(Key.Key_Return)
    assert table.entry.time.hasFocus()
    assert table.entry.title.text() == "Words"
    assert "some time" in table.remark.text()
    assert workspace.dossier == before


def test_the_first_event_of_an_empty_session_makes_its_lane(
    qtbot, shell_workspace, theme_source, keys
):
    table = shown(qtbot, EventTable(shell_workspace, theme_source))
    assert not table.view.isVisible()
    table.begin_event()
    keys("14:05", Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, "It begins", Key.Key_Return)
    assert table.view.isVisible()
    assert table.rows.rowCount() == 1
    assert [lane.title for lane in shell_workspace.dossier.lanes()] == ["Timeline"]
    assert table.entry.lane.currentText() == "Timeline"
    shell_workspace.undo()
    assert not table.view.isVisible()
    assert shell_workspace.dossier.lanes() == []
