"""What is made of a sentence: an event on the timeline, or a contributing factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.times import clock_text, parse_moment
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.interview_edits import factor_from_answer
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.interview.question_pane import QuestionPane
from postmortem_desktop.ui.interview.sentence_drag import HeldSentence
from postmortem_desktop.ui.interview.sentence_events import (
    answer_id_in,
    lane_of,
    moment_of,
    put_sentence,
    put_words,
)
from postmortem_desktop.ui.workspace import Workspace


class SentenceMaker(QObject):
    """Turns the sentence at the cursor, or one that was dropped, into a record of its own."""

    noticed = Signal(str)
    """A sentence for the message bar."""

    def __init__(
        self,
        workspace: Workspace,
        pane: QuestionPane,
        reveal: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        """Make it; ``reveal`` brings an event into sight."""
        super().__init__(parent)
        self._workspace = workspace
        self._pane = pane
        self._reveal = reveal
        self._waiting: HeldSentence | None = None
        pane.handle.clicked.connect(self.put_on_timeline)
        pane.factor.clicked.connect(self.make_factor)
        pane.time_given.connect(self._take_time)

    def put_on_timeline(self) -> None:
        """Put the sentence at the cursor on the timeline, asking for a time where none is known."""
        held = self._pane.answer.held_sentence()
        if held is None:
            self.noticed.emit(_("Write an answer first; its sentences can become events."))
            return
        space = self._workspace
        answer = space.dossier.get(Answer, held.answer_id)
        at = moment_of(space.dossier, space.clock, answer, held.text)
        if at is None:
            self._waiting = held
            self._pane.ask_time()
        else:
            self._put(held, lane_of(space.dossier, answer), at)

    def make_factor(self) -> None:
        """Make the sentence at the cursor a contributing factor."""
        held = self._pane.answer.held_sentence()
        if held is None:
            self.noticed.emit(_("Write an answer first; its sentences can become factors."))
            return
        space = self._workspace
        space.seal()
        edit = factor_from_answer(space.dossier, space.ids, held.answer_id, held.text)
        if space.perform(edit):
            words = shortened(held.text)
            self.noticed.emit(_("“{words}” is a contributing factor now.").format(words=words))

    def take_drop(self, text: str, payload: str, lane_id: str, at: datetime) -> None:
        """Make an event of words dropped on the timeline, tied to the answer that holds them."""
        self._pane.answer.flush()
        space = self._workspace
        answer_id = answer_id_in(payload)
        if space.dossier.find(Answer, answer_id) is not None:
            self._put(HeldSentence(answer_id, text), lane_id, at)
        else:
            space.perform(put_words(space.dossier, space.ids, text, lane_id, at))

    def forget(self) -> None:
        """Stop asking for a time."""
        self._waiting = None
        self._pane.stop_asking_time()

    def _take_time(self, text: str) -> None:
        space, held = self._workspace, self._waiting
        at = parse_moment(text, space.dossier.day(space.clock()), space.zone)
        if at is None:
            self.noticed.emit(_("“{text}” is no time; write it as 14:19.").format(text=text))
            return
        self.forget()
        answer = space.dossier.find(Answer, held.answer_id) if held else None
        if held is not None and answer is not None:
            self._put(held, lane_of(space.dossier, answer), at)

    def _put(self, held: HeldSentence, lane_id: str, at: datetime) -> None:
        space = self._workspace
        space.seal()
        answer = space.dossier.get(Answer, held.answer_id)
        edit = put_sentence(space.dossier, space.ids, answer, held.text, lane_id, at)
        if space.perform(edit):
            self._reveal(edit.changes[-2].record_id)
            words, time = shortened(held.text), clock_text(at, space.zone)
            self.noticed.emit(
                _("“{words}” is on the timeline at {time}.").format(words=words, time=time)
            )
