"""The cards of the tray: walk, rename, order and delete them, drag one onto the canvas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.timeline_edits import remove_events
from postmortem_desktop.editing.undated_edits import reorder_undated
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.tray_card import EVENT, TrayCard
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip
from postmortem_desktop.ui.workspace import Workspace

UNDATED_MIME = "application/x-postmortem-undated"
"""The id of an event without a time, in UTF-8."""

_GAP = 8
_ALT = Qt.KeyboardModifier.AltModifier


class TrayList(QListWidget):
    """One row of cards; what is done with them becomes edits here."""

    left = Signal()
    """Escape: the keyboard goes elsewhere."""

    def __init__(
        self, workspace: Workspace, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._theme = workspace, theme
        self._gap = -1
        self.card = TrayCard(workspace, theme, self)
        self.setItemDelegate(self.card)
        self.setAccessibleName(_("Events whose time is not known"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setSpacing(_GAP // 2)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        theme.changed.connect(self.viewport().update)
        workspace.flush_requested.connect(self.card.finish)

    def show_events(self, events: Sequence[TimelineEvent]) -> None:
        """Show these cards; the keyboard stays at its event, or at the place where it was."""
        row, before = self.currentRow(), self.event_ids()
        current = before[row] if 0 <= row < len(before) else ""
        place = self.horizontalScrollBar().value()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        for event in events:
            item = QListWidgetItem(event.title, self)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setData(EVENT, event)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(event))
            item.setToolTip(escaped_tool_tip(event.title))
        ids = self.event_ids()
        if current in ids:
            self.setCurrentRow(ids.index(current))
        elif row >= 0 and self.hasFocus():
            self.setCurrentRow(min(row, len(ids) - 1))
        self.blockSignals(False)  # noqa: FBT003
        self.horizontalScrollBar().setValue(place)

    def event_ids(self) -> list[str]:
        """Return the ids of the cards from left to right."""
        return [self.item(row).data(EVENT).id for row in range(self.count())]

    # Keys

    def event(self, event: QEvent) -> bool:
        """Claim the keys that order the cards, which the window uses elsewhere."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if event.modifiers() == _ALT and event.key() in arrows:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename on Enter, order with Alt and an arrow, delete, leave."""
        key, row = event.key(), self.currentRow()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif row < 0:
            super().keyPressEvent(event)
        elif event.modifiers() == _ALT and key == Qt.Key.Key_Left:
            self._reorder(row, row - 1)
        elif event.modifiers() == _ALT and key == Qt.Key.Key_Right:
            self._reorder(row, row + 2)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A line for a title leaves this key to the list, too.
            if self.state() != QAbstractItemView.State.EditingState:
                self.editItem(self.item(row))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._delete(self.item(row).data(EVENT))
        else:
            super().keyPressEvent(event)

    # Drag and drop

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Return what is dragged of a card: which event it is."""
        mime = QMimeData()
        if items:
            mime.setData(UNDATED_MIME, QByteArray(items[0].data(EVENT).id.encode()))
        return mime

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Lift the card; what it is dropped on decides what becomes of it."""
        item = self.currentItem()
        drag = QDrag(self)
        drag.setMimeData(self.mimeData([item]))
        rect = self.visualItemRect(item)
        drag.setPixmap(self.viewport().grab(rect))
        drag.setHotSpot(QPoint(12, rect.height() // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards of the tray, to order them."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which cards it would stand."""
        if not event.mimeData().hasFormat(UNDATED_MIME):
            event.ignore()
            return
        self._show_gap(self._gap_at(event.position().toPoint().x()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        self._show_gap(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the card there."""
        self._show_gap(-1)
        dropped = bytes(event.mimeData().data(UNDATED_MIME).data()).decode("utf-8", "replace")
        ids = self.event_ids()
        if dropped in ids:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._reorder(ids.index(dropped), self._gap_at(event.position().toPoint().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, and a line where a dragged one would stand."""
        super().paintEvent(event)
        if self._gap < 0:
            return
        last = self.visualItemRect(self.item(self.count() - 1))
        at_end = self._gap == self.count()
        x = last.right() if at_end else self.visualItemRect(self.item(self._gap)).left()
        line = QRect(x + (_GAP // 2 if at_end else -_GAP // 2), last.top(), 2, last.height())
        with QPainter(self.viewport()) as painter:
            painter.fillRect(line, self._theme.theme.accent)

    # Inside

    def _gap_at(self, x: int) -> int:
        """Return before which card a column is; the number of cards behind the last one."""
        middles = (self.visualItemRect(self.item(row)).center().x() for row in range(self.count()))
        return sum(middle < x for middle in middles)

    def _show_gap(self, gap: int) -> None:
        self._gap = gap
        self.viewport().update()

    def _reorder(self, row: int, gap: int) -> None:
        """Put a card before the one that is at ``gap`` now; the hidden ones keep their order."""
        ids = self.event_ids()
        if not 0 <= gap <= len(ids) or gap in (row, row + 1):
            return
        dossier = self._workspace.dossier
        others = [e.id for e in dossier.events() if e.starts_at is None and e.id != ids[row]]
        place = others.index(ids[gap]) if gap < len(ids) else others.index(ids[-1]) + 1
        self._workspace.perform(reorder_undated(dossier, ids[row], place))

    def _delete(self, event: TimelineEvent) -> None:
        if not event.locked:
            self._workspace.perform(remove_events(self._workspace.dossier, [event.id]))

    def _spoken(self, event: TimelineEvent) -> str:
        return self.card.spoken_name(event)
