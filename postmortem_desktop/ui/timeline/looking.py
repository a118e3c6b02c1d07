"""What the canvas answers to those who ask what is where: in words, and as moments to snap to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.domain.times import clock_text, zone_named
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.boxes import Box
from postmortem_desktop.timeline.snapping import Attraction, SnapReason, SnapTargets
from postmortem_desktop.ui.timeline import spoken

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_MOST_NAMED = 8


def spoken_name(canvas: TimelineCanvas, event_id: str) -> str:
    """Return what is read out for an event; empty when it has gone."""
    event = canvas.shown.find(event_id)
    if event is None:
        return ""
    zone = canvas.workspace.zone
    lane = canvas.shown.lane(event.lane_id)
    first_day = spoken.first_day_of(canvas.shown, zone)
    return spoken.spoken_name(event, lane, zone, first_day, len(canvas.pictures.of(event_id)))


def told_of(canvas: TimelineCanvas, box: Box) -> tuple[str, ...]:
    """Return what a tool tip says of a box, line by line."""
    if not box.is_folded:
        return (spoken_name(canvas, box.event_id),)
    zone = canvas.workspace.zone
    events = canvas.view.layout.folded(box)
    first = [f"{_clock(event, zone)}  {event.title}" for event in events[:_MOST_NAMED]]
    more = len(events) - len(first)
    rest = (_("and {count} more").format(count=more),) if more else ()
    return (_("{count} events; click to zoom in").format(count=box.holds), *first, *rest)


def _clock(event: TimelineEvent, zone: str) -> str:
    return "" if event.starts_at is None else clock_text(event.starts_at, zone)


def snap_targets(canvas: TimelineCanvas, ignored: Collection[str] = ()) -> SnapTargets:
    """Return what attracts a dragged edge: what is seen near the pointer, and the grid."""
    left_out = frozenset(ignored)
    milestones = (each for each in canvas.shown.milestones if each.id not in left_out)
    steady = [(milestone.at, SnapReason.MILESTONE) for milestone in milestones]
    steady += [(now, SnapReason.NOW) for now in _now_in_sight(canvas)]

    def between(first: datetime, last: datetime) -> Iterator[Attraction]:
        yield from (each for each in steady if first <= each[0] <= last)
        middle = (first.timestamp() + last.timestamp()) / 2
        reach = (last - first).total_seconds() / 2
        view = canvas.view
        top, bottom = view.plot.top() - view.dy, view.plot.bottom() - view.dy
        for event in view.layout.edges_near(middle, reach, top, bottom):
            if event.id in left_out:
                continue
            for moment, reason in (
                (event.starts_at, SnapReason.EVENT_START),
                (event.ends_at, SnapReason.EVENT_END),
            ):
                if moment is not None and first <= moment <= last:
                    yield moment, reason

    return SnapTargets(
        grid_seconds=canvas.snap_step, zone=canvas.workspace.zone, moments_between=between
    )


def _now_in_sight(canvas: TimelineCanvas) -> list[datetime]:
    """Return this moment to the second; nothing if the incident is past or it is out of sight."""
    space, view = canvas.workspace, canvas.view
    now = space.clock().replace(microsecond=0)
    is_today = space.dossier.day(now) == now.astimezone(zone_named(space.zone)).date()
    first, last = view.moment_at(view.plot.left()), view.moment_at(view.plot.right())
    return [now] if is_today and first <= now <= last else []
