"""What a report is made with: paper, audience, and which sections in which order."""

from __future__ import annotations

from dataclasses import dataclass

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.domain.templates import ReportSection, Template
from postmortem_desktop.i18n import N_, _

BUILT_IN_TITLES = {
    "summary": N_("What happened"),
    "impact": N_("Impact"),
    "timeline_figure": N_("Timeline"),
    "accounts": N_("What people saw, expected and assumed"),
    "factors": N_("Contributing factors"),
    "findings": N_("What helped, and what we learned"),
    "actions": N_("Actions"),
    "timeline_table": N_("The timeline in words"),
    "sources": N_("Sources"),
    "method": N_("How the review was run"),
}
"""Key and usual heading of every section that the program knows how to set, in usual order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """The choices of one export."""

    paper: str = "a4"
    """``a4`` or ``letter``."""
    hidden_sections: tuple[str, ...] = ()
    audience: AudienceKind = AudienceKind.FULL


def section_list(source: Dossier | Template) -> list[tuple[str, str]]:
    """Return key and heading of each section, in the order of the template."""
    return [(section.key, heading_of(section)) for section in report_sections(source)]


def report_sections(source: Dossier | Template) -> list[ReportSection]:
    """Return the sections that the template shows; the built-in ones where it names none."""
    template = source.postmortem.template if isinstance(source, Dossier) else source
    named = template.report or tuple(ReportSection(key=key) for key in BUILT_IN_TITLES)
    return [section for section in named if section.shown and heading_of(section)]


def heading_of(section: ReportSection) -> str:
    """Return what stands above a section; empty for one that neither side has a name for."""
    if section.title:
        return section.title
    return _(BUILT_IN_TITLES[section.key]) if section.key in BUILT_IN_TITLES else ""
