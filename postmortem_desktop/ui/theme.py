"""Colour tokens of the light and the dark theme, and putting one of them on the application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.ui.fonts import base_font
from postmortem_desktop.ui.style_sheet import style_sheet

_SOFTNESS = 0.13
_TEXT_DEPTH = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Every colour the program draws with.

    Text colours keep at least 4.5:1 on the grounds they are used on, marks 3:1; a test holds it.
    """

    name: str
    is_dark: bool
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

    def kind_colour(self, kind: EventKind | str) -> QColor:
        """Return the colour of an event kind, for marks anywhere and for text on the surface."""
        return self.kinds[EventKind(kind)]

    def kind_soft(self, kind: EventKind | str) -> QColor:
        """Return the tint of an event kind, for grounds."""
        return mixed(self.surface, self.kinds[EventKind(kind)], _SOFTNESS)

    def kind_text(self, kind: EventKind | str) -> QColor:
        """Return the colour of an event kind for text on its own tint."""
        return mixed(self.kinds[EventKind(kind)], self.text, _TEXT_DEPTH)


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


LIGHT = Theme(
    name="light",
    is_dark=False,
    background=QColor("#F4F5F7"),
    surface=QColor("#FFFFFF"),
    raised=QColor("#FFFFFF"),
    line=QColor("#E1E5EA"),
    edge=QColor("#7E8999"),
    text=QColor("#1A2330"),
    text_secondary=QColor("#5A6575"),
    accent=QColor("#1F6C93"),
    accent_hover=QColor("#185A7C"),
    accent_soft=QColor("#E4F0F6"),
    on_accent=QColor("#FFFFFF"),
    hint=QColor("#9A5B00"),
    hint_soft=QColor("#FFF4DF"),
    hint_line=QColor("#F0D9A8"),
    good=QColor("#2E7D4F"),
    chip=QColor("#EEF0F4"),
    segment=QColor("#EEF0F4"),
    shadow=QColor(26, 35, 48, 40),
    kinds={
        EventKind.ALERT: QColor("#C8500A"),
        EventKind.OBSERVATION: QColor("#2476B0"),
        EventKind.ACTION: QColor("#0B7A5B"),
        EventKind.DECISION: QColor("#6F48AE"),
        EventKind.MESSAGE: QColor("#566579"),
        EventKind.CHANGE: QColor("#9A6A0B"),
        EventKind.IMPACT: QColor("#B3204F"),
        EventKind.RECOVERY: QColor("#35803A"),
    },
)

DARK = Theme(
    name="dark",
    is_dark=True,
    background=QColor("#11161D"),
    surface=QColor("#171E27"),
    raised=QColor("#1E2732"),
    line=QColor("#2A3542"),
    edge=QColor("#6C7A8C"),
    text=QColor("#E8EDF3"),
    text_secondary=QColor("#A3AFBE"),
    accent=QColor("#6BB8DE"),
    accent_hover=QColor("#86C8E8"),
    accent_soft=QColor("#1B3444"),
    on_accent=QColor("#0C1A23"),
    hint=QColor("#F0B45A"),
    hint_soft=QColor("#3A2D16"),
    hint_line=QColor("#5C4720"),
    good=QColor("#6CCB93"),
    chip=QColor("#242E3A"),
    segment=QColor("#202A35"),
    shadow=QColor(0, 0, 0, 120),
    kinds={
        EventKind.ALERT: QColor("#F08A4B"),
        EventKind.OBSERVATION: QColor("#6DB3E3"),
        EventKind.ACTION: QColor("#4CC3A0"),
        EventKind.DECISION: QColor("#B396E6"),
        EventKind.MESSAGE: QColor("#9DACBF"),
        EventKind.CHANGE: QColor("#E0B04E"),
        EventKind.IMPACT: QColor("#F07A9E"),
        EventKind.RECOVERY: QColor("#7CCB80"),
    },
)


def theme_for(choice: str, system_scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown) -> Theme:
    """Return the theme for ``Settings.theme``; an unknown system scheme counts as light."""
    if choice == "system":
        return DARK if system_scheme is Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


class ThemeSource(QObject):
    """The theme in force, for those who paint by themselves; styled widgets need no word of it."""

    changed = Signal()

    def __init__(self, theme: Theme = LIGHT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    @property
    def theme(self) -> Theme:
        """The colours to paint with now."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Paint with other colours from now on."""
        if theme is not self._theme:
            self._theme = theme
            self.changed.emit()


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application, which wears the style Fusion: font, palette, style sheet."""
    app.setFont(base_font())
    app.setPalette(palette_of(theme))
    tokens = {
        field.name: value.name()
        for field in fields(theme)
        if isinstance(value := getattr(theme, field.name), QColor)
    }
    tokens["accent_text"] = mixed(theme.accent, theme.text, _TEXT_DEPTH).name()
    for kind in EventKind:
        tokens[f"{kind}_soft"] = theme.kind_soft(kind).name()
        tokens[f"{kind}_text"] = theme.kind_text(kind).name()
    app.setStyleSheet(style_sheet(tokens, is_dark=theme.is_dark))


def palette_of(theme: Theme) -> QPalette:
    """Return the palette for what the style sheet does not name, and for icons."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, theme.background),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.background),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.on_accent),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.text_secondary),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Light, theme.raised),
        (role.Midlight, theme.chip),
        (role.Mid, theme.edge),
        (role.Dark, theme.line),
        (role.Shadow, theme.shadow),
    ):
        palette.setColor(target, colour)
    faded = mixed(theme.surface, theme.text_secondary, 0.6)
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, faded)
    return palette
