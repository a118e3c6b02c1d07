"""The section with the picture of the timeline: which figures it takes, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from reportlab.platypus import Flowable

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.names import EVENT_KIND_NAMES
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.report.composition import Composition, event_label
from postmortem_desktop.report.figure import (
    METRICS,
    NUMBER_GAP,
    TITLE_SIZE,
    FigureContent,
    TimelineFigure,
    ruler_height,
)
from postmortem_desktop.report.legend import Legend
from postmortem_desktop.report.strips import Strip, strips_of
from postmortem_desktop.report.styles import Weight
from postmortem_desktop.timeline.boxes import LaneBox, title_text
from postmortem_desktop.timeline.page_layout import PageLayout, lay_out_page
from postmortem_desktop.timeline.scale import TimeScale

_MOST_CARDS = 400
"""With more events the picture shows only where they lie; their words stand in the table."""
_MARGIN = 10.0
_SHORTEST_BAR = 10.0
_WIDEST_TAIL = 0.22
"""Of the width: how far the scale ends before the frame, so that late cards stand at their time."""
_LEAST_PART = 0.2
"""Of a page: what a figure must fill of the rest of it to begin there; less is left blank."""
_LEGEND = 16.0
_HEADING = 56.0


def timeline_figure(composition: Composition) -> list[Flowable]:
    """Return the whole timeline as one figure, or as several where one could not be read."""
    dossier = composition.dossier
    events = tuple(event for event in dossier.events() if event.starts_at is not None)
    if not events:
        return []
    strips = strips_of(events, dossier.milestones())
    has_heads = len(strips) > 1
    flowables: list[Flowable] = []
    for strip in strips:
        figures = list(_figures(composition, strip, has_corner=not has_heads))
        for figure in figures:
            room = figure.least_room
            if not flowables:
                legend = _legend(composition, events)
                flowables = [composition.elements.reserved(room + _LEGEND), legend]
            if has_heads and figure is figures[0]:
                days = _days(composition, strip)
                flowables += composition.elements.subheading(days, room=room)
            else:
                flowables.append(composition.elements.reserved(room))
            flowables += [figure, composition.elements.space(8)]
    return flowables


def _legend(composition: Composition, events: Sequence[TimelineEvent]) -> Legend:
    present = {event.kind for event in events}
    kinds = [(kind, _(EVENT_KIND_NAMES[kind])) for kind in EventKind if kind in present]
    has_soft = any(event.is_soft for event in events)
    return Legend(kinds, composition.elements, has_soft=has_soft)


def _figures(
    composition: Composition, strip: Strip, *, has_corner: bool
) -> Iterator[TimelineFigure]:
    """Yield the figures of a strip: parted by lanes where it is taller than a page.

    A lane that is taller by itself is parted by time.
    """
    room = composition.elements.height - _HEADING - _LEGEND - ruler_height(5)
    layout = _laid_out(composition, strip)
    if max(lane.height for lane in layout.lanes) > room and len(strip.events) > 1:
        for half in strip.halves():
            yield from _figures(composition, half, has_corner=True)
        return
    for lanes in _groups(layout, room):
        yield _figure(composition, strip, layout, lanes, has_corner=has_corner)


def _groups(layout: PageLayout, room: float) -> Iterator[list[LaneBox]]:
    group: list[LaneBox] = []
    for lane in layout.lanes:
        if group and lane.bottom - group[0].top > room:
            yield group
            group = []
        group.append(lane)
    yield group


def _laid_out(composition: Composition, strip: Strip) -> PageLayout:
    used = {event.lane_id for event in strip.events}
    is_dense = len(strip.events) > _MOST_CARDS
    lanes = [
        replace(lane, collapsed=is_dense) for lane in composition.dossier.lanes() if lane.id in used
    ]
    lettering = composition.elements.lettering
    numbers = _widest_number(composition, strip.events)

    @cache
    def text_width(title: str) -> float:
        readable = lettering.readable(title)
        return numbers + lettering.width(readable, Weight.REGULAR, TITLE_SIZE) + 0.5

    width = composition.elements.width - METRICS.label_column
    tail = _MARGIN if is_dense else width * _WIDEST_TAIL
    scale = TimeScale.fitting(strip.first, strip.last, width, _MARGIN, margin_right=tail)
    events = [_without_short_bar(event, scale) for event in strip.events]
    return lay_out_page(lanes, events, scale, width=width, text_width=text_width, metrics=METRICS)


def _without_short_bar(event: TimelineEvent, scale: TimeScale) -> TimelineEvent:
    """Return an event as an instant when its bar would be too short to be told from a mark."""
    is_short = scale.width_of(event.duration) < _SHORTEST_BAR
    return replace(event, ends_at=None) if is_short else event


def _figure(
    composition: Composition,
    strip: Strip,
    layout: PageLayout,
    lanes: Sequence[LaneBox],
    *,
    has_corner: bool,
) -> TimelineFigure:
    lettering = composition.elements.lettering
    titles = {lane.id: lettering.readable(lane.title) for lane in composition.dossier.all(Lane)}
    content = FigureContent(
        layout=layout,
        lanes=tuple(lanes),
        lane_titles=titles,
        events={event.id: event for event in strip.events},
        titles={event.id: lettering.readable(title_text(event)) for event in strip.events},
        milestones=strip.milestones,
        zone=composition.zone,
        days=_days(composition, strip) if has_corner else "",
        width=composition.elements.width,
        number_column=_widest_number(composition, strip.events),
        in_words=partial(_in_words, composition, strip),
        least_part=composition.elements.height * _LEAST_PART,
    )
    return TimelineFigure(content, lettering)


def _widest_number(composition: Composition, events: Sequence[TimelineEvent]) -> float:
    lettering = composition.elements.lettering
    longest = max((event_label(event) for event in events), key=len, default="")
    if not longest:
        return 0.0
    label = "E" + "0" * (len(longest) - 1)
    return lettering.width(label, Weight.SEMIBOLD, TITLE_SIZE) + NUMBER_GAP


def _days(composition: Composition, strip: Strip) -> str:
    return composition.days(strip.first, strip.last)


def _in_words(composition: Composition, strip: Strip, shown: Sequence[LaneBox]) -> str:
    """Return the alternative text of a figure: what its lanes show, in the order of time."""
    own = {lane.lane_id for lane in shown}
    lanes = {lane.id: lane.title for lane in composition.dossier.all(Lane) if lane.id in own}
    told = "; ".join(
        f"{composition.time_of(event)} {lanes[event.lane_id]}: {title_text(event)}"
        for event in strip.events
        if event.lane_id in lanes
    )
    return _("Timeline of {days}. {told}.").format(days=_days(composition, strip), told=told)
