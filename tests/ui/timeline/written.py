"""A painter that takes note of where text stands."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from postmortem_desktop.ui.theme import Theme
from postmortem_desktop.ui.timeline import ruler
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.lettering import Lettering
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.scene import Scene, draw_scene

_LEAST = 1.0
"""Pixels of a text that have to be in sight for it to count."""


class Written(NamedTuple):
    """A text, and the part of its place that was not clipped away."""

    text: str
    place: QRectF

    def covers(self, other: Written) -> bool:
        """Whether letters of both stand on the same ground; rounding may bring them to touch."""
        shared = self.place & other.place
        return shared.width() > 1.5 and shared.height() > 1.5


class NotingPainter(QPainter):
    """Draws as any painter, and keeps what was written where."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.written: list[Written] = []

    def drawText(self, *arguments: Any, **named: Any) -> Any:
        super().drawText(*arguments, **named)
        match arguments:
            case (QPointF(), str()):
                metrics, (at, text) = QFontMetricsF(self.font()), arguments
                size = QSizeF(metrics.horizontalAdvance(text), metrics.height())
                place = QRectF(QPointF(at.x(), at.y() - metrics.ascent()), size)
            case (QRectF(), Qt.AlignmentFlag(), str()):
                area, flags, text = arguments
                place = self.boundingRect(area, int(flags), text)
            case _:
                raise AssertionError(f"text is drawn in a way that is not noted: {arguments}")
        place = self.transform().mapRect(place) & self.clipBoundingRect()
        if text.strip() and place.width() > _LEAST and place.height() > _LEAST:
            self.written.append(Written(text, place))


def written_on(canvas: TimelineCanvas, lettering: Lettering, theme: Theme) -> list[Written]:
    """Return every text that the canvas shows now, drawn letter by letter."""
    view, index, zone = canvas.view, canvas.shown, canvas.workspace.zone
    marks = ruler.visible_ticks(view, zone)
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    whole = QRectF(canvas.rect())
    painter = NotingPainter(image)
    painter.setClipRect(whole)
    draw_scene(painter, Scene(view, Look(theme, lettering), zone, index, marks), whole)
    painter.end()
    return painter.written
