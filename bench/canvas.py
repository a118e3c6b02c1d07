"""The canvas of the timeline at 100 to 100,000 events: goals P1 to P4.

    python -m bench.canvas [--rounds N] [--counts 100 1000 10000 100000]
    python -m bench.canvas --profile zoom-all --counts 10000

P1  frame of the canvas ÷ frame of a bare widget that fills a rectangle and draws a text for each
    label that the canvas has in view, at every count, panning and zooming
P2  frame at the greatest count ÷ frame at 1,000, for every gesture
P3  frame while one event is dragged ÷ frame in which the whole canvas is painted
P4  first show at the greatest count ÷ first show of the bare widget; memory beyond the records

Prints ``goal NAME value limit PASS|FAIL`` lines; exit status 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.floor import BareWidget, Labels, labels_in_view
from bench.gestures import HEIGHT, WIDTH
from bench.goals import Goals, median_ratio
from bench.memory import memory_of_canvas
from bench.playing import Cost, play, turn
from bench.stages import Stage, dressed_application, make_canvas, opened_library
from bench.timelines import make_workspace

COUNTS = (100, 1_000, 10_000, 100_000)
FLOOR_LIMITS = {"pan": 1.5, "zoom": 3.0}
FLAT_LIMIT = 1.5
FLAT_FROM = 1_000
DRAG_LIMIT = 0.2
SHOW_LIMIT = 5.0
MEMORY_LIMIT = 15.0
MEMORY_COUNT = 100_000


def main() -> int:
    """Measure, print, and return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--profile", metavar="GESTURE", help="profile one gesture instead")
    options = parser.parse_args()
    application = dressed_application()
    with TemporaryDirectory() as folder, opened_library(Path(folder)) as library:
        workspaces = {count: make_workspace(count, library) for count in options.counts}
        stages = [Stage(count, workspace) for count, workspace in workspaces.items()]
        if options.profile:
            profile(stages[-1], options.profile)
            return 0
        goals = Goals()
        for number in range(options.rounds):
            for stage in stages:
                stage.play_round(number)
        tell_frames(stages)
        tell_ratios(goals, stages)
        compare_first_show(goals, stages[-1], options.rounds)
        for stage in stages:
            stage.close()
    if MEMORY_COUNT in options.counts:
        goals.at_most(f"P4 memory {MEMORY_COUNT}", memory_of_canvas(MEMORY_COUNT), MEMORY_LIMIT)
    application.quit()
    return goals.status


def tell_frames(stages: Sequence[Stage]) -> None:
    """Print what a frame of each gesture takes, for information."""
    for stage in stages:
        for name, cost in stage.costs.items():
            frame, longest = (1000 * median(times) for times in (cost.frames, cost.longest))
            floor = stage.floor_costs.get(name)
            beside = f", floor {1000 * median(floor.frames):.2f} ms" if floor else ""
            print(f"{name:9} {stage.count:6} {frame:8.2f} ms, longest {longest:.2f} ms{beside}")


def tell_ratios(goals: Goals, stages: Sequence[Stage]) -> None:
    """Tell P1, P2 and P3."""
    for stage in stages:
        for name, floor in stage.floor_costs.items():
            ratio = median_ratio(stage.costs[name].frames, floor.frames)
            goals.at_most(f"P1 {name} {stage.count}", ratio, FLOOR_LIMITS[name.partition("-")[0]])
    greatest = stages[-1]
    least = next((stage for stage in stages[:-1] if stage.count == FLAT_FROM), greatest)
    for name, cost in greatest.costs.items() if least is not greatest else ():
        ratio = median_ratio(cost.frames, least.costs[name].frames)
        goals.at_most(f"P2 {name} {greatest.count}", ratio, FLAT_LIMIT)
    for stage in stages:
        ratio = median_ratio(stage.costs["move"].typical, stage.costs["repaint"].typical)
        goals.at_most(f"P3 drag {stage.count}", ratio, DRAG_LIMIT)


def compare_first_show(goals: Goals, stage: Stage, rounds: int) -> None:
    """Show a new canvas and a new bare widget in turn, and tell the first half of P4."""
    stage.show("all", 0)
    film = [labels_in_view(stage.canvas)]
    ours: list[float] = []
    bare: list[float] = []
    for _round in range(rounds + 1):
        ours.append(_first_show(stage, None))
        bare.append(_first_show(stage, film))
    # The first time counts for neither: Qt keeps what it has found out about fonts.
    ratio = median_ratio(ours[1:], bare[1:])
    shown, floor = (1000 * median(times[1:]) for times in (ours, bare))
    print(f"first show {stage.count} {shown:.1f} ms, bare widget {floor:.1f} ms")
    goals.at_most(f"P4 first-show {stage.count}", ratio, SHOW_LIMIT)


def _first_show(stage: Stage, film: list[Labels] | None) -> float:
    before = process_time()
    widget = make_canvas(stage.workspace) if film is None else BareWidget(film, WIDTH, HEIGHT)
    widget.show()
    turn()
    spent = process_time() - before
    widget.close()
    widget.deleteLater()
    turn()
    return spent


def profile(stage: Stage, name: str) -> None:
    """Print where the time of one gesture goes."""
    import cProfile
    import pstats

    view = "all" if name.endswith("all") else "near"
    stage.show(view, 0)
    gesture = stage.gestures(view, 0)[name]
    stage.canvas.set_selection(stage.selected[view] if name.startswith(("pan", "zoom")) else [])
    profiler = cProfile.Profile()
    profiler.enable()
    play(gesture, Cost())
    profiler.disable()
    pstats.Stats(profiler).sort_stats(os.environ.get("SORT", "cumulative")).print_stats(35)


if __name__ == "__main__":
    sys.exit(main())
