"""What the hand holds, drawn over the timeline: its pieces, and which part of the widget they take.

A preview covers little. So while something is held, the timeline below it is kept as one picture,
and only where the preview was and is does anything have to be drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen, QRegion

from postmortem_desktop.timeline.boxes import Box
from postmortem_desktop.ui.timeline import cards
from postmortem_desktop.ui.timeline import painter as draw
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.sprites import Sprites
from postmortem_desktop.ui.timeline.view import View

_AROUND = 10
"""Pixels around a piece that its shadow and its rings take."""
_LIFTED = -_AROUND, -_AROUND, _AROUND, _AROUND
_NEAR = 24
"""Pixels by which a piece may move and still be drawn as one with where it was."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The pieces of a preview; those that a gesture does not need are left out."""

    guide: float | None = None
    """The column of the line that helps to aim."""
    cards: tuple[Box, ...] = ()
    band: QRectF | None = None
    ruler_band: tuple[float, float] | None = None
    """The columns of a stretch of the ruler."""
    caught: tuple[QRectF, ...] = ()
    """What the rubber band has caught."""
    arrows: tuple[tuple[QPointF, QPointF], ...] = ()
    lane_line: float | None = None
    """The height at which a dragged lane would be put."""
    bubble: tuple[QPointF, str] | None = None
    drop: tuple[QPointF, str] | None = None

    def places(self, view: View, look: Look) -> tuple[QRect, ...]:
        """Return the parts of the widget that the preview takes, the same piece at the same place.

        A live label and what it stands at are one part.
        """
        rects = [rect.adjusted(*_LIFTED) for rect in self._rects(view)]
        if self.bubble is not None:
            told = draw.bubble_rect(view, look, *self.bubble).adjusted(-2, -2, 2, 2)
            rects[:1] = [rects[0] | told] if rects else [told]
        if self.guide is not None:
            plot = view.plot
            rects.append(QRectF(self.guide - 1, plot.top(), 3, plot.height()))
        if self.drop is not None:
            rects.append(draw.drop_rect(view, look, *self.drop).adjusted(-2, -2, 2, 2))
        return tuple(rect.toAlignedRect() for rect in rects)

    def _rects(self, view: View) -> Iterator[QRectF]:
        yield from (view.rect_of(box) for box in self.cards)
        yield from self.caught
        if self.band is not None:
            yield self.band
        if self.ruler_band is not None:
            left, right = self.ruler_band
            yield QRectF(left, 0, right - left, view.height)
        yield from (QRectF(*arrow).normalized() for arrow in self.arrows)
        if self.lane_line is not None:
            yield QRectF(0, self.lane_line, view.width, 1)

    def draw(self, painter: QPainter, view: View, sprites: Sprites) -> None:
        """Draw the pieces from back to front."""
        look = sprites.look
        self._draw_bands(painter, view, look)
        # Within a rectangle a picture is placed at once, within a region line by line.
        if self.guide is not None:
            painter.setClipRect(round(self.guide), 0, 1, ceil(view.height))
            draw.draw_guide(painter, view, look, self.guide)
        for box in self.cards:
            painter.setClipRect(view.rect_of(box).adjusted(*_LIFTED))
            sprites.draw_lifted(painter, view, box)
        painter.setClipping(False)
        for arrow in self.arrows:
            draw.draw_loose_arrow(painter, look, *arrow)
        if self.lane_line is not None:
            draw.draw_lane_line(painter, view, look, self.lane_line)
        if self.bubble is not None:
            rect = draw.bubble_rect(view, look, *self.bubble)
            painter.setClipRect(rect)
            draw.draw_bubble(painter, look, rect, self.bubble[1])
            painter.setClipping(False)
        if self.drop is not None:
            draw.draw_drop(painter, view, look, *self.drop)

    def _draw_bands(self, painter: QPainter, view: View, look: Look) -> None:
        if self.band is not None:
            draw.draw_band(painter, look, self.band & view.plot)
        if self.ruler_band is not None:
            left, right = self.ruler_band
            draw.draw_band(painter, look, QRectF(left, 0, right - left, view.height))
        for rect in self.caught:
            pen = QPen(look.theme.accent, look.theme.focus_px)
            cards.draw_ring(painter, rect.adjusted(3, 3, -3, -3), pen)


NOTHING = Preview()


def region_between(before: Sequence[QRect], now: Sequence[QRect]) -> QRegion:
    """Return where a preview was and is; a piece that went on a little is one rectangle.

    A region of few rectangles is painted much faster.
    """
    region = QRegion()
    for was, is_now in zip_longest(before, now, fillvalue=QRect()):
        both = was | is_now
        if both.width() - is_now.width() <= _NEAR and both.height() - is_now.height() <= _NEAR:
            region += both
        else:
            region += was
            region += is_now
    return region
