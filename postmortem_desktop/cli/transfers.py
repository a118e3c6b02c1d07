"""Commands that bring data in and out: import and export."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from postmortem_desktop.cli.main import say
from postmortem_desktop.cli.sessions import opened, resolve
from postmortem_desktop.clock import system_clock
from postmortem_desktop.domain.evidence import Attachment, EvidenceItem
from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.domain.times import zone_named
from postmortem_desktop.errors import ReportError
from postmortem_desktop.exchange.samples import load_sample
from postmortem_desktop.exchange.session_file import SessionFile
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.transfer.exporting import PdfOrder, export_pdf, export_text
from postmortem_desktop.transfer.importing import (
    Incoming,
    import_edit,
    read_incoming,
    stage,
    without_repeats,
)


def import_sources(options: Namespace) -> int:
    """Bring sources in, all of them or, when one cannot be read, none."""
    if options.zone is not None:
        zone_named(options.zone)
    with opened(options.library) as library:
        postmortem_id = resolve(library, options.postmortem)
        editor = library.editor(postmortem_id)
        progress = Progress()
        incoming = without_repeats(
            read_incoming(
                library,
                postmortem_id,
                source,
                zone=options.zone,
                day=editor.dossier.known_day(),
                clock=library.clock,
                ids=library.ids,
                progress=progress,
            )
            for source in options.sources
        )
        if not options.dry_run:
            stage(library, incoming, progress)
            edit = import_edit(
                editor.dossier, incoming, library.ids, place=options.place, lane=options.lane
            )
            editor.perform(edit)
    _tell(incoming, as_json=options.json, placed=options.place and not options.dry_run)
    return 0


def export(options: Namespace) -> int:
    """Write what was asked for; at least one of the forms must be."""
    forms = {
        form: path
        for form, path in (
            ("pdf", options.pdf),
            ("json", options.json),
            ("markdown", options.markdown),
        )
        if path is not None
    }
    if not forms:
        raise ReportError(_("Say what to write: --pdf OUT, --json OUT or --markdown OUT."))
    session = _what_to_export(options)
    dossier = session.dossier
    audience = None if options.audience is None else AudienceKind(options.audience)
    for form, path in forms.items():
        if form == "pdf":
            order = PdfOrder(path=path, audience=audience or AudienceKind.FULL, paper=options.paper)
            export_pdf(dossier, order, Progress(), now=system_clock())
        else:
            export_text(
                dossier,
                path,
                form=form,
                audience=audience,
                evidence=session.evidence,
                contents=session.attachments,
            )
        print(path)
    return 0


def _what_to_export(options: Namespace) -> SessionFile:
    if options.sample:
        return load_sample()
    with opened(options.library, read_only=True) as library:
        postmortem_id = resolve(library, options.postmortem)
        dossier = library.load(postmortem_id)
        kept = EvidencePages(library).contents(a.id for a in dossier.all(Attachment))
        evidence = all_evidence(library, postmortem_id)
        return SessionFile(tuple(dossier.everything()), tuple(evidence), kept)


def all_evidence(library: Library, postmortem_id: str) -> list[EvidenceItem]:
    """Return every visible evidence item of a session."""
    pages = EvidencePages(library)
    total, _unplaced = pages.counts(postmortem_id)
    return [row.item for row in pages.page(postmortem_id, limit=total)]


def _tell(incoming: Sequence[Incoming], *, as_json: bool, placed: bool) -> None:
    """Print what came in; lines without a time go to standard error, each with its place."""
    if as_json:
        print(json.dumps([_plain(source) for source in incoming], ensure_ascii=False))
        return
    for source in incoming:
        print(f"{source.summary}, {_placed_text(source)}" if placed else source.summary)
        for problem in source.problems:
            say(f"{source.batch.source_name}, line {problem.line}: {problem.reason}")


def _placed_text(source: Incoming) -> str:
    count = sum(item.at is not None for item in source.items)
    told = ngettext("{count} placed on the timeline", "{count} placed on the timeline", count)
    return told.format(count=count)


def _plain(source: Incoming) -> dict[str, Any]:
    return {
        "source": source.batch.source_name,
        "format": source.batch.format,
        "zone": source.batch.zone,
        "new": len(source.items),
        "already_there": source.already_there,
        "problems": [
            {"line": problem.line, "text": problem.text, "reason": problem.reason}
            for problem in source.problems
        ],
    }
