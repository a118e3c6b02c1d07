"""What an open session has for wording beside its editors: the list, and what hints lead to."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from postmortem_desktop.domain.dossier import Record
from postmortem_desktop.domain.findings import ActionItem
from postmortem_desktop.domain.interviews import Answer, Interview
from postmortem_desktop.domain.records import Participant, Postmortem
from postmortem_desktop.editing.interview_edits import (
    event_behind,
    people_named_by,
    take_question,
)
from postmortem_desktop.editing.wording import ListedHint
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing import Tier
from postmortem_desktop.phrasing.kinds import kind_title
from postmortem_desktop.ui import step
from postmortem_desktop.ui.widgets.hint_commands import ASK, SILENCE, HintedWords
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit
from postmortem_desktop.ui.widgets.references import step_of
from postmortem_desktop.ui.wording.own_file import OwnRulesFile
from postmortem_desktop.ui.wording.pane import LEAST_PX, USUAL_PX, WordingPane
from postmortem_desktop.ui.wording.person_picker import PersonPicker

if TYPE_CHECKING:
    from postmortem_desktop.ui.main_window import MainWindow
    from postmortem_desktop.ui.session_page import SessionPage
    from postmortem_desktop.ui.theme import ThemeSource


_BESIDE_FROM_PX = 1180
"""From this width on there is room for the list beside a step."""


def _home_of(record: Record) -> str:
    """Return the key of the step in which a record is written."""
    match record:
        case Postmortem():
            return step.PREPARE
        case ActionItem():
            return step.ACTIONS
        case _:
            return step_of(record)


def _holds_focus(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is pane or pane.isAncestorOf(focus))


class WordingDesk(QObject):
    """Shows the list of hints, takes questions into interviews, switches kinds of hints off."""

    def __init__(
        self,
        window: MainWindow,
        page: SessionPage,
        theme: ThemeSource,
    ) -> None:
        super().__init__(page)
        self._window, self._page, self._theme = window, page, theme
        self._before: QWidget | None = None
        self._space = page.workspace
        self._space.hint_wished.connect(self._grant)
        self._space.hint_settled.connect(window.tell)
        self._space.changed.connect(window.messages.no_longer_last)
        page.foot.hints.clicked.connect(self.show)
        self.own_file = OwnRulesFile(self._space.use_rules, window.tell, self)

    @cached_property
    def picker(self) -> PersonPicker:
        """The list that asks who shall be asked."""
        return PersonPicker(self._page)

    @cached_property
    def pane(self) -> WordingPane:
        """The list of hints at the right of the step."""
        pane = WordingPane(self._space, self._theme, lambda: self._window.run("hint_kinds"))
        pane.word_wanted.connect(self._visit)
        pane.row_chosen.connect(self._point_at)
        pane.closed.connect(self._close)
        pane.setParent(self._page)
        self._page.beside.setStretchFactor(0, 1)
        self._page.beside.installEventFilter(self)
        return pane

    def toggle(self) -> None:
        """Show the list of hints; from within it, take it away."""
        if self.pane.isVisible() and _holds_focus(self.pane):
            self._close()
        else:
            self.show()

    def show(self) -> None:
        """Show the list of hints and put the keyboard into it."""
        self._space.flush()
        self._before = QApplication.focusWidget()
        current = self._current_hint()
        if current is not None:
            self.pane.choose(*current)
        if self.pane.isVisible():
            self.pane.take_focus()
            return
        self._place()
        self.pane.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the list where there is room for it."""
        if event.type() is QEvent.Type.Resize and self.pane.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Put the list beside the step; in a narrow window over its left side.

        What is written stands in the middle or at the right there.
        """
        pane, beside = self.pane, self._page.beside
        width, is_beside = beside.width(), pane.parentWidget() is beside
        is_wide = width >= _BESIDE_FROM_PX
        if is_wide != is_beside:
            was_visible, had_focus = pane.isVisible(), _holds_focus(pane)
            if is_wide:
                beside.addWidget(pane)
                beside.setSizes([width - USUAL_PX, USUAL_PX])
            else:
                pane.setParent(self._page)
            pane.setVisible(was_visible)
            if had_focus:
                pane.take_focus()
        if not is_wide:
            place = beside.geometry()
            pane.setGeometry(place.x(), place.y(), LEAST_PX, place.height())
            pane.raise_()

    def _close(self) -> None:
        had_focus, before = _holds_focus(self.pane), self._before
        self.pane.end()
        if had_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus and self._page.current_step is not None:
            self._page.current_step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _visit(self, listed: ListedHint) -> None:
        """Go to where the words are written; the cursor stands before them."""
        written = listed.written
        record = self._space.dossier.any(written.record_id)
        if record is None:
            return
        self._page.show_step(_home_of(record), record.id)
        self._put_cursor(written.owner_id, written.text, listed.hint.start)

    def _put_cursor(self, owner_id: str, text: str, position: int) -> None:
        """Put the cursor into a text where the step in front has it."""
        editor = self._editor_of(owner_id, text)
        if editor is not None:
            editor.put_cursor(position)

    def _point_at(self, listed: ListedHint) -> None:
        """Have the line below the text show the hint that is in hand in the list."""
        editor = self._editor_of(listed.written.owner_id, listed.written.text)
        if editor is not None and listed.hint.tier is Tier.HARD:
            editor.point_at(listed.hint.start)

    def _editors(self) -> list[HintedTextEdit]:
        """Return the editors in sight in the step in front."""
        at_hand = self._page.current_step
        editors = at_hand.findChildren(HintedTextEdit) if at_hand is not None else []
        return [editor for editor in editors if editor.isVisible()]

    def _editor_of(self, owner_id: str, text: str) -> HintedTextEdit | None:
        return next((e for e in self._editors() if e.holds(owner_id, text)), None)

    def _current_hint(self) -> tuple[str, str, int] | None:
        """Return the hint shown below the text with the cursor, else the first one shown."""
        shown = [editor for editor in self._editors() if editor.bar.isVisible()]
        at_cursor = [editor for editor in shown if editor.editor.hasFocus()]
        (first, *_others) = at_cursor or shown or [None]
        return first.current_hint() if first is not None else None

    def _answer(self, answer_id: str) -> None:
        """Show a question that waits, ready for what is said to it."""
        self._page.show_step(step.INTERVIEWS, answer_id)
        self._put_cursor(answer_id, "", 0)

    def _grant(self, key: str, hinted: HintedWords) -> None:
        if key == ASK:
            self._ask(hinted)
        elif key == SILENCE:
            self._silence(hinted)

    # Questions

    def _ask(self, hinted: HintedWords) -> None:
        dossier = self._space.dossier
        answer = dossier.find(Answer, hinted.record_id)
        if answer is not None:
            self._ask_next(answer, hinted.question)
            return
        people = dossier.participants()
        named = people_named_by(dossier, hinted.record_id)
        if not people:
            self._window.tell(_("Add the people who were there; then there is somebody to ask."))
        elif len(named) == 1 or len(people) == 1:
            self._let_wait(hinted, (*named, *people)[0].id)
        else:
            self.picker.ask(people, hinted.question, partial(self._let_wait, hinted))

    def _ask_next(self, answer: Answer, question: str) -> None:
        """Make it the question that is open now, to the same person about the same event."""
        space = self._space
        interview = space.dossier.get(Interview, answer.interview_id)
        edit = take_question(
            space.dossier,
            space.ids,
            interview.participant_id,
            question,
            account=answer.account,
            event_id=answer.event_id,
        )
        if space.perform(edit):
            self._answer(edit.changes[-1].record_id)

    def _let_wait(self, hinted: HintedWords, person_id: str) -> None:
        space = self._space
        person = space.dossier.find(Participant, person_id)
        if person is None:
            return
        event_id = event_behind(space.dossier, hinted.record_id)
        edit = take_question(
            space.dossier, space.ids, person_id, hinted.question, event_id=event_id
        )
        if space.perform(edit):
            visit = partial(self._answer, edit.changes[-1].record_id)
            said = _("The question waits in the interview with {person}.")
            self._window.tell(said.format(person=person.label), _("Go there"), visit)

    # Kinds

    def _silence(self, hinted: HintedWords) -> None:
        before = self._window.settings.silent_kinds
        kind = hinted.hint.kind
        if kind in before:
            return
        self._space.prefer(silent_kinds=(*before, kind))
        said = _("Hints of the kind “{kind}” are off. Ctrl+Z brings them back.")
        said = said.format(kind=kind_title(kind))
        again = partial(self._hear_again, kind)
        self._window.messages.say(said, _("Switch on again"), again, undoes=True)

    def _hear_again(self, kind: str) -> None:
        kinds = self._window.settings.silent_kinds
        heard = tuple(other for other in kinds if other != kind)
        self._space.prefer(silent_kinds=heard)
