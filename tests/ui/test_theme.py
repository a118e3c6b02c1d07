"""The colours keep their promises in every theme, and the application can wear them."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QTextEdit

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.settings import Settings
from postmortem_desktop.ui import fonts, theme
from postmortem_desktop.ui.colours import contrast
from postmortem_desktop.ui.theme import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    Theme,
    ThemeSource,
    theme_for,
    theme_of,
)
from postmortem_desktop.ui.widgets.buttons import Button

THEMES = pytest.mark.parametrize("worn", theme.THEMES, ids=lambda t: t.name)

TEXT_ON = [
    *(("text", ground) for ground in ("background", "surface", "raised", "chip", "accent_soft")),
    *(("text_secondary", ground) for ground in ("background", "surface", "raised", "chip")),
    *(("text_secondary", ground) for ground in ("segment", "accent_soft")),
    ("text", "segment"),
    ("text", "hint_soft"),
    ("hint", "hint_soft"),
    ("hint", "surface"),
    ("good", "surface"),
    ("accent", "surface"),
    ("accent", "background"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]


def least_for_text(worn: Theme) -> float:
    """Return what WCAG 2 asks of text: level AA, and AAA with high contrast."""
    return 7.0 if worn.is_high_contrast else 4.5


def test_contrast_is_that_of_the_standard():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_is_readable_on_its_ground(worn: Theme, ink, ground):
    assert contrast(getattr(worn, ink), getattr(worn, ground)) >= least_for_text(worn)


@THEMES
@pytest.mark.parametrize("kind", EventKind)
def test_a_kind_is_readable_as_text_and_visible_as_a_mark(worn: Theme, kind):
    assert contrast(worn.kind_colour(kind), worn.surface) >= least_for_text(worn)
    assert contrast(worn.kind_text(kind), worn.kind_soft(kind)) >= least_for_text(worn)
    assert contrast(worn.kind_colour(kind), worn.background) >= 3
    assert contrast(worn.kind_colour(kind), worn.kind_soft(kind)) >= 3


@THEMES
def test_the_edge_of_a_switch_is_visible(worn: Theme):
    for ground in (worn.surface, worn.raised, worn.background):
        assert contrast(worn.edge, ground) >= 3


@THEMES
def test_marks_that_stand_alone_are_visible(worn: Theme):
    marks = ["edge", "accent", "good", "hint"]
    marks += ["line", "hint_line"] if worn.is_high_contrast else []
    for mark in marks:
        for ground in ("surface", "raised", "background"):
            assert contrast(getattr(worn, mark), getattr(worn, ground)) >= 3, mark


@pytest.mark.parametrize("worn", [CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda t: t.name)
def test_high_contrast_needs_neither_tints_nor_shadows(worn: Theme):
    assert worn.shadow.alpha() == 0
    assert all(worn.kind_soft(kind) == worn.surface for kind in EventKind)
    assert worn.focus_px > LIGHT.focus_px
    # Frame and text of what is chosen are as strong on its tint as beside it.
    for ink in ("text", "text_secondary", "accent"):
        assert contrast(getattr(worn, ink), worn.accent_soft) >= 7


@pytest.mark.parametrize(
    ("choice", "scheme", "expected"),
    [
        ("light", Qt.ColorScheme.Dark, LIGHT),
        ("dark", Qt.ColorScheme.Light, DARK),
        ("system", Qt.ColorScheme.Dark, DARK),
        ("system", Qt.ColorScheme.Light, LIGHT),
        ("system", Qt.ColorScheme.Unknown, LIGHT),
    ],
)
def test_the_theme_follows_the_choice_and_then_the_system(choice, scheme, expected):
    assert theme_for(choice, scheme) is expected


@pytest.mark.parametrize(
    ("choice", "scheme", "expected"),
    [
        ("light", Qt.ColorScheme.Dark, CONTRAST_LIGHT),
        ("dark", Qt.ColorScheme.Light, CONTRAST_DARK),
        ("system", Qt.ColorScheme.Dark, CONTRAST_DARK),
        ("system", Qt.ColorScheme.Unknown, CONTRAST_LIGHT),
    ],
)
def test_high_contrast_is_light_or_dark_as_well(choice, scheme, expected):
    assert theme_for(choice, scheme, high_contrast=True) is expected


class SystemOfHighContrast:
    """Answers as the hints of a system whose user asked for contrast."""

    def colorScheme(self) -> Qt.ColorScheme:
        return Qt.ColorScheme.Dark

    def accessibility(self) -> SystemOfHighContrast:
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return Qt.ContrastPreference.HighContrast


def test_the_contrast_of_the_system_counts_where_the_colours_are_left_to_it(qapp):
    system: Any = SystemOfHighContrast()
    assert theme_of(Settings(theme="system"), system) is CONTRAST_DARK
    assert theme_of(Settings(theme="light"), system) is LIGHT
    assert theme_of(Settings(theme="light", high_contrast=True), system) is CONTRAST_LIGHT
    assert theme_of(Settings(theme="dark"), qapp.styleHints()) is DARK


def test_a_theme_source_tells_of_a_change_once(qtbot):
    source = ThemeSource(LIGHT)
    heard = []
    source.changed.connect(lambda: heard.append(source.theme))
    source.set_theme(LIGHT)
    source.set_theme(DARK)
    assert heard == [DARK]


def test_the_application_wears_a_theme(qapp):
    theme.apply(qapp, DARK)
    assert qapp.palette().window().color() == DARK.background
    assert "$" not in qapp.styleSheet()
    theme.apply(qapp, LIGHT)
    assert qapp.palette().window().color() == LIGHT.background
    assert qapp.font().family() == "Inter"
    theme.apply(qapp, CONTRAST_DARK)
    assert qapp.palette().window().color() == QColor("black")
    assert "3px solid" in qapp.styleSheet()
    qapp.setStyleSheet("")


@THEMES
def test_placeholders_are_as_readable_as_other_secondary_text(qtbot, qapp, worn: Theme):
    theme.apply(qapp, worn)
    for kind in (QLineEdit, QTextEdit, QTableView):
        widget = kind()
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.palette().placeholderText().color() == worn.text_secondary
    qapp.setStyleSheet("")


@THEMES
def test_every_button_is_large_enough_to_hit(qtbot, qapp, worn: Theme):
    theme.apply(qapp, worn)
    looks = ({}, {"tone": "plain"}, {"tone": "segment"}, {"tone": "hint"}, {"compact": "true"})
    for look in (*looks, {"chip": "plain"}, {"chip": "accent"}):
        button = QPushButton("Go")
        qtbot.addWidget(button)
        for name, value in look.items():
            button.setProperty(name, value)
        button.ensurePolished()
        # WCAG 2.2, 2.5.8: 24 by 24, whatever the scale of the screen.
        assert button.sizeHint().height() >= 24, look
    qapp.setStyleSheet("")


@THEMES
def test_a_plain_button_that_does_nothing_now_looks_like_it(qtbot, qapp, worn: Theme):
    theme.apply(qapp, worn)
    button = Button("Decide against", "plain")
    qtbot.addWidget(button)
    button.ensurePolished()
    ready = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != ready
    qapp.setStyleSheet("")


def test_figures_in_times_have_one_width(qapp):
    metrics = QFontMetricsF(fonts.tabular(fonts.base_font()))
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("08:56")
