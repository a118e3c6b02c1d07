"""The columns of the step, and how each kind of card is named and coloured."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from postmortem_desktop.clock import IdSource
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.findings import ContributingFactor, Finding, FindingKind
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import EventKind, LinkKind
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.finding_edits import add_factor, add_finding
from postmortem_desktop.editing.link_edits import link_records
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui.theme import Theme

Learned = ContributingFactor | Finding
"""What a card shows."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column; ``kinds`` are the findings it holds, none for the factors."""

    key: str
    title: str
    caption: str
    example: str
    kinds: tuple[FindingKind, ...] = ()

    def records(self, dossier: Dossier) -> list[Learned]:
        """Return what the column shows, in its order."""
        if not self.kinds:
            return list(dossier.factors())
        return [finding for finding in dossier.findings() if finding.kind in self.kinds]

    def addition(self, dossier: Dossier, ids: IdSource, title: str) -> Edit:
        """Return the edit that adds a card at the end of the column."""
        if not self.kinds:
            return add_factor(dossier, ids, title)
        return add_finding(dossier, ids, self.kinds[0], title)


COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        "factors",
        N_("Contributing factors"),
        N_("What had to be there for this to happen"),
        N_("Such as: the signal is not where people look"),
    ),
    ColumnSpec(
        "helped",
        N_("What helped"),
        N_("Worth keeping, and what stood in the way"),
        N_("Such as: a rehearsed rollback"),
        (FindingKind.HELPED, FindingKind.HINDERED),
    ),
    ColumnSpec(
        "luck",
        N_("Luck and surprise"),
        N_("What we would not count on"),
        N_("Such as: somebody happened to be free"),
        (FindingKind.LUCK, FindingKind.SURPRISE),
    ),
    ColumnSpec(
        "open",
        N_("Open questions"),
        N_("Where accounts differ, or nobody knows"),
        N_("Such as: when did the call learn of the change?"),
        (FindingKind.OPEN_QUESTION,),
    ),
    ColumnSpec(
        "learnings",
        N_("Learnings"),
        N_("What we take from it"),
        N_("Such as: ask early for a second kind of view"),
        (FindingKind.LEARNING,),
    ),
)

KIND_NAMES: dict[FindingKind, str] = {
    FindingKind.HELPED: N_("Helped"),
    FindingKind.HINDERED: N_("Hindered"),
    FindingKind.LUCK: N_("Luck"),
    FindingKind.SURPRISE: N_("Surprise"),
    FindingKind.OPEN_QUESTION: N_("Open question"),
    FindingKind.LEARNING: N_("Learning"),
}

_COLOURS: dict[FindingKind, EventKind] = {
    FindingKind.HELPED: EventKind.RECOVERY,
    FindingKind.HINDERED: EventKind.ALERT,
    FindingKind.LUCK: EventKind.CHANGE,
    FindingKind.SURPRISE: EventKind.CHANGE,
    FindingKind.OPEN_QUESTION: EventKind.DECISION,
    FindingKind.LEARNING: EventKind.ACTION,
}

_MARKED = {
    FindingKind.HELPED: "recovery",
    FindingKind.HINDERED: "alert",
    FindingKind.LUCK: "change",
    FindingKind.SURPRISE: "change",
}
"""Chips of those kinds that share a column with another."""


def colour_of(record: Learned, theme: Theme) -> QColor:
    """Return the colour of a card's edge."""
    if isinstance(record, Finding):
        return theme.kind_colour(_COLOURS[record.kind])
    return theme.accent


def mark_of(record: Learned) -> tuple[str, str] | None:
    """Return text and tone of the chip that says which kind of its column a card is."""
    if isinstance(record, Finding) and record.kind in _MARKED:
        return _(KIND_NAMES[record.kind]), _MARKED[record.kind]
    return None


def find_learned(dossier: Dossier, record_id: str) -> Learned | None:
    """Return a factor or finding by its id."""
    return dossier.find(ContributingFactor, record_id) or dossier.find(Finding, record_id)


def linked_records(dossier: Dossier, record_id: str) -> list[TimelineEvent | Answer]:
    """Return the events and answers that a card rests on, events first."""
    events = sorted(dossier.linked(record_id, TimelineEvent), key=lambda event: event.number)
    answers = sorted(dossier.linked(record_id, Answer), key=lambda answer: answer.number)
    return [*events, *answers]


def link_learned(
    dossier: Dossier, ids: IdSource, record_id: str, target: TimelineEvent | Answer
) -> Edit:
    """Tie a card to an event that supports it, or to the answer it came from."""
    if isinstance(target, TimelineEvent):
        return link_records(dossier, ids, target.id, record_id, LinkKind.SUPPORTS)
    return link_records(dossier, ids, record_id, target.id, LinkKind.CAME_FROM)
