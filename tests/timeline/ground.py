"""Timelines for tests: seconds after noon, and titles of which every letter takes seven pixels."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.domain.records import Lane, Postmortem, TimelineEvent
from postmortem_desktop.timeline.arranging import Arrangement
from postmortem_desktop.timeline.boxes import Box, CardWidths, Metrics
from postmortem_desktop.timeline.index import TimelineIndex
from postmortem_desktop.timeline.layout import Layout
from postmortem_desktop.timeline.packing import Row
from postmortem_desktop.timeline.scale import TimeScale

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
METRICS = Metrics()
# foot 3, padding 8 on both sides, icon 14, gap 6: a title of ten letters makes a card of 109.
AROUND_TITLE = 39.0
OWNER = "p"


def seven_a_letter(text: str) -> float:
    return 7.0 * len(text)


def lane(name: str, order: int = 0, *, collapsed: bool = False, parent: str | None = None) -> Lane:
    return Lane(
        id=name,
        postmortem_id=OWNER,
        title=name,
        order=order,
        collapsed=collapsed,
        parent_id=parent,
    )


def event(
    name: str,
    start: float | None,
    duration: float | None = None,
    lane_id: str = "a",
    title: str = "ten letter",
    precision: Precision = Precision.MINUTE,
    number: int = 0,
) -> TimelineEvent:
    starts_at = None if start is None else NOON + timedelta(seconds=start)
    ends_at = None
    if starts_at is not None and duration is not None:
        ends_at = starts_at + timedelta(seconds=duration)
    return TimelineEvent(
        id=name,
        postmortem_id=OWNER,
        lane_id=lane_id,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        precision=precision,
        number=number,
    )


def dossier_of(*records: Record) -> Dossier:
    return Dossier([Postmortem(id=OWNER, title="Slow checkout", created_at=NOON), *records])


def layout_of(index: TimelineIndex, scale: TimeScale, width: float = 1000) -> Layout:
    """Return the index on a screen."""
    widths = CardWidths(seven_a_letter, METRICS)
    stack = Arrangement(index, widths, METRICS).stack(width, {})
    return Layout(scale, METRICS, widths, stack, index.events)


def contents(rows: Sequence[Row]) -> list[tuple[list[float], list[float], list[str]]]:
    """Return what stands in sub-rows, in a form that can be compared."""
    return [(list(r.starts), list(r.ends), [e.id for e in r.events]) for r in rows]


def box_named(layout: Layout, name: str) -> Box:
    found = layout.box_of(name)
    assert found is not None
    return found
