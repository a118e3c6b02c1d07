"""Edits of what was learned and what will be done: factors, findings, actions, parked ideas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.agenda import IdeaOutcome, ParkedIdea
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created
from postmortem_desktop.domain.findings import (
    ActionItem,
    ActionKind,
    ContributingFactor,
    Finding,
    FindingKind,
)
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.editing.changes import (
    change_record,
    next_order,
    removal_of,
    shortened,
    tie,
)
from postmortem_desktop.i18n import _

Item = ContributingFactor | Finding | ActionItem | ParkedIdea
"""What the learnings and actions steps hold."""


def add_factor(dossier: Dossier, ids: IdSource, title: str, detail: str = "") -> Edit:
    """Add a contributing factor behind the others."""
    factor = ContributingFactor(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        title=title,
        detail=detail,
        order=next_order(dossier.all(ContributingFactor)),
    )
    return _added(factor, title)


def add_finding(
    dossier: Dossier, ids: IdSource, kind: FindingKind, title: str, detail: str = ""
) -> Edit:
    """Add a finding behind the others."""
    finding = Finding(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        kind=kind,
        title=title,
        detail=detail,
        order=next_order(dossier.all(Finding)),
    )
    return _added(finding, title)


def add_action(
    dossier: Dossier,
    ids: IdSource,
    title: str,
    *,
    kind: ActionKind = ActionKind.PREVENT,
    from_id: str | None = None,
    **values: Any,
) -> Edit:
    """Add an action item behind the others, tied to the record it came from if there is one.

    What comes from a private record is private too.
    """
    source = None if from_id is None else dossier.any(from_id)
    action = ActionItem(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        title=title,
        kind=kind,
        order=next_order(dossier.all(ActionItem)),
        private=bool(getattr(source, "private", False)),
        **values,
    )
    edit = _added(action, title)
    if from_id is None:
        return edit
    link = tie(dossier, ids, action.id, from_id, LinkKind.CAME_FROM)
    return replace(edit, changes=(*edit.changes, *created(link)))


def park_idea(dossier: Dossier, ids: IdSource, text: str, at: datetime) -> Edit:
    """Put an idea into the parking lot."""
    idea = ParkedIdea(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        text=text,
        parked_at=at,
        order=next_order(dossier.all(ParkedIdea)),
    )
    return Edit(_("park “{title}”").format(title=shortened(text)), created(idea))


def action_from_idea(dossier: Dossier, ids: IdSource, idea_id: str) -> Edit:
    """Make a parked idea an action item."""
    idea = dossier.get(ParkedIdea, idea_id)
    edit = add_action(dossier, ids, idea.text, from_id=idea.id)
    taken = RecordChange(idea, replace(idea, outcome=IdeaOutcome.ACTION))
    return replace(edit, changes=(*edit.changes, taken))


def decline_idea(dossier: Dossier, idea_id: str, reason: str) -> Edit:
    """Decide against a parked idea, with the reason."""
    idea = dossier.get(ParkedIdea, idea_id)
    label = _("decide against “{title}”").format(title=shortened(idea.text))
    return change_record(idea, label, outcome=IdeaOutcome.DECLINED, reason=reason)


def change_item(
    dossier: Dossier, kind: type[Item], item_id: str, /, *, merge: str = "", **values: Any
) -> Edit:
    """Give fields of a factor, finding, action or idea new values; ``kind`` is a field of some."""
    item = dossier.get(kind, item_id)
    label = _("change “{title}”").format(title=shortened(_title(item)))
    return change_record(item, label, merge=merge, **values)


def remove_item(dossier: Dossier, kind: type[Item], item_id: str) -> Edit:
    """Remove a factor, finding, action or idea with its links."""
    item = dossier.get(kind, item_id)
    label = _("delete “{title}”").format(title=shortened(_title(item)))
    return Edit(label, removal_of(dossier, [item]))


def reorder_item(dossier: Dossier, kind: type[Item], item_id: str, position: int) -> Edit:
    """Put an item at a position among all of its kind, 0 being the first."""
    item = dossier.get(kind, item_id)
    others: Sequence[Item] = sorted(dossier.all(kind), key=lambda other: (other.order, other.id))
    line = [other for other in others if other.id != item_id]
    line.insert(position, item)
    changes = tuple(
        RecordChange(other, replace(other, order=order)) for order, other in enumerate(line)
    )
    return Edit(_("move “{title}”").format(title=shortened(_title(item))), changes)


def _added(item: Item, title: str) -> Edit:
    return Edit(_("add “{title}”").format(title=shortened(title)), created(item))


def _title(item: Item) -> str:
    return item.text if isinstance(item, ParkedIdea) else item.title
