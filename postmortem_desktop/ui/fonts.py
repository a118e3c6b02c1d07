"""The program's own fonts: Inter, and two substitutes for what it does not cover."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from postmortem_desktop.resources import resource_path

BASE_PX = 13
FAMILIES = ("Inter", "DejaVu Sans", "Droid Sans Fallback")
"""The preferred one first; a font asks the next for what it lacks, as soon as that is loaded."""

_INTER = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
_SUBSTITUTES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DroidSansFallback.ttf")
_TABULAR = QFont.Tag("tnum")


@cache
def load_inter() -> None:
    """Load the font of nearly every text, once."""
    _load(_INTER)


@cache
def load_substitutes() -> None:
    """Load the fonts of other scripts and of signs, once.

    They are most of the bytes and wait for the first paint; Qt then tells
    ``QGuiApplication.fontDatabaseChanged``, and what is painted anew has them.
    """
    _load(_SUBSTITUTES)


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))


def base_font(px: int = BASE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the program's font in a size given in logical pixels."""
    return QFont(_shared_font(px, weight))


@lru_cache(maxsize=64)
def _shared_font(px: int, weight: QFont.Weight) -> QFont:
    """Return the font whose copies share what Qt has found out about it."""
    load_inter()
    font = QFont(list(FAMILIES))
    font.setPixelSize(px)
    font.setWeight(weight)
    return font


def tabular(font: QFont) -> QFont:
    """Return the font with figures of one width, for times and columns of numbers."""
    font = QFont(font)
    font.setFeature(_TABULAR, 1)
    return font
