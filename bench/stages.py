"""Canvases of several sizes side by side, the gestures played on each, and what they cost."""

from __future__ import annotations

import sys
from collections.abc import Container
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bench.floor import BareWidget, Labels, labels_in_view
from bench.gestures import BEATS, HEIGHT, SELECTED, WIDTH, Hand, pan, show_all, show_near, zoom
from bench.playing import CannotPlayError, Cost, Gesture, play, rehearse, turn
from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui import fonts, theme
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.workspace import Workspace

VIEWS = ("all", "near")
MOVING = ("pan-all", "zoom-all", "pan-near", "zoom-near")
NAMES = (*MOVING, "repaint", "move", "drop", "resize", "band", "hover", "select")


def dressed_application() -> QApplication:
    """Return the application as the program has it, with all its fonts."""
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    theme.apply(application, theme.LIGHT)
    fonts.load_substitutes()
    return application


def opened_library(folder: Path) -> Library:
    """Return an empty library; the canvas asks it for nothing that costs."""
    return Library.open(folder / "library.postmortems", clock=system_clock, ids=CountingIds())


def make_canvas(workspace: Workspace) -> TimelineCanvas:
    """Return the canvas in the size of a shared screen, not shown yet."""
    canvas = TimelineCanvas(workspace, theme.LIGHT)
    canvas.resize(WIDTH, HEIGHT)
    return canvas


class Stage:
    """A canvas of one size, shown, with what is played on it and what that cost."""

    def __init__(self, count: int, workspace: Workspace) -> None:
        self.count, self.workspace = count, workspace
        self.canvas = make_canvas(workspace)
        self.bare = BareWidget([[]], WIDTH, HEIGHT)
        for widget in (self.canvas, self.bare):
            widget.show()
        turn()
        self.costs: dict[str, Cost] = {}
        self.floor_costs: dict[str, Cost] = {}
        self.selected: dict[str, list[str]] = {}
        """The events that are selected while the view moves, by view."""

    def close(self) -> None:
        """Take the windows away."""
        self.bare.close()
        self.canvas.close()

    def play_round(self, number: int, names: Container[str] = NAMES) -> None:
        """Play gestures, and the floor of each that has one right after it."""
        for view in VIEWS:
            self._play_view(view, number, names)

    def show(self, view: str, number: int) -> None:
        """Show a view, with nothing selected."""
        self.canvas.set_selection([])
        if view == "all":
            show_all(self.canvas)
        else:
            show_near(self.canvas, number)

    def gestures(self, view: str, number: int) -> dict[str, Gesture]:
        """Return what can be played in the view that is shown."""
        canvas = self.canvas
        found = {f"pan-{view}": pan(canvas), f"zoom-{view}": zoom(canvas, number)}
        if view == "all":
            ids = canvas.shown.event_ids
            self.selected[view] = list(ids[:: len(ids) // SELECTED])
            return found
        hand = Hand(canvas)
        self.selected[view] = hand.event_ids[:SELECTED]
        return found | {
            "repaint": Gesture([canvas.update] * BEATS),
            "move": hand.move(),
            "drop": hand.drop(),
            "resize": hand.resize(),
            "band": hand.band(),
            "hover": hand.hover(),
            "select": hand.select(),
        }

    def _play_view(self, view: str, number: int, names: Container[str]) -> None:
        self.show(view, number)
        for name, gesture in self.gestures(view, number).items():
            if name not in names:
                continue
            moves_view = name.startswith(("pan", "zoom"))
            if moves_view:
                self.canvas.set_selection(self.selected[view])
            play(gesture, self.costs.setdefault(name, Cost()))
            if moves_view:
                self.bare.show_film(self._film(name, gesture))
                bare = pan(self.bare) if name.startswith("pan") else zoom(self.bare, number)
                play(bare, self.floor_costs.setdefault(name, Cost()))
            elif number == 0:
                self._check(name, gesture)

    def _film(self, name: str, gesture: Gesture) -> list[Labels]:
        """Return what is in view before the first beat and after each."""
        scales: set[object] = set()

        def seen() -> Labels:
            scales.add(self.canvas.view.scale)
            return labels_in_view(self.canvas)

        film = [seen(), *rehearse(gesture, self.canvas, seen)]
        if len(scales) < BEATS // 4:
            raise CannotPlayError(f"{name} at {self.count} events does not move the view")
        return film

    def _check(self, name: str, gesture: Gesture) -> None:
        """Make sure that a gesture does what it is timed for."""
        events = self.canvas.shown.events

        def seen() -> tuple[object, object]:
            held = self.canvas.selection[:1]
            return self.canvas.selection, [events[event_id].starts_at for event_id in held]

        told = rehearse(gesture, self.canvas, seen)
        if name in ("band", "select") and len({str(selection) for selection, _at in told}) < 2:
            raise CannotPlayError(f"{name} at {self.count} events selects nothing")
        if name == "drop":
            gesture.before()
            before = seen()
            gesture.beats[0]()
            after = seen()
            gesture.after()
            if before == after or before != seen():
                raise CannotPlayError(f"drop at {self.count} events moves nothing")
