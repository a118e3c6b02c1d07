"""The timeline widget: holds scale, layout and gesture; turns events of Qt into edits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.editing.timeline_edits import remove_events
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.boxes import Box, Edge
from postmortem_desktop.timeline.index import Changes, concerns_timeline
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.timeline.snapping import grid_step
from postmortem_desktop.ui.theme import Theme
from postmortem_desktop.ui.timeline import accessible, keys, locks, looking
from postmortem_desktop.ui.timeline.card_pictures import CardPictures
from postmortem_desktop.ui.timeline.context_menus import ContextMenus
from postmortem_desktop.ui.timeline.display import Display
from postmortem_desktop.ui.timeline.drops import Holding
from postmortem_desktop.ui.timeline.hand import Drag, Hand
from postmortem_desktop.ui.timeline.held import Held
from postmortem_desktop.ui.timeline.hover import Hover
from postmortem_desktop.ui.timeline.linking import Linking
from postmortem_desktop.ui.timeline.listeners import Listeners
from postmortem_desktop.ui.timeline.port import Port
from postmortem_desktop.ui.timeline.rename import Writing
from postmortem_desktop.ui.timeline.view import View
from postmortem_desktop.ui.timeline.wheel import Wheel
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
    undated_dropped = Signal(str, str, object)
    """Id of an event without a time, lane id, moment."""
    shelved = Signal(list)
    """Ids of events that were dragged onto the shelf of those without a time."""
    link_dropped = Signal(str, str)
    """Ids of two events: the first led to the second, which may be empty."""
    pictures_dropped = Signal(object, str, str, object)
    """What holds them, the event on which they landed, or else (empty) lane id and moment."""
    paste_requested = Signal()
    """What lies in the clipboard is to go to the event that is shown in detail."""
    picture_activated = Signal(str, str)
    """Ids of an event and of its picture, which was clicked."""
    noticed = Signal(str)
    """A sentence that says what a key has changed, or why a gesture changes nothing."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.workspace = workspace
        self.shown = workspace.timeline.index
        self.pictures = CardPictures(self)
        self.display = Display(self, theme)
        lettering = self.display.look.lettering
        self.shelf: QWidget | None = None
        """Where events without a time lie, if anywhere."""
        self._is_untouched = True
        self._had_events, self._pictured = bool(self.shown.event_ids), self.shown.pictures
        self._selection: dict[str, None] = {}
        self._current_id = ""
        self._keyboard = False
        self.matches: frozenset[str] | None = None
        """The events that are searched for; None while there is no search."""
        self._hand, holding = Hand(self), Holding(self)
        self.held = Held(self, self._hand, holding)
        self.hover, self.linking = Hover(self), Linking(self)
        self.menus = ContextMenus(self)
        Listeners(self, holding, Wheel(self), self.hover, self.linking, self.menus)
        self._port = Port(self, workspace.timeline, workspace.clock, lettering, self._show_anew)
        self.setFont(lettering.card)
        self.writing = Writing(self)
        self.setObjectName("timelineCanvas")
        self.setAccessibleName(_("Incident timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        workspace.changed.connect(self._follow)
        workspace.filtered.connect(self._follow_filter)

    # What is shown

    @property
    def view(self) -> View:
        """What part of the timeline the widget shows."""
        return self._port.view

    def set_stick(self, offset: float) -> None:
        """Let the titles of long bars stand so far right of the edge at which they stay."""
        self._port.stick = offset

    def show_view(self, scale: TimeScale, scroll: float | None = None) -> None:
        """Show another part of the timeline; the scroll position stays within the lanes."""
        self._is_untouched = False
        self._port.show(scale, scroll)

    def fit(self) -> None:
        """Show the whole incident, its last titles included."""
        self._is_untouched = False
        self._port.fit()

    def show_range(self, first: datetime, last: datetime) -> None:
        """Let a stretch of time fill the view."""
        plot = self.view.plot
        self.show_view(TimeScale.fitting(first, last, plot.width(), plot.width() * 0.04))

    def zoom(self, factor: float, around_x: float | None = None) -> None:
        """Zoom about a column of the widget, or about the middle."""
        plot = self.view.plot
        column = plot.center().x() if around_x is None else max(around_x, plot.left())
        self.show_view(self.view.scale.zoomed(factor, column - plot.left()))

    def reveal(self, event_id: str) -> None:
        """Move the view as little as it takes to have an event in sight."""
        self._port.reveal(event_id)

    def set_hidden(self, event_ids: frozenset[str]) -> None:
        """Leave these events out of the session's timelines, as a filter asks for."""
        self.workspace.hide_events(event_ids)

    def set_matches(self, event_ids: frozenset[str] | None) -> None:
        """Let what is searched for stand out; None ends the search."""
        self.matches = event_ids
        self.display.refresh()

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
        return box.event_id if box is not None and not box.is_folded else ""

    def spoken_name(self, event_id: str) -> str:
        """Return what is read out for an event; empty when it has gone."""
        return looking.spoken_name(self, event_id)

    # What is selected

    @property
    def selection(self) -> tuple[str, ...]:
        """The ids of the selected events."""
        return tuple(self._selection)

    @property
    def current_id(self) -> str:
        """The event at which the keyboard is; empty for none."""
        return self._current_id

    @property
    def is_at_keyboard(self) -> bool:
        """Whether the keyboard is here and was used last."""
        return self.hasFocus() and self._keyboard

    def set_selection(self, event_ids: Iterable[str]) -> None:
        """Select these events and no others; ids that are not on the timeline are passed over."""
        chosen = dict.fromkeys(i for i in event_ids if i in self.shown.events)
        if list(chosen) == list(self._selection):
            return
        self._selection = chosen
        if chosen and self._current_id not in chosen:
            self.set_current(next(reversed(chosen)))
        self.display.refresh()
        self.selection_changed.emit(list(chosen))

    def set_current(self, event_id: str) -> None:
        """Put the keyboard at an event, without selecting it."""
        self._current_id = event_id
        accessible.tell_focus(self)
        self.display.refresh()

    # What is done

    def perform(self, edit: Edit) -> bool:
        """Carry out an edit; return whether it was made."""
        return self.workspace.perform(edit)

    def rename(self, event_id: str = "") -> None:
        """Write the title of an event, or of the current one, in its place."""
        self.writing.event_title(event_id or self._current_id)

    def remove_selected(self) -> None:
        """Delete the selected events; locked ones stay."""
        if locks.are_locked(self, self._selection, locks.DELETE):
            return
        ids = [i for i in self._selection if not self.shown.events[i].locked]
        if ids:
            self.perform(remove_events(self.workspace.dossier, ids))

    def cancel(self) -> None:
        """Drop the gesture under way, or else the selection."""
        if not self._hand.give_up():
            self.set_selection([])

    @property
    def gesture(self) -> Drag | None:
        """What the hand is doing, if it drags something."""
        return self._hand.drag

    @property
    def is_still(self) -> bool:
        """Whether nothing is held or written, so that pixels can simply be moved."""
        return self.held.is_nothing and not self.writing.is_open

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
        self.display.paint(event.region())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit a view that nobody has touched yet; keep every other as it is."""
        super().resizeEvent(event)
        self._port.follow_width()
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
        self._hand.double_click(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for, or leave it to the window."""
        self._keyboard = True
        self._hand.set_modifiers(event.modifiers())
        if not keys.handle_key(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let a drag do without the key at once."""
        self._hand.set_modifiers(event.modifiers())
        super().keyReleaseEvent(event)

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
        self.display.refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop a gesture that the focus was taken from."""
        super().focusOutEvent(event)
        self._hand.cancel()
        self.linking.leave()
        self.display.refresh()

    # Inside

    def _follow(self, edit: Edit) -> None:
        """Show what an edit has changed; a gesture that it overtook is dropped."""
        if concerns_timeline(edit):
            was_empty, untouched = not self._had_events, self._is_untouched
            if self.shown.pictures is not self._pictured:
                self._pictured = self.shown.pictures
                self.display.forget_faces()
            self._take_over(self.workspace.timeline.changes)
            self._had_events = bool(self.shown.event_ids)
            if untouched and self.shown.is_empty:
                self.fit()  # what is known first of an incident is often its milestones
                self._is_untouched = True
            elif was_empty and not self._is_anything_in_sight():
                self.fit()

    def _follow_filter(self) -> None:
        self._take_over(None)
        accessible.tell_shown(self)

    def _take_over(self, changes: Changes | None) -> None:
        self._hand.cancel()
        self.hover.forget()
        self._port.set_records(changes)
        if self._current_id not in self.shown.events:
            self._current_id = ""
        self.set_selection(self._selection)
        self.show_view(self.view.scale)
        # The view is where it was, so nobody else sees a reason to draw anything.
        self.display.refresh()

    def _is_anything_in_sight(self) -> bool:
        return not self.shown.event_ids or bool(self.view.boxes_in(self.view.plot))

    def _show_anew(self, before: View) -> None:
        self.writing.follow_view()
        self.display.follow_view(before)
        self.view_changed.emit()
