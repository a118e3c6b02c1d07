"""Draws a hint in the list: its words among those around them, what it is, and a question."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from postmortem_desktop.editing.wording import ListedHint
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing import Tier
from postmortem_desktop.ui.fonts import base_font
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.wording.model import Group, WordingModel, in_context, title_of

_SIDE, _PAD, _GAP = 12, 8, 2
_HEAD_ABOVE = 12
_RADIUS = 7
_MOST_QUESTION_LINES = 3
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)


class WordingDelegate(QStyledItemDelegate):
    """Rows as high as their questions need."""

    def __init__(self, theme: ThemeSource, model: WordingModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._plain = base_font()
        self._strong = base_font()
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._small = base_font(12)
        self._small_strong = base_font(12, QFont.Weight.DemiBold)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room for the lines of a row at the width of the list."""
        row = self._model.row_at(index)
        if isinstance(row, Group):
            return QSize(0, _HEAD_ABOVE + _line(self._strong) + 4)
        lines = _line(self._plain) + _GAP + _line(self._small_strong) + _GAP
        return QSize(0, 2 * _PAD + lines + self._question_height(row, _text_width(option)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row = self._model.row_at(index)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Group):
            place = rect.adjusted(_SIDE, _HEAD_ABOVE, -_SIDE, 0)
            painter.setFont(self._strong)
            painter.setPen(self._theme.theme.text)
            painter.drawText(place, 0, _cut(row.name, self._strong, place.width()))
        else:
            self._draw_ground(painter, rect, option.state)  # type: ignore[attr-defined]
            self._draw_hint(painter, rect.adjusted(_SIDE, _PAD, -_SIDE, -_PAD), row)
        painter.restore()

    def _draw_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        theme = self._theme.theme
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not selected and not hovered:
            return
        painter.setBrush(theme.accent_soft if selected else theme.background)
        ring = focused and selected
        painter.setPen(QPen(theme.accent, 2) if ring else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect.adjusted(3, 1, -3, -1), _RADIUS, _RADIUS)

    def _draw_hint(self, painter: QPainter, inner: QRect, listed: ListedHint) -> None:
        theme = self._theme.theme
        self._draw_words(painter, inner, listed)
        top = inner.top() + _line(self._plain) + _GAP
        painter.setFont(self._small_strong)
        painter.setPen(theme.hint)
        title = _cut(title_of(listed), self._small_strong, inner.width())
        painter.drawText(QRect(inner.left(), top, inner.width(), inner.height()), 0, title)
        top += _line(self._small_strong) + _GAP
        painter.setFont(self._small)
        painter.setPen(theme.text_secondary)
        place = QRect(
            inner.left(), top, inner.width(), self._question_height(listed, inner.width())
        )
        painter.setClipRect(place)
        painter.drawText(place, _WRAPPED, _question(listed))

    def _draw_words(self, painter: QPainter, inner: QRect, listed: ListedHint) -> None:
        """Draw the words in full as far as there is room, and around them what else fits."""
        theme = self._theme.theme
        before, words, after = in_context(listed)
        metrics, strong = QFontMetrics(self._plain), QFontMetrics(self._strong)
        words = _cut(words, self._strong, inner.width())
        room = inner.width() - strong.horizontalAdvance(words)
        left = min(metrics.horizontalAdvance(before), max(room // 3, 0))
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, left)
        x = inner.left()
        height = _line(self._plain)
        for text, font, colour in (
            (before, self._plain, theme.text),
            (words, self._strong, theme.text),
            (after, self._plain, theme.text),
        ):
            space = max(inner.right() - x + 1, 0)
            shown = text if font is self._strong else _cut(text, font, space)
            width = QFontMetrics(font).horizontalAdvance(shown)
            place = QRect(x, inner.top(), width, height)
            if font is self._strong:
                self._mark(painter, place, listed.hint.tier)
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
            x += width

    def _mark(self, painter: QPainter, place: QRect, tier: Tier) -> None:
        """Draw a quiet line below words: whole for hard hints, dotted for soft ones."""
        whole, dotted = Qt.PenStyle.SolidLine, Qt.PenStyle.DotLine
        pen = QPen(self._theme.theme.hint, 1.5, whole if tier is Tier.HARD else dotted)
        painter.setPen(pen)
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _question_height(self, listed: ListedHint, width: int) -> int:
        room = QRect(0, 0, max(width, 40), 10_000)
        needed = QFontMetrics(self._small).boundingRect(room, _WRAPPED, _question(listed)).height()
        return min(needed, _MOST_QUESTION_LINES * _line(self._small))


def _question(listed: ListedHint) -> str:
    return _("“{question}”").format(question=listed.hint.question)


def _line(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing()


def _cut(text: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _text_width(option: QStyleOptionViewItem) -> int:
    """Return the width of the words, the same whether the list needs a scroll bar or not."""
    view = option.widget  # type: ignore[attr-defined]
    assert isinstance(view, QAbstractItemView), "a delegate draws for a view"
    return view.viewport().width() - 2 * _SIDE
