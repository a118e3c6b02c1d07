"""The longest time that the window cannot answer, for everything people do with a large timeline.

    python -m bench.freezes [--events 10000] [--rounds 3] [--profile ACTION]

Opens the whole program with a session in a library on disk, and plays each action in its window.
A watcher notes how long the event loop takes to come round again. Prints for each action the
longest such time, the median of the rounds, with the processor time of the window's thread in
that turn, and a line ``goal freeze ACTION ms 100 PASS|FAIL``; exit status 1 when one is missed.
``--profile`` tells where the time of one action goes.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from cProfile import Profile
from dataclasses import dataclass
from pathlib import Path
from pstats import Stats
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QPointF, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from bench.gestures import Hand
from bench.goals import Goals
from bench.playing import LEFT, MIDDLE, PRESS, RELEASE, Beat, CannotPlayError, moved, sent, wheeled
from bench.timelines import make_dossier
from postmortem_desktop import paths
from postmortem_desktop.app import compose
from postmortem_desktop.clock import Uuid7Source, system_clock
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.store.library import Library
from postmortem_desktop.timeline.filtering import EventFilter
from postmortem_desktop.ui.actions import STEPS
from postmortem_desktop.ui.crash import CrashReporter
from postmortem_desktop.ui.desk import Desk
from postmortem_desktop.ui.event_table.columns import COLUMNS, Column
from postmortem_desktop.ui.job_runner import JobRunner
from postmortem_desktop.ui.main_window import MainWindow
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep

LIMIT_MS = 100
WIDTH, HEIGHT = 1600, 1000
BETWEEN_MS = 8
"""From one key or move of the mouse to the next."""
SETTLE_MS = 500
"""What is put off for a moment belongs to the action as well."""
NOTCH = 120


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


@dataclass
class Player:
    """Plays on the window of the program."""

    window: MainWindow
    desk: Desk
    session_id: str

    @property
    def step(self) -> TimelineStep:
        """The step with the timeline."""
        page = self.window.session
        assert page is not None, "the session is open"
        step = page.current_step
        assert isinstance(step, TimelineStep), "the timeline is in front"
        return step

    def actions(self) -> Iterator[tuple[str, Callable[[], Sequence[Beat]]]]:
        """Yield each action with what makes its beats, in an order in which they can be played."""
        run = self.run
        yield "open", lambda: [lambda: self.desk.open_session(self.session_id, "timeline")]
        for key, _name in STEPS:
            yield f"step-{key}", lambda key=key: [run(f"step_{key}")]
        yield "step-back", lambda: [run("step_timeline")]
        yield "fit", lambda: [run("fit")]
        yield "zoom", self._zoom
        yield "pan", self._pan
        yield "drag", self._drag
        yield "undo", lambda: [run("undo")]
        yield "redo", lambda: [run("redo")]
        yield "add", self._add
        yield "rename", self._rename
        yield "delete", lambda: [self._key(Qt.Key.Key_Delete)]
        yield "undo-delete", lambda: [run("undo")]
        yield "filter", self._filter
        yield "filter-off", lambda: [self.step.middle.filtering.show_everything]
        yield "search", self._search
        yield "search-off", lambda: [self.step.middle.search.close_line]
        yield "fold-lane", lambda: [run("fold_lane")]
        yield "unfold-lane", lambda: [run("fold_lane")]
        yield "theme-dark", lambda: [run("theme_dark")]
        yield "theme-light", lambda: [run("theme_light")]
        yield "resize", self._resize
        yield "select-all", lambda: [self._key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)]
        yield "nudge-all", lambda: [self._key(Qt.Key.Key_Right)]
        yield "undo-nudge", lambda: [run("undo")]
        yield "redo-nudge", lambda: [run("redo")]
        yield "delete-all", lambda: [self._key(Qt.Key.Key_Delete)]
        yield "undo-all", lambda: [run("undo")]
        yield "select-none", lambda: [self._key(Qt.Key.Key_Escape)]
        yield "table", lambda: [run("table")]
        yield "table-sort", self._sort
        yield "table-edit", self._edit_cell
        yield "table-scroll", self._scroll
        yield "table-off", lambda: [run("table")]

    def run(self, key: str) -> Beat:
        """Return what carries out an action of the window."""
        return lambda: self.window.run(key)

    def _key(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Beat:
        return lambda: QTest.keyClick(self.step.canvas, key, modifiers)

    def _middle(self) -> QPointF:
        return self.step.canvas.view.plot.center()

    def _zoom(self) -> list[Beat]:
        notches = [1] * 12 + [-1] * 6 + [1] * 14
        return [wheeled(self.step.canvas, self._middle(), NOTCH * notch) for notch in notches]

    def _pan(self) -> list[Beat]:
        canvas, at = self.step.canvas, self._middle()
        way = [at + QPointF(12 * step, 0) for step in range(20)]
        return [
            sent(canvas, PRESS, at, MIDDLE),
            *(moved(canvas, point, MIDDLE) for point in way),
            sent(canvas, RELEASE, way[-1], MIDDLE),
        ]

    def _drag(self) -> list[Beat]:
        canvas = self.step.canvas
        ids = Hand(canvas).event_ids
        rect = canvas.rect_of(ids[len(ids) // 2])
        assert rect is not None, "what can be held has a place"
        at = QPointF(rect.left() + min(rect.width() / 2, 40), rect.center().y())
        way = [at + QPointF(5 * step, step) for step in range(1, 25)]
        return [
            sent(canvas, PRESS, at, LEFT),
            *(moved(canvas, point, LEFT) for point in way),
            sent(canvas, RELEASE, way[-1], LEFT),
        ]

    def _add(self) -> list[Beat]:
        line = self.step.middle.quick_add.line
        keys = [lambda key=key: QTest.keyClicks(line, key) for key in "12:05 Retries begin @supp"]
        enter, leave = Qt.Key.Key_Return, Qt.Key.Key_Escape
        return [
            self.run("add_event"),
            *keys,
            lambda: QTest.keyClick(line, enter),
            lambda: QTest.keyClick(line, leave),
        ]

    def _rename(self) -> list[Beat]:
        return [
            self._key(Qt.Key.Key_F2),
            *self._write("Renamed"),
        ]

    def _write(self, words: str) -> list[Beat]:
        """Type into what has begun to be written, and take it over."""

        def focus() -> QLineEdit:
            line = self.window.focusWidget()
            if not isinstance(line, QLineEdit):
                raise CannotPlayError(f"nothing is being written, the focus is at {line}")
            return line

        keys = [lambda key=key: QTest.keyClicks(focus(), key) for key in words]
        return [*keys, lambda: QTest.keyClick(focus(), Qt.Key.Key_Return)]

    def _filter(self) -> list[Beat]:
        lanes = self.step.canvas.shown.lanes
        chosen = EventFilter(lanes=frozenset(lane.id for lane in lanes[::2]))
        return [lambda: self.step.middle.filtering.choose(chosen)]

    def _search(self) -> list[Beat]:
        line = self.step.middle.search.line
        enter = Qt.Key.Key_Return
        return [
            self.run("find_event"),
            *(lambda key=key: QTest.keyClicks(line, key) for key in "pool timeouts"),
            *([lambda: QTest.keyClick(line, enter)] * 3),
        ]

    def _resize(self) -> list[Beat]:
        sizes = [(WIDTH - 20 * step, HEIGHT) for step in range(10)] + [(WIDTH, HEIGHT)]
        return [lambda size=size: self.window.resize(*size) for size in sizes]

    def _sort(self) -> list[Beat]:
        table = self.step.middle.table
        assert table is not None, "the table is open"
        header = table.view.horizontalHeader()

        def click(section: int) -> None:
            x = header.sectionViewportPosition(section) + 10
            point = QRect(x, 0, 10, header.height()).center()
            QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)

        return [lambda section=section: click(section) for section in (0, 0, 2, 3, 0)]

    def _edit_cell(self) -> list[Beat]:
        table = self.step.middle.table
        assert table is not None, "the table is open"
        view, model = table.view, table.view.model()
        title = COLUMNS.index(Column.TITLE)

        return [
            view.setFocus,
            lambda: view.setCurrentIndex(model.index(5, title)),
            lambda: QTest.keyClick(view, Qt.Key.Key_F2),
            *self._write("Written anew"),
        ]

    def _scroll(self) -> list[Beat]:
        table = self.step.middle.table
        assert table is not None, "the table is open"
        bar = table.view.verticalScrollBar()
        places = [bar.maximum() * step // 10 for step in range(11)]
        return [lambda place=place: bar.setValue(place) for place in places]


def main() -> int:
    """Play, print, and return 1 when something took too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", metavar="ACTION", help="profile one action instead")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        os.environ["POSTMORTEM_DATA_DIR"] = folder
        session_id = fill(paths.library_file(), options.events)
        application = QApplication([*sys.argv[:1], "-style", "fusion"])
        window, desk = compose(application, CrashReporter())
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.activateWindow()
        player, watch = Player(window, desk, session_id), Watch(window, desk)
        watch.longest([desk.resume])
        try:
            if options.profile:
                profile(player, watch, options.profile)
                return 0
            return measure(player, watch, options.rounds)
        finally:
            window.close()
            desk.close()


def fill(path: Path, count: int) -> str:
    """Write a session into a new library and return its id."""
    dossier = make_dossier(count)
    path.parent.mkdir(parents=True, exist_ok=True)
    with Library.open(path, clock=system_clock, ids=Uuid7Source()) as library:
        edit = Edit("set up", created(*dossier.everything()))
        library.editor(dossier.postmortem.id).perform(edit)
    return dossier.postmortem.id


def measure(player: Player, watch: Watch, rounds: int) -> int:
    """Play every action in each round, and tell."""
    found: dict[str, list[Turn]] = {}
    for _round in range(rounds):
        for name, beats in player.actions():
            turn = watch.longest(beats())
            found.setdefault(name, []).append(turn)
            lasted, worked = turn.lasted * 1000, turn.worked * 1000
            print(f"{name:14} {lasted:7.1f} ms, working {worked:7.1f} ms", flush=True)
        player.window.show_library()
    goals = Goals()
    for name, turns in found.items():
        goals.at_most(f"freeze {name}", median(turn.lasted for turn in turns) * 1000, LIMIT_MS)
    return goals.status


def profile(player: Player, watch: Watch, wanted: str) -> None:
    """Print where the time of one action goes."""
    for name, beats in player.actions():
        made = beats()
        if name != wanted:
            watch.longest(made)
            continue
        with Profile() as found:
            watch.longest(made)
        Stats(found).sort_stats("cumulative").print_stats(70)
        return


if __name__ == "__main__":
    sys.exit(main())
