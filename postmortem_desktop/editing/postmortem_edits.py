"""Edits of the post-mortem as a whole: making one, its facts, people, custom values, its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from postmortem_desktop.clock import Clock, IdSource
from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.edits import Edit, created, removed
from postmortem_desktop.domain.fields import FieldValue, Scalar
from postmortem_desktop.domain.kinds import Status
from postmortem_desktop.domain.records import KeptPhrase, Lane, Numbering, Participant, Postmortem
from postmortem_desktop.domain.templates import Template
from postmortem_desktop.editing.changes import (
    change_record,
    next_order,
    removal_of,
    shortened,
)
from postmortem_desktop.i18n import _


def create_postmortem(
    ids: IdSource, clock: Clock, title: str, zone: str, template: Template
) -> Edit:
    """Make a post-mortem from a template; its record is the first one of the edit's changes.

    Raises:
        RecordError: ``zone`` is no known time zone.
    """
    postmortem = Postmortem(id=ids(), title=title, created_at=clock(), zone=zone, template=template)
    numbering = Numbering(id=ids(), postmortem_id=postmortem.id)
    lanes = [
        Lane(
            id=ids(),
            postmortem_id=postmortem.id,
            title=lane.title,
            order=order,
            colour=lane.colour,
            glyph=lane.glyph,
        )
        for order, lane in enumerate(template.lanes)
    ]
    label = _("make “{title}”").format(title=shortened(title))
    return Edit(label, created(postmortem, numbering, *lanes))


def copy_postmortem(
    dossier: Dossier, ids: IdSource, clock: Clock, title: str, *, also: Iterable[str] = ()
) -> tuple[Edit, dict[str, str]]:
    """Make a copy of a post-mortem under new ids, and say which id became which.

    The copy is open again: not finished, archived or deleted. Its evidence is not in the dossier;
    whoever has the store names the ids of the items in ``also`` and copies them under the new ones.
    """
    renamed = {record.id: ids() for record in dossier.everything()}
    renamed |= {evidence_id: ids() for evidence_id in also}
    copies: list[Record] = []
    for record in dossier.everything():
        values = {
            field.name: renamed[value]
            for field in fields(record)
            if (field.name == "id" or field.name.endswith("_id"))
            and (value := getattr(record, field.name)) in renamed
        }
        copy: Record = replace(record, **values)
        if isinstance(copy, Postmortem):
            copy = replace(
                copy,
                title=title,
                created_at=clock(),
                status=Status.PREPARING,
                archived=False,
                deleted_at=None,
                finished_at=None,
                seal="",
            )
        copies.append(copy)
    return Edit(_("make “{title}”").format(title=shortened(title)), created(*copies)), renamed


def change_postmortem(dossier: Dossier, *, merge: str = "", **values: Any) -> Edit:
    """Give facts of the post-mortem new values; see ``change_record`` for ``merge``.

    Raises:
        RecordError: a value does not fit, such as an unknown time zone.
    """
    return change_record(dossier.postmortem, _("change the facts"), merge=merge, **values)


def move_to_bin(dossier: Dossier, at: datetime) -> Edit:
    """Put the post-mortem into the bin; nothing of it is lost."""
    title = shortened(dossier.postmortem.title)
    return change_record(
        dossier.postmortem, _("delete “{title}”").format(title=title), deleted_at=at
    )


def take_from_bin(dossier: Dossier) -> Edit:
    """Take the post-mortem out of the bin."""
    title = shortened(dossier.postmortem.title)
    return change_record(
        dossier.postmortem, _("restore “{title}”").format(title=title), deleted_at=None
    )


def archive(dossier: Dossier, *, archived: bool) -> Edit:
    """Put the post-mortem away, or bring it back among the others."""
    title = shortened(dossier.postmortem.title)
    return change_record(
        dossier.postmortem, _("archive “{title}”").format(title=title), archived=archived
    )


def add_participant(dossier: Dossier, ids: IdSource, role_then: str, **values: Any) -> Edit:
    """Add a person behind the others; their record is the last one of the edit's changes."""
    person = Participant(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        role_then=role_then,
        order=next_order(dossier.all(Participant)),
        **values,
    )
    return Edit(_("add “{title}”").format(title=shortened(person.label)), created(person))


def change_participant(dossier: Dossier, person_id: str, *, merge: str = "", **values: Any) -> Edit:
    """Give facts about a person new values; see ``change_record`` for ``merge``."""
    person = dossier.get(Participant, person_id)
    label = _("change “{title}”").format(title=shortened(person.label))
    return change_record(person, label, merge=merge, **values)


def remove_participant(dossier: Dossier, person_id: str) -> Edit:
    """Remove a person with their interview and answers; events made from these stay."""
    person = dossier.get(Participant, person_id)
    label = _("delete “{title}”").format(title=shortened(person.label))
    return Edit(label, removal_of(dossier, [person]))


def set_value(
    dossier: Dossier, ids: IdSource, owner_id: str, key: str, value: Scalar, *, merge: str = ""
) -> Edit:
    """Set the value of a custom field on a record, or take it away with None."""
    label = _("change a field")
    current = dossier.value_of(owner_id, key)
    if value is None:
        return Edit(label, removed(current) if current else ())
    if current is not None:
        return change_record(current, label, merge=merge, value=value)
    fresh = FieldValue(
        id=ids(), postmortem_id=dossier.postmortem.id, owner_id=owner_id, key=key, value=value
    )
    return Edit(label, created(fresh), f"{merge} {fresh.id}" if merge else "")


def keep_phrase(dossier: Dossier, ids: IdSource, owner_id: str, category: str, phrase: str) -> Edit:
    """Let words stand as they were said: hints of this category pass them over in this record."""
    kept = KeptPhrase(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        owner_id=owner_id,
        category=category,
        phrase=phrase,
    )
    return Edit(_("keep “{title}” as said").format(title=shortened(phrase)), created(kept))


def mute_words(dossier: Dossier, ids: IdSource, phrase: str) -> Edit:
    """Let no hint of any kind be given for these words in the whole session."""
    muted = KeptPhrase(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        owner_id=dossier.postmortem.id,
        category="",
        phrase=" ".join(phrase.split()),
    )
    return Edit(_("mute “{title}”").format(title=shortened(phrase)), created(muted))
