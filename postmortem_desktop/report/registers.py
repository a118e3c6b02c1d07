"""The sections that list: the timeline in words, actions, sources, how the review was run."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from reportlab.platypus import Flowable

from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.findings import ActionItem, ActionStatus
from postmortem_desktop.domain.names import ACTION_KIND_NAMES, ACTION_STATUS_NAMES
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import duration_text, offset_text
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.report import styles
from postmortem_desktop.report.composition import Composition, event_label, person_label
from postmortem_desktop.report.paragraphs import Span
from postmortem_desktop.report.tables import Cell, Row
from postmortem_desktop.timeline.boxes import title_text
from postmortem_desktop.timeline.ticks import short_day_text

_NUMBER, _TIME, _GLYPH, _LANE = 36.0, 76.0, 20.0, 104.0
_KIND, _OWNER, _DUE, _STATUS = 60.0, 92.0, 52.0, 60.0


def timeline_table(composition: Composition) -> list[Flowable]:
    """Return every event in words, undated ones last, with the heads of days between them."""
    elements = composition.elements
    events = composition.dossier.events()
    if not events:
        return []
    lanes = {lane.id: lane.title for lane in composition.dossier.all(Lane)}
    has_lanes = len({event.lane_id for event in events}) > 1
    rows: list[Row] = []
    for day, of_day in groupby(events, key=lambda event: _day_of(composition, event)):
        if not composition.is_one_day or not day:
            head = elements.cell(day or _("Without a time"), styles.CELL_HEAD)
            rows.append(Row([[head]], is_band=True))
        for event in of_day:
            lane = lanes[event.lane_id] if has_lanes else None
            rows.append(_event_row(composition, event, lane))
    widths = [_NUMBER, _TIME, _GLYPH, elements.width - _NUMBER - _TIME - _GLYPH]
    heads = ["", _("Time"), "", _("What happened")]
    if has_lanes:
        widths = [*widths[:-1], widths[-1] - _LANE, _LANE]
        heads.append(_("Lane"))
    note = _clock_note(composition)
    return [elements.line(note, styles.SMALL), elements.table(widths, heads, rows)]


def actions(composition: Composition) -> list[Flowable]:
    """Return what will be done, as a table, and below it what was decided against and why."""
    elements = composition.elements
    items = composition.dossier.actions()
    taken = [item for item in items if item.status is not ActionStatus.DECLINED]
    declined = [item for item in items if item.status is ActionStatus.DECLINED]
    flowables: list[Flowable] = []
    if taken:
        widths = [elements.width - _KIND - _OWNER - _DUE - _STATUS, _KIND, _OWNER, _DUE, _STATUS]
        head = [_("Action"), _("Kind"), _("Owner"), _("Due"), _("Status")]
        years = {item.due.year for item in taken if item.due}
        rows = [_action_row(composition, item, with_year=len(years) > 1) for item in taken]
        flowables.append(elements.table(widths, head, rows))
    if declined:
        flowables += elements.subheading(_("Decided against"))
    for item in declined:
        flowables += elements.paragraphs(item.title)
        flowables += elements.paragraphs(item.declined_reason, styles.SMALL)
    return flowables


def sources(composition: Composition) -> list[Flowable]:
    """Return what was imported, and how its times are to be read."""
    elements = composition.elements
    batches = [b for b in composition.dossier.all(EvidenceBatch) if not b.withdrawn]
    rows: list[Row] = []
    for batch in batches:
        count = ngettext("{count} entry", "{count} entries", batch.item_count)
        clock = _clock_shift(batch.clock_shift_seconds)
        cells = (
            batch.source_name,
            batch.format,
            count.format(count=batch.item_count),
            batch.zone or _("stated in the source"),
            clock,
        )
        rows.append(Row([[elements.cell(cell)] for cell in cells]))
    if not rows:
        return []
    name = elements.width - 4 * _OWNER
    head = [_("Source"), _("Format"), _("Content"), _("Zone"), _("Clock")]
    return [elements.table([name, *[_OWNER] * 4], head, rows)]


def method(composition: Composition) -> list[Flowable]:
    """Return who took part, by role, and how many of them were heard alone."""
    elements = composition.elements
    people = composition.dossier.participants()
    if not people:
        return []
    heard = {person.id for person, _answers in composition.told}
    count = ngettext("{count} person took part.", "{count} people took part.", len(people))
    lines = [count.format(count=len(people))]
    if heard:
        told = ngettext("{count} was heard alone.", "{count} were heard alone.", len(heard))
        lines.append(told.format(count=len(heard)))
    columns = [
        (_("Role"), [person_label(person) for person in people]),
        (_("Team"), [person.team for person in people]),
        (_("How they came in"), [person.background for person in people]),
        (_("Heard"), [_("yes") if person.id in heard else "" for person in people]),
    ]
    filled = [(head, texts) for head, texts in columns if any(texts)]
    rows = [
        Row([[elements.cell(text)] for text in texts])
        for texts in zip(*(texts for _head, texts in filled), strict=True)
    ]
    widths = [elements.width / len(filled)] * len(filled)
    return [
        elements.line(" ".join(lines)),
        elements.table(widths, [head for head, _texts in filled], rows),
    ]


def _event_row(composition: Composition, event: TimelineEvent, lane: str | None) -> Row:
    elements = composition.elements
    label = event_label(event)
    title: Cell = [elements.cell(title_text(event).removeprefix("≈ "))]
    title += elements.cell_paragraphs(event.detail, styles.CELL_DETAIL)
    cells: list[Cell] = [
        [elements.cell(label, styles.CELL_SECONDARY, anchor=label)],
        [elements.cell([Span(composition.time_of(event))], styles.CELL_SECONDARY)],
        [elements.glyph(event.kind)],
        title,
    ]
    if lane is not None:
        cells.append([elements.cell(lane, styles.CELL_SECONDARY)])
    return Row(cells)


def _action_row(composition: Composition, item: ActionItem, *, with_year: bool) -> Row:
    elements = composition.elements
    title: Cell = [elements.cell(item.title or _("Untitled"))]
    if item.done_test:
        done = _("Done when: {test}").format(test=item.done_test)
        title += elements.cell_paragraphs(done, styles.CELL_DETAIL)
    if item.tracker:
        title.append(elements.cell(item.tracker, styles.CELL_DETAIL))
    return Row(
        [
            title,
            [elements.cell(_(ACTION_KIND_NAMES[item.kind]))],
            [elements.cell(item.owner or _("not yet named"))],
            [elements.cell(_due_text(item.due, with_year=with_year))],
            [elements.cell(_(ACTION_STATUS_NAMES[item.status]))],
        ]
    )


def _due_text(due: date | None, *, with_year: bool) -> str:
    if due is None:
        return "–"
    return f"{short_day_text(due)} {due.year}" if with_year else short_day_text(due)


def _clock_shift(seconds: int) -> str:
    """Return what was done about a clock that went wrong."""
    if not seconds:
        return _("as recorded")
    sign = "+" if seconds > 0 else "−"
    shift = duration_text(timedelta(seconds=abs(seconds)))
    return _("shifted by {shift}").format(shift=f"{sign}{shift}")


def _day_of(composition: Composition, event: TimelineEvent) -> str:
    return composition.day(event.starts_at) if event.starts_at else ""


def _clock_note(composition: Composition) -> str:
    """Return the sentence that says on whose clock the times are."""
    zone = composition.zone
    if composition.span is None:
        return _("Times are on the clock of {zone}.").format(zone=zone)
    first, last = (offset_text(moment, zone) for moment in composition.span)
    offset = first if first == last else f"{first}, {last}"
    if offset == zone:
        return _("Times are in {zone}.").format(zone=zone)
    return _("Times are on the clock of {zone} ({offset}).").format(zone=zone, offset=offset)
