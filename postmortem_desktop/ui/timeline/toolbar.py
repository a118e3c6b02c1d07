"""The slim bar above the canvas."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from postmortem_desktop.i18n import _
from postmortem_desktop.ui.timeline.filter_chip import FilterChip, HiddenChip
from postmortem_desktop.ui.timeline.filtering import Filtering
from postmortem_desktop.ui.timeline.zone_chip import ZoneChip
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.chips import ChipButton
from postmortem_desktop.ui.workspace import Workspace

_GAP = 8
_GRIDS = (0, 1, 10, 60, 300)
"""Seconds between the points to which a dragged edge snaps; 0 for none."""


class TimelineToolbar(QFrame):
    """What can be added at the left, how time is shown at the right."""

    snap_chosen = Signal()
    """Gestures are to snap to another grid."""

    def __init__(
        self, workspace: Workspace, filtering: Filtering, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._workspace = workspace
        self.event_button = Button(_("Event"), glyph="plus", key="E")
        self.event_button.setToolTip(_("Add an event by typing one line (E)"))
        self.lane_button = Button(_("Lane"))
        self.lane_button.setToolTip(_("Add, rename and order the lanes (Shift+L)"))
        self.link_button = Button(_("Link"), key="L")
        self.link_button.setToolTip(_("Say that one event influenced another (L)"))
        self.filter_chip = FilterChip(filtering)
        self.hidden_chip = HiddenChip(workspace)
        self.zone_chip = ZoneChip(workspace)
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
        row.addStretch(1)
        for widget in (
            self.hidden_chip,
            self.filter_chip,
            self.zone_chip,
            self.snap_chip,
            self.fit_button,
        ):
            row.addWidget(widget)
        for told in (filtering.changed, workspace.filtered):
            told.connect(self._give_way)

    def show_snap(self, seconds: int) -> None:
        """Say to which grid gestures snap at the present zoom."""
        self.snap_chip.setText(_snap_text(seconds))

    def choose_snap(self) -> None:
        """Offer what a dragged event can snap to."""
        place = self.snap_chip if self.snap_chip.isVisible() else self.fit_button
        self._snaps.popup(place.mapToGlobal(place.rect().bottomLeft()))

    def minimumSizeHint(self) -> QSize:
        """Do without what gives way in a narrow window."""
        hint = super().minimumSizeHint()
        spared = sum(_width_with_gap(w) for w in self._giving_way() if w.isVisibleTo(self))
        hint.setWidth(hint.width() - spared)
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._give_way()

    def _giving_way(self) -> tuple[QWidget, ...]:
        """Return what a narrow window has no room for, that which is missed least first.

        The zone stands in the corner of the ruler too, the others are in the palette.
        """
        chips = (self.zone_chip, self.snap_chip)
        return chips if self.hidden_chip.isHidden() else (*chips, self.filter_chip)

    def _give_way(self) -> None:
        self.filter_chip.show()
        room = self.width() - self.minimumSizeHint().width()
        for widget in reversed(self._giving_way()):
            room -= _width_with_gap(widget)
            widget.setVisible(room >= 0)

    def _choose_snap(self, action: QAction) -> None:
        self._workspace.prefer(snap_seconds=action.data())
        self.snap_chosen.emit()

    def _tick_snap(self) -> None:
        for action in self._snaps.actions():
            action.setChecked(action.data() == self._workspace.settings.snap_seconds)


def _width_with_gap(widget: QWidget) -> int:
    return widget.sizeHint().width() + _GAP


def _snap_text(seconds: int) -> str:
    if not seconds:
        return _("Snap off")
    if seconds < 60:
        return _("Snap {count} s").format(count=seconds)
    if seconds < 3600:
        return _("Snap {count} min").format(count=seconds // 60)
    return _("Snap {count} h").format(count=seconds // 3600)
