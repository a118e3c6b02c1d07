"""The events of a timeline by id, as its index has them now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from postmortem_desktop.domain.records import TimelineEvent

if TYPE_CHECKING:
    from postmortem_desktop.timeline.index import TimelineIndex


class EventsShown(Mapping[str, TimelineEvent]):
    """The events of an index by id, without a second copy of them."""

    def __init__(self, index: TimelineIndex) -> None:
        self._index = index

    def __getitem__(self, event_id: str) -> TimelineEvent:
        event = self._index.find(event_id)
        if event is None:
            raise KeyError(event_id)
        return event

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.event_ids)

    def __len__(self) -> int:
        return len(self._index.event_ids)
