"""Building blocks that the edit builders share: change a record, remove one with its ties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import REFERENCES, Dossier, Record
from postmortem_desktop.domain.edits import Edit, RecordChange, removed
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

    Records that cannot do without a removed one go too; optional references to one are cleared;
    links, custom values and kept phrases of what goes are removed with it.
    """
    going = {record.id: record for record in records}
    _add_dependants(dossier, going)
    cleared: list[RecordChange] = []
    for record in dossier.everything():
        if record.id in going:
            continue
        if _belongs_to(record, going):
            going[record.id] = record
            continue
        names = [
            name for name in REFERENCES.get(type(record), {}) if getattr(record, name) in going
        ]
        if names:
            cleared.append(RecordChange(record, replace(record, **dict.fromkeys(names))))
    return (*cleared, *removed(*going.values()))


def _add_dependants(dossier: Dossier, going: dict[str, Record]) -> None:
    """Add what requires one of the records, and what requires that, until nothing is left."""
    before = -1
    while before != len(going):
        before = len(going)
        for kind, references in REFERENCES.items():
            for name in references:
                if name not in REQUIRED_REFERENCES:
                    continue
                for record in dossier.all(kind):
                    if getattr(record, name) in going:
                        going.setdefault(record.id, record)


def _belongs_to(record: Record, going: dict[str, Record]) -> bool:
    match record:
        case Link():
            return record.source_id in going or record.target_id in going
        case FieldValue() | KeptPhrase():
            return record.owner_id in going
        case _:
            return False


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
