"""The side list: hints by record, read off the window's thread, followed record by record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from postmortem_desktop.domain.findings import ActionItem
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import KeptPhrase, TimelineEvent
from postmortem_desktop.editing.finding_edits import remove_item
from postmortem_desktop.editing.interview_edits import change_answer
from postmortem_desktop.editing.timeline_edits import change_event
from postmortem_desktop.ui.job_runner import end_jobs
from postmortem_desktop.ui.wording.model import Group
from postmortem_desktop.ui.wording.pane import WordingPane

BLAMING = "Marco should have noticed the alert"
REVERT = datetime(2026, 10, 14, 12, 44, tzinfo=UTC)
"""When “Decides to revert the pool change” is; 14:44 on the wall clock."""
QUOTED = "She said “Marco should have noticed the alert”"


@pytest.fixture
def pane(qtbot, workspace, theme_source):
    pane = WordingPane(workspace, theme_source, lambda: None)
    qtbot.addWidget(pane)
    pane.resize(330, 700)
    pane.show()
    pane.activateWindow()
    qtbot.waitActive(pane)
    pane.begin()
    qtbot.waitUntil(lambda: not pane.scan.is_busy and pane.model.count > 0)
    yield pane
    end_jobs(pane)


def rows(pane):
    """Return the list as somebody reads it: names of records, and below them the words."""
    model = pane.model
    return [
        row.name if isinstance(row, Group) else row.words
        for row in (model.row_at(model.index(place)) for place in range(model.rowCount()))
    ]


def event(workspace):
    return next(e for e in workspace.dossier.events() if e.starts_at == REVERT)


def blame(workspace, **texts):
    workspace.perform(change_event(workspace.dossier, event(workspace).id, **texts))


def press(pane, key, *, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(pane.list, key, held)


BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_hints_stand_below_the_records_they_are_in(pane):
    assert rows(pane) == [
        "Q4 When the cache purge was through, what were you expecting t…",
        "I was stupid",
        "Action: Improve monitoring",
        "Improve",
    ]
    assert pane.count.text() == "2 hints"


def test_hard_and_soft_hints_of_a_changed_record_come_in_their_place(pane, workspace):
    blame(workspace, title=BLAMING, detail=QUOTED)
    number = event(workspace).number
    assert pane.count.text() == "4 hints, 3 of them sure"
    assert rows(pane)[:3] == [
        f"E{number} {BLAMING}",
        "Marco should have noticed",
        "Marco should have noticed",
    ]
    spoken = pane.model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "perhaps" in spoken
    assert QUOTED in spoken
    assert f"E{number}" in spoken
    workspace.undo()
    assert rows(pane)[0].startswith("Q4 ")


def test_the_keys_pass_over_the_names_of_records(qtbot, pane):
    qtbot.waitUntil(pane.list.hasFocus)
    assert pane.list.currentIndex().row() == 1
    press(pane, Qt.Key.Key_Down)
    assert pane.list.currentIndex().row() == 3
    press(pane, Qt.Key.Key_Up)
    assert pane.list.currentIndex().row() == 1


def test_enter_and_a_click_ask_for_the_words(qtbot, pane, workspace):
    wanted = []
    pane.word_wanted.connect(wanted.append)
    press(pane, Qt.Key.Key_Return)
    place = pane.list.visualRect(pane.model.index(3)).center()
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    first, second = wanted
    answer = workspace.dossier.get(Answer, first.written.record_id)
    assert answer.text[first.hint.start : first.hint.end] == "I was stupid"
    assert workspace.dossier.get(ActionItem, second.written.record_id).title == "Improve monitoring"


def test_words_are_kept_from_the_list_and_the_next_hint_is_in_hand(qtbot, pane, workspace):
    press(pane, Qt.Key.Key_K, held=BOTH)
    qtbot.waitUntil(lambda: pane.model.count == 1)
    (kept,) = workspace.dossier.all(KeptPhrase)
    assert kept.phrase == "I was stupid"
    assert rows(pane)[0] == "Action: Improve monitoring"
    assert pane.model.hint_at(pane.list.currentIndex()).words == "Improve"
    workspace.undo()
    qtbot.waitUntil(lambda: pane.model.count == 2)


def test_the_next_hint_of_the_same_record_is_in_hand_once_words_are_kept(qtbot, pane, workspace):
    blame(workspace, detail=f"{BLAMING}. Ana was careless.")
    assert rows(pane)[1:3] == ["Marco should have noticed", "Ana was careless"]
    pane.list.setCurrentIndex(pane.model.index(1))
    press(pane, Qt.Key.Key_K, held=BOTH)
    assert pane.model.hint_at(pane.list.currentIndex()).words == "Ana was careless"


def test_words_are_muted_from_the_list_and_all_of_it_is_read_anew(qtbot, pane, workspace):
    blame(workspace, title=BLAMING, detail=f"{BLAMING}, he said.")
    assert pane.model.count == 4
    pane.list.setCurrentIndex(pane.model.index(1))
    press(pane, Qt.Key.Key_M, held=BOTH)
    qtbot.waitUntil(lambda: pane.model.count == 2)


def test_nothing_to_look_at_twice_is_said_where_there_is_nothing(qtbot, pane, workspace):
    answer = next(a for a in workspace.dossier.all(Answer) if "stupid" in a.text)
    workspace.perform(change_answer(workspace.dossier, answer.id, text="It looked flat."))
    action = next(a for a in workspace.dossier.actions() if a.title == "Improve monitoring")
    workspace.perform(remove_item(workspace.dossier, ActionItem, action.id))
    assert pane.stack.currentWidget() is pane.nothing
    assert pane.nothing.text() == "Nothing to look at twice."
    assert pane.count.text() == ""


def test_it_says_so_when_hints_are_switched_off(qtbot, pane, workspace):
    before = workspace.settings
    workspace.settings = replace(before, phrasing_hints=False)
    qtbot.waitUntil(lambda: pane.nothing.text() == "Wording hints are switched off.")
    assert pane.model.count == 0
    workspace.settings = before
    qtbot.waitUntil(lambda: pane.model.count == 2)


def test_an_answer_asks_with_the_time_to_which_its_event_was_moved(pane, workspace):
    about = event(workspace)
    answer = next(a for a in workspace.dossier.all(Answer) if "stupid" in a.text)
    text = "Marco should have noticed it."
    workspace.perform(
        change_answer(workspace.dossier, answer.id, event_id=about.id, text=text, at=None)
    )
    assert "14:44" in pane.model.row_at(pane.model.index(1)).hint.question
    later = about.starts_at.replace(minute=50)
    workspace.perform(change_event(workspace.dossier, about.id, starts_at=later))
    assert "14:50" in pane.model.row_at(pane.model.index(1)).hint.question


def test_a_list_out_of_sight_reads_nothing(qtbot, pane, workspace):
    pane.end()
    blame(workspace, title=BLAMING)
    assert pane.model.count == 2
    pane.begin()
    qtbot.waitUntil(lambda: pane.model.count == 3)


def test_the_model_keeps_its_promises_to_the_list(qtmodeltester, pane, workspace):
    qtmodeltester.check(pane.model)
    blame(workspace, title=BLAMING)
    workspace.undo()
    assert pane.model.count == 2


def test_many_changed_records_are_read_off_the_window_s_thread(qtbot, pane, workspace):
    for found in workspace.dossier.events():
        if found.title.startswith(("Latency", "Connection", "p95")):
            workspace.perform(change_event(workspace.dossier, found.id, title=BLAMING))
    changed = [e for e in workspace.dossier.all(TimelineEvent) if e.title == BLAMING]
    assert pane.model.count == 2 + len(changed)
