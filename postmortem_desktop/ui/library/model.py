"""The sessions as a table, and which of them are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
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
SORT_ROLE = Qt.ItemDataRole.UserRole + 1


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


def belongs(session: SessionSummary, shown: Filter) -> bool:
    """Whether a session is shown under a filter; what lies in the bin is shown nowhere else."""
    if session.deleted_at is not None or shown is Filter.BIN:
        return session.deleted_at is not None and shown is Filter.BIN
    if session.archived or shown is Filter.ARCHIVED:
        return session.archived and shown is Filter.ARCHIVED
    if shown is Filter.ALL:
        return True
    return (session.status is Status.FINISHED) == (shown is Filter.FINISHED)


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


class SessionModel(QAbstractTableModel):
    """All sessions of the library, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sessions: Sequence[SessionSummary] = ()

    @property
    def sessions(self) -> Sequence[SessionSummary]:
        """The sessions as last read."""
        return self._sessions

    def set_sessions(self, sessions: Sequence[SessionSummary]) -> None:
        """Show these."""
        self.beginResetModel()
        self._sessions = tuple(sessions)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of sessions."""
        return 0 if parent is not None and parent.isValid() else len(self._sessions)

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
        """Return the words of a cell, the session, or what it is sorted by."""
        if not index.isValid():
            return None
        session, column = self._sessions[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(session, column)
        if role == SUMMARY_ROLE:
            return session
        if role == SORT_ROLE:
            return _sort_value(session, column)
        return None


def _sort_value(session: SessionSummary, column: Column) -> object:
    match column:
        case Column.DATE:
            return session.occurred_at.timestamp()
        case Column.DURATION:
            return -1.0 if session.duration is None else session.duration.total_seconds()
        case Column.ACTIONS:
            return session.open_actions
        case _:
            return cell_text(session, column).casefold()


class SessionFilter(QSortFilterProxyModel):
    """The sessions under one filter whose title, reference or services hold the words sought."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = Filter.ALL
        self._words: tuple[str, ...] = ()
        self.setSortRole(SORT_ROLE)

    def show_only(self, shown: Filter) -> None:
        """Show the sessions of another filter."""
        self.beginFilterChange()
        self._shown = shown
        self.endFilterChange()

    def search(self, text: str) -> None:
        """Show sessions that hold all of these words."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Whether a session is shown."""
        session = self.sourceModel().index(row, 0, parent).data(SUMMARY_ROLE)
        if not belongs(session, self._shown):
            return False
        place = " ".join((session.title, session.reference, *session.services)).casefold()
        return all(word in place for word in self._words)

    def summary(self, row: int) -> SessionSummary:
        """Return the session shown in a row."""
        return self.index(row, 0).data(SUMMARY_ROLE)
