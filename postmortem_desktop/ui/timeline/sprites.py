"""Events drawn from ready pictures: grounds stretched to any width, words drawn once.

Setting text and rounding corners anew takes some thirty times as long as placing a picture of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.badges import badges_of, is_provisional
from postmortem_desktop.timeline.boxes import Box, Metrics, title_text
from postmortem_desktop.ui.timeline import cards
from postmortem_desktop.ui.timeline.cards import Emphasis, Ground
from postmortem_desktop.ui.timeline.painter import Look
from postmortem_desktop.ui.timeline.view import View

_MOST_LABELS = 700
_GROUND_WIDTH = 448
_END = 8
"""Pixels at the right of a ground that hold its corners."""
_OVER = 2
"""Pixels that a ground's picture is taller, above and below, for what sticks out."""
_DOTS = 10
"""Pixels that the sign of a shortened title takes."""
_LEAST_WORDS = 60.0
"""Pixels of a title that come before its marks."""
_LONG = 80
"""Letters that may be too many for any card."""


class Sprites:
    """Pictures for one look and one fineness of the screen; made when first needed."""

    def __init__(self, look: Look, metrics: Metrics, ratio: float) -> None:
        self.look, self.metrics, self.ratio = look, metrics, ratio
        self._grounds: dict[Ground, QPixmap] = {}
        self._once: set[Hashable] = set()
        """Labels that were drawn once."""
        self._labels: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def draw(
        self, painter: QPainter, view: View, box: Box, event: TimelineEvent, emphasis: Emphasis
    ) -> None:
        """Draw what ``cards.draw_event`` draws."""
        if emphasis.lifted or box.height < self.metrics.card_height:
            cards.draw_event(painter, view, self.look, box, event, emphasis)
            return
        top = round(box.y + view.dy)
        left = box.mark_x + view.dx
        ground = Ground.of(box, event, emphasis)
        if box.is_span:
            cards.draw_beyond(painter, view, self.look, box)
            self._draw_ground(painter, ground, left, top, box.bar_width, view)
        else:
            self._draw_ground(painter, ground, left, top, box.width, view)
        at, room = cards.label_place(view, box)
        if box.is_folded:
            self._draw_count(painter, box, at, room, top)
        elif room >= self.metrics.icon:
            self._draw_label(painter, event, round(at), top, room)
        if emphasis.found or emphasis.focused:
            cards.draw_rings(painter, view.rect_of(box), self.look, emphasis)

    def _draw_ground(
        self, painter: QPainter, ground: Ground, left: float, top: int, width: float, view: View
    ) -> None:
        first = max(left, view.plot.left() - _GROUND_WIDTH / 2)
        end = min(left + width, view.width + _GROUND_WIDTH / 2)
        x, right = round(first), max(round(end), round(first) + 1)
        picture = self._ground(ground)
        while right - x > _GROUND_WIDTH:
            # The middle of a bar; its left corners are drawn with the first piece only.
            skip = 0 if x == round(left) else _END
            piece = min(_GROUND_WIDTH - _END, right - x) - skip
            self._crop(painter, x, top - _OVER, picture, (skip, piece))
            x += piece
        skip = 0 if x == round(left) else _END
        end_width = min(_END, (right - x) // 2)
        self._crop(painter, x, top - _OVER, picture, (skip, right - x - end_width))
        ending = (_GROUND_WIDTH - end_width, end_width)
        self._crop(painter, right - end_width, top - _OVER, picture, ending)

    def _ground(self, ground: Ground) -> QPixmap:
        found = self._grounds.get(ground)
        if found is None:
            height = int(self.metrics.card_height)

            def draw(painter: QPainter) -> None:
                rect = QRectF(0, _OVER, _GROUND_WIDTH, height)
                cards.draw_ground(painter, rect, self.look, ground, self.metrics)

            found = self._picture(_GROUND_WIDTH, height + 2 * _OVER, draw)
            self._grounds[ground] = found
        return found

    def _draw_count(self, painter: QPainter, box: Box, at: float, room: float, top: int) -> None:
        width = self.look.lettering.caption_width
        text = cards.fold_text(box.holds)
        if width(text) > room:
            text = str(box.holds)
        if width(text) > room:
            return
        wide, height = ceil(width(text)) + 2, int(self.metrics.card_height)
        left = at + (room - wide) / 2
        if not self._is_worth((text,)):
            rect = QRectF(round(left), top, wide, height)
            cards.draw_count(painter, rect, self.look, box.holds)
            return

        def draw(painter: QPainter) -> None:
            cards.draw_count(painter, QRectF(0, 0, wide, height), self.look, box.holds)

        picture = self._kept((text,), lambda: self._picture(wide, height, draw))
        painter.drawPixmap(round(left), top, picture)

    def _draw_label(
        self, painter: QPainter, event: TimelineEvent, x: int, top: int, room: float
    ) -> None:
        """Draw glyph, title and marks; a title that does not fit is cut between two letters."""
        metrics, lettering = self.metrics, self.look.lettering
        title, badges = title_text(event), badges_of(event)
        if len(title) > _LONG:
            title = lettering.title(title, metrics.widest_card)
        start, words = metrics.icon + metrics.icon_gap, lettering.card_width(title)
        marks = metrics.badge * len(badges)
        whole = start + words + marks + 1
        key = (title, event.kind, badges, is_provisional(event))

        def draw(target: QPainter) -> None:
            cards.draw_label(target, QPointF(0, 0), whole + 1, self.look, event, metrics)

        height = int(metrics.card_height)
        if not self._is_worth(key):
            cards.draw_label(painter, QPointF(x, top), room, self.look, event, metrics)
            return
        label = self._kept(key, lambda: self._picture(ceil(whole) + 2, height, draw))
        if room >= whole - 1:
            painter.drawPixmap(x, top, label)
            return
        if room - start - marks < _LEAST_WORDS:
            marks = 0.0
        dots = self._dots(event)
        cut = lettering.cut(title, room - start - marks - _DOTS)
        if not cut:
            self._crop(painter, x, top, label, (0.0, metrics.icon + 1))
            return
        self._crop(painter, x, top, label, (0.0, start + cut))
        painter.drawPixmap(round(x + start + cut), top, dots)
        if marks:
            self._crop(painter, round(x + room - marks), top, label, (start + words, marks + 1))

    def _dots(self, event: TimelineEvent) -> QPixmap:
        """Return the sign that a title goes on."""
        theme = self.look.theme
        colour = theme.text_secondary if is_provisional(event) else theme.text
        height = int(self.metrics.card_height)

        def draw(target: QPainter) -> None:
            target.setFont(self.look.lettering.card)
            target.setPen(colour)
            target.drawText(QRectF(0, 0, _DOTS + 4, height), Qt.AlignmentFlag.AlignVCenter, "…")

        return self._kept(("…", colour.name()), lambda: self._picture(_DOTS + 4, height, draw))

    def _crop(
        self, painter: QPainter, x: int, top: int, picture: QPixmap, cut: tuple[float, float]
    ) -> None:
        """Draw a part of a picture: from ``cut[0]``, ``cut[1]`` pixels wide."""
        ratio = self.ratio
        source = (round(cut[0] * ratio), 0, round(cut[1] * ratio), picture.height())
        painter.drawPixmap(x, top, picture, *source)

    def _is_worth(self, key: Hashable) -> bool:
        """Whether a label is kept as a picture: not before it is drawn for the second time."""
        if key in self._labels or key in self._once:
            return True
        if len(self._once) > _MOST_LABELS:
            self._once.clear()
        self._once.add(key)
        return False

    def _kept(self, key: Hashable, make: Callable[[], QPixmap]) -> QPixmap:
        found = self._labels.get(key)
        if found is None:
            found = self._labels[key] = make()
            if len(self._labels) > _MOST_LABELS:
                self._labels.popitem(last=False)
        else:
            self._labels.move_to_end(key)
        return found

    def _picture(self, width: int, height: int, draw: Callable[[QPainter], None]) -> QPixmap:
        picture = QPixmap(max(ceil(width * self.ratio), 1), ceil(height * self.ratio))
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
        return picture
