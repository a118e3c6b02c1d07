"""What to listen for: after a pause, one question that the newest words of an answer ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import KeptPhrase
from postmortem_desktop.editing.interview_edits import PROBE, set_probe_aside, take_question
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing import Probe, next_probe
from postmortem_desktop.ui.interview.conversation import Place
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.frames import Card
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.widgets.labels import plain_label

if TYPE_CHECKING:
    from postmortem_desktop.ui.workspace import Workspace

_HEARD = 20_000
"""How many characters from the end are listened to; the newest words come first anyway."""
PAUSE_MS = 700
"""How long after a key an answer is listened to."""


class ListenFor(QFrame):
    """Shows at most one probe; gone while there is none, and never in the way of typing."""

    taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = Card()
        self.card.body.setContentsMargins(12, 10, 12, 8)
        self.card.body.setSpacing(4)
        self.question = plain_label("", "body", wrap=True)
        self.intent = plain_label("", "caption", wrap=True)
        self.take_button = Button(_("Ask this"), "quiet", key="Ctrl J", compact=True)
        self.take_button.setToolTip(_("Make it the next question (Ctrl+J)"))
        self.take_button.clicked.connect(self.taken)
        self.leave_button = glyph_button("close", _("Not this one (Ctrl+Shift+J)"))
        self.leave_button.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.addWidget(self.take_button)
        foot.addStretch(1)
        foot.addWidget(self.leave_button)
        self.card.body.addWidget(self.question)
        self.card.body.addWidget(self.intent)
        self.card.body.addSpacing(4)
        self.card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(plain_label(_("Listen for"), "heading"))
        column.addWidget(self.card)
        self.hide()

    def show_probe(self, probe: Probe | None) -> None:
        """Show another probe, or hide for None."""
        if probe is not None:
            self.question.setText(probe.question)
            self.intent.setText(probe.intent)
            self.card.setAccessibleName(_("Listen for: {question}").format(question=probe.question))
            self.card.setAccessibleDescription(probe.intent)
        self.setVisible(probe is not None)


class Listener(QObject):
    """Listens to the answer in hand off the path of typing, and offers what it hears."""

    def __init__(self, workspace: Workspace, words: HintedTextEdit, panel: ListenFor) -> None:
        super().__init__(panel)
        self._workspace = workspace
        self._words = words
        self._panel = panel
        self._place: Place | None = None
        self.probe: Probe | None = None
        """What is offered now."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._listen)
        words.editor.document().contentsChanged.connect(self._wait)
        panel.taken.connect(self.take)
        panel.left.connect(self.leave)

    def follow(self, place: Place) -> None:
        """Turn to another question, or look again at what may be offered about this one."""
        if self._place is None or place.answer_id != self._place.answer_id:
            self._offer(None)
        self._place = place
        self._wait()

    def take(self) -> None:
        """Make the probe the question that is open now, to the same person about the same event."""
        probe, place = self.probe, self._place
        if probe is None or place is None or not self._panel.isVisible():
            return
        self._workspace.flush()
        self._offer(None)
        space = self._workspace
        edit = take_question(
            space.dossier,
            space.ids,
            place.person_id,
            probe.question,
            account=place.account,
            prompt_id=probe.id,
            event_id=place.event_id,
        )
        if space.perform(edit):
            self._words.setFocus()

    def leave(self) -> None:
        """Set the probe aside for the rest of this interview."""
        probe, place, space = self.probe, self._place, self._workspace
        if probe is None or place is None or not self._panel.isVisible():
            return
        space.flush()
        interview = space.dossier.interview_of(place.person_id)
        if interview is not None:
            self._offer(None)
            space.perform(set_probe_aside(space.dossier, space.ids, interview.id, probe.id))

    def _wait(self) -> None:
        self._timer.start(PAUSE_MS)

    def _listen(self) -> None:
        if self._place is None:
            return
        asked = _asked(self._workspace.dossier, self._place.person_id)
        self._offer(next_probe(self._words.text()[-_HEARD:], asked))

    def _offer(self, probe: Probe | None) -> None:
        self.probe = probe
        self._panel.show_probe(probe)


def _asked(dossier: Dossier, person_id: str) -> set[str]:
    """Return the probes that were taken or left in the interview with a person."""
    interview = dossier.interview_of(person_id)
    if interview is None:
        return set()
    taken = {a.prompt_id for a in dossier.all(Answer) if a.interview_id == interview.id}
    phrases = dossier.all(KeptPhrase)
    left = {k.phrase for k in phrases if k.owner_id == interview.id and k.category == PROBE}
    return left | {prompt_id for prompt_id in taken if prompt_id}
