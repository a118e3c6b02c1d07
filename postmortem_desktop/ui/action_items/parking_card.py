"""The parking lot, and what was decided against with the reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.agenda import IdeaOutcome, ParkedIdea
from postmortem_desktop.domain.findings import ActionItem, ActionStatus
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.editing.finding_edits import (
    action_from_idea,
    change_item,
    decline_idea,
    park_idea,
)
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit
from postmortem_desktop.ui.widgets.frames import Card, hairline
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.workspace import Workspace


class _ListCard(Card):
    """A card whose rows are made anew when the records behind them change."""

    def __init__(self, heading: str, lesson: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self._lesson = plain_label(lesson, "secondary", wrap=True)
        self.body.addWidget(self._lesson)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self._shown: object = None

    def show_rows(self, state: object, rows: Callable[[], list[QWidget]]) -> None:
        """Make the rows anew if ``state`` is another than it was."""
        if state == self._shown:
            return
        self._shown = state
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        made = rows()
        self._lesson.setVisible(not made)
        for row in made:
            self._rows.addWidget(row)


class ParkingCard(_ListCard):
    """Ideas that came too early; each becomes an action or is decided against."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Parking lot"),
            _("Ideas for fixes wait here while the story is still being told."),
            parent,
        )
        self._workspace = workspace
        self.new_idea = QLineEdit()
        self.new_idea.setPlaceholderText(_("Park an idea, then Enter"))
        self.new_idea.setAccessibleName(_("Idea to park"))
        self.new_idea.returnPressed.connect(self._park)
        self.body.addWidget(self.new_idea)
        self.refresh()

    def refresh(self) -> None:
        """Show the ideas that wait."""
        ideas = sorted(
            (
                idea
                for idea in self._workspace.dossier.all(ParkedIdea)
                if idea.outcome is IdeaOutcome.WAITING
            ),
            key=lambda idea: (idea.order, idea.id),
        )
        self.show_rows(ideas, lambda: [self._row(idea) for idea in ideas])

    def _row(self, idea: ParkedIdea) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(hairline())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(plain_label(idea.text, wrap=True), 1)
        clock = clock_text(idea.parked_at, self._workspace.zone, seconds=False)
        line.addWidget(plain_label(_("parked {time}").format(time=clock), "caption"))
        take = Button(_("Make an action"))
        take.clicked.connect(partial(self._take, idea.id))
        decline = Button(_("Decline"))
        line.addWidget(take)
        line.addWidget(decline)
        column.addLayout(line)
        reason = QLineEdit()
        reason.setPlaceholderText(_("The reason, then Enter"))
        reason.setAccessibleName(_("Reason for deciding against it"))
        reason.hide()
        reason.returnPressed.connect(partial(self._decline, idea.id, reason))
        decline.clicked.connect(reason.show)
        decline.clicked.connect(reason.setFocus)
        column.addWidget(reason)
        return row

    def _park(self) -> None:
        text = self.new_idea.text().strip()
        space = self._workspace
        if text and space.perform(park_idea(space.dossier, space.ids, text, space.clock())):
            self.new_idea.clear()

    def _take(self, idea_id: str) -> None:
        space = self._workspace
        space.perform(action_from_idea(space.dossier, space.ids, idea_id))

    def _decline(self, idea_id: str, reason: QLineEdit) -> None:
        edit = decline_idea(self._workspace.dossier, idea_id, reason.text().strip())
        self._workspace.perform(edit)


class DecidedAgainstCard(_ListCard):
    """What will not be done, and why."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Decided against"),
            _("What will not be done stays here with its reason."),
            parent,
        )
        self._workspace = workspace
        self.refresh()

    def refresh(self) -> None:
        """Show what was decided against."""
        dossier = self._workspace.dossier
        ideas = [i for i in dossier.all(ParkedIdea) if i.outcome is IdeaOutcome.DECLINED]
        actions = [a for a in dossier.actions() if a.status is ActionStatus.DECLINED]
        state = ([idea.id for idea in ideas], [action.id for action in actions])
        texts = [(i.text, i.reason) for i in ideas] + [
            (a.title, a.declined_reason) for a in actions
        ]
        self.show_rows(
            (state, texts),
            lambda: [
                *(self._row(i.text, i.reason, partial(self._reopen_idea, i.id)) for i in ideas),
                *(
                    self._row(
                        a.title,
                        a.declined_reason,
                        partial(self._reopen_action, a.id),
                        partial(self._write_reason, a.id),
                    )
                    for a in actions
                ),
            ],
        )

    def _row(
        self,
        title: str,
        reason: str,
        reopen: Callable[[], None],
        write: Callable[[str], bool] | None = None,
    ) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(plain_label(title, wrap=True), 1)
        again = Button(_("Reopen"), "plain", compact=True)
        again.clicked.connect(reopen)
        line.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        if reason or write is None:
            column.addWidget(plain_label(reason, "caption", wrap=True))
        else:
            field = CommitLineEdit(self._workspace, _("Reason"))
            field.setPlaceholderText(_("The reason, then Enter"))
            field.bind("", write)
            column.addWidget(field)
        return row

    def _reopen_idea(self, idea_id: str) -> None:
        waiting = IdeaOutcome.WAITING
        self._workspace.perform(
            change_item(self._workspace.dossier, ParkedIdea, idea_id, outcome=waiting)
        )

    def _reopen_action(self, action_id: str) -> None:
        self._workspace.perform(
            change_item(self._workspace.dossier, ActionItem, action_id, status=ActionStatus.OPEN)
        )

    def _write_reason(self, action_id: str, text: str) -> bool:
        return self._workspace.perform(
            change_item(
                self._workspace.dossier,
                ActionItem,
                action_id,
                merge="declined_reason",
                declined_reason=text,
            )
        )
