"""The lanes of the timeline in a small card: add, rename, order, delete."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.lane_edits import add_lane, change_lane, remove_lane, reorder_lane
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit
from postmortem_desktop.ui.widgets.frames import scrolled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.popup import Popup
from postmortem_desktop.ui.workspace import Workspace

_WIDTH = 420
_HEIGHT = 480
_ROW = 38
_AROUND = 124
"""What heading and the line for a new lane take."""


class LanePopup(Popup):
    """A row for each lane from top to bottom, and a line for a new one."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent, width=_WIDTH, height=_HEIGHT)
        self._workspace = workspace
        self.rows: list[LaneRow] = []
        self.new_title = QLineEdit()
        self.new_title.setAccessibleName(_("Title of a new lane"))
        self.new_title.setPlaceholderText(_("New lane, such as Support lead – Enter"))
        self.new_title.returnPressed.connect(self._add)
        ground = QWidget()
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(16, 0, 16, 0)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        outer.addLayout(self._list)
        outer.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 16)
        foot.addWidget(self.new_title)
        heading = plain_label(_("Lanes"), "heading")
        heading.setContentsMargins(16, 14, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(scrolled(ground), 1)
        column.addLayout(foot)
        workspace.changed.connect(self._follow)

    def open(self) -> None:
        """Show the lanes and wait for a new one."""
        self._refresh()
        self.pop_up(self.new_title)

    def _follow(self, edit: Edit) -> None:
        if self.isVisible() and (edit.touches(Lane) or edit.touches(TimelineEvent)):
            self._refresh()

    def _refresh(self) -> None:
        lanes = self._workspace.dossier.lanes()
        while len(self.rows) < len(lanes):
            row = LaneRow(self._workspace)
            self.rows.append(row)
            self._list.addWidget(row)
        while len(self.rows) > len(lanes):
            row = self.rows.pop()
            if row.isAncestorOf(self.focusWidget() or self):
                # The focus would leave the card, and the card would go with it.
                self.new_title.setFocus(Qt.FocusReason.OtherFocusReason)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (row, lane) in enumerate(zip(self.rows, lanes, strict=True)):
            row.show_lane(lane, place, len(lanes))
        self._wanted = (_WIDTH, min(_HEIGHT, _AROUND + _ROW * len(lanes)))
        self._place()

    def _add(self) -> None:
        space, title = self._workspace, " ".join(self.new_title.text().split())
        if title and space.perform(add_lane(space.dossier, space.ids, title)):
            self.new_title.clear()


class LaneRow(QWidget):
    """One lane: its title, its place, and a way to take it away."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._lane_id = ""
        self._place = 0
        self.title = CommitLineEdit(workspace, _("Title of the lane"))
        self.up = glyph_button("chevron-up", _("Move up"))
        self.down = glyph_button("chevron-down", _("Move down"))
        self.delete = glyph_button("trash", _("Delete"))
        self.up.clicked.connect(partial(self._move, -1))
        self.down.clicked.connect(partial(self._move, 1))
        self.delete.clicked.connect(self._delete)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        for button in (self.up, self.down, self.delete):
            row.addWidget(button)

    def show_lane(self, lane: Lane, place: int, count: int) -> None:
        """Show a lane at its place among ``count`` of them."""
        if lane.id != self._lane_id:
            self._lane_id = lane.id
            self.title.bind(lane.title, partial(self._rename, lane.id))
        self.title.show_text(lane.title)
        self._place = place
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        events = sum(e.lane_id == lane.id for e in self._workspace.dossier.all(TimelineEvent))
        counted = ngettext("its {count} event", "its {count} events", events)
        tip = _("Delete the lane")
        if events:
            tip = _("Delete the lane with {events}; undo brings them back").format(
                events=counted.format(count=events)
            )
        self.delete.setToolTip(tip)
        for button, text in ((self.up, _("Move up")), (self.down, _("Move down"))):
            button.setAccessibleName(f"{text}: {lane.title}")
        self.delete.setAccessibleName(f"{tip}: {lane.title}")

    def _rename(self, lane_id: str, title: str) -> bool:
        dossier = self._workspace.dossier
        if dossier.find(Lane, lane_id) is None or not title.strip():
            return False
        return self._workspace.perform(change_lane(dossier, lane_id, merge="title", title=title))

    def _move(self, steps: int) -> None:
        dossier = self._workspace.dossier
        self._workspace.perform(reorder_lane(dossier, self._lane_id, self._place + steps))

    def _delete(self) -> None:
        self._workspace.perform(remove_lane(self._workspace.dossier, self._lane_id))
