"""Events are added by typing one line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.kinds import EventKind, Precision
from postmortem_desktop.domain.records import Numbering, Postmortem
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep
from postmortem_desktop.ui.workspace import Workspace


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


@pytest.mark.parametrize("text", ["queue is long", "14:32", ""])
def test_a_line_without_time_or_words_adds_nothing_and_says_what_it_takes(
    qtbot, workspace, quick, text
):
    before = workspace.dossier.events()
    type_line(qtbot, quick, text)
    assert workspace.dossier.events() == before
    assert quick.line.text() == text
    expected = "what happened" if text == "14:32" else "Begin with a time"
    assert expected in quick.preview.text()


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
    assert step.status_text() == "1 event · 1 lane"
    workspace.undo()
    # The making of the session itself is in this history too, and undo does not reach it.
    assert workspace.dossier.lanes() == []
    assert workspace.dossier.events() == []
    assert library.load("new") == workspace.dossier


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
    assert "Monitoring: …" in quick.preview.text()
    assert "!alert" in quick.preview.text()
    qtbot.keyClicks(quick.line, "14:32")
    assert quick.preview.text().startswith("14 Oct 2026  14:32  ·  Customer impact  ·  Observation")


def test_the_line_never_covers_what_was_just_added(qtbot, step, quick, event):
    for minute in range(10, 30):
        type_line(qtbot, quick, f"14:{minute} Support lead: call {minute} with a long title")
        rect = step.canvas.rect_of(event(f"call {minute}").id)
        assert step.canvas.view.plot.top() <= rect.top()
        assert rect.bottom() <= step.canvas.height()
    assert quick.geometry().top() > step.canvas.geometry().bottom()
