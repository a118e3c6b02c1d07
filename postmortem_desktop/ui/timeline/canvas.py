"""The timeline widget: holds scale, layout and gesture; turns events of Qt into edits."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.editing.timeline_edits import remove_events
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.layout import Box, Edge
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.snapping import SnapTargets, grid_step, snap_targets
from postmortem_desktop.ui.theme import Theme
from postmortem_desktop.ui.timeline import accessible, keys
from postmortem_desktop.ui.timeline.context_menus import ContextMenus
from postmortem_desktop.ui.timeline.drops import Holding
from postmortem_desktop.ui.timeline.hand import Hand
from postmortem_desktop.ui.timeline.hover import Hover
from postmortem_desktop.ui.timeline.lettering import Lettering
from postmortem_desktop.ui.timeline.painter import Look
from postmortem_desktop.ui.timeline.port import Port
from postmortem_desktop.ui.timeline.rename import Writing
from postmortem_desktop.ui.timeline.scene import Scene, draw_scene
from postmortem_desktop.ui.timeline.shown import Shown, concerns_timeline, read_shown
from postmortem_desktop.ui.timeline.tools import Drag, EventDrag
from postmortem_desktop.ui.timeline.view import View
from postmortem_desktop.ui.workspace import Workspace


class TimelineCanvas(QWidget):
    """The incident on lanes over time. Nothing but the first show and ``fit`` moves the view."""

    selection_changed = Signal(list)
    """The ids of the selected events, in the order of selecting."""
    event_activated = Signal(str)
    """An event was clicked or reached by key: whoever shows details shows these."""
    view_changed = Signal()
    """Scale or scroll position are others."""
    evidence_dropped = Signal(list, str, object)
    """Item ids, lane id (empty without lanes), moment, or None for the items' own times."""
    sentence_dropped = Signal(str, str, str, object)
    """Text, payload of the sentence's source (may be empty), lane id, moment."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.workspace = workspace
        self.shown: Shown = read_shown(workspace.dossier)
        self._look = Look(theme, Lettering())
        lettering = self._look.lettering
        self._port = Port(self, self.shown, workspace.clock, lettering, self._show_anew)
        self._is_untouched = True
        self._selection: tuple[str, ...] = ()
        self._current_id = ""
        self._keyboard = False
        self._hand = Hand(self)
        self._holding = Holding(self)
        self._hover = Hover(self)
        self.menus = ContextMenus(self)
        for listener in (self._holding, self._hover, self.menus):
            self.installEventFilter(listener)
        self.setFont(self._look.lettering.card)
        self.writing = Writing(self)
        self.setObjectName("timelineCanvas")
        self.setAccessibleName(_("Incident timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        workspace.changed.connect(self._follow)

    # What is shown

    @property
    def view(self) -> View:
        """What part of the timeline the widget shows."""
        return self._port.view

    def set_theme(self, theme: Theme) -> None:
        """Draw with other colours from now on."""
        self._look = Look(theme, self._look.lettering)
        self.update()

    def show_view(self, scale: TimeScale, scroll: float | None = None) -> None:
        """Show another part of the timeline; the scroll position stays within the lanes."""
        self._is_untouched = False
        self._port.show(scale, scroll)

    def fit(self) -> None:
        """Show the whole incident, its last titles included."""
        self._is_untouched = False
        self._port.fit(self.workspace.dossier.span())

    def zoom(self, factor: float, around_x: float | None = None) -> None:
        """Zoom about a column of the widget, or about the middle."""
        plot = self.view.plot
        column = plot.center().x() if around_x is None else max(around_x, plot.left())
        self.show_view(self.view.scale.zoomed(factor, column - plot.left()))

    def reveal(self, event_id: str) -> None:
        """Move the view as little as it takes to have an event in sight."""
        self._port.reveal(event_id)

    def rect_of(self, event_id: str) -> QRectF | None:
        """Return where an event is in the widget, in sight or not."""
        view = self.view
        box = view.layout.box_of(event_id)
        return None if box is None else view.rect_of(box)

    def hit(self, point: QPointF) -> tuple[Box | None, Edge | None]:
        """Return the event under a point of the widget, and the edge that can be dragged there."""
        view = self.view
        if not view.plot.contains(point):
            return None, None
        x, y = view.in_layout(point)
        found = view.layout.edge_at(x, y)
        return found if found is not None else (view.layout.box_at(x, y), None)

    def event_at(self, point: QPoint) -> str:
        """Return the id of the event under a point of the widget; empty for none."""
        box, _edge = self.hit(QPointF(point))
        return box.event_id if box is not None else ""

    def spoken_name(self, event_id: str) -> str:
        """Return what is read out for an event; empty when it has gone."""
        event = self.shown.events.get(event_id)
        if event is None:
            return ""
        return accessible.spoken_name(event, self.shown.lane(event.lane_id), self.workspace.zone)

    # What is selected

    @property
    def selection(self) -> tuple[str, ...]:
        """The ids of the selected events."""
        return self._selection

    @property
    def current_id(self) -> str:
        """The event at which the keyboard is; empty for none."""
        return self._current_id

    def set_selection(self, event_ids: Iterable[str]) -> None:
        """Select these events and no others; ids that are not on the timeline are passed over."""
        chosen = tuple(dict.fromkeys(i for i in event_ids if i in self.shown.events))
        if chosen == self._selection:
            return
        self._selection = chosen
        if chosen and self._current_id not in chosen:
            self.set_current(chosen[-1])
        self.update()
        self.selection_changed.emit(list(chosen))

    def set_current(self, event_id: str) -> None:
        """Put the keyboard at an event, without selecting it."""
        self._current_id = event_id
        accessible.tell_focus(self)
        self.update()

    # What is done

    def perform(self, edit: Edit) -> bool:
        """Carry out an edit; return whether it was made."""
        return self.workspace.perform(edit)

    def land(self, drag: EventDrag) -> None:
        """Make a drag come true."""
        if self.perform(drag.edit(self.workspace.dossier)):
            accessible.announce(self, self.spoken_name(drag.event_ids[0]))

    def rename(self, event_id: str = "") -> None:
        """Write the title of an event, or of the current one, in its place."""
        self.writing.event_title(event_id or self._current_id)

    def remove_selected(self) -> None:
        """Delete the selected events; locked ones stay."""
        ids = [i for i in self._selection if not self.shown.events[i].locked]
        if ids:
            self.perform(remove_events(self.workspace.dossier, ids))

    def cancel(self) -> None:
        """Drop the gesture under way, or else the selection."""
        if not self._hand.cancel():
            self.set_selection([])

    @property
    def gesture(self) -> Drag | None:
        """What the hand is doing, if it drags something."""
        return self._hand.drag

    def snap_targets(self, ignored: Iterable[str] = ()) -> SnapTargets:
        """Return the moments that attract a dragged edge."""
        return snap_targets(
            self.shown.events.values(),
            self.shown.milestones,
            ignored=frozenset(ignored),
            grid_seconds=self.snap_step,
        )

    @property
    def snap_step(self) -> int:
        """Seconds between the points to which a gesture snaps at this zoom; 0 for none."""
        return grid_step(self.workspace.settings.snap_seconds, self.view.scale)

    # Events of Qt

    def sizeHint(self) -> QSize:
        """Ask for room for a few lanes."""
        return QSize(900, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what was exposed."""
        at_keyboard = self.hasFocus() and self._keyboard
        scene = Scene(
            view=self.view,
            look=self._look,
            zone=self.workspace.zone,
            shown=self.shown,
            selected=frozenset(self._selection),
            hovered=self._hover.event_id,
            focused=self._current_id if at_keyboard else "",
            framed=at_keyboard and self._current_id not in self.shown.events,
            drag=self.gesture,
            drop=self._holding.drop,
        )
        with QPainter(self) as painter:
            draw_scene(painter, scene, QRectF(event.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit a view that nobody has touched yet; keep every other as it is."""
        super().resizeEvent(event)
        if self._is_untouched:
            self.fit()
            self._is_untouched = True
        else:
            self.show_view(self.view.scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what is under the pointer."""
        self._keyboard = False
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let a drag follow the pointer."""
        if event.buttons():
            self._hand.move(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Carry out the gesture."""
        self._hand.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename what is under the pointer, or make an event there."""
        self._hand.double_click(event, self.writing)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift or sideways pan in time; with Ctrl scroll the lanes."""
        self._hand.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for, or leave it to the window."""
        self._keyboard = True
        if not keys.handle_key(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        """Let Tab walk through the events in time; past the last one it leaves the canvas."""
        self._keyboard = True
        if keys.walk(self, 1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is when it came by key."""
        super().focusInEvent(event)
        tabbed = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._keyboard = event.reason() in tabbed
        accessible.tell_focus(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop a gesture that the focus was taken from."""
        super().focusOutEvent(event)
        self._hand.cancel()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Answer a pinch."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1.0 + event.value(), event.position().x())
            return True
        return super().event(event)

    # Inside

    def _follow(self, edit: Edit) -> None:
        """Show what an edit has changed; a gesture that it overtook is dropped."""
        if not concerns_timeline(edit):
            return
        was_empty = not self.shown.events
        self._hand.cancel()
        self.shown = read_shown(self.workspace.dossier)
        self._port.set_records(self.shown)
        if self._current_id not in self.shown.events:
            self._current_id = ""
        self.set_selection(self._selection)
        self.show_view(self.view.scale)
        if was_empty and not self._is_anything_in_sight():
            self.fit()

    def _is_anything_in_sight(self) -> bool:
        view = self.view
        shown = (view.rect_of(box).left() for box in view.layout.boxes())
        return not self.shown.events or any(
            view.plot.left() <= left <= view.plot.right() for left in shown
        )

    def _show_anew(self) -> None:
        self.writing.follow_view()
        self.update()
        self.view_changed.emit()
