"""The step Interviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.interviews import Account, Answer, Interview, InterviewStatus
from postmortem_desktop.domain.records import Participant, TimelineEvent
from postmortem_desktop.editing.interview_edits import (
    add_answer,
    change_answer,
    set_interview,
)
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.interview import conversation
from postmortem_desktop.ui.interview.answers_pane import AnswersPane
from postmortem_desktop.ui.interview.conversation import Place
from postmortem_desktop.ui.interview.listening import Listener
from postmortem_desktop.ui.interview.people_pane import PeoplePane
from postmortem_desktop.ui.interview.question_pane import QuestionPane
from postmortem_desktop.ui.interview.sentence_makers import SentenceMaker
from postmortem_desktop.ui.step import Step
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.filter_chip import count_hidden_over
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.frames import empty_state, hairline, scrolled
from postmortem_desktop.ui.workspace import Workspace

_SIDES = ((1400, 270, 310), (0, 240, 280))
"""From which width on the left and the right pane have which width."""
_FOLDED_BELOW = 1150


class InterviewsStep(Step):
    """The timeline above; below it people and accounts, the question, and the answers so far."""

    def __init__(
        self, workspace: Workspace, theme_source: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme_source
        self._place: Place | None = None
        self.canvas = TimelineCanvas(workspace, theme_source.theme)
        self.hidden_chip = count_hidden_over(self.canvas)
        self.people = PeoplePane(workspace, theme_source)
        self.pane = QuestionPane(
            workspace, theme_source, self._begin_answer, self.step_requested.emit
        )
        self.answers = AnswersPane(workspace, self.step_requested.emit)
        self.listener = Listener(workspace, self.pane.answer.words, self.answers.listen_for)
        self.maker = SentenceMaker(workspace, self.pane, self.canvas.reveal, self)
        self._lay_out()
        self._connect()
        people = workspace.dossier.participants()
        if people:
            self._place = conversation.opening_place(workspace.dossier, people[0].id)
            self.canvas.set_selection([self._place.event_id or ""])
        self._show()

    # What the window asks

    @property
    def place(self) -> Place | None:
        """The question at hand; None while there is nobody to ask."""
        return self._place

    def status_text(self) -> str:
        """Return the counts for the foot of the window."""
        dossier = self._workspace.dossier
        answers = [answer for answer in dossier.all(Answer) if not answer.is_waiting]
        linked = sum(bool(dossier.linked(answer.id, TimelineEvent)) for answer in answers)
        counted = ngettext("{count} answer", "{count} answers", len(answers))
        parts = [counted.format(count=len(answers))]
        if linked:
            parts.append(_("{count} linked to events").format(count=linked))
        return " · ".join(parts)

    def hint_text(self) -> str:
        """Return how many wording hints are open in the answer."""
        count = self.pane.answer.words.hint_count()
        if not count:
            return ""
        return ngettext("{count} wording hint", "{count} wording hints", count).format(count=count)

    def show_record(self, record_id: str) -> None:
        """Open an answer, speak with a person, or ask about an event."""
        dossier = self._workspace.dossier
        record = dossier.any(record_id)
        match record:
            case Answer():
                self._go(conversation.place_of(dossier, record))
            case Participant():
                self.speak_with(record_id)
            case Interview():
                self.speak_with(record.participant_id)
            case TimelineEvent():
                self.ask_about(record_id)
            case _:
                pass

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what this step does for the window's actions."""
        return {
            "next_question": self.ask_another,
            "previous_question": self.go_back,
            "sentence_to_event": self.maker.put_on_timeline,
            "take_probe": self.listener.take,
            "leave_probe": self.listener.leave,
        }

    # Moving through the conversation

    def speak_with(self, person_id: str) -> None:
        """Take the conversation with a person up where it was left."""
        self._commit()
        self._go(conversation.opening_place(self._workspace.dossier, person_id))

    def choose_account(self, account: str) -> None:
        """Show the last answer of an account, or its first question."""
        self._commit()
        if self._place is not None:
            self._go(
                conversation.account_place(
                    self._workspace.dossier, self._place.person_id, Account(account)
                )
            )

    def ask_about(self, event_id: str) -> None:
        """Ask about an event, with the questions that need one first."""
        self._commit()
        if self._place is not None and self._place.event_id != event_id:
            self._go(conversation.event_place(self._workspace.dossier, self._place, event_id))

    def ask_another(self) -> None:
        """Put another question of the same account."""
        self._commit()
        if self._place is not None:
            self._go(conversation.next_place(self._workspace.dossier, self._place))
            self.pane.answer.words.setFocus()

    def go_back(self) -> None:
        """Show the answer before."""
        self._commit()
        if self._place is not None:
            before = conversation.previous_place(self._workspace.dossier, self._place)
            self._go(before or self._place)

    def ask_follow_up(self) -> None:
        """Put the softer question."""
        self._commit()
        if self._place is not None and self._place.follow_up:
            self._go(conversation.follow_up_place(self._place))
            self.pane.answer.words.setFocus()

    def go_on(self) -> None:
        """Go to the next account; after the last one the conversation is done."""
        self._commit()
        if self._place is None:
            return
        following = conversation.next_account(self._place.account)
        if following is not None:
            self.choose_account(following)
            self.pane.answer.words.setFocus()
            return
        space, done = self._workspace, InterviewStatus.DONE
        space.perform(set_interview(space.dossier, space.ids, self._place.person_id, status=done))

    # Inside

    def _lay_out(self) -> None:
        self.empty = empty_state(
            _("Who was there?"),
            _(
                "Add each person by the role they had. One at a time they tell what they did, "
                "saw, expected and took as given; their words can be dragged onto the timeline."
            ),
            add := Button(_("Add a person"), "primary", glyph="plus"),
        )
        add.clicked.connect(self.people.begin_person)
        self._right = _beside(hairline(vertical=True), self.answers)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        middle = scrolled(self.pane)
        # Else a click on its ground, or on a button that leaves the focus, takes the cursor away.
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(_beside(middle, self._right))
        self._left = scrolled(self.people)
        below = _beside(self._left, hairline(vertical=True), self._stack)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("interviewsSplitter")
        self.splitter.addWidget(self.canvas)
        self.splitter.addWidget(below)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 5)
        self.splitter.setSizes([200, 500])
        self.splitter.setCollapsible(1, False)  # noqa: FBT003 - Qt's own signature
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        self._workspace.changed.connect(self._follow)
        self._theme.changed.connect(self._recolour)
        self.canvas.event_activated.connect(self.ask_about)
        self.canvas.menus.ask_requested.connect(self.ask_about)
        self.canvas.sentence_dropped.connect(self.maker.take_drop)
        self.maker.noticed.connect(self.noticed)
        self.people.person_chosen.connect(self.speak_with)
        self.people.account_chosen.connect(self.choose_account)
        self.answers.answer_chosen.connect(self.show_record)
        self.pane.event_left.connect(self._leave_event)
        self.pane.previous.clicked.connect(self.go_back)
        self.pane.another.clicked.connect(self.ask_another)
        self.pane.follow_up.clicked.connect(self.ask_follow_up)
        self.pane.following.clicked.connect(self.go_on)
        for key, slot in (("Ctrl+Up", self._account_above), ("Ctrl+Down", self._account_below)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sides their share; in a narrow window fold the right one away.

        What could be asked next stays in sight.
        """
        super().resizeEvent(event)
        width = event.size().width()
        left, right = next((left, right) for least, left, right in _SIDES if width >= least)
        self._left.setFixedWidth(left)
        self._right.setFixedWidth(right)
        is_folded = width < _FOLDED_BELOW
        if is_folded == self._right.isHidden():
            return
        self._right.setHidden(is_folded)
        if is_folded:
            self.pane.hold(self.answers.next_up)
        else:
            self.answers.hold_next_up()

    def _begin_answer(self, place: Place, text: str) -> bool:
        """Write the first words of an answer; from then on they belong to its record."""
        space = self._workspace
        if space.dossier.find(Participant, place.person_id) is None:
            return True
        if not text.strip():
            return False
        edit = add_answer(
            space.dossier,
            space.ids,
            place.person_id,
            text,
            account=place.account,
            prompt_id=place.prompt_id,
            question=place.question,
            event_id=place.event_id,
            merge="text",
        )
        if place != self._place:
            return space.perform(edit)
        self._place = replace(place, answer_id=edit.changes[-1].record_id)
        if space.perform(edit):
            return True
        self._place = place
        return False

    def _leave_event(self) -> None:
        self._commit()
        place, space = self._place, self._workspace
        if place is None:
            return
        if place.answer_id is not None:
            space.perform(change_answer(space.dossier, place.answer_id, event_id=None))
        else:
            self._go(conversation.event_place(space.dossier, place, None))
        self.canvas.set_selection([])

    def _account_above(self) -> None:
        self.people.accounts.step(-1)

    def _account_below(self) -> None:
        self.people.accounts.step(1)

    def _commit(self) -> None:
        self.pane.answer.flush()
        self.maker.forget()

    def _go(self, place: Place) -> None:
        self._commit()
        self._place = place
        self._show()
        if place.event_id is not None:
            self.canvas.set_selection([place.event_id])
            self.canvas.reveal(place.event_id)
        self.status_changed.emit()

    def _follow(self, edit: Edit) -> None:
        self._place = conversation.place_after(self._workspace.dossier, self._place, edit)
        self._show()
        self.status_changed.emit()

    def _show(self) -> None:
        dossier, place = self._workspace.dossier, self._place
        self.people.show_state(dossier, place)
        self._stack.setCurrentIndex(0 if place is None else 1)
        if place is not None:
            self.pane.show_place(dossier, place)
            self.answers.show_place(dossier, place)
            self.listener.follow(place)

    def _recolour(self) -> None:
        self.canvas.display.set_theme(self._theme.theme)


def _beside(*widgets: QWidget) -> QWidget:
    """Return the widgets side by side; those without a width of their own share the room."""
    ground = QWidget()
    row = QHBoxLayout(ground)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for widget in widgets:
        row.addWidget(widget)
    return ground
