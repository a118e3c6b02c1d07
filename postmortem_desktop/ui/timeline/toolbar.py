"""The slim bar above the canvas."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.times import offset_text
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.chips import ChipButton
from postmortem_desktop.ui.widgets.labels import ElidedLabel
from postmortem_desktop.ui.workspace import Workspace

_GAP = 8
_GRIDS = (0, 1, 10, 60, 300)
"""Seconds between the points to which a dragged edge snaps; 0 for none."""


class TimelineToolbar(QFrame):
    """What can be added at the left, how time is shown at the right."""

    snap_chosen = Signal()
    """Gestures are to snap to another grid."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self.event_button = Button(_("Event"), glyph="plus", key="E")
        self.event_button.setToolTip(_("Add an event by typing one line (E)"))
        self.lane_button = Button(_("Lane"))
        self.lane_button.setToolTip(_("Add, rename and order the lanes (Shift+L)"))
        self.link_button = Button(_("Link"), key="L")
        self.link_button.setToolTip(_("Say that one event came after another (L)"))
        self.note = ElidedLabel("", "secondary")
        self.zone_chip = ChipButton("")
        self.snap_chip = ChipButton("")
        self.snap_chip.setToolTip(
            _("What a dragged event snaps to at this zoom; hold Alt for no snapping")
        )
        self._snaps = QMenu(self)
        for seconds in _GRIDS:
            action = QAction(_snap_text(seconds), self._snaps)
            action.setData(seconds)
            action.setCheckable(True)
            self._snaps.addAction(action)
        self._snaps.triggered.connect(self._choose_snap)
        self._snaps.aboutToShow.connect(self._tick_snap)
        self.snap_chip.setMenu(self._snaps)
        self.fit_button = Button(_("Fit"), key="F")
        self.fit_button.setToolTip(_("Show the whole incident (F)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(_GAP)
        for button in (self.event_button, self.lane_button, self.link_button):
            row.addWidget(button)
        row.addWidget(self.note, 1)
        for widget in (self.zone_chip, self.snap_chip, self.fit_button):
            row.addWidget(widget)
        workspace.changed.connect(self._follow)
        self._show()

    def say(self, note: str) -> None:
        """Show a word beside the buttons, or take it away with an empty text."""
        self.note.setText(note)

    def show_snap(self, seconds: int) -> None:
        """Say to which grid gestures snap at the present zoom."""
        self.snap_chip.setText(_snap_text(seconds))

    def minimumSizeHint(self) -> QSize:
        """Do without the zone, which the corner of the ruler shows too."""
        hint = super().minimumSizeHint()
        if self.zone_chip.isVisibleTo(self):
            hint.setWidth(hint.width() - self._zone_width())
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the zone where there is room for it."""
        super().resizeEvent(event)
        room = self.width() - self.minimumSizeHint().width()
        self.zone_chip.setVisible(room >= self._zone_width())

    def _zone_width(self) -> int:
        return self.zone_chip.sizeHint().width() + _GAP

    def _follow(self, _edit: Edit) -> None:
        self._show()

    def _show(self) -> None:
        space = self._workspace
        span = space.dossier.span()
        offset = offset_text(space.clock() if span is None else span[0], space.zone)
        self.zone_chip.setText(offset)
        self.zone_chip.setToolTip(
            _("Times are shown in {zone}; choose another in Prepare").format(zone=space.zone)
        )
        self.zone_chip.setAccessibleName(_("Time zone: {zone}").format(zone=space.zone))

    def _choose_snap(self, action: QAction) -> None:
        settings = self._workspace.settings
        self._workspace.settings = replace(settings, snap_seconds=action.data())
        self.snap_chosen.emit()

    def _tick_snap(self) -> None:
        for action in self._snaps.actions():
            action.setChecked(action.data() == self._workspace.settings.snap_seconds)


def _snap_text(seconds: int) -> str:
    if not seconds:
        return _("Snap off")
    if seconds < 60:
        return _("Snap {count} s").format(count=seconds)
    if seconds < 3600:
        return _("Snap {count} min").format(count=seconds // 60)
    return _("Snap {count} h").format(count=seconds // 3600)
