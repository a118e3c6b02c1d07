"""Events of the mouse played to a widget, and what each frame that follows from them costs.

A gesture is a row of beats; after each the event loop takes a turn, in which the widget paints.
The cost is CPU time of the process, so that other programs on the machine count little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from time import process_time
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

SETTLE_MS = 200
"""Work that the widget puts off for a moment belongs to the gesture as well."""

NO_BUTTON = Qt.MouseButton.NoButton
LEFT = Qt.MouseButton.LeftButton
MIDDLE = Qt.MouseButton.MiddleButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PRESS = QEvent.Type.MouseButtonPress
MOVE = QEvent.Type.MouseMove
RELEASE = QEvent.Type.MouseButtonRelease
_INVERTED = False

Beat = Callable[[], None]
T = TypeVar("T")


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
    typical: list[float] = field(default_factory=list[float])
    """The median beat of each round: once something is held, without taking hold of it."""
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
    beats = [after - before for before, after in pairwise(marks)]
    cost.typical.append(median(beats))
    cost.longest.append(max(beats))


def rehearse(gesture: Gesture, widget: QWidget, seen: Callable[[], T]) -> list[T]:
    """Play a gesture untimed and return what ``seen`` tells after each beat.

    Raises:
        CannotPlayError: the widget did not paint, so that the gesture would cost nothing.
    """
    paints = _Paints(widget)
    gesture.before()
    turn()
    paints.count = 0
    told: list[T] = []
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


# Events of Qt


def sent(
    widget: QWidget,
    kind: QEvent.Type,
    point: QPointF,
    button: Qt.MouseButton,
    modifiers: Qt.KeyboardModifier = PLAIN,
) -> Beat:
    """Return the beat in which a button of the mouse goes down or up, or the pointer moves."""
    held = NO_BUTTON if kind == RELEASE else button
    changed = NO_BUTTON if kind == MOVE else button

    def beat() -> None:
        event = QMouseEvent(kind, point, widget.mapToGlobal(point), changed, held, modifiers)
        QApplication.sendEvent(widget, event)

    return beat


def moved(
    widget: QWidget,
    point: QPointF,
    button: Qt.MouseButton,
    modifiers: Qt.KeyboardModifier = PLAIN,
) -> Beat:
    """Return the beat in which the pointer moves while a button is held, or none."""
    return sent(widget, MOVE, point, button, modifiers)


def wheeled(widget: QWidget, point: QPointF, notch: int) -> Beat:
    """Return the beat in which the wheel turns over a point."""

    def beat() -> None:
        event = QWheelEvent(
            point,
            widget.mapToGlobal(point),
            QPoint(),
            QPoint(0, notch),
            NO_BUTTON,
            PLAIN,
            Qt.ScrollPhase.NoScrollPhase,
            _INVERTED,
        )
        QApplication.sendEvent(widget, event)

    return beat
