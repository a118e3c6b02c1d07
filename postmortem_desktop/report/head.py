"""What stands before the sections: title block; and the first section with the derived times."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from postmortem_desktop.domain.fields import FieldDefinition, FieldOwner, format_value
from postmortem_desktop.domain.milestones import DERIVED_TIMES, time_to_acknowledge
from postmortem_desktop.domain.times import duration_text
from postmortem_desktop.i18n import _
from postmortem_desktop.report import styles
from postmortem_desktop.report.composition import Composition
from postmortem_desktop.report.tables import Cell

_MOST_FIGURES = 4
_LONGEST_FIGURE = 16


def title_block(composition: Composition) -> list[Flowable]:
    """Return overline, title and the line of facts below it."""
    elements = composition.elements
    postmortem = composition.dossier.postmortem
    facts = " · ".join(part for part in _facts(composition) if part)
    return [
        elements.line(_("Blameless post-mortem").upper(), styles.OVERLINE),
        elements.title(postmortem.title or _("Untitled")),
        elements.line(facts, styles.SUBTITLE),
        elements.space(16),
        elements.rule(1.5, styles.TEXT),
    ]


def derived_times(composition: Composition) -> list[Flowable]:
    """Return the row of figures that the milestones give, and one of the customer's own."""
    elements = composition.elements
    figures = list(_figures(composition))[:_MOST_FIGURES]
    if not figures:
        return []
    cells: list[Cell] = [
        [elements.line(label, styles.CAPTION), elements.line(value, styles.FIGURE_VALUE)]
        for label, value in figures
    ]
    return [
        elements.space(12),
        elements.columns(cells, count=_MOST_FIGURES, gutter=12),
        elements.space(8),
        elements.rule(),
    ]


def filled_fields(composition: Composition) -> list[tuple[FieldDefinition, str]]:
    """Return the customer's own fields of the post-mortem that have a value, with the value."""
    postmortem = composition.dossier.postmortem
    found: list[tuple[FieldDefinition, str]] = []
    for definition in postmortem.template.fields:
        if definition.owner is not FieldOwner.POSTMORTEM:
            continue
        value = composition.dossier.value_of(postmortem.id, definition.key)
        text = format_value(definition, value.value) if value else ""
        if text:
            found.append((definition, text))
    return found


def field_beside_times(composition: Composition) -> FieldDefinition | None:
    """Return the first field that is short enough to stand beside the derived times."""
    short = (d for d, text in filled_fields(composition) if len(text) <= _LONGEST_FIGURE)
    return next(short, None)


def _facts(composition: Composition) -> Iterator[str]:
    postmortem = composition.dossier.postmortem
    yield postmortem.reference
    if composition.span is not None:
        yield composition.days(*composition.span)
    yield postmortem.severity
    yield ", ".join(postmortem.services)
    yield postmortem.zone


def _figures(composition: Composition) -> Iterator[tuple[str, str]]:
    dossier = composition.dossier
    derived = [(label, how, how(dossier)) for label, how in DERIVED_TIMES]
    known = [(label, how, duration) for label, how, duration in derived if duration is not None]
    field = field_beside_times(composition)
    if len(known) + (field is not None) > _MOST_FIGURES:
        known = [entry for entry in known if entry[1] is not time_to_acknowledge]
    for label, _how, duration in known:
        yield _(label), duration_text(duration)
    if field is not None:
        yield field.label, dict(filled_fields(composition))[field]
    count = len(dossier.events())
    if not known and composition.span is not None and count:
        first, last = composition.span
        if last > first:
            yield _("First to last entry"), duration_text(last - first)
        yield _("Entries"), str(count)
