"""Rows as tab-separated text, the form in which spreadsheets give and take them."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection

from postmortem_desktop.domain.audience import prepared_for
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import AudienceKind, Precision
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane, Participant, TimelineEvent
from postmortem_desktop.domain.times import moment_text
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.event_table.columns import COLUMNS, HEADINGS, MARKS, NUMBER_MARK, Column
from postmortem_desktop.ui.timeline.wording import BASIS_NAMES

FORMULA_BEGINS = ("=", "+", "-", "@")
"""With these a spreadsheet begins to calculate, instead of showing what somebody wrote."""

MARKED = "x"


def copied_text(dossier: Dossier, event_ids: Collection[str]) -> str:
    """Return events below a header row, as they may leave the desk: with roles for names.

    Private events stay; the text is empty when nothing may leave.
    """
    lanes, people = dossier.all(Lane), dossier.all(Participant)
    events = [dossier.get(TimelineEvent, event_id) for event_id in event_ids]
    part = Dossier([dossier.postmortem, dossier.numbering, *people, *lanes, *events])
    shown = prepared_for(part, AudienceKind.FULL)
    present = {event.id: event for event in shown.all(TimelineEvent)}
    rows = [_cells(present[key], shown) for key in event_ids if key in present]
    if not rows:
        return ""
    target = io.StringIO()
    writer = csv.writer(target, "excel-tab", lineterminator="\n")
    writer.writerow([_(HEADINGS[column]) for column in COLUMNS])
    writer.writerows([_as_words(cell) for cell in row] for row in rows)
    return target.getvalue()


def _cells(event: TimelineEvent, dossier: Dossier) -> list[str]:
    return [_cell(event, column, dossier) for column in COLUMNS]


def _cell(event: TimelineEvent, column: Column, dossier: Dossier) -> str:
    zone = dossier.postmortem.zone
    match column:
        case Column.NUMBER:
            return f"{NUMBER_MARK}{event.number}"
        case Column.TIME | Column.END:
            moment = event.starts_at if column is Column.TIME else event.ends_at
            rough = column is Column.TIME and event.precision is Precision.APPROXIMATE
            text = "" if moment is None else moment_text(moment, zone)
            return f"~{text}" if rough and text else text
        case Column.LANE:
            lane = dossier.find(Lane, event.lane_id)
            return "" if lane is None else lane.title
        case Column.KIND:
            return _(EVENT_KIND_NAMES[event.kind])
        case Column.BASIS:
            return _(BASIS_NAMES[event.basis])
        case _ if column in MARKS:
            return MARKED if getattr(event, column) else ""
        case _:
            return event.title


def _as_words(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_BEGINS) else cell
