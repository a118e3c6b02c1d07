"""SVG icons of ``resources/icons`` tinted in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from postmortem_desktop.resources import resource_path

_RATIOS = (1.0, 2.0, 3.0)


def icon(name: str, colour: QColor, size: int = 16) -> QIcon:
    """Return the icon of this name, sharp at one, two and three device pixels per pixel.

    Raises:
        LookupError: there is no such file.
    """
    return _icon(name, colour.name(QColor.NameFormat.HexArgb), size)


def pixmap(name: str, colour: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a pixmap of ``size`` logical pixels, for painters.

    Raises:
        LookupError: there is no such file.
    """
    return _pixmap(name, colour.name(QColor.NameFormat.HexArgb), size, ratio)


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, size: int) -> QIcon:
    result = QIcon()
    for ratio in _RATIOS:
        result.addPixmap(_pixmap(name, colour, size, ratio))
    return result


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    tint = QColor(colour)
    drawing = _drawing(name).replace(b"currentColor", tint.name().encode())
    renderer = QSvgRenderer(QByteArray(drawing))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setOpacity(tint.alphaF())
        renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=128)
def _drawing(name: str) -> bytes:
    path = resource_path("icons", f"{name}.svg")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise LookupError(f"there is no icon “{name}” in {path.parent}") from error
