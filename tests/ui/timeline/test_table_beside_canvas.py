"""The table of events below the canvas: shown by a key, selected together with the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.timeline.filtering import EventFilter
from postmortem_desktop.ui.event_table.columns import COLUMNS, Column
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep
from postmortem_desktop.ui.window_state import WindowState


@pytest.fixture
def table(qtbot, step):
    """Return the table, shown."""
    qtbot.waitExposed(step)
    step.handlers()["table"]()
    assert step.middle.is_table_shown
    return step.middle.table


def test_the_canvas_stays_in_sight_above_the_table(qtbot, step, table):
    qtbot.waitUntil(lambda: table.height() > 100)
    assert step.canvas.height() > 100
    assert (
        step.canvas.mapTo(step, step.canvas.rect().bottomLeft()).y()
        < table.mapTo(step, table.rect().topLeft()).y()
    )
    before = table.height()
    step.middle.splitter.moveSplitter(step.canvas.height() - 40, 1)
    assert table.height() == before + 40


def test_the_table_gets_higher_and_lower_by_key_and_leaves_a_lane_in_sight(qtbot, step, table):
    handlers = step.handlers()
    before = table.height()
    handlers["lower_table"]()
    # Two rows of 32 pixels.
    assert table.height() == before - 64
    handlers["higher_table"]()
    assert table.height() == before
    for _time in range(20):
        handlers["higher_table"]()
    assert step.canvas.view.plot.height() >= 40
    handlers["table"]()
    handlers["higher_table"]()
    assert step.middle.is_table_shown


def test_its_height_is_the_same_at_the_next_start_also_after_one_without_it(
    qtbot, step, table, workspace, theme_source, importer, tmp_path
):
    state = WindowState(tmp_path / "window.ini")
    step.handlers()["lower_table"]()
    height = table.height()
    state.remember_splitters(step)
    for shows_table in (False, True):
        again = TimelineStep(workspace, theme_source, importer)
        qtbot.addWidget(again)
        state.restore_splitters(again)
        again.resize(step.size())
        again.show()
        if shows_table:
            again.handlers()["table"]()
            qtbot.waitUntil(lambda: abs(again.middle.table.height() - height) <= 2)  # noqa: B023
        state.remember_splitters(again)


def test_at_a_laptops_size_five_rows_are_in_sight(qtbot, step):
    step.resize(1272, 680)
    step.handlers()["table"]()
    view = step.middle.table.view
    qtbot.waitUntil(lambda: view.viewport().height() >= 5 * view.rowHeight(0))


def test_the_key_takes_it_away_again(step, table):
    step.handlers()["table"]()
    assert not step.middle.is_table_shown
    step.handlers()["table"]()
    assert step.middle.table is table


def test_what_is_selected_on_the_canvas_is_selected_in_the_table(step, table, event):
    chosen = [event("Latency SLO").id, event("Status page").id]
    step.canvas.set_selection(chosen)
    assert set(table.selection) == set(chosen)
    step.canvas.set_selection([])
    assert table.selection == []


def test_what_is_selected_in_the_table_is_selected_on_the_canvas(step, table, event):
    told = []
    step.canvas.selection_changed.connect(told.append)
    wanted = event("Latency SLO")
    table.view.go_to(wanted.id)
    assert step.canvas.selection == (wanted.id,)
    assert table.selection == [wanted.id]
    assert step.inspector.form.title.text() == wanted.title
    assert told == [[wanted.id]]


def test_a_row_that_is_chosen_brings_its_event_into_view_and_a_filter_does_not(
    qtbot, step, table, workspace
):
    step.activateWindow()
    qtbot.waitUntil(lambda: table.view.hasFocus())
    dated = [each for each in workspace.dossier.events() if each.starts_at is not None]
    first, last, canvas = dated[0], dated[-1], step.canvas
    table.view.go_to(first.id)
    canvas.zoom(20)
    to_first = 300 - canvas.view.x_of(first.starts_at)
    canvas.show_view(canvas.view.scale.panned(to_first))
    before, plot = canvas.view.scale, canvas.view.plot
    assert canvas.view.x_of(last.starts_at) > plot.right()
    row = table.rows.index(table.rows.row_of(last.id), COLUMNS.index(Column.TITLE))
    table.view.scrollTo(row)
    at = table.view.visualRect(row).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.selection == [last.id]
    place = canvas.rect_of(last.id)
    # No further than it takes: it came in at the right edge, and the scale is what it was.
    assert plot.right() - 40 < place.right() < plot.right()
    assert plot.top() <= place.top()
    assert place.bottom() <= plot.bottom()
    assert canvas.view.scale.px_per_second == before.px_per_second
    # By key it comes back as well.
    for _row in range(table.rows.rowCount()):
        QTest.keyClick(table.view, Qt.Key.Key_Up)
    assert table.selection == [first.id]
    assert plot.left() <= canvas.rect_of(first.id).left() < plot.left() + 40
    there = canvas.view.scale
    # Nor does a filter that takes the chosen row away while its words are typed.
    table.view.select([last.id])
    step.canvas.set_selection([last.id])
    step.middle.filter_card.open()
    QTest.keyClicks(step.middle.filter_card.words, "zzz")
    assert canvas.view.scale == there


def test_of_several_chosen_rows_only_the_one_in_hand_is_brought_into_sight(
    qtbot, step, table, workspace
):
    step.activateWindow()
    qtbot.waitUntil(lambda: table.view.hasFocus())
    dated = [each for each in workspace.dossier.events() if each.starts_at is not None]
    first, last, canvas = dated[0], dated[-1], step.canvas
    table.view.go_to(last.id)
    for _row in range(table.rows.row_of(last.id) - table.rows.row_of(first.id)):
        QTest.keyClick(table.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert {first.id, last.id} <= set(table.selection)
    canvas.zoom(20)
    canvas.show_view(canvas.view.scale.panned(300 - canvas.view.x_of(first.starts_at)))
    assert canvas.view.x_of(last.starts_at) > canvas.view.plot.right()
    there = canvas.view.scale
    # The second row begins at the same moment as the first, so it is in sight.
    QTest.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert first.id not in table.selection
    assert canvas.view.scale == there


def test_an_undated_event_is_selected_in_the_table_alone(step, table, workspace):
    undated = next(e for e in workspace.dossier.events() if e.starts_at is None)
    table.view.go_to(undated.id)
    assert table.selection == [undated.id]
    assert step.canvas.selection == ()
    assert step.inspector.form.title.text() == undated.title


def test_a_filter_reaches_the_table(step, table, workspace):
    step.middle.filtering.choose(EventFilter(kinds=frozenset({EventKind.ALERT})))
    alerts = [e for e in workspace.dossier.events() if e.kind is EventKind.ALERT]
    assert table.rows.rowCount() == len(alerts)
    step.middle.filtering.show_everything()
    assert table.rows.rowCount() == len(workspace.dossier.events())


def test_a_filter_chosen_before_holds_when_the_table_is_made(step, workspace):
    step.middle.filtering.choose(EventFilter(kinds=frozenset({EventKind.ALERT})))
    step.handlers()["table"]()
    alerts = [e for e in workspace.dossier.events() if e.kind is EventKind.ALERT]
    assert step.middle.table.rows.rowCount() == len(alerts)


def test_a_narrow_window_has_room_for_all_of_it(qtbot, step, table):
    step.resize(1024, 618)
    qtbot.waitUntil(lambda: step.width() == 1024)
    assert step.minimumSizeHint().width() <= 1024
    for part in (table.entry.time, table.entry.title, table.entry.button):
        qtbot.waitUntil(lambda part=part: part.width() >= part.minimumSizeHint().width())
        corner = part.mapTo(table, part.rect().bottomRight())
        assert table.rect().contains(corner)
    step.canvas.set_selection(step.canvas.shown.event_ids[:3])
    assert table.selection_bar.isVisible()
    assert step.minimumSizeHint().width() <= 1024


def test_escape_goes_back_step_by_step_and_closes_nothing(qtbot, step, table, event):
    step.activateWindow()
    qtbot.waitUntil(step.isActiveWindow)
    table.view.go_to(event("Latency SLO").id)
    table.view.setFocus()
    QTest.keyClicks(table.view, "L")
    line = QApplication.focusWidget()
    assert line is not table.view
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert table.view.hasFocus()
    assert event("Latency SLO").title != "L"
    QTest.keyClick(table.view, Qt.Key.Key_Escape)
    assert step.canvas.hasFocus()
    assert step.middle.is_table_shown
    assert step.canvas.selection == (event("Latency SLO").id,)
    table.entry.title.setFocus()
    QTest.keyClick(table.entry.title, Qt.Key.Key_Escape)
    assert table.view.hasFocus()


def test_a_low_window_shows_a_few_rows_of_it_below_a_strip_of_the_canvas(qtbot, step):
    step.resize(1272, 596)
    qtbot.waitUntil(lambda: step.height() == 596)
    step.handlers()["table"]()
    table = step.middle.table
    qtbot.waitUntil(lambda: table.height() > 250)
    rows = table.view.viewport().height() // table.view.rowHeight(0)
    assert rows >= 3
    assert step.canvas.view.plot.height() > 40


def test_in_a_low_window_the_table_takes_the_place_of_tray_and_overview(qtbot, step):
    step.resize(960, 420)
    middle = step.middle
    assert middle.overview.isVisible()
    step.handlers()["table"]()
    assert not middle.overview.isVisible()
    assert not middle.tray.isVisible()
    qtbot.waitUntil(lambda: step.canvas.view.plot.height() > 30)
    step.handlers()["table"]()
    assert middle.overview.isVisible()
    step.handlers()["table"]()
    step.resize(1272, 800)
    qtbot.waitUntil(middle.overview.isVisible)


def test_a_row_chosen_in_the_table_comes_into_sight_on_the_canvas(qtbot, step, table):
    canvas, view = step.canvas, table.view
    step.activateWindow()
    qtbot.waitUntil(view.hasFocus)
    last = max(canvas.shown.event_ids, key=lambda e: canvas.view.layout.box_of(e).y)
    index = view.model().index(table.rows.ids.index(last), COLUMNS.index(Column.TITLE))
    view.scrollTo(index)
    middle = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert list(canvas.selection) == [last]
    rect = canvas.rect_of(last)
    assert canvas.view.plot.top() <= rect.top()
    assert rect.bottom() <= canvas.view.plot.bottom()


def test_in_a_laptop_the_columns_that_matter_least_give_way_to_what_happened(qtbot, step, table):
    view = table.view

    def hidden():
        return [column for place, column in enumerate(COLUMNS) if view.isColumnHidden(place)]

    step.resize(1280, 700)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    assert hidden() == [Column.END, Column.BASIS, Column.STAR, Column.LOCK]
    assert view.columnWidth(COLUMNS.index(Column.TITLE)) >= 200
    view.go_to(table.rows.ids[0], Column.TITLE)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    index = view.currentIndex()
    assert (index.row(), COLUMNS[index.column()]) == (1, Column.NUMBER)
    for key in ("evidence_pane", "fields_pane"):
        step.handlers()[key]()
    qtbot.waitUntil(lambda: hidden() == [])
    assert view.horizontalScrollBar().maximum() == 0


def test_the_titles_of_lanes_are_seen_whole(step, table):
    room = table.view.columnWidth(COLUMNS.index(Column.LANE)) - 22
    width = table.view.fontMetrics().horizontalAdvance
    assert width("Database engineer") <= room


def test_rows_of_text_pasted_on_the_canvas_are_offered_by_the_table(qtbot, step, workspace):
    qtbot.waitExposed(step)
    QApplication.clipboard().setText("14:50 Traffic is normal\n14:55 Status page closed")
    count = len(workspace.dossier.events())
    step.canvas.setFocus()
    QTest.keyClick(step.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert step.middle.is_table_shown
    QTest.keyClick(step.middle.table.paste_bar.take, Qt.Key.Key_Return)
    assert len(workspace.dossier.events()) == count + 2
    assert {"Traffic is normal", "Status page closed"} <= {
        event.title for event in workspace.dossier.events()
    }
