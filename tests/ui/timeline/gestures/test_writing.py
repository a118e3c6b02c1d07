"""Titles are written in their place, and new events where they happened."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.timeline.scale import TimeScale
from tests.ui.timeline.gestures.played import (
    EMPTY,
    LANES,
    NOON,
    SHIFT,
    Key,
    Played,
    event,
    minutes,
    open_canvas,
)

# New events


def test_a_double_click_on_a_lane_makes_an_event_there_in_one_step(played: Played):
    # Three pixels past the minute: as near as anybody can aim here, that is the minute.
    played.double_click(played.ground(50, "ops") + QPoint(3, 0))
    played.write("Rolls back")
    made = played.titled("Rolls back")
    assert (made.lane_id, made.starts_at, made.number) == ("ops", minutes(50), 10)
    assert played.canvas.selection == (made.id,)
    played.workspace.undo()
    assert "Rolls back" not in played.stored_titles()


def test_escape_while_writing_a_new_event_leaves_no_trace(played: Played):
    before = played.store
    played.double_click(QPoint(900, played.lane_middle("ops")))
    played.write("Rolls", Key.Key_Escape)
    assert played.store == before


def test_the_first_event_of_an_empty_session_brings_its_lane(qtbot, dressed, library):
    played = open_canvas(qtbot, library, EMPTY)
    played.double_click(QPoint(760, 200))
    played.write("Pool saturated")
    (made,) = played.store.all(TimelineEvent)
    assert made.starts_at == minutes(60)
    assert [lane.id for lane in played.store.lanes()] == [made.lane_id]


def test_a_plus_between_neighbours_offers_the_time_between(played: Played):
    free = QPoint(round((played.rect("ticket").right() + played.rect("fixed").left()) / 2), 0)
    played.hover(QPoint(free.x() - 25, played.lane_middle("sup")))
    gap = played.canvas.hover.gap
    assert gap is not None
    assert abs(gap.x - free.x()) <= 1
    played.click(QPoint(round(gap.x), round(gap.y)))
    played.write("Customers write")
    made = played.titled("Customers write")
    # Halfway between 12:40 and 13:02.
    assert (made.starts_at, made.lane_id) == (minutes(51), "sup")
    played.workspace.undo()
    assert "Customers write" not in played.stored_titles()


def test_a_plus_stands_between_neighbours_in_time_that_are_in_different_sub_rows(
    qtbot, dressed, library
):
    # The first one goes on beyond the second, so that this has a row of its own.
    records = (event("one", "ops", 10, 40), event("two", "ops", 30))
    played = open_canvas(qtbot, library, (*EMPTY, *LANES, *records))
    one, two = played.rect("one"), played.rect("two")
    assert one.top() < two.top()
    played.hover(QPoint(played.column(minutes(12)), round(two.center().y())))
    gap = played.canvas.hover.gap
    assert gap is not None
    assert (abs(gap.x - played.column(minutes(20))) <= 1, gap.y) == (True, two.center().y())
    played.click(QPoint(round(gap.x), round(gap.y)))
    played.write("In between")
    made = played.titled("In between")
    assert (made.starts_at, made.lane_id, made.precision) == (minutes(20), "ops", Precision.MINUTE)
    # Over the first one's card there is none.
    played.hover(QPoint(played.column(minutes(12)), round(one.center().y())))
    assert played.canvas.hover.gap is None


@pytest.mark.parametrize(
    ("px_per_second", "at", "precision"),
    [
        # Forty pixels for ten seconds: those can be told. 12:01:40 is 400 pixels in.
        (4.0, minutes(100 / 60), Precision.EXACT),
        # A pixel is two and a half seconds: 400 pixels in it is 12:16:40, told as 12:17.
        (0.4, minutes(17), Precision.MINUTE),
        # A pixel is a minute, four of them the least step: 400 pixels in, 18:40 told in fives.
        (1 / 60, minutes(400), Precision.APPROXIMATE),
    ],
)
def test_a_double_click_tells_a_time_as_finely_as_the_zoom_can(
    played: Played, px_per_second: float, at: datetime, precision: Precision
):
    played.canvas.show_view(TimeScale(NOON, px_per_second))
    played.double_click(QPoint(160 + 400, 390))
    played.write("About here")
    made = played.titled("About here")
    assert (made.starts_at, made.precision) == (at, precision)


def test_there_is_no_plus_beside_a_single_event(played: Played):
    played.hover(played.ground(60, "ops"))
    assert played.canvas.hover.gap is None


def test_insert_writes_between_the_current_event_and_the_next_of_its_lane(played: Played):
    played.canvas.set_current("ticket")
    played.key(Key.Key_Insert)
    played.write("Customers write")
    made = played.titled("Customers write")
    assert (made.starts_at, made.lane_id) == (minutes(51), "sup")


def test_insert_after_the_last_event_of_a_lane_begins_where_that_ended(played: Played):
    played.canvas.set_current("purge")
    played.key(Key.Key_Insert)
    played.write("Waits")
    made = played.titled("Waits")
    assert (made.starts_at, made.ends_at, made.lane_id) == (minutes(35), None, "ops")


def test_insert_writes_in_the_middle_of_the_view_while_the_keyboard_is_at_no_event(played: Played):
    played.key(Key.Key_Insert)
    played.write("Somebody rings")
    made = played.titled("Somebody rings")
    # A thousand pixels are a hundred minutes; the last lane ends above the middle.
    assert (made.starts_at, made.lane_id) == (minutes(50), "sup")
    assert played.canvas.selection == (made.id,)


def test_insert_on_an_empty_timeline_makes_the_first_lane_as_well(qtbot, dressed, library):
    played = open_canvas(qtbot, library, EMPTY)
    played.key(Key.Key_Insert)
    played.write("It begins")
    assert played.titled("It begins").starts_at == minutes(50)
    assert [lane.title for lane in played.store.lanes()] == ["Timeline"]


# Titles


@pytest.mark.parametrize("how", ["double click", "F2", "Enter"])
def test_a_card_is_renamed_in_its_place(played: Played, how: str):
    if how == "double click":
        played.double_click(played.point("alert"))
    else:
        played.canvas.set_selection(["alert"])
        played.key(Key.Key_F2 if how == "F2" else Key.Key_Return)
    assert played.editor().text() == "Pool saturated"
    assert abs(played.editor().x() - played.rect("alert").x()) <= 4
    played.write("Pool used up")
    assert played.stored("alert").title == "Pool used up"
    assert played.canvas.current_id == "alert"
    played.workspace.undo()
    assert played.stored("alert").title == "Pool saturated"


def test_escape_while_renaming_leaves_the_title(played: Played, qtbot):
    played.canvas.setFocus()
    played.double_click(played.point("alert"))
    played.write("Something else", Key.Key_Escape)
    assert played.stored("alert").title == "Pool saturated"
    assert played.workspace.undo_label != "rename “Pool saturated”"
    qtbot.waitUntil(played.canvas.hasFocus)


def test_tab_goes_on_to_the_next_title_in_time_and_shift_tab_back(played: Played):
    played.double_click(played.point("alert"))
    played.write("Pool used up", Key.Key_Tab)
    assert played.editor().text() == "Purges the cache"
    played.write("Purges everything", Key.Key_Tab)
    assert played.editor().text() == "ticket"
    played.write("A ticket")
    assert [played.stored(i).title for i in ("alert", "purge", "ticket")] == [
        "Pool used up",
        "Purges everything",
        "A ticket",
    ]
    played.double_click(played.point("ticket"))
    QTest.keyClicks(played.editor(), "The ticket")
    QTest.keyClick(played.editor(), Key.Key_Backtab, SHIFT)
    assert played.editor().text() == "Purges everything"
    played.write("Purges", Key.Key_Escape)
    assert played.stored("ticket").title == "The ticket"
    assert played.stored("purge").title == "Purges everything"
    # Each title is a step of its own.
    played.workspace.undo()
    played.workspace.undo()
    played.workspace.undo()
    assert [played.stored(i).title for i in ("alert", "purge", "ticket")] == [
        "Pool used up",
        "Purges the cache",
        "ticket",
    ]


AT_ONE_MOMENT = (
    *EMPTY,
    *LANES,
    event("low", "sup", 20, number=1),
    event("upper", "mon", 20, number=4),
    event("second", "ops", 20, number=3),
    event("first", "ops", 20, number=2),
)


def test_tab_goes_from_lane_to_lane_among_titles_of_one_moment(qtbot, dressed, library):
    played = open_canvas(qtbot, library, AT_ONE_MOMENT)
    played.canvas.rename("upper")
    seen = [played.editor().text()]
    while played.canvas.writing.is_open:
        played.write("", Key.Key_Tab)
        seen += [played.editor().text()] if played.canvas.writing.is_open else []
    assert seen == ["upper", "first", "second", "low"]
    # Walking by key is the same walk.
    played.canvas.set_selection(["upper"])
    for name in ("first", "second", "low"):
        played.key(Key.Key_Tab)
        assert played.canvas.selection == (name,)


def test_the_walk_follows_a_lane_that_is_put_elsewhere_and_an_event_that_is_moved(
    qtbot, dressed, library
):
    played = open_canvas(qtbot, library, AT_ONE_MOMENT)
    played.drag(QPoint(80, played.lane_middle("sup")), QPoint(0, -300))
    assert [lane.id for lane in played.store.lanes()] == ["sup", "mon", "ops"]
    assert played.canvas.shown.event_ids == ["low", "upper", "first", "second"]
    played.canvas.set_selection(["low"])
    played.key(Key.Key_Down)
    assert played.stored("low").lane_id == "mon"
    assert played.canvas.shown.event_ids == ["low", "upper", "first", "second"]
    played.key(Key.Key_Down)
    # By number it is the first in its new lane.
    assert played.canvas.shown.event_ids == ["upper", "low", "first", "second"]


def test_tab_after_the_last_title_ends_the_writing(played: Played):
    played.double_click(played.point("fixed"))
    QTest.keyClick(played.editor(), Key.Key_Tab)
    assert not played.canvas.writing.is_open


def test_what_is_being_written_is_kept_when_the_window_asks_for_it(played: Played):
    played.canvas.rename("alert")
    played.editor().setText("Pool used up")
    played.workspace.flush()
    assert played.stored("alert").title == "Pool used up"


def test_the_line_stays_over_its_card_while_the_view_moves(played: Played):
    played.double_click(played.point("alert"))
    line = played.editor()
    before = line.x()
    played.turn(QPoint(700, 200), QPoint(-90, 0))
    assert line.x() == before - 90
    QTest.keyClick(line, Key.Key_Escape)


def test_a_lane_is_renamed_by_a_double_click_on_its_title(played: Played):
    played.double_click(QPoint(40, played.lane_middle("mon")))
    played.editor().setText("Alerts")
    QTest.keyClick(played.editor(), Key.Key_Return)
    assert played.store.get(Lane, "mon").title == "Alerts"


def test_tab_in_the_title_of_a_lane_goes_on_to_the_next_lane(played: Played):
    played.canvas.set_current("ticket")
    played.double_click(QPoint(40, played.lane_middle("mon")))
    played.write("Alerts", Key.Key_Tab)
    assert played.editor().text() == "On-call"
    played.write("People on call", Key.Key_Tab)
    played.write("Support desk", Key.Key_Tab)
    assert not played.canvas.writing.is_open
    assert [lane.title for lane in played.store.lanes()] == [
        "Alerts",
        "People on call",
        "Support desk",
    ]
    assert played.stored("ticket").title == "ticket"
