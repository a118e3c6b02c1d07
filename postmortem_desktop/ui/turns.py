"""Work that pauses, so that the window answers in between: a generator, one piece in each turn."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")


def in_one_go(work: Generator[None, None, T]) -> T:
    """Do it without a pause, and return what it makes."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


class Turns(QObject, Generic[T]):
    """Does one piece of the work in each turn of the event loop."""

    def __init__(
        self, work: Generator[None, None, T], done: Callable[[T], object], parent: QObject
    ) -> None:
        """Begin in the next turn.

        Args:
            work: what is done.
            done: gets what it makes, in a turn of its own.
            parent: owns it; with it the work ends.
        """
        super().__init__(parent)
        self._work, self._done = work, done
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)

    def stop(self) -> None:
        """Leave it at that; nobody is told."""
        self._timer.stop()
        self._work.close()
        self.deleteLater()

    def _go_on(self) -> None:
        try:
            next(self._work)
        except StopIteration as end:
            self.stop()
            self._done(end.value)
