"""The whole incident in one strip below the canvas, with a window on what is in view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from postmortem_desktop.domain.edits import Edit
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.domain.times import moment_text
from postmortem_desktop.i18n import _
from postmortem_desktop.timeline.density import Density
from postmortem_desktop.timeline.index import concerns_timeline
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.lettering import shared_lettering
from postmortem_desktop.ui.timeline.overview_marks import Counting, draw_marks
from postmortem_desktop.ui.timeline.overview_track import Track, side_at

_HEIGHT = 52
_TRACK = 6
"""Above and below the track."""
_AROUND = 0.08
"""The share of the incident that is shown before it and after it."""
_LEAST_AROUND = timedelta(minutes=1)
_ZOOM = 1.25
_STEP = 0.1
"""The share of the view by which an arrow key pans."""
_STEPS = 1000
"""Of the slider that a screen reader sees."""
_COLUMN = 2
"""Pixels of the strip that the eye tells apart."""


@dataclass(frozen=True, slots=True)
class _Hold:
    """What the pointer drags."""

    side: int
    """-1 for the left edge of the window, 1 for the right one, 0 for the window."""
    x: float
    """Where it was taken."""
    view: tuple[datetime, datetime]
    """What was in view then."""


class OverviewStrip(QAbstractSlider):
    """Marks are counted and drawn once after each change; a moving view moves the window only.

    For a screen reader it is a slider: its value is where the view begins.
    """

    def __init__(
        self, canvas: TimelineCanvas, theme: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._canvas, self._theme = canvas, theme
        self._lettering = shared_lettering()
        self._marks = QPixmap()
        self._is_filtered = False
        self._range = self._whole()
        self._hold: _Hold | None = None
        self._counting = Counting(self._begin, self)
        self._counting.finished.connect(self._draw)
        self.setRange(0, _STEPS)
        self.setAccessibleName(_("Whole incident"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("Drag the window to move in time, its edges to zoom"))
        self.valueChanged.connect(self._go_to_value)
        canvas.view_changed.connect(self._follow_view)
        canvas.workspace.changed.connect(self._follow)
        theme.changed.connect(self.refresh)
        self.refresh()

    @property
    def is_settled(self) -> bool:
        """Whether every event has its mark."""
        return not self._counting.is_running

    def set_hidden(self, event_ids: frozenset[str]) -> None:
        """Leave these events out, as the canvas does."""
        self._is_filtered = bool(event_ids)
        self.refresh()

    def track(self) -> Track:
        """Return where time runs, beside the words at the left."""
        left = self._canvas.view.plot.left()
        width = max(self.width() - left - _TRACK, 1.0)
        return Track(QRectF(left, _TRACK, width, _HEIGHT - 2 * _TRACK), *self._range)

    def window_rect(self) -> QRectF:
        """Return where the window on the view is, within the track."""
        return self.track().window(*self._in_view())

    def refresh(self) -> None:
        """Count and draw the marks anew, when nothing else is to be done."""
        self._counting.start()

    # Events of Qt

    def sizeHint(self) -> QSize:
        """Be slim."""
        return QSize(600, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Give way in width only."""
        return QSize(0, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the marks as they are, and the window over them."""
        theme, track = self._theme.theme, self.track()
        window = self.window_rect()
        if self._marks.devicePixelRatio() != self.devicePixelRatioF():
            self.refresh()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.surface)
            painter.fillRect(0, 0, self.width(), 1, theme.line)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft)
            painter.drawRoundedRect(window, 6, 6)
            if not self._marks.isNull():
                painter.drawPixmap(track.rect.topLeft(), self._marks)
            pen = QPen(theme.accent, theme.focus_px if self.hasFocus() else 1.0)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(window.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(theme.text_secondary)
            painter.setFont(self._lettering.ruler)
            room = QRectF(16, 0, track.rect.left() - 20, _HEIGHT)
            words = painter.fontMetrics().elidedText(
                _("Whole incident"), Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the marks for another width."""
        super().resizeEvent(event)
        self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the window or of one of its edges; beside it, bring it there first."""
        if (
            event.button() != Qt.MouseButton.LeftButton
            or event.position().x() < self.track().rect.left()
        ):
            event.ignore()
            return
        x = event.position().x()
        side = self._side_at(x)
        if side == 0 and not self.window_rect().contains(QPointF(x, _HEIGHT / 2)):
            first, last = self._in_view()
            self._show_from(self.track().moment_at(x) - (last - first) / 2)
        self._hold = _Hold(side, x, self._in_view())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the view follow the window."""
        x = event.position().x()
        if self._hold is None:
            self._show_cursor(x)
            return
        first, last = self._hold.view
        by = self.track().duration_of(x - self._hold.x)
        if self._hold.side == 0:
            self._show_from(first + by)
        elif self._hold.side < 0:
            self._show_between(self.track().moment_at(x), last)
        else:
            self._show_between(first, self.track().moment_at(x))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._hold = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the moment below the pointer, as far as it is in view."""
        notches = (event.angleDelta().y() or event.angleDelta().x()) / 120
        self._zoom(_ZOOM**notches, self.track().moment_at(event.position().x()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan with the arrows and page keys, zoom with plus and minus, go to the ends."""
        first, last = self._in_view()
        page = last - first
        steps = {
            Qt.Key.Key_Left: -_STEP,
            Qt.Key.Key_Right: _STEP,
            Qt.Key.Key_PageUp: -1.0,
            Qt.Key.Key_PageDown: 1.0,
        }
        zooms = {Qt.Key.Key_Plus: _ZOOM, Qt.Key.Key_Equal: _ZOOM, Qt.Key.Key_Minus: 1 / _ZOOM}
        key = Qt.Key(event.key())
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            event.ignore()
        elif key in steps:
            self._show_from(first + page * steps[key])
        elif key in zooms:
            self._zoom(zooms[key], first + page / 2)
        elif key == Qt.Key.Key_Home:
            self._show_from(self._range[0])
        elif key == Qt.Key.Key_End:
            self._show_from(self._range[1] - page)
        elif key == Qt.Key.Key_Escape and self._hold is not None:
            held, self._hold = self._hold, None
            self._show_between(*held.view)
        else:
            event.ignore()

    # Inside

    def _in_view(self) -> tuple[datetime, datetime]:
        view = self._canvas.view
        return view.scale.moment_at(0), view.scale.moment_at(max(view.plot.width(), 1.0))

    def _whole(self) -> tuple[datetime, datetime]:
        """Return the time of the strip: the incident with a little around it, else the view."""
        # A filter does not change what the whole incident is.
        dossier, shown = self._canvas.workspace.dossier, self._canvas.shown
        span = dossier.span() if self._is_filtered else shown.span()
        if span is None:
            return self._in_view()
        first, last = span
        around = max((last - first) * _AROUND, _LEAST_AROUND)
        return first - around, last + around

    def _side_at(self, x: float) -> int:
        return side_at(self.window_rect(), x)

    def _show_cursor(self, x: float) -> None:
        if x < self.track().rect.left():
            self.unsetCursor()
        elif self._side_at(x):
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _show_from(self, moment: datetime) -> None:
        """Pan the view to begin at a moment, never past the ends of the strip."""
        first, last = self._in_view()
        length, (earliest, latest) = last - first, self._range
        lowest, highest = sorted((earliest, latest - length))
        moment = min(max(moment, lowest), highest)
        self._canvas.show_view(TimeScale(moment, self._canvas.view.scale.px_per_second))

    def _show_between(self, first: datetime, last: datetime) -> None:
        width = max(self._canvas.view.plot.width(), 1.0)
        scale = self._canvas.view.scale
        if last <= first:
            return
        zoomed = scale.zoomed(width / scale.width_of(last - first), 0.0)
        self._canvas.show_view(TimeScale(first, zoomed.px_per_second))

    def _zoom(self, factor: float, around: datetime) -> None:
        scale = self._canvas.view.scale
        first, last = self._in_view()
        column = scale.x_of(min(max(around, first), last))
        self._canvas.show_view(scale.zoomed(factor, column))

    def _go_to_value(self, value: int) -> None:
        """Follow a screen reader that sets the value."""
        first, last = self._range
        self._show_from(first + (last - first) * value / _STEPS)

    def _follow(self, edit: Edit) -> None:
        if concerns_timeline(edit):
            self.refresh()

    def _follow_view(self) -> None:
        first, last = self._in_view()
        start, end = self._range
        with QSignalBlocker(self):
            self.setPageStep(max(round((last - first) / (end - start) * _STEPS), 1))
            self.setValue(round((first - start) / (end - start) * _STEPS))
        zone = self._canvas.workspace.zone
        self.setAccessibleDescription(
            _("In view: {start} to {end}").format(
                start=moment_text(first, zone), end=moment_text(last, zone)
            )
        )
        self.update()

    def _begin(self) -> tuple[Density, Iterator[TimelineEvent]]:
        """Return the empty columns of the strip, and the events to count into them."""
        self._range = self._whole()
        shown = self._canvas.shown
        columns = max(round(self.track().rect.width() / _COLUMN), 1)
        rows = {lane.id: row for row, lane in enumerate(shown.lanes)}
        for lane in self._canvas.workspace.dossier.all(Lane):
            if lane.parent_id in rows:
                # The one around it is collapsed.
                rows.setdefault(lane.id, rows[lane.parent_id])
        events = chain.from_iterable(list(shown.by_lane.values()))
        return Density(*self._range, columns, rows, len(shown.lanes)), events

    def _draw(self, density: Density) -> None:
        shown, ratio = self._canvas.shown, self.devicePixelRatioF()
        self._marks = draw_marks(
            density, self._theme.theme, self.track().rect.size(), ratio, shown.milestones
        )
        self._follow_view()
