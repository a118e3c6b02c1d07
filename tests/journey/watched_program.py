"""The program with its sample, which tells a test where its parts are on the screen.

The X server knows windows only; the parts within are the program's own. Usage: FILE
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QTimer
from PySide6.QtWidgets import QWidget

from postmortem_desktop import app
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.ui.evidence.inbox import Inbox
from postmortem_desktop.ui.interview.sentence_drag import DragHandle
from postmortem_desktop.ui.main_window import MainWindow
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas

Places = dict[str, list[float]]
TELL_EVERY_MS = 100
GRIP = QPointF(50, 10)


def on_screen(widget: QWidget, point: QPointF) -> list[float]:
    place = widget.mapToGlobal(point.toPoint())
    return [place.x(), place.y()]


def cards(canvas: TimelineCanvas) -> Places:
    plot = canvas.view.plot
    found: Places = {}
    for event_id, event in canvas.shown.events.items():
        rect = canvas.rect_of(event_id)
        if rect is not None and plot.contains(rect.topLeft() + GRIP):
            found[event.title] = on_screen(canvas, rect.topLeft() + GRIP)
    return found


def lanes(canvas: TimelineCanvas) -> Places:
    """Return the middle of each lane's part of the plot."""
    found: Places = {}
    for box in canvas.view.layout.lanes:
        lane = canvas.shown.lane(box.lane_id)
        middle = canvas.view.lane_rect(box).center()
        if lane is not None and canvas.view.plot.contains(middle):
            found[lane.title] = on_screen(canvas, middle)
    return found


def unplaced_evidence(inbox: Inbox) -> Places:
    found: Places = {}
    seen = inbox.list.viewport().rect()
    for row in range(inbox.model.rowCount()):
        index = inbox.model.index(row)
        rect: QRect = inbox.list.visualRect(index)
        item: EvidenceItem = inbox.model.item(index)
        if not inbox.model.is_placed(index) and seen.contains(rect):
            found[item.text] = on_screen(inbox.list.viewport(), QPointF(rect.center()))
    return found


def places(window: MainWindow) -> dict[str, Places]:
    told: dict[str, Places] = {}
    for canvas in window.findChildren(TimelineCanvas):
        if canvas.isVisible():
            told["cards"], told["lanes"] = cards(canvas), lanes(canvas)
            told["scale"] = {"minute": [canvas.view.scale.px_per_second * 60]}
    for inbox in window.findChildren(Inbox):
        if inbox.isVisible():
            told["evidence"] = unplaced_evidence(inbox)
    for handle in window.findChildren(DragHandle):
        if handle.isVisible():
            told["handles"] = {"sentence": on_screen(handle, QPointF(handle.rect().center()))}
    return told


def tell(window: MainWindow, path: Path) -> None:
    partial_file = path.with_suffix(".part")
    partial_file.write_text(json.dumps(places(window)), encoding="utf-8")
    partial_file.replace(path)


def main(path: Path) -> int:
    compose = app.compose

    def compose_watched(*parts):
        window, desk = compose(*parts)
        timer = QTimer(window)
        timer.timeout.connect(partial(tell, window, path))
        timer.start(TELL_EVERY_MS)
        return window, desk

    app.compose = compose_watched
    return app.run(with_sample=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
