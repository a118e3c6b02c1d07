"""Moving the view on while something is held at an edge of the timeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QTimer

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_EDGE = 28.0
"""Pixels inside the plot in which the view begins to move."""
_FASTEST = 24
"""Pixels a step."""
_STEP_MS = 30


class EdgeScroll:
    """Moves the view as long as the pointer is at an edge: the nearer to it, the faster."""

    def __init__(self, canvas: TimelineCanvas, moved: Callable[[], None]) -> None:
        """Watch over a canvas; ``moved`` is called after each step."""
        self._canvas, self._moved = canvas, moved
        self._speed = (0, 0)
        self._timer = QTimer(canvas)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._step)

    def follow(self, pointer: QPointF, grip: QPointF) -> None:
        """Begin, go on or stop, as the pointer stands.

        What was taken hold of at an edge has to be drawn further out before the view moves.
        """
        plot = self._canvas.view.plot
        if plot.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE).contains(pointer):
            self.stop()
            return
        across = _speed(pointer.x(), plot.left(), plot.right())
        down = _speed(pointer.y(), plot.top(), plot.bottom())
        out = pointer - grip
        self._speed = across if across * out.x() > 0 else 0, down if down * out.y() > 0 else 0
        if self._speed == (0, 0):
            self.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Move no further."""
        self._speed = (0, 0)
        self._timer.stop()

    def _step(self) -> None:
        view, (across, down) = self._canvas.view, self._speed
        scroll = min(max(view.scroll + down, 0.0), view.scrollable)
        if across or scroll != view.scroll:
            self._canvas.show_view(view.scale.panned(-across), scroll)
            self._moved()
        else:
            self.stop()


def _speed(at: float, low: float, high: float) -> int:
    if at < low + _EDGE:
        depth = at - low - _EDGE
    elif at > high - _EDGE:
        depth = at - high + _EDGE
    else:
        return 0
    return round(max(min(depth / _EDGE, 1.0), -1.0) * _FASTEST)
