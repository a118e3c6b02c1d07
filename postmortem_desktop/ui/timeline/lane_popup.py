"""The lanes of the timeline in a small card: add, rename, order, dress, delete."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.lane_edits import add_lane, change_lane, remove_lane
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.icons import icon
from postmortem_desktop.ui.timeline.lane_look import lane_colour, lane_glyph
from postmortem_desktop.ui.widgets.buttons import glyph_button
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit
from postmortem_desktop.ui.widgets.frames import scrolled
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.popup import Popup

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_WIDTH = 460
_HEIGHT = 480
_ROW = 38
_MARK = 20
_NESTED = 20
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_AROUND = 124
"""What heading and the line for a new lane take."""


class LanePopup(Popup):
    """A row for each lane from top to bottom, and a line for a new one."""

    def __init__(self, canvas: TimelineCanvas, parent: QWidget) -> None:
        super().__init__(parent, width=_WIDTH, height=_HEIGHT)
        self._canvas, self._workspace = canvas, canvas.workspace
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
        self._workspace.changed.connect(self._follow)

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
            row = LaneRow(self._canvas)
            row.moved.connect(self._go_along)
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
        for row, lane in zip(self.rows, lanes, strict=True):
            row.show_lane(lane)
        self._wanted = (_WIDTH, min(_HEIGHT, _AROUND + _ROW * len(lanes)))
        self._place()

    def _go_along(self, lane_id: str) -> None:
        """Keep the keyboard at a lane that was moved by key."""
        row = next((row for row in self.rows if row.lane_id == lane_id), None)
        if row is not None:
            row.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        space, title = self._workspace, " ".join(self.new_title.text().split())
        if title and space.perform(add_lane(space.dossier, space.ids, title)):
            self.new_title.clear()


class LaneRow(QWidget):
    """One lane: its title, its place, and a menu with the rest."""

    moved = Signal(str)
    """The id of the lane that was moved by key."""

    def __init__(self, canvas: TimelineCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._workspace = canvas, canvas.workspace
        self.lane_id = ""
        """The lane that it shows."""
        self.mark = QLabel()
        self.mark.setFixedWidth(_MARK)
        self.title = CommitLineEdit(self._workspace, _("Title of the lane"))
        self.title.installEventFilter(self)
        self.up = glyph_button("chevron-up", _("Move up (Alt+Up)"))
        self.down = glyph_button("chevron-down", _("Move down (Alt+Down)"))
        self.more = glyph_button("menu", _("Colour, glyph, place, clock"))
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self.menu)
        self.delete = glyph_button("trash", _("Delete"))
        self.up.clicked.connect(partial(self._move, -1))
        self.down.clicked.connect(partial(self._move, 1))
        self.delete.clicked.connect(self._delete)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.mark)
        self._row.addWidget(self.title, 1)
        for button in (self.up, self.down, self.more, self.delete):
            self._row.addWidget(button)

    def show_lane(self, lane: Lane) -> None:
        """Show a lane as it is now."""
        if lane.id != self.lane_id:
            self.lane_id = lane.id
            self.title.bind(lane.title, partial(self._rename, lane.id))
        self.title.show_text(lane.title)
        self._row.setContentsMargins(_NESTED if lane.parent_id else 0, 0, 0, 0)
        self._show_mark(lane)
        lanes = self._workspace.dossier.lanes()
        beside = [other.id for other in lanes if other.parent_id == lane.parent_id]
        self.up.setEnabled(beside[0] != lane.id)
        self.down.setEnabled(beside[-1] != lane.id)
        events = sum(e.lane_id == lane.id for e in self._workspace.dossier.all(TimelineEvent))
        counted = ngettext("its {count} event", "its {count} events", events)
        tip = _("Delete the lane")
        if events:
            tip = _("Delete the lane with {events}; undo brings them back").format(
                events=counted.format(count=events)
            )
        self.delete.setToolTip(tip)
        for button, text in (
            (self.up, _("Move up")),
            (self.down, _("Move down")),
            (self.more, _("Colour, glyph, place, clock")),
            (self.delete, tip),
        ):
            button.setAccessibleName(f"{text}: {lane.title}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Alt with an arrow move the lane whose title is being written."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
            and event.key() in _STEPS
        ):
            lane_id = self.lane_id
            self._move(_STEPS[Qt.Key(event.key())])
            self.moved.emit(lane_id)
            return True
        return super().eventFilter(watched, event)

    def _show_mark(self, lane: Lane) -> None:
        theme = self._canvas.display.look.theme
        colour, glyph = lane_colour(lane, theme), lane_glyph(lane)
        if glyph or colour is not None:
            drawn = icon(glyph or "dot", colour or theme.text_secondary)
            self.mark.setPixmap(drawn.pixmap(QSize(16, 16), self.devicePixelRatioF()))
        else:
            self.mark.clear()

    def _fill_menu(self) -> None:
        self.menu.clear()
        lane = self._workspace.dossier.find(Lane, self.lane_id)
        if lane is not None:
            self._canvas.menus.lanes.fill(self.menu, lane)

    def _rename(self, lane_id: str, title: str) -> bool:
        dossier = self._workspace.dossier
        if dossier.find(Lane, lane_id) is None or not title.strip():
            return False
        return self._workspace.perform(change_lane(dossier, lane_id, merge="title", title=title))

    def _move(self, steps: int) -> None:
        self.title.flush()
        self._canvas.menus.lanes.move(self.lane_id, steps)

    def _delete(self) -> None:
        self._workspace.perform(remove_lane(self._workspace.dossier, self.lane_id))
