"""The colours and fonts to draw with, and words as ready pictures of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.timeline.phases import MILESTONE_COLOURS, PHASE_TINT
from postmortem_desktop.ui import icons
from postmortem_desktop.ui.theme import Theme, mixed
from postmortem_desktop.ui.timeline.lettering import Lettering

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.card_pictures import CardPictures

_VEIL = 0.85
_MOST_WORDS = 400
_LINE = 3
"""Pixels of the picture of a dashed line."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Words:
    """Pictures of words that are drawn again and again, for one fineness of the screen."""

    def __init__(self, ratio: float) -> None:
        self.ratio = ratio
        self._pictures: OrderedDict[tuple[str, int, int, int], QPixmap] = OrderedDict()
        self._once: set[tuple[str, int, int, int]] = set()
        self._drop: dict[int, float] = {}
        """By how much letters stand below the middle of a line, by font."""

    def draw(
        self, painter: QPainter, at: QPointF, height: float, text: str, font: QFont, colour: QColor
    ) -> None:
        """Draw a text in the middle of a height."""
        key = (text, id(font), colour.rgba(), int(height))
        picture = self._pictures.get(key)
        if picture is not None:
            painter.drawPixmap(round(at.x()), round(at.y()), picture)
        elif key in self._once:
            self._once.discard(key)
            picture = self._pictures[key] = self._made(text, font, colour, int(height))
            if len(self._pictures) > _MOST_WORDS:
                self._pictures.popitem(last=False)
            painter.drawPixmap(round(at.x()), round(at.y()), picture)
        else:
            # A picture is made of what is drawn for the second time.
            if len(self._once) > _MOST_WORDS:
                self._once.clear()
            self._once.add(key)
            painter.setFont(font)
            painter.setPen(colour)
            line = round(at.y()) + self._line_in(int(height), font)
            painter.drawText(QPointF(round(at.x()), line), text)

    def plate(self, painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
        """Draw a filled rectangle with round corners."""
        width, height = ceil(rect.width()), ceil(rect.height())
        key = ("", int(radius), colour.rgba(), width << 12 | height)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = self._blank(width, height)
            with QPainter(picture) as target:
                target.setRenderHint(QPainter.RenderHint.Antialiasing)
                target.setPen(Qt.PenStyle.NoPen)
                target.setBrush(colour)
                target.drawRoundedRect(QRectF(0, 0, width, height), radius, radius)
        painter.drawPixmap(round(rect.left()), round(rect.top()), picture)

    def dashed_line(self, painter: QPainter, top: QPointF, height: float, colour: QColor) -> None:
        """Draw a dashed line downwards; a picture of it is placed much faster."""
        key = ("", 0, colour.rgba(), ceil(height))
        picture = self._pictures.get(key)
        if picture is None and key not in self._once:
            self._once.add(key)
            _draw_dashes(painter, top, height, colour)
            return
        if picture is None:
            picture = self._pictures[key] = self._blank(_LINE, ceil(height))
            with QPainter(picture) as target:
                target.setRenderHint(QPainter.RenderHint.Antialiasing)
                _draw_dashes(target, QPointF(_LINE / 2, 0), height, colour)
        painter.drawPixmap(QPointF(top.x() - _LINE / 2, top.y()), picture)

    def _made(self, text: str, font: QFont, colour: QColor, height: int) -> QPixmap:
        width = ceil(QFontMetricsF(font).horizontalAdvance(text)) + 4
        picture = self._blank(width, height)
        with QPainter(picture) as painter:
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QPointF(0, self._line_in(height, font)), text)
        return picture

    def _line_in(self, height: int, font: QFont) -> float:
        """Return how far below the top of something so high the letters stand."""
        drop = self._drop.get(id(font))
        if drop is None:
            metrics = QFontMetricsF(font)
            drop = self._drop[id(font)] = (metrics.ascent() - metrics.descent()) / 2
        return height / 2 + drop

    def _blank(self, width: int, height: int) -> QPixmap:
        picture = QPixmap(ceil(width * self.ratio), ceil(height * self.ratio))
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture


@dataclass(frozen=True)
class Look:
    """The colours and fonts to draw with."""

    theme: Theme
    lettering: Lettering
    words: Words | None = field(default=None, compare=False)
    """Without them words are drawn as letters and icons as vectors, for pictures that are kept."""
    pictures: CardPictures | None = field(default=None, compare=False)
    """Without them no thumbnails are drawn."""

    @cached_property
    def veil(self) -> QColor:
        """The colour that keeps lines from running through words."""
        veil = QColor(self.theme.surface)
        veil.setAlphaF(_VEIL)
        return veil

    @cached_property
    def phase_tints(self) -> Mapping[MilestoneKind, QColor]:
        """The colour of the time after each milestone.

        Opaque, on the ground it stands on: that is filled much faster than a veil.
        """
        theme = self.theme
        share = PHASE_TINT * (1.8 if theme.is_dark else 1.0)
        return {
            kind: mixed(theme.surface, theme.kind_colour(colour), share)
            for kind, colour in MILESTONE_COLOURS.items()
        }

    @cached_property
    def grid_colours(self) -> Mapping[bool, QColor]:
        """The colours of the lines at ticks: of those at which a day begins, and of all others."""
        theme = self.theme
        return {
            is_head: mixed(theme.surface, colour, 0.6)
            for is_head, colour in ((True, theme.edge), (False, theme.line))
        }

    def draw_icon(
        self, painter: QPainter, at: QPointF, name: str, size: float, colour: QColor
    ) -> None:
        """Draw an icon with ``at`` as its upper left corner."""
        if self.words is None:
            icons.draw(painter, name, colour, QRectF(at.x(), at.y(), size, size))
            return
        painter.drawPixmap(at, icons.pixmap(name, colour, int(size), self.words.ratio))

    def plate(self, painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
        """Draw a filled rectangle with round corners."""
        if self.words is not None:
            self.words.plate(painter, rect, radius, colour)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect, radius, radius)

    def dashed_line(self, painter: QPainter, top: QPointF, height: float, colour: QColor) -> None:
        """Draw a dashed line downwards."""
        if self.words is not None:
            self.words.dashed_line(painter, top, height, colour)
        else:
            _draw_dashes(painter, top, height, colour)

    def thumb_of(self, event_id: str, ratio: float) -> QPixmap | None:
        """Return the thumbnail for the card of an event, if it has pictures."""
        return self.pictures.thumb(event_id, self.theme, ratio) if self.pictures else None

    def write(
        self, painter: QPainter, at: QPointF, height: float, text: str, font: QFont, colour: QColor
    ) -> None:
        """Write a line from ``at`` to the right, in the middle of a height.

        The font is one of the lettering's.
        """
        if self.words is not None:
            self.words.draw(painter, at, height, text, font, colour)
            return
        painter.setFont(font)
        painter.setPen(colour)
        width = QFontMetricsF(font).horizontalAdvance(text) + 4
        painter.drawText(QRectF(at.x(), at.y(), width, height), _LEFT, text)


def _draw_dashes(painter: QPainter, top: QPointF, height: float, colour: QColor) -> None:
    pen = QPen(colour, 1.25)
    pen.setDashPattern([4.0, 3.5])
    painter.setPen(pen)
    painter.drawLine(top, QPointF(top.x(), top.y() + height))
