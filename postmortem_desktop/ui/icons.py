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


def draw(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Draw the icon as vectors, for pictures that somebody may enlarge.

    Unlike ``pixmap`` it can be used on any thread.

    Raises:
        LookupError: there is no such file.
    """
    _renderer(name, colour).render(painter, rect)


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, size: int) -> QIcon:
    result = QIcon()
    for ratio in _RATIOS:
        result.addPixmap(_pixmap(name, colour, size, ratio))
    return result


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    tint = QColor(colour)
    renderer = _renderer(name, tint)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setOpacity(tint.alphaF())
        renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    picture.setDevicePixelRatio(ratio)
    return picture


def _renderer(name: str, tint: QColor) -> QSvgRenderer:
    drawing = _drawing(name).replace(b"currentColor", tint.name().encode())
    return QSvgRenderer(QByteArray(drawing))


@lru_cache(maxsize=128)
def _drawing(name: str) -> bytes:
    path = resource_path("icons", f"{name}.svg")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise LookupError(f"there is no icon “{name}” in {path.parent}") from error
