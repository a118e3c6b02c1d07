"""Rows from a spreadsheet: read, shown before they are taken, taken as one step."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.kinds import Basis, EventKind, Precision
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import day_text
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.ui.event_table.paste_bar import summary_text
from postmortem_desktop.ui.event_table.pasted import MOST_ROWS, read_near, read_pasted

Key, Modifier = Qt.Key, Qt.KeyboardModifier
DAY = date(2026, 10, 14)
LANES = [Lane(id="m", postmortem_id="pm", title="Monitoring")]


def at(hour, minute, second=0):
    return datetime(2026, 10, 14, hour, minute, second, tzinfo=UTC)


def read(text, zone="UTC"):
    return read_pasted(text, zone=zone, day=DAY, now=at(9, 0), lanes=LANES)


def test_a_header_row_names_the_columns_in_any_order():
    pasted = read("Event\tWhen\tTeam\tType\nPool full\t14:05\tMonitoring\talert\n")
    (row,) = pasted.rows
    assert (row.title, row.starts_at, row.lane) == ("Pool full", at(14, 5), "Monitoring")
    assert row.kind is EventKind.ALERT
    assert pasted.problems == []


def test_without_a_header_the_cells_tell_the_columns():
    pasted = read("14:05\tmonitoring\tPool full for good\n~14:07\tmonitoring\tPage sent\n")
    assert [row.title for row in pasted.rows] == ["Pool full for good", "Page sent"]
    assert [row.lane for row in pasted.rows] == ["monitoring", "monitoring"]
    assert [row.precision for row in pasted.rows] == [Precision.MINUTE, Precision.APPROXIMATE]


def test_start_and_end_or_date_and_clock_are_told_apart():
    (span,) = read("14:05\t14:20\tPool full\n").rows
    assert (span.starts_at, span.ends_at) == (at(14, 5), at(14, 20))
    (dated,) = read("2026-10-14\t14:20\tPool full\n").rows
    assert (dated.starts_at, dated.ends_at) == (at(14, 20), None)
    (named,) = read("Date\tTime\tTitle\n2026-10-14\t14:20\tPool full\n").rows
    assert named.starts_at == at(14, 20)


def test_a_row_without_a_time_is_undated_and_one_that_cannot_be_read_is_named_by_line():
    pasted = read("Time\tTitle\n\tNobody knows when\nsoonish\tOdd\n14:05\t\n14:06\tGood\n")
    assert [(row.title, row.starts_at) for row in pasted.rows] == [
        ("Nobody knows when", None),
        ("Good", at(14, 6)),
    ]
    assert [number for number, _reason in pasted.problems] == [3, 4]
    assert "soonish" in pasted.problems[0][1]


def test_what_stands_in_other_columns_is_kept_in_the_notes():
    (row,) = read("Time\tTitle\tTicket\n14:05\tPool full\tPAY-1\n").rows
    assert row.detail == "Ticket: PAY-1"


def test_a_quoted_cell_may_run_over_lines():
    pasted = read('Time\tTitle\n14:05\t"Pool full\nfor good"\n14:06\tGood\nsoonish\tX\n')
    assert pasted.rows[0].title == "Pool full"
    assert pasted.rows[0].detail == "for good"
    assert pasted.problems[0][0] == 5


def test_lines_without_columns_are_read_as_typed_lines():
    pasted = read("14:05 Monitoring: pool full\nNobody knows when\n")
    assert [(row.title, row.starts_at, row.lane) for row in pasted.rows] == [
        ("pool full", at(14, 5), "Monitoring"),
        ("Nobody knows when", None, ""),
    ]


def test_typed_lines_go_on_over_midnight():
    pasted = read("23:50 pool full\n00:10 on-call is paged\n00:25 rolls back\n")
    assert [row.starts_at - pasted.rows[0].starts_at for row in pasted.rows] == [
        timedelta(),
        timedelta(minutes=20),
        timedelta(minutes=35),
    ]


@pytest.mark.parametrize("header", ["", "Time\tTitle\n"])
def test_rows_with_columns_go_on_over_midnight(header):
    rows = read(f"{header}23:50\tpool full\n00:10\ton-call is paged\n00:05\talso seen\n").rows
    # What is a little earlier than the row before is of the same night.
    assert [row.starts_at - at(0, 0) for row in rows] == [
        timedelta(hours=23, minutes=50),
        timedelta(hours=24, minutes=10),
        timedelta(hours=24, minutes=5),
    ]


@pytest.mark.parametrize(
    ("clock", "next_clock", "hours"),
    [
        ("17:50", "01:50", 8),
        ("23:00", "10:00", 11),
        ("20:00", "08:00", -12),
        ("18:00", "06:30", 12.5),
    ],
)
def test_a_clock_in_columns_is_of_the_day_nearest_to_the_row_above(clock, next_clock, hours):
    first, second = read(f"Time\tTitle\n{clock}\tA\n\tno time\n{next_clock}\tB\n").rows[::2]
    assert second.starts_at - first.starts_at == timedelta(hours=hours)


def test_an_end_in_a_column_may_be_of_the_next_day():
    (row,) = read("Start\tEnd\tTitle\n17:50\t01:20\tA long night\n").rows
    assert (row.starts_at, row.ends_at) == (at(17, 50), at(1, 20) + timedelta(days=1))
    refused = read("Start\tEnd\tTitle\n14:00\t13:00\tA\n")
    assert "ends before it starts" in refused.problems[0][1]


def test_times_are_of_the_zone_across_the_end_of_summer_time():
    text = "Time\tTitle\n2026-10-25 01:30\tBefore\n2026-10-25 02:30 +01:00\tTwice\n"
    pasted = read(text, "Europe/Berlin")
    assert [row.starts_at for row in pasted.rows] == [
        datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ]


def test_dates_that_can_be_read_in_two_ways_and_too_many_rows_are_refused():
    with pytest.raises(ImportRejectedError):
        read("Time\tTitle\n03/04/2026 10:00\tA\n")
    with pytest.raises(ImportRejectedError):
        read("a\tb\n" * (MOST_ROWS + 1))


def test_pasted_rows_are_shown_first_and_taken_by_enter_as_one_step(table, workspace, keys):
    before = workspace.dossier.snapshot()
    lane = workspace.dossier.get(Lane, table.rows.event_at(0).lane_id)
    table.view.setCurrentIndex(table.rows.index(0, 0))
    QApplication.clipboard().setText("Time\tTitle\n14:05\tPool full\n\tNobody knows\nodd\tX\n")
    keys(Key.Key_V, modifier=Modifier.ControlModifier)
    bar = table.paste_bar
    assert bar.isVisible()
    when = "1 with a time, 1 without; 14 October 2026 14:05"
    assert bar.summary.text() == f"2 rows: {when}; into the lane {lane.title}."
    assert bar.left_out.text().startswith("Line 4 is left out: “odd”")
    assert workspace.dossier == before
    keys(Key.Key_Return)
    made = [e for e in workspace.dossier.events() if e.title in ("Pool full", "Nobody knows")]
    assert [event.starts_at for event in made] == [at(12, 5), None]
    assert {event.lane_id for event in made} == {lane.id}
    assert table.selection == [event.id for event in made]
    assert "Line 4 is left out" in table.remark.text()
    workspace.undo()
    assert workspace.dossier == before


def test_rows_taken_are_told_in_the_colour_of_notes_and_what_is_left_out_stands_out(
    table, workspace, keys
):
    QApplication.clipboard().setText("Time\tTitle\n14:01\tone\n14:03\tthree\n")
    keys(Key.Key_V, modifier=Modifier.ControlModifier)
    keys(Key.Key_Return)
    assert table.remark.text() == "2 rows taken."
    assert table.remark.property("role") == "secondary"
    QApplication.clipboard().setText("Time\tTitle\n14:01\tone\nodd\ttwo\n")
    keys(Key.Key_V, modifier=Modifier.ControlModifier)
    keys(Key.Key_Return)
    assert table.remark.text().startswith("1 row taken. Line 3 is left out")
    assert table.remark.property("role") == "hint"


def test_what_was_left_out_is_said_until_the_next_edit_or_the_table_goes(table, workspace, keys):
    before = len(workspace.dossier.events())

    def paste() -> None:
        QApplication.clipboard().setText("Time\tTitle\n14:01\tone\nodd\ttwo\n14:03\tthree\n")
        keys(Key.Key_V, modifier=Modifier.ControlModifier)
        keys(Key.Key_Return)
        assert len(workspace.dossier.events()) == before + 2
        assert "Line 3 is left out" in table.remark.text()

    paste()
    workspace.undo()
    assert len(workspace.dossier.events()) == before
    assert (table.remark.text(), table.remark.isHidden()) == ("", True)
    paste()
    table.hide()
    table.show()
    assert (table.remark.text(), table.remark.isHidden()) == ("", True)


def test_escape_drops_pasted_rows(table, workspace, keys):
    before = workspace.dossier.snapshot()
    QApplication.clipboard().setText("14:05\tPool full\n")
    keys(Key.Key_V, modifier=Modifier.ControlModifier)
    keys(Key.Key_Escape)
    assert not table.paste_bar.isVisible()
    assert table.view.hasFocus()
    assert workspace.dossier == before


def test_a_lane_that_a_row_names_is_made_with_it(table, workspace, keys):
    QApplication.clipboard().setText("Time\tLane\tTitle\n14:05\tNetwork\tLink flaps\n")
    keys(Key.Key_V, modifier=Modifier.ControlModifier)
    assert "into the new lane Network" in table.paste_bar.summary.text()
    keys(Key.Key_Return)
    event = next(e for e in workspace.dossier.events() if e.title == "Link flaps")
    assert workspace.dossier.get(Lane, event.lane_id).title == "Network"


def test_an_empty_clipboard_is_told(table, keys):
    QApplication.clipboard().setText("  \n")
    keys(Key.Key_V, modifier=Modifier.ControlModifier)
    assert table.remark.text() == ("The clipboard holds no rows; copy some in a spreadsheet first.")


def test_copied_rows_come_back_as_the_same_events(table, workspace, keys):
    ids = table.rows.ids[:6]
    before = [workspace.dossier.get(TimelineEvent, event_id) for event_id in ids]
    table.set_selection(ids)
    keys(Key.Key_C, modifier=Modifier.ControlModifier)
    keys(Key.Key_V, modifier=Modifier.ControlModifier)
    keys(Key.Key_Return)
    after = [workspace.dossier.get(TimelineEvent, event_id) for event_id in table.selection]

    def told(event):
        return (
            event.title,
            event.starts_at,
            event.ends_at,
            event.lane_id,
            event.kind,
            event.basis,
            event.starred,
            event.locked,
        )

    assert [told(event) for event in after] == [told(event) for event in before]
    assert Basis.NONE not in {event.basis for event in after}


def test_clocks_far_from_all_there_is_are_of_the_night_that_is_told():
    night = [at(23, 35), at(23, 59)]
    known = {"zone": "UTC", "now": at(9, 0), "lanes": LANES, "day": DAY}
    text = "00:50\tQueue drains\n00:55\tAll clear\n"
    pasted = read_near(text, night, **known)
    assert [row.starts_at - at(0, 0) for row in pasted.rows] == [
        timedelta(days=1, minutes=50),
        timedelta(days=1, minutes=55),
    ]
    assert summary_text(pasted.rows, LANES, LANES[0], "UTC").startswith(
        f"2 rows: 2 with a time, 0 without; {day_text(at(23, 0) + timedelta(days=1), 'UTC')} "
        "00:50 to 00:55; "
    )
    assert read_near(text, [], **known).rows[0].starts_at == at(0, 50)
    assert read_near(text, [at(1, 30)], **known).rows[0].starts_at == at(0, 50)


def test_columns_with_the_marks_of_the_typed_line_are_read_as_it_is():
    pasted = read("14:05\t@mon\tsecond page sent\n14:09\t@Broker\tqueue stops\t#alert\n")
    assert [(row.starts_at, row.lane, row.title) for row in pasted.rows] == [
        (at(14, 5), "Monitoring", "second page sent"),
        (at(14, 9), "Broker", "queue stops"),
    ]
    assert pasted.rows[1].kind is EventKind.ALERT
