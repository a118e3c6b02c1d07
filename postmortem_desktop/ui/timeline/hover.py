"""What the pointer rests on: which event, which edge, what can be begun there, and tool tips."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from html import escape
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.domain.times import clock_text
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.aiming import moment_between
from postmortem_desktop.timeline.boxes import LaneBox
from postmortem_desktop.ui.timeline import ruler
from postmortem_desktop.ui.timeline.look import Look
from postmortem_desktop.ui.timeline.looking import told_of
from postmortem_desktop.ui.timeline.milestone_drag import milestone_at

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

PORT_RADIUS = 5.0
_PORT_REACH = 8.0
_PORT_INSET = 13.0
"""From the right edge of a card to its port."""
_PLUS_RADIUS = 8.0
_LEAST_GAP = 40.0
"""Between two neighbours, for a plus to stand between them."""
_WIDEST_GAP = 600.0


@dataclass(frozen=True, slots=True)
class Gap:
    """The free stretch between two neighbours in a lane, with the time halfway."""

    lane_id: str
    moment: datetime
    x: float
    y: float
    """The middle of the plus in the widget."""


class Hover(QObject):
    """Listens to the pointer over one canvas while no button is pressed."""

    HEARS: ClassVar = frozenset({QEvent.Type.MouseMove, QEvent.Type.Leave, QEvent.Type.ToolTip})

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.event_id = ""
        """The event under the pointer; empty for none."""
        self.gap: Gap | None = None
        """Where a plus is shown."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the pointer, and say in full what is elided where it rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._explain(event.pos(), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            self._rest_on("", None)
        elif (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseMove
            and not event.buttons()
        ):
            self._follow(event.position())
        return False

    def forget(self) -> None:
        """Rest on nothing: what was under the pointer may have gone."""
        self.event_id, self.gap = "", None

    def port_of(self, event_id: str) -> QPointF:
        """Return the middle of an event's port, from which a link is dragged."""
        rect = self._canvas.rect_of(event_id) or QRectF()
        inset = min(_PORT_INSET, rect.width() / 2)
        return QPointF(rect.right() - inset, rect.bottom())

    def port_at(self, point: QPointF) -> str:
        """Return the event whose port is at a point; only that under the pointer shows one."""
        if not self.event_id:
            return ""
        away = point - self.port_of(self.event_id)
        return self.event_id if away.manhattanLength() <= _PORT_REACH else ""

    def gap_at(self, point: QPointF) -> Gap | None:
        """Return the plus at a point, if one is shown there."""
        gap = self.gap
        if gap is None or (point - QPointF(gap.x, gap.y)).manhattanLength() > 2 * _PLUS_RADIUS:
            return None
        return gap

    def draw(self, painter: QPainter, look: Look) -> None:
        """Draw the port of the event under the pointer, or the plus between two neighbours."""
        accent = look.theme.accent
        if self.event_id:
            painter.setPen(QPen(look.theme.surface, 1.5))
            painter.setBrush(accent)
            painter.drawEllipse(self.port_of(self.event_id), PORT_RADIUS, PORT_RADIUS)
        if self.gap is not None:
            centre = QPointF(self.gap.x, self.gap.y)
            painter.setPen(QPen(accent, 1.25))
            painter.setBrush(look.theme.accent_soft)
            painter.drawEllipse(centre, _PLUS_RADIUS, _PLUS_RADIUS)
            for arm in (QPointF(4, 0), QPointF(0, 4)):
                painter.drawLine(centre - arm, centre + arm)

    def _follow(self, point: QPointF) -> None:
        canvas = self._canvas
        if self.port_at(point) or (self.gap and self.gap_at(point)):
            canvas.setCursor(Qt.CursorShape.PointingHandCursor)
            return
        box, edge = canvas.hit(point)
        if edge is not None:
            canvas.setCursor(Qt.CursorShape.SizeHorCursor)
        elif box is not None and (box.is_folded or canvas.pictures.at(point)):
            canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        elif milestone_at(canvas, point):
            canvas.setCursor(Qt.CursorShape.SizeHorCursor)
        elif point.y() < canvas.view.plot.top() and point.x() > canvas.view.plot.left():
            canvas.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            canvas.setCursor(Qt.CursorShape.ArrowCursor)
        single = box.event_id if box is not None and not box.is_folded else ""
        self._rest_on(single, None if box else self._gap_near(point))

    def _gap_near(self, point: QPointF) -> Gap | None:
        """Return the gap around a point between neighbours in time, in whatever sub-rows of a lane.

        The plus stands in the sub-row of the point, where no card covers it.
        """
        canvas, view = self._canvas, self._canvas.view
        lane = view.layout.lane_at(point.y() - view.dy)
        if lane is None or not view.plot.contains(point):
            return None
        events = canvas.shown.by_lane[lane.lane_id]
        place = bisect_right(events, view.moment_at(point.x()), key=attrgetter("starts_at"))
        if not 0 < place < len(events):
            return None
        first, second = events[place - 1], events[place]
        ends = [view.layout.box_of(event.id) for event in (first, second)]
        half = moment_between(first, second)
        if half is None or any(box is None or box.is_folded for box in ends):
            return None
        return self._gap_in_row(point, lane, half, (first, second))

    def _gap_in_row(
        self, point: QPointF, lane: LaneBox, half: datetime, ends: tuple[TimelineEvent, ...]
    ) -> Gap | None:
        view, (first, second) = self._canvas.view, ends
        if first.starts_at is None or second.starts_at is None:
            return None
        x, y = view.in_layout(point)
        tops, height = view.layout.row_tops(lane), view.metrics.card_height
        middle = min((top + height / 2 for top in tops), key=lambda row: abs(row - y))
        over = first.ends_at is not None and first.ends_at < second.starts_at
        begin = first.ends_at if over and first.ends_at else first.starts_at
        near = view.layout.visible(x - _WIDEST_GAP, middle, x + _WIDEST_GAP, middle)
        left = max([view.x_of(begin) - view.dx, *(b.right for b in near if b.right < x)])
        right = min([view.x_of(second.starts_at) - view.dx, *(b.x for b in near if b.x > x)])
        if right - left < _LEAST_GAP or max(x - left, right - x) > _WIDEST_GAP:
            return None
        if any(box.x <= x <= box.right for box in near):
            return None
        return Gap(second.lane_id, half, (left + right) / 2 + view.dx, middle + view.dy)

    def _rest_on(self, event_id: str, gap: Gap | None) -> None:
        if (event_id, gap) != (self.event_id, self.gap):
            around = [QRectF(g.x - 10, g.y - 10, 20, 20) for g in (self.gap, gap) if g]
            before, self.event_id, self.gap = self.event_id, event_id, gap
            self._canvas.display.refresh_boxes(before, event_id)
            for rect in around:
                self._canvas.update(rect.toAlignedRect())

    def _explain(self, point: QPoint, on_screen: QPoint) -> None:
        text = "".join(f"<p>{escape(line)}</p>" for line in self._lines_at(QPointF(point)) if line)
        if text:
            QToolTip.showText(on_screen, text, self._canvas)
        else:
            QToolTip.hideText()

    def _lines_at(self, point: QPointF) -> tuple[str, ...]:
        canvas = self._canvas
        if corner := ruler.corner_tip(canvas.view, canvas.workspace.zone, point.x(), point.y()):
            return (corner,)
        if self.port_at(point):
            return (_("Drag to the event that came of this one, or press L"),)
        if gap := self.gap_at(point):
            return (
                _("Add what happened in between, at {time}").format(
                    time=clock_text(gap.moment, canvas.workspace.zone)
                ),
            )
        box, _edge = canvas.hit(point)
        if box is not None:
            way = _("Click to open the picture, or press O") if canvas.pictures.at(point) else ""
            return (*told_of(canvas, box), way)
        titled = canvas.view.lane_titled_at(point.x(), point.y())
        lane = canvas.shown.lane(titled.lane_id) if titled else None
        if lane is not None:
            return (
                lane.title,
                _("Drag to move it, double-click to rename it, right-click for more"),
            )
        if milestone_at(canvas, point):
            return (_("Drag to move the milestone; its time can be typed in Prepare"),)
        if point.y() < canvas.view.plot.top():
            return (_("Drag over the times to zoom into them"),)
        return ()
