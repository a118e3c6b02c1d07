"""Edits of the links that tie records together."""

from __future__ import annotations

from collections.abc import Iterable

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, created, removed
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link
from postmortem_desktop.editing.changes import change_record, tie
from postmortem_desktop.i18n import _


def link_records(
    dossier: Dossier, ids: IdSource, source_id: str, target_id: str, kind: LinkKind
) -> Edit:
    """Tie two records, unless they are tied so already or are one and the same."""
    label = _("link")
    if source_id == target_id:
        return Edit(label, ())
    for link in dossier.links_of(source_id, kind):
        if target_id in (link.source_id, link.target_id):
            return Edit(label, ())
    return Edit(label, created(tie(dossier, ids, source_id, target_id, kind)))


def unlink_records(dossier: Dossier, first_id: str, second_id: str) -> Edit:
    """Take away every link between two records, whichever way it points."""
    links = dossier.links_of(first_id)
    between = [link for link in links if {link.source_id, link.target_id} == {first_id, second_id}]
    return Edit(_("take the link away"), removed(*between))


def remove_link(dossier: Dossier, link_id: str) -> Edit:
    """Take one link away; others between the same two records stay."""
    return Edit(_("take the link away"), removed(dossier.get(Link, link_id)))


def change_link(dossier: Dossier, link_id: str, kind: LinkKind) -> Edit:
    """Let a link say something else; where the two are tied so already, one link remains."""
    label = _("change the link")
    link = dossier.get(Link, link_id)
    for other in dossier.links_of(link.source_id, kind):
        if other.id != link_id and link.target_id in (other.source_id, other.target_id):
            return Edit(label, removed(link))
    return change_record(link, label, kind=kind)


def turn_links(dossier: Dossier, link_ids: Iterable[str]) -> Edit:
    """Let links point the other way: what was led to is what led."""
    label = _("turn the link round")
    links = (dossier.get(Link, link_id) for link_id in link_ids)
    turned = (
        change_record(link, label, source_id=link.target_id, target_id=link.source_id)
        for link in links
    )
    return Edit(label, tuple(change for edit in turned for change in edit.changes))
