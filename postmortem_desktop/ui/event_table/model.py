"""The events as rows that follow every edit by id; one event changed is one row told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.records import Lane, Milestone, Postmortem, TimelineEvent
from postmortem_desktop.domain.times import local
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.event_table.columns import (
    CHOICES,
    COLUMNS,
    HEADINGS,
    MARKS,
    TEXTS,
    Column,
    cell_text,
    edit_text,
    event_name,
    spoken_text,
    surroundings_of,
)
from postmortem_desktop.ui.event_table.order import Order, Sorting
from postmortem_desktop.ui.event_table.writing import Written, write_choice, write_text
from postmortem_desktop.ui.fonts import base_font, tabular
from postmortem_desktop.ui.widgets.line_hints import FindHints, hints_for
from postmortem_desktop.ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

_MANY = 50
"""From so many changed events the rows are arranged as a whole."""
_FIGURES = frozenset({Column.NUMBER, Column.TIME, Column.END})
_Role = Qt.ItemDataRole


class EventRows(QAbstractTableModel):
    """One row an event that is not hidden, in an order of its own that changes no record."""

    remarked = Signal(str)
    """A sentence on what was typed; empty when there is nothing to say any more."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._hidden: frozenset[str] = frozenset()
        self._drafts: dict[tuple[str, Column], str] = {}
        self.order = Order()
        self.around = surroundings_of(workspace.dossier, workspace.dossier.known_day())
        self.together: Callable[[], Sequence[str]] = tuple
        """Returns the events that a choice or a mark reaches along with the one it is made for."""
        self._events = self._wanted()
        self._ids = self.order.arranged(self._events.values(), self.around)
        self._figures = tabular(base_font())
        workspace.changed.connect(self._follow)

    # What the view asks

    @property
    def ids(self) -> list[str]:
        """The ids of the events shown, from top to bottom."""
        return self._ids

    def event_at(self, row: int) -> TimelineEvent:
        """Return the event of a row."""
        return self._events[self._ids[row]]

    def row_of(self, event_id: str) -> int:
        """Return the row of an event, -1 if it has none."""
        event = self._events.get(event_id)
        return -1 if event is None else self._place(event)

    def draft_at(self, index: Index) -> str | None:
        """Return what was typed into a cell and could not be taken, if that is so."""
        if not self._drafts or not index.isValid():
            return None
        return self._drafts.get((self._ids[index.row()], COLUMNS[index.column()]))

    def drop_draft(self, index: Index) -> bool:
        """Show the record in a cell again; return whether there was a draft in it."""
        draft = self._drafts.pop((self._ids[index.row()], COLUMNS[index.column()]), None)
        if draft is not None:
            self.remarked.emit("")
            self._tell(index.row())
        return draft is not None

    def set_hidden(self, event_ids: frozenset[str]) -> None:
        """Show all events but these."""
        if event_ids != self._hidden:
            self._hidden = event_ids
            self._arrange()

    @property
    def hidden_count(self) -> int:
        """How many events are hidden."""
        return len(self._workspace.dossier.all(TimelineEvent)) - len(self._ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; rows alike in it stay as they were."""
        wanted = Sorting(COLUMNS[column], order is Qt.SortOrder.DescendingOrder)
        if wanted == self.order.sortings[0]:
            return
        self.order.sort_by(wanted)
        self._put(self.order.arranged(self._events.values(), self.around))

    # What Qt asks

    def hints_for(self, event_id: str) -> FindHints:
        """Return what finds hints on the words of an event."""
        return hints_for(self._workspace, event_id)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of events shown."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        """Return the headings; the rows' own are read out only."""
        if orientation is not Qt.Orientation.Horizontal:
            is_read = role == _Role.DisplayRole
            return self._text(self.event_at(section), Column.NUMBER, role) if is_read else None
        if role == _Role.DisplayRole:
            return _(HEADINGS[COLUMNS[section]])
        if role == _Role.TextAlignmentRole:
            centred = COLUMNS[section] in MARKS
            across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
            return across | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all be edited but the number; marks are switched instead."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = COLUMNS[index.column()]
        if column in MARKS:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if column in TEXTS | CHOICES else flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return a cell as it is shown, read out or typed."""
        if not index.isValid():
            return None
        event, column = self._events[self._ids[index.row()]], COLUMNS[index.column()]
        match role:
            case _Role.DisplayRole | _Role.EditRole | _Role.AccessibleTextRole:
                draft = self._drafts.get((event.id, column)) if self._drafts else None
                return self._text(event, column, role) if draft is None else draft
            case _Role.FontRole:
                return self._figures if column in _FIGURES else None
            case _Role.CheckStateRole if column in MARKS:
                is_set = getattr(event, column)
                return Qt.CheckState.Checked if is_set else Qt.CheckState.Unchecked
            case _Role.AccessibleDescriptionRole:
                return _("{column} of {event}").format(
                    column=_(HEADINGS[column]), event=event_name(event)
                )
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Make an edit of what was typed, chosen or switched."""
        event, column = self.event_at(index.row()), COLUMNS[index.column()]
        if column in TEXTS:
            return self._take_text(event, column, str(value))
        if role == _Role.CheckStateRole:
            value = value in (True, Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        elif value == getattr(event, column) and len(self._reached(event.id)) == 1:
            return True
        written = write_choice(self._workspace.dossier, self._reached(event.id), column, value)
        return self._perform(written)

    # Inside

    def _text(self, event: TimelineEvent, column: Column, role: int) -> str:
        if role == _Role.EditRole:
            return edit_text(event, column, self.around)
        if role == _Role.AccessibleTextRole:
            return spoken_text(event, column, self.around)
        return cell_text(event, column, self.around)

    def _take_text(self, event: TimelineEvent, column: Column, text: str) -> bool:
        had_draft = self._drafts.pop((event.id, column), None) is not None
        if text.strip() == edit_text(event, column, self.around).strip():
            if had_draft:
                self.remarked.emit("")
            return True
        now = self._workspace.clock()
        written = write_text(self._workspace.dossier, event, column, text, now)
        if self._perform(written):
            return True
        self._drafts[event.id, column] = text
        self._tell(self.row_of(event.id))
        return False

    def _perform(self, written: Written) -> bool:
        self.remarked.emit(written if isinstance(written, str) else "")
        return not isinstance(written, str) and self._workspace.perform(written)

    def _reached(self, event_id: str) -> Sequence[str]:
        together = self.together()
        return together if event_id in together else (event_id,)

    def _wanted(self) -> dict[str, TimelineEvent]:
        events = self._workspace.dossier.all(TimelineEvent)
        return {event.id: event for event in events if event.id not in self._hidden}

    def _place(self, event: TimelineEvent) -> int:
        return self.order.place(self._ids, self._events, event, self.around)

    def _follow(self, edit: Edit) -> None:
        lanes_moved = self._follow_surroundings(edit)
        changes = [c for c in edit.changes if isinstance(c.record, TimelineEvent)]
        if lanes_moved or len(changes) > _MANY:
            self._arrange()
            return
        for change in changes:
            after = change.after if isinstance(change.after, TimelineEvent) else None
            self._follow_one(change.record_id, after)

    def _follow_surroundings(self, edit: Edit) -> bool:
        """Take note of another zone, day or lane; return whether the rows may stand elsewhere."""
        dossier, before = self._workspace.dossier, self.around
        day = dossier.known_day() if self._moves_day(edit) else before.day
        if not (day != before.day or edit.touches(Lane) or edit.touches(Postmortem)):
            return False
        self.around = surroundings_of(dossier, day)
        if self._ids and self.around != before:
            last = self.index(len(self._ids) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        moved = self.around.places != before.places
        return moved and self.order.uses(Column.LANE)

    def _moves_day(self, edit: Edit) -> bool:
        """Whether the day of the incident may be another now; to find it takes a look at all."""
        if edit.touches(Postmortem) or edit.touches(Milestone):
            return True
        dossier = self._workspace.dossier
        settled = dossier.postmortem.day or dossier.milestone(MilestoneKind.IMPACT_BEGAN)
        return settled is None and any(
            self._day_of(change.before) != self._day_of(change.after) for change in edit.changes
        )

    def _day_of(self, record: object) -> date | None:
        if not isinstance(record, TimelineEvent) or record.starts_at is None:
            return None
        return local(record.starts_at, self.around.zone).date()

    def _follow_one(self, event_id: str, after: TimelineEvent | None) -> None:
        before = self._events.get(event_id)
        if after is not None and event_id in self._hidden:
            after = None
        if before is not None and after is not None:
            self._change(before, after)
        elif before is not None:
            self._remove(self._place(before))
        elif after is not None:
            row = self._place(after)
            self.beginInsertRows(QModelIndex(), row, row)
            self._ids.insert(row, event_id)
            self._events[event_id] = after
            self.endInsertRows()

    def _change(self, before: TimelineEvent, after: TimelineEvent) -> None:
        old = self._place(before)
        del self._ids[old]
        new = self._place(after)
        self._ids.insert(old, after.id)
        if new != old:
            nowhere = QModelIndex()
            self.beginMoveRows(nowhere, old, old, nowhere, new if new < old else new + 1)
            self._ids.insert(new, self._ids.pop(old))
        self._events[after.id] = after
        if new != old:
            self.endMoveRows()
        self._tell(new)

    def _remove(self, first: int, count: int = 1) -> None:
        self.beginRemoveRows(QModelIndex(), first, first + count - 1)
        for event_id in self._ids[first : first + count]:
            del self._events[event_id]
        del self._ids[first : first + count]
        self.endRemoveRows()
        self._drafts = {key: text for key, text in self._drafts.items() if key[0] in self._events}

    def _arrange(self) -> None:
        """Bring in what came, take out what went, and put all in order; selections stay."""
        wanted = self._wanted()
        gone = [event_id for event_id in self._ids if event_id not in wanted]
        if gone:
            self._put([*(event_id for event_id in self._ids if event_id in wanted), *gone])
            self._remove(len(self._ids) - len(gone), len(gone))
        fresh = [event_id for event_id in wanted if event_id not in self._events]
        if fresh:
            first = len(self._ids)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._ids += fresh
            self._events |= {event_id: wanted[event_id] for event_id in fresh}
            self.endInsertRows()
        self._events = wanted
        self._put(self.order.arranged(wanted.values(), self.around))
        if self._ids:
            last = self.index(len(self._ids) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _put(self, ids: Iterable[str]) -> None:
        """Let the rows stand in another order."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._ids[index.row()] for index in before]
        self._ids = list(ids)
        rows = {event_id: row for row, event_id in enumerate(self._ids)} if before else {}
        after = [
            self.index(rows[event_id], index.column())
            for event_id, index in zip(held, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
