"""The marks of the overview, a line for each lane: counted piecemeal, drawn once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import log2

from PySide6.QtCore import QLineF, QObject, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from postmortem_desktop.domain.kinds import EventKind
from postmortem_desktop.domain.records import Milestone, TimelineEvent
from postmortem_desktop.timeline.density import Density
from postmortem_desktop.timeline.phases import MILESTONE_COLOURS
from postmortem_desktop.ui.theme import Theme

_PADDING = 5.0
_MARK_WIDTH = 3.0
_MARK = 3.0
"""Height of the mark of one event, and of a bar; more events make it higher."""
_FAINT = 0.55
_AT_ONCE = 10_000
"""Events counted before others have their turn."""


class Counting(QObject):
    """Counts events when nothing else is to be done, and never many of them at once."""

    finished = Signal(object)
    """The ``Density`` with every event in it."""

    def __init__(
        self,
        begin: Callable[[], tuple[Density, Iterator[TimelineEvent]]],
        parent: QObject,
    ) -> None:
        """Make it; ``begin`` returns the empty columns, and the events to count into them."""
        super().__init__(parent)
        self._begin = begin
        self._under_way: tuple[Density, Iterator[TimelineEvent]] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether there are events to count."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin anew; several wishes at once are one."""
        self._under_way = None
        self._timer.start(0)

    def _go_on(self) -> None:
        if self._under_way is None:
            self._under_way = self._begin()
        density, events = self._under_way
        some = list(islice(events, _AT_ONCE))
        density.count(some)
        if len(some) == _AT_ONCE:
            self._timer.start(0)
        else:
            self.finished.emit(density)


def draw_marks(
    density: Density,
    theme: Theme,
    size: QSizeF,
    ratio: float,
    milestones: Sequence[Milestone],
) -> QPixmap:
    """Return the picture of a track.

    Args:
        density: what stands where; its columns share the width.
        theme: the colours.
        size: in logical pixels.
        ratio: device pixels per logical pixel.
        milestones: drawn as lines over the whole height.
    """
    picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    column = size.width() / density.columns
    line = (size.height() - 2 * _PADDING) / max(density.rows, 1)
    with QPainter(picture) as painter:
        for milestone in milestones:
            colour = QColor(theme.kind_colour(MILESTONE_COLOURS[milestone.kind]))
            colour.setAlphaF(_FAINT)
            painter.setPen(QPen(colour, 1.0))
            x = round(density.column(milestone.at) * column) + 0.5
            painter.drawLine(QLineF(x, 1.0, x, size.height() - 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        for kind, rects in _by_kind(density, column, line).items():
            painter.setBrush(theme.kind_colour(kind))
            painter.drawRects(rects)
    return picture


def _by_kind(density: Density, column: float, line: float) -> dict[EventKind, list[QRectF]]:
    """Return the rectangles to fill in the colour of each kind; bars come before marks."""
    found: dict[EventKind, list[QRectF]] = defaultdict(list)
    thin = min(_MARK, max(line - 1.0, 1.0))
    for (row, first, last), kind in density.bars.items():
        top = _PADDING + (row + 0.5) * line - thin / 2
        found[kind].append(QRectF(first * column, top, (last - first + 1) * column, thin))
    for (row, place), count in density.counts.items():
        height = min(thin + log2(count), max(line - 1.0, thin))
        top = _PADDING + (row + 0.5) * line - height / 2
        found[density.kinds[row, place]].append(QRectF(place * column, top, _MARK_WIDTH, height))
    return found
