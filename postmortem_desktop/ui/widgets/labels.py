"""Labels that show text exactly as it is, never as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from postmortem_desktop.ui.fonts import base_font, tabular


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

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        text = " ".join(self.text().split())
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == text else escaped_tool_tip(text))
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), int(self.alignment()), shown)


def escaped_tool_tip(text: str) -> str:
    """Return people's text for a tool tip, which Qt would otherwise read as markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>" if text else ""
