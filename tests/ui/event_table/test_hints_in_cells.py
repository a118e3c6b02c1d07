"""Titles that are typed into the table show hints, and nothing else does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from postmortem_desktop.ui.event_table.columns import Column
from postmortem_desktop.ui.widgets.line_hints import HintNote

PURGE = "Purges CDN cache"
BLAMING = "Marco should have noticed the alert"


@pytest.fixture
def shown(table):
    """Return what finds the note that is in sight."""

    def find():
        notes = [note for note in table.findChildren(HintNote) if note.isVisible()]
        return notes[0] if notes else None

    return find


def test_a_title_in_its_cell_shows_a_hint_until_it_is_taken_over(qtbot, event, cell, keys, shown):
    cell(PURGE, Column.TITLE)
    keys(BLAMING)
    qtbot.waitUntil(lambda: shown() is not None)
    assert "14:19" in shown().question.text()
    keys(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown() is None)
    assert event(BLAMING).title == BLAMING


def test_a_time_is_not_looked_at_for_wording(qtbot, cell, keys, shown):
    cell(PURGE, Column.TIME)
    keys(BLAMING)
    QTest.qWait(150)
    assert shown() is None
    keys(Qt.Key.Key_Escape)


def test_the_row_for_the_next_event_shows_hints(qtbot, table, shown):
    line = table.entry.title
    line.setFocus()
    QTest.keyClicks(line, BLAMING)
    qtbot.waitUntil(lambda: shown() is not None)
    assert line.hasFocus()
