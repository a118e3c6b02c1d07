"""Where the names of milestones stand above the ruler: side by side if possible, else stacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_ROWS = 3
_FROM_LINE = 4.0
_BETWEEN = 8.0


@dataclass(frozen=True, slots=True)
class Caption:
    """The room of one caption; row 0 is the topmost one."""

    index: int
    x: float
    width: float
    row: int
    line: float
    """The column of its milestone, whose line runs up to the caption."""

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width


@lru_cache(64)
def place_captions(
    lines: tuple[float, ...], widths: tuple[float, ...], left: float, right: float
) -> tuple[Caption, ...]:
    """Place a caption beside each line, whole, in as few rows as that takes.

    It stands right of its line if there is room, else left; no caption covers another one nor, as
    long as three rows suffice for that, the line of another one.

    Args:
        lines: the columns of the lines, ascending; one out of sight has no caption.
        widths: of the texts, in the same order.
        left: where the surface begins.
        right: where it ends.
    """
    marks = [
        (index, line, width)
        for index, (line, width) in enumerate(zip(lines, widths, strict=True))
        if left <= line <= right
    ]
    for rows, may_cross in ((1, False), (2, False), (3, False), (3, True)):
        placed = _placed(marks, [], rows, (left, right), may_cross=may_cross)
        if placed is not None:
            return tuple(placed)
    return tuple(_crowded(marks, left, right))


def _placed(
    marks: Sequence[tuple[int, float, float]],
    before: list[Caption],
    rows: int,
    edges: tuple[float, float],
    *,
    may_cross: bool,
) -> list[Caption] | None:
    """Return the captions before with those of the marks, or None if there is no way."""
    if not marks:
        return before
    for caption in _choices(*marks[0], rows, edges):
        if all(_get_along(other, caption, may_cross=may_cross) for other in before):
            whole = _placed(marks[1:], [*before, caption], rows, edges, may_cross=may_cross)
            if whole is not None:
                return whole
    return None


def _choices(
    index: int, line: float, width: float, rows: int, edges: tuple[float, float]
) -> Iterator[Caption]:
    for x in (line + _FROM_LINE, line - _FROM_LINE - width):
        if edges[0] <= x and x + width <= edges[1]:
            yield from (Caption(index, x, width, row, line) for row in range(rows))


def _get_along(one: Caption, other: Caption, *, may_cross: bool) -> bool:
    if one.row == other.row and one.x < other.right + _BETWEEN and other.x < one.right + _BETWEEN:
        return False
    return may_cross or not (_crosses(one, other) or _crosses(other, one))


def _crosses(caption: Caption, other: Caption) -> bool:
    """Whether the line of the other one runs through a caption on its way up."""
    return other.row <= caption.row and caption.x < other.line < caption.right


def _crowded(
    marks: Sequence[tuple[int, float, float]], left: float, right: float
) -> Iterator[Caption]:
    """Yield as many captions as there is room for, each as near to its line as it can be."""
    ends = [left] * MOST_ROWS
    for index, line, width in marks:
        row = ends.index(min(ends))
        x = max(min(line + _FROM_LINE, right - width), ends[row])
        if x + width <= right:
            yield Caption(index, x, width, row, line)
            ends[row] = x + width + _BETWEEN
