"""Time to pixels and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

MAX_PX_PER_SECOND = 200.0
"""A screen of 1,600 pixels shows eight seconds."""
MIN_PX_PER_SECOND = 1e-6
"""A screen of 1,600 pixels shows fifty years."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""How far the view can be panned; moments beyond still have their place."""

_SHORTEST_FIT = timedelta(seconds=10)
_LONE_MOMENT_FIT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Maps moments to columns: ``origin`` stands at x = 0, the left edge of the lanes' content."""

    origin: datetime
    px_per_second: float

    @classmethod
    def fitting(
        cls,
        first: datetime,
        last: datetime,
        width: float,
        margin: float = 0.0,
        *,
        margin_right: float | None = None,
    ) -> TimeScale:
        """Return the scale at which ``first`` to ``last`` fill ``width`` between the margins.

        Args:
            first: the moment that stands at ``margin``.
            last: the moment that stands at ``width`` less the right margin.
            width: in pixels.
            margin: in pixels, on both sides.
            margin_right: another margin on the right, where the labels of the last events stand.
        """
        right = margin if margin_right is None else margin_right
        room = max(width - margin - right, 1.0)
        duration = last - first
        if duration < _SHORTEST_FIT:
            around = first + duration / 2
            first, duration = around - _LONE_MOMENT_FIT / 2, _LONE_MOMENT_FIT
        fine = _within_limits(room / duration.total_seconds())
        return cls(first - timedelta(seconds=margin / fine), fine)

    def moment_at(self, x: float) -> datetime:
        """Return the moment at a column, to the microsecond, within the limits of panning."""
        seconds = x / self.px_per_second
        lowest = (EARLIEST - self.origin).total_seconds()
        highest = (LATEST - self.origin).total_seconds()
        return self.origin + timedelta(seconds=min(max(seconds, lowest), highest))

    def x_of(self, moment: datetime) -> float:
        """Return the column of a moment."""
        return (moment - self.origin).total_seconds() * self.px_per_second

    def x_at(self, seconds: float) -> float:
        """Return the column of a moment that is given in seconds since 1970."""
        return (seconds - self.origin.timestamp()) * self.px_per_second

    def width_of(self, duration: timedelta) -> float:
        """Return how many pixels a duration takes."""
        return duration.total_seconds() * self.px_per_second

    def zoomed(self, factor: float, around_x: float) -> TimeScale:
        """Return a scale ``factor`` times as fine, the moment at ``around_x`` staying put.

        Args:
            factor: above 1 zooms in, below 1 zooms out; the limits of the scale hold.
            around_x: the fixed column, in pixels.

        Raises:
            ValueError: ``factor`` is not positive.
        """
        if factor <= 0:
            raise ValueError(f"zoom factor must be positive, not {factor}")
        fixed = self.moment_at(around_x)
        finer = _within_limits(self.px_per_second * factor)
        return TimeScale(fixed - timedelta(seconds=around_x / finer), finer)

    def panned(self, dx: float) -> TimeScale:
        """Return the scale with the content moved ``dx`` pixels to the right."""
        return replace(self, origin=self.moment_at(-dx))


def _within_limits(px_per_second: float) -> float:
    return min(max(px_per_second, MIN_PX_PER_SECOND), MAX_PX_PER_SECOND)
