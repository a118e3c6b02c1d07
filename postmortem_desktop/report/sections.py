"""The sections that tell: summary, impact, what people said, factors, findings.

Each is a function from the composition to what stands below its heading; nothing means that the
section is left out, heading and all.
"""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from postmortem_desktop.domain.findings import Finding, FindingKind
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.names import FINDING_HEADINGS
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.report import styles
from postmortem_desktop.report.composition import (
    Composition,
    answer_label,
    event_label,
    person_label,
)
from postmortem_desktop.report.head import field_beside_times, filled_fields
from postmortem_desktop.report.names import ACCOUNT_NAMES, CERTAINTY_NAMES
from postmortem_desktop.report.paragraphs import Span
from postmortem_desktop.report.tables import Cell

Section = Callable[[Composition], list[Flowable]]

_BELOW_NAME = 4.0
_BETWEEN_FINDINGS = 4.0
_STANDS_ALONE = 5
"""An answer of fewer words is shown below its question."""
_SHORT_FINDING = 600
"""Findings of more characters stand below each other rather than in two columns."""

_FINDING_COLOURS: dict[FindingKind, Color] = {
    FindingKind.HELPED: styles.GOOD,
    FindingKind.HINDERED: styles.KINDS[EventKind.ALERT],
    FindingKind.LUCK: styles.HINT,
    FindingKind.SURPRISE: styles.KINDS[EventKind.DECISION],
    FindingKind.OPEN_QUESTION: styles.ACCENT,
    FindingKind.LEARNING: styles.TEXT,
}


def summary(composition: Composition) -> list[Flowable]:
    """Return what happened, in plain words."""
    return composition.elements.paragraphs(composition.dossier.postmortem.summary)


def impact(composition: Composition) -> list[Flowable]:
    """Return who was affected and how, and the customer's own fields."""
    elements = composition.elements
    flowables = elements.paragraphs(composition.dossier.postmortem.impact)
    beside_times = field_beside_times(composition) if "summary" in composition.shown else None
    for definition, text in filled_fields(composition):
        if definition != beside_times:
            label = Span(f"{definition.label}: ", weight=styles.Weight.SEMIBOLD)
            flowables.append(elements.line([label, Span(text)]))
    return flowables


def accounts(composition: Composition) -> list[Flowable]:
    """Return what each person told, with account and moment."""
    flowables: list[Flowable] = []
    for person, answers in composition.told:
        quotations = [_quotation(composition, answer) for answer in answers]
        room = quotations[0][1] + _BELOW_NAME
        flowables += composition.elements.subheading(person_label(person), room=room)
        flowables.append(composition.elements.space(_BELOW_NAME))
        for quotation, _height in quotations:
            flowables += quotation
    return flowables


def factors(composition: Composition) -> list[Flowable]:
    """Return the contributing factors, numbered, with what each rests on."""
    elements, dossier = composition.elements, composition.dossier
    entries: list[Cell] = []
    for factor in dossier.factors():
        cell: Cell = [elements.line([Span(factor.title, weight=styles.Weight.SEMIBOLD)])]
        cell += elements.paragraphs(factor.detail)
        cell += _basis(composition, factor.id)
        entries.append(cell)
    return [elements.numbered(entries)] if entries else []


def findings(composition: Composition) -> list[Flowable]:
    """Return what the group found, by kind; short ones in two columns."""
    blocks = [
        (kind, found)
        for kind in FindingKind
        if (found := [f for f in composition.dossier.findings() if f.kind is kind])
    ]
    flowables: list[Flowable] = []
    waiting: list[Cell] = []
    for kind, found in blocks:
        is_short = sum(len(f.title) + len(f.detail) for f in found) <= _SHORT_FINDING
        cell = _finding_cell(composition, kind, found)
        if is_short:
            waiting.append(cell)
        if waiting and (len(waiting) == 2 or not is_short):
            flowables += _side_by_side(composition, waiting)
            waiting = []
        if not is_short:
            flowables += cell
    return flowables + (_side_by_side(composition, waiting) if waiting else [])


def own_text(composition: Composition, text: str) -> list[Flowable]:
    """Return the text that the template gives for a section."""
    return composition.elements.paragraphs(text)


def closing(composition: Composition) -> list[Flowable]:
    """Return the lines below the last section: the seal, and what the fonts do not have."""
    elements, seal = composition.elements, composition.dossier.postmortem.seal
    lines = [_("Seal of the finished record: {seal}").format(seal=seal)] if seal else []
    lines += elements.lettering.notes()
    if not lines:
        return []
    return [elements.space(16), *(elements.line(line, styles.CAPTION) for line in lines)]


def _quotation(composition: Composition, answer: Answer) -> tuple[list[Flowable], float]:
    """Return what one answer says, and the height that must fit below a heading."""
    event = composition.dossier.find(TimelineEvent, answer.event_id)
    moment = answer.at or (event.starts_at if event else None)
    told = _(ACCOUNT_NAMES[answer.account])
    spans = [Span(told[:1].upper() + told[1:])]
    if moment is not None:
        spans.append(Span(f", {composition.clock(moment)}"))
    if answer.certainty in CERTAINTY_NAMES:
        spans.append(Span(f" · {_(CERTAINTY_NAMES[answer.certainty])}"))
    if event is not None and event_label(event):
        spans += [Span(" · "), *composition.references([event])]
    label = answer_label(answer)
    if label:
        spans.append(Span(f" · {label}"))
    colour = styles.ACCOUNTS[answer.account]
    quotation, height = composition.elements.quotation(answer.text, spans, colour, label)
    if not answer.question or len(answer.text.split()) >= _STANDS_ALONE:
        return quotation, height
    question = composition.elements.line(answer.question, styles.SMALL)
    return [question, *quotation], height + 2 * styles.SMALL.leading


def _basis(composition: Composition, record_id: str) -> Cell:
    """Return the line of references below a factor or finding, if there are any."""
    dossier = composition.dossier
    events = sorted(dossier.linked(record_id, TimelineEvent), key=lambda event: event.number)
    answers = sorted(dossier.linked(record_id, Answer), key=lambda answer: answer.number)
    spans = composition.references([*events, *answers])
    return [composition.elements.line(spans, styles.SMALL)] if spans else []


def _finding_cell(composition: Composition, kind: FindingKind, found: list[Finding]) -> Cell:
    elements = composition.elements
    cell: Cell = [elements.column_head(_(FINDING_HEADINGS[kind]), _FINDING_COLOURS[kind])]
    for finding in found:
        if finding is not found[0]:
            cell.append(elements.space(_BETWEEN_FINDINGS))
        cell += elements.paragraphs(finding.title)
        cell += elements.paragraphs(finding.detail, styles.SMALL)
        cell += _basis(composition, finding.id)
    return cell


def _side_by_side(composition: Composition, cells: list[Cell]) -> list[Flowable]:
    elements = composition.elements
    return [elements.space(4), elements.columns(cells, count=2), elements.space(4)]
