"""A key into an answer of 5,000 words with live hints, beside the same key in a bare editor.

P13: CPU time per key, painting and the looking for hints included, ÷ that of a plain ``QTextEdit``
with the same text, in turns. Also how long after the last key a hint is there.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from statistics import median
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from bench.goals import Goals, median_ratio
from bench.playing import settle, turn
from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.history import History
from postmortem_desktop.editing.interview_edits import change_answer
from postmortem_desktop.exchange.samples import load_sample
from postmortem_desktop.settings import Settings
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.interview.interview_step import InterviewsStep
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.workspace import Workspace

WORDS = 5_000
KEYS = "the pool was full and nobody had been told so "
_PLAIN = "The alert fired at noon and the queue grew by forty requests a second. "
_BLAMING = "Ana should have noticed the board. "
_LIMIT, _LIMIT_MS = 5.0, 100.0


def long_text(paragraphs: int) -> str:
    """Return 5,000 words, in equal paragraphs, one sentence in twenty of them with a hint."""
    count = WORDS // len(_PLAIN.split()) + 1
    sentences = [_BLAMING if number % 20 == 7 else _PLAIN for number in range(count)]
    size = -(-len(sentences) // paragraphs)
    rows = ("".join(sentences[at : at + size]).strip() for at in range(0, len(sentences), size))
    return "\n".join(rows)


def answer_panel(text: str) -> tuple[Workspace, InterviewsStep]:
    """Return a session with its interview panel at an answer with this text."""
    editor = Editor(
        Dossier(load_sample().records), History(), lambda _edit, _step: None, system_clock
    )
    space = Workspace(editor, None, system_clock, CountingIds(), Settings())  # type: ignore[arg-type]
    step = InterviewsStep(space, theme.ThemeSource(theme.LIGHT))
    answer = space.dossier.all(Answer)[0]
    space.perform(change_answer(space.dossier, answer.id, text=text))
    step.resize(1600, 900)
    step.show()
    step.show_record(answer.id)
    return space, step


def put_in_the_middle(edit: QTextEdit) -> None:
    """Put the cursor into the middle of the text."""
    document = edit.document()
    block = document.findBlockByNumber(document.blockCount() // 2)
    cursor = QTextCursor(document)
    cursor.setPosition(block.position() + block.length() // 2)
    edit.setTextCursor(cursor)
    edit.setFocus()
    settle()


def press(edit: QTextEdit, letter: str) -> None:
    """Press and release a key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(edit, event)


def cost_of_a_key(edit: QTextEdit, keys: int) -> float:
    """Return the CPU seconds of a key with all that follows from it, on average."""
    put_in_the_middle(edit)
    begin = process_time()
    for number in range(keys):
        press(edit, KEYS[number % len(KEYS)])
        turn()
    return (process_time() - begin) / keys


def wait_for_a_hint(space: Workspace, words: HintedTextEdit) -> float:
    """Return how many milliseconds after the last key a new hint is underlined."""
    put_in_the_middle(words.editor)
    for letter in ". He should have noticed":
        press(words.editor, letter)
        turn()
    begin = perf_counter()
    loop = QEventLoop()
    space.hints_counted.connect(loop.quit)
    loop.exec()
    return (perf_counter() - begin) * 1000


def main() -> int:
    """Measure, and tell how the goal stands."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keys", type=int, default=300)
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    theme.apply(application, theme.LIGHT)
    goals = Goals()
    for paragraphs in (1, 10, 60):
        text = long_text(paragraphs)
        bare = QTextEdit()
        bare.setPlainText(text)
        space, step = answer_panel(text)
        words = step.pane.answer.words
        bare.resize(words.size())
        bare.show()
        settle()
        floors: list[float] = []
        costs: list[float] = []
        for _round in range(options.rounds):
            floors.append(cost_of_a_key(bare, options.keys))
            costs.append(cost_of_a_key(words.editor, options.keys))
        ours, floor = (median(values) * 1000 for values in (costs, floors))
        print(f"key       {paragraphs:>4} paragraphs  {ours:.2f} ms, floor {floor:.2f} ms")
        goals.at_most(f"P13 key {paragraphs}", median_ratio(costs, floors), _LIMIT)
        goals.at_most(f"P13 hint-ms {paragraphs}", wait_for_a_hint(space, words), _LIMIT_MS)
        step.close()
        bare.close()
    return goals.status


if __name__ == "__main__":
    sys.exit(main())
