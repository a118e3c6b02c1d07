"""A conversation as the facilitator leads it: typing, sentences that become events, undo."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.domain.findings import ContributingFactor
from postmortem_desktop.domain.interviews import (
    Account,
    Answer,
    Certainty,
    Interview,
    InterviewStatus,
)
from postmortem_desktop.domain.kinds import Basis, LinkKind, Precision
from postmortem_desktop.domain.records import Link, Participant, TimelineEvent
from postmortem_desktop.editing.postmortem_edits import add_participant, remove_participant
from postmortem_desktop.phrasing.prompts import load_prompts
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui import step as steps
from postmortem_desktop.ui.interview.interview_step import InterviewsStep
from postmortem_desktop.ui.interview.people_pane import Coverage
from postmortem_desktop.ui.interview.sentence_drag import HeldSentence, mime_of
from tests.ui.interview.conftest import person

PURGE = "0199e2a0-0005-7000-8000-000000000009"
"""“Purges CDN cache, watches p95” at 14:19 on the wall clock, 12:19 UTC."""


@pytest.fixture
def step(open_step, workspace):
    """Return the step at a person not yet heard."""
    workspace.perform(add_participant(workspace.dossier, workspace.ids, "Network engineer"))
    step = open_step()
    step.speak_with(person(workspace, "Network engineer").id)
    return step


def newcomer_answers(workspace):
    interview = workspace.dossier.interview_of(person(workspace, "Network engineer").id)
    return [] if interview is None else workspace.dossier.answers_of(interview.id)


def editor(step):
    return step.pane.answer.words.editor


def type_answer(step, text):
    """Type like a person, then pause until it is written down."""
    editor(step).setFocus()
    QTest.keyClicks(editor(step), text)
    step.pane.answer.words.flush()


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def drop(canvas, mime, point):
    """Carry data over the canvas and let it go there."""
    actions, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(canvas, QDragEnterEvent(point, actions, mime, left, none))
    event = QDropEvent(QPointF(point), actions, mime, left, none)
    QApplication.sendEvent(canvas, event)
    return event


def test_typing_an_answer_is_one_step_together_with_its_making(qtbot, step, workspace):
    before = len(workspace.dossier.all(Answer))
    editor(step).setFocus()
    QTest.keyClicks(editor(step), "I opened the ")
    qtbot.waitUntil(lambda: len(newcomer_answers(workspace)) == 1)
    QTest.keyClicks(editor(step), "dashboard.")
    qtbot.waitUntil(lambda: newcomer_answers(workspace)[0].text == "I opened the dashboard.")

    (answer,) = newcomer_answers(workspace)
    assert answer.account is Account.ACTIONS
    assert answer.question == step.pane.question.text()
    assert answer.number == 20
    interview = workspace.dossier.get(Interview, answer.interview_id)
    assert interview.status is InterviewStatus.IN_CONVERSATION

    workspace.undo()
    assert newcomer_answers(workspace) == []
    assert workspace.dossier.find(Interview, interview.id) is None
    assert editor(step).toPlainText() == ""
    assert len(workspace.dossier.all(Answer)) == before

    workspace.redo()
    assert newcomer_answers(workspace) == [answer]
    assert editor(step).toPlainText() == "I opened the dashboard."


def test_looking_at_questions_writes_nothing(step, workspace):
    records = len(workspace.dossier.everything())
    for _turn in range(3):
        QTest.keyClick(editor(step), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(workspace.dossier.everything()) == records


def test_another_question_goes_through_the_bank_without_repeating(step, workspace):
    bank = [p.id for p in load_prompts() if p.account == "actions" and not p.about_event]
    shown = []
    for _turn in bank:
        shown.append(step.place.prompt_id)
        QTest.keyClick(editor(step), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown == bank
    assert step.place.prompt_id == bank[0]


def test_a_question_that_was_answered_does_not_come_again(step, workspace):
    first = step.place.prompt_id
    type_answer(step, "I looked at the routes.")
    seen = set()
    for _turn in range(20):
        QTest.keyClick(editor(step), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        seen.add(step.place.prompt_id)
    bank = {p.id for p in load_prompts() if p.account == "actions" and not p.about_event}
    assert seen == bank - {first}


def test_each_account_told_fills_its_mark_and_the_state_counts_them(step, workspace):
    marks = step.people.account_rows
    newcomer = person(workspace, "Network engineer").id
    assert step.people.people.row(newcomer).caption.text() == "Not started"
    assert marks[Account.ACTIONS].mark.coverage is Coverage.ASKED
    assert marks[Account.EFFECTS].mark.coverage is Coverage.EMPTY
    for number in range(1, 6):
        type_answer(step, f"Told {number}.")
        told = [a for a, row in marks.items() if row.mark.coverage is Coverage.TOLD]
        assert told == list(Account)[:number]
        state = step.people.people.row(newcomer).caption.text()
        assert state == f"In conversation · {number} of 5"
        click(step.pane.following)
    assert step.people.people.row(newcomer).caption.text() == "Done · 5 of 5"
    assert [answer.account for answer in newcomer_answers(workspace)] == list(Account)


def test_ctrl_arrows_walk_the_accounts_while_typing(step):
    editor(step).setFocus()
    QTest.keyClick(editor(step), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert step.place.account is Account.EFFECTS
    QTest.keyClick(editor(step), Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert step.place.account is Account.ACTIONS


def test_the_arrow_keys_choose_a_person_in_the_list(step, workspace):
    people = step.people.people
    people.setFocus()
    QTest.keyClick(people, Qt.Key.Key_Up)
    assert step.place.person_id == person(workspace, "Incident commander").id
    assert step.pane.question.text() == "Who did you take to be deciding about the status note?"


def test_an_answer_given_shows_again_with_its_question(step, workspace):
    step.speak_with(person(workspace, "Payments on-call").id)
    step.choose_account("effects")
    assert step.pane.question.text() == "What changed on your screen after the purge?"
    assert editor(step).toPlainText().startswith("The hit rate of the cache dropped")


def test_the_sentence_at_the_cursor_becomes_an_event_linked_both_ways(step, workspace):
    step.ask_about(PURGE)
    type_answer(step, "I watched the graph. It stayed flat. Then I called.")
    cursor = editor(step).textCursor()
    cursor.setPosition(len("I watched the graph. It st"))
    editor(step).setTextCursor(cursor)
    QTest.keyClick(editor(step), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    (answer,) = newcomer_answers(workspace)
    (event,) = workspace.dossier.linked(answer.id, TimelineEvent)
    assert event.title == "It stayed flat."
    assert event.starts_at == datetime(2026, 10, 14, 12, 19, tzinfo=UTC)
    assert (event.precision, event.basis) == (Precision.APPROXIMATE, Basis.MEMORY_OF_ONE)
    (link,) = workspace.dossier.links_of(event.id)
    assert (link.target_id, link.kind) == (answer.id, LinkKind.CAME_FROM)
    chips = step.pane.answer.references
    assert [chips.itemAt(i).widget().text() for i in range(chips.count())] == ["E28"]

    workspace.undo()
    assert workspace.dossier.linked(answer.id, TimelineEvent) == []
    assert newcomer_answers(workspace) == [answer]


def test_the_chip_of_an_event_goes_to_the_timeline(qtbot, step, workspace):
    step.ask_about(PURGE)
    type_answer(step, "I watched the graph.")
    QTest.keyClick(editor(step), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    (event,) = workspace.dossier.linked(step.place.answer_id, TimelineEvent)
    with qtbot.waitSignal(step.step_requested) as asked:
        click(step.pane.answer.references.itemAt(0).widget())
    assert asked.args == [steps.TIMELINE, event.id]


def test_a_time_named_in_the_sentence_places_it(step, workspace):
    type_answer(step, "At 14:28 the routes were fine.")
    QTest.keyClick(editor(step), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    (event,) = workspace.dossier.linked(step.place.answer_id, TimelineEvent)
    assert event.starts_at == datetime(2026, 10, 14, 12, 28, tzinfo=UTC)


def test_a_sentence_without_a_time_asks_for_it_in_one_line(step, workspace):
    type_answer(step, "The routes were fine.")
    QTest.keyClick(editor(step), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert step.pane.time_line.hasFocus()
    assert workspace.dossier.linked(step.place.answer_id, TimelineEvent) == []
    QTest.keyClicks(step.pane.time_line, "14:31")
    QTest.keyClick(step.pane.time_line, Qt.Key.Key_Return)
    (event,) = workspace.dossier.linked(step.place.answer_id, TimelineEvent)
    assert event.starts_at == datetime(2026, 10, 14, 12, 31, tzinfo=UTC)
    assert not step.pane.time_line.isVisible()
    assert editor(step).hasFocus()


def test_escape_leaves_the_question_for_the_time(step, workspace):
    type_answer(step, "The routes were fine.")
    QTest.keyClick(editor(step), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(step.pane.time_line, Qt.Key.Key_Escape)
    assert not step.pane.time_line.isVisible()
    assert workspace.dossier.linked(step.place.answer_id, TimelineEvent) == []


def test_a_sentence_dropped_on_the_timeline_lands_where_it_was_let_go(step, workspace):
    type_answer(step, "I watched the graph. It stayed flat.")
    held = step.pane.answer.held_sentence()
    assert held == HeldSentence(step.place.answer_id, "It stayed flat.")
    canvas = step.canvas
    at = datetime(2026, 10, 14, 12, 30, tzinfo=UTC)
    lane = canvas.view.layout.lanes[0]
    y = canvas.view.lane_rect(lane).center().y()
    event = drop(canvas, mime_of(held), QPoint(round(canvas.view.x_of(at)), round(y)))

    assert event.isAccepted()
    (made,) = workspace.dossier.linked(step.place.answer_id, TimelineEvent)
    assert made.title == "It stayed flat."
    assert made.lane_id == lane.lane_id
    assert abs((made.starts_at - at).total_seconds()) <= 60
    assert editor(step).toPlainText() == "I watched the graph. It stayed flat."


def test_selected_words_are_what_is_dragged(step, monkeypatch):
    type_answer(step, "I watched the graph. It stayed flat.")
    cursor = editor(step).textCursor()
    cursor.setPosition(2)
    cursor.setPosition(19, QTextCursor.MoveMode.KeepAnchor)
    editor(step).setTextCursor(cursor)
    carried = []
    monkeypatch.setattr(
        "postmortem_desktop.ui.interview.sentence_drag.QDrag.exec",
        lambda drag, _actions: carried.append(drag.mimeData().text()),
    )
    cursor.setPosition(8)
    over = editor(step).cursorRect(cursor).center()
    viewport = editor(step).viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=over)
    QTest.mouseMove(viewport, over + QPoint(40, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=over + QPoint(40, 0))
    assert carried == ["watched the graph"]
    assert editor(step).toPlainText() == "I watched the graph. It stayed flat."


def test_the_handle_carries_the_sentence_at_the_cursor(step, monkeypatch):
    type_answer(step, "I watched the graph. It stayed flat.")
    carried = []
    monkeypatch.setattr(
        "postmortem_desktop.ui.interview.sentence_drag.QDrag.exec",
        lambda drag, _actions: carried.append(drag.mimeData().text()),
    )
    handle = step.pane.handle
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.mouseMove(handle, QPoint(60, 10))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert carried == ["It stayed flat."]


def test_text_from_elsewhere_becomes_an_event_without_an_answer(step, workspace):
    mime = QMimeData()
    mime.setText("A line from a chat")
    before = len(workspace.dossier.all(Link))
    centre = step.canvas.view.plot.center().toPoint()
    drop(step.canvas, mime, centre)
    assert "A line from a chat" in [e.title for e in workspace.dossier.all(TimelineEvent)]
    assert len(workspace.dossier.all(Link)) == before


def test_a_sentence_becomes_a_contributing_factor(step, workspace):
    type_answer(step, "Nobody had the map. We asked around.")
    cursor = editor(step).textCursor()
    cursor.setPosition(4)
    editor(step).setTextCursor(cursor)
    click(step.pane.factor)
    (factor,) = workspace.dossier.linked(step.place.answer_id, ContributingFactor)
    assert factor.title == "Nobody had the map."
    assert editor(step).hasFocus()
    chip = step.pane.answer.references.itemAt(0).widget()
    assert chip.text() == "F5"


def test_clicking_an_event_asks_about_it_with_the_questions_that_need_one(step):
    box = step.canvas.rect_of(PURGE)
    step.canvas.reveal(PURGE)
    box = step.canvas.rect_of(PURGE)
    point = QPoint(round(box.left()) + 20, round(box.center().y()))
    QTest.mouseClick(step.canvas, Qt.MouseButton.LeftButton, pos=point)
    assert step.place.event_id == PURGE
    assert step.pane.about.text().endswith("14:19 Purges CDN cache, watches p95")
    prompt = next(p for p in load_prompts() if p.id == step.place.prompt_id)
    assert prompt.about_event
    assert step.pane.question.text() == "What exactly did you do at 14:19?"
    click(step.pane.leave_event)
    assert step.place.event_id is None
    assert not step.pane.about.isVisible()


def test_the_follow_up_is_a_question_with_an_answer_of_its_own(step, workspace):
    softer = step.place.follow_up
    assert step.pane.follow_up_text.text() == f"If they pause: “{softer}”"
    type_answer(step, "I opened the map.")
    click(step.pane.follow_up)
    assert step.pane.question.text() == softer
    type_answer(step, "I was in a meeting.")
    first, second = newcomer_answers(workspace)
    assert (first.text, second.text) == ("I opened the map.", "I was in a meeting.")
    assert second.question == softer
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(editor(step), Qt.Key.Key_Return, keys)
    assert step.place.answer_id == first.id


def test_certainty_and_privacy_stand_with_the_answer(step, workspace):
    type_answer(step, "I opened the map.")
    click(step.pane.answer.certainty[Certainty.VAGUE])
    click(step.pane.answer.private)
    (answer,) = newcomer_answers(workspace)
    assert (answer.certainty, answer.private) == (Certainty.VAGUE, True)
    click(step.pane.answer.certainty[Certainty.VAGUE])
    assert newcomer_answers(workspace)[0].certainty is Certainty.UNSTATED


def test_private_notes_do_not_begin_the_conversation(step, workspace):
    step.answers.notes.setFocus()
    QTest.keyClicks(step.answers.notes, "Ask gently.")
    step.answers.notes.flush()
    newcomer = person(workspace, "Network engineer").id
    interview = workspace.dossier.interview_of(newcomer)
    assert (interview.notes, interview.status) == ("Ask gently.", InterviewStatus.NOT_STARTED)
    type_answer(step, "I opened the map.")
    interview = workspace.dossier.interview_of(newcomer)
    assert interview.status is InterviewStatus.IN_CONVERSATION


def test_an_answer_that_is_deleted_comes_back_with_undo(step, workspace):
    type_answer(step, "I opened the map.")
    click(step.pane.answer.remove)
    assert newcomer_answers(workspace) == []
    assert editor(step).toPlainText() == ""
    workspace.undo()
    assert editor(step).toPlainText() == "I opened the map."


def test_what_is_typed_is_kept_when_the_question_changes_before_the_pause(step, workspace):
    editor(step).setFocus()
    QTest.keyClicks(editor(step), "Half a thou")
    QTest.keyClick(editor(step), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (answer,) = newcomer_answers(workspace)
    assert answer.text == "Half a thou"
    assert editor(step).toPlainText() == ""


def test_a_full_disk_keeps_the_words_in_the_field(step, workspace, monkeypatch):
    from postmortem_desktop.errors import StorageError

    refusals = []
    workspace.failed.connect(refusals.append)

    def refuse(_edit, _step):
        raise StorageError("no room")

    monkeypatch.setattr(workspace._editor, "_write", refuse)
    type_answer(step, "I opened the map.")
    assert refusals
    assert step.place.answer_id is None
    assert editor(step).toPlainText() == "I opened the map."
    monkeypatch.undo()
    step.pane.answer.words.flush()
    assert [a.text for a in newcomer_answers(workspace)] == ["I opened the map."]


def test_a_person_is_added_by_role_and_spoken_with_at_once(step, workspace):
    click(step.people.add_button)
    QTest.keyClicks(step.people.new_role, "Release engineer")
    QTest.keyClick(step.people.new_role, Qt.Key.Key_Return)
    assert step.place.person_id == person(workspace, "Release engineer").id
    assert step.pane.question.text()


def test_without_people_the_step_teaches_and_helps_to_begin(qtbot, workspace, theme_source):
    for someone in workspace.dossier.participants():
        workspace.perform(remove_participant(workspace.dossier, someone.id))
    step = InterviewsStep(workspace, theme_source)
    qtbot.addWidget(step)
    step.resize(1280, 716)
    step.show()
    assert step.empty.isVisible()
    step.people.begin_person()
    QTest.keyClicks(step.people.new_role, "Support lead")
    QTest.keyClick(step.people.new_role, Qt.Key.Key_Return)
    assert not step.empty.isVisible()
    assert step.pane.isVisible()


def test_the_right_pane_folds_away_in_a_narrow_window(step):
    assert step.answers.isVisible()
    step.window().resize(1100, 800)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert not step.answers.isVisible()


def test_reopening_the_library_shows_the_same(qtbot, step, workspace, library, theme_source):
    type_answer(step, "I opened the map. At 14:28 it was green.")
    QTest.keyClick(editor(step), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    newcomer, place = person(workspace, "Network engineer").id, step.place
    path, postmortem_id = library.path, workspace.dossier.postmortem.id
    library.close()
    with Library.open(path, clock=system_clock, ids=CountingIds("later")) as again:
        workspace._editor = again.editor(postmortem_id)
        later = InterviewsStep(workspace, theme_source)
        qtbot.addWidget(later)
        later.speak_with(newcomer)
        assert later.place == place
        assert editor(later).toPlainText() == "I opened the map. At 14:28 it was green."
        assert later.pane.answer.references.count() == 1


def test_the_counts_at_the_foot(step, workspace):
    assert step.status_text() == "19 answers · 4 linked to events"
    assert len(workspace.dossier.all(Participant)) == 5
    step.speak_with(person(workspace, "Payments on-call").id)
    step.choose_account("expectations")
    assert step.side_text() == ""


def test_words_still_being_typed_stay_with_the_answer_they_were_typed_for(step, workspace, library):
    answers = workspace.dossier.all(Answer)
    first, other = answers[0], next(a for a in answers if a.interview_id != answers[0].interview_id)
    step.show_record(first.id)
    step.pane.answer.words.editor.setFocus()
    step.pane.answer.words.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(step.pane.answer.words.editor, " And the queue grew.")
    step.show_record(other.id)
    stored = library.load(workspace.dossier.postmortem.id)
    assert stored.get(Answer, first.id).text == f"{first.text} And the queue grew."
    assert stored.get(Answer, other.id) == other
    interview = workspace.dossier.get(Interview, first.interview_id)
    step.show_record(first.id)
    QTest.keyClicks(step.pane.answer.words.editor, "Gone.")
    workspace.perform(remove_participant(workspace.dossier, interview.participant_id))
    assert library.load(workspace.dossier.postmortem.id).get(Answer, other.id) == other
