"""A switch for something that is on or off at once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

_TRACK = QSize(32, 18)
_GAP = 10
_RING = 3


class ToggleSwitch(QAbstractButton):
    """A switch with its text beside it; Space or a click turns it, ``toggled`` tells."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for track, ring and text."""
        text = self.fontMetrics().horizontalAdvance(self.text())
        width = _TRACK.width() + 2 * _RING + (_GAP + text if self.text() else 0)
        height = max(_TRACK.height() + 2 * _RING, self.fontMetrics().height() + 4)
        return QSize(width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the knob, the focus ring and the text."""
        palette, role = self.palette(), QPalette.ColorRole
        rect = QRectF(self.rect())
        top = (rect.height() - _TRACK.height()) / 2
        left = rect.width() - _TRACK.width() - _RING if self.isRightToLeft() else float(_RING)
        track = QRectF(left, top, _TRACK.width(), _TRACK.height())
        on = self.isChecked() != self.isRightToLeft()
        knob_x = track.right() - _TRACK.height() + 2 if on else track.left() + 2
        knob = QRectF(knob_x, top + 2, _TRACK.height() - 4, _TRACK.height() - 4)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self.isEnabled():
                painter.setOpacity(0.5)
            if self.hasFocus():
                painter.setPen(QPen(palette.color(role.Highlight), 2))
                ring = track.adjusted(-2, -2, 2, 2)
                painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(role.Highlight if self.isChecked() else role.Mid))
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
            painter.setBrush(palette.color(role.HighlightedText if on else role.Base))
            painter.drawEllipse(knob)
            painter.setPen(palette.color(role.WindowText))
            beside = _TRACK.width() + _RING + _GAP
            text_rect = self.rect().adjusted(beside, 0, 0, 0)
            if self.isRightToLeft():
                text_rect = self.rect().adjusted(0, 0, -beside, 0)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(text_rect, int(align), self.text())
