"""Changes of a lane that move nothing else: while people edit, every other event keeps its sub-row.

What comes of it depends on the order of the edits. The next time that the lane is opened it is
packed as if they had not been.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import width_with_title
from postmortem_desktop.timeline.packing import (
    INSEPARABLE,
    MOST_ROWS,
    TALLEST,
    LanePacking,
    Reckoned,
    Row,
    end_of,
    seconds_of,
)

_FEW = 40
"""More changes at a time than these are a new lane for whoever looks at it."""
_READABLE = 200.0
"""Pixels of a card, of which its title gets about 160: with them a long title can be read."""

_HIDDEN = 100.0
"""With less than this a title tells nobody anything: for so little another event has to move."""


class _Place(NamedTuple):
    """Where an event stood."""

    row: int
    covered: float
    """Pixels of labels that it covered there, with its own."""


class KeptPacking(LanePacking):
    """The sub-rows of a lane that is not parted into stretches."""

    def __init__(
        self, px_per_second: float, *, most_rows: float, gap: float, reckoned: Reckoned
    ) -> None:
        """Begin without events; see ``LanePacking``."""
        super().__init__(px_per_second, most_rows=most_rows, gap=gap, reckoned=reckoned)
        self._left: dict[TimelineEvent, _Place] = {}
        """Where those stood that went or were changed, as they were: undo leads back there."""

    @property
    def scale(self) -> float:
        """The pixels of a second for which it was packed."""
        return self._fine

    def holds(self, events: Sequence[TimelineEvent]) -> bool:
        """Whether exactly these events stand here, as they are."""
        standing = {event.id: event for row in self.rows for event in row.events}
        return standing == {event.id: event for event in events}

    def exchange(self, events: Sequence[TimelineEvent], changed: Sequence[TimelineEvent]) -> None:
        """Take over what has changed, as ``pack`` does, but let the others stand where they are.

        What came or was changed goes back to where it stood before, else to the topmost sub-row
        with room for it, else to one in which its title and that before it can be read, else to a
        new one. Only where no sub-row is left does the lane begin anew.
        """
        if len(changed) > _FEW or not self.rows or not self._place_in_between(events, changed):
            self.pack(events, changed)

    def coarsen(self, px_per_second: float) -> None:
        """Suit a whole that has become longer: only those move whose titles would be hidden now.

        Args:
            px_per_second: fewer than before.
        """
        before = self._hidden()
        self._fine = px_per_second
        waiting = [event for i, event in self._hidden().items() if i not in before]
        for event in waiting:
            self._take_out(event)
        for event in sorted(waiting, key=seconds_of):
            place = self._readable_place(event)
            self._put(event, self._left[event].row if place < 0 else place)

    def _hidden(self) -> dict[str, TimelineEvent]:
        """Return the events that leave too little of the title before them."""
        found: dict[str, TimelineEvent] = {}
        for row in self.rows:
            reach = -inf
            for event in row.events:
                if seconds_of(event) * self._fine < reach:
                    found[event.id] = event
                else:
                    reach = self._label_end(event, _HIDDEN)
        return found

    def _place_in_between(
        self, events: Sequence[TimelineEvent], changed: Sequence[TimelineEvent]
    ) -> bool:
        """Return whether it could be done; if not, the rows are in no order."""
        before = {event.id: event for event in map(self._take_out, changed) if event is not None}
        ids = {event.id for event in changed}
        for event in (event for event in events if event.id in ids):
            place = self._place_again(event, before.get(event.id))
            if place < 0:
                place = self._place_for(event)
            if place < 0:
                return False
            self._put(event, place)
        while self.rows and not self.rows[-1].events:
            self.rows.pop()
        return sum(len(row.events) for row in self.rows) == len(events)

    def _put(self, event: TimelineEvent, place: int) -> None:
        row, start = self.rows[place], seconds_of(event)
        row.insert(bisect_right(row.starts, start), start, end_of(event), event)

    def _take_out(self, event: TimelineEvent) -> TimelineEvent | None:
        """Take an event out of its sub-row, if it is in one; return it as it stood there."""
        start = seconds_of(event)
        for place, row in enumerate(self.rows):
            begin, end = bisect_left(row.starts, start), bisect_right(row.starts, start)
            for index in range(begin, end):
                if row.events[index].id == event.id:
                    known = row.events[index]
                    row.remove(index)
                    self._left[known] = _Place(place, self._covered(row, known))
                    return known
        return None

    def _place_again(self, event: TimelineEvent, before: TimelineEvent | None) -> int:
        """Return the sub-row in which an event stood, if it covers no more there now, or -1.

        Args:
            event: as it is now.
            before: the same one as it stood in the lane until now; None if it did not.
        """
        if before == event:
            # Its pictures are others, and so is the room that it needs.
            return -1
        known = self._left.get(event)
        if known is None and before is not None and self._needs_no_more(event, before):
            known = self._left[before]
        if known is None or known.row >= len(self.rows):
            return -1
        return known.row if self._covered(self.rows[known.row], event) <= known.covered else -1

    def _needs_no_more(self, event: TimelineEvent, before: TimelineEvent) -> bool:
        is_there = (event.starts_at, event.ends_at) == (before.starts_at, before.ends_at)
        return is_there and self._reckoned(event) <= self._reckoned(before)

    def _place_for(self, event: TimelineEvent) -> int:
        """Return a sub-row for an event, or -1 where more go on than a lane can have rows."""
        place = self._readable_place(event)
        if place >= 0:
            return place
        covered = [self._covered(row, event) for row in self.rows]
        least = min(covered, default=inf)
        if least < inf:
            return covered.index(least)
        return self._new_row() if len(self.rows) < TALLEST else -1

    def _readable_place(self, event: TimelineEvent) -> int:
        """Return a sub-row in which titles can be read, or -1 where there are too many already."""
        for most in (inf, _READABLE):
            for place, row in enumerate(self.rows):
                if self._covered(row, event, most) <= 0:
                    return place
        return self._new_row() if len(self.rows) < max(self.most_rows, MOST_ROWS) else -1

    def _new_row(self) -> int:
        self.rows.append(Row())
        return len(self.rows) - 1

    def _covered(self, row: Row, event: TimelineEvent, most: float = inf) -> float:
        """Return how many pixels of labels an event would cover in a row, with its own.

        Infinitely many where it goes on at one time with another.

        Args:
            row: that it would stand in.
            event: that is not in it.
            most: pixels of a label that count; what is beyond them may be covered.
        """
        start, reach = seconds_of(event), -inf
        index = bisect_right(row.starts, start)
        for other in row.events[:index]:
            if self._time_end(other) > start:
                return inf
            reach = max(reach, self._label_end(other, most))
        covered = max(reach - start * self._fine, 0.0)
        if index < len(row.starts):
            if self._time_end(event) > row.starts[index]:
                return inf
            covered += max(self._label_end(event, most) - row.starts[index] * self._fine, 0.0)
        return covered

    def _time_end(self, event: TimelineEvent) -> float:
        return max(end_of(event), seconds_of(event) + INSEPARABLE)

    def _label_end(self, event: TimelineEvent, most: float) -> float:
        """Return where the label of an event ends, or what of it counts, with the gap behind it."""
        start = seconds_of(event)
        label = min(self._reckoned(event), most)
        width = width_with_title((end_of(event) - start) * self._fine, label)
        return start * self._fine + width + self._gap
