"""Rows copied in a spreadsheet, read into what they say of events.

A header row names the columns; without one the cells tell which column is which. A row that
cannot be read is reported with its line, and one without a time is an undated event.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from postmortem_desktop.domain.kinds import Basis, EventKind
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane
from postmortem_desktop.editing.table_edits import EventRow, folded
from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence.columns import Role, roles_of
from postmortem_desktop.evidence.day_order import day_comes_first
from postmortem_desktop.evidence.days import Calendar, Zones, nearer_overnight
from postmortem_desktop.evidence.guard import MAXIMUM_FIELD
from postmortem_desktop.evidence.kinds import kind_named, suggest_kind
from postmortem_desktop.evidence.reading import Resolved
from postmortem_desktop.evidence.stated import StatedSpan
from postmortem_desktop.evidence.times import is_placeholder, read_time, why_unread
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.quick_entry import read_entries
from postmortem_desktop.ui.event_table.columns import HEADINGS, NOTHING, NUMBER_MARK, Column
from postmortem_desktop.ui.event_table.rows_text import FORMULA_BEGINS
from postmortem_desktop.ui.timeline.wording import BASIS_NAMES

MOST_ROWS = 10_000

_OWN_ROLES = {
    Column.TIME: Role.TIME,
    Column.END: Role.END,
    Column.LANE: Role.LANE,
    Column.KIND: Role.KIND,
    Column.TITLE: Role.TITLE,
}
_OWN_NUMBER = re.compile(rf"{NUMBER_MARK}\d+")

Key = Role | Column
Columns = Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in the text."""

    number: int
    """Of its first line in the text, from 1."""
    cells: tuple[str, ...]


_A_DAY = timedelta(days=1)
_NEAR = timedelta(hours=6)
"""Less far from what happened, a clock is of the day of the incident."""


_TYPED = re.compile(r"\s*[@#]\w")
"""A cell that names a lane or a kind as it is done in the line for new events."""


@dataclass(slots=True)
class Pasted:
    """What pasted text was read as."""

    rows: list[EventRow] = field(default_factory=list[EventRow])
    problems: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """Number of the line and the sentence why it is left out."""


def read_near(
    text: str,
    moments: Sequence[datetime],
    *,
    zone: str,
    day: date,
    now: datetime,
    lanes: Sequence[Lane],
) -> Pasted:
    """Read rows; where their clocks would be far from all there is, on the day before or after.

    See ``read_pasted``; ``moments`` are when things happened.
    """

    def on(other: date) -> Pasted:
        return read_pasted(text, zone=zone, day=other, now=now, lanes=lanes)

    def distance(pasted: Pasted) -> timedelta:
        starts = (row.starts_at for row in pasted.rows if row.starts_at is not None)
        first = next(starts, None)
        return min((abs(first - m) for m in moments), default=_NEAR) if first else timedelta()

    read = on(day)
    if not moments or distance(read) < _NEAR:
        return read
    return min((read, on(day + _A_DAY), on(day - _A_DAY)), key=distance)


def read_pasted(text: str, *, zone: str, day: date, now: datetime, lanes: Sequence[Lane]) -> Pasted:
    """Read rows as a spreadsheet puts them on the clipboard.

    Args:
        text: cells are parted by tabs, rows by line ends.
        zone: of times that state none.
        day: of clocks that state none.
        now: what ``now`` means.
        lanes: of the post-mortem; their titles tell a column of lanes.

    Raises:
        ImportRejectedError: there are too many rows, or its dates can be read in two ways.
    """
    lines = list(_lines(text))
    if len(lines) > MOST_ROWS:
        raise ImportRejectedError(
            _("These are more than {count} rows; save them as a file and import it.").format(
                count=MOST_ROWS
            )
        )
    is_typed = bool(lines) and any(_TYPED.match(cell) for cell in lines[0].cells)
    if is_typed or (lines and max(len(line.cells) for line in lines) == 1):
        return _read_sentences(lines, zone, day, now, lanes)
    columns = _named_columns(lines[0].cells) if lines else {}
    names: tuple[str, ...] = lines[0].cells if columns else ()
    if columns:
        lines = lines[1:]
    else:
        columns = _guessed_columns(lines, lanes)
    reader = _Reader(columns, names, _day_first(lines, columns), zone, day)
    for line in lines:
        reader.take(line)
    return reader.pasted


class _Reader:
    """Reads rows one after the other: a row lends its day to the next."""

    def __init__(
        self,
        columns: Columns,
        names: Sequence[str],
        day_first: bool | None,  # noqa: FBT001 - one of three answers, not a switch
        zone: str,
        day: date,
    ) -> None:
        self.pasted = Pasted()
        self._columns, self._names, self._day_first = columns, names, day_first
        self._calendar = Calendar(Zones(zone), given=day, overnight=nearer_overnight)

    def take(self, line: Line) -> None:
        """Read one row, or report why it cannot be read."""
        resolved = self._resolved(line)
        title, _newline, more = self._of(line, Role.TITLE).partition("\n")
        if isinstance(resolved, str):
            self.pasted.problems.append((line.number, resolved))
        elif not title.strip():
            reason = _("This row does not say what happened; fill in its title.")
            self.pasted.problems.append((line.number, reason))
        else:
            self.pasted.rows.append(self._row(line, title.strip(), more, resolved))

    def _row(self, line: Line, title: str, more: str, resolved: Resolved | None) -> EventRow:
        detail = (more.strip(), self._of(line, Role.DETAIL), *self._others(line))
        times: dict[str, Any] = {}
        if resolved is not None:
            times = {
                "starts_at": resolved.at,
                "ends_at": resolved.ends_at,
                "precision": resolved.precision,
            }
        return EventRow(
            title=title,
            detail="\n".join(filter(None, detail)),
            lane=self._of(line, Role.LANE),
            kind=_kind_named(self._of(line, Role.KIND)) or suggest_kind(title),
            basis=_basis_named(self._of(line, Column.BASIS)),
            starred=bool(self._of(line, Column.STAR)),
            locked=bool(self._of(line, Column.LOCK)),
            **times,
        )

    def _resolved(self, line: Line) -> Resolved | str | None:
        """Return when it was, None for an undated row, or the sentence why it cannot be told."""
        time_text = self._time_text(line)
        if not time_text or time_text == NOTHING or is_placeholder(time_text):
            return None
        span = read_time(time_text, day_first=self._day_first)
        if span is None:
            return why_unread(time_text)
        end_text = self._of(line, Role.END)
        if end_text and end_text != NOTHING:
            end = read_time(end_text, day_first=self._day_first)
            if end is None or end.start.clock is None:
                return why_unread(end_text)
            span = StatedSpan(span.start, end.start)
        return self._calendar.resolve(span)

    def _time_text(self, line: Line) -> str:
        """Return the time of a row, from one column or from a date and a clock."""
        time_text, day_text = self._of(line, Role.TIME), self._of(line, Role.DATE)
        if not day_text or self._columns.get(Role.DATE) == self._columns.get(Role.TIME):
            return time_text
        stated = read_time(time_text, day_first=True)
        has_day = stated is not None and stated.start.day is not None
        return time_text if has_day else f"{day_text} {time_text}".strip()

    def _of(self, line: Line, key: Key) -> str:
        column = self._columns.get(key)
        return "" if column is None or column >= len(line.cells) else _words(line.cells[column])

    def _others(self, line: Line) -> Iterator[str]:
        """Yield what stands in columns that mean nothing to a timeline, so that it is kept."""
        for column, cell in enumerate(line.cells):
            text = _words(cell)
            if not text or column in self._columns.values():
                continue
            name = self._names[column] if column < len(self._names) else ""
            yield f"{name}: {text}" if name else text


def _lines(text: str) -> Iterator[Line]:
    source = io.StringIO(text.replace("\x00", ""), newline="")
    reader = csv.reader(source, "excel-tab")
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(start, tuple(cells))
            start = reader.line_num + 1
    except csv.Error as problem:
        raise ImportRejectedError(
            _("A cell near line {line} has more than {maximum} characters; shorten it.").format(
                line=start, maximum=MAXIMUM_FIELD
            )
        ) from problem


def _read_sentences(
    lines: Sequence[Line], zone: str, day: date, now: datetime, lanes: Sequence[Lane]
) -> Pasted:
    """Read lines as they are typed into the line for new events, tabs being blanks."""
    pasted, told = Pasted(), None
    titles = {lane.id: lane.title for lane in lanes}
    for line in lines:
        text = _words(" ".join(line.cells))
        read = read_entries(text, day=day, zone=zone, lanes=lanes, now=now, told=told)
        entry = read[0].entry
        told = entry.starts_at or told
        title = entry.title or " ".join(text.split())
        pasted.rows.append(
            EventRow(
                title=title,
                starts_at=entry.starts_at if entry.title else None,
                ends_at=entry.ends_at if entry.title else None,
                precision=entry.precision,
                kind=entry.kind if entry.states_kind else suggest_kind(title),
                lane=titles.get(entry.lane_id, entry.new_lane),
            )
        )
    return pasted


def _named_columns(header: Sequence[str]) -> Columns:
    """Return the columns by the names in a header row; none when it is no header."""
    if any(read_time(cell) is not None for cell in header if cell.strip()):
        return {}
    own = {_(heading).casefold(): column for column, heading in HEADINGS.items()}
    columns: dict[Key, int] = {**roles_of(header)}
    for place, name in enumerate(header):
        column = own.get(" ".join(name.split()).casefold())
        if column is not None:
            columns[_OWN_ROLES.get(column, column)] = place
    return columns if Role.TITLE in columns and len(columns) > 1 else {}


def _guessed_columns(lines: Sequence[Line], lanes: Sequence[Lane]) -> Columns:
    """Return the columns by what stands in them: times, kinds, lanes; the longest text is title."""
    titles = {folded(lane.title) for lane in lanes}
    found: dict[Key, int] = {}
    free = list(range(max((len(line.cells) for line in lines), default=0)))
    tests: tuple[tuple[Key, Callable[[str], bool], float], ...] = (
        (Column.NUMBER, lambda cell: _OWN_NUMBER.fullmatch(cell) is not None, 1.0),
        (Role.TIME, lambda cell: read_time(cell, day_first=True) is not None, 0.5),
        (Role.END, lambda cell: read_time(cell, day_first=True) is not None, 0.5),
        (Role.KIND, lambda cell: _kind_named(cell) is not None, 0.5),
        (Role.LANE, lambda cell: folded(cell) in titles, 0.5),
    )
    for key, fits, share in tests:
        column = next((c for c in free if _share(lines, c, fits) >= share), None)
        if column is not None:
            found[key] = column
            free.remove(column)
    if free:
        found[Role.TITLE] = max(free, key=lambda column: _length(lines, column))
    _part_date_and_clock(lines, found)
    return found


def _part_date_and_clock(lines: Sequence[Line], found: dict[Key, int]) -> None:
    """Tell a day in one column and a clock in the next from a start and an end."""
    if Role.TIME not in found or Role.END not in found:
        return
    first = [read_time(cell, day_first=True) for cell in _column(lines, found[Role.TIME])]
    if any(span is not None and span.start.clock is None for span in first):
        found[Role.DATE], found[Role.TIME] = found[Role.TIME], found.pop(Role.END)


def _share(lines: Sequence[Line], column: int, fits: Callable[[str], bool]) -> float:
    cells = _column(lines, column)
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _length(lines: Sequence[Line], column: int) -> int:
    return sum(map(len, _column(lines, column)))


def _column(lines: Sequence[Line], column: int) -> list[str]:
    cells = (_words(line.cells[column]) for line in lines if column < len(line.cells))
    return [cell for cell in cells if cell and cell != NOTHING]


def _day_first(lines: Sequence[Line], columns: Columns) -> bool | None:
    roles = (Role.TIME, Role.DATE, Role.END)
    places = [columns[role] for role in roles if role in columns]
    cells = [cell for place in places for cell in _column(lines, place)]
    return day_comes_first(_("The pasted table"), cells)


def _words(cell: str) -> str:
    """Return a cell without the apostrophe that kept a spreadsheet from calculating."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_BEGINS) else text


def _kind_named(name: str) -> EventKind | None:
    word = name.strip().casefold()
    own = {_(text).casefold(): kind for kind, text in EVENT_KIND_NAMES.items()}
    return own.get(word) or kind_named(word)


def _basis_named(name: str) -> Basis:
    own = {_(text).casefold(): basis for basis, text in BASIS_NAMES.items()}
    return own.get(name.strip().casefold(), Basis.NONE)
