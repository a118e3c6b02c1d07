"""Events are added by typing one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QStyle, QStyleOptionViewItem

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import Numbering, Postmortem, TimelineEvent
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.editing.timeline_edits import move_event
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.timeline.filtering import EventFilter
from postmortem_desktop.ui.timeline.filter_chip import HiddenChip
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep
from postmortem_desktop.ui.workspace import Workspace

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def quick(step):
    step.handlers()["add_event"]()
    return step.middle.quick_add


def type_line(qtbot, quick, text):
    qtbot.keyClicks(quick.line, text)
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)


def test_a_typed_line_becomes_an_event_of_the_incidents_day(qtbot, step, quick, event, lane):
    type_line(qtbot, quick, "14:32 Monitoring: queue is long !alert")
    made = event("queue is long")
    # The sample is of 14 October 2026 in Berlin, two hours ahead of UTC.
    assert made.starts_at == datetime(2026, 10, 14, 12, 32, tzinfo=UTC)
    assert (made.kind, made.precision) == (EventKind.ALERT, Precision.MINUTE)
    assert made.lane_id == lane("Monitoring").id
    assert step.canvas.selection == (made.id,)


def test_the_line_stays_open_for_the_next_and_escape_closes_it(qtbot, workspace, quick):
    before = len(workspace.dossier.events())
    type_line(qtbot, quick, "14:32 one")
    type_line(qtbot, quick, "14:33 two")
    assert quick.isVisible()
    assert len(workspace.dossier.events()) == before + 2
    qtbot.keyClick(quick.line, Qt.Key.Key_Escape)
    assert not quick.isVisible()


def test_an_event_without_a_named_lane_goes_beside_the_selected_one(qtbot, step, quick, event):
    chosen = event("Asks whether to post")
    step.canvas.set_selection([chosen.id])
    type_line(qtbot, quick, "14:32 drafts a note")
    assert event("drafts a note").lane_id == chosen.lane_id


def test_the_preview_says_what_will_be_made(qtbot, quick):
    qtbot.keyClicks(quick.line, "~14:32 moni: queue")
    shown = quick.preview.text()
    for part in ("≈ 14:32", "Monitoring", "Observation", "queue"):
        assert part in shown


@pytest.mark.parametrize("text", ["14:32", "14:32 #alert", ""])
def test_a_line_without_words_adds_nothing_and_says_what_it_takes(qtbot, workspace, quick, text):
    before = workspace.dossier.events()
    type_line(qtbot, quick, text)
    assert workspace.dossier.events() == before
    assert quick.line.text() == text
    expected = "and now what happened" if text else "A time such as 14:05"
    assert expected in quick.preview.text()


def test_a_line_without_a_time_becomes_the_last_undated_event(qtbot, workspace, quick, event):
    type_line(qtbot, quick, "someone rings support")
    type_line(qtbot, quick, "the queue is long")
    assert [e.title for e in workspace.dossier.events()][-2:] == [
        "someone rings support",
        "the queue is long",
    ]
    made = event("the queue")
    assert (made.starts_at, made.precision) == (None, Precision.UNKNOWN)
    assert "without a time" in quick.preview.text()


def test_one_undo_takes_the_event_back_with_the_lane_made_for_it(
    qtbot, library, theme_source, importer
):
    postmortem = Postmortem(id="new", title="New", created_at=library.clock(), zone="UTC")
    editor = library.editor("new")
    editor.perform(Edit("new", created(postmortem, Numbering(id="n", postmortem_id="new"))))
    workspace = Workspace(editor, EvidencePages(library), library.clock, library.ids, Settings())
    step = TimelineStep(workspace, theme_source, importer)
    qtbot.addWidget(step)
    step.show()
    step.handlers()["add_event"]()
    quick = step.middle.quick_add
    qtbot.keyClicks(quick.line, "14:32 it stops")
    assert "Timeline (a new lane)" in quick.preview.text()
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert [lane.title for lane in workspace.dossier.lanes()] == ["Timeline"]
    assert step.status_text() == "1 event · 1 lane · ← → move by 5 min"
    workspace.undo()
    # The making of the session itself is in this history too, and undo does not reach it.
    assert workspace.dossier.lanes() == []
    assert workspace.dossier.events() == []
    assert library.load("new") == workspace.dossier


@pytest.fixture
def empty(qtbot, library, theme_source, importer):
    """Return the step of a session in Berlin in which nothing has been told yet."""
    made_at = library.clock()
    postmortem = Postmortem(id="new", title="New", created_at=made_at, zone="Europe/Berlin")
    editor = library.editor("new")
    editor.perform(Edit("new", created(postmortem, Numbering(id="n", postmortem_id="new"))))
    workspace = Workspace(editor, EvidencePages(library), library.clock, library.ids, Settings())
    step = TimelineStep(workspace, theme_source, importer)
    qtbot.addWidget(step)
    step.resize(1280, 700)
    step.show()
    step.handlers()["add_event"]()
    return step


def stored_starts(library) -> list[str]:
    """Return when the events of that session begin, by the clock of Berlin in winter."""
    starts = (e.starts_at for e in library.load("new").events())
    berlin = timezone(timedelta(hours=1))
    return [f"{start.astimezone(berlin):%d %H:%M}" for start in starts if start]


def test_a_clock_after_midnight_is_of_the_next_day_and_the_view_stays(qtbot, library, empty):
    quick, canvas = empty.middle.quick_add, empty.canvas
    type_line(qtbot, quick, "2026-11-30 23:50 @mon pool saturated")
    canvas.zoom(1 / 4)
    before = canvas.view.scale
    qtbot.keyClicks(quick.line, "00:10 @resp on-call is paged")
    # Both days are offered, the nearer one first.
    first, second, *_others = quick.texts()
    assert first.startswith("1 Dec 2026  00:10")
    assert second.startswith("30 Nov 2026  00:10")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    type_line(qtbot, quick, "00:25 rolls back")
    type_line(qtbot, quick, "23:58-00:20 fails over")
    assert stored_starts(library) == ["30 23:50", "30 23:58", "01 00:10", "01 00:25"]
    spans = [e for e in library.load("new").events() if e.ends_at]
    assert [e.duration for e in spans] == [timedelta(minutes=22)]
    # The day that nobody set is that of the first event all along.
    assert canvas.workspace.dossier.known_day() == date(2026, 11, 30)
    assert canvas.view.scale == before


def test_the_day_set_for_the_incident_does_not_draw_a_clock_away_from_what_is_told(
    qtbot, library, empty
):
    quick, space = empty.middle.quick_add, empty.canvas.workspace
    space.perform(change_postmortem(space.dossier, day=date(2026, 11, 30)))
    for line in ("2026-12-01 00:10 one", "2026-12-01 00:25 two"):
        type_line(qtbot, quick, line)
    qtbot.keyClicks(quick.line, "00:31 three")
    assert len(quick.texts()) == 1
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert stored_starts(library) == ["01 00:10", "01 00:25", "01 00:31"]


def test_an_event_out_of_sight_is_revealed_with_the_least_movement(qtbot, empty):
    quick, canvas = empty.middle.quick_add, empty.canvas
    type_line(qtbot, quick, "2026-11-30 14:00 one")
    before, plot = canvas.view.scale, canvas.view.plot
    type_line(qtbot, quick, "18:00 much later")
    made = canvas.rect_of(canvas.selection[0])
    assert canvas.view.scale.px_per_second == before.px_per_second
    assert plot.right() - 60 < made.right() < plot.right()


def test_what_a_line_does_not_take_is_said(qtbot, quick):
    for text, said in (
        ("14:05 EST pool", "“EST” is read as words; write such as −05:00"),
        ("14:05 pool #zzz", "“#zzz” is read as words: no kind begins so"),
        ("14:05 UTC pool", "14:05 UTC = 16:05 Europe/Berlin"),
    ):
        quick.line.clear()
        qtbot.keyClicks(quick.line, text)
        assert said in quick.preview.text()
        assert said in quick.line.accessibleDescription()


def test_a_span_written_the_wrong_way_round_is_turned_or_goes_over_midnight(qtbot, quick, event):
    qtbot.keyClicks(quick.line, "14:20-14:05 purge of it all")
    first, second = quick.texts()
    assert "14:05 – 14:20  ·  the other way round" in first
    assert "14:20 – 15 Oct 2026  14:05  ·  over midnight" in second
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert event("purge of it all").duration == timedelta(minutes=15)


def test_a_line_of_a_kind_goes_to_the_lane_of_that_colour(qtbot, step, quick, event, lane):
    # In the sample "Monitoring" has the colour of alerts; a named lane comes before it.
    step.canvas.set_selection([event("Asks whether to post").id])
    type_line(qtbot, quick, "14:32 queue is long !alert")
    assert event("queue is long").lane_id == lane("Monitoring").id
    type_line(qtbot, quick, "14:33 Support lead: phone rings !alert")
    assert event("phone rings").lane_id == lane("Support lead").id


def test_without_a_selection_a_line_goes_where_the_one_before_went(qtbot, step, quick, event, lane):
    type_line(qtbot, quick, "14:32 Support lead: phone rings")
    step.canvas.set_selection([])
    type_line(qtbot, quick, "14:33 phone rings again")
    assert event("phone rings again").lane_id == lane("Support lead").id


def test_the_preview_states_day_time_and_lane_and_the_empty_line_teaches(qtbot, quick, lane):
    for form in ("14:05-14:20", "+3m", "now", "@", "#"):
        assert form in quick.preview.text()
    qtbot.keyClicks(quick.line, "14:32")
    assert quick.preview.text().startswith("14 Oct 2026  14:32  ·  Customer impact  ·  Observation")


def test_the_line_never_covers_what_was_just_added(qtbot, step, quick, event):
    for minute in range(10, 30):
        type_line(qtbot, quick, f"14:{minute} Support lead: call {minute} with a long title")
        rect = step.canvas.rect_of(event(f"call {minute}").id)
        assert step.canvas.view.plot.top() <= rect.top()
        assert rect.bottom() <= step.canvas.height()
    assert quick.geometry().top() > step.canvas.geometry().bottom()


def marked(quick) -> str:
    return quick.choices.currentItem().text()


def test_a_line_with_one_reading_shows_no_list(qtbot, quick):
    qtbot.keyClicks(quick.line, "14:32 queue is long")
    assert not quick.choices.isVisible()
    assert quick.preview.text() == quick.texts()[0] == quick.line.accessibleDescription()


REMARKED = "PST the queue is long #al", "the queue is long"
"""What is typed behind a clock, with a remark on the zone, and its title."""


def test_a_long_remark_gives_way_to_the_lane_and_the_title(qtbot, quick):
    typed, title = REMARKED
    qtbot.keyClicks(quick.line, f"14:05 {typed}")
    assert "“PST” is read as words; write such as −05:00" in quick.preview.text()
    shown = quick.preview.shown_text
    assert "…" in shown
    assert shown.startswith("14 Oct 2026 14:05 · “PST”")
    assert shown.endswith(f"… · Monitoring · Alert · PST {title}")


@pytest.mark.parametrize("size", [(1280, 700), (960, 420)], ids=["laptop", "magnified"])
def test_several_readings_are_shown_whole_and_leave_a_lane_in_sight(qtbot, step, quick, size):
    step.resize(*size)
    typed, _title = REMARKED
    qtbot.keyClicks(quick.line, f"2:05 {typed}")
    view = quick.choices
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    assert view.count() == 2
    for row in range(2):
        item = view.item(row)
        option.rect = view.visualItemRect(item)
        room = (
            view.style()
            .subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, view)
            .adjusted(3, 0, -3, 0)
        )
        words = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
        assert words.height() <= option.rect.height()
        assert words.width() <= room.width()
    assert view.textElideMode() is Qt.TextElideMode.ElideNone
    qtbot.waitUntil(lambda: step.canvas.view.plot.height() > 32)


def test_readings_stand_below_the_line_and_enter_takes_the_first(qtbot, quick, event):
    qtbot.keyClicks(quick.line, "1432 queue is long")
    assert quick.choices.isVisible()
    assert quick.choices.count() == 2
    assert "several ways" in quick.preview.text()
    assert "14:32" in marked(quick)
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    # 14:32 in Berlin is 12:32 in UTC.
    assert event("queue is long").starts_at == datetime(2026, 10, 14, 12, 32, tzinfo=UTC)
    assert not quick.choices.isVisible()


def test_the_arrows_mark_a_reading_and_stop_at_the_ends(qtbot, quick, event):
    qtbot.keyClicks(quick.line, "1432 queue is long")
    qtbot.keyClick(quick.line, Qt.Key.Key_Up)
    assert quick.choices.currentRow() == 0
    for _time in range(3):
        qtbot.keyClick(quick.line, Qt.Key.Key_Down)
    assert quick.choices.currentRow() == 1
    assert quick.line.accessibleDescription() == quick.texts()[1]
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert event("1432 queue is long").starts_at is None


def test_alt_with_a_digit_marks_a_reading(qtbot, quick, event):
    qtbot.keyClicks(quick.line, "14:32 queue is long #a")
    qtbot.keyClick(quick.line, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert quick.line.text() == "14:32 queue is long #a"
    qtbot.keyClick(quick.line, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert quick.choices.currentRow() == 1
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert event("queue is long").kind is EventKind.ACTION


def test_a_click_takes_a_reading_and_the_line_keeps_the_keyboard(qtbot, workspace, quick, event):
    qtbot.keyClicks(quick.line, "14:32 queue is long #a")
    before = len(workspace.dossier.events())
    second = quick.choices.visualItemRect(quick.choices.item(1)).center()
    qtbot.mouseClick(quick.choices.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert event("queue is long").kind is EventKind.ACTION
    assert len(workspace.dossier.events()) == before + 1
    assert quick.line.text() == ""
    assert quick.choices.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_choice_begins_anew_when_the_line_changes(qtbot, quick):
    qtbot.keyClicks(quick.line, "14:32 queue #a")
    qtbot.keyClick(quick.line, Qt.Key.Key_Down)
    qtbot.keyClicks(quick.line, "l")
    assert not quick.choices.isVisible()
    qtbot.keyClick(quick.line, Qt.Key.Key_Backspace)
    assert quick.choices.currentRow() == 0


def test_every_reading_is_a_named_row_for_a_screen_reader(qtbot, quick):
    qtbot.keyClicks(quick.line, "2:05 queue #a")
    spoken = [
        quick.choices.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(quick.choices.count())
    ]
    assert spoken == quick.texts()
    assert len(set(spoken)) == len(spoken) == 4
    assert quick.choices.accessibleName()


def test_the_half_of_the_day_nearest_to_the_incident_comes_first(qtbot, quick):
    # The sample happens in the afternoon.
    qtbot.keyClicks(quick.line, "2:32 queue")
    assert [text[:18] for text in quick.texts()] == ["14 Oct 2026  14:32", "14 Oct 2026  02:32"]


def test_a_distance_counts_from_the_selected_event_then_from_the_one_added_last(
    qtbot, step, quick, event
):
    chosen = event("Asks whether to post")
    step.canvas.set_selection([chosen.id])
    type_line(qtbot, quick, "+3m first")
    assert event("first").starts_at == chosen.starts_at + timedelta(minutes=3)
    step.canvas.set_selection([])
    qtbot.keyClicks(quick.line, "+2m second")
    assert "2 min after “first”" in quick.preview.text()
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert event("second").starts_at == chosen.starts_at + timedelta(minutes=5)


def test_a_distance_counts_from_the_latest_event_when_none_is_selected(qtbot, workspace, quick):
    dated = [e for e in workspace.dossier.events() if e.starts_at is not None]
    qtbot.keyClicks(quick.line, "+1m queue")
    assert f"1 min after “{dated[-1].title}" in quick.preview.text()


def test_now_is_the_clock_of_this_moment(qtbot, workspace, quick, event):
    type_line(qtbot, quick, "now we look at it")
    assert event("we look at it").starts_at == workspace.clock().replace(second=0)


def test_an_unknown_lane_is_offered_as_a_new_one_and_made_in_the_same_step(
    qtbot, workspace, quick, event, lane
):
    lanes = workspace.dossier.lanes()
    qtbot.keyClicks(quick.line, "14:32 @Vendor calls back")
    assert "Vendor (a new lane)" in marked(quick)
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert event("calls back").lane_id == lane("Vendor").id
    assert [one.title for one in workspace.dossier.lanes()][-1] == "Vendor"
    # In the order of the kinds the first that no lane of the sample wears.
    assert {one.colour for one in lanes} >= {"alert", "observation", "action"}
    assert "decision" not in {one.colour for one in lanes}
    assert lane("Vendor").colour == "decision"
    workspace.undo()
    assert workspace.dossier.lanes() == lanes


def test_the_readings_leave_time_and_scroll_of_the_view_as_they_are(qtbot, step, quick):
    before = step.canvas.view.scale
    qtbot.keyClicks(quick.line, "2:05 queue #a")
    assert quick.choices.isVisible()
    assert step.canvas.view.scale == before


def test_the_line_is_read_anew_when_the_timeline_changes(qtbot, workspace, step, quick, event):
    chosen = event("Asks whether to post")
    step.canvas.set_selection([chosen.id])
    qtbot.keyClicks(quick.line, "+3m queue")
    later = chosen.starts_at + timedelta(minutes=10)
    workspace.perform(move_event(workspace.dossier, chosen.id, later, chosen.lane_id))
    type_line(qtbot, quick, "")
    assert event("queue").starts_at == later + timedelta(minutes=3)


def test_words_that_blame_get_the_quiet_hint_and_enter_takes_them_all_the_same(qtbot, quick, event):
    assert not quick.bar.isVisible()
    qtbot.keyClicks(quick.line, "14:32 Anna forgot to check the pool")
    qtbot.waitUntil(quick.bar.isVisible)
    assert quick.bar.title.text() == "What was not done: “Anna forgot”"
    assert "Anna" in quick.bar.question.text()
    assert not quick.bar.keep_button.isVisible()
    assert quick.line.hasFocus()
    qtbot.mouseClick(quick.bar.why_button, Qt.MouseButton.LeftButton)
    assert quick.bar.reason.isVisible()
    quick.line.setFocus()
    qtbot.keyClick(quick.line, Qt.Key.Key_Q, CTRL_SHIFT)
    assert "Anna" in QGuiApplication.clipboard().text()
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert event("Anna forgot").title == "Anna forgot to check the pool"
    qtbot.waitUntil(lambda: not quick.bar.isVisible())


def test_the_hint_goes_when_the_words_do_and_stays_away_when_hints_are_off(qtbot, quick, workspace):
    qtbot.keyClicks(quick.line, "Anna forgot it")
    qtbot.waitUntil(quick.bar.isVisible)
    for _letter in "forgot it":
        qtbot.keyClick(quick.line, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not quick.bar.isVisible())
    workspace.settings = replace(workspace.settings, phrasing_hints=False)
    qtbot.keyClicks(quick.line, "forgot it")
    qtbot.waitUntil(lambda: not quick.hints.is_waiting)
    assert not quick.bar.isVisible()


def test_what_undo_took_back_is_told_as_added_no_longer(qtbot, workspace, quick):
    type_line(qtbot, quick, "14:32 one too many")
    assert "one too many" in quick.preview.text()
    workspace.undo()
    assert "one too many" not in quick.preview.text()


@pytest.mark.parametrize("way", ["key", "menu"])
def test_several_lines_pasted_into_the_line_are_offered_as_rows(
    qtbot, step, workspace, library, quick, event, way
):
    before = len(workspace.dossier.events())
    qtbot.keyClicks(quick.line, "14:32 half a th")
    QGuiApplication.clipboard().setText("14:40 drains the queue\n\n14:45 closes the door\n")
    if way == "key":
        qtbot.keyClick(quick.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        place = quick.line.rect().center()
        told = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, place, quick.line.mapToGlobal(place)
        )
        QApplication.sendEvent(quick.line, told)
        menu = quick.line.findChild(QMenu)
        next(a for a in menu.actions() if a.objectName() == "edit-paste").trigger()
        menu.close()
    assert quick.line.text() == "14:32 half a th"
    bar = step.middle.table.paste_bar
    assert bar.text().startswith("2 rows: 2 with a time")
    assert len(workspace.dossier.events()) == before
    qtbot.keyClick(bar.take, Qt.Key.Key_Return)
    # The sample is of 14 October 2026 in Berlin, two hours ahead of UTC.
    assert event("drains").starts_at == datetime(2026, 10, 14, 12, 40, tzinfo=UTC)
    assert event("closes").starts_at == datetime(2026, 10, 14, 12, 45, tzinfo=UTC)
    stored = library.editor(workspace.dossier.postmortem.id).dossier.events()
    assert len(stored) == before + 2
    assert quick.line.text() == "14:32 half a th"


def test_one_line_pasted_into_the_line_is_text_of_it(qtbot, step, quick):
    qtbot.keyClicks(quick.line, "14:32 ")
    QGuiApplication.clipboard().setText("the queue is long\n")
    qtbot.keyClick(quick.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert quick.line.text().strip() == "14:32 the queue is long"
    assert not step.middle.is_table_shown


def test_what_the_filter_hides_is_added_and_told_and_the_filter_stays(
    qtbot, step, workspace, library, quick, event
):
    told = []
    step.noticed.connect(told.append)
    chosen = EventFilter(kinds=frozenset([EventKind.ALERT]))
    step.middle.filtering.choose(chosen)
    hidden = len(workspace.hidden)
    type_line(qtbot, quick, "14:32 rings support")
    made = event("rings support")
    assert library.editor(made.postmortem_id).dossier.get(TimelineEvent, made.id) == made
    assert step.middle.filtering.chosen == chosen
    assert workspace.hidden >= {made.id}
    assert len(workspace.hidden) == hidden + 1
    count = f"{hidden + 1} hidden"
    assert told == [
        f"Added “rings support”. The filter hides it; “{count}” shows everything.",
    ]
    chip = next(c for c in step.middle.findChildren(HiddenChip) if c.isVisible())
    assert chip.text() == count
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert workspace.hidden == frozenset()
    assert step.canvas.rect_of(made.id) is not None


def test_a_clock_is_of_the_day_on_which_it_has_passed_last_while_nothing_tells_the_day(
    qtbot, library, empty
):
    # It is 14:00 in Berlin on 14 October 2026, and 13:00 by the clock of winter.
    quick = empty.middle.quick_add
    type_line(qtbot, quick, "14:05 pages nobody")
    assert stored_starts(library) == ["13 13:05"]


def test_a_clock_that_has_passed_is_of_today_while_nothing_tells_the_day(qtbot, library, empty):
    type_line(qtbot, empty.middle.quick_add, "13:55 pages nobody")
    assert stored_starts(library) == ["14 12:55"]


def test_a_clock_to_come_is_of_the_day_that_was_set(qtbot, library, empty):
    space = empty.canvas.workspace
    space.perform(change_postmortem(space.dossier, day=date(2026, 10, 14)))
    type_line(qtbot, empty.middle.quick_add, "14:05 pages nobody")
    assert stored_starts(library) == ["14 13:05"]
