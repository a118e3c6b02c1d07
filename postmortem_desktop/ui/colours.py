"""Colour tokens: what a theme consists of, and the arithmetic of colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

from postmortem_desktop.domain.kinds import EventKind

_SOFTNESS = 0.13
TEXT_DEPTH = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Every colour the program draws with.

    Text colours keep at least 4.5:1 on the grounds they are used on, marks 3:1; a test holds it.
    With high contrast text keeps 7:1, and outlines that can be seen stand in for tints and shadows.
    """

    name: str
    is_dark: bool
    is_high_contrast: bool = False
    background: QColor
    surface: QColor
    raised: QColor
    line: QColor
    """Hairlines between things; carries no meaning of its own."""
    edge: QColor
    """Outline of what can be switched or typed into and has no other mark: at least 3:1."""
    text: QColor
    text_secondary: QColor
    accent: QColor
    accent_hover: QColor
    accent_soft: QColor
    on_accent: QColor
    hint: QColor
    hint_soft: QColor
    hint_line: QColor
    good: QColor
    chip: QColor
    segment: QColor
    """Ground of a segmented control, and of what the pointer rests on."""
    shadow: QColor
    kinds: Mapping[EventKind, QColor]

    @property
    def focus_px(self) -> float:
        """The width of the frame around what has the keyboard."""
        return 3.0 if self.is_high_contrast else 2.0

    def kind_colour(self, kind: EventKind | str) -> QColor:
        """Return the colour of an event kind, for marks anywhere and for text on the surface."""
        return self.kinds[EventKind(kind)]

    def kind_soft(self, kind: EventKind | str) -> QColor:
        """Return the tint of an event kind, for grounds."""
        share = 0.0 if self.is_high_contrast else _SOFTNESS
        return mixed(self.surface, self.kinds[EventKind(kind)], share)

    def kind_text(self, kind: EventKind | str) -> QColor:
        """Return the colour of an event kind for text on its own tint."""
        return mixed(self.kinds[EventKind(kind)], self.text, TEXT_DEPTH)


def mixed(ground: QColor, tint: QColor, share: float) -> QColor:
    """Return ``ground`` with a ``share`` from 0 to 1 of ``tint`` in it."""
    return QColor.fromRgbF(
        ground.redF() + (tint.redF() - ground.redF()) * share,
        ground.greenF() + (tint.greenF() - ground.greenF()) * share,
        ground.blueF() + (tint.blueF() - ground.blueF()) * share,
    )


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
