"""Scale, layout and scroll position of one canvas: the part of the timeline that is in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QScrollBar, QWidget

from postmortem_desktop.clock import Clock
from postmortem_desktop.timeline.arranging import MARGIN, Arrangement, ReadyTimeline
from postmortem_desktop.timeline.boxes import CardWidths, Metrics
from postmortem_desktop.timeline.index import Changes
from postmortem_desktop.timeline.layout import Layout
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui.timeline import painter, ruler
from postmortem_desktop.ui.timeline.lettering import Lettering
from postmortem_desktop.ui.timeline.view import View

_EMPTY_SPAN = timedelta(hours=1)
_LEAST_IN_SIGHT = 120.0
"""Pixels of a card that have to be seen for it to count as in sight."""


class Port:
    """What is in sight. Zooming and panning change the scale only, never the lanes."""

    def __init__(
        self,
        canvas: QWidget,
        timeline: ReadyTimeline,
        clock: Clock,
        lettering: Lettering,
        told: Callable[[View], None],
    ) -> None:
        """Watch over ``canvas``; ``told`` gets the view that was, whenever there is another."""
        index = timeline.index
        self._canvas, self._index = canvas, index
        self._lettering, self._told = lettering, told
        self._metrics = replace(Metrics(), label_column=self._column())
        self._clock = clock
        self._scale = self._lately()
        self._scroll = 0.0
        self._view: View | None = None
        self.stick = 0.0
        """See ``View.stick``."""
        self._head_rows = 1
        self._bar = QScrollBar(Qt.Orientation.Vertical, canvas)
        self._bar.hide()
        self._placed: tuple[int, ...] = ()
        """What the scroll bar was last placed for."""
        self._taken = 0
        """The width of the scroll bar while it is shown."""
        self._bar.valueChanged.connect(self._scroll_to)
        self._widths = CardWidths(lettering.card_width, self._metrics)
        self._arrangement = Arrangement(index, self._widths, self._metrics, timeline.crowded)
        self._layout = Layout(self._scale, self._metrics, self._widths, events=index.events)
        self._arranged = canvas.width(), self._width
        """For which width of the canvas, and so of the lanes' content, they were packed.

        The column of lane titles may become wider later: that moves no event to another row.
        """
        self._is_packed = False
        """Lanes are packed when somebody looks, or the width is known."""

    @property
    def view(self) -> View:
        """What is in sight now."""
        if not self._is_packed:
            self.follow_width()
        width, height = self._canvas.width() - self._taken, self._canvas.height()
        view = self._view
        if (
            view is None
            or view.layout is not self._layout
            or view.scale is not self._scale
            or (view.scroll, view.width, view.height) != (self._scroll, width, height)
            or view.stick != self.stick
        ):
            shows = self._layout, self._scale, self._scroll, width, height, self.stick
            view = self._view = View(*shows)
        return view

    def set_records(self, changes: Changes | None) -> None:
        """Take over what has changed by lane, or (None) everything; the view does not move."""
        self._is_packed = True
        self._metrics = replace(self._metrics, label_column=self._column())
        self._widths.give_room(self._index.pictures)
        if changes is None:
            self._arranged = self._canvas.width(), self._width
        stack = self._arrangement.stack(self._arranged[1], changes)
        self._layout = replace(self._layout, metrics=self._metrics, stack=stack)

    def follow_width(self) -> None:
        """Take over the width of the canvas; lanes whose sub-rows suit it keep them."""
        if self._canvas.width() != self._arranged[0]:
            self._arranged = self._canvas.width(), self._width
        self.set_records({})

    def show(self, scale: TimeScale, scroll: float | None = None) -> None:
        """Bring another part into sight; the scroll position stays within the lanes."""
        before = self.view
        zoomed = scale.px_per_second != self._scale.px_per_second
        self._scale = scale
        if zoomed:
            # What is panned only keeps its layout, and the boxes in it their places.
            self._layout = replace(self._layout, scale=scale)
        captions = ruler.captions(self.view, self._lettering, self._index.milestones)
        rows = max((caption.row + 1 for caption in captions), default=1)
        if rows > self._head_rows or zoomed:
            # It grows only: while the view is panned, the lanes are not to jump up and down.
            self._set_head(rows)
        wanted = self._scroll if scroll is None else scroll
        self._scroll = min(max(wanted, 0.0), self.view.scrollable)
        self._place_bar()
        self._told(before)

    def fit(self) -> None:
        """Bring the whole incident with its last titles into sight, or else the last hour."""
        fitting = self._arrangement.fitting(self._width)
        self.show(fitting or self._lately(), 0.0)

    def reveal(self, event_id: str) -> None:
        """Move the view as little as it takes to have an event in sight."""
        view, plot = self.view, self.view.plot
        box = view.layout.box_of(event_id)
        if box is None:
            return
        rect = view.rect_of(box)
        if box.is_folded:
            rect = view.rect_of(view.layout.card_of(event_id) or box)
        dx = dy = 0.0
        if rect.left() < plot.left():
            dx = plot.left() + MARGIN - rect.left()
        elif rect.left() > plot.right() - min(rect.width(), _LEAST_IN_SIGHT):
            room = min(rect.width(), plot.width() / 2) + MARGIN
            dx = plot.right() - room - rect.left()
        if rect.top() < plot.top():
            dy = rect.top() - plot.top() - self._metrics.lane_padding
        elif rect.bottom() > plot.bottom():
            dy = rect.bottom() - plot.bottom() + self._metrics.lane_padding
        if dx or dy:
            self.show(self._scale.panned(round(dx)), self._scroll + round(dy))

    # Inside

    @property
    def _width(self) -> float:
        """The width of the lanes' content."""
        return max(self._canvas.width() - self._metrics.label_column, 1.0)

    def _lately(self) -> TimeScale:
        """Return the scale of the last hour, for a timeline on which nothing stands yet."""
        now = self._clock()
        width = max(float(self._canvas.width()) - self._metrics.label_column, _LEAST_IN_SIGHT)
        return TimeScale.fitting(now - _EMPTY_SPAN, now, width)

    def _column(self) -> float:
        """Return how wide the column of lane titles is, so that they are seen whole if possible."""
        return painter.lane_column(self._lettering, self._index.lanes)

    def _set_head(self, rows: int) -> None:
        """Give the head so many rows of names; the lanes move down and stay the same."""
        if rows == self._head_rows:
            return
        self._head_rows = rows
        height = Metrics().ruler_height + (rows - 1) * ruler.CAPTION_ROW
        self._metrics = replace(self._metrics, ruler_height=height)
        self._layout = replace(self._layout, metrics=self._metrics)

    def _place_bar(self) -> None:
        width, height = self._canvas.width(), self._canvas.height()
        room = max(height - int(self._metrics.ruler_height), 0)
        excess, value = round(self._layout.height - room), round(self._scroll)
        placed = width, height, room, excess, value
        if placed == self._placed:
            return
        self._placed = placed
        thick = self._bar.sizeHint().width()
        with QSignalBlocker(self._bar):
            self._bar.setRange(0, max(excess, 0))
            self._bar.setPageStep(max(room, 1))
            self._bar.setSingleStep(int(self._metrics.row_height))
            self._bar.setValue(value)
        self._bar.setVisible(excess > 0)
        self._bar.setGeometry(width - thick, height - room, thick, room)
        self._taken = thick if excess > 0 else 0

    def _scroll_to(self, value: int) -> None:
        self.show(self._scale, float(value))
