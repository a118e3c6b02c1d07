"""Cells of the event table, filled by key alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from postmortem_desktop.domain.kinds import Basis, EventKind, Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.ui.event_table.cell_editors import ChoiceList
from postmortem_desktop.ui.event_table.columns import COLUMNS, Column

Key, Modifier = Qt.Key, Qt.KeyboardModifier
PURGE = "Purges CDN"
"""14:19 to 14:34 on the wall clock of Berlin, on 14 October 2026."""


def now_of(workspace, event):
    return workspace.dossier.get(TimelineEvent, event.id)


@pytest.mark.parametrize(
    ("typed", "starts_at", "precision"),
    [
        ("14:21", datetime(2026, 10, 14, 12, 21, tzinfo=UTC), Precision.MINUTE),
        ("14:21:30", datetime(2026, 10, 14, 12, 21, 30, tzinfo=UTC), Precision.EXACT),
        ("~14:05", datetime(2026, 10, 14, 12, 5, tzinfo=UTC), Precision.APPROXIMATE),
        ("1405", datetime(2026, 10, 14, 12, 5, tzinfo=UTC), Precision.MINUTE),
        ("2:05 pm", datetime(2026, 10, 14, 12, 5, tzinfo=UTC), Precision.MINUTE),
        ("2026-10-25 01:30", datetime(2026, 10, 24, 23, 30, tzinfo=UTC), Precision.MINUTE),
        ("2026-10-25 02:30 +01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), Precision.MINUTE),
        ("2026-10-25 02:30 +02:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), Precision.MINUTE),
    ],
)
def test_a_time_is_typed_as_people_write_it(
    workspace, event, cell, keys, typed, starts_at, precision
):
    before = event(PURGE)
    cell(PURGE, Column.TIME)
    keys(typed, Key.Key_Return)
    after = now_of(workspace, before)
    assert (after.starts_at, after.precision) == (starts_at, precision)
    assert after.duration == before.duration
    workspace.undo()
    assert now_of(workspace, before) == before


def test_a_clock_keeps_the_own_day_of_an_event(workspace, event, cell, keys):
    cell(PURGE, Column.TIME)
    keys("2026-10-16 09:00", Key.Key_Return)
    cell(PURGE, Column.TIME)
    keys("10:15", Key.Key_Return)
    assert event(PURGE).starts_at == datetime(2026, 10, 16, 8, 15, tzinfo=UTC)


def test_an_emptied_time_makes_an_event_undated_and_the_last_row(table, event, cell, keys):
    cell(PURGE, Column.TIME)
    keys(Key.Key_F2, Key.Key_Backspace, Key.Key_Return)
    undated = event(PURGE)
    assert undated.starts_at is None
    assert undated.ends_at is None
    assert table.rows.row_of(undated.id) >= table.rows.rowCount() - 2
    index = table.rows.index(table.rows.row_of(undated.id), COLUMNS.index(Column.TIME))
    assert index.data() == "—"


@pytest.mark.parametrize(
    ("typed", "minutes"), [("14:25", 6), ("+20m", 20), ("00:10", 591), ("14:19", 0), ("", 0)]
)
def test_an_end_is_typed_as_a_clock_or_an_amount(event, cell, keys, typed, minutes):
    cell(PURGE, Column.END)
    keys(Key.Key_F2, Key.Key_Backspace, typed, Key.Key_Return)
    assert event(PURGE).duration == timedelta(minutes=minutes)


def test_what_is_no_time_stays_in_the_cell_with_a_sentence(table, workspace, event, cell, keys):
    before = event(PURGE)
    cell(PURGE, Column.TIME)
    keys("14:6x", Key.Key_Return)
    index = table.view.currentIndex()
    assert index.data() == "14:6x"
    assert table.rows.event_at(index.row()) == before
    assert "14:6x" in table.remark.text()
    assert table.remark.isVisible()
    # It is what the editor begins with, so that it can be put right.
    keys(Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "14:6x"
    keys("14:26", Key.Key_Return)
    assert event(PURGE).starts_at == datetime(2026, 10, 14, 12, 26, tzinfo=UTC)
    assert not table.remark.isVisible()


def test_escape_drops_what_could_not_be_taken(table, event, cell, keys):
    cell(PURGE, Column.TIME)
    keys("soonish", Key.Key_Return, Key.Key_Escape)
    assert table.view.currentIndex().data() == "14:19"
    assert not table.remark.isVisible()


def test_an_end_before_the_start_with_its_date_is_told(table, event, cell, keys):
    cell(PURGE, Column.END)
    keys("2026-10-13 10:00", Key.Key_Return)
    assert "before the start" in table.remark.text()
    assert event(PURGE).duration == timedelta(minutes=15)


def test_opening_and_leaving_a_cell_changes_nothing(workspace, cell, keys):
    before = workspace.undo_label
    for column in (Column.TIME, Column.END, Column.TITLE, Column.LANE, Column.KIND, Column.BASIS):
        cell(PURGE, column)
        keys(Key.Key_F2, Key.Key_Return)
    assert workspace.undo_label == before


def test_enter_goes_down_even_when_the_row_moves_away(table, event, cell, keys):
    below = table.rows.ids[table.rows.row_of(event(PURGE).id) + 1]
    cell(PURGE, Column.TIME)
    keys("16:30", Key.Key_Return)
    assert table.view.current_id == below
    assert table.view.currentIndex().column() == COLUMNS.index(Column.TIME)
    assert table.view.hasFocus()


def test_tab_commits_and_goes_from_cell_to_cell(table, event, cell, keys):
    cell(PURGE, Column.TITLE)
    keys(Key.Key_F2, "Purges the CDN", Key.Key_Tab)
    assert event("Purges the CDN").kind is EventKind.ACTION
    assert table.view.currentIndex().column() == COLUMNS.index(Column.BASIS)
    keys(Key.Key_Backtab, Key.Key_Backtab)
    assert table.view.currentIndex().column() == COLUMNS.index(Column.KIND)


def test_tab_goes_over_the_end_of_a_row_and_leaves_at_the_last_cell(table, keys):
    rows, last = table.rows, len(COLUMNS) - 1
    table.view.setCurrentIndex(rows.index(0, last))
    keys(Key.Key_Tab)
    assert (table.view.currentIndex().row(), table.view.currentIndex().column()) == (1, 0)
    table.view.setCurrentIndex(rows.index(rows.rowCount() - 1, last))
    keys(Key.Key_Tab)
    assert table.entry.time.hasFocus()


def test_ctrl_tab_leaves_the_table_from_anywhere(table, keys):
    table.view.setCurrentIndex(table.rows.index(2, 2))
    keys(Key.Key_Tab, modifier=Modifier.ControlModifier)
    assert table.entry.time.hasFocus()


def test_the_list_of_kinds_opens_by_key_and_a_beginning_is_enough(event, cell, keys):
    cell(PURGE, Column.KIND)
    keys("d")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    keys(Key.Key_Return)
    assert event(PURGE).kind is EventKind.DECISION


def test_two_letters_tell_kinds_apart_that_begin_alike(event, cell, keys):
    cell("Takes the page", Column.KIND)
    keys("al", Key.Key_Return)
    assert event("Takes the page").kind is EventKind.ALERT


def test_tab_takes_a_choice_over_and_goes_on(table, event, cell, keys):
    cell(PURGE, Column.LANE)
    keys(Key.Key_F2)
    box = table.view.findChild(QComboBox)
    assert box.accessibleName() == "Lane of E9, Purges CDN cache, watches p95"
    keys("Mon", Key.Key_Tab)
    lane_id = event(PURGE).lane_id
    assert table.rows.around.lanes[lane_id].title == "Monitoring"
    assert table.view.currentIndex().column() == COLUMNS.index(Column.KIND)
    assert table.view.hasFocus()


def test_escape_leaves_a_list_without_a_choice(table, event, cell, keys):
    cell(PURGE, Column.KIND)
    keys("d", Key.Key_Escape)
    assert event(PURGE).kind is EventKind.ACTION
    assert table.view.hasFocus()


def test_space_switches_star_and_lock(event, cell, keys, workspace):
    cell(PURGE, Column.STAR)
    keys(Key.Key_Space)
    assert event(PURGE).starred
    cell(PURGE, Column.LOCK)
    keys(Key.Key_Space)
    assert event(PURGE).locked
    workspace.undo()
    workspace.undo()
    assert not event(PURGE).starred


def test_a_locked_event_keeps_its_place_and_says_so(table, event, cell, keys):
    cell(PURGE, Column.LOCK)
    keys(Key.Key_Space)
    cell(PURGE, Column.TIME)
    keys("15:00", Key.Key_Return)
    assert event(PURGE).starts_at == datetime(2026, 10, 14, 12, 19, tzinfo=UTC)
    assert "locked" in table.remark.text()
    cell(PURGE, Column.BASIS)
    keys("chat", Key.Key_Return)
    assert event(PURGE).basis is Basis.CHAT


def test_undo_in_a_cell_takes_back_what_is_typed_there(table, workspace, event, cell, keys):
    cell(PURGE, Column.TITLE)
    keys(Key.Key_F2, "Something else")
    workspace.undo()
    assert event(PURGE).title == "Purges CDN cache, watches p95"
    assert table.view.hasFocus()


def test_the_window_gets_the_undo_key_of_a_cell(qtbot, table, cell, keys):
    from PySide6.QtGui import QKeySequence, QShortcut

    shortcut = QShortcut(QKeySequence("Ctrl+Z"), table)
    cell(PURGE, Column.TITLE)
    keys(Key.Key_F2, "x")
    with qtbot.waitSignal(shortcut.activated):
        keys(Key.Key_Z, modifier=Modifier.ControlModifier)


def test_the_list_of_a_cell_has_one_frame_and_room_for_its_words(qtbot, dressed, table, cell):
    cell("Asks for a database", Column.LANE)
    QTest.keyClick(table.view, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(table.view.findChildren(ChoiceList)))
    (choice,) = table.view.findChildren(ChoiceList)
    qtbot.waitUntil(choice.view().isVisible)
    shown = choice.view()
    around = shown.parentWidget().grab().toImage()
    # The frame that the style draws around a menu is a mid grey; hairlines are light.
    assert around.pixelColor(20, 0).lightness() > 200
    assert around.pixelColor(20, around.height() - 1).lightness() > 200
    assert shown.sizeHintForColumn(0) <= shown.viewport().width()
    choice.hidePopup()
    qtbot.waitUntil(lambda: not table.view.findChildren(ChoiceList))
