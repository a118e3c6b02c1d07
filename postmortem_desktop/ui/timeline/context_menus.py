"""What a right click or the Menu key offers on the canvas: for an event, a lane, empty ground."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMetaMethod, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QCursor
from PySide6.QtWidgets import QMenu

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.lane_edits import remove_lane, reorder_lane
from postmortem_desktop.editing.timeline_edits import change_event
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.ui.timeline.milestone_menu import fill_milestones, mark

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas


class ContextMenus(QObject):
    """Listens to one canvas and opens its menus; none of them stops anything."""

    ask_requested = Signal(str)
    """The id of an event that people are to be asked about; offered only if somebody listens."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas

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
            self._fill_for_event(menu, canvas.shown.events[event_id])
        elif lane is not None:
            self._fill_for_lane(menu, lane)
        else:
            self._fill_for_ground(menu, point)
        return menu

    def _lane_at(self, point: QPoint) -> Lane | None:
        """Return the lane whose title is at a point."""
        box = self._canvas.view.lane_titled_at(point.x(), point.y())
        return None if box is None else self._canvas.shown.lane(box.lane_id)

    def _fill_for_event(self, menu: QMenu, event: TimelineEvent) -> None:
        canvas, space = self._canvas, self._canvas.workspace
        _add(menu, "rename", _("Rename"), partial(canvas.rename, event.id), key="F2")
        if self.isSignalConnected(QMetaMethod.fromSignal(self.ask_requested)):
            ask = partial(self.ask_requested.emit, event.id)
            _add(menu, "ask", _("Ask about this event"), ask)
        milestones = menu.addMenu(_("Mark as"))
        milestones.menuAction().setObjectName("milestones")
        fill_milestones(milestones, space, event.id, "{milestone}")
        milestones.triggered.connect(lambda action: mark(space, action, event.id))
        menu.addSeparator()
        locked, starred = event.locked, event.starred
        lock = partial(self._change, locked=not locked)
        _add(menu, "lock", _("Unlock") if locked else _("Lock in place"), lock)
        star = partial(self._change, starred=not starred)
        _add(menu, "star", _("Take the star away") if starred else _("Star"), star)
        lane = canvas.shown.lane(event.lane_id)
        if lane is not None:
            title = _("Lane “{title}”").format(title=lane.title.replace("&", "&&"))
            self._fill_for_lane(lanes := menu.addMenu(title), lane)
            lanes.menuAction().setObjectName("lane")
        menu.addSeparator()
        delete = _add(menu, "delete", _("Delete"), canvas.remove_selected, key="Del")
        delete.setEnabled(not locked)

    def _fill_for_lane(self, menu: QMenu, lane: Lane) -> None:
        canvas, lanes = self._canvas, [known.id for known in self._canvas.shown.lanes]
        place = lanes.index(lane.id)
        rename = partial(canvas.writing.lane_title, lane.id)
        _add(menu, "rename_lane", _("Rename"), rename)
        up = _add(menu, "lane_up", _("Move up"), partial(self._reorder, lane.id, place - 1))
        down = _add(menu, "lane_down", _("Move down"), partial(self._reorder, lane.id, place + 1))
        up.setEnabled(place > 0)
        down.setEnabled(place < len(lanes) - 1)
        menu.addSeparator()
        _add(menu, "add_lane", _("Add a lane"), canvas.writing.new_lane)
        events = canvas.workspace.dossier.all(TimelineEvent)
        count = sum(event.lane_id == lane.id for event in events)
        text = _("Delete lane")
        if count:
            text = ngettext(
                "Delete lane with its {count} event", "Delete lane with its {count} events", count
            ).format(count=count)
        _add(menu, "delete_lane", text, partial(self._remove_lane, lane.id))

    def _fill_for_ground(self, menu: QMenu, point: QPoint) -> None:
        canvas = self._canvas
        if canvas.view.plot.contains(QPointF(point)):
            add = partial(canvas.writing.event_here, QPointF(point))
            _add(menu, "add_event", _("Add an event here"), add)
        _add(menu, "add_lane", _("Add a lane"), canvas.writing.new_lane)

    def _change(self, **values: Any) -> None:
        """Give the selected events the same value, as one step."""
        space = self._canvas.workspace
        edits = [change_event(space.dossier, i, **values) for i in self._canvas.selection]
        if edits:
            changes = tuple(change for edit in edits for change in edit.changes)
            space.perform(Edit(edits[0].label, changes))

    def _reorder(self, lane_id: str, place: int) -> None:
        space = self._canvas.workspace
        space.perform(reorder_lane(space.dossier, lane_id, place))

    def _remove_lane(self, lane_id: str) -> None:
        space = self._canvas.workspace
        space.perform(remove_lane(space.dossier, lane_id))


def _add(
    menu: QMenu, name: str, text: str, what: Callable[[], object], *, key: str = ""
) -> QAction:
    """Add an action that tells its key without taking it."""
    action = menu.addAction(f"{text}\t{key}" if key else text)
    action.setObjectName(name)
    action.triggered.connect(lambda _checked=False: what())
    return action
