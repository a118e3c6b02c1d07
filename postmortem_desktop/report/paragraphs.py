"""Paragraphs: text of one or several spans, broken into lines in any script.

A word breaks only where it is wider than the line. Chinese and Japanese break between characters.
A line that holds Hebrew or Arabic is put into visual order; where the first strong character is
one of theirs, the paragraph stands at the right.
"""

# ReportLab's stubs leave parameters of these calls untyped.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import copy
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from postmortem_desktop.report.bidi import (
    base_level,
    has_right_to_left,
    levels_of,
    mirrored,
    visual_order,
)
from postmortem_desktop.report.roles import Role
from postmortem_desktop.report.styles import ACCENT, TextStyle, Weight, text_width
from postmortem_desktop.report.text import Lettering

_FEWEST_LINES = 2
"""A paragraph leaves or takes over no fewer lines than this at the end of a page."""
_BAR_WIDTH = 2.0
_JOINTS = "-_/.,:;?&="
_LEAST_FILLED = 0.5

# Characters between which a line may break, and marks that begin or do not begin a line.
_CJK = (
    "\u2e80-\u2fff\u3040-\u30fb\u30fd-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
)
_OPENING = "\uff08\u300c\u300e\u3010\u3008\u300a\u3014"
_CLOSING = (
    "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\uff09"
    "\u300d\u300f\u3011\u3009\u300b\u3015\u30fc\u3005"
)
_ATOM = re.compile(
    rf"(?:[{_OPENING}]*[{_CJK}]?[{_CLOSING}]+|[{_OPENING}]*[{_CJK}]|[^ {_CJK}{_OPENING}{_CLOSING}]+"
    rf"|[{_OPENING}]+) *| +"
)
"""What is not broken: a word or one character of CJK, with the spaces after it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a paragraph that looks alike."""

    text: str
    weight: Weight | None = None
    colour: Color | None = None
    link: str = ""
    """Name of a place in the document to go to."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A part of a paragraph in one font."""

    text: str
    font: str
    colour: Color
    link: str


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    width: float


class TextBlock(Flowable):
    """A paragraph with the role that it has in the document."""

    def __init__(
        self,
        spans: Sequence[Span],
        style: TextStyle,
        lettering: Lettering,
        *,
        role: Role = Role.PARAGRAPH,
        anchor: str = "",
        outline: str = "",
    ) -> None:
        """Make a paragraph.

        Args:
            spans: its text, in the order of reading.
            style: how it is set.
            lettering: finds fonts.
            role: what it is for a reader that does not see.
            anchor: a name under which links find it.
            outline: its text in the outline of the document; needs an anchor.
        """
        super().__init__()
        self.style = style
        self.role = role
        self.anchor = anchor
        self.outline = outline
        self.spaceBefore = style.space_before
        self.spaceAfter = style.space_after
        self._runs = list(_runs_of(spans, style, lettering))
        self._text = "".join(run.text for run in self._runs)
        self._offsets = [0, *accumulate(len(run.text) for run in self._runs)]
        is_mixed = has_right_to_left(self._text)
        self._levels = levels_of(self._text) if is_mixed else None
        self._base = base_level(self._text) if is_mixed else 0
        self._range = (0, len(self._text))
        self._lines: list[_Line] = []

    @property
    def text(self) -> str:
        """What it says."""
        return self._text[slice(*self._range)]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's
        """Break the text into lines of a width, and return the size."""
        if not self._lines or self.width != aW:
            self.width = aW
            self._lines = list(self._broken(aW - self.style.indent))
        self.height = len(self._lines) * self.style.leading
        return aW, self.height

    def split(self, availWidth: float, availheight: float) -> list[Flowable]:  # noqa: N803
        """Return the part that fits and the rest, or nothing where too little would fit."""
        self.wrap(availWidth, availheight)
        total = len(self._lines)
        count = min(int((availheight + 0.01) // self.style.leading), total - _FEWEST_LINES)
        if count >= total or count < min(_FEWEST_LINES, total):
            return []
        cut = self._lines[count].start
        # The new line that parts them would be an empty one at the end of the first.
        end = cut - 1 if self._text[cut - 1] == "\n" else cut
        first, rest = self._part(self._range[0], end), self._part(cut, self._range[1])
        first.spaceAfter = rest.spaceBefore = 0.0
        rest.anchor = rest.outline = ""
        return [first, rest]

    def draw(self) -> None:
        """Draw the lines, the marks of its style, and what leads to and from it."""
        canvas, style = self.canv, self.style
        if self.anchor:
            canvas.bookmarkHorizontal(self.anchor, 0, self.height)
        if self.outline:
            canvas.addOutlineEntry(self.outline, self.anchor, 0)
        if style.bar is not None:
            canvas.setFillColor(style.bar)
            canvas.rect(0, 0, _BAR_WIDTH, self.height, stroke=0, fill=1)
        text = canvas.beginText()
        if style.tracking:
            text.setCharSpace(style.tracking)
        baseline = self.height - (style.leading + style.size * 0.72) / 2
        for line in self._lines:
            at = self._left_of(line)
            text.setTextOrigin(at, baseline)
            for content, run in self._pieces(line):
                text.setFont(run.font, style.size)
                text.setFillColor(run.colour)
                text.textOut(content)
                width = text_width(content, run.font, style.size)
                if run.link:
                    low, high = baseline - style.size * 0.25, baseline + style.size
                    canvas.linkRect("", run.link, (at, low, at + width, high), relative=1)
                at += width
            baseline -= style.leading
        canvas.drawText(text)

    def _part(self, start: int, end: int) -> TextBlock:
        """Return the same paragraph with a part of its text."""
        part = copy.copy(self)
        part.__dict__.update(_range=(start, end), _lines=[])
        # ReportLab's note that this one has already been moved to a new page.
        part.__dict__.pop("_postponed", None)
        return part

    def _left_of(self, line: _Line) -> float:
        if self._base or self.style.is_right_aligned:
            return self.width - line.width
        return self.style.indent

    def _broken(self, width: float) -> Iterator[_Line]:
        """Yield the lines; each ends before a space, a new line, or where a word must break."""
        start, end = self._range
        for hard in self._text[start:end].split("\n"):
            yield from self._broken_at_words(start, start + len(hard), width)
            start += len(hard) + 1

    def _broken_at_words(self, start: int, end: int, width: float) -> Iterator[_Line]:
        line_start, line_end, used, spaces = start, start, 0.0, 0.0
        for match in _ATOM.finditer(self._text, start, end):
            atom_end = match.end() - (len(match[0]) - len(match[0].rstrip(" ")))
            own = self._measure(match.start(), atom_end)
            if used and used + spaces + own > width:
                yield _Line(line_start, line_end, used)
                line_start, used, spaces = match.start(), 0.0, 0.0
            used += spaces + own
            line_end = atom_end
            while used > width:
                cut, taken = self._longest_fit(line_start, line_end, width)
                if cut >= line_end:
                    break
                yield _Line(line_start, cut, taken)
                line_start, used = cut, self._measure(cut, line_end)
            spaces = self._measure(atom_end, match.end())
        yield _Line(line_start, line_end, used)

    def _longest_fit(self, start: int, end: int, width: float) -> tuple[int, float]:
        """Return where a word must break, and the width up to there; at least one character.

        A path or an address breaks after one of its signs, where that leaves no short line.
        """
        used, joint = 0.0, (start, 0.0)
        for index in range(start, end):
            own = self._measure(index, index + 1)
            if used + own > width and index > start:
                return joint if joint[1] > width * _LEAST_FILLED else (index, used)
            used += own
            if self._text[index] in _JOINTS:
                joint = (index + 1, used)
        return end, used

    def _measure(self, start: int, end: int) -> float:
        size = self.style.size
        width = sum(
            text_width(content, run.font, size) for content, run in self._logical_pieces(start, end)
        )
        return width + self.style.tracking * (end - start)

    def _logical_pieces(self, start: int, end: int) -> Iterator[tuple[str, _Run]]:
        index = bisect_right(self._offsets, start) - 1
        while start < end:
            stop = min(end, self._offsets[index + 1])
            yield self._text[start:stop], self._runs[index]
            start, index = stop, index + 1

    def _pieces(self, line: _Line) -> Iterator[tuple[str, _Run]]:
        """Yield what a line shows from left to right."""
        if self._levels is None:
            yield from self._logical_pieces(line.start, line.end)
            return
        text = self._text[line.start : line.end]
        levels = self._levels[line.start : line.end]
        content, before = "", -1
        for place in visual_order(text, levels, self._base):
            index = bisect_right(self._offsets, line.start + place) - 1
            if index != before and content:
                yield content, self._runs[before]
                content = ""
            content += mirrored(text[place], levels[place])
            before = index
        if content:
            yield content, self._runs[before]


def _runs_of(spans: Sequence[Span], style: TextStyle, lettering: Lettering) -> Iterator[_Run]:
    for span in spans:
        weight = span.weight or style.weight
        colour = span.colour or (ACCENT if span.link else style.colour)
        for run in lettering.runs(lettering.readable(span.text), weight):
            yield _Run(run.text, run.font, colour, span.link)
