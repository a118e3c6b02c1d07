"""What is typed becomes an edit after a pause, on leaving, and on demand, and never twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from postmortem_desktop.domain.records import Postmortem
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit, CommitTextEdit


@pytest.fixture
def window(qtbot, dressed):
    window = QMainWindow()
    qtbot.addWidget(window)
    content = QWidget()
    QVBoxLayout(content)
    window.setCentralWidget(content)
    window.resize(500, 400)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


def into(window, *fields):
    for each in fields:
        window.centralWidget().layout().addWidget(each)
    fields[0].setFocus()
    QTest.qWait(0)
    return fields[0]


@pytest.fixture
def summary(window, shell_workspace):
    field = into(window, CommitTextEdit(shell_workspace, "Summary"))

    def commit(text):
        return shell_workspace.perform(
            change_postmortem(shell_workspace.dossier, merge="summary", summary=text)
        )

    field.bind(shell_workspace.dossier.postmortem.summary, commit)
    shell_workspace.changed.connect(
        lambda _edit: field.show_text(shell_workspace.dossier.postmortem.summary)
    )
    return field


@pytest.fixture
def title(window, shell_workspace):
    field = into(window, CommitLineEdit(shell_workspace, "Title"))

    def commit(text):
        return shell_workspace.perform(
            change_postmortem(shell_workspace.dossier, merge="title", title=text)
        )

    field.bind(shell_workspace.dossier.postmortem.title, commit)
    shell_workspace.changed.connect(
        lambda _edit: field.show_text(shell_workspace.dossier.postmortem.title)
    )
    return field


def stored(disk):
    return disk.edits[-1].changes[0].after


def test_a_pause_commits_what_was_typed_as_one_step(qtbot, summary, shell_workspace, disk):
    with qtbot.waitSignal(shell_workspace.changed):
        qtbot.keyClicks(summary, "slow pages")
    assert stored(disk).summary == "slow pages"
    assert len(disk.edits) == 1


def test_leaving_the_field_commits_at_once_and_ends_the_step(qtbot, window, shell_workspace, disk):
    shell_workspace.settings = replace(shell_workspace.settings, typing_pause_ms=60_000)
    first = CommitLineEdit(shell_workspace, "Title")
    other = CommitLineEdit(shell_workspace, "Reference")
    into(window, first, other)
    first.bind(
        "Slow checkout",
        lambda text: shell_workspace.perform(
            change_postmortem(shell_workspace.dossier, merge="title", title=text)
        ),
    )
    first.selectAll()
    qtbot.keyClicks(first, "Slow cart")
    assert disk.edits == []
    other.setFocus()
    assert stored(disk).title == "Slow cart"


def test_undo_takes_back_what_was_just_typed(qtbot, summary, shell_workspace):
    shell_workspace.settings = replace(shell_workspace.settings, typing_pause_ms=60_000)
    qtbot.keyClicks(summary, "first")
    shell_workspace.flush()
    qtbot.keyClicks(summary, " second")
    shell_workspace.undo()
    assert summary.text() == "first"
    shell_workspace.undo()
    assert summary.text() == ""
    shell_workspace.redo()
    assert summary.text() == "first"


@pytest.mark.parametrize("field_name", ["summary", "title"])
def test_the_undo_key_reaches_the_window(qtbot, request, window, field_name):
    field = request.getfixturevalue(field_name)
    action = QAction("Undo", window)
    action.setShortcuts(QKeySequence.StandardKey.Undo)
    window.addAction(action)
    qtbot.keyClicks(field, "abc")
    with qtbot.waitSignal(action.triggered):
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "abc" in field.text()


def test_a_line_has_no_undo_of_its_own(qtbot, title):
    title.end(False)
    qtbot.keyClicks(title, "!")
    undo = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(title, undo)
    assert title.text() == "Slow checkout!"


def test_refreshing_leaves_cursor_and_untouched_text_alone(qtbot, summary, shell_workspace):
    qtbot.keyClicks(summary, "slow pages")
    shell_workspace.flush()
    cursor = summary.textCursor()
    cursor.setPosition(4)
    summary.setTextCursor(cursor)
    shell_workspace.perform(change_postmortem(shell_workspace.dossier, title="Other"))
    assert summary.textCursor().position() == 4
    shell_workspace.perform(change_postmortem(shell_workspace.dossier, summary="slower pages"))
    assert summary.text() == "slower pages"
    assert summary.textCursor().position() == 4


def test_an_edit_elsewhere_does_not_overwrite_what_is_being_typed(qtbot, summary, shell_workspace):
    qtbot.keyClicks(summary, "half a sen")
    shell_workspace.perform(change_postmortem(shell_workspace.dossier, title="Other"))
    assert summary.text() == "half a sen"


def test_nothing_is_committed_while_an_input_method_composes(qtbot, summary, shell_workspace, disk):
    QApplication.sendEvent(summary, QInputMethodEvent("にほ", []))
    qtbot.keyClicks(summary, "x")
    shell_workspace.flush()
    assert disk.edits == []
    done = QInputMethodEvent()
    done.setCommitString("日本")
    QApplication.sendEvent(summary, done)
    shell_workspace.flush()
    assert "日本" in stored(disk).summary


def test_hard_spaces_and_line_ends_survive_exactly(qtbot, summary, shell_workspace, disk):
    shell_workspace.perform(
        change_postmortem(shell_workspace.dossier, summary="10\u00a0min\nthen\tmore")
    )
    assert summary.text() == "10\u00a0min\nthen\tmore"
    summary.moveCursor(summary.textCursor().MoveOperation.End)
    qtbot.keyClicks(summary, "!")
    shell_workspace.flush()
    assert stored(disk).summary == "10\u00a0min\nthen\tmore!"


def test_looking_at_a_text_writes_nothing(qtbot, summary, shell_workspace, disk):
    shell_workspace.perform(change_postmortem(shell_workspace.dossier, summary="a\u2028b"))
    shell_workspace.flush()
    assert len(disk.edits) == 1


def test_a_refused_text_stays_in_the_field_and_is_offered_again(
    qtbot, summary, shell_workspace, disk
):
    disk.is_full = True
    qtbot.keyClicks(summary, "kept")
    with qtbot.waitSignal(shell_workspace.failed):
        shell_workspace.flush()
    assert summary.text() == "kept"
    disk.is_full = False
    shell_workspace.flush()
    assert stored(disk).summary == "kept"


def test_pasting_brings_words_only(qtbot, summary):
    source = QMimeData()
    source.setHtml("<b>bold</b>")
    source.setText("bold")
    summary.insertFromMimeData(source)
    assert summary.text() == "bold"
    assert not summary.textCursor().charFormat().font().bold()


def test_a_field_commits_before_it_shows_another_record(qtbot, window, shell_workspace):
    field = into(window, CommitTextEdit(shell_workspace, "Notes"))
    first, second = [], []
    field.bind("", first.append)
    qtbot.keyClicks(field, "for the first")
    field.bind("other", second.append)
    assert first == ["for the first"]
    assert field.text() == "other"
    shell_workspace.flush()
    assert second == []


def test_escape_gives_a_line_its_recorded_text_back(qtbot, title, shell_workspace, disk):
    qtbot.keyClicks(title, "zzz")
    qtbot.keyClick(title, Qt.Key.Key_Escape)
    assert title.text() == shell_workspace.dossier.get(Postmortem, "pm").title
    shell_workspace.flush()
    assert disk.edits == []


def test_a_text_grows_with_its_lines_up_to_its_limit(qtbot, window, shell_workspace):
    field = into(window, CommitTextEdit(shell_workspace, "Notes", lines=2, most_lines=6))
    low = field.height()
    field.bind("\n".join("abcd"), lambda _text: True)
    QTest.qWait(0)
    middle = field.height()
    field.bind("\n".join("abcdefghijklmnop"), lambda _text: True)
    QTest.qWait(0)
    assert low < middle < field.height()
    line = field.fontMetrics().lineSpacing()
    assert field.height() < 8 * line


def test_return_takes_a_title_over_and_a_pasted_one_stays_on_one_line(
    qtbot, window, shell_workspace, disk
):
    field = into(window, CommitTextEdit(shell_workspace, "Event", one_line=True))
    postmortem = shell_workspace.dossier.postmortem
    field.bind(
        "",
        lambda text: shell_workspace.perform(
            change_postmortem(shell_workspace.dossier, title=text)
        ),
    )
    words = QMimeData()
    words.setText("pool\nsaturated")
    field.insertFromMimeData(words)
    with qtbot.waitSignal(field.committed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "pool saturated"
    assert [edit.changes[0].after.title for edit in disk.edits] == ["pool saturated"]
    assert postmortem.title == "Slow checkout"
