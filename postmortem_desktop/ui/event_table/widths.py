"""How wide the columns of the event table are, and which of them give way in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, Postmortem, TimelineEvent
from postmortem_desktop.domain.times import local
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.event_table.columns import COLUMNS, Column
from postmortem_desktop.ui.timeline.wording import BASIS_NAMES
from postmortem_desktop.ui.workspace import Workspace

_WIDTHS = {
    Column.NUMBER: 56,
    Column.TIME: 112,
    Column.END: 92,
    Column.KIND: 128,
    Column.STAR: 48,
    Column.LOCK: 48,
}
_GIVING_WAY = (Column.LOCK, Column.BASIS, Column.STAR, Column.END)
"""What a narrow table does without, that which matters least first; the fields show it all."""
_LEAST_TITLE_PX = 200
_LANE_PX = (112, 200)
"""A lane's title is seen whole up to the second."""
_BESIDE_PX = 26
_DATED_PX = 152
"""Of a time with its date."""
_WITH_OFFSET = "≈ 2000-00-00 00:00 +00:00"


class ColumnWidths(QObject):
    """Gives the titles the room that the other columns leave."""

    def __init__(self, view: QTableView, workspace: Workspace) -> None:
        super().__init__(view)
        self._view, self._workspace = view, workspace
        self._widths: dict[Column, int] = {}
        workspace.changed.connect(self._follow)
        self.measure()

    def measure(self) -> None:
        """Let each column be as wide as its words, and what happened have the rest."""
        width, (least, most) = self._view.fontMetrics().horizontalAdvance, _LANE_PX
        lanes = (width(lane.title) + _BESIDE_PX for lane in self._workspace.dossier.lanes())
        widths = {
            **_WIDTHS,
            Column.LANE: min(max((least, *lanes)), most),
            Column.BASIS: max(width(_(name)) for name in BASIS_NAMES.values()) + _BESIDE_PX,
        }
        if dated := self._dated_px():
            widths |= dict.fromkeys((Column.TIME, Column.END), dated)
        if widths == self._widths:
            return
        self._widths = widths
        for column, wanted in widths.items():
            self._view.setColumnWidth(COLUMNS.index(column), wanted)
        self.fit()

    def fit(self) -> None:
        """Do without as many columns as it takes for what happened to be read."""
        left = self._view.viewport().width() - sum(self._widths.values())
        for column in _GIVING_WAY:
            gives_way = left < _LEAST_TITLE_PX
            self._view.setColumnHidden(COLUMNS.index(column), gives_way)
            left += self._widths[column] if gives_way else 0
        self._view.setColumnWidth(COLUMNS.index(Column.TITLE), max(left, _LEAST_TITLE_PX))

    def _dated_px(self) -> int:
        """Return how wide times with their date are; 0 if all are of one day.

        Where the clocks change meanwhile, those of the hour that comes twice have their offset.
        """
        span, zone = self._workspace.dossier.span(), self._workspace.zone
        if span is None:
            return 0
        first, last = (local(moment, zone) for moment in span)
        if first.utcoffset() != last.utcoffset():
            return self._view.fontMetrics().horizontalAdvance(_WITH_OFFSET) + _BESIDE_PX
        return _DATED_PX if first.date() != last.date() else 0

    def _follow(self, edit: Edit) -> None:
        if edit.touches(Lane) or edit.touches(TimelineEvent) or edit.touches(Postmortem):
            self.measure()
