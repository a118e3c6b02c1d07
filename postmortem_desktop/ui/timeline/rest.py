"""What is put right once a view that was panned has come to rest.

While it moves, pixels are moved: titles at the left edge go along with their bars, and titles that
the right edge cut stay cut. At rest these titles alone are drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer

from postmortem_desktop.timeline.boxes import Box
from postmortem_desktop.ui.timeline import labels
from postmortem_desktop.ui.timeline.view import View

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_REST_MS = 120
"""How long a view has to rest for that."""


class Rest:
    """Waits for the view of one canvas to come to rest."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        self._canvas = canvas
        self._highest = 0.0
        """How far right the view has been since it last rested."""
        self._timer = QTimer(canvas)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._put_right)

    def disturb(self, dx: int) -> None:
        """Take note that the view has moved so many pixels to the right."""
        moved = self._canvas.view.stick + dx
        self._canvas.set_stick(moved)
        self._highest = max(self._highest, moved)
        self._timer.start()

    def stop(self) -> None:
        """Wait no longer: everything is drawn anew."""
        self._timer.stop()
        self._highest = 0.0
        self._canvas.set_stick(0.0)

    def _put_right(self) -> None:
        canvas, away = self._canvas, self._canvas.view
        further = self._highest - away.stick
        self.stop()
        for rects in (self._back_at_edge(away, canvas.view), self._cut(canvas.view, further)):
            around = QRectF()
            for rect in rects:
                around |= rect
            canvas.update((around & canvas.view.plot).toAlignedRect())

    def _back_at_edge(self, away: View, view: View) -> Iterator[QRectF]:
        """Yield where the titles of long bars were, and where they are to be."""
        plot, metrics = view.plot, view.metrics
        width = max(away.stick, 0.0) + metrics.text_offset
        for box in view.boxes_in(QRectF(plot.left(), plot.top(), width, plot.height())):
            places = labels.label_place(away, box)[0], labels.label_place(view, box)[0]
            if places[0] != places[1]:
                rect, label = view.rect_of(box), self._label(view, box)
                rect.setLeft(min(places) - 1)
                rect.setRight(min(max(places) + label, rect.right()))
                yield rect

    def _cut(self, view: View, further: float) -> Iterator[QRectF]:
        """Yield where the titles are that reached beyond the right edge, or do so now.

        Args:
            view: as it is now.
            further: how many pixels further right it has been.
        """
        plot, edge = view.plot, labels.right_edge(view) - further
        for box in view.boxes_in(QRectF(edge, plot.top(), plot.right() - edge, plot.height())):
            left, rect = labels.label_place(view, box)[0], view.rect_of(box)
            if box.is_titled_beside and rect.right() > edge:
                # It may have been inside, or be inside now.
                yield rect
            elif not box.is_folded and left + self._label(view, box) > edge:
                rect.setLeft(left - 1)
                yield rect

    def _label(self, view: View, box: Box) -> float:
        """Return how wide a label is with what stands behind it."""
        look = self._canvas.display.look
        return labels.label_width(look, view.metrics, box.event) + view.metrics.picture
