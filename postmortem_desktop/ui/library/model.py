"""The sessions as a table, and which of them are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from postmortem_desktop.domain.kinds import Status
from postmortem_desktop.domain.times import day_text, duration_text
from postmortem_desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from postmortem_desktop.store.recent import SessionSummary

Index = QModelIndex | QPersistentModelIndex

STATUS_NAMES = {
    Status.PREPARING: N_("Preparing"),
    Status.IN_SESSION: N_("In session"),
    Status.FINISHED: N_("Finished"),
}
"""What each status is called."""


class Column(StrEnum):
    """The columns, in order."""

    TITLE = N_("Session")
    SEVERITY = N_("Severity")
    DATE = N_("Date")
    STATUS = N_("Status")
    SERVICES = N_("Services")
    DURATION = N_("Duration")
    ACTIONS = N_("Actions")
    MORE = ""


COLUMNS = tuple(Column)
SUMMARY_ROLE = Qt.ItemDataRole.UserRole


class Filter(StrEnum):
    """Which sessions are shown."""

    ALL = "all"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    ARCHIVED = "archived"
    BIN = "bin"


FILTER_NAMES = {
    Filter.ALL: N_("All"),
    Filter.IN_PROGRESS: N_("In progress"),
    Filter.FINISHED: N_("Finished"),
    Filter.ARCHIVED: N_("Archived"),
    Filter.BIN: N_("Bin"),
}
"""What each filter is called."""


_IN_BIN, _PUT_AWAY = (Filter.BIN,), (Filter.ARCHIVED,)
_DONE, _RUNNING = (Filter.ALL, Filter.FINISHED), (Filter.ALL, Filter.IN_PROGRESS)


def filters_of(session: SessionSummary) -> tuple[Filter, ...]:
    """Return the filters that show a session; what lies in the bin is shown nowhere else."""
    if session.deleted_at is not None:
        return _IN_BIN
    if session.archived:
        return _PUT_AWAY
    return _DONE if session.status is Status.FINISHED else _RUNNING


def cell_text(session: SessionSummary, column: Column) -> str:
    """Return what a cell says in words."""
    return _CELLS[column](session)


def actions_text(open_actions: int, overdue: int) -> str:
    """Return how many actions are open, and how many of these are past their day."""
    if not open_actions:
        return ""
    text = ngettext("{count} open", "{count} open", open_actions).format(count=open_actions)
    if overdue:
        late = ngettext("{count} overdue", "{count} overdue", overdue).format(count=overdue)
        text = f"{text} · {late}"
    return text


_CELLS: dict[Column, Callable[[SessionSummary], str]] = {
    Column.TITLE: lambda s: s.title or _("Untitled session"),
    Column.SEVERITY: lambda s: s.severity,
    Column.DATE: lambda s: day_text(s.occurred_at, s.zone),
    Column.STATUS: lambda s: _(STATUS_NAMES[s.status]),
    Column.SERVICES: lambda s: ", ".join(s.services),
    Column.DURATION: lambda s: "" if s.duration is None else duration_text(s.duration),
    Column.ACTIONS: lambda s: actions_text(s.open_actions, s.overdue),
    Column.MORE: lambda _s: "",
}

_SORT_VALUES: dict[Column, Callable[[SessionSummary], Any]] = {
    Column.DATE: lambda s: s.occurred_at,
    Column.DURATION: lambda s: timedelta(-1) if s.duration is None else s.duration,
    Column.ACTIONS: lambda s: s.open_actions,
}


def _words_of(column: Column, session: SessionSummary) -> str:
    return cell_text(session, column).casefold()


class SessionModel(QAbstractTableModel):
    """The sessions under one filter that hold the words sought, one a row, in the order chosen.

    Filtering and sorting happen here and not in a proxy, which would ask for every cell through
    Qt: with a thousand sessions that takes longer than all else until the first paint.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sessions: Sequence[SessionSummary] = ()
        self._rows: list[SessionSummary] = []
        self._shown = Filter.ALL
        self._words: tuple[str, ...] = ()
        self._column = Column.DATE
        self._order = Qt.SortOrder.DescendingOrder

    @property
    def sessions(self) -> Sequence[SessionSummary]:
        """All sessions as last read, shown or not."""
        return self._sessions

    def set_sessions(self, sessions: Sequence[SessionSummary]) -> None:
        """Take these from now on."""
        self._sessions = tuple(sessions)
        self._show_anew()

    def show_only(self, shown: Filter) -> None:
        """Show the sessions of another filter."""
        self._shown = shown
        self._show_anew()

    def search(self, text: str) -> None:
        """Show sessions whose title, reference or services hold all of these words."""
        self._words = tuple(text.casefold().split())
        self._show_anew()

    def summary(self, row: int) -> SessionSummary:
        """Return the session shown in a row."""
        return self._rows[row]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; what is selected stays so."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        chosen = [self._rows[index.row()].id for index in before]
        self._column, self._order = COLUMNS[column], order
        self._put_in_order()
        rows = {session.id: row for row, session in enumerate(self._rows)}
        after = [
            self.index(rows[key], index.column()) for key, index in zip(chosen, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _show_anew(self) -> None:
        self.beginResetModel()
        self._rows = [
            session
            for session in self._sessions
            if self._shown in filters_of(session) and self._holds_words(session)
        ]
        self._put_in_order()
        self.endResetModel()

    def _holds_words(self, session: SessionSummary) -> bool:
        if not self._words:
            return True
        place = " ".join((session.title, session.reference, *session.services)).casefold()
        return all(word in place for word in self._words)

    def _put_in_order(self) -> None:
        self._rows.sort(
            key=_SORT_VALUES.get(self._column) or partial(_words_of, self._column),
            reverse=self._order is Qt.SortOrder.DescendingOrder,
        )

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of sessions shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            name = COLUMNS[section].value
            return _(name) if name else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, or the session."""
        if not index.isValid():
            return None
        session = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(session, COLUMNS[index.column()])
        if role == SUMMARY_ROLE:
            return session
        return None
