"""The sizes of a timeline's surface, and the places of lanes, cards, bars and folded moments.

Coordinates are pixels of the lanes' content: x = 0 at the right edge of the column of lane titles,
where the scale's origin stands; y = 0 at the lower edge of the ruler. Whoever draws adds
``Metrics.label_column`` and ``Metrics.ruler_height``.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import NamedTuple

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.badges import badges_of

TextWidth = Callable[[str], float]
"""The width of a text in pixels, in the font of the cards; worth a cache."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """The sizes of one surface, in its pixels. The report draws with other numbers."""

    card_height: float = 27.0
    row_height: float = 33.0
    """From the top of one sub-row to the top of the next."""
    collapsed_height: float = 18.0
    """Of a lane that shows only where its events are."""
    lane_padding: float = 8.0
    """Above the first and below the last sub-row."""
    lane_gap: float = 1.0
    foot: float = 3.0
    """The coloured mark at the left of an instant, and under a span."""
    card_padding: float = 8.0
    icon: float = 14.0
    icon_gap: float = 6.0
    card_gap: float = 8.0
    """Between two cards of a sub-row, at least."""
    maximum_card: float = 260.0
    """So much each card is reckoned to need at most. A bar is as wide as its time."""
    widest_card: float = 420.0
    """So wide a card becomes where nothing follows in its sub-row; a longer title is elided."""
    minimum_bar: float = 4.0
    badge: float = 18.0
    """Of each small mark behind a title; 0 for none."""
    picture: float = 38.0
    """Of the thumbnail behind a title, with the room before it."""
    least_card: float = 26.0
    """With less room before the next one in its sub-row, an event is folded together with it."""
    fold_width: float = 44.0
    """What a folded moment takes at most, unless its events reach further."""
    label_column: float = 160.0
    ruler_height: float = 66.0
    grip: float = 6.0
    """How near to an edge the pointer takes hold of it."""

    @property
    def text_offset(self) -> float:
        """From the left edge of a card to its title."""
        return self.foot + self.card_padding + self.icon + self.icon_gap

    def lane_height(self, rows: int) -> float:
        """Return how tall a lane with so many sub-rows is; an empty one has the height of one."""
        spare = self.row_height - self.card_height
        return 2 * self.lane_padding + max(rows, 1) * self.row_height - spare


_MOST_KNOWN = 5_000
_MUCH_MORE = 1.5
"""What has to be shortened stands inside, if that is no more than a third off."""


class Edge(StrEnum):
    """Which end of an event can be dragged."""

    START = "start"
    END = "end"


class Box(NamedTuple):
    """The place of one event: a card, or a bar with its title inside or, if it is wider, beside it.

    Where many events stand closer than anybody could read, one box stands for all of them.
    """

    event: TimelineEvent
    """The event, or the first of those that are folded."""
    lane_id: str
    x: float
    y: float
    width: float
    height: float
    mark_x: float
    """Where the start of the event is; the left edge, unless the card was kept inside."""
    is_span: bool = False
    bar_width: float = 0.0
    """The true length of a span, at least a few pixels; zero for an instant."""
    holds: int = 1
    """How many events it stands for; more than one when they are folded."""

    @property
    def event_id(self) -> str:
        """The id of the event, or of the first of those that are folded."""
        return self.event.id

    @property
    def is_turned(self) -> bool:
        """Whether the card stands left of its time, its foot at the right edge."""
        return self.x < self.mark_x

    @property
    def is_titled_beside(self) -> bool:
        """Whether the title stands beside the bar, which has too little room for it."""
        return self.is_span and self.width > self.bar_width

    @property
    def title_room(self) -> tuple[float, float]:
        """Where the title begins and ends: behind the bar, before it, or within the whole box."""
        if self.is_titled_beside:
            return (self.x, self.mark_x) if self.is_turned else (self.bar_right, self.right)
        return self.x, self.right

    @property
    def is_folded(self) -> bool:
        """Whether it stands for several events."""
        return self.holds > 1

    @property
    def right(self) -> float:
        """The right edge of card, bar and title together."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def bar_right(self) -> float:
        """Where the event ends."""
        return self.mark_x + self.bar_width


@dataclass(frozen=True, slots=True)
class LaneBox:
    """The place of one lane, over the whole width."""

    lane_id: str
    top: float
    height: float
    is_collapsed: bool = False

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


def is_beside(bar: float, label: float, room: float) -> bool:
    """Whether a title stands beside its bar, having no room inside but enough of it there.

    Args:
        bar: the length of the bar.
        label: what the title needs with all that belongs to it.
        room: what there is beside the bar.
    """
    return label > bar and (room >= label or room > _MUCH_MORE * bar)


def width_with_title(bar: float, label: float, room: float = inf) -> float:
    """Return how wide a bar is together with its title, which never stands across its end.

    Args:
        bar: the length of the span; 0 for an instant.
        label: what the title needs with all that belongs to it.
        room: from the beginning of the bar to what comes next.
    """
    return min(bar + label, room) if is_beside(bar, label, room - bar) else bar


def title_text(event: TimelineEvent) -> str:
    """Return the title in one line, led by ≈ when the time is only roughly known."""
    title = " ".join(event.title.split()) or _("Untitled")
    is_rough = event.is_soft and event.starts_at is not None
    return f"≈ {title}" if is_rough else title


class CardWidths:
    """How wide the cards of events are, or the titles on bars; each event is measured once."""

    def __init__(self, text_width: TextWidth, metrics: Metrics) -> None:
        """Measure with the font of the cards.

        Args:
            text_width: the width of a text in pixels.
            metrics: sizes of the surface.
        """
        self._text_width = text_width
        self._metrics = metrics
        self._pictured: Container[str] = frozenset()
        self._known: dict[str, tuple[TimelineEvent, float]] = {}

    def give_room(self, pictured: Container[str]) -> None:
        """Leave room for thumbnails on the cards of these events from now on, and on no others.

        Args:
            pictured: ids of events; whoever changes them hands over another collection.
        """
        if pictured is not self._pictured:
            self._pictured = pictured
            self._known.clear()

    def whole(self, event: TimelineEvent) -> float:
        """Return how wide the card would be if there were room for any title."""
        known = self._known.get(event.id)
        if known is not None and known[0] is event:
            return known[1]
        metrics = self._metrics
        badges = metrics.badge * len(badges_of(event)) if metrics.badge else 0.0
        words = self._text_width(title_text(event))
        picture = metrics.picture if event.id in self._pictured else 0.0
        width = metrics.text_offset + words + badges + picture + metrics.card_padding
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known[event.id] = event, width
        return width

    def reckoned(self, event: TimelineEvent) -> float:
        """Return how wide the card is reckoned to be when sub-rows are chosen."""
        return min(self.whole(event), self._metrics.maximum_card)
