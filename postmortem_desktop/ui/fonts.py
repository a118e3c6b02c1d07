"""The program's own fonts: Inter, and two substitutes for what it does not cover."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from postmortem_desktop.resources import resource_path

BASE_PX = 13
_FILES = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
    "DroidSansFallback.ttf",
)
_TABULAR = QFont.Tag("tnum")


@cache
def families() -> tuple[str, ...]:
    """Load the fonts once and return their families, the preferred one first."""
    found: dict[str, None] = {}
    for name in _FILES:
        number = QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
        # The first family is the typographic one; a weight may also carry a name of its own.
        found.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)[:1]))
    return tuple(found)


def base_font(px: int = BASE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the program's font in a size given in logical pixels."""
    font = QFont(list(families()))
    font.setPixelSize(px)
    font.setWeight(weight)
    return font


def tabular(font: QFont) -> QFont:
    """Return the font with figures of one width, for times and columns of numbers."""
    font = QFont(font)
    font.setFeature(_TABULAR, 1)
    return font
