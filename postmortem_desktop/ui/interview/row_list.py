"""A short list whose rows are small widgets; the arrow keys choose one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from postmortem_desktop.ui.widgets.labels import ElidedLabel

_KEY = Qt.ItemDataRole.UserRole
_RADIUS = 7.0
_SIDE, _ABOVE = 8, 6
"""What the style sheet keeps free around a row."""


class Row(QWidget):
    """A mark, a title and a line below it."""

    def __init__(self, mark: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", "strong")
        self.caption = ElidedLabel("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(10)
        if mark is not None:
            row.addWidget(mark)
        self.words = QVBoxLayout()
        self.words.setSpacing(1)
        self.words.addWidget(self.title)
        self.words.addWidget(self.caption)
        row.addLayout(self.words, 1)

    def say(self, title: str, caption: str) -> None:
        """Show other words."""
        self.title.setText(title)
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def spoken_name(self) -> str:
        """Return what is read out for the row."""
        return ", ".join(part for part in (self.title.text(), self.caption.text()) if part)


class RowList(QListWidget):
    """As tall as its rows; whoever holds it gives it room to scroll."""

    chosen = Signal(str)
    """The key of the row that a person went to."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._rows: dict[str, Row] = {}
        self.currentItemChanged.connect(self._tell)
        self.setFixedHeight(0)

    def keys(self) -> list[str]:
        """Return the keys of the rows from top to bottom."""
        return list(self._rows)

    def row(self, key: str) -> Row:  # type: ignore[override]
        """Return the widget of a row."""
        return self._rows[key]

    def set_rows(self, rows: Mapping[str, Row]) -> None:
        """Show other rows; the choice is taken away without a word."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        self._rows = dict(rows)
        for key, row in rows.items():
            item = QListWidgetItem(self)
            item.setData(_KEY, key)
            self.setItemWidget(item, row)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.fit()

    def choose(self, key: str) -> None:
        """Put the choice on a row, or on none; nobody is told."""
        index = self.keys().index(key) if key in self._rows else -1
        if index != self.currentRow():
            self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self.setCurrentRow(index)
            self.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        if index < 0:
            self.clearSelection()
        self.viewport().update()

    def step(self, rows: int) -> None:
        """Go up or down; at the ends stay."""
        self.setCurrentRow(min(max(self.currentRow() + rows, 0), self.count() - 1))

    def fit(self) -> None:
        """Give every row the height of its words, and the list that of its rows."""
        height = 0
        for index, row in enumerate(self._rows.values()):
            item = self.item(index)
            row.ensurePolished()
            hint = row.heightForWidth(max(self.viewport().width() - 2 * _SIDE, 1))
            hint = (hint if hint > 0 else row.sizeHint().height()) + 2 * _ABOVE
            item.setSizeHint(QSize(0, hint))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken_name())
            height += hint
        self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to a new font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring around the row at which the keyboard is."""
        super().paintEvent(event)
        item = self.currentItem()
        if not self.hasFocus() or item is None:
            return
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            ring = QRectF(self.visualItemRect(item)).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, _RADIUS, _RADIUS)

    def _tell(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))
