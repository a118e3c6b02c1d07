"""The action items as a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.findings import ActionItem, ActionStatus, Finding
from postmortem_desktop.domain.findings import ContributingFactor as Factor
from postmortem_desktop.domain.names import ACTION_KIND_NAMES, ACTION_STATUS_NAMES
from postmortem_desktop.domain.records import Link
from postmortem_desktop.editing.finding_edits import change_item
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

COLUMNS = (
    ("title", N_("Action")),
    ("kind", N_("Kind")),
    ("owner", N_("Owner")),
    ("due", N_("Due")),
    ("status", N_("Status")),
    ("tracker", N_("Tracker")),
    ("done_test", N_("Done when")),
    ("from", N_("From")),
)
"""Field of the record and heading of each column; ``from`` is what the item is tied to."""

QUESTIONS = {"owner": N_("who?"), "due": N_("when?"), "done_test": N_("what shows it?")}
"""What an empty cell asks."""

MISSING_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether the cell is empty and asks for something."""

HINTED_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether there is a hint on the wording of the cell."""

_NAMES: dict[str, dict[Any, str]] = {
    "kind": ACTION_KIND_NAMES,
    "status": ACTION_STATUS_NAMES,
}


class ActionTable(QAbstractTableModel):
    """Rows are the action items that were not decided against, in their order."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._items = self._current()
        workspace.sieve_changed.connect(self._tell_titles)
        workspace.changed.connect(self._follow)

    def item_at(self, row: int) -> ActionItem:
        """Return the action item of a row."""
        return self._items[row]

    def row_of(self, item_id: str) -> int:
        """Return the row of an action item, -1 if it has none."""
        ids = [item.id for item in self._items]
        return ids.index(item_id) if item_id in ids else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of items."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(COLUMNS[section][1])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everything but the last column be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_own = COLUMNS[index.column()][0] != "from"
        return flags | Qt.ItemFlag.ItemIsEditable if is_own else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as it is read, or (edit role) as it is edited."""
        if not index.isValid():
            return None
        item, name = self._items[index.row()], COLUMNS[index.column()][0]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(item, name) or _(QUESTIONS.get(name, ""))
            case Qt.ItemDataRole.EditRole:
                return self._edited(item, name)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._shown(item, name)
            case _ if role == MISSING_ROLE:
                return name in QUESTIONS and not self._shown(item, name)
            case _ if role == HINTED_ROLE:
                return name == "title" and bool(self._workspace.sieve.action_hints(item))
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Make an Edit of what was typed or chosen."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        item, name = self._items[index.row()], COLUMNS[index.column()][0]
        if name == "due":
            value = _date_of(str(value))
        elif name == "title" and not str(value).strip():
            return False
        values: dict[str, Any] = {name: value}
        edit = change_item(self._workspace.dossier, ActionItem, item.id, **values)
        return self._workspace.perform(edit)

    def _tell_titles(self) -> None:
        if self._items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, 0))

    def _shown(self, item: ActionItem, name: str) -> str:
        if name == "from":
            sources = (
                source.title
                for kind in (Factor, Finding)
                for source in self._workspace.dossier.linked(item.id, kind)
            )
            return next(sources, "")
        value = getattr(item, name)
        if name in _NAMES:
            return _(_NAMES[name][value])
        return "" if value is None else str(value)

    def _edited(self, item: ActionItem, name: str) -> object:
        value = self._shown(item, name) if name == "from" else getattr(item, name)
        return value.isoformat() if isinstance(value, date) else value

    def _current(self) -> list[ActionItem]:
        actions = self._workspace.dossier.actions()
        return [action for action in actions if action.status is not ActionStatus.DECLINED]

    def _follow(self, edit: Edit) -> None:
        if not any(edit.touches(kind) for kind in (ActionItem, Link, Factor, Finding)):
            return
        items = self._current()
        if [item.id for item in items] != [item.id for item in self._items]:
            self.beginResetModel()
            self._items = items
            self.endResetModel()
            return
        self._items = items
        if items:
            last = self.index(len(items) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _date_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
