"""The step Prepare."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Milestone, Participant
from postmortem_desktop.i18n import ngettext
from postmortem_desktop.ui.prepare.incident_card import IncidentCard
from postmortem_desktop.ui.prepare.people_card import PeopleCard
from postmortem_desktop.ui.prepare.plan_cards import HourCard, PreparationCard
from postmortem_desktop.ui.step import Step
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.frames import page, scrolled
from postmortem_desktop.ui.workspace import Workspace

_SIDE_WIDTH = 360


class PrepareStep(Step):
    """Facts and people at the left, the plan and what is still to prepare at the right."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.incident = IncidentCard(workspace)
        self.people = PeopleCard(workspace)
        self.preparation = PreparationCard()
        ground = page()
        row = QHBoxLayout(ground)
        row.setContentsMargins(28, 24, 28, 24)
        row.setSpacing(20)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(20)
        left.addWidget(self.incident)
        left.addWidget(self.people)
        left.addStretch(1)
        side = QWidget()
        side.setMaximumWidth(_SIDE_WIDTH)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(HourCard(workspace.dossier.postmortem.template.agenda, theme))
        right.addWidget(self.preparation)
        right.addStretch(1)
        row.addLayout(left, 5)
        row.addWidget(side, 2, Qt.AlignmentFlag.AlignTop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(ground))
        workspace.changed.connect(self._follow)
        self._show_state()

    def status_text(self) -> str:
        """Return the counts for the foot of the window."""
        people = len(self._workspace.dossier.all(Participant))
        items, _unplaced = self._workspace.evidence.counts(self._workspace.dossier.postmortem.id)
        return " · ".join(
            (
                ngettext("{count} person", "{count} people", people).format(count=people),
                ngettext("{count} evidence item", "{count} evidence items", items).format(
                    count=items
                ),
            )
        )

    def hint_text(self) -> str:
        """Return how many wording hints are open here."""
        count = self.incident.summary.hint_count() + self.incident.impact.hint_count()
        if not count:
            return ""
        return ngettext("{count} wording hint", "{count} wording hints", count).format(count=count)

    def show_record(self, record_id: str) -> None:
        """Open the details of a person."""
        self.people.show_person(record_id)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what this step does for the window's actions."""
        return {"prepare.add_person": self.people.begin_person}

    def _follow(self, _edit: Edit) -> None:
        self.incident.refresh()
        self.people.refresh()
        self._show_state()
        self.status_changed.emit()

    def _show_state(self) -> None:
        dossier = self._workspace.dossier
        items, _unplaced = self._workspace.evidence.counts(dossier.postmortem.id)
        self.preparation.show_state(
            items, len(dossier.all(Milestone)), len(dossier.all(Participant))
        )
