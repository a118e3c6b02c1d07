"""The records of a timeline in the order in which they are drawn and walked; follows each edit."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from math import inf
from operator import attrgetter

from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.pictures import pictures_by_event
from postmortem_desktop.domain.records import Lane, Link, Milestone, Postmortem, TimelineEvent
from postmortem_desktop.timeline.events_shown import EventsShown
from postmortem_desktop.timeline.packing import seconds_of

Changes = Mapping[str, Sequence[TimelineEvent]]
"""By lane the events that came, and those that went as they were."""

_KINDS = (Lane, TimelineEvent, Milestone, Link, Postmortem)
_FEW = 200
"""Events that change places one by one; with more of them all are put in order anew."""
_START = attrgetter("starts_at")
_IN_TIME = attrgetter("starts_at", "order", "number")
"""The order within a lane; those of one moment in several lanes stand as their lanes do."""


def concerns_timeline(edit: Edit) -> bool:
    """Whether an edit changes something that a timeline shows."""
    return any(edit.touches(kind) for kind in _KINDS)


class TimelineIndex:
    """What stands on the timeline: dated events of lanes that are there and not filtered away.

    An edit costs a look at the lanes that it touches, however many events there are.
    """

    def __init__(self, dossier: Dossier, hidden: frozenset[str] = frozenset()) -> None:
        self._dossier = dossier
        self._hidden = hidden
        self._rows: dict[str, str] = {}
        self.lanes: tuple[Lane, ...] = ()
        """From top to bottom, without those inside a collapsed one."""
        self.by_lane: dict[str, list[TimelineEvent]] = {}
        """By the lane in whose row they stand, in the order of time."""
        self.event_ids: list[str] = []
        """All in the order of time; of one moment, from the top lane to the bottom one."""
        self._starts = array("d")
        self.milestones: tuple[Milestone, ...] = ()
        self.links: tuple[Link, ...] = ()
        self._link_spans: list[tuple[float, float]] = []
        self._links_by_start: list[tuple[float, float, int]] | None = None
        """Start, end and place of each link; None until somebody asks."""
        self._longest_link = 0.0
        self._links_at: defaultdict[str, list[int]] = defaultdict(list)
        """By event the places of its links."""
        self.pictures: Mapping[str, tuple[str, ...]] = {}
        """The ids of the pictures of each event that has some; another one after each change."""
        self._last: dict[str, datetime] = {}
        self._read()

    # Questions

    @property
    def events(self) -> EventsShown:
        """The events by id; those that are not on the timeline are not among them."""
        return EventsShown(self)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all, which a filter that hides everything does not mean."""
        return not self.event_ids and not self._hidden

    def find(self, event_id: str) -> TimelineEvent | None:
        """Return an event, if it is on the timeline."""
        event = self._dossier.find(TimelineEvent, event_id)
        return event if event is not None and self._is_shown(event) else None

    def place_of(self, event_id: str) -> int:
        """Return the place of an event in the order of time, or -1."""
        event = self.find(event_id)
        return -1 if event is None else self._place(event)

    def lane(self, lane_id: str) -> Lane | None:
        """Return a lane, if it is there; also one inside a collapsed one."""
        return self._dossier.find(Lane, lane_id)

    def row_of(self, event: TimelineEvent) -> str:
        """Return the lane in whose row an event stands: its own, or the collapsed one around it."""
        return self._rows.get(event.lane_id, "")

    def span(self) -> tuple[datetime, datetime] | None:
        """Return the first and last moment of what is shown, milestones included, if any."""
        moments = [milestone.at for milestone in self.milestones]
        for lane_id, events in self.by_lane.items():
            if events and events[0].starts_at is not None:
                moments += [events[0].starts_at, self._last[lane_id]]
        return (min(moments), max(moments)) if moments else None

    def beginning_between(self, first: datetime, last: datetime) -> Iterator[TimelineEvent]:
        """Yield the events that begin between two moments, both included."""
        begin = bisect_left(self._starts, first.timestamp())
        for place in range(begin, bisect_right(self._starts, last.timestamp(), begin)):
            yield self._dossier.get(TimelineEvent, self.event_ids[place])

    def links_between(
        self, first: datetime, last: datetime, most: float = inf, chosen: Iterable[str] = ()
    ) -> list[Link]:
        """Return the links of which something may be seen between two moments.

        Args:
            first: the earlier moment.
            last: the later one.
            most: where there are more of them, only those of the chosen events are returned.
            chosen: ids of events.
        """
        if self._links_by_start is None:
            spans = ((*span, place) for place, span in enumerate(self._link_spans))
            self._links_by_start = sorted(spans)
            self._longest_link = max((end - start for start, end in self._link_spans), default=0.0)
        begin, until, by_start = first.timestamp(), last.timestamp(), self._links_by_start
        latest = bisect_right(by_start, (until, inf))
        # Those that begin in between are seen: where they are too many, none is looked at.
        if latest - bisect_left(by_start, (begin,)) <= most:
            earliest = bisect_left(by_start, (begin - self._longest_link,))
            places = [place for _s, end, place in by_start[earliest:latest] if end >= begin]
            if len(places) <= most:
                return [self.links[place] for place in sorted(places)]
        places = {place for event_id in chosen for place in self._links_at.get(event_id, ())}
        seen = (
            n for n in places if self._link_spans[n][0] <= until and self._link_spans[n][1] >= begin
        )
        return [self.links[place] for place in sorted(seen)]

    # Changes

    @property
    def hidden(self) -> frozenset[str]:
        """The events that are left out."""
        return self._hidden

    def hide(self, event_ids: frozenset[str]) -> None:
        """Leave these events out from now on."""
        self._hidden = event_ids
        self._read()

    def follow(self, edit: Edit) -> Changes:
        """Take over what an edit has changed.

        Returns:
            by lane the events that came, and those that went as they were, or whose pictures are
            others.
        """
        if edit.touches(Lane):
            if self._read_lanes():
                before = self.by_lane
                self._read()
                return self._changes_since(before)
            self._follow_lane_order()
        if edit.touches(Milestone):
            self.milestones = tuple(self._dossier.milestones())
        gone = self._shown_among(change.before for change in edit.changes)
        came = self._shown_among(change.after for change in edit.changes)
        changes: dict[str, list[TimelineEvent]] = {}
        for event in (*gone, *came):
            changes.setdefault(self.row_of(event), []).append(event)
        if gone or came:
            self._exchange(gone, came, changes)
        for event in self._read_pictures() if edit.touches(Link) else ():
            changes.setdefault(self.row_of(event), []).append(event)
        if edit.touches(Link) or _ids(gone) != _ids(came):
            self._read_links()
        else:
            self._follow_links(came)
        return changes

    def catch_up(self, ahead: TimelineIndex) -> None:
        """Take over everything from an index of the same records, which was read elsewhere."""
        dossier, pictures = self._dossier, self.pictures
        vars(self).update(vars(ahead))
        self._dossier = dossier
        if self.pictures == pictures:
            self.pictures = pictures

    def _exchange(
        self, gone: list[TimelineEvent], came: list[TimelineEvent], changes: Changes
    ) -> None:
        if len(gone) + len(came) > _FEW:
            left = _ids(gone)
            for lane_id in changes:
                stay = [event for event in self.by_lane[lane_id] if event.id not in left]
                stay += [event for event in came if self.row_of(event) == lane_id]
                stay.sort(key=_IN_TIME)
                self.by_lane[lane_id] = stay
                self._measure(lane_id)
            self._order()
            return
        for event in gone:
            lane_id, place = self.row_of(event), self._place(event)
            del self.event_ids[place], self._starts[place]
            events = self.by_lane[lane_id]
            first = bisect_left(events, _IN_TIME(event), key=_IN_TIME)
            del events[next(n for n in range(first, len(events)) if events[n].id == event.id)]
            if _end(event) == self._last[lane_id]:
                self._measure(lane_id)
        for event in came:
            lane_id, place = self.row_of(event), self._place_for(event)
            self.event_ids.insert(place, event.id)
            self._starts.insert(place, seconds_of(event))
            insort(self.by_lane[lane_id], event, key=_IN_TIME)
            self._last[lane_id] = max(self._last.get(lane_id, _end(event)), _end(event))

    # Inside

    def _follow_lane_order(self) -> None:
        if list(self.by_lane) != [lane.id for lane in self.lanes]:
            self.by_lane = {lane.id: self.by_lane[lane.id] for lane in self.lanes}
            self._order()

    def _changes_since(self, before: Mapping[str, list[TimelineEvent]]) -> Changes:
        """Return what stands in other rows than before, by the lanes that are there now."""
        changes: dict[str, list[TimelineEvent]] = {}
        for lane_id, events in self.by_lane.items():
            known = before.get(lane_id, [])
            if events != known:
                there, now = {e.id: e for e in known}, {e.id: e for e in events}
                gone = [event for event in known if now.get(event.id) != event]
                changes[lane_id] = gone + [e for e in events if there.get(e.id) != e]
        return changes

    def _place(self, event: TimelineEvent) -> int:
        start = seconds_of(event)
        first = bisect_left(self._starts, start)
        last = bisect_right(self._starts, start, first)
        return next(place for place in range(first, last) if self.event_ids[place] == event.id)

    def _place_for(self, event: TimelineEvent) -> int:
        """Return where an event comes in; of one moment, lanes and then numbers count."""
        start = seconds_of(event)
        first = bisect_left(self._starts, start)
        place = bisect_right(self._starts, start, first)
        if first == place:
            return place
        lanes = list(self.by_lane)
        own = lanes.index(self.row_of(event)), _IN_TIME(event)
        for earlier in range(first, place):
            other = self._dossier.get(TimelineEvent, self.event_ids[earlier])
            if own < (lanes.index(self.row_of(other)), _IN_TIME(other)):
                return earlier
        return place

    def _measure(self, lane_id: str) -> None:
        events = self.by_lane[lane_id]
        if events:
            self._last[lane_id] = max(map(_end, events))
        else:
            self._last.pop(lane_id, None)

    def _is_shown(self, event: TimelineEvent) -> bool:
        return (
            event.starts_at is not None
            and event.lane_id in self._rows
            and event.id not in self._hidden
        )

    def _shown_among(self, records: Iterable[Record | None]) -> list[TimelineEvent]:
        return [r for r in records if isinstance(r, TimelineEvent) and self._is_shown(r)]

    def _read_lanes(self) -> bool:
        """Return whether another set of lanes, or of those that show others' events, is there."""
        lanes, before = self._dossier.lanes(), (self._rows, set(self.by_lane))
        collapsed = {lane.id for lane in lanes if lane.collapsed and lane.parent_id is None}
        self.lanes = tuple(lane for lane in lanes if lane.parent_id not in collapsed)
        self._rows = {
            lane.id: lane.parent_id if lane.parent_id in collapsed else lane.id for lane in lanes
        }
        return before != (self._rows, {lane.id for lane in self.lanes})

    def _read(self) -> None:
        self._read_lanes()
        self.by_lane = {lane.id: [] for lane in self.lanes}
        for event in filter(self._is_shown, self._dossier.all(TimelineEvent)):
            self.by_lane[self._rows[event.lane_id]].append(event)
        self._last.clear()
        for lane_id, events in self.by_lane.items():
            events.sort(key=_IN_TIME)
            self._measure(lane_id)
        self._order()
        self.milestones = tuple(self._dossier.milestones())
        self._read_pictures()
        self._read_links()

    def _order(self) -> None:
        ordered = sorted(chain.from_iterable(self.by_lane.values()), key=_START)
        self.event_ids = [event.id for event in ordered]
        self._starts = array("d", map(seconds_of, ordered))

    def _follow_links(self, moved: Sequence[TimelineEvent]) -> None:
        for event in moved:
            for place in self._links_at.get(event.id, ()):
                self._link_spans[place] = self._link_span(self.links[place])
                self._links_by_start = None

    def _link_span(self, link: Link) -> tuple[float, float]:
        ends = (self._dossier.get(TimelineEvent, i) for i in (link.source_id, link.target_id))
        first, second = (seconds_of(event) for event in ends)
        return min(first, second), max(first, second)

    def _read_pictures(self) -> list[TimelineEvent]:
        """Return the events on the timeline that have other pictures than before."""
        found = pictures_by_event(self._dossier)
        now = {event_id: tuple(p.id for p in kept) for event_id, kept in found.items()}
        before = self.pictures
        if now == before:
            return []
        self.pictures = now
        changed = (i for i in now.keys() | before.keys() if now.get(i) != before.get(i))
        return [event for event in map(self.find, changed) if event is not None]

    def _read_links(self) -> None:
        self.links = tuple(
            link
            for link in self._dossier.all(Link)
            if self.find(link.source_id) is not None and self.find(link.target_id) is not None
        )
        self._link_spans = [self._link_span(link) for link in self.links]
        self._links_by_start = None
        self._links_at.clear()
        for place, link in enumerate(self.links):
            self._links_at[link.source_id].append(place)
            self._links_at[link.target_id].append(place)


def _end(event: TimelineEvent) -> datetime:
    assert event.starts_at is not None, "undated events have no place in time"
    return event.ends_at or event.starts_at


def _ids(events: Sequence[TimelineEvent]) -> set[str]:
    return {event.id for event in events}
