"""Fonts of the canvas, with what was measured and shortened in them kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from postmortem_desktop.ui.fonts import base_font, tabular

_KEPT = 50_000
SMALLEST_PX = 12
"""Everybody reads the canvas from afar."""


class Lettering:
    """The four fonts of the canvas; widths and shortened titles are measured once."""

    def __init__(self) -> None:
        self.card = base_font()
        self.lane = base_font(weight=QFont.Weight.DemiBold)
        self.ruler = tabular(base_font(SMALLEST_PX))
        self.caption = base_font(SMALLEST_PX, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(self.card)
        self._ascent, self._descent = metrics.ascent(), metrics.descent()
        lane_metrics = QFontMetricsF(self.lane)
        caption_metrics = QFontMetricsF(self.caption)
        right = Qt.TextElideMode.ElideRight
        self.card_width = _widths(metrics, _KEPT)
        self.caption_width = _widths(caption_metrics, 256)
        self._elided = lru_cache(_KEPT)(lambda text, room: metrics.elidedText(text, right, room))
        self._elided_lane = lru_cache(512)(
            lambda text, room: lane_metrics.elidedText(text, right, room)
        )
        advance = metrics.horizontalAdvance

        @lru_cache(_KEPT)
        def length(text: str, room: int) -> int:
            return bisect_right(range(1, len(text) + 1), room, key=lambda n: advance(text[:n]))

        self._length = length
        self.lane_width = _widths(lane_metrics, 512)

    def card_baseline(self, height: float) -> float:
        """Return how far below the top of a card so high the letters of its title stand."""
        return (height + self._ascent - self._descent) / 2

    def cut(self, text: str, room: float) -> float:
        """Return how wide the longest beginning of a text is that fits ``room`` pixels."""
        fits = self._length(text, int(room)) if room >= 1 else 0
        return self.card_width(text[:fits]) if fits else 0.0

    def beginning(self, text: str, width: float) -> str:
        """Return the longest beginning of a text that is no wider than this."""
        return text[: self._length(text, ceil(width))]

    def title(self, text: str, room: float) -> str:
        """Return a title as far as it fits ``room`` pixels."""
        return text if self.card_width(text) <= room else self._elided(text, int(room))

    def lane_title(self, text: str, room: float) -> str:
        """Return a lane's title as far as it fits ``room`` pixels."""
        return self._elided_lane(text, int(room))


def _widths(metrics: QFontMetricsF, most: int) -> Callable[[str], float]:
    """Return what measures texts and remembers so many of them."""

    # Not the method itself: the cache asks what it wraps for its signature, which PySide has to
    # make up for one of Qt's in some 40 ms.
    @lru_cache(most)
    def width(text: str) -> float:
        return metrics.horizontalAdvance(text)

    return width
