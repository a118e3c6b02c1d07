"""Constructors of everything that stands on a page; each gives its part a role.

Sections build pages from these alone, so that what a reader's software is told about the structure
can be decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.report import styles
from postmortem_desktop.report.glyphs import KindGlyph, NumberDisc
from postmortem_desktop.report.paragraphs import Span, TextBlock
from postmortem_desktop.report.roles import Role
from postmortem_desktop.report.styles import TextStyle
from postmortem_desktop.report.tables import Cell, Grid, Row
from postmortem_desktop.report.text import Lettering, one_line, paragraphs_of, plain

_LEAST_BELOW_HEADING = 56.0
_KEPT_WHOLE = 900
"""A quotation of more characters may break between pages."""
_DISC_COLUMN = 32.0

Text = str | Sequence[Span]


class Rule(Flowable):
    """A line over the whole width, for the eye only."""

    role = Role.ARTEFACT

    def __init__(self, width: float, thickness: float, colour: Color) -> None:
        super().__init__()
        self.width, self.height = width, thickness
        self._colour = colour

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setFillColor(self._colour)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)


@dataclass(frozen=True, slots=True)
class Elements:
    """The constructors, for pages whose text is so wide and high."""

    width: float
    height: float
    lettering: Lettering

    def title(self, text: str) -> TextBlock:
        """Return the title of the document."""
        return self._block(one_line(text), styles.TITLE, Role.TITLE)

    def heading(self, text: str, key: str, body: Sequence[Flowable]) -> list[Flowable]:
        """Return the head of a section, which the outline lists, with what stands below it.

        Args:
            text: what it says.
            key: a name that no other heading has.
            body: the section; its beginning stands on the page of the heading.
        """
        style = styles.HEADING
        block = TextBlock(
            [Span(one_line(text))],
            style,
            self.lettering,
            role=Role.HEADING,
            anchor=f"section-{key}",
            outline=plain(text),
        )
        height = style.space_before + style.leading + style.space_after + self._room_for(body)
        return [CondPageBreak(min(height, self.height)), block, *body]

    def subheading(self, text: str, *, room: float = _LEAST_BELOW_HEADING) -> list[Flowable]:
        """Return the head of a part of a section; ``room`` must fit below it on the page."""
        style = styles.SUBHEADING
        height = style.space_before + style.leading + room
        return [
            CondPageBreak(min(height, self.height)),
            self._block(one_line(text), style, Role.SUBHEADING),
        ]

    def column_head(self, text: str, colour: Color) -> TextBlock:
        """Return the head of something that stands in a column."""
        return self._block([Span(text, colour=colour)], styles.SUBHEADING, Role.SUBHEADING)

    def line(self, text: Text, style: TextStyle = styles.BODY) -> TextBlock:
        """Return one short paragraph of our own making."""
        return self._block(text, style, Role.PARAGRAPH)

    def paragraphs(self, text: str, style: TextStyle = styles.BODY) -> list[Flowable]:
        """Return what people wrote, paragraph by paragraph."""
        return [self._block(part, style, Role.PARAGRAPH) for part in paragraphs_of(text)]

    def quotation(
        self, text: str, source: Sequence[Span], colour: Color, anchor: str
    ) -> tuple[list[Flowable], float]:
        """Return what a person said, a coloured bar beside it, and who said it when.

        The second result is the height that must fit below a heading.
        """
        said = styles.TextStyle(size=9.5, leading=16, indent=12, bar=colour)
        told = styles.TextStyle(
            size=8.5, leading=16, indent=12, bar=colour, colour=styles.SECONDARY, space_after=12
        )
        parts = paragraphs_of(_quoted(text))
        blocks: list[Flowable] = [
            TextBlock(
                [Span(part)],
                said,
                self.lettering,
                role=Role.QUOTE,
                anchor=anchor if index == 0 else "",
            )
            for index, part in enumerate(parts)
        ]
        blocks.append(self._block(source, told, Role.QUOTE))
        if len(text) > _KEPT_WHOLE:
            return blocks, _LEAST_BELOW_HEADING
        height = sum(block.wrap(self.width, 0)[1] for block in blocks)
        return [KeepTogether(blocks)], height

    def numbered(self, entries: Sequence[Cell]) -> Grid:
        """Return a list whose numbers stand in discs."""
        rows = [
            Row([[NumberDisc(number)], cell], role=Role.LIST_ITEM)
            for number, cell in enumerate(entries, 1)
        ]
        columns = [_DISC_COLUMN, self.width - _DISC_COLUMN]
        return Grid(columns, rows, padding=4, has_lines=False, role=Role.LIST)

    def columns(self, cells: Sequence[Cell], *, gutter: float = 24.0, count: int = 0) -> Grid:
        """Return things beside each other, in columns of one width."""
        width = self.width / (count or len(cells))
        widths = [width] * len(cells)
        return Grid(
            widths,
            [Row(list(cells))],
            padding=0,
            gutter=gutter,
            has_lines=False,
            role=Role.LIST,
        )

    def table(self, widths: Sequence[float], head: Sequence[str], rows: list[Row]) -> Grid:
        """Return a table; its columns' heads are repeated on each page."""
        cells: list[Cell] = [
            [self._block(text, styles.CELL_HEAD, Role.HEAD_CELL)] if text else [] for text in head
        ]
        return Grid(widths, rows, head=Row(cells), space_after=8)

    def cell(self, text: Text, style: TextStyle = styles.CELL, anchor: str = "") -> TextBlock:
        """Return a short text of a table."""
        spans = [Span(one_line(text))] if isinstance(text, str) else text
        return TextBlock(spans, style, self.lettering, role=Role.CELL, anchor=anchor)

    def cell_paragraphs(self, text: str, style: TextStyle) -> Cell:
        """Return a long text of a table."""
        return [self._block(part, style, Role.CELL) for part in paragraphs_of(text)]

    def glyph(self, kind: EventKind) -> Flowable:
        """Return the glyph of an event kind."""
        return KindGlyph(kind)

    def rule(self, thickness: float = 0.5, colour: Color = styles.LINE) -> Flowable:
        """Return a line over the whole width."""
        return Rule(self.width, thickness, colour)

    def space(self, height: float) -> Flowable:
        """Return empty space."""
        return Spacer(1, height)

    def reserved(self, height: float) -> Flowable:
        """Return what begins a new page unless so much room is left on this one."""
        return CondPageBreak(min(height, self.height))

    def _room_for(self, body: Sequence[Flowable]) -> float:
        """Return the height of the beginning that must not part from its heading."""
        room = 0.0
        for flowable in body:
            match flowable:
                case CondPageBreak():
                    return room + flowable.height
                case Grid():
                    return room + flowable.least_height()
                case TextBlock() | Spacer():
                    room += flowable.wrap(self.width, 0)[1] + flowable.getSpaceAfter()
                case _:
                    return room + flowable.wrap(self.width, self.height)[1]
            if room > 2 * _LEAST_BELOW_HEADING:
                return 2 * _LEAST_BELOW_HEADING
        return room

    def _block(self, text: Text, style: TextStyle, role: Role) -> TextBlock:
        spans = [Span(text)] if isinstance(text, str) else text
        return TextBlock(spans, style, self.lettering, role=role)


def _quoted(text: str) -> str:
    text = text.strip()
    return text if text[:1] in '“"„«「' else f"“{text}”"
