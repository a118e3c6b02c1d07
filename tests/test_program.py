"""The program as a whole: without a display, without a network, started again and again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from postmortem_desktop import paths
from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.store.library import Library

X_SERVERS = Path("/tmp/.X11-unix")
PROGRAM = [sys.executable, "-m", "postmortem_desktop"]
SILENT_DISPLAY = f":{max((int(p.name[1:]) for p in X_SERVERS.glob('X*')), default=0) + 1000}"
"""A display whose number no server of this machine has."""
TOUR = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from postmortem_desktop.app import compose
from postmortem_desktop.ui.actions import STEPS
from postmortem_desktop.ui.crash import CrashReporter


def tour():
    desk.open_sample()
    for key, _name in STEPS:
        window.session.show_step(key)
        assert not window.grab().isNull(), key
    window.session.current_step._composer.succeeded.connect(window.close)


application = QApplication([])
window, desk = compose(application, CrashReporter())
window.show()
QTimer.singleShot(0, tour)
application.exec()
desk.close()
print(window.session.current_step.preview.page_count)
"""
"""Shows the sample, every step of it, and quits when the pages of the report are there."""


@pytest.mark.parametrize(
    "surroundings",
    [
        {},
        {"DISPLAY": SILENT_DISPLAY},
        {"QT_QPA_PLATFORM": "xcb"},
        {"DISPLAY": "", "QT_QPA_PLATFORM": "xcb"},
    ],
    ids=["nothing", "nobody-listens", "xcb-without-display", "empty-display"],
)
def test_without_a_display_one_sentence_says_what_works_without(surroundings):
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [*PROGRAM, "--sample"],
        env={**environment, **surroundings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("postmortem-desktop: There is no display to open a window on; ")
    assert line.endswith("such as: postmortem-desktop export --sample --pdf report.pdf")
    assert not paths.library_file().exists()


def tour(*watch):
    return subprocess.run(
        [*watch, sys.executable, "-c", TOUR],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout


def test_a_second_start_does_not_add_the_sample_again():
    pages = int(tour())
    assert pages > 3
    assert int(tour()) == pages
    with Library.open(
        paths.library_file(), clock=system_clock, ids=CountingIds(), read_only=True
    ) as library:
        assert len(library.postmortems()) == 1


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
def test_no_step_of_the_window_opens_a_socket(tmp_path):
    trace = tmp_path / "trace"
    tour("strace", "-f", "-qq", "-e", "trace=socket,connect,bind,sendto", "-o", str(trace))
    assert set(re.findall(r"\b(?:AF|PF)_\w+", trace.read_text(encoding="utf-8"))) <= {"AF_UNIX"}
