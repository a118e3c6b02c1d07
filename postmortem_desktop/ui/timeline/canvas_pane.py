"""The middle of the step: toolbar, canvas, and what floats over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.ui.evidence.import_pane import ImportPane
from postmortem_desktop.ui.evidence.importer import Importer
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.lane_popup import LanePopup
from postmortem_desktop.ui.timeline.quick_add import QuickAdd
from postmortem_desktop.ui.timeline.toolbar import TimelineToolbar
from postmortem_desktop.ui.widgets.frames import hairline
from postmortem_desktop.ui.workspace import Workspace

_MARGIN = 16
_IMPORT_WIDTH = 980
_IMPORT_HEIGHT = 560


class CanvasPane(QWidget):
    """Keeps the import pane over the canvas, at its size."""

    def __init__(
        self,
        workspace: Workspace,
        theme: ThemeSource,
        importer: Importer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self.toolbar = TimelineToolbar(workspace)
        self.canvas = TimelineCanvas(workspace, theme.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(hairline())
        column.addWidget(self.canvas, 1)
        # Below the canvas and not over it: what was just added is never hidden.
        self.quick_add = QuickAdd(workspace, self.selected_event)
        column.addWidget(self.quick_add)
        self.import_pane = ImportPane(workspace, importer, self)
        self.lanes = LanePopup(workspace, self)
        for floating in (self.quick_add.card, self.import_pane):
            shadow = QGraphicsDropShadowEffect(floating)
            shadow.setBlurRadius(32)
            shadow.setOffset(0, 8)
            shadow.setColor(theme.theme.shadow)
            floating.setGraphicsEffect(shadow)
        theme.changed.connect(self._dress)
        self.canvas.view_changed.connect(self._tell_snap)
        self.toolbar.snap_chosen.connect(self._tell_snap)
        self._tell_snap()

    def selected_event(self) -> TimelineEvent | None:
        """Return the event selected last, if there is one."""
        dossier = self._workspace.dossier
        events = (dossier.find(TimelineEvent, e) for e in reversed(self.canvas.selection))
        return next((event for event in events if event is not None), None)

    def lane_of_selection(self) -> str:
        """Return the lane of the event selected last; empty for none."""
        event = self.selected_event()
        return "" if event is None else event.lane_id

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what floats over the canvas."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Follow what floats when it needs another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        top = self.canvas.y() + 4
        width = min(_IMPORT_WIDTH, self.width() - 2 * _MARGIN)
        wanted = self.import_pane.sizeHint().height()
        wanted = wanted if self.import_pane.is_short else _IMPORT_HEIGHT
        height = min(wanted, self.height() - top - _MARGIN)
        self.import_pane.setGeometry((self.width() - width) // 2, top, width, height)

    def _tell_snap(self) -> None:
        self.toolbar.show_snap(self.canvas.snap_step)

    def _dress(self) -> None:
        self.canvas.set_theme(self._theme.theme)
