"""Colour tokens of the themes, and putting one of them on the application."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.settings import Settings
from postmortem_desktop.ui.colours import TEXT_DEPTH, Theme, mixed
from postmortem_desktop.ui.fonts import base_font
from postmortem_desktop.ui.style_sheet import style_sheet

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


CONTRAST_LIGHT = Theme(
    name="contrast_light",
    is_dark=False,
    is_high_contrast=True,
    background=QColor("#FFFFFF"),
    surface=QColor("#FFFFFF"),
    raised=QColor("#FFFFFF"),
    line=QColor("#595959"),
    edge=QColor("#000000"),
    text=QColor("#000000"),
    text_secondary=QColor("#333333"),
    accent=QColor("#003D66"),
    accent_hover=QColor("#00263F"),
    accent_soft=QColor("#D6EAF8"),
    on_accent=QColor("#FFFFFF"),
    hint=QColor("#663C00"),
    hint_soft=QColor("#FFFFFF"),
    hint_line=QColor("#663C00"),
    good=QColor("#0B4A24"),
    chip=QColor("#FFFFFF"),
    segment=QColor("#E8E8E8"),
    shadow=QColor(0, 0, 0, 0),
    kinds={
        EventKind.ALERT: QColor("#8A3200"),
        EventKind.OBSERVATION: QColor("#0B4A78"),
        EventKind.ACTION: QColor("#064F3A"),
        EventKind.DECISION: QColor("#4A2A85"),
        EventKind.MESSAGE: QColor("#3C4654"),
        EventKind.CHANGE: QColor("#634300"),
        EventKind.IMPACT: QColor("#85103A"),
        EventKind.RECOVERY: QColor("#1D5221"),
    },
)

CONTRAST_DARK = Theme(
    name="contrast_dark",
    is_dark=True,
    is_high_contrast=True,
    background=QColor("#000000"),
    surface=QColor("#000000"),
    raised=QColor("#000000"),
    line=QColor("#B0B0B0"),
    edge=QColor("#FFFFFF"),
    text=QColor("#FFFFFF"),
    text_secondary=QColor("#D6D6D6"),
    accent=QColor("#7FD4FF"),
    accent_hover=QColor("#B5E6FF"),
    accent_soft=QColor("#00324A"),
    on_accent=QColor("#000000"),
    hint=QColor("#FFC64D"),
    hint_soft=QColor("#000000"),
    hint_line=QColor("#FFC64D"),
    good=QColor("#7CE8A6"),
    chip=QColor("#000000"),
    segment=QColor("#2E2E2E"),
    shadow=QColor(0, 0, 0, 0),
    kinds={
        EventKind.ALERT: QColor("#FFA873"),
        EventKind.OBSERVATION: QColor("#8CCBF7"),
        EventKind.ACTION: QColor("#62DDB8"),
        EventKind.DECISION: QColor("#CFB6FF"),
        EventKind.MESSAGE: QColor("#C3CFDD"),
        EventKind.CHANGE: QColor("#F5C95C"),
        EventKind.IMPACT: QColor("#FF9DBB"),
        EventKind.RECOVERY: QColor("#97E29A"),
    },
)

THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def theme_of(settings: Settings, system: QStyleHints) -> Theme:
    """Return the theme that the preferences ask for; ``system`` leaves it to the system."""
    follows = settings.theme == "system"
    wish = system.accessibility().contrastPreference()
    return theme_for(
        settings.theme,
        system.colorScheme(),
        high_contrast=settings.high_contrast
        or (follows and wish is Qt.ContrastPreference.HighContrast),
    )


def theme_for(
    choice: str,
    system_scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown,
    *,
    high_contrast: bool = False,
) -> Theme:
    """Return the theme for ``Settings.theme``; an unknown system scheme counts as light."""
    is_dark = choice == "dark" or (choice == "system" and system_scheme is Qt.ColorScheme.Dark)
    wanted = (is_dark, high_contrast)
    return next(theme for theme in THEMES if (theme.is_dark, theme.is_high_contrast) == wanted)


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
    tokens = {
        field.name: value.name()
        for field in fields(theme)
        if isinstance(value := getattr(theme, field.name), QColor)
    }
    tokens["accent_text"] = mixed(theme.accent, theme.text, TEXT_DEPTH).name()
    for kind in EventKind:
        tokens[f"{kind}_soft"] = theme.kind_soft(kind).name()
        tokens[f"{kind}_text"] = theme.kind_text(kind).name()
    # Without a sheet in between each widget would be dressed anew once for every one around it.
    app.setStyleSheet("")
    app.setPalette(palette_of(theme))
    app.setStyleSheet(
        style_sheet(tokens, is_dark=theme.is_dark, is_high_contrast=theme.is_high_contrast)
    )


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
