"""Hints across the whole program: the list, the kinds, questions for people, titles in place."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from postmortem_desktop import paths
from postmortem_desktop.domain.interviews import Answer, InterviewStatus
from postmortem_desktop.domain.records import KeptPhrase, TimelineEvent
from postmortem_desktop.editing.postmortem_edits import add_participant
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.widgets.line_hints import HintNote
from postmortem_desktop.ui.wording.kinds_panel import KindsPanel

BLAMING = "Marco should have noticed the alert"
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(start):
    """Return somebody who has the sample session open at its timeline."""
    person = start()
    person.desk.open_sample()
    return person


def dossier_of(person):
    return person.window.session.workspace.dossier


def event_titled(person, title):
    return next(e for e in dossier_of(person).events() if e.title == title)


def editor_with_focus():
    """Return the hinted editor in which the cursor stands."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, HintedTextEdit):
        widget = widget.parentWidget()
    return widget


def note_blame(person, title="Decides to revert the pool change"):
    """Choose an event and write a note on it; return its editor, with the hint in its bar."""
    step = person.step
    step.show_record(event_titled(person, title).id)
    notes = step.inspector.form.notes
    notes.put_cursor(len(notes.text()))
    person.type(f" {BLAMING}.")
    person.qtbot.waitUntil(notes.bar.isVisible)
    return notes


def run_command(person, words):
    person.ctrl(Qt.Key.Key_K)
    person.enter(words)


# The list


def open_list(person):
    person.key(Qt.Key.Key_W, BOTH)
    pane = person.window.wording.pane
    person.qtbot.waitUntil(lambda: not pane.scan.is_busy and pane.model.count > 0)
    person.qtbot.waitUntil(pane.list.hasFocus)
    return pane


def test_enter_in_the_list_puts_the_cursor_before_the_words_and_selects_nothing(person):
    pane = open_list(person)
    person.key(Qt.Key.Key_Return)
    assert person.window.session.current_key == "interviews"
    editor = editor_with_focus()
    cursor = editor.editor.textCursor()
    assert editor.text()[cursor.position() :].startswith("I was stupid")
    assert not cursor.hasSelection()
    assert pane.isVisible()


def test_every_record_in_the_list_is_led_to(person):
    space = person.window.session.workspace
    note_blame(person)
    person.ctrl(Qt.Key.Key_1)
    person.step.incident.summary.put_cursor(0)
    person.type(f"{BLAMING}. ")
    person.ctrl(Qt.Key.Key_4)
    space.flush()
    card = next(iter(person.step.columns["factors"].cards.values()))
    card.open_up()
    card.editor.detail.put_cursor(0)
    person.type(f"{BLAMING}. ")
    pane = open_list(person)
    steps = {}
    for row in range(pane.model.rowCount()):
        index = pane.model.index(row)
        listed = pane.model.hint_at(index)
        if listed is None:
            continue
        pane.list.setFocus()
        pane.list.setCurrentIndex(index)
        person.key(Qt.Key.Key_Return)
        steps[listed.words, person.window.session.current_key] = editor_with_focus()
    found = {key: editor is not None for key, editor in steps.items()}
    assert found == {
        ("Marco should have noticed", "prepare"): True,
        ("Marco should have noticed", "timeline"): True,
        ("I was stupid", "interviews"): True,
        ("Marco should have noticed", "learnings"): True,
        ("Improve", "actions"): False,
    }
    assert QApplication.focusWidget() is person.step.table.view


def test_escape_closes_the_list_and_gives_the_keys_back(person):
    notes = note_blame(person)
    pane = open_list(person)
    person.key(Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert notes.editor.hasFocus()


def test_the_count_at_the_foot_opens_the_list(person):
    note_blame(person)
    hints = person.window.session.foot.hints
    assert hints.text() == "1 wording hint"
    person.click(hints)
    pane = person.window.wording.pane
    person.qtbot.waitUntil(lambda: pane.isVisible() and not pane.scan.is_busy)


TWO = " Marco should have noticed the alert. Ana was careless with it."


def listed_words(pane):
    return pane.model.hint_at(pane.list.currentIndex()).words


def bar_words(editor):
    return editor.bar.words


def test_the_list_opens_at_the_hint_in_the_line_and_the_line_follows_the_list(person):
    step = person.step
    step.show_record(event_titled(person, "Decides to revert the pool change").id)
    notes = step.inspector.form.notes
    notes.put_cursor(len(notes.text()))
    person.type(TWO)
    person.qtbot.waitUntil(lambda: notes.hint_count() == 2)
    assert bar_words(notes) == "Ana was careless"
    pane = open_list(person)
    assert listed_words(pane) == "Ana was careless"
    person.key(Qt.Key.Key_Up)
    assert listed_words(pane) == bar_words(notes) == "Marco should have noticed"
    person.key(Qt.Key.Key_K, BOTH)
    person.qtbot.waitUntil(lambda: notes.hint_count() == 1)
    (kept,) = dossier_of(person).all(KeptPhrase)
    assert kept.phrase == "Marco should have noticed"


def test_after_a_click_on_the_question_the_keys_mean_the_hint_in_the_line(person):
    person.ctrl(Qt.Key.Key_3)
    person.step.ask_another()
    words = person.step.pane.answer.words
    person.type(TWO)
    person.qtbot.waitUntil(lambda: words.hint_count() == 2)
    pane = open_list(person)
    person.key(Qt.Key.Key_Up)
    person.key(Qt.Key.Key_Up)
    assert listed_words(pane) == "I was stupid"
    person.click(words.bar.question)
    assert words.editor.hasFocus()
    # The line shows the last hint that was chosen among its own.
    assert bar_words(words) == "Marco should have noticed"
    person.key(Qt.Key.Key_K, BOTH)
    person.qtbot.waitUntil(lambda: words.hint_count() == 1)
    (kept,) = dossier_of(person).all(KeptPhrase)
    assert kept.phrase == "Marco should have noticed"


def test_the_hint_below_the_notes_stays_in_sight_while_they_grow(person):
    person.window.resize(1024, 680)
    step = person.step
    step.show_record(event_titled(person, "Decides to revert the pool change").id)
    notes = step.inspector.form.notes
    notes.put_cursor(len(notes.text()))
    for _sentence in range(4):
        person.type(TWO)
        person.qtbot.waitUntil(notes.bar.isVisible)
    area = notes.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()

    def in_sight():
        top = notes.bar.mapTo(area.viewport(), notes.bar.rect().topLeft()).y()
        return top >= 0 and top + notes.bar.height() <= area.viewport().height()

    person.qtbot.waitUntil(in_sight)
    assert area.verticalScrollBar().value() > 0


def test_own_rules_that_cannot_be_read_are_told_of_when_a_session_opens(start):
    paths.phrasing_file().parent.mkdir(parents=True, exist_ok=True)
    paths.phrasing_file().write_text("mute = [", encoding="utf-8")
    person = start()
    person.desk.open_sample()
    assert person.window.messages.isVisible()
    assert person.window.messages.label.text().startswith("phrasing.toml cannot be read as TOML")


def test_keeping_and_muting_say_so_and_undo_brings_the_hint_back(person):
    notes = note_blame(person)
    messages = person.window.messages
    for key, said in (
        (Qt.Key.Key_K, "Kept as said: “Marco should have noticed”. Ctrl+Z brings the hint back."),
        (
            Qt.Key.Key_M,
            "No more hints on “Marco should have noticed” in this session. "
            "Ctrl+Z brings them back.",
        ),
    ):
        person.key(key, BOTH)
        person.qtbot.waitUntil(lambda: not notes.bar.isVisible())
        assert messages.label.text() == said
        person.ctrl(Qt.Key.Key_Z)
        person.qtbot.waitUntil(notes.bar.isVisible)
        assert not messages.isVisible()


def test_undoing_a_question_goes_back_to_the_answer_from_which_it_was_asked(person):
    person.ctrl(Qt.Key.Key_3)
    person.step.ask_another()
    pane = person.step.pane
    person.type(f"{BLAMING}.")
    person.qtbot.waitUntil(pane.answer.words.bar.isVisible)
    before = pane.question.text()
    person.key(Qt.Key.Key_I, BOTH)
    assert pane.question.text() != before
    person.ctrl(Qt.Key.Key_Z)
    assert pane.question.text() == before
    assert pane.answer.words.text() == f"{BLAMING}."


# Questions


def test_a_question_about_an_event_waits_for_whom_its_lane_names(person):
    notes = note_blame(person)
    question = notes.bar.question_text
    event = event_titled(person, "Decides to revert the pool change")
    person.window.session.workspace.flush()
    before = dossier_of(person).snapshot()
    person.key(Qt.Key.Key_I, BOTH)
    (taken,) = [a for a in dossier_of(person).all(Answer) if a.is_waiting]
    assert (taken.question, taken.event_id) == (question, event.id)
    assert person.window.session.current_key == "timeline"
    assert notes.editor.hasFocus()
    assert person.window.messages.label.text() == (
        "The question waits in the interview with Payments on-call."
    )
    person.click(person.window.messages.button)
    assert person.step.pane.question.text() == question
    assert editor_with_focus() is person.step.pane.answer.words
    person.ctrl(Qt.Key.Key_Z)
    assert dossier_of(person) == before


def test_where_no_lane_names_anybody_a_short_list_asks_who(person):
    space = person.window.session.workspace
    space.perform(add_participant(space.dossier, space.ids, "Network engineer"))
    person.ctrl(Qt.Key.Key_1)
    summary = person.step.incident.summary
    summary.put_cursor(0)
    person.type(f"{BLAMING}. ")
    person.qtbot.waitUntil(summary.bar.isVisible)
    person.key(Qt.Key.Key_I, BOTH)
    picker = person.window.wording.picker
    assert picker.isVisible()
    assert picker.list.count() == len(space.dossier.participants())
    person.type("netw")
    assert picker.list.count() == 1
    person.key(Qt.Key.Key_Return)
    assert not picker.isVisible()
    assert summary.editor.hasFocus()
    (taken,) = [a for a in space.dossier.all(Answer) if a.is_waiting]
    engineer = space.dossier.participants()[-1]
    interview = space.dossier.interview_of(engineer.id)
    assert taken.interview_id == interview.id
    assert interview.status is InterviewStatus.NOT_STARTED


def test_escape_asks_nobody(person):
    person.ctrl(Qt.Key.Key_1)
    summary = person.step.incident.summary
    summary.put_cursor(0)
    person.type(f"{BLAMING}. ")
    person.qtbot.waitUntil(summary.bar.isVisible)
    person.key(Qt.Key.Key_I, BOTH)
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Escape)
    assert summary.editor.hasFocus()
    assert not [a for a in dossier_of(person).all(Answer) if a.is_waiting]


def test_from_an_answer_the_question_is_the_one_that_is_open_now(person):
    person.ctrl(Qt.Key.Key_3)
    person.step.ask_another()
    place = person.step.place
    words = person.step.pane.answer.words
    person.type(f"{BLAMING}.")
    person.qtbot.waitUntil(words.bar.isVisible)
    question = words.bar.question_text
    person.key(Qt.Key.Key_I, BOTH)
    assert person.step.pane.question.text() == question
    assert (person.step.place.person_id, person.step.place.event_id) == (
        place.person_id,
        place.event_id,
    )
    person.type("A flat line.")
    person.window.session.workspace.flush()
    assert [a.text for a in dossier_of(person).all(Answer) if a.question == question] == [
        "A flat line."
    ]


# Kinds


def test_a_kind_is_switched_off_by_key_and_on_again_from_the_message(person):
    notes = note_blame(person)
    title = notes.bar.hint.title
    person.key(Qt.Key.Key_H, BOTH)
    person.qtbot.waitUntil(lambda: not notes.bar.isVisible())
    messages = person.window.messages
    assert messages.label.text() == f"Hints of the kind “{title}” are off. Ctrl+Z brings them back."
    assert person.window.settings.silent_kinds == ("sarcasm", "hindsight")
    person.click(messages.button)
    person.qtbot.waitUntil(notes.bar.isVisible)
    assert person.window.settings.silent_kinds == ("sarcasm",)


def test_undo_brings_a_kind_back_while_nothing_else_was_done_since(person):
    notes = note_blame(person)
    written = notes.text()
    person.key(Qt.Key.Key_H, BOTH)
    person.qtbot.waitUntil(lambda: not notes.bar.isVisible())
    person.ctrl(Qt.Key.Key_Z)
    person.qtbot.waitUntil(notes.bar.isVisible)
    assert person.window.settings.silent_kinds == ("sarcasm",)
    assert notes.text() == written
    person.key(Qt.Key.Key_H, BOTH)
    person.qtbot.waitUntil(lambda: not notes.bar.isVisible())
    person.type(" And so on.")
    person.window.session.workspace.flush()
    person.ctrl(Qt.Key.Key_Z)
    assert notes.text() == written
    assert person.window.settings.silent_kinds == ("sarcasm", "hindsight")


def test_hard_on_oneself_is_a_kind_of_its_own(person):
    person.ctrl(Qt.Key.Key_3)
    person.step.ask_another()
    words = person.step.pane.answer.words
    person.type("Ana was careless. I was stupid.")
    person.qtbot.waitUntil(lambda: words.hint_count() == 2)
    assert bar_words(words) == "I was stupid"
    person.key(Qt.Key.Key_H, BOTH)
    person.qtbot.waitUntil(lambda: words.hint_count() == 1)
    assert bar_words(words) == "Ana was careless"
    told = person.window.messages.label.text()
    assert told == "Hints of the kind “Hard on oneself” are off. Ctrl+Z brings them back."
    assert person.window.settings.silent_kinds == ("sarcasm", "self_blame")
    run_command(person, "Kinds of wording")
    panel = person.window.findChild(KindsPanel)
    off = [switch.text() for switch in panel.kinds.values() if not switch.isChecked()]
    assert off == ["Irony", "Hard on oneself"]


def test_each_kind_has_a_switch_that_is_kept_and_counts_at_once(person):
    notes = note_blame(person)
    pane = open_list(person)
    before = pane.model.count
    run_command(person, "Kinds of wording")
    panel = person.window.findChild(KindsPanel)
    assert len(panel.kinds) == 14
    assert [key for key, switch in panel.kinds.items() if not switch.isChecked()] == ["sarcasm"]
    panel.kinds["hindsight"].setFocus()
    person.key(Qt.Key.Key_Space)
    person.qtbot.waitUntil(lambda: pane.model.count == before - 1)
    assert not notes.bar.isVisible()
    stored = json.loads(paths.settings_file().read_text(encoding="utf-8"))
    assert stored["silent_kinds"] == ["hindsight", "sarcasm"]
    panel.all.setFocus()
    person.key(Qt.Key.Key_Space)
    assert not panel.kinds["hindsight"].isEnabled()
    person.qtbot.waitUntil(lambda: pane.model.count == 0)
    person.key(Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_the_wording_of_action_items_is_a_kind_too(person):
    person.ctrl(Qt.Key.Key_5)
    table = person.step.table
    person.qtbot.waitUntil(table.bar.isVisible)
    table.view.setFocus()
    person.key(Qt.Key.Key_F8)
    person.key(Qt.Key.Key_H, BOTH)
    person.qtbot.waitUntil(lambda: not table.bar.isVisible())
    messages = person.window.messages
    assert (
        messages.label.text()
        == "Hints of the kind “Wording of action items” are off. Ctrl+Z brings them back."
    )
    person.click(messages.button)
    person.qtbot.waitUntil(table.bar.isVisible)


# The palette


def test_the_palette_offers_what_can_be_done_about_the_hint_at_the_cursor(person):
    notes = note_blame(person)
    run_command(person, "Keep the words as said")
    person.qtbot.waitUntil(lambda: not notes.bar.isVisible())
    (kept,) = dossier_of(person).all(KeptPhrase)
    assert kept.phrase == "Marco should have noticed"
    assert notes.editor.hasFocus()


def test_without_a_hinted_editor_the_palette_offers_none_of_it(person):
    person.step.canvas.setFocus()
    offered = person.window.palette_popup.providers
    titles = [entry.title for provider in offered for entry in provider()]
    assert "Keep the words as said" not in titles
    assert "Wording: all hints" in titles


# Titles in place


def shown_note(person):
    notes = [note for note in person.window.findChildren(HintNote) if note.isVisible()]
    return notes[0] if notes else None


def test_a_title_over_its_card_shows_hints_and_leaves_none_behind(person):
    canvas = person.step.canvas
    event = event_titled(person, "Latency SLO burn alert")
    canvas.setFocus()
    canvas.writing.event_title(event.id)
    person.type(BLAMING)
    person.qtbot.waitUntil(lambda: shown_note(person) is not None)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    person.key(Qt.Key.Key_Return)
    assert dossier_of(person).get(TimelineEvent, event.id).title == BLAMING
    person.qtbot.waitUntil(lambda: shown_note(person) is None)


def test_the_line_for_new_events_shows_hints_in_its_bar(person):
    person.step.canvas.setFocus()
    person.key(Qt.Key.Key_E)
    line, bar = person.step.middle.quick_add.line, person.step.middle.quick_add.bar
    person.type(f"14:32 {BLAMING}")
    person.qtbot.waitUntil(bar.isVisible)
    assert bar.words == "Marco should have noticed"
    assert "14:32" in bar.question_text
    first = bar.question_text
    person.key(Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert bar.question_text != first
    assert line.hasFocus()
    assert shown_note(person) is None
    person.key(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: not bar.isVisible())
    assert event_titled(person, BLAMING) is not None


def test_of_a_typed_line_only_the_words_of_the_event_are_looked_at(person):
    person.step.canvas.setFocus()
    person.key(Qt.Key.Key_E)
    quick_add = person.step.middle.quick_add
    line = "14:05 @mon Marco failed to escalate #alert"
    person.type(line)
    person.qtbot.waitUntil(quick_add.bar.isVisible)
    assert quick_add.bar.words == "Marco failed to escalate"
    assert "mon" not in quick_add.bar.question_text
    (hint,) = quick_add.hints.hints
    assert line[hint.start : hint.end] == "Marco failed to escalate"


def test_the_list_stands_beside_the_step_or_over_its_left_where_there_is_little_room(person):
    window = person.window
    window.resize(1400, 800)
    pane = open_list(person)
    step = person.step
    assert pane.mapTo(window, pane.rect().topLeft()).x() >= step.width()
    window.resize(1024, 700)
    person.qtbot.waitUntil(lambda: step.width() == 1024)
    assert pane.mapTo(window, pane.rect().topLeft()).x() == 0
    assert pane.list.hasFocus()
    person.key(Qt.Key.Key_Return)
    assert editor_with_focus() is person.step.pane.answer.words
    window.resize(1400, 800)
    person.qtbot.waitUntil(lambda: person.step.width() < 1400)
    assert pane.isVisible()
