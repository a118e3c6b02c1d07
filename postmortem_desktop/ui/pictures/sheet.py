"""One picture on a dark ground: fitted, or as near as one likes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.i18n import _
from postmortem_desktop.jobs import Progress

if TYPE_CHECKING:
    from postmortem_desktop.evidence.pictures import Raster

GROUND = QColor(14, 18, 24)
"""The same in every theme: a picture keeps its colours on it."""
_WORDS = QColor(224, 230, 238)
_MARGIN = 16
_NEAREST = 8.0
_WHEEL_STEP = 1.25


def read_levels(read: Callable[[str], bytes], picture_id: str, _progress: Progress) -> list[Raster]:
    """Return a kept picture as a sheet shows it; a job, for another thread.

    Raises:
        ImportRejectedError: its bytes are gone, or are no picture.
    """
    from postmortem_desktop.evidence.pictures import levels

    data = read(picture_id)
    if not data:
        raise ImportRejectedError(_("The picture is not in the library; please add it again."))
    return levels(data)


def _image(raster: Raster) -> QImage:
    form = QImage.Format
    kind = form.Format_RGB32 if raster.is_opaque else form.Format_ARGB32_Premultiplied
    return QImage(raster.data, raster.width, raster.height, 4 * raster.width, kind)


class PictureSheet(QWidget):
    """Draws a picture; wheel and buttons come nearer, dragging moves it about."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._levels: Sequence[QImage] = ()
        self._rasters: Sequence[Raster] = ()
        """Kept because the images lie upon their bytes."""
        self._words = ""
        self._scale: float | None = None
        """Logical pixels per pixel of the picture; None fits it into the room."""
        self._centre = QPointF()
        """The point of the picture in the middle of the sheet."""
        self._pressed: QPoint | None = None

    def show_picture(self, levels: Sequence[Raster]) -> None:
        """Show another picture, whole; the largest of its levels comes first."""
        self._rasters, self._words = levels, ""
        self._levels = [_image(raster) for raster in levels]
        self.fit()

    def show_words(self, words: str) -> None:
        """Say something instead of a picture."""
        self._levels, self._rasters, self._words = (), (), words
        self.fit()

    @property
    def size_in_pixels(self) -> tuple[int, int]:
        """Width and height of the picture; zero while there is none."""
        return (self._levels[0].width(), self._levels[0].height()) if self._levels else (0, 0)

    @property
    def is_fitted(self) -> bool:
        """Whether the whole picture is shown whatever the room."""
        return self._scale is None

    @property
    def percent(self) -> int:
        """How large a pixel of the picture is, against one of the screen."""
        return round(self._now() * self.devicePixelRatioF() * 100)

    def fit(self) -> None:
        """Show the whole picture, at most at its own size."""
        self._scale = None
        self._centre = self._middle()
        self._tell()

    def actual_size(self) -> None:
        """Give each pixel of the picture one of the screen."""
        self._zoom_to(1 / self.devicePixelRatioF(), QPointF(self.rect().center()))

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Come nearer or go back, keeping a point of the sheet where it is."""
        self._zoom_to(self._now() * factor, about or QPointF(self.rect().center()))

    def picture_rect(self) -> QRectF:
        """Return where the whole picture lies, seen or not."""
        scale = self._now()
        width, height = self.size_in_pixels
        corner = QRectF(self.rect()).center() - self._centre * scale
        return QRectF(corner, QSizeF(width * scale, height * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the smallest level that has all the pixels needed."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), GROUND)
            if not self._levels:
                painter.setPen(_WORDS)
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(40, 0, -40, 0), flags, self._words)
                return
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            target = self.picture_rect()
            needed = target.width() * self.devicePixelRatioF()
            enough = [level for level in self._levels if level.width() >= needed]
            level = enough[-1] if enough else self._levels[0]
            painter.drawImage(target, level, QRectF(level.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture within the sheet."""
        super().resizeEvent(event)
        self._centre = self._within(self._centre)
        self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        turns = event.angleDelta().y() / 120
        if turns:
            self.zoom(_WHEEL_STEP**turns, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it about."""
        if self._pressed is None or not self._levels:
            return
        moved = event.position().toPoint() - self._pressed
        self._pressed = event.position().toPoint()
        self.pan(QPointF(moved))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._pressed = None
        self.unsetCursor()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go between the whole and the actual size."""
        if self.is_fitted:
            self._zoom_to(1 / self.devicePixelRatioF(), event.position())
        else:
            self.fit()

    def pan(self, by: QPointF) -> None:
        """Move the picture by logical pixels, as far as it goes."""
        if self._levels:
            self._centre = self._within(self._centre - by / self._now())
            self.update()

    def _zoom_to(self, scale: float, about: QPointF) -> None:
        if not self._levels:
            return
        held = (about - self.picture_rect().topLeft()) / self._now()
        least = self._fitting()
        scale = max(least, min(scale, max(_NEAREST, least)))
        self._scale = None if scale <= least else scale
        middle = QRectF(self.rect()).center()
        self._centre = self._within(held + (middle - about) / self._now())
        self._tell()

    def _fitting(self) -> float:
        width, height = self.size_in_pixels
        room_width, room_height = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        if not width or room_width <= 0 or room_height <= 0:
            return 1.0
        return min(room_width / width, room_height / height, 1.0)

    def _now(self) -> float:
        return self._fitting() if self._scale is None else self._scale

    def _middle(self) -> QPointF:
        width, height = self.size_in_pixels
        return QPointF(width / 2, height / 2)

    def _within(self, centre: QPointF) -> QPointF:
        """Return the nearest centre at which no edge of the picture comes into the room for it."""
        scale = self._now()

        def held(value: float, size: int, room: int) -> float:
            half = room / scale / 2
            return size / 2 if size <= 2 * half else max(half, min(value, size - half))

        width, height = self.size_in_pixels
        return QPointF(
            held(centre.x(), width, self.width()), held(centre.y(), height, self.height())
        )

    def _tell(self) -> None:
        self.update()
        self.zoomed.emit()
