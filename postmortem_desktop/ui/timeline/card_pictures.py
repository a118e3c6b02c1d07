"""The pictures of events on their cards: small behind the title, and found under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from postmortem_desktop.ui.fonts import base_font
from postmortem_desktop.ui.pictures.thumbnails import Thumbnails
from postmortem_desktop.ui.timeline import labels

if TYPE_CHECKING:
    from postmortem_desktop.ui.theme import Theme
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
    from postmortem_desktop.ui.timeline.look import Look

_RADIUS = 3.0
_MORE_WIDTHS = 18, 22
"""Of the patch that tells in one digit or two how many further pictures there are."""
_SHADE = QColor(14, 18, 24, 190)
_ON_SHADE = QColor(240, 244, 250)
_MORE_SIZE = 10


class CardPictures(QObject):
    """The thumbnails on the cards of one canvas."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.thumbnails = Thumbnails(canvas.workspace, self)
        self.thumbnails.loaded.connect(self._show)

    def of(self, event_id: str) -> tuple[str, ...]:
        """Return the ids of an event's pictures."""
        return self._canvas.shown.pictures.get(event_id, ())

    def thumb(self, event_id: str, theme: Theme, ratio: float) -> QPixmap | None:
        """Return the thumbnail of an event in its frame, or None for an event without pictures.

        While the picture is still being read, the frame is empty.
        """
        ids = self.of(event_id)
        if not ids:
            return None
        picture = self.thumbnails.pixmap(ids[0], labels.THUMB, ratio, fill=True)
        return _framed(picture, len(ids) - 1, theme, ratio)

    def at(self, point: QPointF) -> tuple[str, str] | None:
        """Return the ids of the event and the picture whose thumbnail is at a point, if any."""
        canvas = self._canvas
        box, edge = canvas.hit(point)
        if box is None or edge is not None or box.is_folded:
            return None
        ids = self.of(box.event_id)
        if not ids:
            return None
        look: Look = canvas.display.look
        label = labels.label_width(look, canvas.view.metrics, box.event)
        rect = labels.thumb_rect(canvas.view, box, label)
        return (box.event_id, ids[0]) if rect is not None and rect.contains(point) else None

    def _show(self, picture_id: str) -> None:
        """Draw the cards anew whose thumbnail has come."""
        pictures = self._canvas.shown.pictures
        event_ids = [event_id for event_id, ids in pictures.items() if ids[0] == picture_id]
        self._canvas.display.forget_faces(*event_ids)


def _framed(picture: QPixmap | None, more: int, theme: Theme, ratio: float) -> QPixmap:
    size = labels.THUMB
    framed = QPixmap(size * ratio)
    framed.setDevicePixelRatio(ratio)
    framed.fill(Qt.GlobalColor.transparent)
    rect = QRectF(0, 0, size.width(), size.height())
    outline = QPainterPath()
    outline.addRoundedRect(rect, _RADIUS, _RADIUS)
    with QPainter(framed) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(outline)
        painter.fillRect(rect, theme.chip)
        if picture is not None:
            painter.drawPixmap(0, 0, picture)
        if more:
            _draw_more(painter, rect, more)
        painter.setClipping(False)
        painter.setPen(QPen(theme.edge, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    return framed


def _draw_more(painter: QPainter, rect: QRectF, more: int) -> None:
    """Say how many further pictures there are, on the right half of the first."""
    width = _MORE_WIDTHS[more > 9]
    patch = QRectF(rect.right() - width, rect.top(), width, rect.height())
    painter.fillRect(patch, _SHADE)
    painter.setFont(base_font(_MORE_SIZE, QFont.Weight.DemiBold))
    painter.setPen(_ON_SHADE)
    painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, f"+{min(more, 99)}")
