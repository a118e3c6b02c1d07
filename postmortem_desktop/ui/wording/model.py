"""The hints of a session as a list: a line for each record that has any, its hints below."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.findings import ActionItem
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import Postmortem
from postmortem_desktop.editing.changes import shortened
from postmortem_desktop.editing.wording import ListedHint, wording_order
from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing import Tier
from postmortem_desktop.ui.widgets.references import named_in_full, reference_text

_Index = QModelIndex | QPersistentModelIndex
_CONTEXT = 60
"""How many characters around the words are told."""
_HEADING = 60


@dataclass(frozen=True, slots=True)
class Group:
    """A record and the hints on its words, of which there is at least one."""

    order: tuple[int, tuple[Any, ...]]
    record_id: str
    name: str
    hints: tuple[ListedHint, ...]

    @property
    def height(self) -> int:
        """How many rows it takes, its name among them."""
        return len(self.hints) + 1


class WordingModel(QAbstractListModel):
    """Groups in the order of the steps; only rows of a record that changed are touched."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[Group] = []
        self._rows: list[ListedHint | Group] = []

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Show these and nothing else."""
        self.beginResetModel()
        self._groups = sorted(groups, key=lambda group: group.order)
        self._rows = [row for group in self._groups for row in (group, *group.hints)]
        self.endResetModel()

    def put(self, record_id: str, group: Group | None) -> None:
        """Show the hints of one record as they are now; None where it has none any more."""
        place = next((p for p, g in enumerate(self._groups) if g.record_id == record_id), None)
        if place is not None:
            if self._groups[place] == group:
                return
            self._remove(place)
        if group is not None:
            self._insert(group)

    def row_at(self, index: _Index) -> ListedHint | Group:
        """Return what is in a row."""
        return self._rows[index.row()]

    def hint_at(self, index: _Index) -> ListedHint | None:
        """Return the hint in a row; None for the name of a record and for no row."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, ListedHint) else None

    @property
    def count(self) -> int:
        """How many hints there are."""
        return len(self._rows) - len(self._groups)

    @property
    def sure_count(self) -> int:
        """How many of them are sure, which are those that are underlined."""
        hints = (hint for group in self._groups for hint in group.hints)
        return sum(listed.hint.tier is Tier.HARD for listed in hints)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the keys pass over the names of records."""
        if not index.isValid() or isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row; for screen readers all of it, with the record it is in."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name if isinstance(row, Group) else row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.name if isinstance(row, Group) else self._spoken(index.row(), row)
        return None

    def _spoken(self, place: int, listed: ListedHint) -> str:
        above = (row for row in self._rows[place::-1] if isinstance(row, Group))
        before, words, after = in_context(listed)
        return ". ".join(
            (title_of(listed), f"{before}{words}{after}", listed.hint.question, next(above).name)
        )

    def _remove(self, place: int) -> None:
        first = sum(group.height for group in self._groups[:place])
        last = first + self._groups[place].height - 1
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._groups[place]
        del self._rows[first : last + 1]
        self.endRemoveRows()

    def _insert(self, group: Group) -> None:
        place = bisect_left([other.order for other in self._groups], group.order)
        first = sum(other.height for other in self._groups[:place])
        self.beginInsertRows(QModelIndex(), first, first + group.height - 1)
        self._groups.insert(place, group)
        self._rows[first:first] = [group, *group.hints]
        self.endInsertRows()


def group_of(dossier: Dossier, record: Record, hints: Sequence[ListedHint]) -> Group | None:
    """Return the group of a record, None where there are no hints on it."""
    if not hints:
        return None
    return Group(wording_order(record), record.id, _name(dossier, record), tuple(hints))


def title_of(listed: ListedHint) -> str:
    """Return what a hint is called; of a soft one, that it may be none."""
    title = listed.hint.title
    return title if listed.hint.tier is Tier.HARD else _("{title}, perhaps").format(title=title)


def in_context(listed: ListedHint) -> tuple[str, str, str]:
    """Return the words with a little of what stands before and after them, on one line."""
    text, hint = listed.written.text, listed.hint
    first, last = max(hint.start - _CONTEXT, 0), hint.end + _CONTEXT
    before = ("…" if first else "") + text[first : hint.start]
    after = text[hint.end : last] + ("…" if last < len(text) else "")
    lines = (before, listed.words, after)
    before, words, after = ("".join(" " if c.isspace() else c for c in part) for part in lines)
    return before, words, after


def _name(dossier: Dossier, record: Record) -> str:
    """Return the name of a record; an answer goes by its question, never by who gave it."""
    match record:
        case Postmortem():
            return _("What happened, and its impact")
        case Answer():
            words = record.question or _("In their own words")
        case ActionItem():
            words = _("Action: {title}").format(title=record.title)
        case _:
            words = named_in_full(record)
    return f"{reference_text(dossier, record)} {shortened(words, _HEADING)}".strip()
