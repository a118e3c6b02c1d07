"""The step Actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.findings import ActionStatus
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.action_items.parking_card import DecidedAgainstCard, ParkingCard
from postmortem_desktop.ui.action_items.table_card import ActionTableCard
from postmortem_desktop.ui.step import Step
from postmortem_desktop.ui.widgets.frames import page, scrolled
from postmortem_desktop.ui.workspace import Workspace


class ActionsStep(Step):
    """The table of action items over the parking lot and what was decided against."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.table = ActionTableCard(workspace)
        self.parking = ParkingCard(workspace)
        self.decided_against = DecidedAgainstCard(workspace)
        ground = page()
        column = QVBoxLayout(ground)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(20)
        column.addWidget(self.table)
        below = QHBoxLayout()
        below.setSpacing(20)
        below.addWidget(self.parking, 2, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.decided_against, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(ground))
        self.table.remarked.connect(self.noticed)
        workspace.changed.connect(self._follow)

    def status_text(self) -> str:
        """Return the counts for the foot of the window."""
        actions = [
            action
            for action in self._workspace.dossier.actions()
            if action.status is not ActionStatus.DECLINED
        ]
        counted = ngettext("{count} action", "{count} actions", len(actions))
        parts = [counted.format(count=len(actions))]
        loose = sum(1 for action in actions if not action.owner or action.due is None)
        if loose:
            parts.append(_("{count} without owner or date").format(count=loose))
        return " · ".join(parts)

    def hint_text(self) -> str:
        """Return how many action items have wording that is open."""
        count = self.table.hint_count()
        if not count:
            return ""
        return ngettext("{count} wording hint", "{count} wording hints", count).format(count=count)

    def show_record(self, record_id: str) -> None:
        """Put the cursor on an action item."""
        self.table.show_item(record_id)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what this step does for the window's actions."""
        return {
            "actions.add": self.table.begin_action,
            "actions.park": self.parking.new_idea.setFocus,
        }

    def _follow(self, _edit: Edit) -> None:
        self.parking.refresh()
        self.decided_against.refresh()
        self.status_changed.emit()
