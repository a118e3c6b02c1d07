"""Events drawn from ready pictures: grounds stretched to any width, words drawn once.

Setting text and rounding corners anew takes some thirty times as long as placing a picture of them.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.boxes import Box, Metrics
from postmortem_desktop.ui.timeline import cards, labels
from postmortem_desktop.ui.timeline.cards import PLAIN, Emphasis, Ground
from postmortem_desktop.ui.timeline.faces import Face, Faces
from postmortem_desktop.ui.timeline.labels import Label
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


@lru_cache(8)
def _grounds_for(_theme: str, _height: int, _ratio: float) -> dict[Ground, QPixmap]:
    """Return the grounds that were drawn so far; like icons they serve every canvas."""
    return {}


class Sprites:
    """Pictures for one look and one fineness of the screen; made when first needed."""

    def __init__(self, look: Look, metrics: Metrics, ratio: float) -> None:
        self.look, self.metrics, self.ratio = look, metrics, ratio
        self.faces = Faces(look, metrics, ratio)
        self._ground_height = ceil((int(metrics.card_height) + 2 * _OVER) * ratio)
        self._face_height = ceil(int(metrics.card_height) * ratio)
        self._end_width, self._end_at = round(_END * ratio), round((_GROUND_WIDTH - _END) * ratio)
        self._grounds = _grounds_for(look.theme.name, int(metrics.card_height), ratio)
        self._lifted: dict[tuple[str, int, int, int], tuple[TimelineEvent, QPixmap]] = {}

    def draw(
        self,
        painter: QPainter,
        view: View,
        box: Box,
        emphasis: Emphasis,
        columns: tuple[float, float],
    ) -> None:
        """Draw what ``cards.draw_event`` draws, as far as it stands in the columns exposed."""
        if box.height < self.metrics.card_height:
            cards.draw_event(painter, view, self.look, box, emphasis)
        elif box.holds > 1:
            self._draw_fold(painter, view, box, emphasis)
        else:
            self._draw_single(painter, view, box, emphasis, columns)
        if emphasis.found or emphasis.focused:
            cards.draw_rings(painter, view.rect_of(box), self.look, emphasis)

    def forget(self, event_ids: Collection[str]) -> None:
        """Draw these events anew, or all if none are named."""
        self.faces.forget(event_ids)
        self._lifted.clear()

    def draw_lifted(self, painter: QPainter, view: View, box: Box) -> None:
        """Draw an event that is held; as long as it keeps its size, its picture is moved."""
        rect, at = view.rect_of(box), labels.label_place(view, box)[0]
        sizes = round(box.width), round(box.bar_width), round(at - rect.left())
        key = (box.event_id, *sizes)
        event, picture = self._lifted.get(key, (None, None))
        if picture is None or event is not box.event:
            if len(self._lifted) > _MOST_LIFTED:
                self._lifted.clear()
            shift = QPointF(_SHADOW - rect.left(), _SHADOW - rect.top())

            def draw(target: QPainter) -> None:
                target.translate(shift)
                lifted = Emphasis(selected=True, lifted=True)
                cards.draw_event(target, view, self.look, box, lifted)

            size = ceil(rect.width()) + 2 * _SHADOW, ceil(rect.height()) + 2 * _SHADOW
            picture = self.faces.picture(*size, draw)
            self._lifted[key] = box.event, picture
        painter.drawPixmap(round(rect.left()) - _SHADOW, round(rect.top()) - _SHADOW, picture)

    def _draw_single(
        self,
        painter: QPainter,
        view: View,
        box: Box,
        emphasis: Emphasis,
        columns: tuple[float, float],
    ) -> None:
        face, top, left = self.faces.of(box.event), round(box.y + view.dy), box.mark_x + view.dx
        ground = face.ground if emphasis is PLAIN else self._ground(Ground.of(box, emphasis))
        if ground is None:
            ground = face.ground = self._ground(Ground.of(box, PLAIN))
        at, room = labels.label_place(view, box)
        if box.is_span:
            if at > left + box.bar_width:
                cards.draw_beyond(painter, view, self.look, box)
            self._draw_bar(painter, ground, left, top, box.bar_width, columns)
        else:
            self._stretch(painter, ground, round(left), top, round(box.width))
        if room >= self.metrics.icon and at <= columns[1] and at + room >= columns[0]:
            self._draw_face(painter, view, box, face, QPoint(round(at), top), room)

    def _draw_face(
        self, painter: QPainter, view: View, box: Box, face: Face, at: QPoint, room: float
    ) -> None:
        """Draw what stands on a card, as a picture from the second time on."""
        label, picture = face.label, face.picture
        if face.thumb is not None:
            room = labels.draw_thumb(painter, view, box, face.thumb, label.whole, room)
            if room < self.metrics.icon:
                return
        if picture is None:
            picture = self.faces.picture_of(face)
        if picture is None:
            labels.draw_label(painter, QPointF(at), room, self.look, self.metrics, label)
        elif label.whole <= room + 0.5:
            painter.drawPixmap(at, picture)
        else:
            self._draw_cut(painter, label, picture, at.x(), at.y(), room)

    def _draw_cut(
        self, painter: QPainter, label: Label, picture: QPixmap, x: int, top: int, room: float
    ) -> None:
        """Draw as much of a label as there is room for, its marks included."""
        plan = labels.plan_label(self.look, self.metrics, label, room)
        letters, words, _is_cut, marks, marks_at = plan
        start, ratio, height = self.faces.start, self.ratio, self._face_height
        shown = start + words if letters else self.metrics.icon + 1
        painter.drawPixmap(x, top, picture, 0, 0, round(shown * ratio), height)
        if letters:
            painter.drawPixmap(round(x + start + words), top, self.faces.dots)
        if marks:
            self._crop(painter, round(x + marks_at), top, picture, start + label.words, marks + 1)

    def _draw_fold(self, painter: QPainter, view: View, box: Box, emphasis: Emphasis) -> None:
        """Draw a folded moment with how many events there are, in words if there is room."""
        top, left, width = round(box.y + view.dy), box.mark_x + view.dx, box.width
        self._stretch(
            painter, self._ground(Ground.of_fold(emphasis)), round(left), top, round(width)
        )
        begin = self.metrics.foot * 2 if width > _NARROW else 2.0
        count = self.faces.count_in(box.holds, width - begin)
        if count is not None:
            x = left + (begin + width - count.width) / 2
            if count.picture is not None:
                painter.drawPixmap(round(x), top, count.picture)
            else:
                labels.draw_count(
                    painter, QPointF(x, top), self.metrics.card_height, self.look, count.text
                )

    def _stretch(self, painter: QPainter, ground: QPixmap, x: int, top: int, width: int) -> None:
        """Draw a ground no wider than its picture: its beginning, and its end beside it."""
        ratio, y, height = self.ratio, top - _OVER, self._ground_height
        if width >= 2 * _END:
            begin, end, cut = width - _END, self._end_width, self._end_at
        else:
            half = width // 2
            begin, end = max(width - half, 1), round(half * ratio)
            cut = round((_GROUND_WIDTH - half) * ratio)
        painter.drawPixmap(x, y, ground, 0, 0, round(begin * ratio), height)
        if end:
            painter.drawPixmap(x + begin, y, ground, cut, 0, end, height)

    def _draw_bar(
        self,
        painter: QPainter,
        ground: QPixmap,
        left: float,
        top: int,
        width: float,
        columns: tuple[float, float],
    ) -> None:
        """Draw a ground of any width, as far as it is exposed."""
        begin = round(left)
        if width <= _GROUND_WIDTH and columns[0] <= left and left + width <= columns[1]:
            self._stretch(painter, ground, begin, top, max(round(left + width) - begin, 1))
            return
        x = max(begin, round(columns[0]) - 2 * _END)
        right = min(max(round(left + width), begin + 1), round(columns[1]) + 2 * _END)
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
