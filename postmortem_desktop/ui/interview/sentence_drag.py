"""Taking hold of a sentence: from the selected words, or from a handle beside the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import (
    QDrag,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from postmortem_desktop.ui.interview.sentence_events import sentence_payload
from postmortem_desktop.ui.timeline.drops import SENTENCE_MIME
from postmortem_desktop.ui.widgets.buttons import Button

_CARD_HEIGHT = 28
_CARD_WIDTH = 320
_SIDE = 10


@dataclass(frozen=True, slots=True)
class HeldSentence:
    """Words of an answer that can be put somewhere."""

    answer_id: str
    text: str


Held = Callable[[], HeldSentence | None]
"""Returns the sentence to take hold of now, if there is one."""


def mime_of(sentence: HeldSentence) -> QMimeData:
    """Return what a dragged sentence carries."""
    mime = QMimeData()
    mime.setText(sentence.text)
    payload = sentence_payload(sentence.answer_id, sentence.text)
    mime.setData(SENTENCE_MIME, payload.encode("utf-8"))
    return mime


def drag_sentence(source: QWidget, sentence: HeldSentence) -> None:
    """Let a sentence be carried away; the words stay in the answer."""
    drag = QDrag(source)
    drag.setMimeData(mime_of(sentence))
    drag.setPixmap(card_picture(sentence.text, source))
    drag.setHotSpot(QPoint(_SIDE, _CARD_HEIGHT // 2))
    drag.exec(Qt.DropAction.CopyAction)


def card_picture(text: str, source: QWidget) -> QPixmap:
    """Return a small card with the words, to be drawn under the pointer."""
    metrics = QFontMetrics(source.font())
    width = min(metrics.horizontalAdvance(text) + 2 * _SIDE, _CARD_WIDTH)
    ratio = source.devicePixelRatioF()
    picture = QPixmap(round(width * ratio), round(_CARD_HEIGHT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    palette, role = source.palette(), QPalette.ColorRole
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(role.Highlight), 1.5))
        painter.setBrush(palette.color(role.Base))
        painter.drawRoundedRect(QRectF(1, 1, width - 2, _CARD_HEIGHT - 2), 6, 6)
        painter.setFont(source.font())
        painter.setPen(palette.color(role.Text))
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 2 * _SIDE)
        inside = QRectF(_SIDE, 0, width - 2 * _SIDE, _CARD_HEIGHT)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), words)
    return picture


class DragHandle(Button):
    """A button that can be dragged; a plain click presses it."""

    def __init__(self, text: str, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(text, "quiet", parent, glyph="drag")
        self._held = held
        self._grip: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take note of where it was taken hold of."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the sentence once the pointer has gone far enough."""
        super().mouseMoveEvent(event)
        if self._grip is None or not _is_far(self._grip, event):
            return
        self._grip = None
        self.setDown(False)
        sentence = self._held()
        if sentence is not None:
            drag_sentence(self, sentence)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        super().mouseReleaseEvent(event)


class SelectionDrag(QObject):
    """Lets the selected words of an editor be carried away as a sentence of their answer.

    Qt's own drag would move the words out of the answer.
    """

    def __init__(self, editor: QTextEdit, held: Held) -> None:
        super().__init__(editor)
        self._editor = editor
        self._held = held
        self._grip: QPoint | None = None
        editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the left button over the selection."""
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        point = event.position().toPoint()
        if event.type() is QEvent.Type.MouseButtonPress:
            is_left = event.button() == Qt.MouseButton.LeftButton
            self._grip = point if is_left and self._is_over_selection(point) else None
            return self._grip is not None
        if self._grip is None:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.MouseMove:
            self._carry(event)
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._grip = None
            self._editor.setTextCursor(self._editor.cursorForPosition(point))
            self._editor.setFocus()
        return True

    def _carry(self, event: QMouseEvent) -> None:
        if self._grip is None or not _is_far(self._grip, event):
            return
        self._grip = None
        sentence = self._held()
        if sentence is not None:
            drag_sentence(self._editor, sentence)

    def _is_over_selection(self, point: QPoint) -> bool:
        cursor = self._editor.textCursor()
        if not cursor.hasSelection():
            return False
        place = self._editor.cursorForPosition(point).position()
        inside = cursor.selectionStart() <= place <= cursor.selectionEnd()
        return inside and self._is_on_words(point)

    def _is_on_words(self, point: QPoint) -> bool:
        """Whether a point is at the line of the cursor that would be put there."""
        there = self._editor.cursorForPosition(point)
        return abs(self._editor.cursorRect(there).center().y() - point.y()) <= _CARD_HEIGHT


def _is_far(grip: QPoint, event: QMouseEvent) -> bool:
    moved = (event.position().toPoint() - grip).manhattanLength()
    return moved >= QApplication.startDragDistance()
