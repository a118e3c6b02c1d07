"""The inspector shows the selected events and changes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import Basis, EventKind, LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_event


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
    qtbot.waitUntil(lambda: step.hint_text() == "1 phrasing hint")


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
