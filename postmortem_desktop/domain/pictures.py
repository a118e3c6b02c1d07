"""Pictures on events: what a picture is before it is kept, and which event has which.

A picture is an ``Attachment`` with a link from it to its event: the picture *supports* the event.
"""

from __future__ import annotations

from dataclasses import dataclass

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import Link, TimelineEvent

MEDIA_TYPES = frozenset({"image/png", "image/jpeg"})
"""As what pictures are kept."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is ready to be kept: written anew, without anything but its pixels."""

    name: str
    media_type: str
    data: bytes
    width: int
    height: int


def pictures_of(dossier: Dossier, event_id: str) -> list[Attachment]:
    """Return the pictures of an event in the order in which they came."""
    return list(pictures_by_event(dossier, only=event_id).get(event_id, ()))


def pictures_by_event(dossier: Dossier, *, only: str = "") -> dict[str, tuple[Attachment, ...]]:
    """Return the pictures of each event that has some, or of ``only`` one; one pass over links."""
    if not dossier.all(Attachment):
        return {}
    found: dict[str, list[Attachment]] = {}
    for link in dossier.all(Link):
        if link.kind is not LinkKind.SUPPORTS or (only and link.target_id != only):
            continue
        picture = dossier.find(Attachment, link.source_id)
        event = dossier.find(TimelineEvent, link.target_id)
        if picture is not None and event is not None and picture.media_type in MEDIA_TYPES:
            found.setdefault(event.id, []).append(picture)
    # By id, because ids grow with time, and undo brings a record back behind the others.
    return {key: tuple(sorted(kept, key=lambda one: one.id)) for key, kept in found.items()}
