"""What a source holds, as the rows of a table, before any of it is taken over."""

from __future__ import annotations

from collections.abc import Sequence
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
        self._rows: list[PreviewRow] = []

    def show_incoming(self, incoming: Sequence[Incoming], zone: str) -> None:
        """Show other sources; times stand on the wall clock of ``zone``."""
        self.beginResetModel()
        self._rows = [row for source in incoming for row in preview_rows(source, zone)]
        self.endResetModel()

    def row(self, number: int) -> PreviewRow:
        """Return a row."""
        return self._rows[number]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; what was left out is fainter."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
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


def preview_rows(source: Incoming, zone: str) -> list[PreviewRow]:
    """Return the rows of one source in the order of its lines."""
    day = _first_day(source.items, zone)
    rows = [(item.line, _item_row(item, zone, day)) for item in source.items]
    rows += [
        (
            problem.line,
            PreviewRow(("", _on_a_line(problem.text), "", problem.reason), is_left_out=True),
        )
        for problem in source.problems
    ]
    return [row for _line, row in sorted(rows, key=lambda numbered: numbered[0])]


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
