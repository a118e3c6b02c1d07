"""The program as a process on a real display, and the hand and the eye of whoever tests it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from postmortem_desktop import paths
from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.errors import StorageError
from postmortem_desktop.store.library import Library

PROGRAM = [sys.executable, "-m", "postmortem_desktop"]
WATCHED = [sys.executable, str(Path(__file__).with_name("watched_program.py"))]
"""The program with its sample, and a file in which it tells where its parts are."""
ZONE = "Europe/Berlin"
SAMPLE = "Checkout latency after pool change"
PATIENCE_SECONDS = 60.0

T = TypeVar("T")


def wait_for(look: Callable[[], T | None], what: str) -> T:
    """Look until there is something, and return it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    pytest.fail(f"{what}: not seen within {PATIENCE_SECONDS:.0f} s")


def xdotool(*words: object) -> str:
    done = subprocess.run(
        ["xdotool", *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_SECONDS,
    )
    return done.stdout


def begin_drag(start: list[int], end: list[int]) -> None:
    """Press, wait until the press has arrived, and move in small steps as a hand does."""
    words: list[object] = ["mousemove", *start, "sleep", 0.1, "mousedown", 1, "sleep", 0.15]
    for step in range(1, 16):
        x, y = (round(a + (b - a) * step / 15) for a, b in zip(start, end, strict=True))
        words += ["mousemove", x, y, "sleep", 0.02]
    xdotool(*words, "sleep", 0.2)


def drag(start: list[int], end: list[int]) -> None:
    """Press, move and release."""
    begin_drag(start, end)
    xdotool("mouseup", 1)


def bring_to_front(title: str) -> None:
    window = xdotool("search", "--sync", "--onlyvisible", "--name", re.escape(title)).split()[0]
    xdotool("windowactivate", "--sync", window)


def type_line(words: str) -> None:
    xdotool("type", "--delay", 8, words)
    xdotool("key", "Return")


@contextmanager
def running(command: list[str], log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program, and see that nothing of it is left in the end."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, "TZ": ZONE, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Watched:
    """What the watched program tells of itself: names and places, in pixels of the screen."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> dict[str, dict[str, list[int]]]:
        """Return all that it told last."""
        return json.loads(self._path.read_text(encoding="utf-8"))

    def place(self, kind: str, name: str) -> list[int]:
        """Return where something is, as soon as it stands still."""

        def settled() -> list[int] | None:
            first = self._find(kind, name)
            time.sleep(0.25)
            return first if first == self._find(kind, name) else None

        return wait_for(settled, f"{kind} {name!r}")

    def _find(self, kind: str, name: str) -> list[int] | None:
        try:
            return self.now()[kind].get(name)
        except (FileNotFoundError, KeyError):
            return None


def quit_by_key(process: subprocess.Popen[bytes], log: Path) -> None:
    xdotool("key", "ctrl+q")
    assert process.wait(PATIENCE_SECONDS) == 0
    assert log.read_text(encoding="utf-8") == ""


def stored(title: str) -> Dossier | None:
    """Return a session as it stands on the disk now, if it does."""
    try:
        with Library.open(
            paths.library_file(), clock=system_clock, ids=CountingIds(), read_only=True
        ) as library:
            found = (p.id for p in library.postmortems() if p.title == title)
            return library.load(next(found))
    except (StorageError, StopIteration):
        return None


def stored_events(title: str) -> dict[str, TimelineEvent]:
    """Return the events of a session by title, as they stand on the disk now."""
    dossier = stored(title)
    return {} if dossier is None else {event.title: event for event in dossier.events()}
