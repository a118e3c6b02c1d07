"""The sizes of a timeline's surface, and the places of lanes, cards, bars and folded moments.

Coordinates are pixels of the lanes' content: x = 0 at the right edge of the column of lane titles,
where the scale's origin stands; y = 0 at the lower edge of the ruler. Whoever draws adds
``Metrics.label_column`` and ``Metrics.ruler_height``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
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
    least_card: float = 26.0
    """With less room before the next one in its sub-row, an event is folded together with it."""
    fold_width: float = 44.0
    """What a folded moment takes at most, unless its events reach further."""
    label_column: float = 160.0
    ruler_height: float = 66.0
    grip: float = 6.0
    """How near to an edge the pointer takes hold of it."""
    keep_inside: bool = False
    """Whether every event has a box of its own, and a card that would run out at the right stands
    left of its time instead: on paper, where nobody can zoom."""

    @property
    def text_offset(self) -> float:
        """From the left edge of a card to its title."""
        return self.foot + self.card_padding + self.icon + self.icon_gap


class Edge(StrEnum):
    """Which end of an event can be dragged."""

    START = "start"
    END = "end"


class Box(NamedTuple):
    """The place of one event: a card, or a bar whose title may reach beyond it.

    Where many events stand closer than anybody could read, one box stands for all of them.
    """

    event_id: str
    """Of the event, or of the first of those that are folded."""
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
    def is_turned(self) -> bool:
        """Whether the card stands left of its time, its foot at the right edge."""
        return self.x < self.mark_x

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


def title_text(event: TimelineEvent) -> str:
    """Return the title in one line, led by ≈ when the time is only roughly known."""
    title = " ".join(event.title.split()) or _("Untitled")
    return f"≈ {title}" if event.is_soft else title


def card_width(event: TimelineEvent, text_width: TextWidth, metrics: Metrics) -> float:
    """Return how wide a card with the event's title is, or the title on a bar."""
    return min(whole_width(event, text_width, metrics), metrics.maximum_card)


def whole_width(event: TimelineEvent, text_width: TextWidth, metrics: Metrics) -> float:
    """Return how wide the card would be if there were room for any title."""
    badges = metrics.badge * len(badges_of(event)) if metrics.badge else 0.0
    return metrics.text_offset + text_width(title_text(event)) + badges + metrics.card_padding
