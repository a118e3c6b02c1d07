"""What lies in the library and can never come before anybody's eyes again.

Imported items stand in the library before an Edit shows their batch, and bytes of attachments stay
when an Edit takes their record away, so that undo and redo find them. The rule for both: they stay
as long as their batch or record is there, or a stored step of the history names it. What is left
is cleared away when the library is opened for writing; meanwhile it takes room and does no harm.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from postmortem_desktop.domain.evidence import Attachment, EvidenceBatch, EvidenceItem
from postmortem_desktop.store.schema import ATTACHMENT_BYTES, EVIDENCE_RAW, HISTORY, TABLES

_ITEMS, _BATCHES, _ATTACHMENTS = (
    TABLES[kind] for kind in (EvidenceItem, EvidenceBatch, Attachment)
)


@dataclass(frozen=True, slots=True)
class Orphans:
    """Ids of batches that were never shown or are forgotten, and of attachments likewise."""

    batches: tuple[str, ...]
    attachments: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.batches or self.attachments)


def find_orphans(connection: sa.Connection) -> Orphans:
    """Return what neither a record nor the history leads to."""
    staged = sa.select(_ITEMS.c.batch_id, _ITEMS.c.postmortem_id).distinct().subquery()
    shown = sa.exists().where(_BATCHES.c.id == staged.c.batch_id)
    remembered = sa.exists().where(
        HISTORY.c.postmortem_id == staged.c.postmortem_id,
        sa.func.instr(HISTORY.c.edit, staged.c.batch_id) > 0,
    )
    batches = sa.select(staged.c.batch_id).where(~shown, ~remembered)
    kept_id = ATTACHMENT_BYTES.c.attachment_id
    attachments = sa.select(kept_id).where(
        ~sa.exists().where(_ATTACHMENTS.c.id == kept_id),
        ~sa.exists().where(sa.func.instr(HISTORY.c.edit, kept_id) > 0),
    )
    return Orphans(
        tuple(connection.execute(batches).scalars()),
        tuple(connection.execute(attachments).scalars()),
    )


def discard(connection: sa.Connection, orphans: Orphans) -> None:
    """Delete them."""
    of_batch = _ITEMS.c.batch_id.in_(orphans.batches)
    raw_of_batch = EVIDENCE_RAW.c.item_id.in_(sa.select(_ITEMS.c.id).where(of_batch))
    connection.execute(sa.delete(EVIDENCE_RAW).where(raw_of_batch))
    connection.execute(sa.delete(_ITEMS).where(of_batch))
    gone = ATTACHMENT_BYTES.c.attachment_id.in_(orphans.attachments)
    connection.execute(sa.delete(ATTACHMENT_BYTES).where(gone))
