"""The gestures of the canvas: those of any widget, and those that take hold of events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from bench.playing import (
    LEFT,
    MIDDLE,
    NO_BUTTON,
    PRESS,
    RELEASE,
    SHIFT,
    Beat,
    CannotPlayError,
    Gesture,
    moved,
    sent,
    turn,
    wheeled,
)
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

WIDTH, HEIGHT = 1600, 900
BEATS = 20
NOTCH = 120
NEAR_EVENTS = 120
"""How many events begin in the window of time that a near view shows."""
SELECTED = 10
_EDGE = 40
"""Pixels from the edges of the plot that a held event keeps: nearer, the view would scroll."""
_WAY = 160
"""Pixels by which an event is dragged, at most."""


# Gestures of any widget


def pan_steps() -> list[int]:
    """Return by how many pixels the view goes at each beat: 1 to 40, there and back again."""
    chance = Random(1)
    way = [chance.randint(1, 40) for _beat in range(BEATS // 2)]
    return [*way, *(-step for step in way)]


def zoom_steps() -> list[int]:
    """Return by how many notches the wheel turns at each beat: in and out again, twice."""
    half = BEATS // 4
    return ([1] * half + [-1] * half) * 2


def pan(widget: QWidget) -> Gesture:
    """Drag the view with the middle button."""
    at = [QPointF(WIDTH / 2, HEIGHT / 2)]
    for step in pan_steps():
        at.append(at[-1] + QPointF(step, 0))
    return Gesture(
        [moved(widget, point, MIDDLE) for point in at[1:]],
        before=sent(widget, PRESS, at[0], MIDDLE),
        after=sent(widget, RELEASE, at[0], MIDDLE),
    )


def zoom(widget: QWidget, number: int) -> Gesture:
    """Zoom with the wheel, the pointer at another place in each round."""
    point = QPointF(WIDTH * (0.3 + 0.1 * (number % 5)), HEIGHT / 2)
    return Gesture([wheeled(widget, point, NOTCH * notches) for notches in zoom_steps()])


# Gestures of the canvas


class Hand:
    """Plays on one canvas, in the view that it shows now."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        self._canvas = canvas
        self._grips = dict(self._find_grips())
        if len(self._grips) < 2:
            raise CannotPlayError("no two events stand on their own here")

    @property
    def event_ids(self) -> list[str]:
        """Those that stand on their own in sight, in the order of time."""
        return list(self._grips)

    def move(self) -> Gesture:
        """Drag an event through time; no release."""
        point = self._middle_grip()
        at = [point + QPointF(8 + 7 * step, 3 * (step % 2)) for step in range(BEATS)]
        return Gesture(
            [moved(self._canvas, there, LEFT) for there in at],
            before=lambda: self._press(point),
            after=self._let_go,
        )

    def drop(self) -> Gesture:
        """Release an event that was dragged: the records change. Undone afterwards.

        Where the event is taken hold of is looked up each time: undo may leave it in another row.
        """
        event_id = self._middle_id()

        def grip() -> QPointF:
            rect = self._canvas.rect_of(event_id)
            assert rect is not None, "it stays on the timeline"
            return rect.center()

        def take_along() -> None:
            point = grip()
            self._press(point)
            moved(self._canvas, point + QPointF(10, 0), LEFT)()
            moved(self._canvas, point + QPointF(37, 0), LEFT)()

        def let_go() -> None:
            sent(self._canvas, RELEASE, grip() + QPointF(37, 0), LEFT)()

        return Gesture([let_go], before=take_along, after=self._canvas.workspace.undo)

    def resize(self) -> Gesture:
        """Drag the end of a span; no release."""
        point = self._find_end()
        at = [point + QPointF(6 + 5 * step, 0) for step in range(BEATS)]
        return Gesture(
            [moved(self._canvas, there, LEFT) for there in at],
            before=lambda: self._press(point),
            after=self._let_go,
        )

    def band(self) -> Gesture:
        """Draw a rubber band over a good part of the view, release included."""
        start, inside = self._find_empty(), self._inside
        ways = [QPointF(40 * step, 25 * step) for step in range(1, BEATS)]
        ends = [_within(start + way, inside) for way in ways]
        return Gesture(
            [
                sent(self._canvas, PRESS, start, LEFT, SHIFT),
                *(moved(self._canvas, end, LEFT, SHIFT) for end in ends),
                sent(self._canvas, RELEASE, ends[-1], LEFT, SHIFT),
            ],
            before=self._select_none,
            after=self._select_none,
        )

    def hover(self) -> Gesture:
        """Rest on one event after the other."""
        points = list(self._grips.values())
        return Gesture(
            [moved(self._canvas, points[step % len(points)], NO_BUTTON) for step in range(BEATS)],
            after=moved(self._canvas, QPointF(2, HEIGHT - 2), NO_BUTTON),
        )

    def select(self) -> Gesture:
        """Click on one event after the other."""
        points = list(self._grips.values())

        def clicked(point: QPointF) -> Beat:
            def beat() -> None:
                sent(self._canvas, PRESS, point, LEFT)()
                sent(self._canvas, RELEASE, point, LEFT)()

            return beat

        return Gesture(
            [clicked(points[step % len(points)]) for step in range(BEATS)],
            after=self._select_none,
        )

    @property
    def held(self) -> TimelineEvent:
        """The event that ``move`` and ``drop`` take hold of, as it is now."""
        return self._canvas.shown.events[self._middle_id()]

    def _press(self, point: QPointF) -> None:
        self._select_none()
        sent(self._canvas, PRESS, point, LEFT)()

    def _let_go(self) -> None:
        self._canvas.cancel()
        self._select_none()

    def _select_none(self) -> None:
        self._canvas.set_selection([])

    def _middle_id(self) -> str:
        inside = self._inside
        events = self._canvas.shown.events
        ids = [i for i, at in self._grips.items() if inside.contains(at) and not events[i].locked]
        if not ids:
            raise CannotPlayError("no event in the middle can be moved")
        return ids[len(ids) // 2]

    @property
    def _inside(self) -> QRectF:
        """Where something can be held, and dragged to the right, while the view keeps still."""
        return self._canvas.view.plot.adjusted(_EDGE, _EDGE, -_EDGE - _WAY, -_EDGE)

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
            if box is None or edge is not None or box.is_folded:
                continue
            if box.event_id == event_id:
                yield event_id, point

    def _find_end(self) -> QPointF:
        """Find where the end of a span can be dragged."""
        canvas, inside = self._canvas, self._inside
        for box in canvas.view.boxes_in(inside):
            event, rect = canvas.shown.events[box.event_id], canvas.view.rect_of(box)
            if box.is_folded or event.locked or event.ends_at is None:
                continue
            point = QPointF(canvas.view.x_of(event.ends_at) - 1, rect.center().y())
            under, edge = canvas.hit(point)
            if not inside.contains(point) or under is None or edge is None:
                continue
            if (under.event_id, edge.value) == (box.event_id, "end"):
                return point
        raise CannotPlayError("no end of a span is in sight")

    def _find_empty(self) -> QPointF:
        """Find a point with no event under it, as far up and left as there is one."""
        inside = self._inside.toRect()
        for y in range(inside.top(), inside.bottom(), 6):
            for x in range(inside.left(), inside.center().x(), 6):
                point = QPointF(x, y)
                if self._canvas.hit(point)[0] is None:
                    return point
        raise CannotPlayError("no empty place is in sight")


def show_all(canvas: TimelineCanvas) -> None:
    """Show the whole day."""
    canvas.fit()
    turn()


def show_near(canvas: TimelineCanvas, number: int) -> None:
    """Show a window of time in which a fixed number of events begin."""
    canvas.show_view(TimeScale.fitting(*near(canvas, number), canvas.view.plot.width()), 0.0)
    turn()


def near(canvas: TimelineCanvas, number: int) -> tuple[datetime, datetime]:
    """Return the window of time of a near view: another one in each round, as far as there are.

    So what a canvas keeps of labels that it drew before does not help it more than people do.
    """
    ids = canvas.shown.event_ids
    windows = max(len(ids) // NEAR_EVENTS - 1, 1)
    first = (number % windows + windows // 3) % windows * NEAR_EVENTS
    last = min(first + NEAR_EVENTS, len(ids)) - 1
    began, ended = (canvas.shown.events[ids[place]].starts_at for place in (first, last))
    assert began is not None, "the canvas shows no undated events"
    assert ended is not None, "the canvas shows no undated events"
    return began, ended


def _within(point: QPointF, rect: QRectF) -> QPointF:
    return QPointF(min(point.x(), rect.right() - 1), min(point.y(), rect.bottom() - 1))
