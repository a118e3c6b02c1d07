"""The rows of the event table: which there are, in what order, and how they follow edits."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import Lane, Numbering, Postmortem, TimelineEvent
from postmortem_desktop.editing.lane_edits import change_lane
from postmortem_desktop.editing.timeline_edits import (
    change_event,
    change_events,
    move_events,
    remove_events,
)
from postmortem_desktop.editing.undated_edits import undate_events
from postmortem_desktop.ui.event_table.columns import COLUMNS, Column
from postmortem_desktop.ui.event_table.event_table import EventTable
from postmortem_desktop.ui.event_table.model import EventRows
from tests.ui.conftest import NOON
from tests.ui.event_table.conftest import shown

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def titles(table):
    return [table.rows.event_at(row).title for row in range(table.rows.rowCount())]


def column_texts(table, column):
    rows = range(table.rows.rowCount())
    return [table.rows.index(row, COLUMNS.index(column)).data() for row in rows]


def test_the_rows_are_the_events_by_time_and_the_undated_last(table, workspace):
    workspace.perform(undate_events(workspace.dossier, [table.rows.ids[3]]))
    assert table.rows.ids == [event.id for event in workspace.dossier.events()]
    assert column_texts(table, Column.TIME)[-1] == "—"


def test_the_model_is_one_as_qt_asks_for(qtmodeltester, workspace):
    rows = EventRows(workspace)
    qtmodeltester.check(rows)
    workspace.perform(move_events(workspace.dossier, rows.ids[:1], timedelta(hours=1)))
    workspace.perform(remove_events(workspace.dossier, rows.ids[2:4]))
    qtmodeltester.check(rows)


def test_one_changed_event_is_told_as_one_row_and_never_as_a_reset(qtbot, table, workspace):
    rows, dossier = table.rows, workspace.dossier
    with qtbot.assertNotEmitted(rows.modelReset), qtbot.assertNotEmitted(rows.layoutChanged):
        with qtbot.waitSignal(rows.dataChanged) as told:
            workspace.perform(change_event(dossier, rows.ids[4], title="Another title"))
        assert (told.args[0].row(), told.args[1].row()) == (4, 4)
        moved = rows.ids[0]
        with qtbot.waitSignal(rows.rowsMoved):
            workspace.perform(move_events(dossier, [moved], timedelta(hours=5)))
        with qtbot.waitSignal(rows.rowsRemoved):
            workspace.perform(remove_events(dossier, [moved]))
        with qtbot.waitSignal(rows.rowsInserted):
            workspace.undo()
    assert rows.ids == [event.id for event in dossier.events()]


def test_an_edit_of_many_events_keeps_selection_and_order(table, workspace, monkeypatch):
    monkeypatch.setattr("postmortem_desktop.ui.event_table.model._MANY", 2)
    chosen = table.rows.ids[5]
    table.set_selection([chosen])
    workspace.perform(move_events(workspace.dossier, table.rows.ids[:4], timedelta(hours=9)))
    assert table.rows.ids == [event.id for event in workspace.dossier.events()]
    assert table.selection == [chosen]
    workspace.perform(remove_events(workspace.dossier, table.rows.ids[2:6]))
    assert table.rows.ids == [event.id for event in workspace.dossier.events()]
    workspace.undo()
    workspace.undo()
    assert table.rows.ids == [event.id for event in workspace.dossier.events()]
    assert table.selection == [chosen]


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_round(table):
    header = table.view.horizontalHeader()
    column = COLUMNS.index(Column.KIND)
    place = header.sectionViewportPosition(column) + 20
    for expected_reverse in (False, True):
        QTest.mouseClick(
            header.viewport(),
            Qt.MouseButton.LeftButton,
            Modifier.NoModifier,
            header.viewport().rect().center() * 0 + _point(place, header.height() // 2),
        )
        shown_kinds = column_texts(table, Column.KIND)
        assert shown_kinds == sorted(shown_kinds, reverse=expected_reverse)


def test_sorting_is_stable_and_changes_no_record(table, workspace):
    before = workspace.dossier.snapshot()
    table.view.sortByColumn(COLUMNS.index(Column.KIND), Qt.SortOrder.AscendingOrder)
    table.view.sortByColumn(COLUMNS.index(Column.LANE), Qt.SortOrder.DescendingOrder)
    events = [table.rows.event_at(row) for row in range(table.rows.rowCount())]
    places = [table.rows.around.places[event.lane_id] for event in events]
    assert places == sorted(places, reverse=True)
    for place in set(places):
        kinds = [event.kind for event, own in zip(events, places, strict=True) if own == place]
        assert kinds == sorted(kinds)
    assert workspace.dossier == before


def test_undated_events_stay_last_when_the_order_is_turned_round(table, workspace):
    workspace.perform(undate_events(workspace.dossier, [table.rows.ids[3]]))
    table.view.sortByColumn(COLUMNS.index(Column.TIME), Qt.SortOrder.DescendingOrder)
    times = [table.rows.event_at(row).starts_at for row in range(table.rows.rowCount())]
    assert times[-1] is None
    dated = [moment for moment in times if moment is not None]
    assert dated == sorted(dated, reverse=True)


def test_alt_shift_and_an_arrow_sort_by_the_column_in_hand(table, keys):
    table.view.setCurrentIndex(table.rows.index(0, COLUMNS.index(Column.TITLE)))
    keys(Key.Key_Down, modifier=Modifier.AltModifier | Modifier.ShiftModifier)
    folded = [title.casefold() for title in titles(table)]
    assert folded == sorted(folded, reverse=True)
    keys(Key.Key_Up, modifier=Modifier.AltModifier | Modifier.ShiftModifier)
    assert [title.casefold() for title in titles(table)] == sorted(folded)


def test_a_changed_event_finds_its_place_in_any_order(table, workspace):
    for column in (Column.TITLE, Column.KIND, Column.STAR, Column.BASIS, Column.END):
        for order in Qt.SortOrder:
            table.view.sortByColumn(COLUMNS.index(column), order)
            key = table.rows.ids[1]
            workspace.perform(
                change_events(
                    workspace.dossier, [key], title="mmm", kind=EventKind.MESSAGE, starred=True
                )
            )
            followed = list(table.rows.ids)
            table.rows.sort(COLUMNS.index(column), order)
            assert followed == table.rows.ids
            workspace.undo()


def test_hidden_events_have_no_row_and_are_counted(table, workspace):
    ids = list(table.rows.ids)
    table.set_selection(ids[:3])
    table.set_hidden(frozenset(ids[1:4]))
    assert table.rows.ids == [ids[0], *ids[4:]]
    assert table.selection == [ids[0]]
    assert table.status_text() == f"{len(ids)} events · 3 hidden"
    workspace.perform(change_event(workspace.dossier, ids[2], title="Still hidden"))
    assert table.rows.row_of(ids[2]) == -1
    table.set_hidden(frozenset())
    assert table.rows.ids == ids


def test_another_title_of_a_lane_is_shown_in_its_rows(table, workspace):
    lane = workspace.dossier.lanes()[0]
    workspace.perform(change_lane(workspace.dossier, lane.id, title="Renamed lane"))
    assert "Renamed lane" in column_texts(table, Column.LANE)
    assert lane.title not in column_texts(table, Column.LANE)


def test_the_selection_is_told_once_and_taken_without_telling(qtbot, table):
    ids = table.rows.ids
    with qtbot.assertNotEmitted(table.selection_changed):
        table.set_selection([ids[4], ids[2]])
    assert table.selection == [ids[2], ids[4]]
    assert table.view.current_id == ids[2]
    with (
        qtbot.waitSignal(table.selection_changed) as selected,
        qtbot.waitSignal(table.event_activated) as activated,
    ):
        QTest.keyClick(table.view, Key.Key_Down)
    assert selected.args == [[ids[3]]]
    assert activated.args == [ids[3]]


@pytest.fixture
def crowded(qtbot, qapp, disk, theme_source):
    """Return what makes a table of so many events, two seconds apart, in three lanes."""
    from postmortem_desktop.clock import CountingIds
    from postmortem_desktop.editing.editor import Editor
    from postmortem_desktop.editing.history import History
    from postmortem_desktop.settings import Settings
    from postmortem_desktop.ui.workspace import Workspace

    def make(count):
        lanes = [Lane(id=f"l{n}", postmortem_id="pm", title=f"Lane {n}", order=n) for n in range(3)]
        events = [
            TimelineEvent(
                id=f"e{n:06d}",
                postmortem_id="pm",
                lane_id=f"l{n % 3}",
                title=f"Event {n * 7919 % count}",
                starts_at=NOON + timedelta(seconds=2 * n),
                number=n + 1,
            )
            for n in range(count)
        ]
        postmortem = Postmortem(id="pm", title="Many", created_at=NOON)
        numbering = Numbering(id="numbers", postmortem_id="pm", next_event=count + 1)
        dossier = Dossier([postmortem, numbering, *lanes, *events])
        editor = Editor(dossier, History(), disk.write, lambda: NOON)
        workspace = Workspace(editor, None, lambda: NOON, CountingIds(), Settings())
        return workspace, shown(qtbot, EventTable(workspace, theme_source))

    return make


def test_an_edit_among_ten_thousand_rows_takes_less_than_a_tenth_of_a_second(crowded):
    workspace, table = crowded(10_000)
    table.view.sortByColumn(COLUMNS.index(Column.TITLE), Qt.SortOrder.AscendingOrder)
    took = []
    for number in range(5):
        edit = change_event(workspace.dossier, f"e{number * 1500:06d}", title=f"Zebra {number}")
        began = time.perf_counter()
        workspace.perform(edit)
        table.view.viewport().repaint()
        took.append(time.perf_counter() - began)
    assert table.rows.event_at(9_999).title == "Zebra 4"
    assert min(took) < 0.1, took


def test_a_hundred_thousand_rows_are_shown_selected_and_sorted(crowded):
    workspace, table = crowded(100_000)
    table.view.selectAll()
    assert len(table.selection) == 100_000
    table.set_selection(["e050000"])
    began = time.perf_counter()
    workspace.perform(Edit("one more", created(_late(workspace))))
    assert time.perf_counter() - began < 1.0
    assert table.rows.rowCount() == 100_001
    assert table.rows.ids[-1] == "late"


def _late(workspace):
    last = workspace.dossier.get(TimelineEvent, "e099999")
    return TimelineEvent(
        id="late",
        postmortem_id="pm",
        lane_id="l0",
        title="Late",
        starts_at=last.starts_at + timedelta(hours=1),
        number=100_001,
    )


def _point(x, y):
    from PySide6.QtCore import QPoint

    return QPoint(x, y)


def test_letters_of_the_window_do_not_reach_its_actions_from_a_cell(qtbot, table, keys):
    from PySide6.QtGui import QKeySequence, QShortcut

    shortcut = QShortcut(QKeySequence("E"), table)
    table.view.setCurrentIndex(table.rows.index(0, COLUMNS.index(Column.TITLE)))
    with qtbot.assertNotEmitted(shortcut.activated):
        keys("E")
    assert QApplication.focusWidget().text() == "E"
    keys(Key.Key_Escape)


def test_the_time_of_an_hour_that_comes_twice_is_seen_whole(table, workspace):
    # In Berlin 02:30 came twice on 25 October 2026; ten and a half days after the sample's noon.
    first = table.rows.ids[0]
    twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    workspace.perform(change_event(workspace.dossier, first, starts_at=twice, ends_at=None))
    later = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    workspace.perform(
        change_event(workspace.dossier, table.rows.ids[0], starts_at=later, ends_at=None)
    )
    told = column_texts(table, Column.TIME)
    assert {"2026-10-25 02:30 +02:00", "2026-10-25 02:30 +01:00"} <= set(told)
    room = table.view.columnWidth(COLUMNS.index(Column.TIME))
    assert max(map(table.view.fontMetrics().horizontalAdvance, told)) < room
