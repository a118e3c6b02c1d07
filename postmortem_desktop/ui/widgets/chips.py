"""Chips: small rounded labels and buttons, in a neutral tone or the colour of an event kind."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from postmortem_desktop.ui.widgets.buttons import ARROWS
from postmortem_desktop.ui.widgets.labels import plain_label

_LEAST_WIDTH = 64
_END = Qt.TextElideMode.ElideRight


def chip(text: str, tone: str = "neutral", parent: QWidget | None = None) -> QLabel:
    """Return a chip that only shows.

    Args:
        text: a word or two.
        tone: ``neutral``, ``accent``, ``hint`` or the value of an ``EventKind``.
        parent: the owner, if it is known already.
    """
    label = plain_label(text, "chip", parent)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    set_tone(label, tone)
    return label


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a chip another tone."""
    if widget.property("chip") != tone:
        widget.setProperty("chip", tone)
        restyled(widget)


def set_role(label: QLabel, role: str) -> None:
    """Give a label another of the roles that ``plain_label`` knows."""
    if label.property("role") != role:
        label.setProperty("role", role)
        restyled(label)


def restyled(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class ChipButton(QPushButton):
    """A chip that can be pressed, or with ``checkable`` switched."""

    def __init__(
        self,
        text: str,
        tone: str = "neutral",
        parent: QWidget | None = None,
        *,
        glyph: QIcon | None = None,
        checkable: bool = False,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setProperty("chip", tone)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if glyph is not None:
            self.setIcon(glyph)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to what is around, unless they choose within a group."""
        if event.key() in ARROWS and self.group() is None:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ElidedChip(ChipButton):
    """A chip with people's words, which end in “…” where the room ends."""

    def minimumSizeHint(self) -> QSize:
        """Do with room for a glyph and the first letters."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST_WIDTH), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shorten the words by as much as the chip is narrower than it would like to be."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        lacking = self.sizeHint().width() - self.width()
        if lacking > 0:
            metrics, text = self.fontMetrics(), self.text()
            room = metrics.horizontalAdvance(text) - lacking
            option.text = metrics.elidedText(text, _END, room)  # type: ignore[attr-defined]
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)


def severity_tone(severity: str) -> str:
    """Return the chip tone for a severity: the two gravest stand out, the rest are neutral."""
    digits = [character for character in severity if character.isdigit()]
    return "alert" if digits and digits[0] in "012" else "neutral"
