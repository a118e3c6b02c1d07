"""The inspector shows the selected events and changes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import Basis, EventKind, LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import Link, TimelineEvent
from postmortem_desktop.editing.link_edits import link_records
from postmortem_desktop.editing.timeline_edits import add_event, change_event
from postmortem_desktop.editing.undated_edits import undate_events
from postmortem_desktop.ui.timeline.link_menu import LinkMenu


@pytest.fixture
def chosen(step, event):
    """Select an event and return what reads it from the library's memory."""
    record = event("Decides to revert")
    step.show_record(record.id)
    return lambda: event("Decides to revert")


def type_over(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def choose(box, key):
    index = box.findData(key)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_the_form_shows_the_selected_event(step, chosen):
    form = step.inspector.form
    assert form.title.text() == "Decides to revert the pool change"
    assert form.times.start.text() == "14:44"
    assert form.lane.currentText() == "Payments on-call"
    assert form.known_then.text() == chosen().known_then
    assert step.inspector.kind.text().strip() == "Decision"
    assert step.inspector.number.text() == f"E{chosen().number}"


def test_typing_a_title_writes_it_down_as_one_step(qtbot, step, workspace, library, event, chosen):
    before = workspace.dossier.snapshot()
    type_over(qtbot, step.inspector.form.title, "Reverts it")
    stored = library.load(workspace.dossier.postmortem.id)
    assert stored.get(TimelineEvent, step.canvas.selection[0]).title == "Reverts it"
    workspace.undo()
    assert workspace.dossier == before
    assert step.inspector.form.title.text() == "Decides to revert the pool change"


def test_another_start_moves_the_event_with_its_end(qtbot, step, workspace, event):
    span = event("Purges CDN")
    step.show_record(span.id)
    type_over(qtbot, step.inspector.form.times.start, "14:30")
    moved = event("Purges CDN")
    assert moved.starts_at == datetime(2026, 10, 14, 12, 30, tzinfo=UTC)
    assert moved.duration == span.duration


def over_midnight(workspace):
    """Add an event at 23:55 of the day of the incident and one at 00:35, and return both."""
    lane = workspace.dossier.lanes()[0].id
    for hour, minute in ((21, 55), (22, 35)):
        moment = datetime(2026, 10, 14, hour, minute, tzinfo=UTC)
        workspace.perform(add_event(workspace.dossier, workspace.ids, lane, "Late", moment))
    late = [event for event in workspace.dossier.events() if event.title == "Late"]
    return sorted(late, key=lambda event: event.starts_at)


def test_a_clock_typed_over_another_stays_in_its_night(qtbot, step, workspace):
    before, after = over_midnight(workspace)
    fields = step.inspector.form.times
    step.show_record(after.id)
    type_over(qtbot, fields.start, "00:05")
    found = workspace.dossier.get(TimelineEvent, after.id)
    assert found.starts_at == datetime(2026, 10, 14, 22, 5, tzinfo=UTC)
    step.show_record(before.id)
    type_over(qtbot, fields.end, "00:10")
    found = workspace.dossier.get(TimelineEvent, before.id)
    assert found.ends_at == datetime(2026, 10, 14, 22, 10, tzinfo=UTC)
    assert fields.end.text() == "2026-10-15 00:10"
    type_over(qtbot, fields.start, "0002")
    found = workspace.dossier.get(TimelineEvent, before.id)
    assert found.starts_at == datetime(2026, 10, 14, 22, 2, tzinfo=UTC)


def test_words_that_are_no_time_go_with_the_event_they_were_typed_for(qtbot, step, workspace):
    before, after = over_midnight(workspace)
    fields = step.inspector.form.times
    step.show_record(before.id)
    type_over(qtbot, fields.end, "soon")
    assert fields.end.text() == "soon"
    step.show_record(after.id)
    assert fields.end.text() == ""
    assert workspace.dossier.get(TimelineEvent, after.id).ends_at is None


def test_an_end_makes_a_span_and_none_makes_an_instant(qtbot, step, chosen):
    form = step.inspector.form
    type_over(qtbot, form.times.end, "14:50")
    assert chosen().duration == timedelta(minutes=6)
    type_over(qtbot, form.times.end, " ")
    assert chosen().ends_at is None


@pytest.mark.parametrize(("name", "text"), [("start", " "), ("end", "14:10")])
def test_times_that_cannot_be_are_not_taken_and_a_line_says_why(qtbot, step, chosen, name, text):
    before, form = chosen(), step.inspector.form
    type_over(qtbot, getattr(form.times, name), text)
    assert chosen() == before
    labelled = getattr(form.times, f"{name}_field")
    assert "start" in labelled._note.text()
    assert labelled._note.isVisible()


def test_kind_lane_precision_and_basis_are_chosen(step, lane, chosen):
    form = step.inspector.form
    step.inspector.kind.chosen.emit("action")
    choose(form.lane, lane("Monitoring").id)
    choose(form.times.precision, "between")
    choose(form.times.basis, "graph")
    event = chosen()
    assert (event.kind, event.lane_id) == (EventKind.ACTION, lane("Monitoring").id)
    assert (event.precision, event.basis) == (Precision.BETWEEN, Basis.GRAPH)
    assert form.times.earliest.isVisible()


def test_marks_are_switched(qtbot, step, chosen):
    marks = step.inspector.form.marks.chips
    was = chosen()
    for chip in marks.values():
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    now = chosen()
    assert (now.starred, now.locked, now.private) == (
        not was.starred,
        not was.locked,
        not was.private,
    )
    assert step.inspector.form.times.start.isReadOnly()
    assert not step.inspector.delete_button.isEnabled()


def test_evidence_and_ties_are_chips_that_lead_there(qtbot, step, workspace, event):
    pool = event("Pool saturated")
    step.show_record(pool.id)
    dossier = workspace.dossier
    linked = dossier.links_of(pool.id)
    answers = [a for a in dossier.all(Answer) if a.event_id == pool.id]
    chips = step.inspector.ties.chips()
    assert len(chips) == len(linked) + len(answers)
    evidence = next(k for k in linked if k.kind is LinkKind.CAME_FROM and k.source_id == pool.id)
    (item,) = workspace.evidence.get([evidence.target_id])
    with qtbot.waitSignal(step.inspector.evidence_requested) as asked:
        qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert isinstance(asked.args[0], EvidenceItem)
    assert step.inbox.selected() == [item]
    decision = next(c for c in chips if "Decides to revert" in c.accessibleName())
    qtbot.mouseClick(decision, Qt.MouseButton.LeftButton)
    assert step.canvas.selection == (event("Decides to revert").id,)


def test_a_factor_leads_to_the_learnings(qtbot, step, event):
    step.show_record(event("Pool saturated").id)
    chip = next(c for c in step.inspector.ties.chips() if "Signal not where" in c.accessibleName())
    with qtbot.waitSignal(step.step_requested) as asked:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "learnings"


def test_a_link_is_taken_away_by_its_chips_menu(step, workspace, event, chosen):
    chip = next(c for c in step.inspector.ties.chips() if "Pool saturated" in c.accessibleName())
    next(a for a in chip.actions() if a.objectName() == "unlink").trigger()
    others = {link.source_id for link in workspace.dossier.links_of(chosen().id)}
    assert event("Pool saturated").id not in others
    assert not any("Pool saturated" in c.accessibleName() for c in step.inspector.ties.chips())


def test_the_event_becomes_a_milestone_and_stops_being_one(step, workspace, chosen):
    inspector = step.inspector

    def mark(text):
        inspector.milestones.aboutToShow.emit()
        action = next(a for a in inspector.milestones.actions() if text in a.text())
        inspector.milestones.triggered.emit(action)

    mark("Mitigated")
    milestone = workspace.dossier.milestone(MilestoneKind.MITIGATED)
    assert (milestone.at, milestone.event_id) == (chosen().starts_at, chosen().id)
    mark("Mitigated")
    assert workspace.dossier.milestone(MilestoneKind.MITIGATED) is None


def test_asking_about_the_event_goes_to_the_interviews(qtbot, step, chosen):
    with qtbot.waitSignal(step.step_requested) as asked:
        qtbot.mouseClick(step.inspector.ask_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["interviews", chosen().id]


def test_hints_on_notes_are_counted_for_the_foot(qtbot, step, workspace, chosen):
    edit = change_event(
        workspace.dossier, chosen().id, detail="They should have noticed the alert earlier."
    )
    workspace.perform(edit)
    qtbot.waitUntil(lambda: step.hint_text() == "1 wording hint")


def test_several_events_are_changed_as_one_step(qtbot, step, workspace, event, lane):
    first, second = event("Latency SLO"), event("Connection wait")
    step.canvas.set_selection([first.id, second.id])
    before = workspace.dossier.snapshot()
    assert step.inspector.heading.text() == "2 events"
    choose(step.inspector.common.lane, lane("Support lead").id)
    assert event("Latency SLO").lane_id == lane("Support lead").id
    assert event("Connection wait").lane_id == lane("Support lead").id
    workspace.undo()
    assert workspace.dossier == before
    qtbot.mouseClick(step.inspector.delete_button, Qt.MouseButton.LeftButton)
    assert len(workspace.dossier.events()) == len(before.events()) - 2
    assert step.inspector.events() == []


def test_without_a_selection_the_inspector_teaches(qtbot, step):
    step.canvas.set_selection([])
    assert not step.inspector.kind.isVisible()
    with qtbot.waitSignal(step.inspector.add_requested):
        step.inspector.add_requested.emit()
    assert step.middle.quick_add.isVisible()


# Times


def test_a_time_between_two_edges_shows_them_and_only_then(qtbot, step, workspace, library, chosen):
    times = step.inspector.form.times
    assert not times.earliest.isVisible()
    choose(times.precision, "between")
    assert times.earliest.isVisible()
    type_over(qtbot, times.earliest, "14:40")
    type_over(qtbot, times.latest, "14:50")
    stored = library.load(workspace.dossier.postmortem.id).get(TimelineEvent, chosen().id)
    assert stored.precision is Precision.BETWEEN
    assert stored.earliest == datetime(2026, 10, 14, 12, 40, tzinfo=UTC)
    assert stored.latest == datetime(2026, 10, 14, 12, 50, tzinfo=UTC)
    choose(times.precision, "before")
    assert not times.latest.isVisible()


def test_edges_the_wrong_way_round_are_not_taken_and_a_line_says_so(qtbot, step, chosen):
    times = step.inspector.form.times
    choose(times.precision, "between")
    type_over(qtbot, times.earliest, "14:40")
    type_over(qtbot, times.latest, "14:30")
    assert chosen().latest is None
    assert "before the earliest" in times.latest_field._note.text()


@pytest.mark.parametrize("key", [precision.value for precision in Precision])
def test_every_precision_can_be_chosen_and_taken_back(step, workspace, chosen, key):
    before = workspace.dossier.snapshot()
    choose(step.inspector.form.times.precision, key)
    assert chosen().precision.value == key
    if chosen().precision is not Precision.EXACT:
        workspace.undo()
    assert workspace.dossier == before


def test_an_unknown_time_takes_the_event_to_the_tray_and_shows_it_still(qtbot, step, chosen):
    choose(step.inspector.form.times.precision, "unknown")
    assert (chosen().starts_at, chosen().precision) == (None, Precision.UNKNOWN)
    assert step.inspector.event_ids() == (chosen().id,)
    times = step.inspector.form.times
    assert times.start.text() == ""
    assert not times.end.isVisible()


def test_a_time_typed_for_an_undated_event_puts_it_on_the_timeline(qtbot, step, workspace, event):
    wanted = event("Connection wait")
    workspace.perform(undate_events(workspace.dossier, [wanted.id]))
    step.show_record(wanted.id)
    type_over(qtbot, step.inspector.form.times.start, "14:31")
    dated = event("Connection wait")
    assert dated.starts_at == datetime(2026, 10, 14, 12, 31, tzinfo=UTC)
    assert dated.precision is Precision.APPROXIMATE
    assert step.canvas.rect_of(wanted.id) is not None


def test_the_times_of_a_locked_event_are_read_only_and_a_line_says_why(
    qtbot, step, workspace, chosen
):
    workspace.perform(change_event(workspace.dossier, chosen().id, locked=True))
    before, times = chosen(), step.inspector.form.times
    assert times.note.isVisible()
    qtbot.keyClicks(times.start, "9")
    qtbot.keyClick(times.start, Qt.Key.Key_Return)
    assert chosen() == before
    assert not times.precision.isEnabled()
    qtbot.mouseClick(step.inspector.form.marks.chips["locked"], Qt.MouseButton.LeftButton)
    assert not times.note.isVisible()
    type_over(qtbot, times.start, "14:45")
    assert chosen().starts_at == datetime(2026, 10, 14, 12, 45, tzinfo=UTC)


def test_typing_a_title_is_one_step_with_what_follows_it(qtbot, step, workspace, chosen):
    title, event_id = step.inspector.form.title, chosen().id

    def written():
        return workspace.dossier.get(TimelineEvent, event_id).title

    title.selectAll()
    qtbot.keyClicks(title, "Goes")
    qtbot.waitUntil(lambda: written() == "Goes")
    qtbot.keyClicks(title, " back")
    qtbot.waitUntil(lambda: written() == "Goes back")
    workspace.undo()
    assert written() == "Decides to revert the pool change"


# Links


@pytest.fixture
def link(workspace, event):
    """Return what reads the link from the database finding to the decision, if it is there."""

    def find():
        source, target = event("Pool saturated").id, event("Decides to revert").id
        links = workspace.dossier.links_of(source)
        return next((link for link in links if link.target_id == target), None)

    return find


def link_menu(step, title):
    buttons = step.inspector.ties.findChildren(QPushButton)
    return next(b.menu() for b in buttons if b.menu() and title in b.accessibleName())


def named(menu, name):
    return next(action for action in menu.actions() if action.objectName() == name)


def test_the_kind_of_a_link_is_chosen_from_either_end(
    step, workspace, library, event, link, chosen
):
    assert link().kind is LinkKind.INFLUENCED
    menu = link_menu(step, "Pool saturated")
    assert named(menu, "link_influenced").isChecked()
    assert named(menu, "link_followed").text() == "Came after"
    named(menu, "link_followed").trigger()
    stored = library.load(workspace.dossier.postmortem.id).get(Link, link().id)
    assert stored.kind is LinkKind.FOLLOWED
    step.show_record(event("Pool saturated").id)
    menu = link_menu(step, "Decides to revert")
    assert named(menu, "link_followed").text() == "Followed by"
    named(menu, "link_contradicts").trigger()
    assert link().kind is LinkKind.CONTRADICTS
    workspace.undo()
    workspace.undo()
    assert link().kind is LinkKind.INFLUENCED


def test_one_of_two_links_is_taken_away_and_the_other_stays(step, workspace, event, link, chosen):
    pool = event("Pool saturated").id
    edit = link_records(workspace.dossier, workspace.ids, pool, chosen().id, LinkKind.CONTRADICTS)
    workspace.perform(edit)
    gone = link()
    menu = next(
        m
        for m in step.inspector.ties.findChildren(LinkMenu)
        if named(m, f"link_{gone.kind.value}").isChecked()
    )
    named(menu, "unlink").trigger()
    assert workspace.dossier.find(Link, gone.id) is None
    assert link().kind is LinkKind.CONTRADICTS


def test_a_link_dropped_on_an_event_says_that_it_was_influenced(step, workspace, event):
    source, target = event("Latency SLO").id, event("Asks for a database").id
    before = workspace.dossier.snapshot()
    step.canvas.link_dropped.emit(source, "")
    assert workspace.dossier == before
    step.canvas.link_dropped.emit(source, target)
    (made,) = (link for link in workspace.dossier.links_of(source) if link.target_id == target)
    assert (made.source_id, made.kind) == (source, LinkKind.INFLUENCED)


# Several


@pytest.fixture
def both(step, event):
    """Select two events and return what reads them, in this order."""
    ids = [event("Latency SLO").id, event("Connection wait").id]
    step.canvas.set_selection(ids)
    return lambda: [event("Latency SLO"), event("Connection wait")]


def test_kind_basis_and_marks_of_several_are_set_as_one_step_each(qtbot, step, workspace, both):
    before = workspace.dossier.snapshot()
    inspector = step.inspector
    inspector.kind.chosen.emit("observation")
    choose(inspector.common.basis, "memory_of_several")
    qtbot.mouseClick(inspector.common.marks.chips["private"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(inspector.common.marks.chips["locked"], Qt.MouseButton.LeftButton)
    for event in both():
        assert event.kind is EventKind.OBSERVATION
        assert event.basis is Basis.MEMORY_OF_SEVERAL
        assert event.private
        assert event.locked
    for _step in range(4):
        workspace.undo()
    assert workspace.dossier == before


def test_a_locked_one_of_several_stays_and_a_line_says_so(step, workspace, lane, both):
    first = both()[0]
    workspace.perform(change_event(workspace.dossier, first.id, locked=True))
    common = step.inspector.common
    assert common.note.isVisible()
    assert common.note.text().startswith("1 of them is locked")
    assert not common.merge_button.isEnabled()
    choose(common.lane, lane("Support lead").id)
    assert [event.lane_id for event in both()] == [first.lane_id, lane("Support lead").id]
    assert common.lane.currentData() is None


@pytest.mark.parametrize(
    ("name", "count"), [("merge_button", -1), ("duplicate_button", 2), ("link_button", 0)]
)
def test_the_buttons_of_several_do_what_their_keys_do(qtbot, step, workspace, both, name, count):
    before = len(workspace.dossier.events())
    qtbot.mouseClick(getattr(step.inspector.common, name), Qt.MouseButton.LeftButton)
    assert len(workspace.dossier.events()) == before + count
    assert workspace.undo_label


def test_the_shift_of_several_opens_its_card(qtbot, step, both):
    qtbot.mouseClick(step.inspector.common.shift_button, Qt.MouseButton.LeftButton)
    assert step.canvas.menus.commands.shift_popup.isVisible()


def test_a_time_of_another_day_is_shown_whole_with_its_date(qtbot, step, chosen):
    times = step.inspector.form.times
    qtbot.waitExposed(step)
    assert times.end_field.y() == times.start_field.y()
    type_over(qtbot, times.start, "2026-10-15 00:10")
    times.layout().activate()
    assert times.start.text() == "2026-10-15 00:10"
    # Over the whole width, and the end below it.
    assert times.start_field.width() == times.width()
    assert times.end_field.y() > times.start_field.y()
    type_over(qtbot, times.start, "2026-10-14 14:44")
    times.layout().activate()
    assert times.end_field.y() == times.start_field.y()


def test_where_there_is_no_time_the_field_says_what_can_be_typed(step, workspace, chosen):
    start = step.inspector.form.times.start
    assert start.placeholderText() == ""
    workspace.perform(undate_events(workspace.dossier, step.canvas.selection))
    step.show_record(chosen().id)
    assert (start.text(), start.placeholderText()) == ("", "Type a time, such as 14:08")
