"""Where time runs in the overview, and where in it the window on the view stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QRectF

from postmortem_desktop.timeline.scale import TimeScale

_EDGE = 6
"""How near to an edge of the window the pointer has to be to take hold of it."""
_LEAST_WINDOW = 8.0


@dataclass(frozen=True, slots=True)
class Track:
    """A stretch of time laid over a rectangle of the strip."""

    rect: QRectF
    first: datetime
    """The moment at its left edge."""
    last: datetime
    """The moment at its right edge."""

    @property
    def scale(self) -> TimeScale:
        """Its x = 0 is the left edge."""
        seconds = (self.last - self.first).total_seconds()
        return TimeScale(self.first, self.rect.width() / seconds)

    def moment_at(self, x: float) -> datetime:
        """Return the moment at a column of the strip, never beyond the edges."""
        column = min(max(x, self.rect.left()), self.rect.right())
        return self.scale.moment_at(column - self.rect.left())

    def duration_of(self, dx: float) -> timedelta:
        """Return how much time so many pixels are."""
        return timedelta(seconds=dx / self.scale.px_per_second)

    def window(self, first: datetime, last: datetime) -> QRectF:
        """Return where a view stands that shows this time; it can always be taken hold of."""
        start, end = (self.rect.left() + self.scale.x_of(moment) for moment in (first, last))
        left = min(max(start, self.rect.left()), self.rect.right() - _LEAST_WINDOW)
        right = max(min(end, self.rect.right()), left + _LEAST_WINDOW)
        return QRectF(left, self.rect.top(), right - left, self.rect.height())


def side_at(window: QRectF, x: float) -> int:
    """Return -1 and 1 at the left and the right edge of the window, 0 everywhere else."""
    # A window that is hardly wider than its edges can still be moved.
    reach = min(_EDGE, window.width() / 4)
    if abs(x - window.left()) <= reach:
        return -1
    return 1 if abs(x - window.right()) <= reach else 0
