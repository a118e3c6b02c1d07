"""Tables as text: CSV and its relatives, with a header that names a time and a title.

A row is read whole or reported with its line; a table in which the days cannot be told from the
months is refused as a whole, because half of it would be wrong without anybody noticing. A row
with nothing but a clock takes the day of the row before it, or of the first one that has a day.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice, pairwise

from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.evidence.columns import Role, roles_of, zone_of_column
from postmortem_desktop.evidence.day_order import day_comes_first
from postmortem_desktop.evidence.days import Calendar, Zones, midnight_between
from postmortem_desktop.evidence.guard import MAXIMUM_FIELD, MAXIMUM_ROWS
from postmortem_desktop.evidence.kinds import kind_named, suggest_kind
from postmortem_desktop.evidence.reading import Findings, ReadRequest, ReadResult
from postmortem_desktop.evidence.stated import StatedSpan
from postmortem_desktop.evidence.times import read_time, why_unread
from postmortem_desktop.i18n import _, ngettext

KEY = "table"

_DELIMITERS = ",;\t|"
_TIME_ROLES = (Role.TIME, Role.DATE, Role.END)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    """Where it starts; a quoted field may run over several lines."""
    end_line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a table: what its columns mean and what separates them."""

    delimiter: str
    names: tuple[str, ...]
    roles: Mapping[Role, int]
    line: int

    @property
    def is_timeline(self) -> bool:
        """Whether there is a time and a title."""
        return Role.TIME in self.roles and Role.TITLE in self.roles

    def of(self, row: _Row, role: Role) -> str:
        """Return what a row has in the column of a role, or nothing."""
        column = self.roles.get(role)
        return "" if column is None else row.cells[column].strip()

    def time_text(self, row: _Row) -> str:
        """Return the time as the row gives it, from one column or from date and time."""
        time_text = self.of(row, Role.TIME)
        if self.roles.get(Role.DATE, self.roles[Role.TIME]) == self.roles[Role.TIME]:
            return time_text
        stated = read_time(time_text, day_first=True)
        if stated is not None and stated.start.day is not None:
            return time_text
        return f"{self.of(row, Role.DATE)} {time_text}".strip()


def header_of(text: str) -> Header | None:
    """Return the header under the delimiter that makes most sense of it; None for plain text."""
    candidates = [header for mark in _DELIMITERS if (header := _header(text, mark)) is not None]
    return max(candidates, key=lambda h: (h.is_timeline, len(h.names)), default=None)


def read(text: str, name: str, request: ReadRequest) -> ReadResult:
    """Read every row of a table.

    Raises:
        ImportRejectedError: it has no time or title column, is too large, or its dates can be
            read in two ways.
    """
    header = header_of(text)
    if header is None or not header.is_timeline:
        raise _without_columns(name, header)
    rows = list(_rows(text, header, name))
    day_first = day_comes_first(name, _time_cells(rows, header))
    reader = _Reader(text, header, request, day_first=day_first)
    reader.begin(rows)
    for row in request.progress.track(rows):
        reader.take(row)
    zone, source = reader.zones.outcome
    findings = reader.findings
    return ReadResult(
        KEY,
        tuple(findings.items),
        tuple(findings.raws),
        tuple(findings.problems),
        zone,
        source,
        lacks_day=reader.calendar.lacks_day,
    )


class _Reader:
    """Turns rows into findings, one after the other: a row lends its day to the next."""

    def __init__(
        self, text: str, header: Header, request: ReadRequest, *, day_first: bool | None
    ) -> None:
        self.findings = Findings(KEY, request)
        self.zones = Zones(request.zone)
        self.zones.stated = zone_of_column(header.names[header.roles[Role.TIME]])
        self.calendar = Calendar(self.zones, given=request.day)
        self._lines = list(io.StringIO(text, newline=""))
        self._header = header
        self._day_first = day_first

    def begin(self, rows: Iterable[_Row]) -> None:
        """Find the day on which the rows begin: that of the first dated one, seen from the top."""
        clocks: list[time | None] = []
        for row in rows:
            if self._shape(row, self._raw(row)):
                continue
            span = read_time(self._header.time_text(row), day_first=self._day_first)
            if span is None:
                continue
            clocks.append(span.start.clock)
            if span.start.day is not None:
                self.calendar.day = _days_before(span.start.day.near(None), clocks)
                return

    def take(self, row: _Row) -> None:
        """Read one row, or report why it cannot be read."""
        raw = self._raw(row)
        reason = self._shape(row, raw) or self._read(row, raw)
        if reason:
            self.findings.report(row.line, raw, reason)

    def _raw(self, row: _Row) -> str:
        return "".join(self._lines[row.line - 1 : row.end_line]).rstrip("\r\n")

    def _shape(self, row: _Row, raw: str) -> str:
        expected, found = len(self._header.names), len(row.cells)
        if any(cell.strip() for cell in row.cells[expected:]) or found < expected:
            return ngettext(
                "This row has {found} field where the header has {expected}; check its quotes.",
                "This row has {found} fields where the header has {expected}; check its quotes.",
                found,
            ).format(found=found, expected=expected)
        if row.end_line == len(self._lines) and raw.count('"') % 2:
            return _("A quotation mark in this row is never closed; close it or take it out.")
        return ""

    def _read(self, row: _Row, raw: str) -> str:
        header = self._header
        time_text = header.time_text(row)
        span = read_time(time_text, day_first=self._day_first)
        if span is None:
            return why_unread(time_text)
        end_text = header.of(row, Role.END)
        if end_text:
            end = read_time(end_text, day_first=self._day_first)
            if end is None or end.start.clock is None:
                return why_unread(end_text)
            span = StatedSpan(span.start, end.start)
        title, _newline, more = header.of(row, Role.TITLE).partition("\n")
        if not title.strip():
            return _("This row says nothing about its time; fill in the title.")
        resolved = self.calendar.resolve(span)
        if isinstance(resolved, str):
            return resolved
        kind = kind_named(header.of(row, Role.KIND)) or suggest_kind(title)
        self.findings.add(
            title.strip(),
            resolved,
            time_text=f"{time_text} – {end_text}" if end_text else time_text,
            line=row.line,
            raw=raw,
            detail="\n\n".join(p for p in (more.strip(), header.of(row, Role.DETAIL)) if p),
            lane=" ".join(header.of(row, Role.LANE).split()),
            kind=kind,
        )
        return ""


def _days_before(day: date | None, clocks: Iterable[time | None]) -> date | None:
    """Return the day of the first clock, when the last one is on ``day``."""
    nights = sum(midnight_between(before, after) for before, after in pairwise(clocks))
    return None if day is None else day - timedelta(days=nights)


def _header(text: str, delimiter: str) -> Header | None:
    try:
        rows = list(islice(_parse(text, delimiter), 1))
    except csv.Error:
        return None
    if not rows or len(rows[0].cells) < 2:
        return None
    names = tuple(cell.strip() for cell in rows[0].cells)
    return Header(delimiter, names, roles_of(names), rows[0].end_line)


def _parse(text: str, delimiter: str) -> Iterator[_Row]:
    """Yield the rows that hold something, with the lines on which they stand."""
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=True)
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells) and not _names_delimiter(cells, start):
            yield _Row(start, reader.line_num, tuple(cells))
        start = reader.line_num + 1


def _names_delimiter(cells: Sequence[str], line: int) -> bool:
    """Whether this is the ``sep=;`` that spreadsheets write above the header."""
    return line == 1 and cells[0].strip().lower() in {"sep=", "sep=,", "sep=;", "sep=|"}


def _rows(text: str, header: Header, name: str) -> Iterator[_Row]:
    """Yield the rows below the header within the limits."""
    try:
        for number, row in enumerate(_parse(text, header.delimiter)):
            if number > MAXIMUM_ROWS:
                raise ImportRejectedError(
                    _(
                        "{name} has more than {maximum} rows; cut it to the hours of the incident."
                    ).format(name=name, maximum=MAXIMUM_ROWS)
                )
            if any(len(cell) > MAXIMUM_FIELD for cell in row.cells):
                raise _too_long(name, row.line)
            if row.line > header.line:
                yield row
    except csv.Error as problem:
        raise _too_long(name, header.line) from problem


def _time_cells(rows: Iterable[_Row], header: Header) -> Iterator[str]:
    columns = [header.roles[role] for role in _TIME_ROLES if role in header.roles]
    for row in rows:
        for column in columns:
            if column < len(row.cells):
                yield row.cells[column]


def _too_long(name: str, line: int) -> ImportRejectedError:
    return ImportRejectedError(
        _(
            "A field of {name} near line {line} has more than {maximum} characters; "
            "check whether a quotation mark is never closed."
        ).format(name=name, line=line, maximum=MAXIMUM_FIELD)
    )


def _without_columns(name: str, header: Header | None) -> ImportRejectedError:
    if header is None or Role.TIME not in header.roles:
        sentence = _("{name} has no column with the time; name one of the columns “time”.")
    else:
        sentence = _("{name} has no column that says what happened; name one of them “title”.")
    return ImportRejectedError(sentence.format(name=name))
