"""Tables that break between rows, repeat their head, and stay linear in the number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable

from postmortem_desktop.report.roles import Role
from postmortem_desktop.report.styles import LINE

_LEAST_PART = 60.0
Cell = list[Flowable]

_HAIRLINE = 0.5
_LOW = 120.0
"""A table no higher than this stays on one page; of a higher one the beginning does."""
_FEWEST_ROWS = 2
"""No row but the last goes to the next page alone, where so many stay."""
_TALL = 240.0
"""A row taller than this breaks in its midst; others move to the next page as a whole."""


@dataclass(slots=True)
class Row:
    """One row; a band is one cell over all columns, and stays with the row below it."""

    cells: list[Cell]
    is_band: bool = False
    role: Role = Role.ROW
    heights: list[list[float]] = field(default_factory=list[list[float]])
    """Of every flowable of every cell, once known."""

    @property
    def height(self) -> float:
        """Of the tallest cell, without padding."""
        return max((sum(cell) for cell in self.heights), default=0.0)

    def measure(self, widths: Sequence[float]) -> None:
        """Find out the heights, unless they are known."""
        if self.heights:
            return
        if self.is_band:
            widths = [sum(widths)]
        self.heights = [
            [flowable.wrap(width, 1e6)[1] for flowable in cell]
            for cell, width in zip(self.cells, widths, strict=True)
        ]

    def cut(self, widths: Sequence[float], available: float) -> tuple[Row, Row] | None:
        """Return the part of the row that fits a height and the rest, or None."""
        if available < _LEAST_PART:
            return None
        upper: list[Cell] = []
        lower: list[Cell] = []
        for cell, heights, width in zip(self.cells, self.heights, widths, strict=True):
            above, below = _cut_cell(cell, heights, width, available)
            upper.append(above)
            lower.append(below)
        if not any(upper) or not any(lower):
            return None
        return Row(upper), Row(lower)


class Grid(Flowable):
    """Rows of cells under a head. A cell holds flowables, one below the other."""

    def __init__(
        self,
        widths: Sequence[float],
        rows: list[Row],
        *,
        head: Row | None = None,
        padding: float = 4.0,
        gutter: float = 8.0,
        has_lines: bool = True,
        role: Role = Role.TABLE,
        space_after: float = 0.0,
    ) -> None:
        """Make a table.

        Args:
            widths: of the columns, gutters included.
            rows: from top to bottom.
            head: repeated on each page.
            padding: above and below each row.
            gutter: kept free at the right of each cell but the last.
            has_lines: whether a hairline follows each row.
            role: a table, or the list for which it stands.
            space_after: below it.
        """
        super().__init__()
        self.rows = rows
        self.head = head
        self.role = role
        self.spaceAfter = space_after
        self._columns = list(widths)
        self._widths = [*(width - gutter for width in widths[:-1]), widths[-1]]
        self._padding = padding
        self._has_lines = has_lines

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's
        """Return the size; no more rows are measured than it takes to be too tall."""
        self.width = sum(self._columns)
        self.height = self._height_of(self.head) if self.head else 0.0
        for row in self.rows:
            self.height += self._height_of(row)
            if self.height > aH + 0.01:
                break
        return self.width, self.height

    def split(self, availWidth: float, availheight: float) -> list[Flowable]:  # noqa: ARG002, N803
        """Return the rows that fit and the rest, or nothing where no row fits."""
        room = availheight + 0.01 - (self._height_of(self.head) if self.head else 0.0)
        count = 0
        while count < len(self.rows) and self._height_of(self.rows[count]) <= room:
            room -= self._height_of(self.rows[count])
            count += 1
        above, below = self.rows[:count], self.rows[count:]
        if below and below[0].height > _TALL:
            parts = below[0].cut(self._widths, room - 2 * self._padding)
            if parts is not None:
                above, below = [*above, parts[0]], [parts[1], *below[1:]]
        if len(below) == 1 and len(above) > _FEWEST_ROWS and below[0] is self.rows[-1]:
            above, below = above[:-1], [above[-1], *below]
        while above and above[-1].is_band:
            below = [above[-1], *below]
            above = above[:-1]
        if not above or not below:
            return []
        return [self._with(above, 0.0), self._with(below, self.spaceAfter)]

    def least_height(self) -> float:
        """Return the height of a small table, or of the beginning of a long one."""
        heights = [self._height_of(row) for row in (self.head, *self.rows) if row is not None]
        beginning = sum(heights) if sum(heights) <= _LOW else sum(heights[:3])
        return min(beginning, _TALL)

    def draw(self) -> None:
        """Draw the rows from the top."""
        top = self.height
        for row in [self.head, *self.rows] if self.head else self.rows:
            height = self._height_of(row)
            self._draw_row(row, top - self._padding)
            top -= height
            if self._has_lines:
                self.canv.setStrokeColor(LINE)
                self.canv.setLineWidth(_HAIRLINE)
                self.canv.line(0, top, self.width, top)

    def _draw_row(self, row: Row, top: float) -> None:
        left = 0.0
        for cell, heights, column in zip(row.cells, row.heights, self._columns, strict=False):
            y = top
            for flowable, height in zip(cell, heights, strict=True):
                y -= height
                flowable.drawOn(self.canv, left, y)
            left += column

    def _height_of(self, row: Row) -> float:
        row.measure(self._widths)
        return row.height + 2 * self._padding

    def _with(self, rows: list[Row], space_after: float) -> Grid:
        part = Grid(
            self._columns,
            rows,
            head=self.head,
            padding=self._padding,
            has_lines=self._has_lines,
            role=self.role,
            space_after=space_after,
        )
        part._widths = self._widths
        return part


def _cut_cell(
    cell: Cell, heights: Sequence[float], width: float, available: float
) -> tuple[Cell, Cell]:
    used = 0.0
    for index, (flowable, height) in enumerate(zip(cell, heights, strict=True)):
        if used + height > available:
            parts = flowable.split(width, available - used)
            if len(parts) == 2:
                return [*cell[:index], parts[0]], [parts[1], *cell[index + 1 :]]
            return cell[:index], cell[index:]
        used += height
    return cell, []
