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
from cProfile import Profile
from pathlib import Path
from pstats import Stats
from statistics import median
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from bench.goals import Goals
from bench.loop_watch import Turn, Watch
from bench.timelines import make_dossier
from bench.window_player import HEIGHT, WIDTH, Player
from postmortem_desktop import paths
from postmortem_desktop.app import compose
from postmortem_desktop.clock import Uuid7Source, system_clock
from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui.crash import CrashReporter

LIMIT_MS = 100


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
