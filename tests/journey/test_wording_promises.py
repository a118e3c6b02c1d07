"""What the wording help promises: it holds nobody up, counts nobody, and changes nothing."""

from __future__ import annotations

from importlib import import_module
from threading import current_thread, main_thread

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from postmortem_desktop.domain.dossier import event_order
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.domain.records import KeptPhrase
from postmortem_desktop.jobs import Progress
from postmortem_desktop.transfer.exporting import PdfOrder, export_pdf, export_text
from postmortem_desktop.ui.timeline.picture_out import PictureOrder, draw_picture

BLAMING = "Marco should have noticed the alert"
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(start):
    """Return somebody who has the sample session open."""
    person = start()
    person.desk.open_sample()
    return person


def write_summary(person, words=f"{BLAMING}. "):
    """Write at the beginning of the summary; return its editor, with the hint in its bar."""
    person.window.run("step_prepare")
    summary = person.step.incident.summary
    summary.put_cursor(0)
    person.type(words)
    person.qtbot.waitUntil(summary.bar.isVisible)
    return summary


def write_notes(person, event):
    """Write at the end of the notes on an event; return their editor."""
    person.window.run("step_timeline")
    person.step.show_record(event.id)
    notes = person.step.inspector.form.notes
    notes.put_cursor(len(notes.text()))
    person.type(f" {BLAMING}.")
    return notes


def dossier_of(person):
    return person.window.session.workspace.dossier


def test_what_texts_are_looked_at_with_is_read_on_a_thread_before_anybody_writes(
    start, monkeypatch
):
    reviewing = import_module("postmortem_desktop.phrasing.review")
    make_table, readers = reviewing.RuleTable, []

    def note_who_reads(rules):
        readers.append(current_thread())
        return make_table(rules)

    monkeypatch.setattr(reviewing, "RuleTable", note_who_reads)
    reviewing._reader.cache_clear()
    person = start()
    person.resume()
    person.qtbot.waitUntil(lambda: bool(readers) and not person.desk._wording.is_busy)
    person.desk.new_session("Slow checkout")
    person.window.run("step_prepare")
    summary = person.step.incident.summary
    summary.put_cursor(0)
    person.type(f"{BLAMING}.")
    person.qtbot.waitUntil(summary.bar.isVisible)
    (reader,) = readers
    assert reader is not main_thread()


def test_a_key_in_a_text_looks_at_no_wording_before_a_pause(person, monkeypatch):
    summary = write_summary(person)
    looked_at, find = [], summary._highlighter._find_hints

    def note_what_is_looked_at(text):
        looked_at.append(text)
        return find(text)

    monkeypatch.setattr(summary._highlighter, "_find_hints", note_what_is_looked_at)
    # No turn of the event loop comes between these keys.
    person.type("Ana was careless. ")
    assert looked_at == []
    person.qtbot.waitUntil(lambda: summary.hint_count() == 2)
    assert len(looked_at) == 1
    assert looked_at[0].startswith(f"{BLAMING}. Ana was careless. ")


def test_kept_as_said_counts_for_this_text_alone_and_after_a_restart(person, start):
    summary = write_summary(person)
    person.key(Qt.Key.Key_K, BOTH)
    person.qtbot.waitUntil(lambda: not summary.bar.isVisible())
    event = sorted(dossier_of(person).events(), key=event_order)[0]
    notes = write_notes(person, event)
    person.qtbot.waitUntil(notes.bar.isVisible)
    assert notes.bar.words == "Marco should have noticed"
    person.end()

    again = start()
    again.desk.open_sample()
    again.window.run("step_timeline")
    again.step.show_record(event.id)
    notes = again.step.inspector.form.notes
    again.qtbot.waitUntil(notes.bar.isVisible)
    again.window.run("step_prepare")
    summary = again.step.incident.summary
    assert summary.text().startswith(BLAMING)
    again.qtbot.waitUntil(lambda: not summary._highlighter.is_waiting)
    assert summary.hint_count() == 0


def test_muted_words_are_muted_in_this_session_and_heard_in_another(person):
    summary = write_summary(person)
    person.key(Qt.Key.Key_M, BOTH)
    person.qtbot.waitUntil(lambda: not summary.bar.isVisible())
    notes = write_notes(person, dossier_of(person).events()[0])
    person.qtbot.waitUntil(lambda: not notes._highlighter.is_waiting)
    assert notes.hint_count() == 0
    person.desk.new_session("Slow checkout")
    assert write_summary(person).bar.words == "Marco should have noticed"


def test_no_hint_is_stored_or_put_beside_a_person(person):
    words = f"{BLAMING}. Ana was careless. "
    write_summary(person, words)
    person.window.session.workspace.flush()
    before = dossier_of(person).snapshot()
    people = {name for p in dossier_of(person).participants() for name in (p.label, p.name) if name}
    person.key(Qt.Key.Key_W, BOTH)
    pane = person.window.wording.pane
    person.qtbot.waitUntil(lambda: not pane.scan.is_busy and pane.model.count == 4)
    groups = [
        pane.model.row_at(index).name
        for index in map(pane.model.index, range(pane.model.rowCount()))
        if pane.model.hint_at(index) is None
    ]
    assert groups[0] == "What happened, and its impact"
    assert not [(name, head) for name in people for head in groups if name in head]
    person.window.run("step_interviews")
    told = [label.text() for label in person.step.people.findChildren(QLabel)]
    named = [widget.accessibleName() for widget in person.step.people.findChildren(QWidget)]
    assert any("In conversation" in text for text in told)
    assert not [text for text in (*told, *named) if "hint" in text.lower()]
    assert dossier_of(person) == before


def test_what_leaves_the_desk_holds_the_words_and_nothing_of_the_hints(person, tmp_path):
    summary = write_summary(person, f"{BLAMING}. Ana was careless. ")
    person.key(Qt.Key.Key_K, BOTH)
    person.qtbot.waitUntil(lambda: summary.hint_count() == 1)
    hint = summary.bar.hint
    dossier = dossier_of(person)
    assert [kept.phrase for kept in dossier.all(KeptPhrase)] == ["Ana was careless"]
    written = []
    for audience in AudienceKind:
        report = tmp_path / f"{audience}.pdf"
        order = PdfOrder(path=report, audience=audience)
        export_pdf(dossier, order, Progress(), now=dossier.postmortem.created_at)
        written.append(" ".join(page.extract_text() for page in PdfReader(report).pages))
        for form in ("json", "markdown"):
            path = tmp_path / f"{audience}.{form}"
            export_text(dossier, path, form=form, audience=audience)
            written.append(path.read_text(encoding="utf-8"))
    for text in (" ".join(text.split()) for text in written):
        assert "Ana was careless" in text
        assert not [words for words in (hint.title, hint.reason, *hint.questions) if words in text]
        assert "KeptPhrase" not in text
    picture = draw_picture(dossier, PictureOrder(), Progress()).svg.decode()
    assert hint.title not in picture


def test_words_with_a_hint_are_kept_word_for_word_whatever_is_done_next(person):
    person.window.run("step_interviews")
    person.step.ask_another()
    person.type(f"{BLAMING}.")
    # Nobody waits for a hint, and none asks to be answered.
    person.ctrl(Qt.Key.Key_4)
    assert person.window.session.current_key == "learnings"
    assert [a.text for a in dossier_of(person).all(Answer) if BLAMING in a.text] == [f"{BLAMING}."]
    assert not person.window.messages.isVisible()
