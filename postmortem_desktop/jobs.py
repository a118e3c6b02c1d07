"""Long work as plain functions: a job is given a ``Progress`` and knows no thread and no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from threading import Event
from typing import TypeVar

from postmortem_desktop.errors import JobCancelledError
from postmortem_desktop.i18n import _

T = TypeVar("T")


class Progress:
    """Handed to a job; safe to use from any thread."""

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        self._report = report
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Report progress; ``total`` is 0 while it is unknown.

        Raises:
            JobCancelledError: a stop was asked for.
        """
        if self._stop.is_set():
            raise JobCancelledError(_("Stopped. Nothing was changed."))
        if self._report is not None:
            self._report(done, total)

    def track(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items, reporting before each and once at the end."""
        total = len(items) if isinstance(items, Sized) else 0
        done = 0
        for item in items:
            self.step(done, total)
            yield item
            done += 1
        self.step(done, total)
