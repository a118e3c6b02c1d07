"""The left pane: who is spoken with, and how far each account has been told."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.interviews import Account, InterviewStatus
from postmortem_desktop.domain.records import Participant
from postmortem_desktop.editing.interview_edits import set_interview
from postmortem_desktop.editing.postmortem_edits import add_participant
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.interview.conversation import ACCOUNTS, Place, covered, waiting
from postmortem_desktop.ui.interview.row_list import Row, RowList
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.avatar import Avatar
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.frames import hairline
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace

_MARK_PX = 16


class Coverage(Enum):
    """How far an account has been told."""

    EMPTY = auto()
    ASKED = auto()
    """It is the one being asked about; nothing has been told yet."""
    TOLD = auto()


class CoverageMark(QWidget):
    """An empty circle, a ring in the accent, or a filled disc."""

    def __init__(self, theme: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.coverage = Coverage.EMPTY
        self.setFixedSize(_MARK_PX, _MARK_PX)
        theme.changed.connect(self.update)

    def show_coverage(self, coverage: Coverage) -> None:
        """Show another state."""
        self.coverage = coverage
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circle."""
        theme = self._theme.theme
        told = self.coverage is Coverage.TOLD
        colour = theme.edge if self.coverage is Coverage.EMPTY else theme.accent
        width = 1.2 if self.coverage is Coverage.EMPTY else 2.4
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, width))
            painter.setBrush(colour if told else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))


class PersonRow(Row):
    """A person with the state of their interview."""

    def __init__(self) -> None:
        self._avatar = Avatar()
        super().__init__(self._avatar)

    def show_person(self, person: Participant, order: int, state: str) -> None:
        """Show a person as they are now."""
        self._avatar.set_person(person.label, person.colour, order)
        self.say(person.label, state)


class AccountRow(Row):
    """An account with how far it was told."""

    def __init__(self, account: Account, theme: ThemeSource) -> None:
        self.mark = CoverageMark(theme)
        super().__init__(self.mark)
        name, explanation = ACCOUNTS[account]
        self.say(_(name), _(explanation))

    def spoken_name(self) -> str:
        """Return name, explanation and state."""
        told = self.mark.coverage is Coverage.TOLD
        return f"{super().spoken_name()}, {_('told') if told else _('not told yet')}"


class PeoplePane(QFrame):
    """People above, the five accounts of the one spoken with below."""

    person_chosen = Signal(str)
    account_chosen = Signal(str)

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self.people = RowList(_("People"))
        self.people.chosen.connect(self.person_chosen)
        self.accounts = RowList(_("Conversation"))
        self.accounts.setToolTip(_("Ctrl+Up and Ctrl+Down go through the accounts while typing"))
        self.account_rows = {account: AccountRow(account, theme) for account in ACCOUNTS}
        self.accounts.set_rows({str(a): row for a, row in self.account_rows.items()})
        self.accounts.chosen.connect(self.account_chosen)
        self.add_button = glyph_button("plus", _("Add a person"))
        self.add_button.clicked.connect(self.begin_person)
        self.new_role = QLineEdit()
        self.new_role.setPlaceholderText(_("Role in the incident, then Enter"))
        self.new_role.setAccessibleName(_("Role of a new person"))
        self.new_role.returnPressed.connect(self._add)
        self.new_role.hide()
        self.done = Button(_("Done"), "quiet", compact=True)
        self.done.setCheckable(True)
        self.done.setToolTip(_("The conversation with this person is done"))
        self.done.clicked.connect(self._mark_done)
        self._person_id = ""
        self._lay_out()

    def begin_person(self) -> None:
        """Open the line for a new person."""
        self.new_role.show()
        self.new_role.setFocus()

    def show_state(self, dossier: Dossier, place: Place | None) -> None:
        """Show the people, and the accounts of the one spoken with."""
        people = dossier.participants()
        if [person.id for person in people] != self.people.keys():
            self.people.set_rows({person.id: PersonRow() for person in people})
        for order, person in enumerate(people):
            row = self.people.row(person.id)
            assert isinstance(row, PersonRow), "the rows are made above"
            row.show_person(person, order, person_caption(dossier, person.id))
        self.people.fit()
        self._person_id = place.person_id if place else ""
        self.people.choose(self._person_id)
        self._talk.setVisible(place is not None)
        if place is None:
            return
        self._show_accounts(covered(dossier, place.person_id), place.account)
        interview = dossier.interview_of(place.person_id)
        is_done = interview is not None and interview.status is InterviewStatus.DONE
        self.done.setChecked(is_done)
        self.done.setText(_("Done ✓") if is_done else _("Done"))

    def _show_accounts(self, told: set[Account], current: Account | None) -> None:
        for account, row in self.account_rows.items():
            asked = Coverage.ASKED if account is current else Coverage.EMPTY
            row.mark.show_coverage(Coverage.TOLD if account in told else asked)
        self.accounts.fit()
        self.accounts.choose(str(current) if current else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape close the line for a new person."""
        if event.key() == Qt.Key.Key_Escape and self.new_role.isVisible():
            self.new_role.hide()
            self.people.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, 14)
        column.setSpacing(4)
        column.addLayout(_head(_("People"), self.add_button))
        column.addWidget(self.people)
        column.addWidget(self.new_role)
        self._talk = QWidget()
        talk = QVBoxLayout(self._talk)
        talk.setContentsMargins(0, 8, 0, 0)
        talk.setSpacing(4)
        talk.addWidget(hairline())
        talk.addSpacing(8)
        talk.addLayout(_head(_("Conversation"), self.done))
        talk.addWidget(self.accounts)
        column.addWidget(self._talk)
        column.addStretch(1)

    def _add(self) -> None:
        role, space = self.new_role.text().strip(), self._workspace
        if not role:
            return
        edit = add_participant(space.dossier, space.ids, role)
        self.new_role.clear()
        if space.perform(edit):
            self.new_role.hide()
            self.person_chosen.emit(edit.changes[-1].record_id)
        else:
            self.new_role.setText(role)

    def _mark_done(self, done: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        space = self._workspace
        space.flush()
        status = InterviewStatus.DONE if done else InterviewStatus.IN_CONVERSATION
        space.perform(set_interview(space.dossier, space.ids, self._person_id, status=status))


def interview_state(dossier: Dossier, person_id: str) -> str:
    """Return how far the interview with a person is, in words."""
    interview = dossier.interview_of(person_id)
    words: Mapping[InterviewStatus, str] = {
        InterviewStatus.IN_CONVERSATION: _("In conversation"),
        InterviewStatus.DONE: _("Done"),
    }
    if interview is None or interview.status not in words:
        return _("Not started")
    told = len(covered(dossier, person_id))
    return _("{state} · {told} of {count}").format(
        state=words[interview.status], told=told, count=len(ACCOUNTS)
    )


def person_caption(dossier: Dossier, person_id: str) -> str:
    """Return the state of the interview with a person, and how many questions wait for them."""
    state, count = interview_state(dossier, person_id), len(waiting(dossier, person_id))
    if not count:
        return state
    return _("{state} · {count} to ask").format(state=state, count=count)


def _head(text: str, button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 0, 4, 0)
    row.addWidget(plain_label(text, "heading"))
    row.addStretch(1)
    row.addWidget(button)
    return row
