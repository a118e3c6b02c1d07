"""Writing a title in its place: of an event, of an event that is just being made, of a lane."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from postmortem_desktop.domain.kinds import Precision
from postmortem_desktop.editing.lane_edits import add_lane, change_lane
from postmortem_desktop.editing.placing_edits import add_in_lane
from postmortem_desktop.editing.timeline_edits import rename_event
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.aiming import aim_step, aimed_precision
from postmortem_desktop.timeline.snapping import rounded
from postmortem_desktop.ui.widgets.line_hints import LineHints, hints_for

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

LEAST_WIDTH = 220


class TitleEditor(QLineEdit):
    """A line over a card: Enter or leaving it commits, Escape leaves no trace."""

    def __init__(
        self,
        parent: QWidget,
        text: str,
        end: Callable[[str], None],
        go_on: Callable[[int], None],
    ) -> None:
        """Make the editor.

        Args:
            parent: it floats over.
            text: to begin with.
            end: called once, with no text when nothing is to be kept.
            go_on: called after Tab with 1, after Shift+Tab with -1: write the next one.
        """
        super().__init__(text, parent)
        self._go_on = go_on
        self.setObjectName("timelineTitleEditor")
        self._owner = parent
        self._end: Callable[[str], None] | None = end
        self.selectAll()

    def stand_over(self, rect: QRectF) -> None:
        """Take the place of a card, with room to write."""
        width = max(int(rect.width()) + 8, LEAST_WIDTH)
        left = max(min(int(rect.left()) - 2, self._owner.width() - width - 4), 4)
        self.setGeometry(left, int(rect.top()) - 2, width, int(rect.height()) + 4)

    def finish(self, *, keep: bool) -> None:
        """End the writing, once."""
        end, self._end = self._end, None
        if end is not None:
            if self.hasFocus():
                # Or else hiding would pass the focus on, and the canvas walk to another event.
                self._owner.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
            self.deleteLater()
            end(" ".join(self.text().split()) if keep else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter commit and Escape cancel; both give the focus back to the canvas."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.finish(keep=event.key() != Qt.Key.Key_Escape)
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        """Commit, and write the next title in the order of time."""
        self.finish(keep=True)
        self._go_on(1 if next else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the focus goes elsewhere, but not for a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.finish(keep=True)


class Writing(QObject):
    """The one title that is being written on a canvas, if any."""

    event_made = Signal(str)
    """The id of an event that has come into being by its title."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._editor: TitleEditor | None = None
        self._place: Callable[[], QRectF | None] = lambda: None
        canvas.workspace.flush_requested.connect(self.finish)

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""
        return self._editor is not None

    def event_title(self, event_id: str) -> None:
        """Write the title of an event over its card."""
        canvas = self._canvas
        event = canvas.shown.events.get(event_id)
        if event is None:
            return
        canvas.set_current(event_id)
        canvas.reveal(event_id)
        self._open(
            event.title,
            _("Title of the event"),
            lambda: canvas.rect_of(event_id),
            lambda text: canvas.perform(rename_event(canvas.workspace.dossier, event_id, text)),
            hinted_for=event_id,
        )

    def lane_title(self, lane_id: str) -> None:
        """Write the title of a lane in the column at the left."""
        canvas = self._canvas
        lane = canvas.shown.lane(lane_id)
        if lane is None:
            return

        def place() -> QRectF | None:
            box = next((b for b in canvas.view.layout.lanes if b.lane_id == lane_id), None)
            if box is None:
                return None
            metrics = canvas.view.metrics
            top = canvas.view.lane_rect(box).top() + metrics.lane_padding
            return QRectF(8, top, metrics.label_column - 12, metrics.card_height)

        self._open(
            lane.title,
            _("Title of the lane"),
            place,
            lambda text: canvas.perform(change_lane(canvas.workspace.dossier, lane_id, title=text)),
            go_on=lambda steps: self._write_next_lane(lane_id, steps),
        )

    def event_here(self, point: QPointF) -> None:
        """Write the title of a new event at a point, as near as one can aim."""
        canvas, view = self._canvas, self._canvas.view
        step = aim_step(canvas.snap_step, view.scale)
        lane = view.lane_near(point.y())
        moment = rounded(view.moment_at(point.x()), step, canvas.workspace.zone)
        precision = aimed_precision(view.scale, moment)
        self.new_event(lane.lane_id if lane else "", moment, point.y(), precision=precision)

    def new_lane(self) -> None:
        """Write the title of a lane that comes into being, below the others, when it has one."""
        canvas, space = self._canvas, self._canvas.workspace

        def place() -> QRectF:
            view, metrics = canvas.view, canvas.view.metrics
            below = view.layout.height + view.dy + metrics.lane_padding
            top = min(below, view.height - metrics.card_height - metrics.lane_padding)
            return QRectF(8, top, metrics.label_column - 12, metrics.card_height)

        self._open(
            "",
            _("Title of a new lane"),
            place,
            lambda title: canvas.perform(add_lane(space.dossier, space.ids, title)),
            hint=_("New lane, such as Support lead"),
        )

    def new_event(
        self,
        lane_id: str,
        moment: datetime,
        y: float,
        *,
        ends_at: datetime | None = None,
        precision: Precision | None = None,
    ) -> None:
        """Write the title of an event that comes into being when it has one.

        Args:
            lane_id: where it goes; if empty, a first lane is made along with it.
            moment: at which it begins.
            y: the height at which it is written.
            ends_at: None or ``moment`` for an instant.
            precision: how well the times are known; None for as well as they are told.
        """
        end = None if ends_at is None or ends_at <= moment else ends_at
        canvas = self._canvas
        height = canvas.view.metrics.card_height

        def place() -> QRectF:
            return QRectF(canvas.view.x_of(moment), y - height / 2, LEAST_WIDTH, height)

        def commit(text: str) -> None:
            space = canvas.workspace
            # The lane may have gone while the title was being written.
            into = lane_id if canvas.shown.lane(lane_id) is not None else ""
            known = {} if precision is None else {"precision": precision}
            edit = add_in_lane(space.dossier, space.ids, into, text, moment, ends_at=end, **known)
            if canvas.perform(edit):
                canvas.set_selection([edit.changes[-1].record_id])
                self.event_made.emit(edit.changes[-1].record_id)

        self._open("", _("Title of the new event"), place, commit, hinted_for="")

    def follow_view(self) -> None:
        """Stay over the card when the view has moved; give up when the card has gone."""
        if self._editor is None:
            return
        rect = self._place()
        if rect is None:
            self._editor.finish(keep=False)
        else:
            self._editor.stand_over(rect)

    def finish(self) -> None:
        """Commit what is being written."""
        if self._editor is not None:
            self._editor.finish(keep=True)

    def _write_next(self, steps: int) -> None:
        """Go from the title just written to the next one in time."""
        canvas = self._canvas
        place = canvas.shown.place_of(canvas.current_id)
        if 0 <= place + steps < len(canvas.shown.event_ids) and place >= 0:
            event_id = canvas.shown.event_ids[place + steps]
            canvas.set_selection([event_id])
            canvas.set_current(event_id)
            canvas.event_activated.emit(event_id)
            self.event_title(event_id)

    def _write_next_lane(self, lane_id: str, steps: int) -> None:
        """Go from the title of a lane to that of the next one as they are shown."""
        lanes = [lane.lane_id for lane in self._canvas.view.layout.lanes]
        place = lanes.index(lane_id) + steps if lane_id in lanes else -1
        if 0 <= place < len(lanes):
            self.lane_title(lanes[place])

    def _open(
        self,
        text: str,
        name: str,
        place: Callable[[], QRectF | None],
        commit: Callable[[str], object],
        hint: str = "",
        go_on: Callable[[int], None] | None = None,
        hinted_for: str | None = None,
    ) -> None:
        """Begin to write; ``hinted_for`` is the event for whose words hints are wanted, if any."""
        self.finish()
        rect = place()
        if rect is None:
            return

        def end(title: str) -> None:
            self._editor = None
            if title:
                commit(title)

        editor = TitleEditor(self._canvas, text, end, go_on or self._write_next)
        editor.setAccessibleName(name)
        editor.setPlaceholderText(hint or _("What happened?"))
        editor.setFont(self._canvas.font())
        if hinted_for is not None:
            LineHints(editor, hints_for(self._canvas.workspace, hinted_for))
        self._editor, self._place = editor, place
        editor.stand_over(rect)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
