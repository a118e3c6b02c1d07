"""The right pane: what to ask next, what was answered so far, the facilitator's private notes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.findings import ContributingFactor
from postmortem_desktop.domain.interviews import Answer, InterviewStatus
from postmortem_desktop.domain.records import Participant, TimelineEvent
from postmortem_desktop.editing.interview_edits import set_interview
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.interview.conversation import Place, account_name, told
from postmortem_desktop.ui.interview.listening import ListenFor
from postmortem_desktop.ui.interview.row_list import Row, RowList
from postmortem_desktop.ui.interview.sentences import one_line
from postmortem_desktop.ui.interview.to_ask import ToAsk
from postmortem_desktop.ui.widgets.commit_fields import CommitTextEdit
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.frames import scrolled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.references import Go, fill_with_references
from postmortem_desktop.ui.workspace import Workspace


class AnswerRow(Row):
    """One answer: its number and account, its first words, and what came of it."""

    def __init__(self, go: Go) -> None:
        super().__init__()
        self._go = go
        self.references = FlowLayout(spacing=4)
        self.words.addLayout(self.references)

    def show_answer(self, dossier: Dossier, answer: Answer) -> None:
        """Show an answer as it is now."""
        head = f"Q{answer.number} · {account_name(answer.account)}"
        if answer.private:
            head = _("{head} · private").format(head=head)
        self.say(head, one_line(answer.text) or "…")
        fill_with_references(
            self.references,
            dossier,
            [
                *dossier.linked(answer.id, TimelineEvent),
                *dossier.linked(answer.id, ContributingFactor),
            ],
            self._go,
        )


class AnswersPane(QFrame):
    """Answers to open again, and notes that never leave the desk."""

    answer_chosen = Signal(str)

    def __init__(self, workspace: Workspace, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self._go = go
        self._person_id = ""
        self.answers = RowList(_("Answers so far"))
        self.answers.chosen.connect(self.answer_chosen)
        self._lesson = plain_label(
            _("What this person tells gathers here, with what was made of it."),
            "secondary",
            wrap=True,
        )
        self.notes = CommitTextEdit(workspace, _("Private notes"), lines=4, most_lines=8)
        self.notes.setPlaceholderText(_("For the facilitator only"))
        self.listen_for = ListenFor()
        self.to_ask = ToAsk(workspace)
        self.to_ask.question_chosen.connect(self.answer_chosen)
        self.next_up = QWidget()
        """What could be asked next; in a narrow window the question pane holds it."""
        self._lay_out()

    def show_place(self, dossier: Dossier, place: Place) -> None:
        """Show the answers of the person spoken with."""
        self.to_ask.show_place(dossier, place)
        answers = told(dossier, place.person_id)
        if [answer.id for answer in answers] != self.answers.keys():
            self.answers.set_rows({answer.id: AnswerRow(self._go) for answer in answers})
        for answer in answers:
            row = self.answers.row(answer.id)
            assert isinstance(row, AnswerRow), "the rows are made above"
            row.show_answer(dossier, answer)
        self._lesson.setVisible(not answers)
        self.answers.fit()
        self.answers.choose(place.answer_id or "")
        interview = dossier.interview_of(place.person_id)
        notes = "" if interview is None else interview.notes
        if place.person_id == self._person_id:
            self.notes.show_text(notes)
        else:
            self._person_id = place.person_id
            self.notes.bind(notes, partial(self._write_notes, place.person_id))

    def hold_next_up(self) -> None:
        """Show above the answers what could be asked next."""
        self.next_up.setContentsMargins(0, 0, 0, 0)
        self._above.insertWidget(0, self.next_up)

    def _lay_out(self) -> None:
        next_up = QVBoxLayout(self.next_up)
        next_up.setContentsMargins(0, 0, 0, 0)
        next_up.addWidget(self.listen_for)
        next_up.addWidget(self.to_ask)
        inside = QWidget()
        above = self._above = QVBoxLayout(inside)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(8)
        self.hold_next_up()
        above.addWidget(plain_label(_("Answers so far"), "heading"))
        above.addWidget(self._lesson)
        above.addWidget(self.answers)
        above.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(scrolled(inside), 1)
        column.addWidget(plain_label(_("Private notes"), "heading"))
        column.addWidget(plain_label(_("They never leave this desk."), "caption", wrap=True))
        column.addWidget(self.notes)

    def _write_notes(self, person_id: str, text: str) -> bool:
        space = self._workspace
        if space.dossier.find(Participant, person_id) is None:
            return True
        interview = space.dossier.interview_of(person_id)
        if interview is None:
            return space.perform(
                set_interview(
                    space.dossier,
                    space.ids,
                    person_id,
                    notes=text,
                    status=InterviewStatus.NOT_STARTED,
                )
            )
        return space.perform(
            set_interview(space.dossier, space.ids, person_id, merge="notes", notes=text)
        )
