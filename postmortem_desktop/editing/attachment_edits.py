"""Edits of pictures on events.

An edit holds the records only. Whoever performs it hands the bytes to the store first, which
writes them in the transaction of the edit that brings their record.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import PurePath

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit, RecordChange, created
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.pictures import Picture
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.changes import change_record, removal_of, shortened, tie
from postmortem_desktop.editing.timeline_edits import new_event
from postmortem_desktop.i18n import _, ngettext


def attach_picture(dossier: Dossier, ids: IdSource, event_id: str, *pictures: Picture) -> Edit:
    """Put one or several pictures on an event, as one step."""
    event = dossier.get(TimelineEvent, event_id)
    told = ngettext("add a picture to “{title}”", "add pictures to “{title}”", len(pictures))
    changes = _kept(dossier, ids, event_id, pictures)
    return Edit(told.format(title=shortened(event.title)), changes)


def add_event_with_pictures(
    dossier: Dossier,
    ids: IdSource,
    lane_id: str,
    starts_at: datetime | None,
    *pictures: Picture,
) -> Edit:
    """Make an event of pictures, with the name of the first as its title.

    Its record is the second of the edit's changes, after the numbers that are used up.
    """
    title = PurePath(pictures[0].name).stem
    event, changes = new_event(dossier, ids, lane_id, title, starts_at)
    label = _("add “{title}”").format(title=shortened(title))
    return Edit(label, (*changes, *_kept(dossier, ids, event.id, pictures)))


def detach_picture(dossier: Dossier, attachment_id: str) -> Edit:
    """Take a picture away with its link."""
    picture = dossier.get(Attachment, attachment_id)
    label = _("delete the picture “{title}”").format(title=shortened(picture.name))
    return Edit(label, removal_of(dossier, [picture]))


def describe_picture(dossier: Dossier, attachment_id: str, name: str, *, merge: str = "") -> Edit:
    """Say in other words what a picture shows; see ``change_record`` for ``merge``."""
    picture = dossier.get(Attachment, attachment_id)
    label = _("describe the picture “{title}”").format(title=shortened(picture.name))
    return change_record(picture, label, merge=merge, name=name)


def _kept(
    dossier: Dossier, ids: IdSource, event_id: str, pictures: tuple[Picture, ...]
) -> tuple[RecordChange, ...]:
    records = [
        Attachment(
            id=ids(),
            postmortem_id=dossier.postmortem.id,
            name=picture.name,
            media_type=picture.media_type,
            size=len(picture.data),
            sha256=hashlib.sha256(picture.data).hexdigest(),
        )
        for picture in pictures
    ]
    links = [tie(dossier, ids, kept.id, event_id, LinkKind.SUPPORTS) for kept in records]
    return created(*records, *links)
