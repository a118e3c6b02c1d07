"""The order of the rows: by a few columns one after the other, looked up without counting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from postmortem_desktop.domain.dossier import event_order
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.ui.event_table.columns import Column, Surroundings, sort_value

_MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Sorting:
    """One column to sort by."""

    column: Column
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class _Backwards:
    """A value that sorts the other way round."""

    value: Any

    def __lt__(self, other: _Backwards) -> bool:
        return other.value < self.value


class Order:
    """Sorts stably: rows that are alike in a column stay as the column before had put them.

    Below all lies the order of time. What has no time, or no end, comes last in either direction.
    """

    def __init__(self) -> None:
        self.sortings: tuple[Sorting, ...] = (Sorting(Column.TIME),)
        """The latest first."""

    def sort_by(self, sorting: Sorting) -> None:
        """Sort by a column from now on, and by those before within it."""
        others = (s for s in self.sortings if s.column is not sorting.column)
        self.sortings = (sorting, *others)[:_MOST_COLUMNS]

    def uses(self, column: Column) -> bool:
        """Whether the order depends on a column."""
        return any(sorting.column is column for sorting in self.sortings)

    def arranged(self, events: Iterable[TimelineEvent], around: Surroundings) -> list[str]:
        """Return the ids of all events in order."""
        rows = sorted(events, key=_by_time)
        for sorting in reversed(self.sortings):
            values = {event.id: sort_value(event, sorting.column, around) for event in rows}
            rows.sort(key=partial(_value_of, values), reverse=sorting.is_descending)
            rows.sort(key=partial(_is_missing, values))
        return [event.id for event in rows]

    def place(
        self,
        ids: Sequence[str],
        events: dict[str, TimelineEvent],
        event: TimelineEvent,
        around: Surroundings,
    ) -> int:
        """Return where an event stands, or would stand, among ids in this order."""
        return bisect_left(
            ids, self._rank(event, around), key=lambda other: self._rank(events[other], around)
        )

    def _rank(self, event: TimelineEvent, around: Surroundings) -> tuple[Any, ...]:
        parts: list[Any] = []
        for sorting in self.sortings:
            is_missing, value = sort_value(event, sorting.column, around)
            parts += (is_missing, _Backwards(value) if sorting.is_descending else value)
        return (*parts, _by_time(event))


def _by_time(event: TimelineEvent) -> tuple[Any, ...]:
    return (*event_order(event), event.id)


def _value_of(values: dict[str, tuple[bool, Any]], event: TimelineEvent) -> Any:
    return values[event.id][1]


def _is_missing(values: dict[str, tuple[bool, Any]], event: TimelineEvent) -> bool:
    return values[event.id][0]
