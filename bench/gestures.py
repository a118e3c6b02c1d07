"""The gestures of the canvas, played with events of the mouse, and what each frame of them costs.

A gesture is a row of beats; after each the event loop takes a turn, in which the widget paints.
The cost is CPU time of the process, so that other programs on the machine count little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from time import process_time

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.layout import Edge
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

WIDTH, HEIGHT = 1600, 900
BEATS = 20
NOTCH = 120
SETTLE_MS = 200
"""Work that the widget puts off for a moment belongs to the gesture as well."""
NEAR_EVENTS = 120
"""How many events begin in the window of time that a near view shows."""
SELECTED = 10

Beat = Callable[[], None]

_NO_BUTTON = Qt.MouseButton.NoButton
_LEFT = Qt.MouseButton.LeftButton
_MIDDLE = Qt.MouseButton.MiddleButton
_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PRESS = QEvent.Type.MouseButtonPress
_MOVE = QEvent.Type.MouseMove
_RELEASE = QEvent.Type.MouseButtonRelease


class CannotPlayError(Exception):
    """The gesture finds nothing to act on in this view, or acts on nothing."""


def _nothing() -> None:
    """Leave all as it is."""


@dataclass(frozen=True)
class Gesture:
    """What is timed, and what goes before and after it untimed."""

    beats: Sequence[Beat]
    before: Beat = _nothing
    after: Beat = _nothing


@dataclass
class Cost:
    """CPU seconds of a frame, round by round."""

    frames: list[float] = field(default_factory=list[float])
    """On average over the beats of a round."""
    longest: list[float] = field(default_factory=list[float])
    """The dearest frame of each round."""


def turn() -> None:
    """Let the event loop do all that waits, painting included."""
    QTest.qWait(0)


def settle() -> None:
    """Let the event loop run until what was put off has been done."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


def play(gesture: Gesture, cost: Cost) -> None:
    """Play a gesture and add what it cost."""
    gesture.before()
    turn()
    marks = [process_time()]
    for beat in gesture.beats:
        beat()
        turn()
        marks.append(process_time())
    settle()
    total = process_time() - marks[0]
    gesture.after()
    turn()
    cost.frames.append(total / len(gesture.beats))
    cost.longest.append(max(b - a for a, b in zip(marks, marks[1:], strict=False)))


def rehearse(gesture: Gesture, widget: QWidget, seen: Callable[[], object]) -> list[object]:
    """Play a gesture untimed and return what ``seen`` tells after each beat.

    Raises:
        CannotPlayError: the widget did not paint, so that the gesture would cost nothing.
    """
    paints = _Paints(widget)
    gesture.before()
    turn()
    paints.count = 0
    told: list[object] = []
    for beat in gesture.beats:
        beat()
        turn()
        told.append(seen())
    painted = paints.count
    settle()
    gesture.after()
    turn()
    widget.removeEventFilter(paints)
    if not painted:
        raise CannotPlayError("nothing was painted")
    return told


class _Paints(QObject):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


# Gestures of any widget


def pan(widget: QWidget) -> Gesture:
    """Drag the view by 1 to 40 pixels a frame with the middle button, there and back again."""
    chance = Random(1)
    way = [chance.randint(1, 40) for _beat in range(BEATS // 2)]
    steps = [*way, *(-step for step in way)]
    at = [QPointF(WIDTH / 2, HEIGHT / 2)]
    for step in steps:
        at.append(at[-1] + QPointF(step, 0))
    return Gesture(
        [_moved(widget, point, _MIDDLE) for point in at[1:]],
        before=_sent(widget, _PRESS, at[0], _MIDDLE),
        after=_sent(widget, _RELEASE, at[0], _MIDDLE),
    )


def zoom(widget: QWidget) -> Gesture:
    """Zoom at the pointer by one notch a frame: in, and out again."""
    point = QPointF(WIDTH * 0.4, HEIGHT / 2)
    half = BEATS // 4
    turns = [NOTCH] * half + [-NOTCH] * half
    return Gesture([_wheeled(widget, point, notch) for notch in turns * 2])


# Gestures of the canvas


class Hand:
    """Plays on one canvas, in the view that it shows now."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        self._canvas = canvas
        self._grips = dict(self._find_grips())
        if len(self._grips) < 2:
            raise CannotPlayError("no two events stand on their own here")

    def select_some(self) -> None:
        """Select a few events in sight, as while people work."""
        self._canvas.set_selection(list(self._grips)[:SELECTED])
        turn()

    def move(self) -> Gesture:
        """Drag an event through time; no release."""
        point = self._middle_grip()
        at = [point + QPointF(8 + 7 * step, 3 * (step % 2)) for step in range(BEATS)]
        return Gesture(
            [
                _sent(self._canvas, _PRESS, point, _LEFT),
                *(_moved(self._canvas, there, _LEFT) for there in at),
            ],
            before=self._select_none,
            after=self._let_go,
        )

    def drop(self) -> Gesture:
        """Release an event that was dragged: the records change. Undone afterwards."""
        point = self._middle_grip()
        there = point + QPointF(37, 0)

        def take_along() -> None:
            self._select_none()
            _sent(self._canvas, _PRESS, point, _LEFT)()
            _moved(self._canvas, point + QPointF(10, 0), _LEFT)()
            _moved(self._canvas, there, _LEFT)()

        return Gesture(
            [_sent(self._canvas, _RELEASE, there, _LEFT)],
            before=take_along,
            after=self._canvas.workspace.undo,
        )

    def resize(self) -> Gesture:
        """Drag the end of a span; no release."""
        point = self._find_end()
        at = [point + QPointF(6 + 5 * step, 0) for step in range(BEATS)]
        return Gesture(
            [
                _sent(self._canvas, _PRESS, point, _LEFT),
                *(_moved(self._canvas, there, _LEFT) for there in at),
            ],
            before=self._select_none,
            after=self._let_go,
        )

    def band(self) -> Gesture:
        """Draw a rubber band over a good part of the view, release included."""
        start = self._find_empty()
        ways = [QPointF(40 * step, 25 * step) for step in range(1, BEATS)]
        ends = [_within(start + way, self._canvas.view.plot) for way in ways]
        return Gesture(
            [
                _sent(self._canvas, _PRESS, start, _LEFT, _SHIFT),
                *(_moved(self._canvas, end, _LEFT, _SHIFT) for end in ends),
                _sent(self._canvas, _RELEASE, ends[-1], _LEFT, _SHIFT),
            ],
            before=self._select_none,
            after=self._select_none,
        )

    def hover(self) -> Gesture:
        """Rest on one event after the other."""
        points = list(self._grips.values())
        return Gesture(
            [
                _moved(self._canvas, points[step % len(points)], _NO_BUTTON)
                for step in range(BEATS)
            ],
            after=_moved(self._canvas, QPointF(2, HEIGHT - 2), _NO_BUTTON),
        )

    def select(self) -> Gesture:
        """Click on one event after the other."""
        points = list(self._grips.values())

        def clicked(point: QPointF) -> Beat:
            def beat() -> None:
                _sent(self._canvas, _PRESS, point, _LEFT)()
                _sent(self._canvas, _RELEASE, point, _LEFT)()

            return beat

        return Gesture(
            [clicked(points[step % len(points)]) for step in range(BEATS)],
            after=self._select_none,
        )

    @property
    def held(self) -> TimelineEvent:
        """The event that ``move`` and ``drop`` take hold of, as it is now."""
        return self._canvas.shown.events[self._middle_id()]

    def _let_go(self) -> None:
        self._canvas.cancel()
        self._select_none()

    def _select_none(self) -> None:
        self._canvas.set_selection([])

    def _middle_id(self) -> str:
        ids = [i for i in self._grips if not self._canvas.shown.events[i].locked]
        return ids[len(ids) // 2]

    def _middle_grip(self) -> QPointF:
        return self._grips[self._middle_id()]

    def _find_grips(self) -> Iterator[tuple[str, QPointF]]:
        """Find where events that stand on their own can be taken hold of, in order of time."""
        canvas = self._canvas
        plot = canvas.view.plot
        for event_id, event in canvas.shown.events.items():
            assert event.starts_at is not None, "the canvas shows no others"
            if not plot.left() <= canvas.view.x_of(event.starts_at) <= plot.right() - 20:
                continue
            rect = canvas.rect_of(event_id)
            if rect is None or not plot.contains(point := rect.center()):
                continue
            box, edge = canvas.hit(point)
            if box is not None and box.event_id == event_id and edge is None:
                yield event_id, point

    def _find_end(self) -> QPointF:
        """Find where the end of a span can be dragged."""
        canvas, plot = self._canvas, self._canvas.view.plot
        for event_id in self._grips:
            event, rect = canvas.shown.events[event_id], canvas.rect_of(event_id)
            if event.ends_at is None or event.locked or rect is None:
                continue
            point = QPointF(canvas.view.x_of(event.ends_at) - 1, rect.center().y())
            box, edge = canvas.hit(point)
            in_room = point.x() < plot.right() - 150
            if in_room and box is not None and (box.event_id, edge) == (event_id, Edge.END):
                return point
        raise CannotPlayError("no end of a span is in sight")

    def _find_empty(self) -> QPointF:
        """Find a point with no event under it, as far up and left as there is one."""
        plot = self._canvas.view.plot.toRect()
        for y in range(plot.top() + 4, plot.bottom(), 6):
            for x in range(plot.left() + 30, plot.center().x(), 6):
                point = QPointF(x, y)
                if self._canvas.hit(point)[0] is None:
                    return point
        raise CannotPlayError("no empty place is in sight")


def show_all(canvas: TimelineCanvas) -> None:
    """Show the whole day."""
    canvas.fit()
    turn()


def show_near(canvas: TimelineCanvas) -> None:
    """Show a window of time in which a fixed number of events begin."""
    ids = canvas.shown.event_ids
    first = max(len(ids) // 2 - NEAR_EVENTS // 2, 0)
    last = min(first + NEAR_EVENTS, len(ids)) - 1
    began, ended = (canvas.shown.events[ids[place]].starts_at for place in (first, last))
    assert began is not None, "the canvas shows no undated events"
    assert ended is not None, "the canvas shows no undated events"
    canvas.show_view(TimeScale.fitting(began, ended, canvas.view.plot.width()), 0.0)
    turn()


# Events of Qt


def _sent(
    widget: QWidget,
    kind: QEvent.Type,
    point: QPointF,
    button: Qt.MouseButton,
    modifiers: Qt.KeyboardModifier = _PLAIN,
) -> Beat:
    held = _NO_BUTTON if kind == _RELEASE else button
    changed = _NO_BUTTON if kind == _MOVE else button

    def beat() -> None:
        event = QMouseEvent(kind, point, widget.mapToGlobal(point), changed, held, modifiers)
        QApplication.sendEvent(widget, event)

    return beat


def _moved(
    widget: QWidget,
    point: QPointF,
    button: Qt.MouseButton,
    modifiers: Qt.KeyboardModifier = _PLAIN,
) -> Beat:
    return _sent(widget, _MOVE, point, button, modifiers)


def _wheeled(widget: QWidget, point: QPointF, notch: int) -> Beat:
    def beat() -> None:
        event = QWheelEvent(
            point,
            widget.mapToGlobal(point),
            QPoint(),
            QPoint(0, notch),
            _NO_BUTTON,
            _PLAIN,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    return beat


def _within(point: QPointF, rect: QRectF) -> QPointF:
    return QPointF(min(point.x(), rect.right() - 1), min(point.y(), rect.bottom() - 1))
