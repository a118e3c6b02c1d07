"""Watches how long each turn of the event loop takes while something is played in a window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter, thread_time
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QObject, QTimer

from bench.playing import Beat, CannotPlayError
from postmortem_desktop.ui.desk import Desk
from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.main_window import MainWindow

BETWEEN_MS = 8
"""From one key or move of the mouse to the next."""
SETTLE_MS = 500
"""What is put off for a moment belongs to the action as well."""


class Turn(NamedTuple):
    """One turn of the event loop, in seconds."""

    lasted: float
    worked: float
    """Processor time of the window's thread."""


class Watch(QObject):
    """Runs the event loop while beats are played, and keeps its longest turn."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._owners: tuple[QObject, ...] = window, desk
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._note)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._play)
        self._loop = QEventLoop(self)
        self._beats: list[Beat] = []
        self._is_played = True
        self._last = 0.0, 0.0
        self._longest = Turn(0.0, 0.0)

    def longest(self, beats: Sequence[Beat]) -> Turn:
        """Play beats one after the other and return the longest turn, and what follows counted."""
        self._beats = list(beats)
        self._longest = Turn(0.0, 0.0)
        self._last = perf_counter(), thread_time()
        self._tick.start(0)
        self._next.start(0)
        played = self._loop.exec()
        self._tick.stop()
        if played:
            raise CannotPlayError("an action stopped; see above")
        return self._longest

    def _note(self) -> None:
        now = perf_counter(), thread_time()
        turn = Turn(now[0] - self._last[0], now[1] - self._last[1])
        self._longest = max(self._longest, turn)
        self._last = now

    def _play(self) -> None:
        if self._beats:
            beat = self._beats.pop(0)
            QTimer.singleShot(0, self, self._stop_unless_played)
            self._is_played = False
            beat()
            self._is_played = True
            self._next.start(BETWEEN_MS if self._beats else SETTLE_MS)
        elif any(runner.is_busy for runner in self._runners()):
            self._next.start(SETTLE_MS)
        else:
            self._loop.quit()

    def _runners(self) -> Iterator[JobRunner]:
        for owner in self._owners:
            yield from owner.findChildren(JobRunner)

    def _stop_unless_played(self) -> None:
        """End the run when a beat could not be played; the excuse was printed."""
        if not self._is_played:
            self._loop.exit(1)
