"""The way back to what was in view before, and showing just what is selected."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_BURST_MS = 600
"""A pause as long as this ends a movement."""
_DEPTH = 50
_MARGIN = 48.0
_MOST_FOR_TITLE = 0.4
"""The largest share of the width that is kept free for the title of the last event."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is in view; the size tells a change of the window from a movement."""

    scale: TimeScale
    scroll: float
    size: tuple[float, float]


class ViewHistory(QObject):
    """Remembers views like a browser its pages; turns of the wheel in a row are one movement."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._past: list[Sight] = []
        self._future: list[Sight] = []
        self._settled = self._now()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_BURST_MS)
        self._timer.timeout.connect(self.settle)
        canvas.view_changed.connect(self._follow)

    def settle(self) -> None:
        """Remember where the movement under way began."""
        self._timer.stop()
        before, now = self._settled, self._now()
        self._settled = now
        moved = (before.scale, before.scroll) != (now.scale, now.scroll)
        if moved and before.size == now.size:
            self._past = [*self._past, before][-_DEPTH:]
            self._future.clear()

    def back(self) -> None:
        """Show what was in view before."""
        self.settle()
        if self._past:
            self._future.append(self._settled)
            self._show(self._past.pop())

    def forward(self) -> None:
        """Show what was in view before going back."""
        self.settle()
        if self._future:
            self._past.append(self._settled)
            self._show(self._future.pop())

    def _follow(self) -> None:
        if not self._timer.isActive() and self._now().size != self._settled.size:
            # A window of another size, not a movement: nothing to come back to.
            self._settled = self._now()
        else:
            self._timer.start()

    def _show(self, sight: Sight) -> None:
        self._canvas.show_view(sight.scale, sight.scroll)
        self._timer.stop()
        self._settled = self._now()

    def _now(self) -> Sight:
        view = self._canvas.view
        return Sight(view.scale, view.scroll, (view.width, view.height))


def fit_selection(canvas: TimelineCanvas) -> None:
    """Show the selected events, or the whole incident when none is selected."""
    events = [canvas.shown.events[i] for i in canvas.selection if i in canvas.shown.events]
    starts = [event.starts_at for event in events if event.starts_at is not None]
    if not starts:
        canvas.fit()
        return
    ends = [event.ends_at for event in events if event.ends_at is not None]
    last = max(events, key=lambda event: event.starts_at or starts[0])
    width, rect = canvas.view.plot.width(), canvas.rect_of(last.id)
    title = 0.0 if rect is None else min(rect.width(), width * _MOST_FOR_TITLE)
    margin = min(_MARGIN, width / 8)
    canvas.show_view(
        TimeScale.fitting(
            min(starts), max(starts + ends), width, margin, margin_right=margin + title
        )
    )
    for event_id in reversed(canvas.selection):
        canvas.reveal(event_id)
