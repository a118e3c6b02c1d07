"""What to ask next: probes after a pause, questions that wait, and both by key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from postmortem_desktop.domain.interviews import Account, Answer
from postmortem_desktop.domain.records import KeptPhrase
from postmortem_desktop.editing.interview_edits import take_question
from postmortem_desktop.phrasing import next_probe
from tests.ui.interview.conftest import person

TOLD = "I looked at the dashboard and it looked odd."
ASKED = "What could be seen on the board at that minute?"


@pytest.fixture
def step(open_step, workspace, window):
    step = open_step()
    step.speak_with(person(workspace).id)
    step.ask_another()
    yield step
    window.close()


def words(step):
    return step.pane.answer.words.editor


def press(step, key, held=Qt.KeyboardModifier.ControlModifier):
    QTest.keyClick(words(step), key, held)


BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def tell(qtbot, step, text=TOLD):
    """Type an answer and pause until something is offered."""
    QTest.keyClicks(words(step), text)
    qtbot.waitUntil(step.answers.listen_for.isVisible)


def test_after_a_pause_one_probe_is_offered(qtbot, step):
    assert not step.answers.listen_for.isVisible()
    tell(qtbot, step)
    probe = next_probe(TOLD)
    assert step.answers.listen_for.question.text() == probe.question
    assert step.answers.listen_for.intent.text() == probe.intent
    assert words(step).hasFocus()
    assert words(step).toPlainText() == TOLD


def test_the_newest_words_decide(qtbot, step):
    tell(qtbot, step)
    more = " So I restarted the pool."
    QTest.keyClicks(words(step), more)
    expected = next_probe(TOLD + more)
    assert expected.question != next_probe(TOLD).question
    qtbot.waitUntil(lambda: step.answers.listen_for.question.text() == expected.question)


def test_a_key_makes_it_the_question_that_is_open_now(qtbot, step, workspace):
    tell(qtbot, step)
    before = step.place
    press(step, Qt.Key.Key_J)
    probe = next_probe(TOLD)
    assert step.pane.question.text() == probe.question
    assert (step.place.account, step.place.event_id) == (before.account, before.event_id)
    assert words(step).toPlainText() == ""
    assert words(step).hasFocus()
    taken = workspace.dossier.get(Answer, step.place.answer_id)
    assert (taken.question, taken.prompt_id, taken.text) == (probe.question, probe.id, "")
    told = [a for a in workspace.dossier.all(Answer) if a.text == TOLD]
    assert len(told) == 1
    workspace.undo()
    assert workspace.dossier.find(Answer, taken.id) is None


def test_a_key_sets_it_aside_for_this_interview(qtbot, step, workspace):
    tell(qtbot, step)
    first = next_probe(TOLD)
    press(step, Qt.Key.Key_J, BOTH)
    second = next_probe(TOLD, {first.id})
    shown = step.answers.listen_for
    if second is None:
        qtbot.waitUntil(lambda: not shown.isVisible())
    else:
        qtbot.waitUntil(lambda: shown.isVisible() and shown.question.text() == second.question)
    assert words(step).toPlainText() == TOLD


def test_what_was_taken_is_not_offered_again(qtbot, step):
    tell(qtbot, step)
    first = next_probe(TOLD)
    press(step, Qt.Key.Key_J)
    second = next_probe(TOLD, {first.id})
    tell(qtbot, step)
    assert step.answers.listen_for.question.text() == second.question


def test_without_a_probe_in_sight_the_keys_do_nothing(step, workspace):
    before = workspace.dossier.snapshot()
    press(step, Qt.Key.Key_J)
    press(step, Qt.Key.Key_J, BOTH)
    assert workspace.dossier == before


def take(workspace, role="Payments on-call", **values):
    edit = take_question(
        workspace.dossier, workspace.ids, person(workspace, role).id, ASKED, **values
    )
    workspace.perform(edit)
    return edit.changes[-1].record_id


def answers_listed(step):
    return step.answers.answers.keys()


def test_a_question_that_waits_is_counted_and_listed_apart_from_the_answers(step, workspace):
    event = workspace.dossier.events()[0]
    counts = step.status_text()
    answer_id = take(workspace, event_id=event.id, account=Account.EFFECTS)
    to_ask = step.answers.to_ask
    assert to_ask.isVisible()
    assert to_ask.heading.text() == "To ask · 1"
    row = to_ask.questions.row(answer_id)
    assert row.title.text() == ASKED
    assert row.caption.text() == f"Effects · about E{event.number} {event.title}"
    assert answer_id not in answers_listed(step)
    assert "1 to ask" in step.people.people.row(person(workspace).id).caption.text()
    assert step.status_text() == counts


def test_a_question_for_somebody_else_waits_there(step, workspace):
    place = step.place
    answer_id = take(workspace, "Support lead")
    assert step.place == place
    assert not step.answers.to_ask.isVisible()
    row = step.people.people.row(person(workspace, "Support lead").id)
    assert row.caption.text().endswith("1 to ask")
    step.speak_with(person(workspace, "Support lead").id)
    assert step.place.answer_id == answer_id
    assert step.pane.question.text() == ASKED


def test_what_is_said_to_it_makes_it_an_answer(qtbot, step, workspace):
    answer_id = take(workspace)
    assert step.place.answer_id == answer_id
    words(step).setFocus()
    QTest.keyClicks(words(step), "A flat line.")
    step.pane.answer.flush()
    assert workspace.dossier.get(Answer, answer_id).text == "A flat line."
    assert not step.answers.to_ask.isVisible()
    assert answer_id in answers_listed(step)


def test_another_question_leads_to_what_waits_and_on_from_it(step, workspace):
    answer_id = take(workspace)
    first = step.answers.answers.keys()[0]
    step.show_record(first)
    step.ask_another()
    assert step.place.answer_id == answer_id
    step.ask_another()
    assert step.place.answer_id is None
    assert step.pane.question.text() != ASKED


def test_delete_drops_a_question_and_undo_brings_it_back(step, workspace):
    answer_id = take(workspace)
    questions = step.answers.to_ask.questions
    questions.setFocus()
    questions.choose(answer_id)
    QTest.keyClick(questions, Qt.Key.Key_Delete)
    assert workspace.dossier.find(Answer, answer_id) is None
    assert not step.answers.to_ask.isVisible()
    workspace.undo()
    assert step.answers.to_ask.isVisible()


def test_the_first_words_of_an_answer_get_hints_before_they_are_stored(qtbot, step, workspace):
    workspace.settings = replace(workspace.settings, typing_pause_ms=60_000)
    QTest.keyClicks(words(step), "Marco should have noticed the alert.")
    bar = step.pane.answer.words.bar
    qtbot.waitUntil(bar.isVisible)
    assert step.place.answer_id is None
    press(step, Qt.Key.Key_K, BOTH)
    qtbot.waitUntil(lambda: not bar.isVisible())
    (kept,) = workspace.dossier.all(KeptPhrase)
    assert kept.owner_id == step.place.answer_id
    assert kept.phrase == "Marco should have noticed"


def narrow(qtbot, step, width=1100):
    """Make the window this wide; the right side is folded away by then, or back again."""
    step.window().resize(width, 800)
    qtbot.waitUntil(lambda: step.answers.isVisible() is (width >= 1150))


def is_seen_in(widget, area):
    """Whether the upper edge of a widget stands in what a scroll area shows."""
    top = widget.mapTo(area.viewport(), widget.rect().topLeft())
    return widget.isVisible() and area.viewport().rect().contains(top)


def area_around(widget):
    while not isinstance(widget, QScrollArea):
        widget = widget.parentWidget()
    return widget


def test_in_a_narrow_window_the_probe_stands_below_the_answer_and_is_taken_by_key(qtbot, step):
    narrow(qtbot, step)
    tell(qtbot, step)
    shown = step.answers.listen_for
    assert step.pane.isAncestorOf(shown)
    qtbot.waitUntil(lambda: is_seen_in(shown.take_button, area_around(step.pane)))
    assert shown.mapTo(step.pane, shown.rect().topLeft()).y() > step.pane.answer.geometry().bottom()
    press(step, Qt.Key.Key_J)
    assert step.pane.question.text() == next_probe(TOLD).question
    assert words(step).hasFocus()


def test_in_a_narrow_window_what_waits_is_listed_and_opened_below_the_answer(
    qtbot, step, workspace
):
    narrow(qtbot, step)
    answer_id = take(workspace)
    to_ask = step.answers.to_ask
    qtbot.waitUntil(to_ask.isVisible)
    assert step.pane.isAncestorOf(to_ask)
    place = to_ask.questions.row(answer_id)
    QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    assert step.pane.question.text() == ASKED
    narrow(qtbot, step, 1600)
    qtbot.waitUntil(to_ask.isVisible)
    assert step.answers.isAncestorOf(to_ask)
    assert not step.pane.isAncestorOf(to_ask)


def test_in_a_narrow_window_the_keys_of_a_hint_do_what_they_do_in_a_wide_one(
    qtbot, step, workspace
):
    narrow(qtbot, step)
    editor = step.pane.answer.words
    QTest.keyClicks(words(step), "Marco should have noticed the alert. Ana was careless.")
    qtbot.waitUntil(lambda: editor.hint_count() == 2)
    assert is_seen_in(editor.bar, area_around(step.pane))
    press(step, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    (mark,) = words(step).extraSelections()
    assert mark.cursor.selectedText() == "Marco should have noticed"
    words(step).moveCursor(QTextCursor.MoveOperation.End)
    press(step, Qt.Key.Key_K, BOTH)
    qtbot.waitUntil(lambda: editor.hint_count() == 1)
    (kept,) = workspace.dossier.all(KeptPhrase)
    assert kept.phrase == "Ana was careless"
    wishes = []
    workspace.hint_wished.connect(lambda *wish: wishes.append(wish))
    press(step, Qt.Key.Key_I, BOTH)
    ((key, hinted),) = wishes
    assert (key, hinted.words) == ("ask_hint", "Marco should have noticed")


def test_where_nobody_is_named_the_question_is_put_to_who_tells_it(qtbot, step):
    editor = step.pane.answer.words
    QTest.keyClicks(words(step), "Who broke it?")
    qtbot.waitUntil(editor.bar.isVisible)
    assert editor.bar.question_text == "How did the situation look to you then?"
