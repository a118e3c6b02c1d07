"""Changes of a lane that move nothing else: while people edit, every other event keeps its sub-row.

What comes of it depends on the order of the edits. The next time that the lane is opened it is
packed as if they had not been.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.packing import (
    INSEPARABLE,
    TALLEST,
    LanePacking,
    Row,
    end_of,
    seconds_of,
)

_FEW = 40
"""More changes at a time than these are a new lane for whoever looks at it."""


class KeptPacking(LanePacking):
    """The sub-rows of a lane that is not parted into stretches."""

    def places(self) -> dict[str, int]:
        """Return the sub-row of each event by its id."""
        return {event.id: place for place, row in enumerate(self.rows) for event in row.events}

    def exchange(self, events: Sequence[TimelineEvent], changed: Sequence[TimelineEvent]) -> None:
        """Take over what has changed, as ``pack`` does, but let the others stand where they are.

        What came or was changed goes to the topmost sub-row with room for it, so that undo leads
        back. Only where no sub-row is left does the lane begin anew.
        """
        if len(changed) > _FEW or not self.rows or not self._place_in_between(events, changed):
            self.pack(events, changed)

    def _place_in_between(
        self, events: Sequence[TimelineEvent], changed: Sequence[TimelineEvent]
    ) -> bool:
        """Return whether it could be done; if not, the rows are in no order."""
        for event in changed:
            self._take_out(event)
        ids = {event.id for event in changed}
        for event in (event for event in events if event.id in ids):
            place = self._place_for(event)
            if place < 0:
                return False
            row, start = self.rows[place], seconds_of(event)
            row.insert(bisect_right(row.starts, start), start, end_of(event), event)
        while self.rows and not self.rows[-1].events:
            self.rows.pop()
        return sum(len(row.events) for row in self.rows) == len(events)

    def _take_out(self, event: TimelineEvent) -> None:
        """Take an event out of its sub-row, if it is in one."""
        start = seconds_of(event)
        for row in self.rows:
            begin, end = bisect_left(row.starts, start), bisect_right(row.starts, start)
            for index in range(begin, end):
                if row.events[index].id == event.id:
                    row.remove(index)
                    return

    def _place_for(self, event: TimelineEvent) -> int:
        """Return a sub-row for an event, or -1 where more go on than a lane can have rows."""
        best, least = -1, inf
        for place, row in enumerate(self.rows):
            covered = self._covered(row, event)
            if covered <= 0:
                return place
            if covered < least:
                best, least = place, covered
        if len(self.rows) < self._most_rows or (best < 0 and len(self.rows) < TALLEST):
            self.rows.append(Row())
            return len(self.rows) - 1
        return best

    def _covered(self, row: Row, event: TimelineEvent) -> float:
        """Return how many pixels of labels an event would cover in a row, with its own.

        Infinitely many where it goes on at one time with another.
        """
        start, reach = seconds_of(event), -inf
        index = bisect_right(row.starts, start)
        for other in row.events[:index]:
            if self._time_end(other) > start:
                return inf
            reach = max(reach, self._label_end(other))
        covered = max(reach - start * self._fine, 0.0)
        if index < len(row.starts):
            if self._time_end(event) > row.starts[index]:
                return inf
            covered += max(self._label_end(event) - row.starts[index] * self._fine, 0.0)
        return covered

    def _time_end(self, event: TimelineEvent) -> float:
        return max(end_of(event), seconds_of(event) + INSEPARABLE)

    def _label_end(self, event: TimelineEvent) -> float:
        """Return where the label of an event ends, with the gap behind it."""
        start = seconds_of(event)
        width = max((end_of(event) - start) * self._fine, self._reckoned(event))
        return start * self._fine + width + self._gap
