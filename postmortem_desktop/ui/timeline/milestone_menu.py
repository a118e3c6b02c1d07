"""The milestones in a menu: one that is at the event is ticked, and goes when chosen."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.milestones import MILESTONE_NAMES
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.milestone_edits import set_milestone
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.workspace import Workspace


def fill_milestones(menu: QMenu, workspace: Workspace, event_id: str, text: str) -> None:
    """Offer each milestone for an event.

    Args:
        menu: what it held before goes.
        workspace: takes the edits.
        event_id: the event to mark.
        text: of each action, with ``{milestone}`` for its name.
    """
    menu.clear()
    for kind in MilestoneKind:
        action = QAction(text.format(milestone=_(MILESTONE_NAMES[kind])), menu)
        action.setObjectName(f"milestone_{kind.value}")
        action.setData(kind.value)
        action.setCheckable(True)
        action.setChecked(_is_at(workspace, kind, event_id))
        menu.addAction(action)


def mark(workspace: Workspace, action: QAction, event_id: str) -> None:
    """Set the milestone of a chosen action at an event, or take it away when it is there."""
    event = workspace.dossier.find(TimelineEvent, event_id)
    if event is None:
        return
    kind = MilestoneKind(action.data())
    at = None if _is_at(workspace, kind, event_id) else event.starts_at
    workspace.perform(set_milestone(workspace.dossier, workspace.ids, kind, at, event_id))


def _is_at(workspace: Workspace, kind: MilestoneKind, event_id: str) -> bool:
    milestone = workspace.dossier.milestone(kind)
    return milestone is not None and milestone.event_id == event_id
