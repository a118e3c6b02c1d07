"""Renders every view, light and dark, at 100 % and 200 %, and the pages of the sample's report.

    python -m bench.pictures FOLDER

For looking at, beside the design; nothing is compared.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postmortem_desktop.ui.main_window import MainWindow

SIZES = {"1": [(1600, 1000), (1280, 800)], "2": [(1280, 800)]}
"""Sizes of the window by scale factor, in logical pixels."""


def main(folder: Path) -> int:
    """Draw everything into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for factor, sizes in SIZES.items():
        for width, height in sizes:
            with TemporaryDirectory() as data:
                environment = {
                    **os.environ,
                    "QT_QPA_PLATFORM": "offscreen",
                    "QT_SCALE_FACTOR": factor,
                    "POSTMORTEM_DATA_DIR": data,
                }
                command = [sys.executable, "-m", __spec__.name, "--draw", str(folder), factor]
                subprocess.run([*command, str(width), str(height)], env=environment, check=True)
    draw_report(folder)
    print(f"{len(list(folder.glob('*.png')))} pictures are in {folder}")
    return 0


def draw(folder: Path, factor: str, width: int, height: int) -> None:
    """Draw the views in this process, whose environment is set up for it."""
    from PySide6.QtWidgets import QApplication

    from postmortem_desktop.app import compose
    from postmortem_desktop.ui.actions import STEPS
    from postmortem_desktop.ui.crash import CrashReporter

    application = QApplication([])
    window, desk = compose(application, CrashReporter())
    window.resize(width, height)
    window.show()
    album = Album(window, folder, f"{width}x{height}@{factor}")
    album.take("library-empty")
    desk.open_sample()
    for key, _name in STEPS:
        window.run(f"step_{key}")
        album.take(key)
    window.show_library()
    album.take("library")
    desk.new_session("A session that has just begun")
    for key, _name in STEPS:
        window.run(f"step_{key}")
        album.take(f"new-{key}")
    window.run("palette")
    album.take("palette")
    window.close()
    desk.close()
    application.quit()


class Album:
    """Takes pictures of a window once its jobs are done."""

    def __init__(self, window: MainWindow, folder: Path, suffix: str) -> None:
        self._window = window
        self._folder = folder
        self._suffix = suffix

    def take(self, name: str) -> None:
        """Save the window in the light and in the dark theme."""
        from PySide6.QtTest import QTest

        # A preview begins to be made a moment after its step is shown.
        QTest.qWait(700 if name.endswith("report") else 150)
        for _attempt in range(200):
            if not self._is_busy():
                break
            QTest.qWait(50)
        for theme in ("light", "dark"):
            self._window.run(f"theme_{theme}")
            QTest.qWait(50)
            self._window.grab().save(str(self._folder / f"{name}-{theme}-{self._suffix}.png"))

    def _is_busy(self) -> bool:
        from postmortem_desktop.ui.job_runner import JobRunner

        return any(runner.is_busy for runner in self._window.findChildren(JobRunner))


def draw_report(folder: Path) -> None:
    """Write the sample's report and a picture of each page."""
    import pypdfium2

    from postmortem_desktop.clock import system_clock
    from postmortem_desktop.domain.kinds import AudienceKind
    from postmortem_desktop.exchange.samples import load_sample
    from postmortem_desktop.jobs import Progress
    from postmortem_desktop.transfer.exporting import PdfOrder, export_pdf

    for audience in (AudienceKind.FULL, AudienceKind.OUTSIDE):
        path = folder / f"report-{audience}.pdf"
        order = PdfOrder(path=path, audience=audience)
        export_pdf(load_sample().dossier, order, Progress(), now=system_clock())
        with pypdfium2.PdfDocument(path) as document:
            for number in range(len(document)):
                picture = document[number].render(scale=2).to_pil()
                picture.save(folder / f"report-{audience}-{number + 1}.png")


if __name__ == "__main__":
    if sys.argv[1] == "--draw":
        draw(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    else:
        sys.exit(main(Path(sys.argv[1])))
