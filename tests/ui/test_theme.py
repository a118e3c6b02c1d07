"""The colours keep their promises in both themes, and the application can wear them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QLineEdit, QTableView, QTextEdit

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.ui import fonts, theme
from postmortem_desktop.ui.theme import DARK, LIGHT, Theme, ThemeSource, contrast, theme_for

THEMES = pytest.mark.parametrize("worn", [LIGHT, DARK], ids=lambda t: t.name)

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


def test_contrast_is_that_of_the_standard():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_is_readable_on_its_ground(worn: Theme, ink, ground):
    assert contrast(getattr(worn, ink), getattr(worn, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("kind", EventKind)
def test_a_kind_is_readable_as_text_and_visible_as_a_mark(worn: Theme, kind):
    assert contrast(worn.kind_colour(kind), worn.surface) >= 4.5
    assert contrast(worn.kind_text(kind), worn.kind_soft(kind)) >= 4.5
    assert contrast(worn.kind_colour(kind), worn.background) >= 3
    assert contrast(worn.kind_colour(kind), worn.kind_soft(kind)) >= 3


@THEMES
def test_the_edge_of_a_switch_is_visible(worn: Theme):
    for ground in (worn.surface, worn.raised, worn.background):
        assert contrast(worn.edge, ground) >= 3


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


def test_figures_in_times_have_one_width(qapp):
    metrics = QFontMetricsF(fonts.tabular(fonts.base_font()))
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("08:56")
