"""Events drawn from ready pictures: grounds stretched to any width, words drawn once.

Setting text and rounding corners anew takes some thirty times as long as placing a picture of them.
"""

from __future__ import annotations

from collections.abc import Collection
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import Box, Metrics
from postmortem_desktop.ui.timeline import cards, labels
from postmortem_desktop.ui.timeline.cards import Emphasis, Ground
from postmortem_desktop.ui.timeline.faces import Face, Faces
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.view import View

_GROUND_WIDTH = 448
_END = 8
"""Pixels at the right of a ground that hold its corners."""
_NARROW = 34.0
"""Pixels of a folded moment in which the count comes close to the edge."""
_OVER = 2
"""Pixels that a ground's picture is taller, above and below, for what sticks out."""
_SHADOW = 9
"""Pixels around an event that is held, for its shadow."""
_MOST_LIFTED = 40


class Sprites:
    """Pictures for one look and one fineness of the screen; made when first needed."""

    def __init__(self, look: Look, metrics: Metrics, ratio: float) -> None:
        self.look, self.metrics, self.ratio = look, metrics, ratio
        self.faces = Faces(look, metrics, ratio)
        self._grounds: dict[Ground, QPixmap] = {}
        self._lifted: dict[tuple[TimelineEvent, int, int, int], QPixmap] = {}

    def draw(
        self, painter: QPainter, view: View, box: Box, emphasis: Emphasis, exposed: QRectF
    ) -> None:
        """Draw what ``cards.draw_event`` draws, as far as it is exposed."""
        if box.height < self.metrics.card_height:
            cards.draw_event(painter, view, self.look, box, emphasis)
            return
        top, left = round(box.y + view.dy), box.mark_x + view.dx
        if box.holds > 1:
            self._draw_fold(painter, box, left, top, emphasis)
        else:
            self._draw_single(painter, view, box, left, top, emphasis, exposed)
        if emphasis.found or emphasis.focused:
            cards.draw_rings(painter, view.rect_of(box), self.look, emphasis)

    def forget(self, event_ids: Collection[str]) -> None:
        """Draw these events anew, or all if none are named."""
        self.faces.forget(event_ids)
        self._lifted.clear()

    def draw_lifted(self, painter: QPainter, view: View, box: Box) -> None:
        """Draw an event that is held; as long as it keeps its size, its picture is moved."""
        rect, at = view.rect_of(box), labels.label_place(view, box)[0]
        key = (box.event, round(box.width), round(box.bar_width), round(at - rect.left()))
        picture = self._lifted.get(key)
        if picture is None:
            if len(self._lifted) > _MOST_LIFTED:
                self._lifted.clear()
            shift = QPointF(_SHADOW - rect.left(), _SHADOW - rect.top())

            def draw(target: QPainter) -> None:
                target.translate(shift)
                lifted = Emphasis(selected=True, lifted=True)
                cards.draw_event(target, view, self.look, box, lifted)

            size = ceil(rect.width()) + 2 * _SHADOW, ceil(rect.height()) + 2 * _SHADOW
            picture = self._lifted[key] = self.faces.picture(*size, draw)
        painter.drawPixmap(round(rect.left()) - _SHADOW, round(rect.top()) - _SHADOW, picture)

    def _draw_single(
        self,
        painter: QPainter,
        view: View,
        box: Box,
        left: float,
        top: int,
        emphasis: Emphasis,
        exposed: QRectF,
    ) -> None:
        ground = self._ground(Ground.of(box, emphasis))
        if box.is_span:
            cards.draw_beyond(painter, view, self.look, box)
            self._draw_bar(painter, ground, left, top, box.bar_width, exposed)
        else:
            self._stretch(painter, ground, round(left), top, round(box.width))
        at, room = labels.label_place(view, box)
        if room < self.metrics.icon or at > exposed.right() or at + room < exposed.left():
            return
        face = self.faces.of(box.event)
        if face is None:
            labels.draw_label(
                painter, QPointF(round(at), top), room, self.look, box.event, self.metrics
            )
        else:
            if face.thumb is not None:
                label = face.start + face.words + face.marks
                room = labels.draw_thumb(painter, view, box, face.thumb, label, room)
            self._draw_face(painter, face, round(at), top, room)

    def _draw_face(self, painter: QPainter, face: Face, x: int, top: int, room: float) -> None:
        plan = labels.plan_label(self.look, self.metrics, face.title, face.words, face.marks, room)
        if not plan.is_cut:
            painter.drawPixmap(x, top, face.picture)
            return
        shown = face.start + plan.words if plan.words else self.metrics.icon + 1
        self._crop(painter, x, top, face.picture, 0.0, shown)
        if plan.words:
            painter.drawPixmap(round(x + face.start + plan.words), top, face.dots)
        if plan.marks:
            behind = face.start + face.words
            left = round(x + plan.marks_at)
            self._crop(painter, left, top, face.picture, behind, plan.marks + 1)

    def _draw_fold(
        self, painter: QPainter, box: Box, left: float, top: int, emphasis: Emphasis
    ) -> None:
        """Draw a folded moment with how many events there are, in words if there is room."""
        ground = self._ground(Ground.of_fold(emphasis))
        self._stretch(painter, ground, round(left), top, round(box.width))
        begin = self.metrics.foot * 2 if box.width > _NARROW else 2.0
        room = box.width - begin
        for text, width in self.faces.counts(box.holds):
            if width <= room:
                x = round(left + begin + (room - width) / 2)
                picture = self.faces.count_picture(text, width)
                if picture is not None:
                    painter.drawPixmap(x, top, picture)
                else:
                    rect = QRectF(x, top, width, int(self.metrics.card_height))
                    labels.draw_count(painter, rect, self.look, text)
                return

    def _stretch(self, painter: QPainter, ground: QPixmap, x: int, top: int, width: int) -> None:
        """Draw a ground no wider than its picture: its beginning, and its end beside it."""
        ratio, y = self.ratio, top - _OVER
        end = min(_END, width // 2)
        height, begin = ground.height(), max(width - end, 1)
        painter.drawPixmap(x, y, ground, 0, 0, round(begin * ratio), height)
        if end:
            cut = round((_GROUND_WIDTH - end) * ratio)
            painter.drawPixmap(x + begin, y, ground, cut, 0, round(end * ratio), height)

    def _draw_bar(
        self,
        painter: QPainter,
        ground: QPixmap,
        left: float,
        top: int,
        width: float,
        exposed: QRectF,
    ) -> None:
        """Draw a ground of any width, as far as it is exposed."""
        begin = round(left)
        x = max(begin, round(exposed.left()) - 2 * _END)
        right = min(max(round(left + width), begin + 1), round(exposed.right()) + 2 * _END)
        if x == begin and right - x <= _GROUND_WIDTH:
            self._stretch(painter, ground, x, top, right - x)
            return
        while right > x:
            # The middle of a bar; its corners are drawn with the first piece and the last.
            skip = 0 if x == begin else _END
            end = min(_END, right - x) if right - x <= _GROUND_WIDTH - skip else 0
            piece = min(_GROUND_WIDTH - _END - skip, right - x - end)
            self._crop(painter, x, top - _OVER, ground, skip, piece)
            x += piece
            if end:
                self._crop(painter, x, top - _OVER, ground, _GROUND_WIDTH - end, end)
                x += end

    def _crop(
        self, painter: QPainter, x: int, top: int, picture: QPixmap, begin: float, width: float
    ) -> None:
        """Draw a part of a picture, ``width`` pixels wide."""
        ratio = self.ratio
        cut = round(width * ratio)
        if cut > 0:  # Qt takes a width below that for all there is.
            painter.drawPixmap(x, top, picture, round(begin * ratio), 0, cut, picture.height())

    def _ground(self, ground: Ground) -> QPixmap:
        found = self._grounds.get(ground)
        if found is None:
            height = int(self.metrics.card_height)

            def draw(painter: QPainter) -> None:
                rect = QRectF(0, _OVER, _GROUND_WIDTH, height)
                cards.draw_ground(painter, rect, self.look, ground, self.metrics)

            found = self.faces.picture(_GROUND_WIDTH, height + 2 * _OVER, draw)
            self._grounds[ground] = found
        return found
