"""The one style sheet: spacing on a grid of 4 px, hairlines, radius 7 for controls, 9 for cards.

Widgets choose their look by dynamic properties (``role``, ``tone``, ``chip``), never by style
sheets of their own, so that a change of theme reaches everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.resources import resource_path


def style_sheet(tokens: Mapping[str, str], *, is_dark: bool, is_high_contrast: bool = False) -> str:
    """Return the style sheet with the colours of a theme, given by token name."""
    images = {
        "chevron": resource_path("style", "chevron.svg").as_posix(),
        "check": resource_path("style", f"check-{'dark' if is_dark else 'light'}.svg").as_posix(),
    }
    kinds = "\n".join(
        f'*[chip="{kind}"] {{ background: ${kind}_soft; color: ${kind}_text; }}'
        for kind in EventKind
    )
    parts = (_TEXT, _BUTTONS, _FIELDS, _CONTAINERS, kinds, _VIEWS, _CHROME)
    stronger = (_OUTLINES,) if is_high_contrast else ()
    return Template("\n".join((*parts, *stronger))).substitute(tokens, **images)


_TEXT = """
QWidget { color: $text; placeholder-text-color: $text_secondary; }
QLabel { background: transparent; }
*[role="title"] { font-size: 15px; font-weight: 600; }
*[role="heading"] { font-size: 14px; font-weight: 600; }
*[role="question"] { font-size: 27px; font-weight: 600; }
*[role="figure"] { font-size: 26px; font-weight: 700; }
*[role="strong"] { font-weight: 600; }
*[role="label"] { font-size: 12px; color: $text_secondary; }
*[role="secondary"] { color: $text_secondary; }
*[role="caption"] { font-size: 11px; color: $text_secondary; }
*[role="good"] { color: $good; }
*[role="hint"] { color: $hint; }
*[role="answer"] { font-size: 16px; }
*[role="keycap"] {
    font-size: 11px; color: $text_secondary; background: $surface;
    border: 1px solid $line; border-bottom-width: 2px; border-radius: 4px; padding: 0 4px;
}
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 8px; }
"""

_BUTTONS = """
QPushButton, QToolButton {
    background: $raised; color: $text; border: 1px solid $line; border-radius: 7px;
    padding: 5px 12px; font-weight: 500; min-height: 20px;
}
QPushButton:hover, QToolButton:hover { background: $segment; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:disabled, QToolButton:disabled { color: $edge; background: $background; }
QPushButton[keyed="true"] { text-align: left; }
QPushButton[compact="true"], QToolButton[compact="true"] { padding: 2px 8px; }
QPushButton[compact="true"]:focus, QToolButton[compact="true"]:focus { padding: 1px 7px; }
QPushButton[tone="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[tone="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[tone="primary"]:focus { border: 2px solid $text; }
QPushButton[tone="primary"]:disabled {
    background: $chip; color: $text_secondary; border-color: $chip;
}
QPushButton[tone="plain"], QToolButton[tone="plain"] {
    background: transparent; border: 1px solid transparent; padding: 5px 8px;
    color: $text_secondary;
}
QPushButton[tone="plain"]:hover, QToolButton[tone="plain"]:hover {
    color: $text; background: $segment;
}
QPushButton[tone="plain"]:focus, QToolButton[tone="plain"]:focus {
    border: 2px solid $accent; padding: 4px 7px;
}
QPushButton[tone="plain"]:disabled, QToolButton[tone="plain"]:disabled {
    color: $edge; background: transparent;
}
QPushButton[tone="hint"] {
    background: transparent; border: 1px solid transparent; color: $hint; padding: 1px 6px;
    font-size: 12px;
}
QPushButton[tone="hint"]:hover { text-decoration: underline; }
QPushButton[tone="hint"]:focus { border: 1px solid $hint; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QFrame[role="segments"] { background: $segment; border: 1px solid $line; border-radius: 9px; }
QPushButton[tone="segment"] {
    background: transparent; border: 1px solid transparent; color: $text_secondary;
    padding: 4px 12px; margin: 2px;
}
QPushButton[tone="segment"]:hover { color: $text; }
QPushButton[tone="segment"]:checked {
    background: $surface; color: $text; border-color: $line; font-weight: 600;
}
QPushButton[tone="segment"]:focus { border: 2px solid $accent; padding: 3px 11px; }
*[chip] {
    background: $chip; color: $text_secondary; border: 1px solid transparent; border-radius: 10px;
    padding: 1px 9px; font-size: 12px; font-weight: 500; min-height: 16px;
}
QPushButton[chip] { min-height: 20px; border-radius: 12px; }
QPushButton[chip]:hover { border-color: $edge; }
QPushButton[chip]:focus { border: 2px solid $accent; padding: 0 8px; }
*[chip="accent"], QPushButton[chip]:checked { background: $accent_soft; color: $accent_text; }
*[chip="hint"] { background: $hint_soft; color: $hint; }
"""

_FIELDS = """
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $text; border: 1px solid $line; border-radius: 7px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox, QAbstractSpinBox { padding: 5px 9px; min-height: 20px; }
QComboBox { padding-right: 2px; }
QTextEdit, QPlainTextEdit { padding: 4px 6px; }
QLineEdit:hover, QTextEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
    border-color: $edge;
}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 4px 8px;
}
QComboBox:focus { padding-right: 1px; }
QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 3px 5px; }
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled { color: $text_secondary; }
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled { background: $background; }
QLineEdit[frameless="true"], QTextEdit[frameless="true"] {
    background: transparent; border: 1px solid transparent;
}
QLineEdit[frameless="true"]:focus, QTextEdit[frameless="true"]:focus {
    background: $surface; border: 2px solid $accent;
}
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QComboBox QAbstractItemView { border: 1px solid $line; padding: 4px; outline: none; }
ChoiceList { combobox-popup: 0; }
QLineEdit QToolButton {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator {
    width: 14px; height: 14px; border: 1px solid $edge; border-radius: 4px; background: $surface;
}
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$check");
}
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; }
"""

_CONTAINERS = """
QMainWindow, QFrame[role="page"] { background: $background; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget, QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea > QWidget > QWidget[role="page"] { background: $background; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 9px; }
QFrame[role="pane"] { background: $surface; border: none; }
QFrame[role="popup"] { background: $raised; border: 1px solid $line; border-radius: 9px; }
QFrame[role="hairline"] { background: $line; border: none; }
QFrame[role="topbar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="statusbar"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[role="message"] { background: $raised; border: 1px solid $edge; border-radius: 9px; }
QFrame[role="hintbar"] {
    background: $hint_soft; border: 1px solid $hint_line; border-radius: 7px;
}
QLabel[role="hintquestion"] {
    background: $surface; border: 1px solid $hint_line; border-radius: 6px; padding: 4px 8px;
}
QLabel[role="hintquestion"]:hover { border-color: $hint; }
QLabel[role="hintquestion"]:focus { border: 2px solid $accent; padding: 3px 7px; }
QLabel[role="hinttitle"] { color: $hint; font-weight: 600; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
"""

_VIEWS = """
QAbstractItemView {
    background: $surface; border: none; outline: none; color: $text;
    selection-background-color: $accent_soft; selection-color: $text;
}
QTableView { gridline-color: $line; }
QListView::item { padding: 6px 8px; border-radius: 7px; }
QListView::item:hover, QTableView::item:hover { background: $background; }
QListView::item:selected, QTableView::item:selected { background: $accent_soft; color: $text; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QCalendarWidget QTableView::item { padding: 0; border: none; }
QHeaderView { background: transparent; }
QHeaderView::section {
    background: $surface; color: $text_secondary; border: none; border-bottom: 1px solid $line;
    padding: 8px; font-size: 11px; font-weight: 400;
}
ReadingsList { background: transparent; }
ReadingsList::item:hover { background: $segment; }
ReadingsList::item:selected { background: $accent_soft; }
EventView QHeaderView::section { padding: 5px 11px; }
SessionTable QHeaderView::section { padding: 8px 12px; }
SessionTable QHeaderView::section:first { padding-left: 20px; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_CHROME = """
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $edge; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QProgressBar {
    background: $chip; border: none; border-radius: 3px; height: 6px; max-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

# High contrast: outlines in place of tints, and a wider frame around what has the keyboard.
_OUTLINES = """
QPushButton[tone="plain"], QToolButton[tone="plain"] { border-color: $line; }
QFrame[role="statusbar"] QPushButton, QFrame[role="statusbar"] QToolButton {
    border-color: transparent;
}
QPushButton:hover, QToolButton:hover, QMenu::item:selected { border: 1px solid $text; }
QPushButton:focus, QToolButton:focus { border: 3px solid $accent; padding: 3px 10px; }
QPushButton[tone="primary"]:focus { border: 3px solid $text; }
QPushButton[tone="plain"]:focus, QToolButton[tone="plain"]:focus { padding: 3px 6px; }
QPushButton[compact="true"]:focus, QToolButton[compact="true"]:focus { padding: 0 6px; }
QPushButton:disabled, QToolButton:disabled { color: $text_secondary; border-style: dashed; }
QPushButton[tone="plain"]:disabled, QToolButton[tone="plain"]:disabled,
QPushButton[tone="primary"]:disabled {
    color: $text_secondary; border: 1px dashed $line;
}
QPushButton[tone="segment"]:checked { border: 2px solid $accent; padding: 3px 11px; }
QPushButton[tone="segment"]:focus { border: 3px solid $accent; padding: 2px 10px; }
*[chip] { border-color: $line; color: $text; }
QPushButton[chip]:focus, *[chip="accent"], QPushButton[chip]:checked {
    border: 2px solid $accent; padding: 0 8px;
}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 3px solid $accent; padding: 3px 7px;
}
QComboBox:focus { padding-right: 0; }
QTextEdit:focus, QPlainTextEdit:focus { border: 3px solid $accent; padding: 2px 4px; }
QCheckBox::indicator:focus { border: 3px solid $accent; }
QListView::item:selected, QTableView::item:selected { border: 2px solid $accent; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text_secondary; }
QScrollBar::handle { background: $line; }
QProgressBar { border: 1px solid $line; }
"""
