"""What a source holds, as the rows of a table, before any of it is taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.domain.kinds import SOFT_PRECISIONS
from postmortem_desktop.domain.times import local, moment_text
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip

if TYPE_CHECKING:
    from postmortem_desktop.evidence.reading import Problem
    from postmortem_desktop.transfer.importing import Incoming

COLUMNS = (N_("Time"), N_("What happened"), N_("Lane"), N_("Remark"))
TIME, TEXT, LANE, REMARK = range(len(COLUMNS))

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One statement of a source, or one place of it that was left out."""

    cells: tuple[str, str, str, str]
    is_left_out: bool = False


class PreviewModel(QAbstractTableModel):
    """New items and places without a time, in the order of the source."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[tuple[EvidenceItem | Problem, date | None]] = []
        self._zone = ""

    def show_incoming(self, incoming: Sequence[Incoming], zone: str) -> None:
        """Show other sources; times stand on the wall clock of ``zone``."""
        self.beginResetModel()
        self._zone = zone
        self._entries = [entry for source in incoming for entry in _entries(source, zone)]
        self.endResetModel()

    def row(self, number: int) -> PreviewRow:
        """Return a row, put into words only now: there may be very many."""
        entry, day = self._entries[number]
        if isinstance(entry, EvidenceItem):
            return _item_row(entry, self._zone, day)
        return PreviewRow(("", _on_a_line(entry.text), "", entry.reason), is_left_out=True)

    def left_out(self) -> Iterator[tuple[int, str]]:
        """Yield the rows of what was left out, each with its remark."""
        for number, (entry, _day) in enumerate(self._entries):
            if not isinstance(entry, EvidenceItem):
                yield number, entry.reason

    @property
    def spans_days(self) -> bool:
        """Whether some times need their date beside them."""
        return any(
            isinstance(entry, EvidenceItem)
            and entry.at is not None
            and local(entry.at, self._zone).date() != day
            for entry, day in self._entries
        )

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; what was left out is fainter."""
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped_tool_tip(row.cells[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and (
            row.is_left_out or index.column() in (LANE, REMARK)
        ):
            return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


def _entries(source: Incoming, zone: str) -> list[tuple[EvidenceItem | Problem, date | None]]:
    """Return what a source holds in the order of its lines, each with the source's first day."""
    day = _first_day(source.items, zone)
    found: list[EvidenceItem | Problem] = [*source.items, *source.problems]
    return [(entry, day) for entry in sorted(found, key=lambda entry: entry.line)]


def _item_row(item: EvidenceItem, zone: str, day: date | None) -> PreviewRow:
    if item.at is None:
        time = item.time_text
    else:
        time = moment_text(item.at, zone, day)
        time = f"≈ {time}" if item.precision in SOFT_PRECISIONS else time
    remark = _("approximate") if item.precision in SOFT_PRECISIONS else ""
    return PreviewRow((time, _on_a_line(item.text), item.lane or item.actor, remark))


def _first_day(items: Sequence[EvidenceItem], zone: str) -> date | None:
    moments = [item.at for item in items if item.at is not None]
    return local(min(moments), zone).date() if moments else None


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
