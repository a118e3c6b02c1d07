"""The questions that wait for a person: how many, which, and about what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.interview_edits import drop_question
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.interview.conversation import Place, account_name, waiting
from postmortem_desktop.ui.interview.row_list import Row, RowList
from postmortem_desktop.ui.interview.sentences import one_line
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace


class _Questions(RowList):
    """Tells of the Delete key."""

    delete_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drop the question in hand on Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


class ToAsk(QFrame):
    """Gone while nothing waits; choosing a question opens it, Delete drops it."""

    question_chosen = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.heading = plain_label("", "heading")
        self.questions = _Questions(_("To ask"))
        self.questions.setToolTip(_("Delete drops a question"))
        self.questions.chosen.connect(self.question_chosen)
        self.questions.delete_pressed.connect(self._drop_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.questions)

    def show_place(self, dossier: Dossier, place: Place) -> None:
        """Show what waits for the person spoken with."""
        answers = waiting(dossier, place.person_id)
        self.setVisible(bool(answers))
        self.heading.setText(_("To ask · {count}").format(count=len(answers)))
        if [answer.id for answer in answers] != self.questions.keys():
            self.questions.set_rows({answer.id: self._row(answer) for answer in answers})
        for answer in answers:
            row = self.questions.row(answer.id)
            row.say(one_line(answer.question), _about(dossier, answer))
        self.questions.fit()
        self.questions.choose(place.answer_id or "")

    def _row(self, answer: Answer) -> Row:
        row = Row()
        drop = glyph_button("close", _("Drop this question"))
        drop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        drop.clicked.connect(lambda: self._drop(answer.id))
        layout = row.layout()
        if layout is not None:
            layout.addWidget(drop)
        return row

    def _drop_current(self) -> None:
        row = self.questions.currentRow()
        if row >= 0:
            self._drop(self.questions.keys()[row])

    def _drop(self, answer_id: str) -> None:
        space = self._workspace
        space.flush()
        if space.dossier.find(Answer, answer_id) is not None:
            space.perform(drop_question(space.dossier, answer_id))


def _about(dossier: Dossier, answer: Answer) -> str:
    """Return the account of a question and the event that it is about."""
    event = dossier.find(TimelineEvent, answer.event_id)
    parts = [account_name(answer.account)]
    if event is not None:
        parts.append(_("about E{number} {title}").format(number=event.number, title=event.title))
    return " · ".join(parts)
