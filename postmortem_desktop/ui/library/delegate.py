"""How a session is drawn in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from postmortem_desktop.domain.kinds import EventKind, Status
from postmortem_desktop.ui.fonts import base_font, tabular
from postmortem_desktop.ui.icons import pixmap
from postmortem_desktop.ui.library.model import COLUMNS, SUMMARY_ROLE, Column, cell_text
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.chips import severity_tone

if TYPE_CHECKING:
    from postmortem_desktop.store.recent import SessionSummary

ROW_PX = 48
_SIDE = 12
_CHIP_PX = 20
_GLYPH_PX = 14


class SessionDelegate(QStyledItemDelegate):
    """Draws one cell: the title strong, severity and services as chips, the rest quietly."""

    def __init__(self, source: ThemeSource, view: QTableView) -> None:
        super().__init__(view)
        self._source = source
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        return QSize(super().sizeHint(option, index).width(), ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, hairline and content."""
        theme = self._source.theme
        rect: QRect = option.rect  # type: ignore[attr-defined]
        session: SessionSummary = index.data(SUMMARY_ROLE)
        is_current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view.selectionModel().isSelected(index):
            _fill(painter, rect, theme.accent_soft)
        _fill(painter, rect.adjusted(0, rect.height() - 1, 0, 0), theme.line)
        if is_current and self._view.hasFocus() and index.column() == 0:
            _fill(painter, QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme.accent)
        left = _SIDE + (8 if index.column() == 0 else 0)
        self._draw(painter, rect.adjusted(left, 0, -_SIDE, -1), session, COLUMNS[index.column()])
        painter.restore()

    def _draw(
        self, painter: QPainter, rect: QRect, session: SessionSummary, column: Column
    ) -> None:
        theme, text = self._source.theme, cell_text(session, column)
        if column is Column.MORE:
            _dots(painter, rect, theme.text_secondary)
        elif column is Column.SERVICES:
            _chips(painter, rect, session.services, theme.chip, theme.text_secondary)
        elif column is Column.SEVERITY:
            is_grave = severity_tone(text) == "alert"
            ground = theme.kind_soft(EventKind.ALERT) if is_grave else theme.chip
            ink = theme.kind_text(EventKind.ALERT) if is_grave else theme.text_secondary
            _chips(painter, rect, (text,) if text else (), ground, ink)
        else:
            if column is Column.STATUS and session.status is Status.FINISHED:
                rect = self._glyph(painter, rect, "lock")
            font, ink = self._lettering(session, column)
            _write(painter, rect, text, font, ink)

    def _lettering(self, session: SessionSummary, column: Column) -> tuple[QFont, QColor]:
        theme = self._source.theme
        if column is Column.TITLE:
            return base_font(13, QFont.Weight.DemiBold), theme.text
        if column is Column.ACTIONS and session.overdue:
            return base_font(), theme.hint
        if column in (Column.DATE, Column.DURATION):
            return tabular(base_font()), theme.text_secondary
        return base_font(), theme.text

    def _glyph(self, painter: QPainter, rect: QRect, name: str) -> QRect:
        ratio = self._view.devicePixelRatioF()
        picture = pixmap(name, self._source.theme.text_secondary, _GLYPH_PX, ratio)
        top = rect.top() + (rect.height() - _GLYPH_PX) // 2
        painter.drawPixmap(rect.left(), top, picture)
        return rect.adjusted(_GLYPH_PX + 6, 0, 0, 0)


def _fill(painter: QPainter, rect: QRect, ground: QColor) -> None:
    """Fill a rectangle; ``fillRect`` would first make the names of all of Qt's gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRect(rect)


def _write(painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _dots(painter: QPainter, rect: QRect, ink: QColor) -> None:
    centre = rect.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for shift in (-5, 0, 5):
        painter.drawEllipse(centre.x() + shift - 1, centre.y() - 1, 3, 3)


def _chips(
    painter: QPainter,
    rect: QRect,
    texts: tuple[str, ...],
    ground: QColor,
    ink: QColor,
) -> None:
    """Draw as many chips as fit, and “+2” for the others."""
    font = base_font(12, QFont.Weight.Medium)
    metrics = QFontMetrics(font)
    x, top = rect.left(), rect.top() + (rect.height() - _CHIP_PX) // 2
    for place, text in enumerate(texts):
        rest = len(texts) - place
        room = rect.right() - x
        width = metrics.horizontalAdvance(text) + 18
        if place and width + (34 if rest > 1 else 0) > room:
            text, width = f"+{rest}", metrics.horizontalAdvance(f"+{rest}") + 18
            rest = 0
        width = min(width, room)
        chip = QRect(x, top, width, _CHIP_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, _CHIP_PX / 2, _CHIP_PX / 2)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 14)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), shown)
        x += width + 6
        if not rest:
            return
