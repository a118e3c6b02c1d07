"""The answer: its words, how sure the person was, whether it stays private, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.findings import ContributingFactor
from postmortem_desktop.domain.interviews import Answer, Certainty
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.interview_edits import change_answer, remove_answer
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui.interview.conversation import Place
from postmortem_desktop.ui.interview.sentence_drag import HeldSentence, SelectionDrag
from postmortem_desktop.ui.interview.sentences import one_line, sentence_at
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.chips import ChipButton
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.references import Go, fill_with_references
from postmortem_desktop.ui.widgets.toggle import ToggleSwitch
from postmortem_desktop.ui.workspace import Workspace

_CERTAINTIES = {
    Certainty.SURE: N_("Sure"),
    Certainty.FAIRLY: N_("Fairly sure"),
    Certainty.VAGUE: N_("Vague"),
}

_MARGIN = 10


class AnswerCard(QWidget):
    """Writes into the answer of a place; the first words make the answer, through ``begin``."""

    def __init__(
        self,
        workspace: Workspace,
        begin: Callable[[Place, str], bool],
        go: Go,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._begin = begin
        self._go = go
        self._shown: object = None
        self._answer_id = ""
        self.words = HintedTextEdit(
            workspace, _("Answer"), lines=5, most_lines=14, unnamed=_("you")
        )
        self.words.set_role("answer")
        self.words.editor.document().setDocumentMargin(_MARGIN)
        self.words.set_placeholder(_("What they say, in their own words"))
        self.words.editor.textChanged.connect(self._enable)
        SelectionDrag(self.words.editor, self.held_sentence)
        self.certainty = {key: ChipButton(_(text)) for key, text in _CERTAINTIES.items()}
        self.private = ToggleSwitch(_("Private"))
        self.private.setToolTip(_("Keep this answer on the desk: not on the stage, not in exports"))
        self.private.clicked.connect(self._set_private)
        self.remove = glyph_button("trash", _("Delete this answer"))
        self.remove.clicked.connect(self._remove)
        self.references = FlowLayout(spacing=6)
        self._lay_out()

    def show_place(self, dossier: Dossier, place: Place) -> None:
        """Show the answer of a place; the cursor stays while it is the same one."""
        answer = dossier.find(Answer, place.answer_id)
        key = place.answer_id or place
        text = "" if answer is None else answer.text
        if key == self._shown:
            self.words.show_text(text)
        else:
            # What is still typed goes to the answer that it was typed for: bind commits it first.
            if answer is None:
                self.words.bind("", text, partial(self._begin, place))
            else:
                self.words.bind(answer.id, text, partial(self._change, answer.id))
            self._shown, self._answer_id = key, place.answer_id or ""
        self._show_facts(dossier, answer)

    def flush(self) -> None:
        """Commit what is typed now, as a step of its own."""
        self.words.flush()
        self._workspace.seal()

    def held_sentence(self) -> HeldSentence | None:
        """Return the selected words, or the sentence at the cursor, as they stand in the record."""
        self.words.flush()
        cursor = self.words.editor.textCursor()
        if cursor.hasSelection():
            text = one_line(cursor.selectedText())
        else:
            text = sentence_at(
                self.words.text(), _in_characters(self.words.text(), cursor.position())
            )
        return HeldSentence(self._answer_id, text) if text and self._answer_id else None

    def _lay_out(self) -> None:
        facts = QHBoxLayout()
        facts.setSpacing(6)
        facts.addWidget(plain_label(_("How sure?"), "caption"))
        for key, button in self.certainty.items():
            button.setCheckable(True)
            button.setAccessibleName(_("How sure: {text}").format(text=button.text()))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._set_certainty, key))
            facts.addWidget(button)
        facts.addSpacing(10)
        facts.addWidget(self.private)
        facts.addSpacing(10)
        facts.addLayout(self.references, 1)
        facts.setAlignment(self.references, Qt.AlignmentFlag.AlignVCenter)
        facts.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addLayout(facts)

    def _show_facts(self, dossier: Dossier, answer: Answer | None) -> None:
        for key, button in self.certainty.items():
            button.setChecked(answer is not None and answer.certainty is key)
        with QSignalBlocker(self.private):
            self.private.setChecked(answer is not None and answer.private)
        linked: list[TimelineEvent | ContributingFactor | Answer] = []
        if answer is not None:
            linked += dossier.linked(answer.id, TimelineEvent)
            linked += dossier.linked(answer.id, ContributingFactor)
            linked += dossier.linked(answer.id, Answer)
        fill_with_references(self.references, dossier, linked, self._go)
        self._enable()

    def _enable(self) -> None:
        can = bool(self._answer_id) or bool(self.words.text().strip())
        for button in (*self.certainty.values(), self.private):
            button.setEnabled(can)
        self.remove.setVisible(bool(self._answer_id))

    def _change(self, answer_id: str, text: str) -> bool:
        dossier = self._workspace.dossier
        if dossier.find(Answer, answer_id) is None:
            return False
        return self._workspace.perform(change_answer(dossier, answer_id, merge="text", text=text))

    def _set(self, **values: Any) -> None:
        self.flush()
        dossier = self._workspace.dossier
        if self._answer_id:
            self._workspace.perform(change_answer(dossier, self._answer_id, **values))
        self._show_facts(dossier, dossier.find(Answer, self._answer_id))

    def _set_certainty(self, key: Certainty) -> None:
        is_chosen = self.certainty[key].isChecked()
        self._set(certainty=key if is_chosen else Certainty.UNSTATED)

    def _set_private(self, private: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        self._set(private=private)

    def _remove(self) -> None:
        self.flush()
        if self._answer_id:
            self._workspace.perform(remove_answer(self._workspace.dossier, self._answer_id))


def _in_characters(text: str, position: int) -> int:
    """Return a position of Qt, which counts characters beyond U+FFFF twice, in characters."""
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * position]
    return len(raw.decode("utf-16-le", "ignore"))
