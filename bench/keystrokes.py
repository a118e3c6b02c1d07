"""Typing in the editor with live hints, and in a plain text field: goal P13.

Both hold the same paragraphs, have the same size and font, and get the same keys in the same
places. After each key the event loop runs for as long as the hints wait for a pause, and a little
longer, so that looking for hints and showing them belongs to the key; what the loop takes at rest
is taken off.
"""

from __future__ import annotations

from functools import partial
from time import process_time

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from bench.playing import PLAIN, CannotPlayError, settle, turn
from bench.prose import PEOPLE
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.editing.postmortem_edits import add_participant
from postmortem_desktop.ui.widgets.commit_fields import nothing_to_commit
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.widgets.phrasing_highlighter import PAUSE_MS
from postmortem_desktop.ui.workspace import Workspace

TYPED = " You should have asked the vendor."
SIZE = (900, 600)
PAUSE = PAUSE_MS + 30


class Typist:
    """Types the same words into both fields."""

    def __init__(self, workspace: Workspace, text: str) -> None:
        # A cursor that blinks would paint in one field and not in the other.
        QApplication.setCursorFlashTime(0)
        for name in PEOPLE:
            edit = add_participant(workspace.dossier, workspace.ids, "On call", name=name)
            workspace.perform(edit)
        self.hinted = HintedTextEdit(workspace, "Answer")
        self.hinted.resize(*SIZE)
        self.hinted.bind(_owner(workspace.dossier), text, nothing_to_commit)
        self.hinted.show()
        turn()
        self.plain = QPlainTextEdit()
        self.plain.setFont(self.hinted.editor.font())
        self.plain.resize(self.hinted.editor.size())
        self.plain.setPlainText(text)
        self.plain.show()
        settle()
        self._paragraphs = text.count("\n\n") + 1
        self.live: list[float] = []
        """CPU seconds of a key, with time enough for hints after each."""
        self.burst: list[float] = []
        """The same where the keys follow each other at once, the hints after the last one."""
        self.live_plain: list[float] = []
        self.burst_plain: list[float] = []

    def play_round(self, number: int) -> None:
        """Type into each field in turn, in another paragraph each time.

        Raises:
            CannotPlayError: no hint came of it.
        """
        before = self.hinted.hint_count()
        first = self._paragraphs // 2 + 2 * number
        self.burst_plain.append(self._typed(self.plain, first, 0))
        self.live_plain.append(self._typed(self.plain, first + 1, PAUSE))
        self.burst.append(self._typed(self.hinted.editor, first, 0))
        self.live.append(self._typed(self.hinted.editor, first + 1, PAUSE))
        if self.hinted.hint_count() != before + 2:
            raise CannotPlayError("what was typed got no hint")
        if self.hinted.text() != self.plain.toPlainText():
            raise CannotPlayError("the two fields do not hold the same text")

    def close(self) -> None:
        """Take both fields away."""
        for field in (self.hinted, self.plain):
            field.close()
            field.deleteLater()
        turn()

    def _typed(self, field: QTextEdit | QPlainTextEdit, paragraph: int, pause: int) -> float:
        """Return the CPU seconds of a key on average, work put off included."""
        block = field.document().findBlockByNumber(2 * (paragraph % self._paragraphs))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        field.setTextCursor(cursor)
        settle()
        marks = [process_time()]
        for beat in (_nothing, partial(_press, field)):
            for letter in TYPED:
                beat(letter)
                _run_for(pause)
            settle()
            # Reading what was typed belongs to it; the edit that is made of it does not.
            self.hinted.flush()
            marks.append(process_time())
        begin, rested, typed = marks
        return (typed - rested - (rested - begin)) / len(TYPED)


def _nothing(_letter: str) -> None:
    """Leave all as it is."""


def _press(field: QTextEdit | QPlainTextEdit, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, PLAIN, letter))


def _run_for(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _owner(dossier: Dossier) -> str:
    """Return the id of a record that may own a text."""
    return next(iter(dossier.participants())).id
