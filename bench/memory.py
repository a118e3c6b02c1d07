"""The memory that a canvas takes beyond the records, told by a process of its own.

    python -m bench.memory COUNT

Prints megabytes: what the resident set grows by when a canvas of so many events is made and
painted, and what Python has allocated for it; in both, less what a canvas of 100 events takes,
which is the widget and its pixels. The greater one counts: the resident set misses what fits into
holes that were left before, and Python knows nothing of the pixmaps of Qt.
"""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

FEW = 100
_MEGABYTE = 1_000_000


def memory_of_canvas(count: int) -> float:
    """Return the megabytes that a canvas of so many events takes beyond its records."""
    figures: dict[str, float] = {}
    for way in ("resident", "allocated"):
        command = [sys.executable, "-m", "bench.memory", str(count), way]
        output = subprocess.check_output(command, stderr=subprocess.DEVNULL, text=True)
        figures[way] = float(output)
    told = ", ".join(f"{way} {value:.1f} MB" for way, value in figures.items())
    print(f"memory of the canvas at {count}: {told}")
    return max(figures.values())


def main(count: int, way: str) -> None:
    """Print one figure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from bench.playing import turn
    from bench.stages import dressed_application, make_canvas, opened_library
    from bench.timelines import make_workspace
    from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

    application = dressed_application()
    with TemporaryDirectory() as folder, opened_library(Path(folder)) as library:
        shown: list[TimelineCanvas] = []
        grown: dict[int, float] = {}
        # The first canvas of all warms up the fonts and icons, and is not counted.
        sizes = (FEW, FEW, count)
        workspaces = [make_workspace(size, library) for size in sizes]
        if way == "allocated":
            tracemalloc.start()
        for workspace, size in zip(workspaces, sizes, strict=True):
            before = _used(way)
            canvas = make_canvas(workspace)
            canvas.show()
            turn()
            shown.append(canvas)
            grown[size] = _used(way) - before
        print((grown[count] - grown[FEW]) / _MEGABYTE)
    application.quit()


def _used(way: str) -> float:
    gc.collect()
    if way == "allocated":
        return tracemalloc.get_traced_memory()[0]
    # What was freed goes back to the system first, as far as the allocator can.
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
