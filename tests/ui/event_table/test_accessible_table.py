"""What a screen reader finds in the event table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from postmortem_desktop.editing.timeline_edits import change_event
from postmortem_desktop.editing.undated_edits import undate_events
from postmortem_desktop.ui.event_table.columns import COLUMNS, HEADINGS, Column

Name, Description = QAccessible.Text.Name, QAccessible.Text.Description


def spoken(table, row, column):
    view = QAccessible.queryAccessibleInterface(table.view)
    index = table.rows.index(row, COLUMNS.index(column))
    # The headings are the first row of children, and the number of its event heads each row.
    return view.child((index.row() + 1) * (len(COLUMNS) + 1) + index.column() + 1).text(Name)


def test_the_table_has_a_name_and_a_row_of_headings(table):
    view = QAccessible.queryAccessibleInterface(table.view)
    assert view.role() == QAccessible.Role.Table
    assert view.text(Name) == "Events"
    assert "F2" in view.text(Description)
    headings = [view.child(place + 1).text(Name) for place in range(len(COLUMNS))]
    assert headings == [HEADINGS[column] for column in COLUMNS]
    assert view.child(len(COLUMNS) + 1).text(Name) == "E1"
    assert view.child(1).role() == QAccessible.Role.ColumnHeader


def test_every_cell_is_read_in_words(table, workspace):
    key = table.rows.ids[0]
    workspace.perform(change_event(workspace.dossier, key, starred=True, locked=False))
    assert [spoken(table, 0, column) for column in COLUMNS] == [
        "E1",
        "13:46:31",
        "no end",
        "Payments on-call",
        "Change",
        "Pool size 200 → 40 rolled out",
        "log",
        "starred",
        "not locked",
    ]
    assert spoken(table, 2, Column.TIME) == "about 14:06"
    workspace.perform(undate_events(workspace.dossier, [key]))
    assert spoken(table, table.rows.row_of(key), Column.TIME) == "undated"


def test_an_editor_names_its_column_and_event(table, cell, keys):
    cell("Purges CDN", Column.TIME)
    keys(Qt.Key.Key_F2)
    editor = QAccessible.queryAccessibleInterface(QApplication.focusWidget())
    assert editor.text(Name) == "Time of E9, Purges CDN cache, watches p95"
    keys(Qt.Key.Key_Escape)


@pytest.fixture
def announced(monkeypatch):
    """Return the sentences that are read out beside the focus."""
    said = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    return said


def test_sentences_and_the_order_are_announced(table, cell, keys, announced):
    cell("Purges CDN", Column.TIME)
    keys("soonish", Qt.Key.Key_Return)
    assert any("soonish" in sentence for sentence in announced)
    table.view.sortByColumn(COLUMNS.index(Column.LANE), Qt.SortOrder.DescendingOrder)
    assert announced[-1] == "Sorted by “Lane”, descending."


def test_every_field_below_the_rows_has_a_name(table):
    entry, bar = table.entry, table.selection_bar
    fields = (entry.time, entry.lane, entry.kind, entry.title)
    fields += (bar.lane, bar.kind, bar.basis, bar.shift, bar.star, bar.lock, bar.delete)
    names = [QAccessible.queryAccessibleInterface(field).text(Name) for field in fields]
    assert all(names)
    assert len(set(names)) == len(names)
