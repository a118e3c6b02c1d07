"""The floor that the canvas is measured against: a widget that draws the same labels, bare."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from postmortem_desktop.ui import fonts
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.labels import fold_text

_LEAST_ROOM = 12.0

Labels = list[tuple[QRectF, QRectF, str]]
"""Of each label in view: the card, the room for the text, and the text, shortened to it."""


class BareWidget(QWidget):
    """The floor: fills a rectangle and draws a text for each label, and nothing else.

    It is sent the same events as the canvas, and shows with each of them the next frame of a film:
    the labels that the canvas had in view at that point.
    """

    def __init__(self, film: Sequence[Labels], width: int, height: int) -> None:
        super().__init__()
        self._film = film
        self._at = 0
        self.setFont(fonts.base_font())
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(width, height)

    def show_film(self, film: Sequence[Labels]) -> None:
        """Begin another film."""
        self._film, self._at = film, 0
        self.update()

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """Show the next frame."""
        self._go_on()

    def wheelEvent(self, _event: QWheelEvent) -> None:
        """Show the next frame."""
        self._go_on()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the labels of the frame."""
        ground, ink = QColor("#e7ecf3"), QColor("#1b2430")
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor("#ffffff"))
            painter.setPen(ink)
            for card, room, text in self._film[self._at]:
                painter.fillRect(card, ground)
                painter.drawText(room, flags, text)

    def _go_on(self) -> None:
        self._at = (self._at + 1) % len(self._film)
        self.update()


def labels_in_view(canvas: TimelineCanvas) -> Labels:
    """Return the labels that the canvas shows now, shortened as it does."""
    view = canvas.view
    plot, metrics = view.plot, view.metrics
    measure = QFontMetricsF(canvas.font())
    labels: Labels = []
    for box in view.boxes_in(plot):
        card = view.rect_of(box) & plot
        if box.is_folded:
            room = card.adjusted(2 * metrics.foot, 0, 0, 0)
            ways = fold_text(box.holds), str(box.holds)
            text = next((t for t in ways if measure.horizontalAdvance(t) <= room.width()), "")
            labels += [(card, room, text)] if text else []
            continue
        left = max(card.left(), plot.left()) + metrics.text_offset
        room = QRectF(
            left, card.top(), card.right() - metrics.card_padding / 2 - left, card.height()
        )
        title = canvas.shown.events[box.event_id].title
        if room.width() >= min(_LEAST_ROOM, measure.horizontalAdvance(title)):
            text = measure.elidedText(title, Qt.TextElideMode.ElideRight, room.width())
            labels.append((card, room, text))
    return labels
