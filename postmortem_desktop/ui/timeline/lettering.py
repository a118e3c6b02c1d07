"""Fonts of the canvas, with what was measured and shortened in them kept."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

from postmortem_desktop.ui.fonts import base_font, tabular

_KEPT = 50_000
_MOST_CUTS = 2_000
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
        self.caption_width = _widths(caption_metrics, 256)
        self._elided = lru_cache(_KEPT)(lambda text, room: metrics.elidedText(text, right, room))
        self._elided_lane = lru_cache(512)(
            lambda text, room: lane_metrics.elidedText(text, right, room)
        )
        self._cuts: dict[str, _Line | array[float]] = {}
        """Titles that were cut."""
        self.lane_width = _widths(lane_metrics, 512)

    def caption_about(self, text: str) -> float:
        """Return about how wide a caption is, letter by letter: for one that is drawn but once."""
        return sum(map(self.caption_width, text))

    def caption_baseline(self, height: float) -> float:
        """Return how far below the top of something so high the letters of a caption stand."""
        return (height + self._caption_ascent - self._caption_descent) / 2

    def card_baseline(self, height: float) -> float:
        """Return how far below the top of a card so high the letters of its title stand."""
        return (height + self._ascent - self._descent) / 2

    def cut(self, text: str, room: float) -> tuple[int, float]:
        """Return how many letters of a text fit ``room`` pixels, and how wide they are."""
        known = self._cuts.get(text)
        if not isinstance(known, array):
            known = self._cuts[text] = self._laid_out(text) if known is None else known.edges()
            if isinstance(known, _Line):
                # All edges are worth while for what is cut for the second time.
                return known.cut(int(room))
        fits = bisect_right(known, int(room))
        return (fits, known[fits - 1]) if fits else (0, 0.0)

    def _laid_out(self, text: str) -> _Line | array[float]:
        """Return a text as Qt lays it out, or else where each of its letters ends."""
        if len(self._cuts) > _MOST_CUTS:
            self._cuts.clear()
        if text.isascii() or all(c < "\u0590" or "\u08ff" < c < "\ufb1d" for c in text):
            return _Line(text, self.card)
        # What may run from right to left, or be one letter of two, is measured bit by bit.
        advance = QFontMetricsF(self.card).horizontalAdvance
        return array("d", (advance(text[:end]) for end in range(1, len(text) + 1)))

    def title(self, text: str, room: float) -> str:
        """Return a title as far as it fits ``room`` pixels."""
        return text if self.card_width(text) <= room else self._elided(text, int(room))

    def lane_title(self, text: str, room: float) -> str:
        """Return a lane's title as far as it fits ``room`` pixels."""
        return self._elided_lane(text, int(room))


class _Line:
    """A text in one line, laid out once to tell where its letters stand."""

    def __init__(self, text: str, font: QFont) -> None:
        # The line needs its layout.
        self._layout, self._count = QTextLayout(text, font), len(text)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._layout.endLayout()

    def cut(self, room: float) -> tuple[int, float]:
        """Return how many letters fit, and how wide they are."""
        fits = bisect_right(range(1, self._count + 1), room, key=self._edge)
        return fits, self._edge(fits)

    def edges(self) -> array[float]:
        """Return where each letter ends, in pixels from the left."""
        return array("d", map(self._edge, range(1, self._count + 1)))

    def _edge(self, letters: int) -> float:
        # Two numbers, whatever PySide's own description says.
        x, _cursor = cast("tuple[float, int]", self._line.cursorToX(letters))
        return x


def _widths(metrics: QFontMetricsF, most: int) -> Callable[[str], float]:
    """Return what measures texts and remembers so many of them."""

    # Not the method itself: the cache asks what it wraps for its signature, which PySide has to
    # make up for one of Qt's in some 40 ms.
    @lru_cache(most)
    def width(text: str) -> float:
        return metrics.horizontalAdvance(text)

    return width
