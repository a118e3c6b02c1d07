"""Export: a post-mortem as a PDF or a file, each made from what its audience may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from postmortem_desktop.domain.audience import prepared_for
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.errors import ReportError
from postmortem_desktop.exchange.markdown import export_markdown
from postmortem_desktop.exchange.session_file import export_json
from postmortem_desktop.i18n import _
from postmortem_desktop.jobs import Progress
from postmortem_desktop.report.options import section_list


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfOrder:
    """What somebody asks for when they export a PDF."""

    path: Path
    audience: AudienceKind = AudienceKind.FULL
    paper: str = "a4"
    hidden_sections: tuple[str, ...] = ()

    def written_to(self, path: Path) -> PdfOrder:
        """Return the same order for another file."""
        return replace(self, path=path)


def report_section_list(dossier: Dossier) -> list[tuple[str, str]]:
    """Return key and heading of each section of a session's report, in their order."""
    return section_list(dossier)


def export_pdf(dossier: Dossier, order: PdfOrder, progress: Progress, *, now: datetime) -> Path:
    """Write the report; ReportLab is loaded only here.

    Raises:
        ReportError: the file cannot be written there.
        JobCancelledError: the user stopped it; a file that was there before is still there.
    """
    from postmortem_desktop.report.pdf import ReportOptions, write_pdf

    options = ReportOptions(
        paper=order.paper, hidden_sections=order.hidden_sections, audience=order.audience
    )
    prepared = prepared_for(dossier, order.audience)
    return write_pdf(prepared, order.path, options, progress, now=now)


def export_text(
    dossier: Dossier,
    path: Path,
    *,
    form: str,
    audience: AudienceKind | None,
    evidence: Sequence[EvidenceItem] = (),
    contents: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a post-mortem as ``json`` or ``markdown``.

    JSON without an audience is the whole record, names, private text and pictures included, for
    moving a session to another laptop, with the bytes of attachments by id in ``contents``;
    Markdown is always prepared for an audience, the full one if none is named.

    Raises:
        ReportError: the file cannot be written there.
    """
    if form == "json":
        prepared = dossier if audience is None else prepared_for(dossier, audience)
        text = export_json(prepared, evidence if audience is None else (), contents)
    else:
        text = export_markdown(prepared_for(dossier, audience or AudienceKind.FULL))
    partial = path.with_name(f"{path.name}.part")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    except OSError as error:
        raise ReportError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror)
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return path
