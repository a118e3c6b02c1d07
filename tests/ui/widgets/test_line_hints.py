"""Hints on a line: a wave, one note beside it, and nothing that is in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.phrasing import review
from postmortem_desktop.ui.widgets.line_hints import LineHints

BLAMING = "Ana should have noticed the alert"


@pytest.fixture
def hints(qtbot, dressed):
    window = QWidget()
    line, other = QLineEdit(), QLineEdit()
    column = QVBoxLayout(window)
    for part in (line, other):
        column.addWidget(part)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(600, 300)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    line.setFocus()
    yield LineHints(line, review)
    window.close()


def line_of(hints):
    return hints.parent()


def amber_pixels(line):
    """Count the pixels that are amber; a line tells nobody how its words are drawn."""
    picture = line.grab().toImage()
    places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    colours = (picture.pixelColor(x, y) for x, y in places)
    return sum(colour.red() > colour.blue() + 40 for colour in colours)


def test_blaming_words_get_a_wave_and_a_note_below_the_line(qtbot, hints):
    line = line_of(hints)
    QTest.keyClicks(line, BLAMING)
    qtbot.waitUntil(lambda: hints.note is not None and hints.note.isVisible())
    hint = review(BLAMING)[0]
    assert hints.note.title.text() == f"{hint.title}: “{BLAMING[hint.start : hint.end]}”"
    assert hints.note.question.text() == f"“{hint.question}”"
    assert hints.note.geometry().top() > line.geometry().bottom()
    assert amber_pixels(line) > 0


def test_text_cursor_selection_and_undo_are_left_alone(qtbot, hints):
    line = line_of(hints)
    QTest.keyClicks(line, BLAMING)
    line.setSelection(4, 6)
    told = []
    line.textChanged.connect(told.append)
    line.selectionChanged.connect(lambda: told.append("selection"))
    line.cursorPositionChanged.connect(lambda _old, _new: told.append("cursor"))
    qtbot.waitUntil(lambda: bool(hints.hints))
    assert told == []
    assert (line.selectedText(), line.text(), line.hasFocus()) == ("should", BLAMING, True)
    line.undo()
    assert line.text() == ""


def test_the_wave_goes_when_its_words_change(qtbot, hints):
    line = line_of(hints)
    QTest.keyClicks(line, BLAMING)
    qtbot.waitUntil(lambda: bool(hints.hints))
    line.setCursorPosition(BLAMING.index("noticed"))
    QTest.keyClicks(line, "x")
    assert hints.hints == []
    assert not hints.note.isVisible()
    assert amber_pixels(line) == 0


def test_the_note_goes_with_the_focus_and_comes_back_with_it(qtbot, hints):
    line = line_of(hints)
    QTest.keyClicks(line, BLAMING)
    qtbot.waitUntil(lambda: hints.note is not None and hints.note.isVisible())
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert not hints.note.isVisible()
    line.setFocus()
    qtbot.waitUntil(hints.note.isVisible)


def test_plain_words_get_none(qtbot, hints):
    QTest.keyClicks(line_of(hints), "The alert fired at noon")
    QTest.qWait(150)
    assert hints.hints == []
    assert hints.note is None


def test_the_note_tells_of_the_words_nearest_to_the_cursor(qtbot, hints):
    line = line_of(hints)
    QTest.keyClicks(line, f"{BLAMING}. Bo was careless.")
    qtbot.waitUntil(lambda: len(hints.hints) == 2)
    assert "Bo was careless" in hints.note.title.text()
    line.setCursorPosition(3)
    assert "Ana should have noticed" in hints.note.title.text()
