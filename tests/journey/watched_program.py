"""The program with its sample, which tells a test where its parts are on the screen.

The X server knows windows only; the parts within are the program's own. Usage: FILE
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QTimer
from PySide6.QtWidgets import QWidget

from postmortem_desktop import app
from postmortem_desktop.domain.evidence import EvidenceItem
from postmortem_desktop.ui.evidence.import_pane import ImportPane
from postmortem_desktop.ui.evidence.inbox import Inbox
from postmortem_desktop.ui.interview.sentence_drag import DragHandle
from postmortem_desktop.ui.main_window import MainWindow
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.timeline.tray_list import TrayList

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


def clock(canvas: TimelineCanvas) -> Places:
    """Return a moment in seconds since 1970, and where it stands."""
    plot = canvas.view.plot
    moment = canvas.view.moment_at(plot.left()).timestamp()
    return {"left": [moment, *on_screen(canvas, plot.topLeft())]}


def held_over(canvas: TimelineCanvas) -> Places:
    """Return where the pointer holds something over the timeline that came from elsewhere."""
    drop = canvas.held.preview().drop
    return {"drop": on_screen(canvas, drop[0])} if drop is not None else {}


def free_ground(canvas: TimelineCanvas) -> Places:
    """Return a place of each lane, if there is one, with 120 pixels of empty ground right of it."""
    view, found = canvas.view, Places()
    for box in view.layout.lanes:
        lane, rect = canvas.shown.lane(box.lane_id), view.lane_rect(box)
        places = (
            QPointF(x, y)
            for y in range(round(rect.top()) + 8, round(rect.bottom()) - 8, 8)
            for x in range(round(view.plot.left()) + 60, round(view.plot.right()) - 180, 10)
        )
        free = (at for at in places if not view.boxes_in(QRectF(at.x() - 10, at.y(), 140, 1)))
        at = next(free, None)
        if lane is not None and at is not None:
            found[lane.title] = on_screen(canvas, at)
    return found


def undated(tray: TrayList) -> Places:
    items = [tray.item(row) for row in range(tray.count())]
    rects = {item.text(): tray.visualItemRect(item) for item in items}
    return {
        title: on_screen(tray.viewport(), QPointF(rect.left() + 20, rect.center().y()))
        for title, rect in rects.items()
    }


def timeline_places(window: MainWindow) -> dict[str, Places]:
    told: dict[str, Places] = {}
    for canvas in window.findChildren(TimelineCanvas):
        if canvas.isVisible():
            told["cards"], told["lanes"] = cards(canvas), lanes(canvas)
            told["ground"], told["clock"] = free_ground(canvas), clock(canvas)
            told["held"] = held_over(canvas)
            told["scale"] = {"minute": [canvas.view.scale.px_per_second * 60]}
    for tray in window.findChildren(TrayList):
        if tray.isVisible():
            told["tray"] = undated(tray)
    return told


def places(window: MainWindow) -> dict[str, Places]:
    told = timeline_places(window)
    for pane in window.findChildren(ImportPane):
        if pane.isVisible() and pane.place_button.isEnabled():
            button = pane.place_button
            told["buttons"] = {"place": on_screen(button, QPointF(button.rect().center()))}
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
