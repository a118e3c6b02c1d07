"""Draws an item of the inbox as a card: kind and time, two lines of words, where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from postmortem_desktop.domain.evidence import ActorKind, EvidenceItem
from postmortem_desktop.domain.kinds import SOFT_PRECISIONS, EventKind
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.evidence.inbox_model import ROW_ROLE, InboxModel
from postmortem_desktop.ui.fonts import base_font, tabular
from postmortem_desktop.ui.icons import pixmap
from postmortem_desktop.ui.theme import ThemeSource

if TYPE_CHECKING:
    from postmortem_desktop.store.evidence import EvidenceRow

_PAD = 10
_GAP = 8
"""Below each card."""
_ICON = 14
_RADIUS = 9.0
_MOST_LINES = 2
_KINDS = {kind.value: kind for kind in EventKind}


class CardDelegate(QStyledItemDelegate):
    """Cards as high as their words need, two lines at most."""

    def __init__(self, theme: ThemeSource, model: InboxModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._words = base_font()
        self._time = tabular(base_font())
        self._time.setWeight(QFont.Weight.DemiBold)
        self._source = base_font()
        self._source.setPixelSize(11)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room for the lines that the words take at the width of the list."""
        lines = self._lines(self._model.item(index).text, _text_width(option))
        height = 2 * _PAD + self._line(self._time) + 4 + self._line(self._source)
        return QSize(0, round(height + len(lines) * self._line(self._words)) + _GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the card."""
        row: EvidenceRow = index.data(ROW_ROLE)
        card = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -_GAP - 0.5)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, card, option.state)  # type: ignore[attr-defined]
        inner = card.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        self._draw_head(painter, inner, row.item)
        top = inner.top() + self._line(self._time) + 2
        painter.setFont(self._words)
        painter.setPen(self._theme.theme.text)
        for line in self._lines(row.item.text, _text_width(option)):
            place = QRectF(inner.left(), top, inner.width(), self._line(self._words))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), line)
            top = place.bottom()
        foot = QRectF(inner.left(), top + 2, inner.width(), self._line(self._source))
        painter.setFont(self._source)
        painter.setPen(self._theme.theme.text_secondary)
        painter.drawText(
            foot, int(Qt.AlignmentFlag.AlignVCenter), self._source_text(row, foot.width())
        )
        painter.restore()

    def _draw_ground(self, painter: QPainter, card: QRectF, state: QStyle.StateFlag) -> None:
        theme = self._theme.theme
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(theme.accent_soft if selected else theme.raised)
        edge = theme.accent if selected or focused else theme.edge if hovered else theme.line
        painter.setPen(QPen(edge, 2.0 if focused else 1.0))
        painter.drawRoundedRect(card, _RADIUS, _RADIUS)

    def _draw_head(self, painter: QPainter, inner: QRectF, item: EvidenceItem) -> None:
        colour = self._theme.theme.kind_colour(kind_of(item))
        height = self._line(self._time)
        ratio = painter.device().devicePixelRatio()
        top = inner.top() + (height - _ICON) / 2
        icon = pixmap(kind_of(item).value, colour, _ICON, ratio)
        painter.drawPixmap(QRectF(inner.left(), top, _ICON, _ICON).topLeft(), icon)
        text = self._model.time_text(item)
        if item.at is not None and item.precision in SOFT_PRECISIONS:
            text = f"≈ {text}"
        painter.setFont(self._time)
        painter.setPen(colour if item.at is not None else self._theme.theme.text_secondary)
        place = QRectF(inner.left() + _ICON + 8, inner.top(), inner.width() - _ICON - 8, height)
        fitting = QFontMetricsF(self._time).elidedText(
            text, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), fitting)

    def _source_text(self, row: EvidenceRow, width: float) -> str:
        """Return where the item is from; that it is on the timeline is never cut."""
        metrics = QFontMetricsF(self._source)
        source = row.item.actor or row.source_name
        rest = _("on timeline") if row.placed else row.item.lane
        tail = f" · {rest}" if rest and rest != source else ""
        if not row.placed:
            return metrics.elidedText(source + tail, Qt.TextElideMode.ElideRight, width)
        room = width - metrics.horizontalAdvance(tail)
        return metrics.elidedText(source, Qt.TextElideMode.ElideRight, room) + tail

    def _line(self, font: QFont) -> float:
        return QFontMetricsF(font).lineSpacing()

    def _lines(self, text: str, width: float) -> list[str]:
        """Return the words in lines of this width, the last one cut where there is more."""
        words = " ".join(text.split())
        layout = QTextLayout(words, self._words)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= _MOST_LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            starts.append(line.textStart())
        layout.endLayout()
        # Qt counts in UTF-16.
        units = words.encode("utf-16-le", "surrogatepass")
        shown = starts[:_MOST_LINES]
        ends = [*shown[1:], len(units) // 2]
        lines = [
            units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass").strip()
            for start, end in zip(shown, ends, strict=True)
        ]
        if len(starts) > _MOST_LINES:
            lines[-1] = QFontMetricsF(self._words).elidedText(
                lines[-1], Qt.TextElideMode.ElideRight, width
            )
        return lines


def kind_of(item: EvidenceItem) -> EventKind:
    """Return the kind that the item's source names, or the likeliest one."""
    spoken = EventKind.MESSAGE if item.actor_kind is ActorKind.PERSON else EventKind.OBSERVATION
    return _KINDS.get(item.kind, spoken)


def _text_width(option: QStyleOptionViewItem) -> float:
    """Return the width of the words, the same whether the list needs a scroll bar or not."""
    view = option.widget  # type: ignore[attr-defined]
    assert isinstance(view, QAbstractItemView), "a delegate draws for a view"
    return float(view.width() - view.verticalScrollBar().sizeHint().width() - 2 * _PAD)
