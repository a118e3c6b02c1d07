"""The walk through the blocks of a document that gathers the entries of its timeline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.evidence.columns import Role, roles_of, zone_of_column
from postmortem_desktop.evidence.days import Calendar, Zones
from postmortem_desktop.evidence.kinds import kind_named, suggest_kind
from postmortem_desktop.evidence.markdown_blocks import Block, BlockKind, Row, TextLine
from postmortem_desktop.evidence.markdown_outline import is_label, outline_of
from postmortem_desktop.evidence.prose import first_sentence
from postmortem_desktop.evidence.reading import Findings, ReadRequest, Resolved
from postmortem_desktop.evidence.stated import Lead
from postmortem_desktop.evidence.times import find_day, is_placeholder, lead_time, why_unread
from postmortem_desktop.evidence.zones import zone_stated
from postmortem_desktop.i18n import _

KEY = "markdown"

_BELOW_HEADINGS = 10
"""Rank of a paragraph; headings rank by their level, list items below by their nesting."""

_MARKER = re.compile(r"^(?:-|\d+\.)\s+")


@dataclass(slots=True)
class _Entry:
    """A statement that is being gathered: its time, and the text that belongs to it."""

    lead: Lead
    line: int
    end_line: int
    rank: int
    resolved: Resolved | str = ""
    """The moment, or why it is not known; of a whole day only when the entry is finished."""
    body: list[str] = field(default_factory=list[str])
    link: str = ""
    title: str = ""
    """Where the source keeps it apart; otherwise the first sentence of the text."""
    lane: str = ""
    kind: EventKind | None = None

    @property
    def is_day(self) -> bool:
        """Whether it states a day and no clock, as a heading over the entries of a day does."""
        return self.lead.span.start.clock is None


class Reader:
    """Walks the blocks once; at most one entry and one day heading are open at a time."""

    def __init__(
        self, text: str, blocks: list[Block], request: ReadRequest, *, day_first: bool | None
    ) -> None:
        self.zones = Zones(request.zone)
        self._source_lines = text.split("\n")
        self._blocks = blocks
        self._day_first = day_first
        self._outline = outline_of(blocks)
        self._findings = Findings(KEY, request)
        self.calendar = Calendar(self.zones, given=request.day)
        self._entry: _Entry | None = None
        self._day: _Entry | None = None

    def read(self) -> Findings:
        """Read the whole document; to be called once."""
        self._take_context()
        progress = self._findings.request.progress
        for number, block in enumerate(self._blocks):
            if number % 100 == 0:
                progress.step(number, len(self._blocks))
            if block.kind is BlockKind.HEADING:
                self._open_heading_day(block)
            if self._outline.holds[number]:
                self._take(block)
            else:
                self._close_all()
        self._close_all()
        return self._findings

    def _take_context(self) -> None:
        """Find the day and zone that count until the timeline says otherwise."""
        for block, inside in zip(self._blocks, self._outline.holds, strict=True):
            if self.calendar.day is None and (not inside or block.kind is BlockKind.HEADING):
                day = find_day(block.text)
                if day is not None:
                    self.calendar.open_day(day)
            if self.zones.stated is None:
                self.zones.stated = zone_stated(block.text)

    def _open_heading_day(self, block: Block) -> None:
        """A day in a heading counts for what stands below it, in the timeline or before it."""
        lead = self._lead(block.text)
        day = lead.span.start.day if lead else find_day(block.text)
        if day is not None and (lead is None or lead.span.start.clock is None):
            self.calendar.open_day(day)

    def _take(self, block: Block) -> None:
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
            self.zones.stated = zone_stated(block.text) or self.zones.stated
        if block.kind is BlockKind.TABLE:
            self._take_table(block)
        elif block.kind is BlockKind.PARAGRAPH:
            self._take_paragraph(block)
        elif block.kind is BlockKind.CODE:
            self._attach(block)
        else:
            self._take_heading_or_item(block)

    def _take_heading_or_item(self, block: Block) -> None:
        rank = _rank(block)
        lead = self._lead(block.text)
        if lead is not None and self._counts(lead):
            self._open(lead, block, rank)
        elif block.kind is BlockKind.HEADING:
            if is_placeholder(block.text):
                self._close_all()
                self._findings.report(block.line, block.text, _why_left_out(block))
            elif self._entry is None or rank <= self._entry.rank:
                self._close(rank)
            else:
                self._entry.body.append(block.text)
        elif not self._attach(block) and self._outline.is_explicit and block.level == 1:
            self._close(rank)
            self._findings.report(block.line, block.text, _why_left_out(block))

    def _take_paragraph(self, block: Block) -> None:
        """Read the lines that begin with a time; the others belong to the entry above."""
        rest: list[TextLine] = []
        opened = False
        for number, line in enumerate(block.lines):
            lead = self._lead(line.text)
            begins = lead is not None and (line.bold or lead.separated) and self._counts(lead)
            if lead is None or not begins:
                rest.append(line)
                continue
            self._attach_lines(block, rest)
            rest = []
            self._open(lead, block, _BELOW_HEADINGS + block.level, offset=number)
            opened = True
        if rest and (opened or not self._ends_entry(block)):
            self._attach_lines(block, rest)

    def _ends_entry(self, block: Block) -> bool:
        """A paragraph in bold ("Resolution: …") ends what was told in paragraphs above it."""
        entry = self._entry
        if entry is None or entry.rank < _BELOW_HEADINGS or not is_label(block):
            return False
        self._close(entry.rank)
        return True

    def _take_table(self, block: Block) -> None:
        header = [cell.text for cell in block.rows[0].cells] if block.rows else []
        roles = roles_of(header)
        title = roles.get(Role.TITLE)
        if title is None:
            title = next((n for n in range(len(header)) if n not in roles.values()), None)
        when = roles.get(Role.TIME)
        if when is None or title is None:
            if not self._attach(block) and self._outline.is_explicit:
                reason = _("This table has no column with the time; name one of them “Time”.")
                self._findings.report(block.line, " | ".join(header), reason)
            return
        self._close_all()
        self.zones.stated = zone_of_column(header[when]) or self.zones.stated
        for row in block.rows[1:]:
            self._take_row(row, roles, when, title)

    def _take_row(self, row: Row, roles: dict[Role, int], when: int, title: int) -> None:
        cells = [cell.text for cell in row.cells]
        time_text = cells[when]
        if roles.get(Role.DATE, when) != when:
            time_text = f"{cells[roles[Role.DATE]]} {time_text}".strip()
        lead = self._lead(" ".join(time_text.split()))
        if lead is None or lead.rest:
            text = " | ".join(cell for cell in cells if cell)
            self._findings.report(row.line, text, why_unread(time_text))
            return
        entry = _Entry(lead, row.line, row.line, _BELOW_HEADINGS, body=[cells[title]])
        entry.resolved = self.calendar.resolve(lead.span)
        entry.link = row.cells[title].link
        if Role.DETAIL in roles:
            entry.title = " ".join(cells[title].split())
            entry.body = [cells[roles[Role.DETAIL]]]
        if Role.LANE in roles:
            entry.lane = " ".join(cells[roles[Role.LANE]].split())
        if Role.KIND in roles:
            entry.kind = kind_named(cells[roles[Role.KIND]])
        self._finish(entry)

    def _open(self, lead: Lead, block: Block, rank: int, offset: int = 0) -> None:
        self._close(rank)
        line = block.line + offset
        end_line = block.end_line if offset == 0 and len(block.lines) == 1 else line
        entry = _Entry(lead, line, max(line, end_line), rank, link=block.lines[offset].link)
        self._entry = entry
        self._day = entry if entry.is_day else None
        if not entry.is_day:
            entry.resolved = self.calendar.resolve(lead.span)
        elif lead.span.start.day is not None:
            self.calendar.open_day(lead.span.start.day)

    def _attach(self, block: Block) -> bool:
        """Give a block to the open entry if it stands below it."""
        entry = self._entry
        if entry is None:
            return False
        if entry.rank > _BELOW_HEADINGS:
            depth = entry.rank - _BELOW_HEADINGS
            sibling = block.kind is BlockKind.ITEM and block.level == depth
            if block.level < depth or sibling:
                return False
        text = _body_text(block)
        if block.kind is BlockKind.ITEM and entry.body and _MARKER.match(entry.body[-1].lstrip()):
            entry.body[-1] += f"\n{text}"
        else:
            entry.body.append(text)
        entry.end_line = max(entry.end_line, block.end_line)
        entry.link = entry.link or block.link
        return True

    def _attach_lines(self, block: Block, lines: list[TextLine]) -> None:
        if lines:
            part = Block(block.kind, block.line, block.end_line, tuple(lines), block.level)
            self._attach(part)

    def _close(self, rank: int) -> None:
        """Finish what is open and does not contain a block of this rank."""
        entry, self._entry = self._entry, None
        if entry is not None and not entry.is_day:
            self._finish(entry)
        if self._day is not None and rank <= self._day.rank:
            day, self._day = self._day, None
            if day.lead.rest or day.body:
                day.resolved = Calendar(self.zones, self.calendar.day).resolve(day.lead.span)
                self._finish(day)

    def _close_all(self) -> None:
        self._close(0)

    def _finish(self, entry: _Entry) -> None:
        raw = "\n".join(self._source_lines[entry.line - 1 : entry.end_line])
        _finish(self._findings, entry, raw)

    def _lead(self, text: str) -> Lead | None:
        return lead_time(text, day_first=self._day_first)

    def _counts(self, lead: Lead) -> bool:
        """In a document without a timeline of its own, a day alone is too little to go by."""
        return self._outline.is_explicit or lead.span.start.clock is not None


def _rank(block: Block) -> int:
    return block.level if block.kind is BlockKind.HEADING else _BELOW_HEADINGS + block.level


def _body_text(block: Block) -> str:
    if block.kind is BlockKind.TABLE:
        return "\n".join(" | ".join(cell.text for cell in row.cells) for row in block.rows)
    if block.kind is BlockKind.ITEM:
        return f"{'  ' * (block.level - 1)}{block.marker} {block.text}"
    return block.text


def _why_left_out(block: Block) -> str:
    return why_unread(block.text if is_placeholder(block.text) else "")


def _finish(findings: Findings, entry: _Entry, raw: str) -> None:
    """Keep an entry that is complete, or report why it cannot be kept."""
    parts = [part for part in (entry.lead.rest, *entry.body) if part.strip()]
    title = entry.title
    if parts and not title:
        first = parts[0] if entry.lead.rest else _MARKER.sub("", parts[0], count=1)
        title, parts[0] = first_sentence(first)
    if not title:
        reason = _("Nothing is said about this time; add what happened.")
        findings.report(entry.line, entry.lead.time_text, reason)
        return
    if isinstance(entry.resolved, str):
        findings.report(entry.line, f"{entry.lead.time_text} {title}", entry.resolved)
        return
    findings.add(
        title,
        entry.resolved,
        time_text=entry.lead.time_text,
        line=entry.line,
        raw=raw,
        detail="\n\n".join(part for part in parts if part),
        lane=entry.lane,
        kind=entry.kind or suggest_kind(title),
        link=entry.link,
    )
