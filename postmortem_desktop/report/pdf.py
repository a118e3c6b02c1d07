"""Writes the report: composes the sections, sets the pages, moves the finished file into place."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.templates import ReportSection
from postmortem_desktop.errors import ReportError
from postmortem_desktop.i18n import _
from postmortem_desktop.jobs import Progress
from postmortem_desktop.report import registers, sections
from postmortem_desktop.report.composition import Composition, record_number
from postmortem_desktop.report.elements import Elements
from postmortem_desktop.report.head import derived_times, title_block
from postmortem_desktop.report.options import (
    ReportOptions,
    heading_of,
    report_sections,
    section_list,
)
from postmortem_desktop.report.pages import canvas_maker
from postmortem_desktop.report.styles import FOOT_HEIGHT, MARGIN, PAPERS
from postmortem_desktop.report.text import Lettering, one_line, plain
from postmortem_desktop.report.timeline_figure import timeline_figure

__all__ = ["ReportOptions", "section_list", "write_pdf"]

_SECTIONS: dict[str, sections.Section] = {
    "summary": sections.summary,
    "impact": sections.impact,
    "timeline_figure": timeline_figure,
    "accounts": sections.accounts,
    "factors": sections.factors,
    "findings": sections.findings,
    "actions": registers.actions,
    "timeline_table": registers.timeline_table,
    "sources": registers.sources,
    "method": registers.method,
}
_LANGUAGE = "en"
_PROGRAM = "Postmortem Desktop"


def write_pdf(
    dossier: Dossier,
    path: Path,
    options: ReportOptions,
    progress: Progress,
    *,
    now: datetime,
    notes: list[str] | None = None,
) -> Path:
    """Compose every section that has content and write the report.

    The file appears under ``path`` only when it is complete; a report that was there before
    survives a cancelled or refused export. The same dossier, options and ``now`` give the same
    bytes.

    Args:
        dossier: prepared for its audience (``domain.audience.prepared_for``); a snapshot.
        path: the file to write, replaced if it exists.
        options: paper and sections.
        progress: told about each section and each page; may cancel.
        now: the moment of the export, for the document's properties.
        notes: receives a sentence for each thing that people should know about the file.

    Returns:
        ``path``, for the caller to open.

    Raises:
        ReportError: the file cannot be written there.
        JobCancelledError: somebody stopped the export.
    """
    partial = path.with_name(f"{path.name}.part")
    try:
        with partial.open("wb") as file:
            _typeset(dossier, file, options, progress, now=now, notes=notes)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise ReportError(
            _("The report cannot be written to {path}: {reason}. Choose another folder.").format(
                path=path, reason=error.strerror or error
            )
        ) from error
    finally:
        _forget(partial)
    return path


def _forget(partial: Path) -> None:
    """Remove what a stopped export leaves; where that cannot be done there is nothing."""
    try:
        partial.unlink(missing_ok=True)
    except OSError:
        return


def _typeset(
    dossier: Dossier,
    file: BinaryIO,
    options: ReportOptions,
    progress: Progress,
    *,
    now: datetime,
    notes: list[str] | None,
) -> None:
    page = PAPERS[options.paper]
    lettering = Lettering()
    elements = Elements(page[0] - 2 * MARGIN, page[1] - FOOT_HEIGHT - MARGIN, lettering)
    shown = [s for s in report_sections(dossier) if s.key not in options.hidden_sections]
    composition = Composition(dossier, elements, frozenset(section.key for section in shown))
    story = title_block(composition)
    for section in progress.track(shown):
        story += _composed(composition, section)
    title = dossier.postmortem.title or _("Untitled")
    foot = lettering.readable(_("{title} · blameless post-mortem").format(title=one_line(title)))
    story += sections.closing(composition)
    if notes is not None:
        notes.extend(lettering.notes())
    make_canvas = canvas_maker(
        width=page[0],
        left=foot,
        record=record_number(dossier.postmortem.id),
        lettering=lettering,
        now=now,
    )
    _document(file, page, title, progress).build(story, canvasmaker=make_canvas)


def _document(
    file: BinaryIO, page: tuple[float, float], title: str, progress: Progress
) -> BaseDocTemplate:
    """Return the empty document: its properties, and where text stands on a page."""
    width, height = page[0] - 2 * MARGIN, page[1] - FOOT_HEIGHT - MARGIN
    return BaseDocTemplate(
        file,
        pagesize=page,
        invariant=1,
        lang=_LANGUAGE,
        title=plain(title),
        author="",
        subject=_("Blameless post-mortem"),
        creator=_PROGRAM,
        producer=_PROGRAM,
        keywords=[],
        pageTemplates=[
            PageTemplate(
                frames=[Frame(MARGIN, FOOT_HEIGHT, width, height, 0, 0, 0, 0)],
                onPage=lambda canvas, _document: progress.step(canvas.getPageNumber(), 0),
            )
        ],
    )


def _composed(composition: Composition, section: ReportSection) -> list[Flowable]:
    """Return a section with its heading, or nothing when there is nothing to say."""
    body = _SECTIONS[section.key](composition) if section.key in _SECTIONS else []
    if section.text and (body or section.key not in _SECTIONS):
        body = [*sections.own_text(composition, section.text), *body]
    flowables = derived_times(composition) if section.key == "summary" else []
    if body:
        flowables += composition.elements.heading(heading_of(section), section.key, body)
    return flowables
