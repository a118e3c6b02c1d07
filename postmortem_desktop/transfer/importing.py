"""Import: from a file to evidence in the store and, if asked, events on the timeline.

The items are written while nothing shows them; one Edit then makes the batch visible. So an
import is there whole or not at all, and one undo takes it back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from postmortem_desktop.clock import Clock, IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.evidence import EvidenceBatch, EvidenceItem
from postmortem_desktop.editing.evidence_edits import import_and_place, import_batch
from postmortem_desktop.evidence.reading import Problem, ReadResult
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.transfer.reading import read_in_process


@dataclass(frozen=True, slots=True)
class Incoming:
    """One source as it was read: what would be new, and what would not."""

    batch: EvidenceBatch
    items: tuple[EvidenceItem, ...]
    raws: tuple[str, ...]
    already_there: int
    problems: tuple[Problem, ...]
    result: ReadResult

    @property
    def summary(self) -> str:
        """One line that says what the source holds."""
        parts = [_count_text(len(self.items))]
        if self.already_there:
            parts.append(_("{count} already there").format(count=self.already_there))
        if self.problems:
            parts.append(
                ngettext(
                    "{count} line without a time",
                    "{count} lines without a time",
                    len(self.problems),
                ).format(count=len(self.problems))
            )
        return f"{self.batch.source_name}: {', '.join(parts)}"


def without_repeats(incoming: Iterable[Incoming]) -> tuple[Incoming, ...]:
    """Return sources that come in together, each without what one before it brings already."""
    known: set[tuple[str, str]] = set()
    return tuple(_without(source, known) for source in incoming)


def read_incoming(
    library: Library,
    postmortem_id: str,
    path: Path,
    *,
    zone: str | None,
    day: date | None,
    clock: Clock,
    ids: IdSource,
    progress: Progress,
) -> Incoming:
    """Read a source and compare it with what the library has; nothing is written.

    Args:
        library: what is there already.
        postmortem_id: to which the items will belong.
        path: the file.
        zone: IANA name of the zone that counts where the data state none.
        day: what a clock without a date means where the data state no day at all; None leaves
            such lines out, each with what to do about it.
        clock: tells when it was imported.
        ids: gives the batch its id.
        progress: may cancel.

    Raises:
        ImportRejectedError: the source cannot be read.
        JobCancelledError: the user stopped it.
    """
    batch_id = ids()
    result = read_in_process(
        path, zone=zone, day=day, postmortem_id=postmortem_id, batch_id=batch_id, progress=progress
    )
    batch = EvidenceBatch(
        id=batch_id,
        postmortem_id=postmortem_id,
        source_name=path.name,
        format=result.format,
        imported_at=clock(),
        zone=result.zone_used,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    read = Incoming(batch, result.items, result.raws, 0, result.problems, result)
    return _without(read, EvidencePages(library).known_source_ids(postmortem_id))


def _without(source: Incoming, known: set[tuple[str, str]]) -> Incoming:
    """Leave out the items whose source name and source id are known, and get to know the others."""
    fresh: list[tuple[EvidenceItem, str]] = []
    for item, raw in zip(source.items, source.raws, strict=True):
        place = (source.batch.source_name, item.source_id)
        if place not in known:
            fresh.append((item, raw))
            known.add(place)
    return replace(
        source,
        batch=replace(source.batch, item_count=len(fresh)),
        items=tuple(item for item, _raw in fresh),
        raws=tuple(raw for _item, raw in fresh),
        already_there=source.already_there + len(source.items) - len(fresh),
    )


def stage(library: Library, incoming: Iterable[Incoming], progress: Progress) -> None:
    """Write the items of the sources while nothing shows them yet."""
    for source in incoming:
        library.stage_evidence(zip(source.items, source.raws, strict=True), progress)


def import_edit(
    dossier: Dossier,
    incoming: Sequence[Incoming],
    ids: IdSource,
    *,
    place: bool,
    lane: str | None = None,
) -> Edit:
    """Return the one Edit that brings the staged sources in, all of them together.

    Args:
        dossier: as it is now.
        incoming: the sources; those without a new item bring nothing.
        ids: for new events, lanes and links.
        place: also make an event of each dated item.
        lane: title of the lane for events whose source names none; default the source's name.
    """
    scratch = dossier.snapshot()
    whole = Edit("", ())
    for source in incoming:
        if not source.items:
            continue
        if place:
            title = lane or Path(source.batch.source_name).stem
            edit = import_and_place(
                scratch,
                source.batch,
                source.items,
                ids,
                title,
                title=source.result.title,
                summary=source.result.summary,
            )
        else:
            edit = import_batch(scratch, source.batch)
        scratch.apply(edit)
        whole = whole.merged_with(edit)
    label = _("import {items}").format(items=_count_text(sum(len(s.items) for s in incoming)))
    return replace(whole, label=label, merge_key="")


def _count_text(count: int) -> str:
    return ngettext("{count} item", "{count} items", count).format(count=count)
