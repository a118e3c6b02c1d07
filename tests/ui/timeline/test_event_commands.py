"""Duplicate, split, merge, shift, star, lock and fold, by key; the store is read afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Milestone, TimelineEvent
from postmortem_desktop.editing.milestone_edits import set_milestone
from postmortem_desktop.editing.timeline_edits import add_event, change_event
from postmortem_desktop.editing.undated_edits import undate_events
from postmortem_desktop.ui.actions import build_actions

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def at(hour: int, minute: int, second: int = 0) -> datetime:
    """Return a moment of the sample's day by the clock of Berlin, which is two hours ahead."""
    return datetime(2026, 10, 14, hour - 2, minute, second, tzinfo=UTC)


@pytest.fixture
def commands(step):
    return step.canvas.menus.commands


@pytest.fixture
def press(qtbot, step) -> Iterator[Callable[..., None]]:
    """Return what presses a key on the canvas, in a window that has the program's actions."""
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = build_actions(window)
    for key, what in step.handlers().items():
        if key in actions:
            actions[key].triggered.connect(lambda _checked=False, what=what: what())
            window.addAction(actions[key])
    window.setCentralWidget(step)
    window.resize(1280, 760)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def key_press(key: Qt.Key | str, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        step.canvas.setFocus()
        QTest.keyClick(step.canvas, key, modifiers)

    yield key_press
    window.takeCentralWidget()


@pytest.fixture
def stored(workspace, library) -> Callable[[str], TimelineEvent]:
    """Return what reads an event from the store."""
    return lambda event_id: library.load(workspace.dossier.postmortem.id).get(
        TimelineEvent, event_id
    )


@pytest.fixture
def notices(step) -> list[str]:
    told: list[str] = []
    step.noticed.connect(told.append)
    return told


def write(line, text: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Key.Key_Return)


# Duplicate


def test_ctrl_d_puts_copies_beside_the_chosen_events_and_chooses_them(
    step, workspace, press, stored, event
):
    first, second = event("Latency SLO"), event("Connection wait")
    step.canvas.set_selection([first.id, second.id])
    before = workspace.dossier.snapshot()
    press(Key.Key_D, Control)
    copies = [stored(event_id) for event_id in step.canvas.selection]
    assert [copy.title for copy in copies] == [first.title, second.title]
    assert [copy.starts_at for copy in copies] == [first.starts_at, second.starts_at]
    assert {first.id, second.id}.isdisjoint(step.canvas.selection)
    workspace.undo()
    assert workspace.dossier == before
    assert step.canvas.selection == (first.id, second.id)


def test_nothing_is_duplicated_without_a_choice(step, workspace, press):
    before = workspace.dossier.snapshot()
    press(Key.Key_D, Control)
    assert workspace.dossier == before


def test_the_copy_of_an_undated_event_is_shown(step, workspace, press, event):
    wanted = event("Connection wait")
    workspace.perform(undate_events(workspace.dossier, [wanted.id]))
    step.show_record(wanted.id)
    press(Key.Key_D, Control)
    (shown,) = step.inspector.events()
    assert shown.id != wanted.id
    assert (shown.title, shown.starts_at) == (wanted.title, None)


# Merge


def test_m_makes_one_event_of_those_that_are_chosen(step, workspace, press, stored, event):
    later, first = event("Connection wait"), event("Latency SLO")
    step.canvas.set_selection([later.id, first.id])
    before = workspace.dossier.snapshot()
    press(Key.Key_M)
    assert step.canvas.selection == (first.id,)
    merged = stored(first.id)
    assert (merged.starts_at, merged.ends_at) == (first.starts_at, later.starts_at)
    assert workspace.dossier.find(TimelineEvent, later.id) is None
    workspace.undo()
    assert workspace.dossier == before


def test_merging_one_event_or_a_locked_one_says_what_to_do(step, workspace, press, notices, event):
    step.canvas.set_selection([event("Latency SLO").id])
    press(Key.Key_M)
    assert notices == ["Choose two or more events to merge them into one."]
    workspace.perform(change_event(workspace.dossier, event("Latency SLO").id, locked=True))
    before = workspace.dossier.snapshot()
    step.canvas.set_selection([event("Latency SLO").id, event("Connection wait").id])
    press(Key.Key_M)
    assert "unlock it to merge it" in notices[-1]
    assert workspace.dossier == before


# Split


def test_x_splits_a_span_half_way_on_enter(step, workspace, press, commands, stored, event):
    span = event("Purges CDN")
    assert (span.starts_at, span.ends_at) == (at(14, 19), at(14, 34))
    step.canvas.set_selection([span.id])
    press(Key.Key_X)
    assert commands.split_popup.time.text() == "14:26"
    QTest.keyClick(commands.split_popup.time, Key.Key_Return)
    assert not commands.split_popup.isVisible()
    first, second = stored(span.id), stored(step.canvas.selection[0])
    assert (first.starts_at, first.ends_at) == (at(14, 19), at(14, 26))
    assert (second.starts_at, second.ends_at) == (at(14, 26), at(14, 34))
    workspace.undo()
    assert event("Purges CDN").ends_at == at(14, 34)
    assert step.canvas.selection == (span.id,)


def test_a_time_outside_of_the_span_is_not_taken_and_escape_leaves_it_whole(
    step, workspace, press, commands, event
):
    step.canvas.set_selection([event("Purges CDN").id])
    before = workspace.dossier.snapshot()
    press(Key.Key_X)
    popup = commands.split_popup
    write(popup.time, "15:10")
    assert "between its start and its end" in popup.remark.text()
    write(popup.time, "soon")
    assert "such as 14:08" in popup.remark.text()
    QTest.keyClick(popup.time, Key.Key_Escape)
    assert not popup.isVisible()
    assert workspace.dossier == before


def test_a_span_over_midnight_is_split_after_it_by_the_clock_alone(
    step, workspace, press, commands, lane
):
    space = workspace
    begin, end = at(23, 50), at(23, 50) + timedelta(minutes=30)
    edit = add_event(
        space.dossier, space.ids, lane("Monitoring").id, "Night watch", begin, ends_at=end
    )
    space.perform(edit)
    step.canvas.set_selection([edit.changes[-1].record_id])
    press(Key.Key_X)
    write(commands.split_popup.time, "00:10")
    second = workspace.dossier.get(TimelineEvent, step.canvas.selection[0])
    assert (second.starts_at, second.ends_at) == (begin + timedelta(minutes=20), end)


def test_the_card_of_a_split_goes_when_undo_takes_its_event_away(
    step, workspace, press, commands, lane
):
    lane_id, begin, end = lane("Monitoring").id, at(15, 40), at(15, 50)
    edit = add_event(workspace.dossier, workspace.ids, lane_id, "Third", begin, ends_at=end)
    workspace.perform(edit)
    step.canvas.set_selection([edit.changes[-1].record_id])
    press(Key.Key_X)
    assert commands.split_popup.isVisible()
    workspace.undo()
    assert not commands.split_popup.isVisible()
    count = len(workspace.dossier.events())
    QTest.keyClick(commands.split_popup.time, Key.Key_Return)
    assert len(workspace.dossier.events()) == count


def test_the_card_of_a_shift_goes_when_undo_takes_its_event_away(
    step, workspace, press, commands, lane
):
    edit = add_event(workspace.dossier, workspace.ids, lane("Monitoring").id, "Third", at(15, 40))
    workspace.perform(edit)
    step.canvas.set_selection([edit.changes[-1].record_id])
    press(Key.Key_M, Control)
    assert commands.shift_popup.isVisible()
    workspace.undo()
    assert not commands.shift_popup.isVisible()


@pytest.mark.parametrize(("title", "is_locked"), [("Latency SLO", False), ("Purges CDN", True)])
def test_an_instant_or_a_locked_span_is_not_split(
    step, workspace, press, commands, notices, event, title, is_locked
):
    if is_locked:
        workspace.perform(change_event(workspace.dossier, event(title).id, locked=True))
    step.canvas.set_selection([event(title).id])
    press(Key.Key_X)
    assert not commands.split_popup.isVisible()
    assert len(notices) == 1


# Shift


def test_the_card_of_a_shift_is_whole_before_anything_is_typed(step, press, commands, event):
    step.canvas.set_selection([event("Latency SLO").id])
    press(Key.Key_M, Control)
    popup = commands.shift_popup
    for part in (popup.target, popup.amount, popup.reason, popup.shift_button):
        assert popup.rect().contains(QRect(part.mapTo(popup, QPoint(0, 0)), part.size()))
    empty = popup.height()
    QTest.keyClicks(popup.amount, "+90s")
    # Two lines are kept free for what it would do.
    assert popup.height() == empty


def test_ctrl_m_shifts_the_chosen_events_and_notes_it_on_each(
    step, workspace, press, commands, stored, event
):
    first, second = event("Latency SLO"), event("Purges CDN")
    step.canvas.set_selection([first.id, second.id])
    before = workspace.dossier.snapshot()
    press(Key.Key_M, Control)
    popup = commands.shift_popup
    QTest.keyClicks(popup.amount, "+90s")
    assert popup.effect.text().replace("\u00a0", " ") == (
        "2 events move by +1 min 30 s; noted on each"
    )
    assert workspace.dossier == before
    QTest.keyClick(popup.amount, Key.Key_Return)
    assert not popup.isVisible()
    assert stored(first.id).starts_at == first.starts_at + timedelta(seconds=90)
    assert (stored(second.id).starts_at, stored(second.id).ends_at) == (
        at(14, 20, 30),
        at(14, 35, 30),
    )
    # Nobody wrote why: the grey example is not taken for it.
    assert stored(first.id).detail.split("\n")[-1] == "Time shifted by +1 min 30 s."
    workspace.undo()
    assert workspace.dossier == before


@pytest.mark.parametrize("text", ["-2m", "-00:02:00", "-120 s"])
def test_a_whole_lane_is_shifted_however_the_amount_is_written(
    step, workspace, press, commands, lane, text
):
    wanted = lane("Monitoring")
    starts = {e.id: e.starts_at for e in workspace.dossier.events() if e.lane_id == wanted.id}
    step.canvas.set_selection([next(iter(starts))])
    press(Key.Key_M, Control)
    popup = commands.shift_popup
    popup.target.button("lane").click()
    assert popup.lane.currentData() == wanted.id
    write(popup.amount, text)
    now = {e.id: e.starts_at for e in workspace.dossier.events() if e.lane_id == wanted.id}
    assert now == {key: start - timedelta(minutes=2) for key, start in starts.items()}
    assert workspace.undo_label == "shift the lane “Monitoring” by −2 min"


def test_a_whole_source_is_shifted_and_keeps_it_in_mind(step, workspace, press, commands, notices):
    step.canvas.set_selection([])
    press(Key.Key_M, Control)
    popup = commands.shift_popup
    assert not popup.target.button("selection").isEnabled()
    popup.target.button("source").click()
    batch_id = popup.source.currentData()
    items = workspace.evidence.ids_of(batch_id)
    tied = {
        link.source_id
        for event in workspace.dossier.events()
        for link in workspace.dossier.links_of(event.id)
        if link.source_id == event.id and link.target_id in items
    }
    starts = {i: workspace.dossier.get(TimelineEvent, i).starts_at for i in tied}
    QTest.keyClicks(popup.amount, "+1h")
    assert popup.effect.text().startswith(f"{len(tied)} events of ")
    QTest.keyClick(popup.amount, Key.Key_Return)
    for event_id, start in starts.items():
        moved = workspace.dossier.get(TimelineEvent, event_id)
        assert moved.starts_at == start + timedelta(hours=1)
    assert workspace.dossier.get(EvidenceBatch, batch_id).clock_shift_seconds == 3600


def test_a_reason_is_noted_and_what_is_no_amount_is_told(step, press, commands, event):
    step.canvas.set_selection([event("Latency SLO").id])
    press(Key.Key_M, Control)
    popup = commands.shift_popup
    write(popup.amount, "+90 miles")
    assert popup.isVisible()
    assert not popup.shift_button.isEnabled()
    assert "such as +90s" in popup.effect.text()
    QTest.keyClicks(popup.reason, "the bridge host was late")
    write(popup.amount, "-30s")
    assert "−30 s: the bridge host was late" in event("Latency SLO").detail


def test_the_keys_of_an_open_card_do_nothing_behind_it(
    step, workspace, press, commands, library, event
):
    chosen = event("Purges CDN")
    before = workspace.dossier.snapshot()
    step.canvas.set_selection([chosen.id])
    press("x")
    QTest.keyClick(commands.split_popup.time, Key.Key_D, Control)
    assert commands.split_popup.isVisible()
    QTest.keyClick(commands.split_popup.time, Key.Key_Escape)
    press(Key.Key_M, Control)
    segment = commands.shift_popup.target.button("selection")
    segment.setFocus()
    for key, modifiers in ((Key.Key_X, PLAIN), (Key.Key_K, PLAIN), (Key.Key_D, Control)):
        QTest.keyClick(segment, key, modifiers)
        assert commands.shift_popup.isVisible()
    QTest.keyClick(segment, Key.Key_Escape)
    step.handlers()["add_lane"]()
    button = step.middle.lanes.rows[0].more
    button.setFocus()
    for key, modifiers in ((Key.Key_Asterisk, PLAIN), (Key.Key_D, Control), (Key.Key_U, Control)):
        QTest.keyClick(button, key, modifiers)
        assert step.middle.lanes.isVisible()
    assert workspace.dossier == before
    assert library.load(before.postmortem.id) == before
    # Once the card has gone, the key is the step's again.
    step.middle.lanes.go_away()
    press(Key.Key_D, Control)
    assert len(workspace.dossier.events()) == len(before.events()) + 1


def test_locked_and_undated_events_are_said_to_stay(step, workspace, press, commands, event):
    workspace.perform(change_event(workspace.dossier, event("Latency SLO").id, locked=True))
    step.canvas.set_selection([event("Latency SLO").id])
    press(Key.Key_M, Control)
    QTest.keyClicks(commands.shift_popup.amount, "+90s")
    assert commands.shift_popup.effect.text().startswith("Nothing moves")


def test_the_milestones_that_move_along_are_named_before_they_do(
    step, workspace, press, commands, event
):
    alert = event("Latency SLO")
    detected = MilestoneKind.DETECTED, alert.starts_at, alert.id
    workspace.perform(set_milestone(workspace.dossier, workspace.ids, *detected))
    before = {m.kind: m.at for m in workspace.dossier.all(Milestone)}
    step.canvas.set_selection([alert.id])
    press(Key.Key_M, Control)
    popup = commands.shift_popup
    QTest.keyClicks(popup.amount, "+90s")
    told = " ".join(popup.effect.text().split())
    assert told == ("1 event moves by +1 min 30 s; noted on it; the milestone Detected moves along")
    QTest.keyClick(popup.amount, Key.Key_Return)
    after = {m.kind: m.at for m in workspace.dossier.all(Milestone)}
    moved = {kind: at - before[kind] for kind, at in after.items() if at != before[kind]}
    assert moved == {MilestoneKind.DETECTED: timedelta(seconds=90)}
    workspace.undo()
    # A whole lane takes several along; the card has room to name them.
    press(Key.Key_M, Control)
    QTest.keyClicks(popup.amount, "+90s")
    popup.target.button("lane").click()
    assert popup.effect.text().endswith("the milestones Detected · Resolved move along")
    assert popup.effect.heightForWidth(popup.effect.width()) <= popup.effect.height()
    step.canvas.set_selection([event("Connection wait").id])
    popup.go_away()
    press(Key.Key_M, Control)
    QTest.keyClicks(popup.amount, "+90s")
    assert "milestone" not in popup.effect.text()


# Marks and lanes


def test_star_and_lock_are_given_to_all_then_taken_from_all(step, workspace, press, stored, event):
    names = ("Latency SLO", "Connection wait")
    ids = [event(name).id for name in names]
    step.canvas.set_selection(ids)
    assert [event(name).starred for name in names] == [True, False]
    press(Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert [stored(i).starred for i in ids] == [True, True]
    press("*")
    assert [stored(i).starred for i in ids] == [False, False]
    press(Key.Key_K)
    assert [stored(i).locked for i in ids] == [True, True]
    press(Key.Key_K)
    assert [stored(i).locked for i in ids] == [False, False]
    workspace.undo()
    assert all(event(name).locked for name in names)


def test_the_event_at_which_the_keyboard_is_counts_while_nothing_is_selected(step, press, event):
    step.canvas.set_current(event("Connection wait").id)
    press(Key.Key_K)
    assert event("Connection wait").locked


def test_an_event_of_the_tray_is_starred_too(step, workspace, press, stored, event):
    wanted = event("Connection wait")
    workspace.perform(undate_events(workspace.dossier, [wanted.id]))
    step.show_record(wanted.id)
    assert step.canvas.selection == ()
    press("*")
    assert stored(wanted.id).starred


def test_c_folds_the_lane_of_the_event_up_and_down(step, workspace, press, notices, event, lane):
    press(Key.Key_C)
    assert notices == ["Choose an event to fold up its lane."]
    step.canvas.set_selection([event("Latency SLO").id])
    press(Key.Key_C)
    assert lane("Monitoring").collapsed
    press(Key.Key_C)
    assert not lane("Monitoring").collapsed
    workspace.undo()
    assert lane("Monitoring").collapsed


def test_a_copy_made_from_the_fields_has_the_keyboard_on_the_canvas(
    qtbot, step, workspace, press, event, stored
):
    step.show_record(event("Decides to revert").id)
    before = {e.id for e in workspace.dossier.events()}
    chip = next(c for c in step.inspector.ties.chips() if "Pool saturated" in c.accessibleName())
    chip.setFocus()
    QTest.keyClick(chip, Key.Key_D, Control)
    (copy,) = [e for e in workspace.dossier.events() if e.id not in before]
    assert QApplication.focusWidget() is step.canvas
    assert step.canvas.selection == (copy.id,)
    QTest.keyClick(step.canvas, Key.Key_Right)
    assert QApplication.focusWidget() is step.canvas


def test_arrows_do_not_lead_away_from_a_button_of_the_fields(step, press, event):
    step.show_record(event("Decides to revert").id)
    fields = step.inspector
    for button in (fields.delete_button, fields.ask_button, fields.ties.chips()[0]):
        button.setFocus()
        for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up):
            QTest.keyClick(button, key)
            assert QApplication.focusWidget() is button
