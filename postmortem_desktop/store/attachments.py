"""The bytes of attachments, written with the edit that brings their record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.store.schema import ATTACHMENT_BYTES, TABLES

_COLUMNS = ATTACHMENT_BYTES.c


def write_bytes(connection: sa.Connection, edit: Edit, held: Mapping[str, bytes]) -> None:
    """Write the bytes of the attachments that an edit brings.

    Those that redo brings back are there already, because no edit ever takes bytes away.

    Args:
        connection: in the transaction of the edit.
        edit: the edit.
        held: bytes by their SHA-256.
    """
    rows = [
        {"attachment_id": change.record_id, "bytes": held[change.after.sha256]}
        for change in edit.changes
        if change.before is None
        and isinstance(change.after, Attachment)
        and change.after.sha256 in held
    ]
    if rows:
        statement = insert(ATTACHMENT_BYTES)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=[_COLUMNS.attachment_id], set_={"bytes": statement.excluded.bytes}
            ),
            rows,
        )


def read_bytes(connection: sa.Connection, ids: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes by attachment id; those that are not there are left out."""
    found: dict[str, bytes] = {}
    for attachment_id in ids:
        query = sa.select(_COLUMNS.bytes).where(_COLUMNS.attachment_id == attachment_id)
        content = connection.execute(query).scalar()
        if content is not None:
            found[attachment_id] = content
    return found


def spoilt_attachments(connection: sa.Connection) -> Iterator[str]:
    """Yield the ids of attachments whose bytes are gone or are not those that were kept."""
    table = TABLES[Attachment]
    query = sa.select(table.c.id, table.c.size, table.c.sha256, _COLUMNS.bytes).select_from(
        table.outerjoin(ATTACHMENT_BYTES, table.c.id == _COLUMNS.attachment_id)
    )
    for attachment_id, size, sha256, content in connection.execute(query):
        if content is None or (len(content), hashlib.sha256(content).hexdigest()) != (size, sha256):
            yield attachment_id
