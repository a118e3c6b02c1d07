"""What the wheel and a pinch do: zoom at the pointer, pan in time, scroll the lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent

if TYPE_CHECKING:
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

_NOTCH = 120.0
_ZOOM_PER_NOTCH = 1.2


class Wheel(QObject):
    """Listens to the wheel and to pinches over one canvas."""

    HEARS: ClassVar = frozenset({QEvent.Type.Wheel, QEvent.Type.NativeGesture})

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Answer a turn or a pinch; everything else goes its way."""
        match event:
            case QWheelEvent():
                _turn(self._canvas, event)
            case QNativeGestureEvent():
                _pinch(self._canvas, event)
            case _:
                return False
        return True


def _turn(canvas: TimelineCanvas, event: QWheelEvent) -> None:
    """Zoom at the pointer; with Shift or sideways pan in time; with Ctrl scroll the lanes."""
    view, turn, x = canvas.view, event.angleDelta(), event.position().x()
    keys = event.modifiers()
    if turn.x() and not turn.y():
        canvas.show_view(view.scale.panned(turn.x()))
    elif keys & Qt.KeyboardModifier.ShiftModifier:
        canvas.show_view(view.scale.panned(turn.y()))
    elif keys & Qt.KeyboardModifier.ControlModifier or x < view.plot.left():
        canvas.show_view(view.scale, view.scroll - round(turn.y() / 2))
    elif turn.y():
        canvas.zoom(_ZOOM_PER_NOTCH ** (turn.y() / _NOTCH), x)
    event.accept()


def _pinch(canvas: TimelineCanvas, event: QNativeGestureEvent) -> None:
    """Zoom about the fingers."""
    if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
        canvas.zoom(max(1.0 + event.value(), 0.1), event.position().x())
