"""All records as text, one byte sequence for one content: to compare, to keep, to look into."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from postmortem_desktop.domain.codec import encode
from postmortem_desktop.domain.dossier import RECORD_TYPES
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.store.evidence import in_visible_batch
from postmortem_desktop.store.library import Library
from postmortem_desktop.store.rows import owned_by, read_records, select_records
from postmortem_desktop.store.schema import TABLES


def dump(library: Library, postmortem_id: str | None = None) -> Iterator[str]:
    """Yield a line of canonical JSON for each record, by kind and id; no history.

    Args:
        library: where the records are.
        postmortem_id: the post-mortem to print, or None for all.
    """
    for kind in (*RECORD_TYPES, EvidenceItem):
        for record in _records(library, kind, postmortem_id):
            values = {"record": kind.__name__, **encode(record)}
            yield json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _records(library: Library, kind: type[Any], postmortem_id: str | None) -> list[Any]:
    conditions = [] if postmortem_id is None else [owned_by(kind, postmortem_id)]
    if kind is EvidenceItem:
        conditions.append(in_visible_batch())
    query = select_records(kind, *conditions).order_by(None).order_by(TABLES[kind].c.id)
    with library.reading() as connection:
        return list(read_records(connection, kind, query))
