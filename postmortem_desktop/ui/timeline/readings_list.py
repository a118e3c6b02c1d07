"""The ways to read a typed line, below it: one is marked, a click takes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.fonts import base_font, tabular
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip, shortened

_AROUND_TEXT = 14
_REMARK = Qt.ItemDataRole.UserRole


class _Shortening(QStyledItemDelegate):
    """Shortens the remark of a reading before when, where and what it says."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take the text as far as there is room."""
        super().initStyleOption(option, index)
        style = option.widget.style()
        place = style.subElementRect(style.SubElement.SE_ItemViewItemText, option, option.widget)
        around = style.pixelMetric(style.PixelMetric.PM_FocusFrameHMargin) + 1
        room, remark = place.width() - 2 * around, index.data(_REMARK)
        option.text = shortened(option.text, option.fontMetrics, room, remark)


class ReadingsList(QListWidget):
    """Never takes the focus: the keys come from the line above it."""

    taken = Signal(int)
    """The row that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Ways to read the line"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(_Shortening(self))
        self.setFont(tabular(base_font()))
        self.itemClicked.connect(self._take)
        self.hide()

    def show_texts(self, texts: Sequence[str], remarks: Sequence[str], row: int) -> None:
        """Show these, the one at ``row`` marked; nothing is shown where there is no choice.

        The remark that is part of a text gives way where there is no room for all of it.
        """
        self.clear()
        height = QFontMetrics(self.font()).height() + _AROUND_TEXT
        for number, text in enumerate(texts if len(texts) > 1 else (), 1):
            item = QListWidgetItem(f"{number}   {text}", self)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            item.setData(_REMARK, remarks[number - 1])
            item.setToolTip(escaped_tool_tip(text))
            item.setSizeHint(QSize(0, height))
        self.setFixedHeight(height * self.count())
        self.setCurrentRow(row)
        self.setVisible(self.count() > 0)

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(self.row(item))
