"""Which sub-row of its lane an event stands in: decided once for its records, not at each zoom.

The sub-rows are chosen for the scale at which the whole incident is in sight. So lanes keep their
height, and events their row, however the view is zoomed and panned.

A crowded lane is packed stretch by stretch, each for itself but for the spans that reach into it: a
change is felt in its own stretch only.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, zip_longest
from math import ceil, floor, inf, log2

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import width_with_title

MOST_ROWS = 12
"""Sub-rows of one lane for the sake of titles."""
_FEWEST_ROWS = 4
_ROWS_IN_SIGHT = 30
"""So many sub-rows the lanes of a crowded timeline share, before they fold what is too dense."""
TALLEST = 40
"""Sub-rows of one lane, even if more events than that go on at one time."""
INSEPARABLE = 0.15
"""Seconds: two events nearer than this stay together at any zoom, so they never share a row."""
_IN_A_STRETCH = 100
"""Events of a stretch of a crowded lane, about."""

Reckoned = Callable[[TimelineEvent], float]
"""The pixels that an event's card, or the title of its bar, is reckoned to need."""
_Going = tuple[tuple[int, float], ...]
"""Sub-rows in which a span goes on, with its end."""


def most_rows_for(lane_count: int) -> int:
    """Return how many sub-rows each of so many lanes may take for its titles."""
    return max(_FEWEST_ROWS, min(MOST_ROWS, _ROWS_IN_SIGHT // max(lane_count, 1)))


@dataclass(slots=True)
class Row:
    """A sub-row: events by time, none beginning before the one before it has ended.

    Only where more go on at one time than a lane can have rows, they may overlap.
    """

    starts: array[float] = field(default_factory=lambda: array("d"))
    """In seconds since 1970."""
    ends: array[float] = field(default_factory=lambda: array("d"))
    """The same as the start for an instant."""
    events: list[TimelineEvent] = field(default_factory=list["TimelineEvent"])
    overlaps: bool = False
    _reaches: array[float] | None = None

    def replace(self, first: float, last: float, part: Row) -> None:
        """Let another row take the place of what begins from ``first`` to before ``last``."""
        begin, end = bisect_left(self.starts, first), bisect_left(self.starts, last)
        if begin == end and not part.events:
            return
        self.starts[begin:end] = part.starts
        self.ends[begin:end] = part.ends
        self.events[begin:end] = part.events
        self.overlaps |= part.overlaps
        self._reaches = None

    def insert(self, index: int, start: float, end: float, event: TimelineEvent) -> None:
        """Put an event between two others."""
        self.starts.insert(index, start)
        self.ends.insert(index, end)
        self.events.insert(index, event)
        self._reaches = None

    def remove(self, index: int) -> None:
        """Take an event out."""
        del self.starts[index], self.ends[index], self.events[index]
        self._reaches = None

    def beginning_of(self, moment: float) -> float:
        """Return the start of the first event that may still go on at a moment."""
        if not self.overlaps:
            return moment
        if self._reaches is None:
            self._reaches = array("d", accumulate(self.ends, max))
        index = bisect_left(self._reaches, moment)
        return min(moment, self.starts[index]) if index < len(self.starts) else moment


class LanePacking:
    """The sub-rows of one lane at one scale."""

    def __init__(
        self,
        px_per_second: float,
        *,
        most_rows: float,
        gap: float,
        reckoned: Reckoned,
        stretch: float = inf,
    ) -> None:
        """Begin without events.

        Args:
            px_per_second: at which no card shall cover another, as far as ``most_rows`` allow.
            most_rows: how many sub-rows titles may take; spans that overlap may take more.
            gap: pixels between two cards.
            reckoned: how wide a card is.
            stretch: seconds of each part that is packed for itself.
        """
        self._fine, self.most_rows, self._gap = px_per_second, most_rows, gap
        self._reckoned, self._stretch = reckoned, stretch
        self._going: dict[float, _Going] = {}
        """The spans that reach into each stretch that has events."""
        self.rows: list[Row] = []

    def pack(self, events: Sequence[TimelineEvent], changed: Sequence[TimelineEvent]) -> None:
        """Take over what has changed.

        Args:
            events: all of the lane, by start.
            changed: those that came, and those that went as they were.
        """
        is_new = not self._going
        # What stands behind a stretch that was never packed is packed with it.
        waiting = deque(sorted({self._number(e) for e in (events[:1] if is_new else changed)}))
        while waiting:
            number = waiting[0]
            if number not in self._going:
                # What goes on in it is known to the stretch before it, which stays as it is.
                before = self._place(number, events) - 1
                number = self._number(events[before]) if before >= 0 else number
            self._pack_from(number, events, waiting)
        while self.rows and not self.rows[-1].events:
            self.rows.pop()

    def _number(self, event: TimelineEvent) -> float:
        return floor(seconds_of(event) / self._stretch)

    def _borders(self, number: float) -> tuple[float, float]:
        if self._stretch == inf:
            return -inf, inf
        return number * self._stretch, (number + 1) * self._stretch

    def _place(self, number: float, events: Sequence[TimelineEvent]) -> int:
        """Return the place of the first event that is not before a stretch."""
        return bisect_left(events, self._borders(number)[0], key=seconds_of)

    def _pack_from(
        self, number: float, events: Sequence[TimelineEvent], waiting: deque[float]
    ) -> None:
        """Pack a stretch, and those after it as long as others wait or other spans reach there.

        Args:
            number: of the first stretch.
            events: all of the lane, by start.
            waiting: stretches in which something changed; those that were packed are taken out.
        """
        going = self._going.get(number, ())
        begin = self._place(number, events)
        while True:
            last = self._borders(number)[1]
            end = bisect_left(events, last, begin, key=seconds_of)
            going = self._pack_stretch(number, events[begin:end], going)
            if waiting and waiting[0] <= number:
                waiting.popleft()
            begin = end
            behind = self._number(events[end]) if end < len(events) else inf
            number = min(behind, waiting[0]) if waiting else behind
            if number == inf:
                return
            first = self._borders(number)[0]
            going = tuple((row, until) for row, until in going if until > first)
            if self._going.get(number) == going and not (waiting and waiting[0] == number):
                return

    def _pack_stretch(
        self, number: float, events: Sequence[TimelineEvent], going: _Going
    ) -> _Going:
        """Pack the events of a stretch; return the spans that reach beyond it."""
        if events:
            self._going[number] = going
        else:
            self._going.pop(number, None)
        first, last = self._borders(number)
        fine, gap = self._fine, self._gap
        # Rows that only other stretches need are new ones here, or an order of edits would count.
        count = max((place for place, _until in going), default=-1) + 1
        labels, times = [-inf] * count, [-inf] * count
        for place, until in going:
            labels[place], times[place] = until * fine + gap, until
        chosen = [Row() for _place in labels]
        for event in events:
            start, end = seconds_of(event), end_of(event)
            left = start * fine
            place = place_in(left, start, labels, times, self.most_rows)
            if place >= len(chosen):
                chosen.append(Row())
                labels.append(-inf)
                times.append(-inf)
            row = chosen[place]
            row.overlaps |= start < times[place]
            row.starts.append(start)
            row.ends.append(end)
            row.events.append(event)
            width = width_with_title((end - start) * fine, self._reckoned(event))
            labels[place] = left + width + gap
            times[place] = max(times[place], end, start + INSEPARABLE)
        self.rows += [Row() for _place in range(len(self.rows), len(chosen))]
        for row, part in zip_longest(self.rows, chosen):
            row.replace(first, last, part or Row())
        return tuple((place, until) for place, until in enumerate(times) if until > last)


def place_in(
    left: float, start: float, labels: Sequence[float], times: Sequence[float], most_rows: float
) -> int:
    """Return the topmost sub-row in which a card covers nothing, or a new one.

    Once there are ``most_rows``, it is the one whose last label ends soonest, but none in which
    an event still goes on.

    Args:
        left: where the card begins, in pixels.
        start: when its event begins, in seconds.
        labels: where the last label of each row ends, in pixels.
        times: when the last event of each row ends, in seconds.
        most_rows: how many rows there may be for the sake of titles.
    """
    soonest = -1
    for place, taken in enumerate(labels):
        if taken <= left and times[place] <= start:
            return place
        if times[place] <= start and (soonest < 0 or taken < labels[soonest]):
            soonest = place
    if len(labels) < most_rows or (soonest < 0 and len(labels) < TALLEST):
        return len(labels)
    return soonest if soonest >= 0 else min(range(len(times)), key=times.__getitem__)


def stretch_for(count: int, seconds: float) -> float:
    """Return how long each stretch of a lane with so many events in so many seconds is."""
    return 2.0 ** ceil(log2(max(seconds, 1.0) * _IN_A_STRETCH / max(count, 1)))


def seconds_of(event: TimelineEvent) -> float:
    """Return when an event begins, in seconds since 1970."""
    assert event.starts_at is not None, "undated events have no place in time"
    return event.starts_at.timestamp()


def end_of(event: TimelineEvent) -> float:
    """Return when an event ends, in seconds since 1970."""
    return seconds_of(event) if event.ends_at is None else event.ends_at.timestamp()
