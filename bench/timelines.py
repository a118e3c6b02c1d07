"""Timelines of any size, made of the product's own records; the same ones each time.

A day of an incident in twelve lanes: two fifths of the events are spans, many overlap, some times
are only roughly known, every fiftieth event is tied to one before it, and each lane has two spans
of more than an hour. How many overlap does not depend on how many there are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from PySide6.QtCore import QObject

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.kinds import Basis, EventKind, LinkKind, MilestoneKind, Precision
from postmortem_desktop.domain.records import (
    Lane,
    Link,
    Milestone,
    Numbering,
    Postmortem,
    TimelineEvent,
)
from postmortem_desktop.editing.editor import Editor
from postmortem_desktop.editing.history import History, Step
from postmortem_desktop.settings import Settings
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui.workspace import Workspace

SEED = 20261014
DAY_BEGINS = datetime(2026, 10, 14, tzinfo=UTC)
DAY = timedelta(hours=24)
LANES = (
    "Customers",
    "Support",
    "Payments on-call",
    "Platform on-call",
    "Database",
    "Checkout service",
    "Order queue",
    "Edge proxies",
    "Deploys",
    "Monitoring",
    "Incident lead",
    "Communications",
)
SHARE_OF_SPANS = 0.4
EVENTS_PER_LINK = 50
EVENTS_PER_LOCK = 100

_SUBJECTS = (
    "Checkout latency",
    "The connection pool",
    "Replica lag on orders-db-2",
    "The retry queue",
    "A config rollout",
    "Card payments in Europe",
    "The on-call phone",
    "Error budget of the basket",
    "A second pager",
    "The status page",
    "Disk writes on node 7",
    "The cache in front of prices",
)
_HAPPENINGS = (
    "rises above two seconds",
    "is at its limit",
    "returns to normal",
    "is restarted by hand",
    "is handed to the database team",
    "shows the first timeouts after the deploy",
    "is looked at together on a call",
    "recovers for a few minutes and then slows down again",
    "is taken out of rotation",
    "goes quiet",
    "is rolled back to the version of the evening before",
    "gets a note for customers who are waiting for their order",
)


def make_dossier(count: int) -> Dossier:
    """Return a post-mortem with so many dated events, in the order of time."""
    chance = Random(SEED)
    ids = CountingIds("bench")
    postmortem = Postmortem(id=ids(), title="Slow checkout", created_at=DAY_BEGINS)
    lanes = [
        Lane(id=ids(), postmortem_id=postmortem.id, title=title, order=order)
        for order, title in enumerate(LANES)
    ]
    moments = _moments(chance, count)
    gap = DAY * len(lanes) / count
    """Between two neighbours of a lane, on average."""
    events = [
        _event(chance, ids(), chance.choice(lanes), moment, gap, number)
        for number, moment in enumerate(moments, start=1)
    ]
    _lengthen(chance, events)
    milestones = [
        Milestone(id=ids(), postmortem_id=postmortem.id, kind=kind, at=DAY_BEGINS + DAY * share)
        for kind, share in zip(MilestoneKind, (0.2, 0.24, 0.27, 0.6, 0.75), strict=True)
    ]
    numbering = Numbering(id=ids(), postmortem_id=postmortem.id, next_event=count + 1)
    links = _links(chance, ids, events)
    return Dossier([postmortem, numbering, *lanes, *events, *milestones, *links])


def make_workspace(count: int, library: Library, parent: QObject | None = None) -> Workspace:
    """Return a post-mortem of so many events, open, whose edits cost no disk."""
    clock = library.clock
    editor = Editor(make_dossier(count), History(), _write_nothing, clock)
    settings = Settings()
    return Workspace(editor, EvidencePages(library), clock, library.ids, settings, parent)


def _write_nothing(_edit: Edit, _step: Step) -> None:
    """Stand in for the disk, whose time is not what the canvas takes."""


def _moments(chance: Random, count: int) -> list[datetime]:
    """Return moments over the day, in order: many close to the next, some after a long while.

    The gaps are of one kind at every size, so that a hundred events look alike in each.
    """
    sums = list(accumulate(chance.lognormvariate(0.0, 1.0) for _event in range(count)))
    return [
        DAY_BEGINS + timedelta(milliseconds=round(DAY / timedelta(milliseconds=1) * at / sums[-1]))
        for at in sums
    ]


def _event(
    chance: Random, event_id: str, lane: Lane, moment: datetime, gap: timedelta, number: int
) -> TimelineEvent:
    is_span = chance.random() < SHARE_OF_SPANS
    # From half of a gap to sixteen of them, short ones as often as long ones.
    length = gap * 2.0 ** chance.uniform(-1.0, 4.0)
    is_rough = chance.random() < 0.1
    return TimelineEvent(
        id=event_id,
        postmortem_id=lane.postmortem_id,
        lane_id=lane.id,
        title=f"{chance.choice(_SUBJECTS)} {chance.choice(_HAPPENINGS)} (step {number})",
        kind=chance.choice(list(EventKind)),
        starts_at=moment,
        ends_at=moment + length if is_span else None,
        precision=Precision.APPROXIMATE if is_rough else Precision.EXACT,
        basis=chance.choice(list(Basis)),
        starred=chance.random() < 0.05,
        locked=number % EVENTS_PER_LOCK == 0,
        number=number,
    )


def _lengthen(chance: Random, events: list[TimelineEvent]) -> None:
    """Make two events of each lane last for an hour to four hours."""
    places: dict[str, list[int]] = {}
    for place, event in enumerate(events):
        places.setdefault(event.lane_id, []).append(place)
    for of_lane in places.values():
        for place in chance.sample(of_lane, min(2, len(of_lane))):
            starts_at = events[place].starts_at
            assert starts_at is not None, "every event here has a time"
            ends_at = starts_at + timedelta(hours=chance.uniform(1.0, 4.0))
            events[place] = replace(events[place], ends_at=ends_at)


def _links(chance: Random, ids: CountingIds, events: list[TimelineEvent]) -> list[Link]:
    kinds = (LinkKind.INFLUENCED, LinkKind.FOLLOWED, LinkKind.CONTRADICTS)
    return [
        Link(
            id=ids(),
            postmortem_id=events[place].postmortem_id,
            source_id=events[place - chance.randint(1, 20)].id,
            target_id=events[place].id,
            kind=chance.choice(kinds),
        )
        for place in range(EVENTS_PER_LINK - 1, len(events), EVENTS_PER_LINK)
    ]
