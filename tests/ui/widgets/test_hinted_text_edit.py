"""Hints are quiet, offer a question, and can be told to leave words as they were said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtTest import QTest

from postmortem_desktop.domain.records import KeptPhrase
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.phrasing.review import review
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit

BLAMING = "Ana should have noticed the alert."
PLAIN = "The alert fired at noon."


@pytest.fixture
def field(qtbot, dressed, shell_workspace):
    field = HintedTextEdit(shell_workspace, "Notes")
    qtbot.addWidget(field)
    field.resize(700, 300)
    field.show()
    field.activateWindow()
    qtbot.waitActive(field)
    field.bind(
        "pm",
        "",
        lambda text: shell_workspace.perform(
            change_postmortem(shell_workspace.dossier, merge="summary", summary=text)
        ),
    )
    field.setFocus()
    return field


def waves(field):
    """Return the stretches with a wave, as text."""
    found = []
    block = field.editor.document().begin()
    while block.isValid():
        for stretch in block.layout().formats():
            style = stretch.format.underlineStyle()
            if style is QTextCharFormat.UnderlineStyle.WaveUnderline:
                raw = block.text().encode("utf-16-le")
                cut = raw[2 * stretch.start : 2 * (stretch.start + stretch.length)]
                found.append(cut.decode("utf-16-le"))
        block = block.next()
    return found


def hinted_words(text):
    hint = review(text)[0]
    return text[hint.start : hint.end]


def test_blaming_words_get_a_wave_and_a_question(qtbot, field):
    qtbot.keyClicks(field.editor, BLAMING)
    qtbot.waitUntil(field.bar.isVisible)
    assert waves(field) == [hinted_words(BLAMING)]
    assert review(BLAMING)[0].question in field.bar.question.text()
    assert field.hint_count() == 1


def test_plain_words_get_none(qtbot, field):
    qtbot.keyClicks(field.editor, PLAIN)
    QTest.qWait(200)
    assert not field.bar.isVisible()
    assert waves(field) == []


def test_the_wave_has_the_hint_colour_of_the_theme_in_force(qtbot, field, dressed):
    field.bind("pm", BLAMING, lambda _text: True)
    qtbot.waitUntil(lambda: bool(waves(field)))

    def colour():
        formats = field.editor.document().begin().layout().formats()
        return formats[0].format.underlineColor().name()

    assert colour() == theme.LIGHT.hint.name()
    theme.apply(dressed, theme.DARK)
    qtbot.waitUntil(lambda: colour() == theme.DARK.hint.name())


def test_an_emoji_before_the_words_does_not_shift_the_wave(qtbot, field):
    field.bind("pm", f"🔥🔥 {BLAMING}", lambda _text: True)
    qtbot.waitUntil(lambda: waves(field) == [hinted_words(BLAMING)])


def test_words_kept_as_said_lose_the_wave_and_undo_brings_it_back(qtbot, field, shell_workspace):
    qtbot.keyClicks(field.editor, BLAMING)
    qtbot.waitUntil(field.bar.isVisible)
    QTest.keyClick(
        field.editor,
        Qt.Key.Key_K,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: not field.bar.isVisible())
    kept = shell_workspace.dossier.all(KeptPhrase)
    assert [(k.owner_id, k.phrase) for k in kept] == [("pm", hinted_words(BLAMING))]
    assert waves(field) == []
    shell_workspace.undo()
    qtbot.waitUntil(lambda: waves(field) == [hinted_words(BLAMING)])
    assert field.text() == BLAMING


def test_f8_selects_the_words_of_each_hint_in_turn(qtbot, field):
    field.bind("pm", f"{BLAMING}\n{PLAIN}\n{BLAMING}", lambda _text: True)
    qtbot.waitUntil(lambda: len(waves(field)) == 2)
    places = []
    for _press in range(3):
        QTest.keyClick(field.editor, Qt.Key.Key_F8)
        assert field.editor.textCursor().selectedText() == hinted_words(BLAMING)
        places.append(field.editor.textCursor().selectionStart())
    assert places[0] < places[1]
    assert places[2] == places[0]


def test_why_shows_the_reason(qtbot, field):
    field.bind("pm", BLAMING, lambda _text: True)
    qtbot.waitUntil(field.bar.isVisible)
    assert not field.bar.reason.isVisible()
    field.bar.why_button.click()
    assert field.bar.reason.isVisible()
    assert field.bar.reason.text() == review(BLAMING)[0].reason


def test_the_preference_switches_hints_off(qtbot, field, shell_workspace):
    shell_workspace.settings = replace(shell_workspace.settings, phrasing_hints=False)
    field.bind("pm", BLAMING, lambda _text: True)
    QTest.qWait(200)
    assert not field.bar.isVisible()
    assert waves(field) == []


def test_a_click_on_the_question_copies_it_and_says_so_for_a_moment(qtbot, field):
    qtbot.keyClicks(field.editor, BLAMING)
    question = field.bar.question
    qtbot.waitUntil(question.isVisible)
    asked, size = question.text(), question.size()
    qtbot.mouseClick(question, Qt.MouseButton.LeftButton)
    assert f"“{QGuiApplication.clipboard().text()}”" == asked
    assert question.text() == "Copied"
    assert question.size() == size
    qtbot.waitUntil(lambda: question.text() == asked, timeout=3_000)


def test_a_key_copies_the_question_while_typing(qtbot, field):
    qtbot.keyClicks(field.editor, BLAMING)
    qtbot.waitUntil(field.bar.isVisible)
    QGuiApplication.clipboard().setText("other")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field.editor, Qt.Key.Key_Q, held)
    assert QGuiApplication.clipboard().text() == review(BLAMING)[0].question
    assert field.editor.hasFocus()
    assert review(BLAMING)[0].question in field.bar.question.accessibleName()
