"""A sentence that floats over the canvas and says what to do next."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from postmortem_desktop.ui.announcing import announce
from postmortem_desktop.ui.widgets.labels import plain_label

_GAP, _INSET = 12, 14


class FloatingNote(QFrame):
    """Lets the mouse through, and is read out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label = plain_label("", "strong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, 8, _INSET, 8)
        row.addWidget(self.label)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing any more."""
        self.label.setText(sentence)
        self.setVisible(bool(sentence))
        self.raise_()
        announce(self, sentence)

    def stand_in(self, room: QRect) -> None:
        """Stand in a rectangle of the parent; where it is narrow, further lines reach above it."""
        whole = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 2
        around = 2 * (_INSET + self.frameWidth())
        width = min(whole + around, room.width() - 2 * _GAP)
        height = self.heightForWidth(width)
        left = room.center().x() - width // 2
        top = min(room.center().y() - height // 2, room.bottom() - height)
        self.setGeometry(left, top, width, height)
