"""The imported items of a session as a list, a page at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.times import moment_text
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.timeline.drops import EVIDENCE_MIME
from postmortem_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from postmortem_desktop.store.evidence import EvidenceRow

ROW_ROLE = Qt.ItemDataRole.UserRole
PAGE = 200

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class InboxModel(QAbstractListModel):
    """The items that a search leaves, in the order of their time; more are read on scrolling."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._search = ""
        self._rows: list[EvidenceRow] = []
        self._has_more = False
        self._rows = self._read(0, PAGE)

    def search(self, words: str) -> None:
        """Show only items with these words."""
        if words == self._search:
            return
        self.beginResetModel()
        self._search = words
        self._rows = self._read(0, PAGE)
        self.endResetModel()

    def refresh(self) -> None:
        """Read again what is shown; the same items in the same order stay where they are."""
        rows = self._read(0, max(len(self._rows), PAGE))
        if [row.item.id for row in rows] == [row.item.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def item(self, index: Index) -> EvidenceItem:
        """Return the item at an index."""
        return self._rows[index.row()].item

    def is_placed(self, index: Index) -> bool:
        """Whether something on the timeline came from the item at an index."""
        return self._rows[index.row()].placed

    def row_of(self, item_id: str) -> int | None:
        """Return the row of an item among those read so far."""
        rows = enumerate(self._rows)
        return next((number for number, row in rows if row.item.id == item_id), None)

    def time_text(self, item: EvidenceItem) -> str:
        """Return when the item was, on the wall clock of the session."""
        if item.at is None:
            return item.time_text or _("no time")
        day = self._workspace.dossier.day(self._workspace.clock())
        return moment_text(item.at, self._workspace.zone, day)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many items were read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words for screen readers and searching, or the whole row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = [self.time_text(row.item), row.item.text, row.item.actor or row.source_name]
            return ", ".join([*parts, _("on timeline")] if row.placed else parts)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether the store has further items."""
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if parent.isValid():
            return
        start = len(self._rows)
        rows = self._read(start, PAGE)
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every item be selected and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return (
            flag.ItemIsEnabled
            | flag.ItemIsSelectable
            | flag.ItemIsDragEnabled
            | flag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        """Return the form in which items are dragged."""
        return [EVIDENCE_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return ids and times of the items, in the order of the list."""
        items = [self.item(index) for index in sorted(indexes, key=QModelIndex.row)]
        dragged = [{"id": i.id, "at": i.at.isoformat() if i.at else None} for i in items]
        mime = QMimeData()
        mime.setData(EVIDENCE_MIME, QByteArray(json.dumps(dragged).encode()))
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        """Items stay in the inbox when they are placed."""
        return Qt.DropAction.CopyAction

    def _read(self, offset: int, limit: int) -> list[EvidenceRow]:
        """Read one item more than asked for, to know whether there are more."""
        rows = self._workspace.evidence.page(
            self._workspace.dossier.postmortem.id,
            search=self._search,
            offset=offset,
            limit=limit + 1,
        )
        self._has_more = len(rows) > limit
        return rows[:limit]
