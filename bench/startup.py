"""Process start to the first painted library window, against a bare widget.

    python -m bench.startup [--runs N] [--sessions N]

Prints CPU seconds of both, the ratio, and a line ``goal P6 …``; exit status 1 when it is missed.
Each side tells the CPU time of its process, user and system, in the turn of the event loop that
follows the first paint; the program's is its own ``run``, where that turn opens the library.
Both sides are whole processes under the offscreen platform, run in turn, their bytecode compiled
before, as it is in an installation.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from postmortem_desktop.clock import Uuid7Source, system_clock
from postmortem_desktop.domain.templates import Template
from postmortem_desktop.editing.postmortem_edits import create_postmortem
from postmortem_desktop.store.library import Library

LIMIT = 2.0

FLOOR = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

def painted():
    print(time.process_time(), flush=True)
    os._exit(0)

class Bare(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, painted)

application = QApplication([])
widget = Bare()
widget.resize(1440, 900)
widget.show()
application.exec()
"""

PROGRAM = """
import os, time
from postmortem_desktop import app

def painted(desk, with_sample):
    print(time.process_time(), flush=True)
    os._exit(0)

app.Desk.resume = painted
app.run(with_sample=False)
"""


def main() -> int:
    """Measure, print, and return 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--sessions", type=int, default=1000)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        fill(Path(folder), options.sessions)
        environment = {
            **os.environ,
            "POSTMORTEM_DATA_DIR": folder,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for code in (FLOOR, PROGRAM):
            cpu_seconds(code, environment)  # writes the bytecode, as an installation does
        seconds: dict[str, list[float]] = {"floor": [], "program": []}
        for _run in range(options.runs):
            seconds["floor"].append(cpu_seconds(FLOOR, environment))
            seconds["program"].append(cpu_seconds(PROGRAM, environment))
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    ratio = medians["program"] / medians["floor"]
    for name, median in medians.items():
        print(f"{name:8} {median:.3f} s CPU, median of {options.runs}")
    passed = ratio <= LIMIT
    print(f"goal P6 {ratio:.2f} {LIMIT:.1f} {'PASS' if passed else 'FAIL'}")
    return 0 if passed else 1


def fill(folder: Path, count: int) -> None:
    """Put sessions into a fresh library."""
    path = folder / "library.postmortems"
    library = Library.open(path, clock=system_clock, ids=Uuid7Source())
    for number in range(count):
        edit = create_postmortem(
            library.ids, library.clock, f"Outage number {number}", "UTC", Template()
        )
        library.editor(edit.changes[0].record_id).perform(edit)
    library.close()


def cpu_seconds(code: str, environment: dict[str, str]) -> float:
    """Return the CPU time that a process prints."""
    command = [sys.executable, "-c", code]
    return float(subprocess.check_output(command, env=environment, stderr=subprocess.DEVNULL))


if __name__ == "__main__":
    sys.exit(main())
