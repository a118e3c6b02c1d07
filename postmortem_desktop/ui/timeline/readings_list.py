"""The ways to read a typed line, below it: one is marked, a click takes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.fonts import base_font, tabular

_AROUND_TEXT = 14
_BESIDE_TEXT = 24
_ENDLESS = 10_000


class ReadingsList(QListWidget):
    """Never takes the focus: the keys come from the line above it.

    A reading runs on in further lines. Where there is no room for all readings, they scroll.
    """

    taken = Signal(int)
    """The row that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Ways to read the line"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setFont(tabular(base_font()))
        self.itemClicked.connect(self._take)
        self.hide()

    def show_texts(self, texts: Sequence[str], row: int) -> None:
        """Show these, the one at ``row`` marked; nothing is shown where there is no choice."""
        self.clear()
        for number, text in enumerate(texts if len(texts) > 1 else (), 1):
            item = QListWidgetItem(f"{number}   {text}", self)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
        self._measure()
        self.setCurrentRow(row)
        self.setVisible(self.count() > 0)

    def sizeHint(self) -> QSize:
        """Show all of them."""
        return QSize(super().sizeHint().width(), sum(self._heights()))

    def minimumSizeHint(self) -> QSize:
        """Show one at least."""
        return QSize(0, max(self._heights(), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _heights(self) -> list[int]:
        return [self.item(row).sizeHint().height() for row in range(self.count())]

    def _measure(self) -> None:
        room = QRect(0, 0, max(self.viewport().width() - _BESIDE_TEXT, 1), _ENDLESS)
        wrapped = Qt.TextFlag.TextWordWrap
        for row in range(self.count()):
            item = self.item(row)
            taken = self.fontMetrics().boundingRect(room, wrapped, item.text())
            item.setSizeHint(QSize(0, taken.height() + _AROUND_TEXT))
        self.updateGeometry()

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(self.row(item))
