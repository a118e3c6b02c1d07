"""Whole sessions in and out of a library: the sample, a session file, a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from postmortem_desktop.domain.dossier import Record
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.domain.evidence import Attachment, EvidenceItem
from postmortem_desktop.domain.records import Link, Postmortem
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.postmortem_edits import copy_postmortem
from postmortem_desktop.i18n import _
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library


def add_session(
    library: Library,
    records: Sequence[Record],
    evidence: Sequence[EvidenceItem],
    contents: Mapping[str, bytes] | None = None,
) -> tuple[str, bool]:
    """Put the records of one session into a library; return its id, and whether it was new there.

    A session that is there already stays as it is.

    Args:
        library: where the session goes.
        records: all of it.
        evidence: its imported items.
        contents: the bytes of attachments by id; an attachment without any is left out.

    Raises:
        StorageError: the disk refused; nothing was added.
    """
    (postmortem,) = (record for record in records if isinstance(record, Postmortem))
    editor = library.editor(postmortem.id)
    is_new = editor.dossier.is_empty
    if is_new:
        library.stage_evidence(((item, item.text) for item in evidence), Progress())
        label = _("make “{title}”").format(title=shortened(postmortem.title))
        brought = contents or {}
        library.hold(brought.values())
        editor.perform(Edit(label, created(*_with_bytes(records, brought))))
    return postmortem.id, is_new


def _with_bytes(records: Sequence[Record], contents: Mapping[str, bytes]) -> list[Record]:
    """Return the records without attachments that came without their bytes."""
    gone = {r.id for r in records if isinstance(r, Attachment) and r.id not in contents}
    return [
        record
        for record in records
        if record.id not in gone
        and not (isinstance(record, Link) and {record.source_id, record.target_id} & gone)
    ]


def duplicate_session(library: Library, postmortem_id: str) -> str:
    """Copy a session with its evidence and attachments under new ids and return the id of the copy.

    Raises:
        StorageError: the disk refused; nothing was added.
    """
    dossier = library.load(postmortem_id)
    pages = EvidencePages(library)
    total, _unplaced = pages.counts(postmortem_id)
    items = [row.item for row in pages.page(postmortem_id, limit=total)]
    title = _("{title} (copy)").format(title=dossier.postmortem.title)
    edit, renamed = copy_postmortem(
        dossier, library.ids, library.clock, title, also=[item.id for item in items]
    )
    copies = (
        (
            replace(
                item,
                id=renamed[item.id],
                postmortem_id=renamed[postmortem_id],
                batch_id=renamed[item.batch_id],
            ),
            pages.raw(item.id),
        )
        for item in items
    )
    library.stage_evidence(copies, Progress())
    library.hold(pages.contents(kept.id for kept in dossier.all(Attachment)).values())
    library.editor(renamed[postmortem_id]).perform(edit)
    return renamed[postmortem_id]
