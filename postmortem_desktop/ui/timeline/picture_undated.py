"""The row below the lanes of a picture, with what has no time yet."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.badges import is_provisional
from postmortem_desktop.timeline.boxes import Metrics
from postmortem_desktop.ui.timeline import labels
from postmortem_desktop.ui.timeline.cards import Ground, draw_ground
from postmortem_desktop.ui.timeline.look import Look

_AROUND = 8.0
_INSET = 16.0
"""From the left edge to the name of the row."""


class UndatedRow:
    """Cards beside each other, in as many lines as they take; no height without any."""

    def __init__(
        self, events: Iterable[TimelineEvent], look: Look, metrics: Metrics, width: float
    ) -> None:
        self._look, self._metrics, self._width = look, metrics, width
        self._places: list[tuple[TimelineEvent, QRectF]] = []
        left = x = metrics.label_column + _AROUND
        y = _AROUND
        for event in events:
            around = metrics.foot + 1.5 * metrics.card_padding
            card = min(labels.label_width(look, metrics, event) + around, width - left)
            if x + card > width and x > left:
                x, y = left, y + metrics.row_height
            self._places.append((event, QRectF(x, y, card, metrics.card_height)))
            x += card + _AROUND
        self.height = y + metrics.card_height + _AROUND if self._places else 0.0

    def draw(self, painter: QPainter, top: float, exposed: QRectF) -> None:
        """Draw what is exposed of it, below a height."""
        if not self._places or exposed.bottom() < top:
            return
        look, metrics = self._look, self._metrics
        painter.fillRect(QRectF(0, top, self._width, 1), look.theme.line)
        painter.setFont(look.lettering.card)
        painter.setPen(look.theme.text_secondary)
        area = QRectF(_INSET, top + _AROUND, metrics.label_column, metrics.card_height)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, _("No time yet"))
        for event, place in self._places:
            rect = place.translated(0, top)
            if rect.intersects(exposed):
                ground = Ground("card", event.kind, event.is_soft, is_provisional(event))
                draw_ground(painter, rect, look, ground, metrics)
                begin = metrics.foot + metrics.card_padding
                room = rect.width() - begin - metrics.card_padding / 2
                at = QPointF(rect.left() + begin, rect.top())
                label = labels.label_of(look, metrics, event)
                labels.draw_label(painter, at, room, look, metrics, label)
