"""Cards, panes, hairlines, and the empty state that teaches."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.labels import plain_label

_TEXT_WIDTH = 440


class Card(QFrame):
    """A bordered surface with a vertical layout, ``body``, and an optional heading."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(12)
        if heading:
            self.body.addWidget(plain_label(heading, "heading"))


def pane(parent: QWidget | None = None) -> QFrame:
    """Return a surface without a border, for the sides of a step."""
    frame = QFrame(parent)
    frame.setProperty("role", "pane")
    return frame


def page(parent: QWidget | None = None) -> QFrame:
    """Return a ground for cards."""
    frame = QFrame(parent)
    frame.setProperty("role", "page")
    return frame


def hairline(*, vertical: bool = False, parent: QWidget | None = None) -> QFrame:
    """Return a line of one pixel."""
    line = QFrame(parent)
    line.setProperty("role", "hairline")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def scrolled(widget: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return a scroll area around a widget that takes the full width."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area


def empty_state(title: str, text: str, *buttons: Button, parent: QWidget | None = None) -> QWidget:
    """Return what stands where there is nothing yet: what the place is for, and how to begin."""
    widget = QWidget(parent)
    middle = QWidget()
    middle.setMaximumWidth(_TEXT_WIDTH)
    row = QHBoxLayout(widget)
    row.addStretch(1)
    row.addWidget(middle, 20)
    row.addStretch(1)
    column = QVBoxLayout(middle)
    column.setContentsMargins(0, 24, 0, 24)
    column.setSpacing(8)
    column.addStretch(2)
    for label in (
        plain_label(title, "title", wrap=True),
        plain_label(text, "secondary", wrap=True),
    ):
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label)
    column.addSpacing(8)
    for button in buttons:
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return widget
