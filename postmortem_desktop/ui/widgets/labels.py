"""Labels that show text exactly as it is, never as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from postmortem_desktop.ui.fonts import base_font, tabular

_LEAST_PART = 96
"""Pixels that are left of what gives way, so that it is seen to be there."""


def plain_label(
    text: str = "", role: str = "body", parent: QWidget | None = None, *, wrap: bool = False
) -> QLabel:
    """Return a label in plain text.

    Args:
        text: what people wrote or the program says; a “<” is a less-than sign.
        role: ``title``, ``heading``, ``question``, ``figure``, ``strong``, ``label``, ``body``,
            ``secondary``, ``caption``, ``good``, ``hint``, ``keycap`` or ``time``.
        parent: the owner, if it is known already.
        wrap: whether long text runs on in further lines.
    """
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    if role == "time":
        label.setFont(tabular(base_font()))
    label.setText(text)
    return label


class ElidedLabel(QLabel):
    """A line of plain text that ends in “…” where the room ends; the tool tip has all of it."""

    giving_way = ""
    """A part of the text that is shortened before the rest is."""
    explanation = ""
    """What the tool tip says besides; plain text."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    @property
    def whole_text(self) -> str:
        """The text in one line."""
        return " ".join(self.text().split())

    @property
    def shown_text(self) -> str:
        """What of it there is room for."""
        part = " ".join(self.giving_way.split())
        return shortened(self.whole_text, QFontMetrics(self.font()), self.width(), part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        text, shown = self.whole_text, self.shown_text
        lines = (() if shown == text else (text,)) + (self.explanation,) * bool(self.explanation)
        self.setToolTip("<br>".join(map(escaped_tool_tip, lines)))
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), int(self.alignment()), shown)


def shortened(text: str, metrics: QFontMetrics, room: int, giving_way: str = "") -> str:
    """Return a text as far as there is room, in pixels; a part of it may give way first."""
    over = metrics.horizontalAdvance(text) - room
    if over > 0 and giving_way:
        kept = max(metrics.horizontalAdvance(giving_way) - over, _LEAST_PART)
        part = metrics.elidedText(giving_way, Qt.TextElideMode.ElideRight, kept)
        text = text.replace(giving_way, part, 1)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def escaped_tool_tip(text: str) -> str:
    """Return people's text for a tool tip, which Qt would otherwise read as markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>" if text else ""
