"""Where on a line of so many columns events stand, merged to what the eye can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import TimelineEvent

Cell = tuple[int, int]
"""Row and column."""


class Density:
    """Counts events by row and column; spans become bars.

    It takes events piecemeal, so that whoever counts very many can let others have their turn.
    """

    def __init__(
        self,
        first: datetime,
        last: datetime,
        columns: int,
        lanes: Mapping[str, int],
        rows: int,
    ) -> None:
        """Count nothing yet.

        Args:
            first: the moment at the left edge of column 0.
            last: the moment at the right edge of the last column; later than ``first``.
            columns: how many there are.
            lanes: the row of each lane, by its id; events of other lanes are passed over.
            rows: how many there are.
        """
        self._first = first
        self.columns = columns
        self.rows = rows
        self._lanes = lanes
        self._per_second = columns / (last - first).total_seconds()
        self.counts: dict[Cell, int] = {}
        """How many events start in each cell."""
        self.kinds: dict[Cell, EventKind] = {}
        """The kind of the first event that was counted in each cell."""
        self.bars: dict[tuple[int, int, int], EventKind] = {}
        """Row, first and last column of each span that is longer than its cell."""

    def column(self, moment: datetime) -> int:
        """Return the column of a moment, the nearest one for those beyond the ends."""
        column = int((moment - self._first).total_seconds() * self._per_second)
        return min(max(column, 0), self.columns - 1)

    def count(self, events: Iterable[TimelineEvent]) -> None:
        """Count dated events in."""
        first, per_second, last = self._first, self._per_second, self.columns - 1
        lanes, counts, kinds = self._lanes, self.counts, self.kinds
        for event in events:
            row = lanes.get(event.lane_id)
            if row is None or event.starts_at is None:
                continue
            start = int((event.starts_at - first).total_seconds() * per_second)
            cell = row, min(max(start, 0), last)
            if event.ends_at is not None and (end := self.column(event.ends_at)) > cell[1]:
                self.bars.setdefault((row, cell[1], end), event.kind)
                continue
            counts[cell] = counts.get(cell, 0) + 1
            kinds.setdefault(cell, event.kind)
