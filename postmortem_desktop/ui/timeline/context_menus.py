"""What a right click or the Menu key offers on the canvas: for an event, a lane, empty ground."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QMetaMethod, QObject, QPoint, QPointF, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QCursor
from PySide6.QtWidgets import QMenu

from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.timeline.snapping import grid_step, rounded
from postmortem_desktop.ui.timeline.event_commands import EventCommands
from postmortem_desktop.ui.timeline.lane_menu import LaneMenu, add_action
from postmortem_desktop.ui.timeline.milestone_menu import fill_milestones, mark
from postmortem_desktop.ui.timeline.split_popup import halfway

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas


class ContextMenus(QObject):
    """Listens to one canvas and opens its menus; none of them stops anything."""

    HEARS: ClassVar = frozenset({QEvent.Type.ContextMenu})

    ask_requested = Signal(str)
    """The id of an event that people are to be asked about; offered only if somebody listens."""

    undate_requested = Signal()
    """The times of the selected events are to be taken away; offered only if somebody listens."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.commands = EventCommands(canvas)
        self.lanes = LaneMenu(canvas)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Open the menu of what is under the pointer, or of where the keyboard is."""
        if not isinstance(event, QContextMenuEvent):
            return False
        canvas, point = self._canvas, event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            point = self._place_of_keyboard()
        if canvas.gesture is not None:
            return True
        self._menu_at(point).popup(canvas.mapToGlobal(point))
        return True

    def _place_of_keyboard(self) -> QPoint:
        """Return a point of the current event, else the pointer if it is there, else the middle."""
        canvas = self._canvas
        rect = canvas.rect_of(canvas.current_id)
        if rect is not None and canvas.hasFocus():
            canvas.reveal(canvas.current_id)
            rect = canvas.rect_of(canvas.current_id) or rect
            return (rect & canvas.view.plot).center().toPoint()
        pointer = canvas.mapFromGlobal(QCursor.pos())
        return pointer if canvas.rect().contains(pointer) else canvas.rect().center()

    def _menu_at(self, point: QPoint) -> QMenu:
        canvas = self._canvas
        menu = QMenu(canvas)
        menu.setObjectName("timelineContextMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        event_id, lane = canvas.event_at(point), self._lane_at(point)
        if event_id:
            if event_id not in canvas.selection:
                canvas.set_selection([event_id])
            canvas.set_current(event_id)
            self._fill_for_event(menu, canvas.shown.events[event_id], point)
        elif lane is not None:
            self._fill_for_lane(menu, lane)
        else:
            self._fill_for_ground(menu, point)
        return menu

    def _lane_at(self, point: QPoint) -> Lane | None:
        """Return the lane whose title is at a point."""
        box = self._canvas.view.lane_titled_at(point.x(), point.y())
        return None if box is None else self._canvas.shown.lane(box.lane_id)

    def _fill_for_event(self, menu: QMenu, event: TimelineEvent, point: QPoint) -> None:
        canvas, space = self._canvas, self._canvas.workspace
        add_action(menu, "rename", _("Rename"), partial(canvas.rename, event.id), key="F2")
        if self._is_heard(self.ask_requested):
            ask = partial(self.ask_requested.emit, event.id)
            add_action(menu, "ask", _("Ask about this event"), ask)
        milestones = menu.addMenu(_("Mark as"))
        milestones.menuAction().setObjectName("milestones")
        fill_milestones(milestones, space, event.id, "{milestone}")
        milestones.triggered.connect(lambda action: mark(space, action, event.id))
        self._add_marks(menu)
        menu.addSeparator()
        self._add_reshaping(menu, event, point)
        lane = canvas.shown.lane(event.lane_id)
        if lane is not None:
            title = _("Lane “{title}”").format(title=lane.title.replace("&", "&&"))
            self._fill_for_lane(lanes := menu.addMenu(title), lane)
            lanes.menuAction().setObjectName("lane")
        menu.addSeparator()
        delete = add_action(menu, "delete", _("Delete"), canvas.remove_selected, key="Del")
        delete.setEnabled(any(not chosen.locked for chosen in self.commands.chosen()))

    def _add_marks(self, menu: QMenu) -> None:
        """Offer what the selected events can be marked with, or be rid of."""
        events = self.commands.chosen()
        locked, starred = (
            all(getattr(event, name) for event in events) for name in ("locked", "starred")
        )
        star = partial(self.commands.toggle, "starred")
        lock = partial(self.commands.toggle, "locked")
        text = _("Take the star away") if starred else _("Star for the report")
        add_action(menu, "star", text, star, key="*")
        add_action(menu, "lock", _("Unlock") if locked else _("Lock in place"), lock, key="K")

    def _add_reshaping(self, menu: QMenu, event: TimelineEvent, point: QPoint) -> None:
        """Offer to make several events of one, one of several, and to change when they were."""
        commands, events = self.commands, self.commands.chosen()
        is_one = len(events) == 1
        is_movable = any(chosen.starts_at and not chosen.locked for chosen in events)
        add_action(menu, "duplicate", _("Duplicate"), commands.duplicate, key="Ctrl+D")
        if is_one and event.duration and not event.locked:
            moment = self._moment_inside(event, point)
            text = _("Split at {time}").format(time=clock_text(moment, self._canvas.workspace.zone))
            split = partial(commands.split_at, event.id, moment)
            add_action(menu, "split_here", text, split)
            add_action(menu, "split", _("Split at…"), commands.split, key="X")
        if not is_one:
            counted = ngettext("Merge {count} event", "Merge {count} events", len(events))
            merge = add_action(
                menu, "merge", counted.format(count=len(events)), commands.merge, key="M"
            )
            merge.setEnabled(not any(chosen.locked for chosen in events))
        shift = add_action(menu, "shift", _("Shift by…"), commands.shift, key="Ctrl+M")
        shift.setEnabled(is_movable)
        if self._is_heard(self.undate_requested):
            undate = add_action(
                menu, "undate", _("Take the time away"), self.undate_requested.emit, key="Ctrl+U"
            )
            undate.setEnabled(is_movable)

    def _moment_inside(self, event: TimelineEvent, point: QPoint) -> datetime:
        """Return the moment at a point as near as one can aim, or else as it takes to be inside.

        The title of a short span reaches beyond it, and can be clicked there: that is half-way.
        """
        canvas, (begin, end) = self._canvas, (event.starts_at, event.ends_at)
        assert begin is not None, "only a span is split"
        assert end is not None, "only a span is split"
        clicked = canvas.view.moment_at(point.x())
        for step in (canvas.snap_step or grid_step(1, canvas.view.scale), 60, 1):
            moment = rounded(clicked, step, canvas.workspace.zone)
            if begin < moment < end:
                return moment
        return halfway(event)

    def _fill_for_lane(self, menu: QMenu, lane: Lane) -> None:
        rename = partial(self._canvas.writing.lane_title, lane.id)
        add_action(menu, "rename_lane", _("Rename"), rename)
        self.lanes.fill(menu, lane)

    def _fill_for_ground(self, menu: QMenu, point: QPoint) -> None:
        canvas = self._canvas
        if canvas.view.plot.contains(QPointF(point)):
            add = partial(canvas.writing.event_here, QPointF(point))
            add_action(menu, "add_event", _("Add an event here"), add)
        add_action(menu, "add_lane", _("Add a lane"), canvas.writing.new_lane)

    def _is_heard(self, signal: SignalInstance) -> bool:
        return self.isSignalConnected(QMetaMethod.fromSignal(signal))
