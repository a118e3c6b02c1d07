"""What stands in the cells of the event table: shown, spoken, to be typed, and sorted by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import moment_text
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui.timeline.wording import BASIS_NAMES

NOTHING = "—"
NUMBER_MARK = "E"


class Column(StrEnum):
    """The columns in their order; the value of most is the field of the record."""

    NUMBER = "number"
    TIME = "starts_at"
    END = "ends_at"
    LANE = "lane_id"
    KIND = "kind"
    TITLE = "title"
    BASIS = "basis"
    STAR = "starred"
    LOCK = "locked"


COLUMNS = tuple(Column)

HEADINGS = {
    Column.NUMBER: N_("No."),
    Column.TIME: N_("Time"),
    Column.END: N_("End"),
    Column.LANE: N_("Lane"),
    Column.KIND: N_("Kind"),
    Column.TITLE: N_("What happened"),
    Column.BASIS: N_("Known from"),
    Column.STAR: N_("Star"),
    Column.LOCK: N_("Lock"),
}
"""What stands above each column."""

CHOICES = frozenset({Column.LANE, Column.KIND, Column.BASIS})
"""Columns whose cells hold one of a few things."""

MARKS = frozenset({Column.STAR, Column.LOCK})
"""Columns whose cells are on or off."""

TEXTS = frozenset({Column.TIME, Column.END, Column.TITLE})
"""Columns whose cells are typed into."""

PLACES = frozenset({Column.TIME, Column.END, Column.LANE})
"""Columns that say where an event stands; the lock holds these."""

_MARK_WORDS = {
    Column.STAR: (N_("not starred"), N_("starred")),
    Column.LOCK: (N_("not locked"), N_("locked")),
}
_SOFT_TIMES = {Precision.BEFORE: N_("before {time}"), Precision.AFTER: N_("after {time}")}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cells of an event depend on besides the event."""

    zone: str
    day: date | None
    """The day on which a clock needs no date."""
    lanes: Mapping[str, Lane]
    """By id, from top to bottom."""
    places: Mapping[str, int]
    """The place of each lane, from the top."""


def surroundings_of(dossier: Dossier, day: date | None) -> Surroundings:
    """Return what the cells depend on now; ``day`` as the dossier knows it."""
    lanes = {lane.id: lane for lane in dossier.lanes()}
    places = {lane_id: place for place, lane_id in enumerate(lanes)}
    return Surroundings(dossier.postmortem.zone, day, lanes, places)


def cell_text(event: TimelineEvent, column: Column, around: Surroundings) -> str:
    """Return a cell as it is shown; marks are pictures and have no text."""
    return _SHOWN[column](event, around)


def spoken_text(event: TimelineEvent, column: Column, around: Surroundings) -> str:
    """Return a cell as it is read out."""
    match column:
        case Column.STAR | Column.LOCK:
            return _(_MARK_WORDS[column][getattr(event, column)])
        case Column.TIME if event.starts_at is None:
            return _("undated")
        case Column.TIME if event.is_soft and event.precision not in _SOFT_TIMES:
            return _("about {time}").format(time=_moment(event.starts_at, around))
        case Column.END if event.ends_at is None:
            return _("no end")
        case _:
            return cell_text(event, column, around)


def edit_text(event: TimelineEvent, column: Column, around: Surroundings) -> str:
    """Return a cell as it is typed; ``~`` stands before an approximate time."""
    match column:
        case Column.TIME:
            rough = "~" if event.precision is Precision.APPROXIMATE else ""
            return f"{rough}{_moment(event.starts_at, around)}" if event.starts_at else ""
        case Column.END:
            return _moment(event.ends_at, around) if event.ends_at else ""
        case _:
            return str(getattr(event, column))


def sort_value(event: TimelineEvent, column: Column, around: Surroundings) -> tuple[bool, Any]:
    """Return whether there is nothing to sort by, and what to sort by."""
    match column:
        case Column.TIME | Column.END:
            moment: datetime | None = getattr(event, column)
            return moment is None, moment or datetime.min.replace(tzinfo=UTC)
        case Column.LANE:
            return False, around.places.get(event.lane_id, -1)
        case Column.NUMBER:
            return False, event.number
        case Column.STAR | Column.LOCK:
            # What is marked comes first.
            return False, not getattr(event, column)
        case _:
            return False, cell_text(event, column, around).casefold()


def event_name(event: TimelineEvent) -> str:
    """Return what an event is called where a cell of it is spoken of."""
    return f"{NUMBER_MARK}{event.number}, {event.title or _('Untitled')}"


def _moment(moment: datetime | None, around: Surroundings) -> str:
    return "" if moment is None else moment_text(moment, around.zone, around.day)


def _time(event: TimelineEvent, around: Surroundings) -> str:
    if event.starts_at is None:
        return NOTHING
    text = _moment(event.starts_at, around)
    if event.precision in _SOFT_TIMES:
        return _(_SOFT_TIMES[event.precision]).format(time=text)
    return f"≈ {text}" if event.is_soft else text


def _lane(event: TimelineEvent, around: Surroundings) -> str:
    lane = around.lanes.get(event.lane_id)
    return "" if lane is None else lane.title


_SHOWN: Mapping[Column, Callable[[TimelineEvent, Surroundings], str]] = {
    Column.NUMBER: lambda event, _around: f"{NUMBER_MARK}{event.number}",
    Column.TIME: _time,
    Column.END: lambda event, around: _moment(event.ends_at, around) or NOTHING,
    Column.LANE: _lane,
    Column.KIND: lambda event, _around: _(EVENT_KIND_NAMES[event.kind]),
    Column.TITLE: lambda event, _around: " ".join(event.title.split()),
    Column.BASIS: lambda event, _around: _(BASIS_NAMES[event.basis]),
    Column.STAR: lambda _event, _around: "",
    Column.LOCK: lambda _event, _around: "",
}
