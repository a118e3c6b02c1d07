"""Building blocks that the edit builders share: change a record, remove one with its ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import REFERENCES, Dossier, Record
from postmortem_desktop.domain.edits import Edit, RecordChange, removed
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.fields import FieldValue
from postmortem_desktop.domain.kinds import LinkKind
from postmortem_desktop.domain.records import KeptPhrase, Link

REQUIRED_REFERENCES = frozenset({"lane_id", "interview_id", "participant_id"})
"""References without which a record makes no sense; it goes with the one it refers to."""


def change_record(record: Record, label: str, *, merge: str = "", **values: Any) -> Edit:
    """Return the edit that gives fields of a record new values.

    Args:
        record: the record as it is now.
        label: completes "Undo …".
        merge: name of the field being typed in; changes to it that follow each other are one step.
        values: the new values by field name.
    """
    changed: Record = replace(record, **values)
    merge_key = f"{merge} {record.id}" if merge else ""
    return Edit(label, (RecordChange(record, changed),), merge_key)


def removal_of(dossier: Dossier, records: Iterable[Record]) -> tuple[RecordChange, ...]:
    """Return the changes that remove records with all that makes no sense without them.

    Records that cannot do without a removed one go too, and pictures of nothing else; optional
    references to one are cleared; links, custom values and kept phrases of what goes are removed
    with it.
    """
    going = {record.id: record for record in records}
    _add_dependants(dossier, going)
    _add_pictures(dossier, going)
    cleared = [
        RecordChange(record, replace(record, **dict.fromkeys(names)))
        for record, names in _referring(dossier, going)
        if record.id not in going
    ]
    for kind in (FieldValue, KeptPhrase):
        going |= {record.id: record for record in dossier.all(kind) if record.owner_id in going}
    for link in dossier.all(Link):
        if link.source_id in going or link.target_id in going:
            going[link.id] = link
    return (*cleared, *removed(*going.values()))


def _add_dependants(dossier: Dossier, going: dict[str, Record]) -> None:
    """Add what requires one of the records, and what requires that, until nothing is left."""
    before = -1
    while before != len(going):
        before = len(going)
        for record, names in _referring(dossier, going):
            if not REQUIRED_REFERENCES.isdisjoint(names):
                going.setdefault(record.id, record)


def _add_pictures(dossier: Dossier, going: dict[str, Record]) -> None:
    """Add the attachments that are tied to records which go, and to none that stays."""
    pictures = {picture.id: picture for picture in dossier.all(Attachment)}
    if not pictures:
        return
    tied: set[str] = set()
    staying: set[str] = set()
    for link in dossier.all(Link):
        for one, other in ((link.source_id, link.target_id), (link.target_id, link.source_id)):
            if one in pictures:
                (tied if other in going else staying).add(one)
    going |= {picture_id: pictures[picture_id] for picture_id in tied - staying}


def _referring(dossier: Dossier, going: dict[str, Record]) -> Iterator[tuple[Record, list[str]]]:
    """Yield the records that refer to one of these, with the names of the fields that do.

    Only kinds that can do so are gone through: there may be very many events.
    """
    kinds = {type(record) for record in going.values()}
    for kind, references in REFERENCES.items():
        names = [name for name, target in references.items() if target in kinds]
        for record in dossier.all(kind) if names else ():
            if lost := [name for name in names if getattr(record, name) in going]:
                yield record, lost


def next_order(records: Iterable[Any]) -> int:
    """Return the order number that puts a record behind these."""
    return max((record.order for record in records), default=-1) + 1


def tie(dossier: Dossier, ids: IdSource, source_id: str, target_id: str, kind: LinkKind) -> Link:
    """Return a new link between two records of the post-mortem."""
    return Link(
        id=ids(),
        postmortem_id=dossier.postmortem.id,
        source_id=source_id,
        target_id=target_id,
        kind=kind,
    )


def shortened(text: str, limit: int = 40) -> str:
    """Return the text on one line, cut with an ellipsis, for the label of an edit."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
