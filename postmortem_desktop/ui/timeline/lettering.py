"""Fonts of the canvas, with what was measured and shortened in them kept."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from functools import cache, lru_cache
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

from postmortem_desktop.ui.fonts import base_font, tabular

_KEPT = 50_000
_MOST_CUTS = 2_000
_ONCE = array("d")
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
        self._caption_ascent = caption_metrics.ascent()
        self._caption_descent = caption_metrics.descent()
        right = Qt.TextElideMode.ElideRight
        self.card_width = _widths(metrics, _KEPT)
        self.caption_width = width = _widths(caption_metrics, 256)
        self.caption_about = lru_cache(64)(lambda text: sum(map(width, text)))
        """About how wide a caption is, letter by letter: for one that is drawn but once."""
        self._elided = lru_cache(_KEPT)(lambda text, room: metrics.elidedText(text, right, room))
        self._elided_lane = lru_cache(512)(
            lambda text, room: lane_metrics.elidedText(text, right, room)
        )
        self._cuts: dict[str, array[float]] = {}
        """Where the letters end of titles that were cut; ``_ONCE`` for those cut but once."""
        self._advance = metrics.horizontalAdvance
        self._elide: Callable[[str, float], str] = lambda text, room: metrics.elidedText(
            text, right, room
        )
        self._dots = metrics.horizontalAdvance("…")
        self.lane_width = _widths(lane_metrics, 512)

    def caption_baseline(self, height: float) -> float:
        """Return how far below the top of something so high the letters of a caption stand."""
        return (height + self._caption_ascent - self._caption_descent) / 2

    def card_baseline(self, height: float) -> float:
        """Return how far below the top of a card so high the letters of its title stand."""
        return (height + self._ascent - self._descent) / 2

    def cut(self, text: str, room: float) -> tuple[int, float]:
        """Return how many letters of a text fit ``room`` pixels, and how wide they are."""
        known = self._cuts.get(text)
        if known is None:
            if len(self._cuts) > _MOST_CUTS:
                self._cuts.clear()
            self._cuts[text] = _ONCE
            return self._cut_once(text, room)
        if known is _ONCE:
            # Where each letter ends is worth while for what is cut for the second time.
            known = self._cuts[text] = self._edges(text)
        fits = bisect_right(known, int(room))
        return (fits, known[fits - 1]) if fits else (0, 0.0)

    def _cut_once(self, text: str, room: float) -> tuple[int, float]:
        kept = self._elide(text, int(room) + self._dots).removesuffix("…")
        return len(kept), self._advance(kept)

    def _edges(self, text: str) -> array[float]:
        """Return where each letter of a text ends, in pixels from the left."""
        if text.isascii() or all(c < "\u0590" or "\u08ff" < c < "\ufb1d" for c in text):
            return _edges_in_line(text, self.card)
        # What may run from right to left, or be one letter of two, is measured bit by bit.
        return array("d", (self._advance(text[:end]) for end in range(1, len(text) + 1)))

    def title(self, text: str, room: float) -> str:
        """Return a title as far as it fits ``room`` pixels."""
        return text if self.card_width(text) <= room else self._elided(text, int(room))

    def lane_title(self, text: str, room: float) -> str:
        """Return a lane's title as far as it fits ``room`` pixels."""
        return self._elided_lane(text, int(room))


def _edges_in_line(text: str, font: QFont) -> array[float]:
    """Return where each letter ends when Qt lays the text out in one line."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    # Two numbers each, whatever PySide's own description says.
    ends = (cast("tuple[float, int]", line.cursorToX(n)) for n in range(1, len(text) + 1))
    return array("d", (x for x, _cursor in ends))


@cache
def shared_lettering() -> Lettering:
    """Return the lettering of all canvases of the window: what one has measured, all know."""
    return Lettering()


def _widths(metrics: QFontMetricsF, most: int) -> Callable[[str], float]:
    """Return what measures texts and remembers so many of them."""

    # Not the method itself: the cache asks what it wraps for its signature, which PySide has to
    # make up for one of Qt's in some 40 ms.
    @lru_cache(most)
    def width(text: str) -> float:
        return metrics.horizontalAdvance(text)

    return width
