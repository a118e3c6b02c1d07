"""Edits of the milestones, the turning points of the incident."""

from __future__ import annotations

from datetime import datetime

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created, removed
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Milestone
from postmortem_desktop.editing.changes import change_record
from postmortem_desktop.i18n import _


def set_milestone(
    dossier: Dossier,
    ids: IdSource,
    kind: MilestoneKind,
    at: datetime | None,
    event_id: str | None = None,
) -> Edit:
    """Set, move or (with None) take away the milestone of a kind."""
    label = _("set a milestone")
    current = dossier.milestone(kind)
    if at is None:
        return Edit(label, removed(current) if current else ())
    if current is None:
        milestone = Milestone(
            id=ids(), postmortem_id=dossier.postmortem.id, kind=kind, at=at, event_id=event_id
        )
        return Edit(label, created(milestone))
    return change_record(current, label, at=at, event_id=event_id)


def move_milestone(dossier: Dossier, kind: MilestoneKind, at: datetime) -> Edit:
    """Move a milestone in time; at another moment it is no longer that of its event."""
    milestone = dossier.milestone(kind)
    label = _("move a milestone")
    if milestone is None or milestone.at == at:
        return Edit(label, ())
    return change_record(milestone, label, at=at, event_id=None)
